"""One thing to look at before release."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """What was found where, why it matters, and which field to go to (``anchor``; "" for none).

    ``blocks``: the case is not released while it stands. ``contexts``: the words around each place.
    """

    message: str
    why: str
    anchor: str = ""
    blocks: bool = False
    contexts: tuple[str, ...] = field(default=())
