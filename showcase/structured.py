"""What a page says, in the words of schema.org: only what stands on the page too."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from awards.choices import Standing
from awards.models import AwardRound, HonorEntry
from organizations.models import Organization, OrganizationName
from showcase.articles import Article
from showcase.models import CaseStudy, SiteSettings
from showcase.rolls import Roll

CONTEXT = "https://schema.org"
LANGUAGE = "zh-Hans"
Whole = Callable[[str], str]


def website(site: SiteSettings, whole: Whole) -> dict[str, Any]:
    """The site, and how to search it."""
    target = f"{whole(reverse('showcase:search'))}?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "@id": _site_id(whole),
        "name": site.name,
        "url": whole(reverse("showcase:home")),
        "inLanguage": LANGUAGE,
        "publisher": publisher(site),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def publisher(site: SiteSettings) -> dict[str, Any]:
    """Who is behind the site; where that is not filled in, the site itself."""
    if site.organizer:
        return {"@type": "GovernmentOrganization", "name": site.organizer}
    return {"@type": "Organization", "name": site.name}


def page(title: str, description: str, address: str, whole: Whole) -> dict[str, Any]:
    """Any page."""
    return {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": title,
        "description": description,
        "inLanguage": LANGUAGE,
        "isPartOf": {"@id": _site_id(whole)},
    }


def trail(steps: Iterable[tuple[str, str]], whole: Whole) -> dict[str, Any]:
    """The way from the front page to here: addresses and titles."""
    items = [
        {"@type": "ListItem", "position": number, "name": title, "item": whole(path)}
        for number, (path, title) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def organization(
    shown: Organization, names: Iterable[OrganizationName], entries: Iterable[HonorEntry], whole: Whole
) -> dict[str, Any]:
    """One organisation with its other names and the honours that hold."""
    told: dict[str, Any] = {
        "@type": "Organization",
        "@id": whole(_path(shown)),
        "url": whole(_path(shown)),
        "name": shown.name,
        "identifier": shown.slug,
        "alternateName": [name.text for name in names if name.text != shown.name],
        "award": [_award(entry) for entry in entries if entry.standing == Standing.VALID],
    }
    if shown.subdistrict:
        told["location"] = {"@type": "Place", "name": shown.subdistrict.name}
    return told


def article(shown: CaseStudy, parts: Article, site: SiteSettings, whole: Whole) -> dict[str, Any]:
    """A case study."""
    told = {
        "@type": "Article",
        "@id": whole(_path(shown)),
        "url": whole(_path(shown)),
        "headline": shown.title,
        "inLanguage": LANGUAGE,
        "dateModified": shown.updated_at.isoformat(),
        "publisher": publisher(site),
        "author": publisher(site),
        "about": [
            {
                "@type": "Organization",
                "@id": whole(_path(row.organization.canonical or row.organization)),
                "name": row.name_as_printed,
            }
            for row in parts.organizations
        ],
    }
    if shown.published_at:
        told["datePublished"] = shown.published_at.isoformat()
    if shown.source:
        told["isBasedOn"] = {"@type": "CreativeWork", "name": shown.source.headline}
    picture = parts.cover.picture() if parts.cover else None
    if picture:
        told["image"] = whole(picture.src)
    return told


def roll(shown: AwardRound, its_roll: Roll, whole: Whole) -> dict[str, Any]:
    """One round's roll: how many lines it has, and what they are about."""
    return {
        "@type": "ItemList",
        "url": whole(_path(shown)),
        "name": f"{shown}光荣榜",
        "numberOfItems": its_roll.on_record,
    }


def dataset(name: str, description: str, path: str, files: dict[str, str], whole: Whole) -> dict[str, Any]:
    """What can be downloaded: ``files`` are media types by path."""
    return {
        "@type": "Dataset",
        "@id": f"{whole(path)}#dataset",
        "url": whole(path),
        "name": name,
        "description": description,
        "inLanguage": LANGUAGE,
        "isAccessibleForFree": True,
        "license": f"{whole(reverse('showcase:data'))}#licence",
        "distribution": [
            {"@type": "DataDownload", "contentUrl": whole(file), "encodingFormat": media_type}
            for file, media_type in files.items()
        ],
    }


def _award(entry: HonorEntry) -> str:
    return f"{entry.round.full_title}{entry.tier.name if entry.tier else ''}"


def _path(record: Model) -> str:
    # Given in config, for lower models know of no page.
    return str(record.get_absolute_url())  # type: ignore[attr-defined]


def _site_id(whole: Whole) -> str:
    return f"{whole(reverse('showcase:home'))}#website"
