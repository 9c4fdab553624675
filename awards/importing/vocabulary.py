"""The words a registry already knows, handed to the readers so that they need no database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """Known tiers, schemes and subdistricts, as printed.

    Readers go by the shape of words where this is silent (“最佳创新奖”, “某某街道”), so an
    empty vocabulary still reads; a known word wins over a shape.
    """

    tiers: tuple[str, ...] = ("金奖标兵", "金奖", "银奖", "特色治理奖")
    schemes: tuple[str, ...] = ("金银奖", "五星奖")
    subdistricts: tuple[str, ...] = ()
