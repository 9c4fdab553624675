"""How safe the headers of an answer keep a reader, counted as Mozilla's HTTP Observatory publishes its rules.

100 to begin with; what is missing costs, what is better than needed earns. Only what headers can tell is counted:
whether a browser has the host on its built-in list, and what other hosts do, is not.
"""

from collections.abc import Mapping
from http.cookies import Morsel, SimpleCookie

HALF_A_YEAR = 15_768_000
START = 100
# No unsafe words and nothing by default; framed by nobody; told to nobody; taken in by nobody; cookies that keep.
BEST = START + 10 + 5 + 5 + 10 + 5


def directives(policy: str) -> dict[str, list[str]]:
    """A content security policy by its parts."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def marks(headers: Mapping[str, str], cookies: SimpleCookie, *, over_tls: bool) -> dict[str, int]:
    """What each rule takes or gives."""
    policy = directives(headers.get("Content-Security-Policy", ""))
    return {
        "content security policy": _of_policy(policy),
        "cookies": _of_cookies(list(cookies.values()), over_tls),
        "frames": 5 if policy.get("frame-ancestors") == ["'none'"] else -20,
        "referrer": 5 if headers.get("Referrer-Policy") in ("no-referrer", "same-origin", "strict-origin") else 0,
        "kinds": 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "taken in": 10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
        "tls": _of_tls(headers.get("Strict-Transport-Security", "")) if over_tls else 0,
        "other origins": -50 if "Access-Control-Allow-Credentials" in headers else 0,
    }


def score(headers: Mapping[str, str], cookies: SimpleCookie, *, over_tls: bool) -> int:
    return START + sum(marks(headers, cookies, over_tls=over_tls).values())


def _of_policy(policy: dict[str, list[str]]) -> int:
    sources = [source for name in policy for source in policy[name]]
    if not policy or any("unsafe" in source or source in ("*", "data:", "https:", "http:") for source in sources):
        return -25
    is_whole = all(name in policy for name in ("base-uri", "form-action", "frame-ancestors", "object-src"))
    return (10 if policy.get("default-src") == ["'none'"] else 5) if is_whole else 0


def _of_cookies(told: "list[Morsel[str]]", over_tls: bool) -> int:
    # One that is taken away is not kept.
    cookies = [one for one in told if one.value]
    if all(one["httponly"] and one["samesite"] in ("Lax", "Strict") for one in cookies):
        return 5 if all(one["secure"] for one in cookies) or not over_tls else -20
    return -30


def _of_tls(told: str) -> int:
    parts = dict(part.strip().partition("=")[::2] for part in told.split(";"))
    return 0 if int(parts.get("max-age", 0)) >= HALF_A_YEAR and "includeSubDomains" in parts else -20
