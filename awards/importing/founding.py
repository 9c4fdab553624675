"""Registering the round that a list names and the registry lacks; and its award, where that is a known one.

Scheme and number were read from the heading of the list, so it is offered once for the whole list.
A person confirms it; the rows are looked at anew then.
"""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from awards.choices import BatchState
from awards.importing.checking import recheck
from awards.importing.missing import MissingRound, missing_round, reason_not_to_register
from awards.importing.portions import AT_ONCE, plan_again
from awards.importing.rows import UnreadableSource
from awards.models import AwardRound, AwardScheme, AwardTier, ImportBatch, RoundTier
from organizations.folding import fold
from organizations.models import StaffUser


def found_round(batch: ImportBatch, text: str, number: int, by: StaffUser, tiers: Collection[str] = ()) -> AwardRound:
    """Register the round, and its award with ``tiers`` where that is missing; look at the rows anew.

    Raises ``ValidationError`` where the list names no such round or ``by`` may not; nothing has
    changed then.
    """
    try:
        with transaction.atomic():
            return _found(batch, text, number, by, tiers)
    except IntegrityError as error:
        raise ValidationError("这一轮刚刚由别人登记了，请重新核对。") from error
    except (UnreadableSource, OSError) as error:
        raise ValidationError("保存的原件读不出来了，没有登记；请重新录入这份名单。") from error


def _found(batch: ImportBatch, text: str, number: int, by: StaffUser, tiers: Collection[str]) -> AwardRound:
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    missing = missing_round(batch, text, number)
    if batch.state == BatchState.UNDONE or missing is None:
        raise ValidationError("这批名单里没有等着登记的这一轮，请刷新页面后再看。")
    if reason := reason_not_to_register(missing, by):
        raise ValidationError(reason)
    award_round = missing.registered or _register(missing, tiers)
    _give_to_settled_rows(batch, missing, award_round, by)
    plan_again(batch, by=by, at_once=AT_ONCE)
    return award_round


def _register(missing: MissingRound, tiers: Collection[str]) -> AwardRound:
    scheme = missing.scheme or _register_scheme(missing, tiers)
    award_round = AwardRound(scheme=scheme, number=missing.number)
    award_round.full_clean()
    award_round.save()
    for position, tier in enumerate(scheme.tiers.in_official_order(), start=1):
        RoundTier.objects.create(round=award_round, tier=tier, position=position)
    return award_round


def _register_scheme(missing: MissingRound, tiers: Collection[str]) -> AwardScheme:
    known = missing.known
    assert known is not None  # nosec B101 # noqa: S101 - refused before; for the type checker
    scheme = AwardScheme(
        slug=known.slug, name=known.name, short_name=known.short_name, sector=known.sector, position=known.position
    )
    scheme.full_clean()
    scheme.save()
    for one in missing.tiers_to_offer():
        if one.name in tiers:
            tier = AwardTier(scheme=scheme, name=one.name, kind=one.kind, rank=one.rank, mark=one.mark)
            tier.full_clean()
            tier.save()
    return scheme


def _give_to_settled_rows(batch: ImportBatch, missing: MissingRound, award_round: AwardRound, by: StaffUser) -> None:
    """What a person settled stays; it gets its round, and the tier it prints."""
    tiers = {fold(tier.name): tier for tier in AwardTier.objects.filter(scheme=award_round.scheme)}
    settled = batch.rows.filter(round=None, entry=None, rest__has_key="round").exclude(resolution="")
    for row in settled.select_related("batch", "organization", "subdistrict").order_by("number"):
        if (row.rest["round"]["scheme"], row.rest["round"]["number"]) == (missing.text, missing.number):
            row.round, row.tier = award_round, tiers.get(fold(row.tier_text))
            recheck(row, by)
            row.save()
