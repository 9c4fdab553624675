"""What a reader's browser accepts, and whether it has the page already (RFC 9110, 12.5.3 and 13.1.2)."""

from functools import lru_cache

BROTLI, GZIP, IDENTITY = "br", "gzip", ""
# The smallest first: taken where a browser likes several as much.
ENCODINGS = (BROTLI, GZIP)


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    """The encoding to answer with, by the weights of ``Accept-Encoding``; ``IDENTITY`` where nothing suits."""
    weights = dict(_weighed(part) for part in accepted.lower().split(",") if part.strip())
    others = weights.get("*", 0.0)
    best = max(ENCODINGS, key=lambda name: weights.get(name, others))
    weight = weights.get(best, others)
    return best if weight > 0 and weight >= weights.get("identity", 0.0) else IDENTITY


def _weighed(part: str) -> tuple[str, float]:
    name, _, parameters = part.partition(";")
    key, _, value = parameters.strip().partition("=")
    name = {"x-gzip": GZIP}.get(name.strip(), name.strip())
    if key.strip() != "q":
        return name, 1.0
    try:
        weight = float(value)
    except ValueError:
        return name, 0.0
    return name, weight if 0 <= weight <= 1 else 0.0


def has_it(if_none_match: str, etags: frozenset[str]) -> bool:
    """Whether the reader names one of ``etags`` (weakly compared, as a proxy may have weakened them)."""
    if if_none_match in etags:
        return True
    return if_none_match.strip() == "*" or any(
        name.strip().removeprefix("W/") in etags for name in if_none_match.split(",")
    )
