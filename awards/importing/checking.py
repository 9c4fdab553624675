"""The verdict that a row's present answers earn; ``settling`` asks after every act of a person."""

from django.db.models import QuerySet

from awards.choices import Resolution, Verdict
from awards.importing.planning import unregistered
from awards.importing.scoping import reason_not_to_write
from awards.models import HonorEntry, ImportRow
from organizations.models import StaffUser

# Kept with what was read: a person looked at the tier, so it is not asked again.
TIER_CONFIRMED = "tier_confirmed"


def recheck(row: ImportRow, by: StaffUser | None = None) -> None:
    """Give ``row`` the verdict its present answers earn where ``by`` writes it; saves nothing."""
    if row.round is None and "round" not in row.rest:
        return
    if reason := reason_not_to_write(row.subdistrict, by):
        row.verdict, row.message = Verdict.ERROR, reason
    elif questions := _questions(row):
        row.verdict, row.message = Verdict.DECIDE, "".join(questions)
    elif _recorded(row).filter(tier=row.tier).exists():
        row.verdict, row.message = Verdict.RECORDED, "已经在册，不重复写入。"
    elif twin := _rivals(row).filter(verdict=Verdict.READY).first():
        row.verdict, row.message = Verdict.ERROR, f"与{twin.location}重复，请跳过其中一行。"
    elif question := _second_honour(row):
        row.verdict, row.message = Verdict.DECIDE, question
    else:
        row.verdict, row.message = Verdict.READY, ""


def recheck_rivals(row: ImportRow, by: StaffUser | None = None) -> None:
    """Let a row that was refused as this one's double try again, now that this one has changed."""
    doubles = row.batch.rows.filter(verdict=Verdict.ERROR, entry=None, round=row.round).exclude(pk=row.pk)
    doubles = doubles.filter(organization__isnull=False, message__contains=f"与{row.location}重复")
    for double in doubles.select_related("batch", "round__scheme", "organization", "tier", "subdistrict"):
        recheck(double, by)
        double.save(update_fields=["verdict", "message"])


def _questions(row: ImportRow) -> list[str]:
    """What only a person can answer, and has not yet."""
    questions = []
    if row.round is None:
        named = row.rest["round"]
        questions.append(unregistered(named["scheme"], named["number"]))
    if row.subdistrict is None and row.subdistrict_text:
        questions.append(f"没有登记“{row.subdistrict_text}”这个街道（镇），请选定街道。")
    if row.organization is None:
        questions.append("请选定或新建党组织。")
    if row.round and row.tier is None and not row.rest.get(TIER_CONFIRMED):
        if row.tier_text:
            questions.append(f"没有“{row.tier_text}”这个等次，请选择等次。")
        elif row.round.scheme.tiers.exists():
            questions.append("请选择等次，或确认原文未列等次。")
    return questions


def _recorded(row: ImportRow) -> QuerySet[HonorEntry]:
    """What the row's organisation has on record in its round."""
    canonical = row.organization and row.organization.canonical_id
    return HonorEntry.objects.filter(organization__canonical=canonical, round=row.round)


def _rivals(row: ImportRow) -> QuerySet[ImportRow]:
    """Other rows of the batch that say the same."""
    rivals = row.batch.rows.filter(round=row.round, organization=row.organization, tier=row.tier)
    return rivals.exclude(pk=row.pk).exclude(resolution=Resolution.SKIPPED).order_by("number")


def _second_honour(row: ImportRow) -> str:
    if row.rest.get(TIER_CONFIRMED):
        return ""
    known = [str(entry.tier or "未列等次") for entry in _recorded(row).select_related("tier")]
    return f"本轮已经在册，等次是“{'、'.join(known)}”；请核对是否又获这一等次，选定等次即为确认。" if known else ""
