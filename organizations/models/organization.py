"""Who can be honoured."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from organizations.choices import Level, Sector
from organizations.models.places import Neighborhood, Subdistrict


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Questions asked of organisations."""

    def canonical_only(self) -> "OrganizationQuerySet":
        """Those that stand for themselves: not merged into another."""
        return self.filter(merged_into__isnull=True)

    def with_places(self) -> "OrganizationQuerySet":
        """Everything a line about an organisation reads of its place, in the same query."""
        return self.select_related("subdistrict", "neighborhood")

    def by_pinyin(self) -> "OrganizationQuerySet":
        """In the order of a Chinese dictionary; the database's own order is by code point."""
        return self.order_by("pinyin", "pk")

    def get_by_natural_key(self, slug: str) -> "Organization":
        """Fixtures name an organisation by its permanent slug."""
        return self.get(slug=slug)


class Organization(models.Model):
    """One Party organisation that some source names.

    ``name``, ``name_folded``, ``pinyin`` and ``level`` repeat its current ``OrganizationName``
    so that a list of a thousand needs no join; ``organizations.naming`` alone writes them.
    ``canonical`` is the organisation readers see: itself, or what it was merged into.
    """

    sector = models.CharField("类别", max_length=12, choices=Sector)
    level = models.CharField(
        "层级", max_length=16, choices=Level, blank=True, help_text="按现用名；名称中看不出时留空。"
    )
    neighborhood = models.ForeignKey(
        Neighborhood,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        verbose_name="居民区",
        help_text="居民区党组织填写；“两新”组织留空。",
    )
    subdistrict = models.ForeignKey(
        Subdistrict,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        verbose_name="街道（镇）",
        help_text="来源没有写明时留空。",
    )
    slug = models.CharField(
        "网址名",
        max_length=80,
        unique=True,
        validators=[validate_slug],
        help_text="公开网址中的拼音，永久不变：改名不改网址。",
    )
    name = models.CharField("现用名", max_length=120, editable=False)
    name_folded = models.CharField(max_length=120, editable=False)
    pinyin = models.CharField(max_length=600, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="absorbed",
        verbose_name="已并入",
    )
    canonical = models.ForeignKey(
        "self",
        # Its own row does not keep an organisation from being deleted; another's does.
        models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        related_name="spellings",
        verbose_name="以此为准",
    )
    note = models.TextField("备注", blank=True, help_text="仅工作人员可见。")
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    objects = OrganizationQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="党组织修改记录")

    class Meta:
        verbose_name = "党组织"
        verbose_name_plural = "党组织"
        indexes = [
            # The directory is read in pinyin order, whole and by subdistrict.
            models.Index(fields=["pinyin", "id"], name="organization_by_pinyin"),
            models.Index(fields=["subdistrict", "pinyin", "id"], name="organization_in_subdistrict"),
            # The first organisations of a residential area.
            models.Index(fields=["neighborhood", "pinyin", "id"], name="organization_in_neighborhood"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subdistrict", "name_folded"],
                condition=Q(merged_into__isnull=True, subdistrict__isnull=False),
                name="organizations_organization_once_per_subdistrict",
                violation_error_message="这个街道（镇）已经登记了同名的党组织。",
            ),
            models.UniqueConstraint(
                fields=["name_folded"],
                condition=Q(merged_into__isnull=True, subdistrict__isnull=True),
                name="organizations_organization_once_without_subdistrict",
                violation_error_message="已经登记了同名、未注明街道的党组织。",
            ),
            models.CheckConstraint(
                condition=Q(sector__in=Sector.values),
                name="organizations_organization_sector_known",
                violation_error_message="请选择类别：居民区或“两新”组织。",
            ),
            models.CheckConstraint(
                condition=Q(level__in=["", *Level.values]),
                name="organizations_organization_level_known",
                violation_error_message="层级只能是党委、党总支或党支部。",
            ),
            models.CheckConstraint(
                condition=Q(sector=Sector.RESIDENTIAL) | Q(neighborhood__isnull=True),
                name="organizations_organization_new_has_no_neighborhood",
                violation_error_message="“两新”组织不属于某个居民区，请清空“居民区”。",
            ),
            models.CheckConstraint(
                condition=Q(neighborhood__isnull=True) | Q(subdistrict__isnull=False),
                name="organizations_organization_neighborhood_has_subdistrict",
                violation_error_message="填写了居民区，也要填写它所在的街道（镇）。",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="organizations_organization_not_merged_into_itself",
                violation_error_message="党组织不能并入自己。",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(slug=""),
                name="organizations_organization_named",
                violation_error_message="党组织必须有现用名和网址名。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "organizations.subdistrict",
        "organizations.neighborhood",
    ]

    def clean(self) -> None:
        """Say what SQL cannot: the residential area lies in the subdistrict given."""
        # Without a subdistrict the constraint has the better words.
        if self.neighborhood and self.subdistrict_id not in (None, self.neighborhood.subdistrict_id):
            raise ValidationError({"subdistrict": f"{self.neighborhood}不在这个街道（镇），请核对。"})

    def is_merged(self) -> bool:
        """Whether readers are sent on to another organisation."""
        return self.merged_into_id is not None
