"""From one round to the next."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from awards.models import AwardRound, AwardScheme, RoundTier
from organizations.models import StaffUser


@transaction.atomic
def start_next_round(award_round: AwardRound, by: StaffUser) -> AwardRound:
    """Found the round after the scheme's latest, with its tiers in the same order, and nothing else.

    Raises ``ValidationError`` where ``award_round`` is not the latest.
    """
    # The scheme is locked: pressed twice at once, one round is founded and the other press is refused.
    scheme = AwardScheme.objects.select_for_update().get(pk=award_round.scheme_id)
    if reason := reason_not_to_start(award_round, by):
        raise ValidationError(reason)
    following = AwardRound(scheme=scheme, number=award_round.number + 1)
    following.full_clean()
    following.save()
    for row in award_round.round_tiers.in_official_order():
        RoundTier.objects.create(round=following, tier=row.tier, position=row.position)
    return following


def reason_not_to_start(award_round: AwardRound, by: StaffUser) -> str:
    """Why no round can be started from this one, in Chinese; ``""`` where nothing stands against it."""
    latest = AwardRound.objects.filter(scheme=award_round.scheme_id).aggregate(latest=Max("number"))["latest"]
    if latest != award_round.number:
        return f"已经有第 {latest} 轮，请在最近的一轮新建下一轮。"
    return ""


def tiers_changed(award_round: AwardRound) -> tuple[list[str], list[str]]:
    """Tiers this round has and the round before had not, and the other way round; empty without one before."""
    before = AwardRound.objects.filter(scheme=award_round.scheme_id, number=award_round.number - 1).first()
    if before is None:
        return [], []
    now, then = _tiers_of(award_round), _tiers_of(before)
    if not now or not then:
        return [], []
    return [name for name in now if name not in then], [name for name in then if name not in now]


def _tiers_of(award_round: AwardRound) -> list[str]:
    return [row.tier.name for row in award_round.round_tiers.in_official_order()]
