"""“最近更新” of the published site: one small file, so that a change need not touch the foot of every page.

``static/js/published/updated.js`` puts it there; without scripts the foot leads to the front page, which says it.
"""

import json
from datetime import date

from showcase.publication.links import Links
from showcase.publication.rendering import Rendered

UPDATED_FILE = "updated.json"


def updated_file(day: date | None) -> Rendered:
    """The day as programs and as people read it; both empty while nothing is public."""
    words = f"{day.year}年{day.month}月{day.day}日" if day else ""
    told = {"day": day.isoformat() if day else "", "words": words}
    return Rendered(json.dumps(told, ensure_ascii=False).encode(), Links())
