"""Bad requests without end: an address of the project, and one or several things wrong with it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count, product
from random import Random
from urllib.parse import quote_from_bytes, urlencode

from hypothesis import strategies as st

from tests.surface.fuzzing.corpus import BODIES, FIELDS, FORM, HEADERS, KEYS, METHODS, VALUES
from tests.surface.fuzzing.sending import BadRequest, path_of

# Those that may do something, and one who may not.
SENDERS = "游游游空录核编主审根根根"


def bad_requests(addresses: Sequence[str]) -> st.SearchStrategy[BadRequest]:
    """Any of ``addresses`` with anything wrong."""
    return st.builds(
        _assembled,
        # There are six staff addresses for each public one, and most who come are readers.
        address=st.one_of(st.sampled_from(addresses), st.sampled_from([one for one in addresses if _is_public(one)])),
        method=st.sampled_from(METHODS),
        part=st.one_of(st.none(), st.tuples(st.integers(0, 7), values())),
        asked=st.lists(st.tuples(st.sampled_from(KEYS), values()), max_size=6),
        is_raw=st.booleans(),
        headers=st.lists(st.sampled_from(sorted(HEADERS)).flatmap(_header), max_size=3),
        body=st.one_of(st.sampled_from(BODIES), forms()),
        role=st.sampled_from(SENDERS),
        has_token=st.booleans(),
    )


def values() -> st.SearchStrategy[bytes]:
    """Something from the corpus, or what nobody thought of."""
    anything = st.text(st.characters(codec="utf-8"), max_size=40).map(str.encode)
    return st.one_of(st.sampled_from(VALUES), st.sampled_from(VALUES), anything, st.binary(max_size=20))


def forms() -> st.SearchStrategy[tuple[str, bytes]]:
    """A form with names that pages know and values they do not expect."""
    pairs = st.lists(st.tuples(st.sampled_from(FIELDS + KEYS[:20]), values()), max_size=12)
    return pairs.map(lambda fields: (FORM, urlencode(fields).encode()))


def bad_requests_of(seed: int, addresses: Sequence[str]) -> Iterator[BadRequest]:
    """The same without end and drawn with plain dice, which cost a tenth: what is found is told as it was sent.

    Each has a seed of its own, so that any of them is had again alone.
    """
    public = [one for one in addresses if _is_public(one)]
    for number in count():
        chance = Random(f"{seed} {number}")
        fields = [(chance.choice(FIELDS + KEYS[:20]), _value(chance)) for _ in range(chance.randrange(13))]
        names = [chance.choice(sorted(HEADERS)) for _ in range(chance.randrange(4))]
        yield _assembled(
            chance.choice(chance.choice((addresses, public))),
            chance.choice(METHODS),
            part=chance.choice((None, (chance.randrange(8), _value(chance)))),
            asked=[(chance.choice(KEYS), _value(chance)) for _ in range(chance.randrange(7))],
            is_raw=chance.random() < 0.5,
            headers=[(name, chance.choice(HEADERS[name])) for name in names],
            body=chance.choice((chance.choice(BODIES), (FORM, urlencode(fields).encode()))),
            role=chance.choice(SENDERS),
            has_token=chance.random() < 0.5,
        )


def _value(chance: Random) -> bytes:
    """Mostly of the corpus; else characters of any plane, or any bytes."""
    kind = chance.randrange(4)
    if kind < 2:
        return chance.choice(VALUES)
    if kind == 2:
        # Without the surrogates, which UTF-8 cannot say.
        points = (chance.choice((chance.randrange(0xD800), chance.randrange(0xE000, 0x110000))) for _ in range(40))
        return "".join(map(chr, list(points)[: chance.randrange(41)])).encode()
    return chance.randbytes(chance.randrange(21))


def whole_corpus(addresses: Sequence[str]) -> Iterator[BadRequest]:
    """Each thing of the corpus in each place it fits, at one address after the other; and every address once."""
    yield from (request(next(around)) for around in [_around(addresses)] for request in _pieces())
    for address in addresses:
        yield _assembled(address, "POST", asked=[("q", b"\xff")], body=BODIES[5], role="审")


def _pieces() -> Iterator[Callable[[str], BadRequest]]:
    for number, value in enumerate(VALUES):
        role = SENDERS[number % len(SENDERS)]
        for part in (1, 2, 3):
            yield partial(_assembled, part=(part, value), is_raw=True, role=role)
        asked = [(key, value) for key in KEYS[number % 5 :: 5]]
        yield from (partial(_assembled, asked=asked, is_raw=is_raw, role=role) for is_raw in (True, False))
        form = FORM, urlencode([(name, value) for name in FIELDS]).encode()
        yield partial(_assembled, method="POST", body=form, role=role)
    for key in KEYS:
        yield partial(_assembled, asked=[(key, b"1"), (key, b"\xff")] * 20, role="根")
    for name, choices in HEADERS.items():
        for value, method in product(choices, ("GET", "POST")):
            yield partial(_assembled, method=method, headers=[(name, value)], body=(FORM, b"a=1"), has_token=False)
    for body, role in product(BODIES, "游编核"):
        yield partial(_assembled, method="POST", body=body, role=role)


def _is_public(address: str) -> bool:
    return not address.startswith("/admin/")


def _around(addresses: Sequence[str]) -> Iterator[str]:
    while True:
        yield from addresses


def _header(name: str) -> st.SearchStrategy[tuple[str, str]]:
    return st.tuples(st.just(name), st.sampled_from(HEADERS[name]))


def _assembled(
    address: str,
    method: str = "GET",
    *,
    part: tuple[int, bytes] | None = None,
    asked: Sequence[tuple[str, bytes]] = (),
    is_raw: bool = False,
    headers: Sequence[tuple[str, str]] = (),
    body: tuple[str, bytes] = ("", b""),
    role: str = "游",
    has_token: bool = True,
) -> BadRequest:
    path, query = path_of(address)
    if part:
        pieces = path.split(b"/")
        pieces[1 + part[0] % max(1, len(pieces) - 2)] = part[1]
        path = b"/".join(pieces)
    # A server that is sent bytes hands them on as they are; a browser would have written them with per cent signs.
    for key, value in asked:
        query += b"&" + key.encode() + b"=" + (value if is_raw else quote_from_bytes(value).encode())
    content_type, content = body if method not in ("GET", "HEAD") else ("", b"")
    return BadRequest(method, path, query, {"CONTENT_TYPE": content_type, **dict(headers)}, content, role, has_token)
