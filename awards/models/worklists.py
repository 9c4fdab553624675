"""Worklists (待办): the same tables, seen as what is wrong or missing in them.

The default manager of each proxy is the definition of wrong, every clause with its reason. What
only reading can tell (counts, folded names) is narrowed further in ``awards.worklists``.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.choices import BatchState, ListState, Resolution, Standing, TierKind, Verdict
from awards.models.announcements import AnnouncedCount
from awards.models.batches import ImportBatch, ImportRow
from awards.models.entries import HonorEntry, HonorEntryQuerySet
from awards.models.lists import HonorList
from awards.models.rounds import AwardRound
from awards.models.schemes import AwardTier
from organizations.models import Organization, OrganizationName

EntryManager = models.Manager.from_queryset(HonorEntryQuerySet)
VIEW_ONLY = ("view",)


class UntieredEntryManager(EntryManager):
    """Entries for whose tier somebody can still look."""

    def get_queryset(self) -> QuerySet["UntieredEntry"]:
        tiers = AwardTier.objects.filter(scheme=OuterRef("round__scheme"))
        return (
            super()
            .get_queryset()
            .filter(tier__isnull=True)
            # An award without tiers, its decision on record: then nothing is missing.
            .filter(Exists(tiers) | Q(round__document_number=""))
        )


class UntieredEntry(HonorEntry):
    """An entry whose source names no tier: the decision may."""

    objects = UntieredEntryManager()

    class Meta:
        proxy = True
        verbose_name = "没有等次的条目"
        verbose_name_plural = "没有等次的条目"
        default_permissions = VIEW_ONLY


class UnconfirmedEntryManager(EntryManager):
    """Entries whose tier was taken over from the line above."""

    def get_queryset(self) -> QuerySet["UnconfirmedEntry"]:
        return super().get_queryset().unconfirmed()


class UnconfirmedEntry(HonorEntry):
    """An entry whose tier readers see as 待确认 until somebody has looked it up."""

    objects = UnconfirmedEntryManager()

    class Meta:
        proxy = True
        verbose_name = "等次待确认的条目"
        verbose_name_plural = "等次待确认的条目"
        default_permissions = VIEW_ONLY


class UnknownSpellingManager(EntryManager):
    """Entries printed under a name that is, letter for letter, none of the organisation's."""

    def get_queryset(self) -> QuerySet["UnknownSpelling"]:
        # A name borne before a merge is a name of the one organisation readers see.
        names = OrganizationName.objects.filter(organization__canonical=OuterRef("organization__canonical"))
        return super().get_queryset().exclude(Exists(names.filter(text=OuterRef("name_as_printed"))))


class UnknownSpelling(HonorEntry):
    """An entry whose printed name leads to its organisation by nobody's record."""

    objects = UnknownSpellingManager()

    class Meta:
        proxy = True
        verbose_name = "名称没有登记的条目"
        verbose_name_plural = "名称没有登记的条目"
        default_permissions = VIEW_ONLY


class ClashingEntryManager(EntryManager):
    """Entries beside which the same organisation has another in the same round that cannot hold, too."""

    def get_queryset(self) -> QuerySet["ClashingEntry"]:
        others = HonorEntry.objects.filter(
            round=OuterRef("round"),
            # Two registrations merged into one: the database let each of them have its entry.
            organization__canonical=OuterRef("organization__canonical"),
            # One that was revoked or has ended contradicts nothing.
            standing=Standing.VALID,
        ).exclude(pk=OuterRef("pk"))
        return (
            super()
            .get_queryset()
            .filter(
                Exists(others.filter(tier=OuterRef("tier")))
                # A special award stands beside any tier of the ladder; two of the ladder exclude each other.
                | (~Q(tier__kind=TierKind.SPECIAL) & Exists(others.exclude(tier__kind=TierKind.SPECIAL))),
                standing=Standing.VALID,
            )
        )


