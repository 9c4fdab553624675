"""The plan of a batch: what it adds up to, its rows with what stands against them, problems first."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from awards.admin.workbench.access import may_settle, page_context, plan_address, require, seen_batch
from awards.admin.workbench.answers import carry_out, key_of
from awards.admin.workbench.cards import Card, cards_of, search_options
from awards.admin.workbench.counts import (
    FILTERS,
    counts_by_verdict,
    problems_first,
    round_tables,
    rows_by_verdict,
)
from awards.admin.workbench.defaults import DefaultsForm
from awards.admin.workbench.founding import round_offers
from awards.admin.workbench.progress import progress_page
from awards.admin.workbench.writing import unknown_organizations
from awards.choices import BatchState, Verdict
from awards.importing.announced import disagreements_in, remarks_in
from awards.importing.applying import writable_ready
from awards.importing.portions import progress_of
from awards.importing.undoing import reason_not_to_undo
from awards.models import HonorList, ImportBatch, ImportRow
from awards.scoping import lists_seen_by
from organizations.admin.finding import find_organizations
from organizations.models import Organization

ROWS_PER_PAGE = 50
MOST_FOUND = 8
MOST_SEARCHES = 5
READ_WITH = ("batch", "round__scheme", "subdistrict", "tier", "organization__subdistrict", "entry")


def plan_view(desk: ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    """Show the plan; a POST settles the rows that were answered."""
    require(request, "awards.view_importbatch", "awards.view_importrow")
    batch = seen_batch(request, key)
    if progress_of(batch) and batch.state != BatchState.UNDONE:
        return progress_page(desk, request, batch)
    if request.method == "POST":
        return _settle(desk, request, batch)
    rows = rows_by_verdict(batch.rows.select_related(*READ_WITH), _filter_of(request))
    page = Paginator(problems_first(rows), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return _page(desk, request, batch, cards_of(list(page), request.user), page=page)


def _settle(desk: ModelAdmin, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Carry out the answers; rows that could not be settled come back with the reason."""
    require(request, "awards.change_importbatch", "awards.change_importrow")
    cards = _answered(request, batch)
    only, find = key_of(request.POST.get("only", "")), key_of(request.POST.get("find", ""))
    todo = [card for card in cards if card.row.pk == only or (not only and _has_answer(card))]
    # Without a script, Enter in a search field presses the first button, which saves.
    searches = [card for card in cards if card.row.pk == find or (not (find or only or todo) and card.words_asked)]
    if searches:
        for card in searches[:MOST_SEARCHES]:
            _search(card)
        return _page(desk, request, batch, cards)
    for card in todo:
        try:
            carry_out(card.row, card.form, request.user)
        except ValidationError as error:
            card.error = "".join(error.messages)
    refused = [card for card in todo if card.error]
    _report(request, batch, len(todo) - len(refused), len(refused))
    if refused:
        return _page(desk, request, batch, refused)
    return redirect(f"{plan_address(batch)}?{request.GET.urlencode()}" if request.GET else plan_address(batch))


def _answered(request: HttpRequest, batch: ImportBatch) -> list[Card]:
    """The rows that the page showed, in its order, with what was answered."""
    keys = [key for text in request.POST.getlist("row")[: 2 * ROWS_PER_PAGE] if (key := key_of(text))]
    rows = batch.rows.select_related(*READ_WITH).in_bulk(keys)
    return cards_of([rows[key] for key in dict.fromkeys(keys) if key in rows], request.user, request.POST)


def _has_answer(card: Card) -> bool:
    return not card.form.is_valid() or card.form.has_answer()


def _search(card: Card) -> None:
    words = card.words_asked[:60]
    card.asked = True
    if words:
        found = find_organizations(Organization.objects.canonical_only().with_places(), words)
        card.found = search_options(found.by_pinyin()[:MOST_FOUND])


def _report(request: HttpRequest, batch: ImportBatch, settled: int, refused: int) -> None:
    waiting = batch.rows.filter(verdict__in=(Verdict.DECIDE, Verdict.ERROR)).exclude(resolution="skipped").count()
    if settled:
        rest = f"还有 {waiting} 行要处理。" if waiting else "没有要处理的行了，可以写入。"
        messages.success(request, f"已处理 {settled} 行，同名的行一并处理；{rest}")
    if refused:
        messages.error(request, f"有 {refused} 行没有保存，原因写在各行下面；其余各行不受影响。")
    if not settled and not refused:
        messages.info(request, "没有选择任何处理，什么也没有改变。")


def _filter_of(request: HttpRequest) -> str:
    asked = request.GET.get("verdict", "")
    return asked if asked in dict(FILTERS) else ""


def _page(
    desk: ModelAdmin, request: HttpRequest, batch: ImportBatch, cards: list[Card], **facts: Any
) -> TemplateResponse:
    rows = ImportRow.objects.filter(batch=batch)
    counts = counts_by_verdict(rows)
    chosen = _filter_of(request)
    waiting, ready = counts[Verdict.DECIDE] + counts[Verdict.ERROR], writable_ready(batch, request.user).count()
    context = page_context(
        desk,
        request,
        str(batch.source),
        batch=batch,
        cards=cards,
        chosen=chosen,
        filters=[(value, label, counts[value], value == chosen) for value, label in FILTERS],
        row_count=counts[""],
        waiting=waiting,
        ready=ready,
        unknown_count=len(unknown_organizations(batch, request.user)) if waiting else 0,
        step=_step(batch, waiting, ready),
        tables=round_tables(batch, rows, request.user),
        remarks=remarks_in(batch.problems),
        disagreements=disagreements_in(batch.problems),
        round_offers=round_offers(batch, request.user) if waiting else [],
        lists=_lists(request, batch),
        can_settle=may_settle(request) and batch.state != BatchState.UNDONE,
        can_bring_again=request.user.has_perm("awards.add_importbatch") and batch.state == BatchState.UNDONE,
        undo_obstacle=reason_not_to_undo(batch, request.user),
        defaults_form=DefaultsForm(batch=batch, user=request.user),
        **facts,
    )
    return TemplateResponse(request, "admin/awards/importbatch/plan.html", context)


def _step(batch: ImportBatch, waiting: int, ready: int) -> int:
    """Which of the four steps comes next; none of them after an undo."""
    if batch.state == BatchState.UNDONE:
        return 0
    if waiting:
        return 2
    return 3 if ready or batch.state == BatchState.PLANNED else 4


def _lists(request: HttpRequest, batch: ImportBatch) -> list[HonorList]:
    """The lists that rows of the batch were written to, as far as the person may open them."""
    written = batch.rows.filter(list__isnull=False).values("list")
    return list(lists_seen_by(request.user).filter(pk__in=written).with_round().in_official_order())
