"""What came of a document: its drafts, each with what a person has still to decide about it."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse

from awards.importing.scoping import batches_seen_by
from awards.models import Ceremony
from organizations.models import StaffUser
from showcase.admin.documents.ticking import may_tick
from showcase.deciding import OpenQuestion, questions_in
from showcase.models import CaseStudy, DocumentImport


@dataclass(frozen=True)
class Outcome:
    """One thing that was made, where it is worked on, and the questions about it. ``address`` is "" for none.

    ``tick_address``: where these are ticked off, "" for a person who may not.
    """

    label: str
    title: str
    address: str = ""
    note: str = ""
    questions: list[OpenQuestion] = field(default_factory=list)
    tick_address: str = ""


@dataclass(frozen=True)
class Result:
    """Everything that came of one document; ``questions`` are about it as a whole, ``open_count`` is of all."""

    outcomes: list[Outcome]
    questions: list[OpenQuestion]
    open_count: int
    tick_address: str


def result_of(record: DocumentImport, request: HttpRequest) -> Result:
    """The result as whoever asks may open it; a handful of queries, however many drafts."""
    by, cases = request.user, list(record.cases.order_by("position", "pk"))
    questions, slugs = questions_in(record), {case.slug for case in cases}
    ticked_at = reverse("admin:showcase_documentimport_decisions", args=[record.pk])
    told = (_case(case, questions, ticked_at if may_tick(request, case) else "") for case in cases)
    return Result(
        outcomes=[*_ceremony(record, by), *_batch(record, by), *told],
        questions=[one for one in questions if one.case not in slugs],
        open_count=sum(not one.settled_at for one in questions),
        tick_address=ticked_at if may_tick(request, None) else "",
    )


def _ceremony(record: DocumentImport, by: StaffUser) -> list[Outcome]:
    if record.ceremony is None:
        return []
    address = reverse("admin:awards_ceremony_change", args=[record.ceremony.pk])
    is_public = Ceremony.objects.public().filter(pk=record.ceremony.pk).exists()
    note = "已经公开。" if is_public else "公布它的第一份名单之前，读者看不到。"
    return [Outcome("展示会", str(record.ceremony), address if by.has_perm("awards.view_ceremony") else "", note)]


def _batch(record: DocumentImport, by: StaffUser) -> list[Outcome]:
    if record.batch is None:
        return []
    may_see = by.has_perms(["awards.view_importbatch", "awards.view_importrow"])
    batch = batches_seen_by(by).filter(pk=record.batch.pk).first() if may_see else None
    address = reverse("admin:awards_importbatch_plan", args=[batch.pk]) if batch else ""
    return [Outcome("名单", f"{record.batch.rows.count()} 行，列入录入批次", address, note_about_rolls(by))]


def note_about_rolls(by: StaffUser) -> str:
    """What becomes of the rolls, and by whose hand."""
    if by.has_perms(["awards.change_importbatch", "awards.change_importrow"]):
        return "名单还没有写入：请到批次里核对各行，再写入名单。"
    return "名单还没有写入：您没有录入名单的权限，请街道录入员或区级审核员到批次里核对各行并写入。"


def _case(case: CaseStudy, questions: list[OpenQuestion], tick_address: str) -> Outcome:
    address = reverse("admin:showcase_casestudy_change", args=[case.pk])
    about = [one for one in questions if one.case == case.slug]
    return Outcome("案例", case.title, address, case.get_state_display(), about, tick_address)
