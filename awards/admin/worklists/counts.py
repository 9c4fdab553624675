"""Worklists of rounds: announced counts that are not met, decisions without a number."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from awards.admin.filters import RoundFilter
from awards.admin.worklists.page import Finding, WorklistAdmin
from awards.choices import Inclusion
from awards.completeness import Completeness, tally
from awards.models import CountMismatch, UnnumberedRound
from awards.worklists import counted_for, mismatched


@admin.register(CountMismatch)
class CountMismatchAdmin(WorklistAdmin):
    """What was announced, and what is on record of it."""

    rule = "公布的总数和在册的条目（包括还没有公布的草稿）不相等。两边相等后，就从这里消失。"
    list_display = ["scope", "problem", "next_step"]
    list_filter = [RoundFilter]
    ordering = ["round__scheme__position", "-round__number", "subdistrict__code", "tier__rank", "pk"]

    def seen_by(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return mismatched(super().seen_by(request, rows), request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CountMismatch]:
        return super().get_queryset(request).select_related("round__scheme", "subdistrict", "tier")

    def explain(self, request: HttpRequest, rows: list[CountMismatch]) -> list[Finding]:
        rounds = {row.round_id: row.round for row in rows}.values()
        on_record = tally(rounds, entries=counted_for(request.user))
        public = tally(rounds)
        parts = [{"subdistrict": row.subdistrict, "tier": row.tier} for row in rows]
        return [
            self._finding(request, row, on_record.of(row.round, **part), public.of(row.round, **part))
            for row, part in zip(rows, parts, strict=True)
        ]

    def _finding(
        self, request: HttpRequest, row: CountMismatch, on_record: Completeness, public: Completeness
    ) -> Finding:
        unreleased = on_record.recorded - public.recorded
        problem = f"公布 {row.count}，在册 {on_record.recorded}（已公布 {public.recorded}，未公布 {unreleased}），"
        over = on_record.recorded - row.count
        problem += f"多出 {over}。" if on_record.is_overfull else f"还差 {on_record.missing}。"
        if row.tier is None and row.includes_specials == Inclusion.UNKNOWN:
            problem += "来源没有说明总数是否含专项奖。"
        if on_record.is_overfull:
            step = "请核对公布总数，并查有没有重复的条目。"
            may = request.user.has_perm("awards.change_awardround")
            label, address = "核对这一轮", reverse("admin:awards_awardround_change", args=[row.round_id])
            return Finding(problem, step, label, address if may else self._lists(row))
        if not request.user.has_perm("awards.add_importbatch"):
            return Finding(problem, "等录入其余的名单。", "看名单", self._lists(row))
        return Finding(problem, "请录入其余的名单；名单里就这么多，就核对公布总数。", "看名单", self._lists(row))

    def _lists(self, row: CountMismatch) -> str:
        place = f"&subdistrict__id__exact={row.subdistrict_id}" if row.subdistrict_id else ""
        return f"{reverse('admin:awards_honorlist_changelist')}?round={row.round_id}{place}"

    @admin.display(description="范围")
    def scope(self, row: CountMismatch) -> str:
        return " ".join(str(part) for part in (row.round, row.subdistrict or "全区", row.tier) if part)


@admin.register(UnnumberedRound)
class UnnumberedRoundAdmin(WorklistAdmin):
    """Rounds are the district's: a clerk has no such list."""

    rule = "表彰决定的文号是查证荣誉的依据。在轮次里登记文号后，就从这里消失。"
    list_display = ["full_title", "problem", "next_step"]
    ordering = ["scheme__position", "-number", "pk"]

    def seen_by(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return rows.select_related("scheme")

    def explain(self, request: HttpRequest, rows: list[UnnumberedRound]) -> list[Finding]:
        problem = "没有登记表彰决定的文号。"
        step = "查到表彰决定后登记文号和日期；同一份决定表彰几轮的，每轮都登记。"
        pages = [reverse("admin:awards_awardround_change", args=[row.pk]) for row in rows]
        return [Finding(problem, step, "打开这一轮", page) for page in pages]

    @admin.display(description="轮次")
    def full_title(self, row: UnnumberedRound) -> str:
        return row.full_title
