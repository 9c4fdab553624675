"""One run of a publication, from the stamps to the switch."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from showcase.publication.addresses import Address, address_of, published_link
from showcase.publication.links import links_to
from showcase.publication.pages import Pages, known_pages, moved_pages
from showcase.publication.rendering import MissingPageError, Rendered, Site
from showcase.publication.searching import INDEX_FOLDER, documents, index_files, stamp_of
from showcase.publication.stamps import Stamp, Stamps, read_stamps, stamp
from showcase.publication.trees import Tree
from showcase.publication.updated import UPDATED_FILE, updated_file

NOT_FOUND = Address("/404.html")
# What lies there is another file once it is another one: its name says so.
FOR_GOOD = ("/static/", "/media/")


class BrokenLinksError(Exception):
    """Links that lead nowhere; ``links`` says where they stand and where they would lead."""

    def __init__(self, links: list[str]) -> None:
        super().__init__(f"{len(links)} broken links, the first: {links[0]}")
        self.links = links


@dataclass
class Report:
    """What was done, in files."""

    written: int = 0
    kept: int = 0
    removed: int = 0


class Run:
    """``files``: of every file written or kept the stamp, and where it leads beyond the known pages."""

    def __init__(self, site: Site, tree: Tree, build: str, at: datetime) -> None:
        self.site, self.tree, self.build, self.at = site, tree, build, at
        same_build = tree.manifest.get("build") == build
        self.old: dict[str, list] = tree.manifest["files"] if same_build else {}
        self.files: dict[str, list] = {}
        self.known: Pages = {}
        self.broken: set[str] = set()
        self.queue: deque[tuple[Address, str]] = deque()
        self.report = Report()

    def publish(self) -> Report:
        """Write what differs and switch, if anything does. Raises ``BrokenLinksError``; nothing has changed then."""
        stamps, found, moved = read_stamps(self.at), documents(self.at), moved_pages()
        self.known = known_pages(stamps, self.at)
        leads = ((page.live, value) for page, value in (*self.known.items(), *moved.items()))
        facts = str(stamp(sorted(leads, key=str), stamp_of(found)))
        if self.old and self.tree.manifest.get("facts") == facts:
            return Report(kept=len(self.old))
        self.tree.begin()
        try:
            self._write_pages(stamps, moved)
            self._write_index(found)
            self._check_what_is_gone()
            if self.broken:
                raise BrokenLinksError(sorted(self.broken))
            self.report.removed = len(self.tree.manifest.get("files", {}).keys() - self.files.keys())
            self.tree.switch({"build": self.build, "facts": facts, "files": self.files})
        finally:
            self.tree.give_up()
        return self.report

    def _write_pages(self, stamps: Stamps, moved: dict[Address, str]) -> None:
        """Every known page, then whatever those lead to, until nothing new is met."""
        self._file(NOT_FOUND.file, 0, partial(self.site.not_found, NOT_FOUND))
        self._file(UPDATED_FILE, stamp(stamps.updated_on), partial(updated_file, stamps.updated_on))
        for address, to in moved.items():
            if address not in self.known:
                self._file(address.file, stamp(to), partial(self.site.moved, address, to))
        self.queue.extendleft((address, "") for address in reversed(self.known))
        while self.queue:
            address, met_on = self.queue.popleft()
            if address.file in self.files:
                continue
            try:
                self._file(address.file, self._stamp_of(address, stamps), partial(self.site.render, address))
            except MissingPageError as missing:
                self.broken.add(f"{met_on or '应有的页面'} → {missing}")

    def _stamp_of(self, address: Address, stamps: Stamps) -> Stamp:
        """Of a page that is not known, that of the list it continues; else that of everything."""
        if address in self.known:
            return self.known[address]
        if address.path.startswith(FOR_GOOD):
            return 0
        return stamp(self.known.get(Address(address.path), stamps.whole), address.questions)

    def _file(self, file: str, value: Stamp, make: Callable[[], Rendered]) -> None:
        """Keep or make one file, and remember where it leads."""
        old = self.old.get(file)
        if old and old[0] == str(value) and self.tree.keep(file):
            self.files[file] = old
            self.report.kept += 1
        else:
            made = make()
            self._write(file, made.body)
            self.files[file] = [str(value), self._leads_to(file, made)]
        self.queue.extend((address_of(link), file) for link in self.files[file][1])

    def _leads_to(self, file: str, made: Rendered) -> list[str]:
        """The live addresses behind a new page that neither are known pages nor stand on every page."""
        self.broken.update(f"{file} → {end}" for end in made.links.loose_ends)
        links = {one.live for one in made.links.targets if one not in self.known}
        # What the page for missing pages leads to, all others do; it comes first, and needs no saying twice.
        return sorted(links.difference(*(facts[1] for facts in [self.files.get(NOT_FOUND.file)] if facts)))

    def _write(self, file: str, body: bytes) -> None:
        """One file; where it reads as before, it stays the one it was."""
        if self.tree.write(file, body):
            self.report.written += 1
        else:
            self.report.kept += 1

    def _write_index(self, found: list) -> None:
        value = stamp_of(found)
        old = [file for file in self.old if file.startswith(INDEX_FOLDER)]
        if old and all(self.old[file][0] == str(value) and self.tree.keep(file) for file in old):
            self.files.update((file, self.old[file]) for file in old)
            self.report.kept += len(old)
            return
        for name, body in index_files(found, self.site.base):
            self._write(INDEX_FOLDER + name, body)
            self.files[INDEX_FOLDER + name] = [str(value), []]

    def _check_what_is_gone(self) -> None:
        """Pages that were kept must not lead to what this run leaves out."""
        gone = {self._written_as(file).encode() for file in self.old.keys() - self.files.keys()}
        if not gone:
            return
        kept = (file for file, facts in self.files.items() if self.old.get(file) is facts and file.endswith(".html"))
        for file in kept:
            self.broken.update(f"{file} → {link.decode()}" for link in links_to(self.tree.read_old(file), gone))

    def _written_as(self, file: str) -> str:
        return published_link(f"/{file.removesuffix('index.html')}", self.site.base)
