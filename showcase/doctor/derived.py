"""What is made of other records, and must agree with them: counts of honours, the search index."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from awards.choices import ListState
from awards.counting import lists_counted_wrongly
from awards.models import AwardRound, HonorEntry
from organizations.models import Neighborhood, Organization
from showcase.doctor.findings import Finding, Level
from showcase.models import CaseStudy, SearchDocument, SearchGram

MEND = "请运行 manage.py doctor --mend 重新计算；再出现就告诉开发人员。"


def counts() -> Iterator[Finding]:
    """The counts that readers see, against the entries."""
    if wrong := lists_counted_wrongly():
        yield Finding(Level.ERROR, f"{len(wrong)} 份名单的收录数与条目不符。", MEND)


def search_index() -> Iterator[Finding]:
    """Whether every record can be found, under its name of now."""
    lacking = sum(
        model._default_manager.filter(condition, searchdocument=None).count()
        for model, condition in (
            (Organization, Q(canonical=F("pk"))),
            (Neighborhood, Q()),
            (AwardRound, Q()),
            (CaseStudy, Q()),
        )
    )
    documents = SearchDocument.objects
    old = documents.filter(organization__isnull=False).exclude(title=F("organization__name")).count()
    old += documents.filter(case__isnull=False).exclude(title=F("case__title")).count()
    honored = HonorEntry.objects.filter(
        list__state__in=ListState.PUBLIC, organization__canonical=OuterRef("organization")
    )
    signs = SearchGram.objects.filter(document=OuterRef("pk"))
    unfound = documents.filter(Exists(honored)).exclude(Exists(signs)).count()
    if total := lacking + old + unfound:
        yield Finding(
            Level.ERROR,
            f"搜索索引没有跟上：缺 {lacking} 条，名称过时 {old} 条，查不到 {unfound} 条（共 {total} 条）。",
            "请运行 manage.py rebuild_search。",
        )
