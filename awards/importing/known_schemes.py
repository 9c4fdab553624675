"""The two awards that the district's rolls speak of, as they may be registered when a registry has neither yet.

Only what the rolls themselves print: a person looks at it and confirms before anything is registered.
"""

from dataclasses import dataclass

from organizations.choices import Sector
from organizations.folding import fold


@dataclass(frozen=True)
class KnownScheme:
    """One award by the wordings of its rolls.

    ``ladder`` from the top, ``specials`` without rank; each tier with the one sign that marks it.
    """

    slug: str
    name: str
    short_name: str
    sector: Sector
    position: int
    ladder: tuple[tuple[str, str], ...] = ()
    specials: tuple[tuple[str, str], ...] = ()


_JINYIN = KnownScheme(
    slug="jinyin",
    name="居民区党建工作“金银奖”",
    short_name="“金银奖”",
    sector=Sector.RESIDENTIAL,
    position=1,
    ladder=(("金奖标兵", "标"), ("金奖", "金"), ("银奖", "银")),
    specials=(("特色治理奖", "特"),),
)
_WUXING = KnownScheme(
    slug="wuxing",
    name="“两新”组织党建工作“五星奖”",
    short_name="“五星奖”",
    sector=Sector.NEW,
    position=2,
)
_BY_WORDING = {fold(wording): one for one in (_JINYIN, _WUXING) for wording in (one.name, one.short_name, one.slug)}


def known_scheme(text: str) -> KnownScheme | None:
    """The award that ``text`` names: 金银奖, “五星奖”; None for any other."""
    return _BY_WORDING.get(fold(text))
