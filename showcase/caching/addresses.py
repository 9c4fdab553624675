"""Which pages are kept, and which questions make them another page.

A page is named by its address and by the parameters it knows. Whatever else stands in a query string is
dropped before the page is made, so that no flood of odd addresses makes copies of one page.
"""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.urls import Resolver404, resolve

PAGE = ("page",)
HONORS = ("q", "award", "round", "tier", "subdistrict", "sector", "status", "sort", "page", "after", "before")
API_PAGING = ("limit", "after")

# Every kept page by the name of its address, with the parameters it knows. What is not here is made anew
# each time: forms, files sent as they are read, previews, whatever staff see.
KEPT: dict[str, tuple[str, ...]] = {
    "showcase:home": (),
    "showcase:honors": HONORS,
    "showcase:awards": (),
    "showcase:award": (),
    "showcase:round": ("as_of", "by"),
    "showcase:ceremony": (),
    "showcase:subdistricts": ("q",),
    "showcase:subdistrict": (),
    "showcase:organizations": ("q", *PAGE),
    "showcase:organization": (),
    "showcase:cases": ("q", *PAGE),
    "showcase:case": (),
    "showcase:matrix": ("q", "award", "subdistrict", *PAGE),
    "showcase:verify_any": ("code",),
    "showcase:verify": (),
    "showcase:corrections": PAGE,
    "showcase:search": ("q",),
    "showcase:about": (),
    "showcase:data": (),
    "showcase:checksums": (),
    "showcase:honors_feed": (),
    "showcase:cases_feed": (),
    "showcase:corrections_feed": (),
    "showcase:robots": (),
    "showcase:sitemap": (),
    "showcase:sitemap_section": (),
    "showcase:sitemap_part": (),
    "showcase:case_card": (),
    "showcase:round_card": (),
    "showcase:poster": (),
    "showcase:accessibility": (),
    "showcase:site_map": (),
    "showcase:api": (),
    "showcase:api_description": (),
    "showcase:api_organizations": ("q", "subdistrict", "sector", *API_PAGING),
    "showcase:api_organization": (),
    "showcase:api_rounds": ("award", *API_PAGING),
    "showcase:api_round": (),
    "showcase:api_honors": ("q", "award", "round", "tier", "subdistrict", "sector", "status", *API_PAGING),
    "showcase:api_honor": (),
    "showcase:api_cases": API_PAGING,
    "showcase:api_case": (),
}
# Programs are told of a parameter that nobody reads; a person's browser is not.
STRICT = "showcase:api"
# Made anew each time, each for its reason.
LIVE = frozenset(
    {
        "showcase:honors_csv",  # as long as the registry
        "showcase:honors_workbook",
        "showcase:honors_json",
        "showcase:package",
        "showcase:report",  # carries a token
        "showcase:report_received",
        "showcase:display",  # sets a cookie
        "showcase:healthz",  # say how things are now
        "showcase:readyz",
    }
)
MOST_PARAMETERS = 40


def canonical_query(path: str, query: str) -> str | None:
    """The one query string under which the page is kept; ``None`` where it is not kept.

    What is empty asks for nothing, as in a form sent without a choice.
    """
    name = _name_of(path)
    known = KEPT.get(name)
    if known is None or not query:
        return None if known is None else ""
    try:
        given = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    asked = [pair for pair in given if pair[0] in known and pair[1]]
    if name.startswith(STRICT) and len(asked) < len(given):
        return None
    return urlencode(sorted(asked, key=lambda pair: pair[0]))


# As many as there are pages people read; a walk through odd paths only costs a look at the address table.
@lru_cache(maxsize=2048)
def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
