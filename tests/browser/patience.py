"""What follows a click or a key is read on the page it leads to.

Playwright waits for the answer to begin, not for the page in it; what is counted or listed in between
(`count`, `all_inner_texts`, `is_visible` do not wait) is counted on half a page.
"""

from contextlib import ExitStack, contextmanager
from functools import wraps
from unittest.mock import patch

from playwright.sync_api import Locator, Page

ACTS = [(Locator, "click"), (Locator, "press"), (Page, "click"), (Page, "press")]


@contextmanager
def whole_pages():
    """Within it every act lasts until the page it led to is whole."""
    with ExitStack() as patches:
        for kind, name in ACTS:
            patches.enter_context(patch.object(kind, name, _then_whole(getattr(kind, name))))
        yield


def _then_whole(act):
    @wraps(act)
    def acted(self, *arguments, **options):
        act(self, *arguments, **options)
        page = self if isinstance(self, Page) else self.page
        page.wait_for_load_state("domcontentloaded")

    return acted
