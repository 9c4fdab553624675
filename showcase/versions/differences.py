"""How two snapshots of a case differ, place by place in reading order, in words people read. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from showcase.models import CaseOrganization, CaseSection, CaseStudy, Lesson, Photo
from showcase.versions.marking import Piece, marked, paragraph_pairs
from showcase.versions.snapshots import Content, Snapshot
from showcase.versions.wording import Names, label, photo_name, section_name, shortened, words

# What readers see change; the rest only says where and when a case stands.
READ, DESK = ("round_id", "ceremony_id", "source_id"), ("slug", "position", "is_featured", "publish_at")
FILE = "的文件"
PHOTO_WORDS = ("alternative_text", "credit", "is_decorative", "is_illustration", "placement_is_inferred")


@dataclass(frozen=True)
class Change:
    """One place: what it said and what it says. ``is_read``: readers see it change."""

    place: str
    before: str
    after: str
    is_read: bool = True

    @property
    def pieces(self) -> list[Piece]:
        """Both in one line, marked."""
        return marked(self.before, self.after)


def differences(before: Snapshot, after: Snapshot, names: Names) -> list[Change]:
    """Everything that differs; ``names`` (``names_for``) are those of the records they point at."""
    found = [
        *_of_case(before.case, after.case, names),
        *_of_organizations(before, after),
        *_of_sections(before, after),
        *_of_lessons(before, after),
        *_of_photos(before, after),
    ]
    return [change for change in found if change.before != change.after]


def _of_case(old: Content, new: Content, names: Names) -> Iterator[Change]:
    yield Change("标题", old.get("title", ""), new.get("title", ""))
    yield from _paragraphs("导语", old.get("lead", ""), new.get("lead", ""))
    for attribute in (*READ, *DESK):
        was, now = (words(attribute, one.get(attribute), names) for one in (old, new))
        yield Change(label(CaseStudy, attribute), was, now, is_read=attribute in READ)


def _of_organizations(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = before.parts[CaseOrganization], after.parts[CaseOrganization]
    for key in _keys(old, new):
        was, now = (one.get(key, {}).get("name_as_printed", "") for one in (old, new))
        yield Change("党组织名称", was, now)
        if key in old and key in new:
            numbers = [f"登记编号 {one[key]['organization_id']}" for one in (old, new)]
            yield Change("所指的党组织", numbers[0], numbers[1], is_read=False)
    yield _order("党组织的次序", old, new, "position", lambda row: row["name_as_printed"])


def _of_sections(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = before.parts[CaseSection], after.parts[CaseSection]
    for key in _keys(old, new):
        was, now = old.get(key, {}), new.get(key, {})
        name = section_name(now or was)
        yield Change(f"{name}的小标题", was.get("heading", ""), now.get("heading", ""))
        yield from _paragraphs(name, was.get("body", ""), now.get("body", ""))
        yield Change(f"{name}的原文残缺说明", was.get("truncated_note", ""), now.get("truncated_note", ""))
    yield _order("章节的次序", old, new, "position", section_name)


def _of_lessons(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = before.parts[Lesson], after.parts[Lesson]
    for key in _keys(old, new, "number"):
        was, now = old.get(key, {}), new.get(key, {})
        name = f"经验启示第 {(now or was)['number']} 条"
        yield Change(name, was.get("statement", ""), now.get("statement", ""))
        yield from _paragraphs(f"{name}阐述", was.get("explanation", ""), now.get("explanation", ""))
    yield _order("经验启示的次序", old, new, "number", lambda row: shortened(row["statement"]))


def _of_photos(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = before.parts[Photo], after.parts[Photo]
    for key in _keys(old, new):
        was, now = old.get(key, {}), new.get(key, {})
        name = photo_name(now or was)
        is_read = any(_is_seen(one) or one.get("caption") for one in (was, now))
        yield Change(f"{name}的说明", was.get("caption", ""), now.get("caption", ""))
        yield _file(f"{name}{FILE}", was, now)
        for attribute in PHOTO_WORDS:
            if was and now:
                values = [words(attribute, one[attribute], {}) for one in (was, now)]
                yield Change(f"{name}：{label(Photo, attribute)}", values[0], values[1], is_read)
        if was and now:
            yield Change(f"{name}的位置", _place(was, before), _place(now, after), is_read)
    yield _order("图片的次序", old, new, "position", photo_name)


def _file(place: str, was: Content, now: Content) -> Change:
    """Whether there is a picture: to readers once it has words to be read aloud, to the desk once it has a file."""
    seen = [_is_seen(one) for one in (was, now)]
    had, has = seen if any(seen) else (bool(was.get("original")), bool(now.get("original")))
    is_other = had and has and was["public_name"] != now["public_name"]
    if had != has and was.get("original") and was["original"] == now.get("original"):
        # The file is the same: it was given its words, or lost them.
        place, words_of = place.removesuffix(FILE) + "：读者看得到", {True: "是", False: "否"}
        return Change(place, words_of[had], words_of[has])
    return Change(
        place, "有图片" if had else "", "换了一幅" if is_other else "有图片" if has else "", is_read=any(seen)
    )


def _is_seen(photo: Content) -> bool:
    described = photo.get("alternative_text") or photo.get("is_decorative")
    return bool(photo.get("original") and described)


def _place(photo: Content, snapshot: Snapshot) -> str:
    section = snapshot.parts[CaseSection].get(photo["section_id"])
    after = photo["after_paragraph"]
    return f"{section_name(section)}{'末尾' if after is None else f'第 {after} 段之后' if after else '段前'}"


def _paragraphs(name: str, before: str, after: str) -> Iterator[Change]:
    for number, was, now in paragraph_pairs(before, after):
        yield Change(f"{name}{'' if now else '原'}第 {number} 段", was, now)


def _order(
    place: str, old: dict[int, Content], new: dict[int, Content], attribute: str, name: Callable[[Content], str]
) -> Change:
    """The order of what both have; as readers see it, not by number."""
    both = old.keys() & new.keys()
    was, now = (_in_order({key: rows[key] for key in both}, attribute) for rows in (old, new))
    if was == now:
        return Change(place, "", "")
    return Change(place, "、".join(name(new[key]) for key in was), "、".join(name(new[key]) for key in now))


def _in_order(rows: dict[int, Content], attribute: str) -> list[int]:
    return sorted(rows, key=lambda key: (rows[key][attribute], key))


def _keys(old: dict[int, Content], new: dict[int, Content], attribute: str = "position") -> list[int]:
    """Keys of both, in the order readers see now."""
    return _in_order({**old, **new}, attribute)