class ClashingEntry(HonorEntry):
    """One of two honours of one organisation in one round of which only one can be right."""

    objects = ClashingEntryManager()

    class Meta:
        proxy = True
        verbose_name = "同一轮里重复的荣誉"
        verbose_name_plural = "同一轮里重复的荣誉"
        default_permissions = VIEW_ONLY


class CountMismatch(AnnouncedCount):
    """An announced count that what is on record does not meet (``awards.worklists.mismatched``)."""

    class Meta:
        proxy = True
        verbose_name = "数目对不上的公布总数"
        verbose_name_plural = "数目对不上的公布总数"
        default_permissions = VIEW_ONLY


class PossibleDoubleManager(models.Manager["PossibleDouble"]):
    """Organisations that stand for themselves."""

    def get_queryset(self) -> QuerySet["PossibleDouble"]:
        # One that was merged is settled already.
        return super().get_queryset().filter(merged_into__isnull=True)


class PossibleDouble(Organization):
    """One of two registrations that may be one organisation (``awards.worklists.doubles``)."""

    objects = PossibleDoubleManager()

    class Meta:
        proxy = True
        verbose_name = "可能重复的党组织"
        verbose_name_plural = "可能重复的党组织"
        default_permissions = VIEW_ONLY


class UnnumberedRoundManager(models.Manager["UnnumberedRound"]):
    """Rounds whose decision nobody can look up."""

    def get_queryset(self) -> QuerySet["UnnumberedRound"]:
        return super().get_queryset().filter(document_number="")


class UnnumberedRound(AwardRound):
    """A round without the number of its decision."""

    objects = UnnumberedRoundManager()

    class Meta:
        proxy = True
        verbose_name = "没有文号的轮次"
        verbose_name_plural = "没有文号的轮次"
        default_permissions = VIEW_ONLY


class WaitingBatchManager(models.Manager["WaitingBatch"]):
    """Imports in which something remains to be done."""

    def get_queryset(self) -> QuerySet["WaitingBatch"]:
        # Rows to decide, to mend or to write. A batch of rows that were all on record before has none.
        left = ImportRow.objects.filter(batch=OuterRef("pk"), entry=None).exclude(
            Q(verdict=Verdict.RECORDED) | Q(resolution=Resolution.SKIPPED)
        )
        # Applied batches too: rows with problems stay in them.
        return super().get_queryset().filter(Exists(left)).exclude(state=BatchState.UNDONE)


class WaitingBatch(ImportBatch):
    """An import that somebody has to finish."""

    objects = WaitingBatchManager()

    class Meta:
        proxy = True
        verbose_name = "待处理的批次"
        verbose_name_plural = "待处理的批次"
        default_permissions = VIEW_ONLY


class ReturnedListManager(models.Manager["ReturnedList"]):
    """Lists that a reviewer sent back."""

    def get_queryset(self) -> QuerySet["ReturnedList"]:
        # Submitted anew, it is the reviewer's turn again.
        return super().get_queryset().filter(state=ListState.DRAFT, returned_at__isnull=False)


class ReturnedList(HonorList):
    """A list that its clerk has to mend and submit again."""

    objects = ReturnedListManager()

    class Meta:
        proxy = True
        verbose_name = "退回待改的名单"
        verbose_name_plural = "退回待改的名单"
        default_permissions = VIEW_ONLY


class WaitingListManager(models.Manager["WaitingList"]):
    """Lists between submission and final release; ``awards.worklists.overdue`` knows the day."""

    def get_queryset(self) -> QuerySet["WaitingList"]:
        return super().get_queryset().filter(state__in=(ListState.REVIEW, ListState.NOTICE))


class WaitingList(HonorList):
    """A list that a second person has still to release, or whose public notice is over."""

    objects = WaitingListManager()

    class Meta:
        proxy = True
        verbose_name = "等待公布的名单"
        verbose_name_plural = "等待公布的名单"
        default_permissions = VIEW_ONLY
