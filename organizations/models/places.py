"""Where organisations are: subdistricts and the residential areas inside them."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords


class SubdistrictQuerySet(models.QuerySet["Subdistrict"]):
    """Questions asked of subdistricts."""

    def in_official_order(self) -> "SubdistrictQuerySet":
        """By national code, as the district lists them."""
        return self.order_by("code")

    def get_by_natural_key(self, code: str) -> "Subdistrict":
        """Fixtures name a subdistrict by its national code."""
        return self.get(code=code)


class Subdistrict(models.Model):
    """One subdistrict (街道) or town (镇) of the district."""

    code = models.CharField(
        "统计用区划代码",
        max_length=9,
        unique=True,
        validators=[RegexValidator(r"\A\d{9}\Z", "区划代码应为 9 位数字。")],
        help_text="国家统计局公布的 9 位代码，全国唯一。",
    )
    name = models.CharField("名称", max_length=30, unique=True, help_text="全称，如“华阳路街道”。")
    slug = models.SlugField(
        "网址名",
        max_length=40,
        unique=True,
        help_text="公开网址中的拼音，如 huayanglu；公布后不再改动。",
    )

    objects = SubdistrictQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="街道镇修改记录")

    class Meta:
        verbose_name = "街道（镇）"
        verbose_name_plural = "街道（镇）"
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(slug="") & ~Q(code=""),
                name="organizations_subdistrict_named",
                violation_error_message="街道（镇）必须有代码、名称和网址名。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class NeighborhoodQuerySet(models.QuerySet["Neighborhood"]):
    """Questions asked of residential areas."""

    def in_official_order(self) -> "NeighborhoodQuerySet":
        """By national code: inside a subdistrict in the order of the census."""
        return self.order_by("code")

    def get_by_natural_key(self, code: str) -> "Neighborhood":
        """Fixtures name a residential area by its national code."""
        return self.get(code=code)


class Neighborhood(models.Model):
    """One residential area (居民区), the ground of one residents' committee; not an organisation."""

    code = models.CharField(
        "统计用区划代码",
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"\A\d{12}\Z", "区划代码应为 12 位数字。")],
    )
    subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, related_name="neighborhoods", verbose_name="街道（镇）"
    )
    name = models.CharField("名称", max_length=40, help_text="不带“居委会”“居民区”，如“陶家宅”。")
    search_aliases = models.TextField(
        "小区名与俗称",
        blank=True,
        help_text="居民常用来查找的小区、楼盘名，每行一个，如“大西别墅”。只用于搜索，不作为党组织名称。",
    )

    objects = NeighborhoodQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="居民区修改记录")

    class Meta:
        verbose_name = "居民区"
        verbose_name_plural = "居民区"
        constraints = [
            models.UniqueConstraint(
                fields=["subdistrict", "name"],
                name="organizations_neighborhood_once_per_subdistrict",
                violation_error_message="这个街道（镇）已经有同名的居民区。",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(code=""),
                name="organizations_neighborhood_named",
                violation_error_message="居民区必须有代码和名称。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}居民区"

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    natural_key.dependencies = ["organizations.subdistrict"]  # type: ignore[attr-defined]

    def alias_list(self) -> list[str]:
        """The aliases one by one, as typed."""
        return [line.strip() for line in self.search_aliases.splitlines() if line.strip()]
