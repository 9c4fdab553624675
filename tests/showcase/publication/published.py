"""Looking at a published tree as a plain web server and a reader do."""

import html
import re
from pathlib import Path
from urllib.parse import unquote, urljoin

from showcase.publication.publishing import publish
from showcase.publication.rendering import Site
from showcase.publication.runs import Report

SITE_URL = "https://honours.example.org"
_LINK = re.compile(r'\s(?:href|src|action|data-search-index)="([^"]*)"')
# What pages tell machines, and what feeds, lists of addresses and data files name, is told in full.
_IN_FULL = re.compile(rf"{re.escape(SITE_URL)}/[^\s\"'<>{{}}\\\\,|]*")
_SRCSET = re.compile(r'\ssrcset="([^"]*)"')


def published_to(target: Path, site_url: str = SITE_URL, base_path: str = "") -> Report:
    return publish(target, Site.at(site_url, base_path))


def files_of(target: Path) -> dict[str, bytes]:
    """Every file by its path; the workbook apart, for it tells when it was packed."""
    paths = (path for path in target.rglob("*") if path.is_file() and path.suffix != ".xlsx")
    return {str(path.relative_to(target)): path.read_bytes() for path in paths}


def pages_of(target: Path) -> dict[str, str]:
    return {name: body.decode() for name, body in files_of(target).items() if name.endswith(".html")}


def dead_links(target: Path, base: str = "/") -> list[str]:
    """Links of the tree that nginx (``index index.html``, no query read) would answer with 404."""
    dead = []
    for name, text in pages_of(target).items():
        here = f"{base}{name.removesuffix('index.html')}"
        links = [html.unescape(link) for link in _LINK.findall(text)]
        links += [part.split()[0] for parts in _SRCSET.findall(text) for part in html.unescape(parts).split(",")]
        for link in links:
            whole = urljoin(f"{SITE_URL}{here}", link)
            if whole.startswith(SITE_URL) and not _is_there(target, whole.removeprefix(SITE_URL), base):
                dead.append(f"{name} → {link}")
    return dead + _dead_in_full(target, base)


def _dead_in_full(target: Path, base: str) -> list[str]:
    """Addresses told to machines that are no file, or that ask for something in their query."""
    dead = []
    for name, body in files_of(target).items():
        if name.endswith((".html", ".json", ".csv", ".xml", ".atom", ".txt")):
            for link in set(_IN_FULL.findall(body.decode())):
                path = link.removeprefix(SITE_URL)
                asks = "?" in path and not path.startswith(f"{base}search/?q=")
                dead += [f"{name} → {link}"] if asks or not _is_there(target, path, base) else []
    return dead


def _is_there(target: Path, link: str, base: str) -> bool:
    path = unquote(re.split(r"[?#]", link)[0])
    if not path.startswith(base):
        return False
    place = target / path.removeprefix(base)
    return (
        (place / "index.html").is_file() or (place / "manifest.json").is_file()
        if path.endswith("/")
        else place.is_file()
    )
