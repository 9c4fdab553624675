"""How many honours readers can see, added up beforehand."""

from django.db import models
from django.db.models.functions import Coalesce

from awards.choices import Standing
from awards.models.lists import HonorList
from awards.models.rounds import AwardRound
from awards.models.schemes import AwardTier
from organizations.choices import Sector
from organizations.models import Subdistrict


class HonorCount(models.Model):
    """How many entries of one public list share a tier, a subdistrict, a sector and a standing.

    Derived: ``awards.counting`` alone writes it, in the transaction that changed the entries. Lists
    nobody outside sees have no rows here. It keeps every count a matter of some hundred rows,
    however many entries there are.
    """

    list = models.ForeignKey(HonorList, models.CASCADE, related_name="counts", verbose_name="名单")
    round = models.ForeignKey(AwardRound, models.CASCADE, related_name="counts", verbose_name="轮")
    tier = models.ForeignKey(AwardTier, models.CASCADE, null=True, related_name="counts", verbose_name="等次")
    subdistrict = models.ForeignKey(
        Subdistrict, models.CASCADE, null=True, related_name="honor_counts", verbose_name="街道（镇）"
    )
    sector = models.CharField("类别", max_length=12, choices=Sector)
    standing = models.CharField("荣誉状态", max_length=8, choices=Standing)
    count = models.PositiveIntegerField("条数")

    class Meta:
        verbose_name = "收录数"
        verbose_name_plural = "收录数"
        default_permissions = ()
        constraints = [
            # NULL is a value here, so it is counted as 0.
            models.UniqueConstraint(
                "list",
                Coalesce("tier", 0),
                Coalesce("subdistrict", 0),
                "sector",
                "standing",
                name="awards_honor_count_once",
                violation_error_message="这份名单的这一部分已经计过数。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list} {self.count}"
