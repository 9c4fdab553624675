"""What many organisations share, as search knows it: subdistricts, rounds, tiers.

Each is one sign in its documents. The phrases say in which of them a word stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from awards.models import AwardRound, AwardTier
from awards.numerals import chinese_numeral
from organizations.folding import fold
from organizations.models import Subdistrict
from organizations.romanization import syllables
from showcase.models import SearchPhrase

PLACE, ROUND, TIER = "place", "round", "tier"


def key_of(kind: str, record: int | None) -> str:
    """The sign of what belongs to a record."""
    return f"{kind}:{record}"


def records_of(kind: str, keys: Iterable[str]) -> list[int]:
    """The records of one kind among ``keys``."""
    return [int(key.partition(":")[2]) for key in keys if key.startswith(f"{kind}:")]


@dataclass(frozen=True)
class Phrases:
    """Every phrase by its key: the ways to write it."""

    names: dict[str, tuple[str, ...]]

    def keys_with(self, text: str) -> list[str]:
        """Keys of the phrases in which ``text`` stands, inside words too; of its round where it names a tier too."""
        found = [key for key, names in self.names.items() if any(text in name for name in names)]
        return found or self._rounds_before_tiers(text)

    def places(self) -> list[str]:
        """Full names of the subdistricts."""
        return [names[0] for key, names in self.names.items() if key.startswith(PLACE)]

    def places_with(self, text: str) -> list[int]:
        """Keys of the subdistricts in whose name, pinyin or initials ``text`` stands."""
        return records_of(PLACE, self.keys_with(text))

    def _rounds_before_tiers(self, text: str) -> list[str]:
        """第七轮金银奖金奖 stands in no phrase: it is a round and a tier in one word."""
        tiers = [names[0] for key, names in self.names.items() if key.startswith(TIER) and names[0][:1] in text]
        rounds = [(key, names[0]) for key, names in self.names.items() if key.startswith(ROUND)] if tiers else []
        return [key for key, name in rounds if any(text in name + tier for tier in tiers)]


def known_phrases() -> Phrases:
    """All phrases; one query."""
    stored = SearchPhrase.objects.order_by("key").values_list("key", "names")
    return Phrases({key: tuple(names.split("\n")) for key, names in stored})


def spellings_of_round(award_round: AwardRound) -> list[str]:
    """第七轮“金银奖”, 第7轮, and 第七届, 第7届 as people say. Reads the scheme."""
    number = award_round.number
    ways = [f"第{figure}{word}" for figure in (chinese_numeral(number), number) for word in ("轮", "届")]
    return [str(award_round), *ways]


def index_phrases() -> set[str]:
    """Write every phrase anew, and take out those of records that are gone; which of them are new or changed."""
    wanted = {key_of(PLACE, place.pk): _spoken(place.name) for place in Subdistrict.objects.all()}
    for award_round in AwardRound.objects.with_scheme():
        wanted[key_of(ROUND, award_round.pk)] = [fold(text) for text in spellings_of_round(award_round)]
    for key, name in AwardTier.objects.values_list("pk", "name"):
        wanted[key_of(TIER, key)] = [fold(name)]
    known = known_phrases().names
    changed = {key for key, names in wanted.items() if known.get(key) != tuple(names)}
    SearchPhrase.objects.filter(key__in=known.keys() - wanted.keys()).delete()
    phrases = [SearchPhrase(key=key, names="\n".join(wanted[key])) for key in sorted(changed)]
    SearchPhrase.objects.bulk_create(phrases, update_conflicts=True, unique_fields=["key"], update_fields=["names"])
    return changed


def _spoken(name: str) -> list[str]:
    read = syllables(name)
    return [fold(name), "".join(read), "".join(syllable[0] for syllable in read)]
