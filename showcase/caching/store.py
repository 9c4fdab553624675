"""The pages of one content version in one process, within a bound of bytes."""

from collections import OrderedDict
from threading import Event, Lock
from typing import TypeAlias

from showcase.caching.pages import KeptPage

Key: TypeAlias = tuple[str, ...]

# What was read twice may take up to so much; the rest is for pages read once, however many there are.
PROVEN_SHARE = 0.8


class PageStore:
    """Pages by key, the least recently read leaving first; what was read once leaves before what was read again.

    So a walk through a hundred thousand different questions pushes out no page that people read.
    ``epoch`` counts the content versions this process has seen: pages of an earlier one are gone.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._proven_size = 0
        self._epoch = 0
        self._lock = Lock()
        self._once: OrderedDict[Key, KeptPage] = OrderedDict()
        self._proven: OrderedDict[Key, KeptPage] = OrderedDict()
        self._under_way: dict[tuple[int, Key], Event] = {}

    def __len__(self) -> int:
        return len(self._once) + len(self._proven)

    def get(self, epoch: int, key: Key) -> KeptPage | None:
        """The page as of ``epoch`` or later, if it is here."""
        with self._lock:
            if epoch > self._epoch:
                self._start_over(epoch)
                return None
            page = self._proven.get(key)
            if page is not None:
                self._proven.move_to_end(key)
            elif (page := self._once.pop(key, None)) is not None:
                self._prove(key, page)
            return page

    def put(self, epoch: int, key: Key, page: KeptPage) -> None:
        """Keep a page made as of ``epoch``; one that came too late, or is too large, is let go."""
        with self._lock:
            if epoch != self._epoch or key in self._proven or key in self._once or page.size > self.limit // 8:
                return
            self._once[key] = page
            self.size += page.size
            while self.size > self.limit:
                # Never empty here: what is proven alone stays below the bound.
                _, gone = self._once.popitem(last=False)
                self.size -= gone.size

    def begin(self, epoch: int, key: Key) -> Event | None:
        """``None``: the caller makes this page, and calls ``end``. Else somebody does: wait for the event."""
        with self._lock:
            under_way = self._under_way.get((epoch, key))
            if under_way is None:
                self._under_way[epoch, key] = Event()
            return under_way

    def end(self, epoch: int, key: Key) -> None:
        """The page is made, or could not be: whoever waits may go on."""
        with self._lock:
            self._under_way.pop((epoch, key)).set()

    def _start_over(self, epoch: int) -> None:
        self._epoch = epoch
        self._once.clear()
        self._proven.clear()
        self.size = self._proven_size = 0

    def _prove(self, key: Key, page: KeptPage) -> None:
        self._proven[key] = page
        self._proven_size += page.size
        while self._proven_size > self.limit * PROVEN_SHARE:
            known, aside = self._proven.popitem(last=False)
            self._proven_size -= aside.size
            self._once[known] = aside
