"""The entries of honour lists: what was conferred on whom."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.deletion import ProtectedError
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from awards.choices import ListState, Standing, TierBasis
from awards.models.lists import HonorList
from awards.models.rounds import AwardRound
from awards.models.schemes import AwardTier
from organizations.models import Organization, Subdistrict

# Crockford's base 32: no I, L, O, U, so that a code survives being read aloud.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
# Lines of a file that are read together, with what they share.
FILE_LINES = 500


def new_verify_code() -> str:
    """Ten characters (50 bits) that tell nothing of the entry and cannot be guessed."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


class HonorEntryQuerySet(models.QuerySet["HonorEntry"]):
    """Questions asked of entries. Every public page starts at ``public()``."""

    def public(self) -> "HonorEntryQuerySet":
        """Entries of lists the public may see."""
        return self.filter(list__state__in=ListState.PUBLIC)

    def for_rolls(self) -> "HonorEntryQuerySet":
        """Everything a line of a roll reads, in one query."""
        return self.select_related("list", "round__scheme", "tier", "subdistrict", "organization__canonical")

    def for_files(self) -> "HonorEntryQuerySet":
        """What ``for_rolls`` reads and the source, for rolls of any length: read in parts of ``FILE_LINES``.

        What thousands of lines share (list, round, tier, subdistrict) is made once a part, not once a line.
        """
        alone = self.select_related(None).select_related("organization__canonical")
        return alone.prefetch_related("list__source", "round__scheme", "tier", "subdistrict")

    def in_official_order(self) -> "HonorEntryQuerySet":
        """Ladder from the top, special awards, then entries without a tier; each as printed."""
        return self.order_by(
            F("tier__rank").asc(nulls_last=True),
            F("tier").asc(nulls_last=True),
            F("subdistrict__code").asc(nulls_last=True),
            "position",
            "pk",
        )

    def newest_first(self) -> "HonorEntryQuerySet":
        """Latest round first, inside a round in official order."""
        return self.order_by(
            "-round__number",
            "round__scheme__position",
            "round",
            F("tier__rank").asc(nulls_last=True),
            F("tier").asc(nulls_last=True),
            F("subdistrict__code").asc(nulls_last=True),
            "position",
            "pk",
        )

    def of_organization(self, organization: Organization) -> "HonorEntryQuerySet":
        """Honours of ``organization`` and of everything merged into it."""
        return self.filter(organization__canonical=organization.canonical_id)

    def unconfirmed(self) -> "HonorEntryQuerySet":
        """Entries whose tier was taken over from the line above and awaits confirmation."""
        return self.filter(tier_basis=TierBasis.INHERITED)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts; refuse whatever the public has seen. Raises ``ProtectedError``."""
        seen = list(self.filter(list__released_at__isnull=False)[:5])
        if seen:
            raise ProtectedError("已公布过的条目不能删除，请改用更正或撤销。", set(seen))
        return super().delete()

    # As on Django's own: HonorEntry.objects.delete() must not exist.
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def get_by_natural_key(self, verify_code: str) -> "HonorEntry":
        """Fixtures name an entry by its verify code."""
        return self.get(verify_code=verify_code)


class HonorEntry(models.Model):
    """One honour: this organisation, under this printed name, in this round, at this tier.

    ``round`` repeats the list's round so that the database itself can refuse the same honour
    twice. ``subdistrict`` is where the organisation belonged then. ``standing`` repeats the
    latest ``StandingChange``.
    """

    list = models.ForeignKey(HonorList, models.PROTECT, related_name="entries", verbose_name="名单")
    round = models.ForeignKey(AwardRound, models.PROTECT, related_name="entries", verbose_name="轮", editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="honor_entries", verbose_name="党组织")
    tier = models.ForeignKey(
        AwardTier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name="等次",
        help_text="来源没有列等次时留空。",
    )
    tier_basis = models.CharField(
        "等次依据",
        max_length=14,
        choices=TierBasis,
        default=TierBasis.PRINTED,
        help_text="原文这一行没有写等次、沿用上一行的，选“沿用上一行”，公开页显示“等次待确认”。",
    )
    name_as_printed = models.CharField("名单上的名称", max_length=120, help_text="照来源原样。")
    subdistrict = models.ForeignKey(
        Subdistrict,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="honor_entries",
        verbose_name="当时所属街道（镇）",
    )
    position = models.PositiveIntegerField("次序", default=1, help_text="在名单中的先后。")
    citation = models.TextField("表彰词", blank=True)
    verify_code = models.CharField(
        "核验码", max_length=CODE_LENGTH, unique=True, default=new_verify_code, editable=False
    )
    standing = models.CharField("荣誉状态", max_length=8, choices=Standing, default=Standing.VALID, editable=False)
    created_at = models.DateTimeField("录入时间", auto_now_add=True)

    objects = HonorEntryQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="条目修改记录")

    class Meta:
        verbose_name = "光荣榜条目"
        verbose_name_plural = "光荣榜条目"
        indexes = [
            # A round's roll, tier by tier and place by place in printed order; the same for what no longer holds.
            models.Index(fields=["round", "tier", "subdistrict", "position", "id"], name="honor_entry_official"),
            models.Index(
                fields=["standing", "round", "tier", "subdistrict", "position", "id"], name="honor_entry_standing"
            ),
            # A subdistrict's honours.
            models.Index(fields=["subdistrict", "round", "id"], name="honor_entry_subdistrict"),
            # 待办: few rows among many, so only they are indexed.
            models.Index(fields=["id"], name="honor_entry_unconfirmed", condition=Q(tier_basis="inherited")),
        ]
        constraints = [
            # NULL is a value here (no tier printed), so it is counted as 0.
            models.UniqueConstraint(
                "organization",
                "round",
                Coalesce("tier", 0),
                name="awards_entry_once_per_round_and_tier",
                violation_error_message="这个党组织在这一轮的这个等次已经在册。",
            ),
            models.CheckConstraint(
                condition=Q(tier__isnull=True, tier_basis=TierBasis.NONE_PRINTED)
                | (Q(tier__isnull=False) & ~Q(tier_basis=TierBasis.NONE_PRINTED)),
                name="awards_entry_tier_matches_basis",
                violation_error_message="没有等次的条目，等次依据应为“原文未列等次”；有等次的不能选它。",
            ),
            models.CheckConstraint(
                condition=Q(tier_basis__in=TierBasis.values),
                name="awards_entry_basis_known",
                violation_error_message="请选择等次依据。",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values),
                name="awards_entry_standing_known",
                violation_error_message="荣誉状态不正确。",
            ),
            models.CheckConstraint(
                condition=~Q(name_as_printed=""),
                name="awards_entry_has_printed_name",
                violation_error_message="请照来源填写名单上的名称。",
            ),
        ]

    def __str__(self) -> str:
        return self.name_as_printed

    def natural_key(self) -> tuple[str]:
        return (self.verify_code,)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "awards.honorlist",
        "awards.awardtier",
        "organizations.organization",
    ]

    def clean(self) -> None:
        """Say what SQL cannot: list, round and tier belong together."""
        if self.list_id and self.round_id != self.list.round_id:
            raise ValidationError("条目的轮次必须与名单一致。")
        if self.tier and self.round_id and self.tier.scheme_id != self.round.scheme_id:
            raise ValidationError({"tier": "请选择本奖项的等次。"})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft; refuse what the public has seen. Raises ``ProtectedError``."""
        if self.list.was_public():
            raise ProtectedError("已公布过的条目不能删除，请改用更正或撤销。", {self})
        return super().delete(*args, **kwargs)

    def tier_awaits_confirmation(self) -> bool:
        """Whether the tier was taken over from the line above and nobody has confirmed it."""
        return self.tier_basis == TierBasis.INHERITED
