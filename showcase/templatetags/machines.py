"""What pages say to machines: the blocks of a page read again, and data for those who do not read Chinese."""

import json
from collections.abc import Callable, Hashable
from functools import partial
from html import unescape
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader_tags import BlockNode
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from awards.models import AwardRound
from organizations.models import Organization
from showcase import structured
from showcase.articles import Article
from showcase.caching.kept import kept_of
from showcase.cards.fonts import font_path
from showcase.context_processors import absolute_address
from showcase.models import CaseStudy, SiteSettings
from showcase.organization_pages import OrganizationTold
from showcase.package.keeping import Package
from showcase.rolls import Roll
from showcase.views.exports import roll_files

register = template.Library()

# With these as numbers no text inside can end the element, or begin another.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROLL_FILES = {"honors_csv": "text/csv", "honors_workbook": WORKBOOK, "honors_json": "application/json"}


@register.simple_tag(takes_context=True)
def again(context: template.Context, block: str) -> SafeString:
    """What the page's own ``block`` says: Django lets a block stand in one place only."""
    return mark_safe(" ".join(BlockNode(block, template.NodeList()).render(context).split()))  # nosec B308 B703 # a rendered block


@register.simple_tag(takes_context=True)
def card_address(context: template.Context, path: str) -> str:
    """The full address of a card; nothing where there is no font to draw it with."""
    whole = _whole(context)
    return whole(path) if whole and font_path() else ""


@register.simple_tag(takes_context=True)
def page_data(context: template.Context) -> SafeString:
    """The site and this page; what ``page_data`` says of a page without a record of its own."""
    return _told(context)


@register.simple_tag(takes_context=True)
def trail_data(
    context: template.Context,
    first_url: str = "",
    first_title: str = "",
    second_url: str = "",
    second_title: str = "",
) -> SafeString:
    """The way shown by ``components/breadcrumb.html``."""
    whole = _whole(context)
    if whole is None:
        return SafeString("")
    steps = [(reverse("showcase:home"), "首页"), (first_url, first_title), (second_url, second_title)]
    return _element([_json(structured.trail([(url, str(title)) for url, title in steps if url], whole))])


@register.simple_tag(takes_context=True)
def organization_data(context: template.Context, shown: Organization, told: OrganizationTold) -> SafeString:
    """One organisation, with its names and the honours on its timeline."""

    def of_it(whole: structured.Whole) -> dict[str, Any]:
        entries = [moment.entry for moment in told.moments if moment.entry]
        return structured.organization(shown, told.names, entries, whole)

    return _told_of_record(context, (structured.organization, shown.pk), of_it)


@register.simple_tag(takes_context=True)
def article_data(context: template.Context, shown: CaseStudy, parts: Article) -> SafeString:
    """One case study."""
    of_it = partial(structured.article, shown, parts, _site(context))
    return _told_of_record(context, (structured.article, shown.pk), of_it)


@register.simple_tag(takes_context=True)
def roll_data(context: template.Context, shown: AwardRound, roll: Roll) -> SafeString:
    """One round."""
    return _told(context, lambda whole: structured.roll(shown, roll, whole))


@register.simple_tag(takes_context=True)
def honors_data(context: template.Context) -> SafeString:
    """The roll across all rounds, as files; ``page`` of the context says how long it is."""

    def told(whole: structured.Whole) -> dict[str, Any]:
        files = {reverse(f"showcase:{name}"): ROLL_FILES[name] for name in roll_files(context["page"].on_record)}
        words = "各轮获评党组织的名称、等次、轮次、街道（镇）和荣誉状态。"
        return structured.dataset("光荣榜", words, reverse("showcase:honors"), files, whole)

    kept = kept_of(getattr(context, "request", None))
    return _told(context, lambda whole: kept.part(structured.dataset, lambda: told(whole)))


@register.simple_tag(takes_context=True)
def package_data(context: template.Context, package: Package) -> SafeString:
    """The whole registry, as one file."""

    def told(whole: structured.Whole) -> dict[str, Any]:
        files = {reverse("showcase:package"): "application/zip"}
        # Plain files answer no questions.
        files |= {} if context.get("is_static") else {reverse("showcase:api"): "application/json"}
        words = "党组织、轮次、荣誉、经验案例和更正的全部公开记录，附数据字典。"
        found = structured.dataset("公开数据", words, reverse("showcase:data"), files, whole)
        found["distribution"][0] |= {"contentSize": f"{package.size} B", "sha256": package.sha256}
        return found | ({"dateModified": package.changed_at.isoformat()} if package.changed_at else {})

    return _told(context, told)


def _told_of_record(context: template.Context, key: Hashable, of_it: Callable[[structured.Whole], Any]) -> SafeString:
    kept = kept_of(getattr(context, "request", None))
    return _told(context, lambda whole: kept.record(key, lambda: of_it(whole)))


def _told(context: template.Context, subject: Callable[[structured.Whole], dict[str, Any]] | None = None) -> SafeString:
    """The site, this page, and its ``subject``; nothing where no request asks."""
    whole = _whole(context)
    if whole is None:
        return SafeString("")
    site = _site(context)
    # The page's frame has read both blocks again just before, for what a chat shows of a link.
    title, description = (unescape(strip_tags(str(context.get(f"page_{block}")))) for block in ("title", "description"))
    page = structured.page(title or site.name, description, str(context.get("canonical")), whole)
    nodes = [page]
    if subject:
        nodes.append(subject(whole))
        page["mainEntity"] = {key: nodes[-1][key] for key in ("@id", "url") if key in nodes[-1]}
    # Alike on every page.
    website = kept_of(context.request).part(structured.website, lambda: _json(structured.website(site, whole)))  # type: ignore[attr-defined]
    return _element([website, *map(_json, nodes)])


def _json(node: dict[str, Any]) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _element(nodes: list[str]) -> SafeString:
    """Data, not a script: nothing in it is run, and no sign in it can end the element."""
    graph = f'{{"@context":"{structured.CONTEXT}","@graph":[{",".join(nodes)}]}}'
    return mark_safe(f'<script type="application/ld+json">{graph}</script>')  # nosec B308 B703 # _ESCAPED leaves no bracket


def _whole(context: template.Context) -> structured.Whole | None:
    request = getattr(context, "request", None)
    return (lambda path: absolute_address(request, path)) if isinstance(request, HttpRequest) else None


def _site(context: template.Context) -> SiteSettings:
    found = context.get("site")
    return found if isinstance(found, SiteSettings) else SiteSettings()
