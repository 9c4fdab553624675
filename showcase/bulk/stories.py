"""Case studies and corrections of invented organisations: few beside the honours, as in the true record."""

from datetime import UTC, datetime, timedelta

from awards.choices import CorrectedField, Standing, StandingAct
from awards.models import Correction, HonorEntry, StandingChange
from organizations.models import Organization
from showcase.choices import CaseState
from showcase.models import CaseOrganization, CaseSection, CaseStudy, Lesson

PER_CASE, MOST_CASES = 100, 500
PER_CORRECTION, MOST_CORRECTIONS = 200, 2000
FIRST_MOMENT = datetime(2022, 1, 4, 1, tzinfo=UTC)


def tell(made: list[Organization], first: int) -> list[int]:
    """Write a case study of one organisation in a hundred; the keys of those it is about."""
    numbered = enumerate(made, start=first)
    told = [(number, one) for number, one in numbered if number % PER_CASE == 0 and number < PER_CASE * MOST_CASES]
    for number, one in told:
        moment = FIRST_MOMENT + timedelta(hours=number)
        case = CaseStudy(
            slug=f"shiyan-{one.slug}"[:80],
            title=f"{one.name}的做法",
            lead=f"{one.name}把支部建在楼组，事事有人管。",
            state=CaseState.PUBLISHED,
            published_at=moment,
            is_featured=True,
        )
        # Each kind in bulk would be quicker; there are few, and they go the way of every other.
        CaseStudy.objects.bulk_create([case])
        CaseOrganization.objects.bulk_create(
            [CaseOrganization(case=case, organization=one, name_as_printed=one.name, position=1)]
        )
        CaseSection.objects.bulk_create(
            CaseSection(
                case=case, position=at, heading=f"做法之{at}", body=f"{one.name}逐户走访，把事办实。\n\n居民说好。"
            )
            for at in (1, 2, 3)
        )
        Lesson.objects.bulk_create(
            [Lesson(case=case, number=1, statement="依靠居民", explanation="居民的事由居民商量着办。")]
        )
    return [one.pk for _, one in told]


def correct() -> None:
    """Correct one entry in two hundred, revoke one in two thousand; at most some thousand in all."""
    keys = list(HonorEntry.objects.order_by("pk").values_list("pk", flat=True)[: PER_CORRECTION * MOST_CORRECTIONS])
    corrected = keys[::PER_CORRECTION]
    Correction.objects.bulk_create(
        Correction(
            entry_id=key, field=CorrectedField.CITATION, before="", after="补录表彰词", reason="原文有，录入时遗漏。"
        )
        for key in corrected
    )
    # The clock writes the moment on creation; here it is part of what must come out the same every time.
    for number, row in enumerate(Correction.objects.filter(entry__in=corrected[:MOST_CORRECTIONS]).order_by("pk")):
        Correction.objects.filter(pk=row.pk).update(corrected_at=FIRST_MOMENT + timedelta(minutes=number))
    revoked = corrected[::10]
    StandingChange.objects.bulk_create(
        StandingChange(
            entry_id=key,
            act=StandingAct.REVOKE,
            decision_number="试〔2022〕撤1号",
            decided_on=FIRST_MOMENT.date(),
            reason="试验用。",
        )
        for key in revoked
    )
    HonorEntry.objects.filter(pk__in=corrected).update(citation="补录表彰词")
    HonorEntry.objects.filter(pk__in=revoked).update(standing=Standing.REVOKED)
