"""Putting an earlier version back; itself a version, so that nothing is lost.

Words, order and places come back. An address and a time of release stay as they are now: other
people rely on them. A picture comes back where its file still lies in private storage; where it does
not, its captioned place does. Pictures taken out by a roll-back keep their files.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db.models import Model
from django.utils import timezone

from organizations.models import Organization, StaffUser
from showcase.choices import CaseState
from showcase.correcting import correct_case
from showcase.models import CaseOrganization, CaseSection, CaseStudy, Lesson, Photo
from showcase.photos.keeping import TAKEN_OUT
from showcase.photos.releasing import release_photos
from showcase.photos.settling import photo_transaction, settle_after
from showcase.versions.content import CONTENT
from showcase.versions.saves import Version, versions_of
from showcase.versions.snapshots import Content, Snapshot, catch_up, snapshot_of

OPEN = (CaseState.DRAFT, CaseState.PUBLISHED, CaseState.WITHDRAWN)
PUT_BACK = ("title", "lead", "round_id", "ceremony_id", "source_id")
PICTURE_GONE = "（图片文件已经不在）"
# Beyond every number a form accepts: where rows wait while others take their places.
ASIDE = 10_000
NUMBERED = ((CaseSection, "position"), (Lesson, "number"))


@photo_transaction()
def restore_version(case: CaseStudy, key: int, by: StaffUser, reason: str = "") -> CaseStudy:
    """Let ``case`` say again what it said after the version ``key``.

    Raises ``ValidationError`` where its state is closed to changes, where there is no such version or
    nothing would change, and where a published case is given no ``reason``.
    """
    case = CaseStudy.objects.select_for_update().get(pk=case.pk)
    if case.state not in OPEN:
        raise ValidationError(f"案例现在是“{case.get_state_display()}”，不能恢复；请先退回或撤下。")
    catch_up(case)
    version = _version(case, key)
    before = snapshot_of(case)
    _put_back(case, version, by)
    if snapshot_of(case) == before:
        raise ValidationError("案例现在就是这个版本的样子，没有要恢复的。")
    if case.state == CaseState.PUBLISHED:
        correct_case(case, before, by=by, reason=reason)
    release_photos(case)
    return case


def _version(case: CaseStudy, key: int) -> Version:
    found = next((version for version in versions_of(case) if version.key == key), None)
    if found is None:
        raise ValidationError("没有这个版本。请回到版本列表重新选择。")
    return found


def _put_back(case: CaseStudy, version: Version, by: StaffUser) -> None:
    """Write the case first and its parts after it: that makes one save of it."""
    told = f"恢复到第 {version.number} 版（{timezone.localtime(version.at):%Y年%m月%d日 %H:%M}）"
    target = version.after
    for name in PUT_BACK:
        setattr(case, name, _still_there(CaseStudy, name, target.case[name], getattr(case, name)))
    _save(case, by, told)
    for numbered, number in NUMBERED:
        _set_aside(numbered, number, case)
    for model in (CaseOrganization, CaseSection, Lesson):
        _put_back_rows(model, case, target, by, told)
    _put_back_photos(case, target.parts[Photo], by, told)


def _put_back_rows(model: type[Model], case: CaseStudy, target: Snapshot, by: StaffUser, told: str) -> None:
    wanted, rows = target.parts[model], model._default_manager.filter(case_id=case.pk).in_bulk()
    for key in rows.keys() - wanted.keys():
        _mark(rows[key], by, told)
        rows[key].delete()
    for key, content in wanted.items():
        if model is CaseOrganization and not Organization.objects.filter(pk=content["organization_id"]).exists():
            continue
        row = rows.get(key) or model(pk=key, case_id=case.pk)
        _fill(row, content)
        _save(row, by, told)


def _put_back_photos(case: CaseStudy, wanted: dict[int, Content], by: StaffUser, told: str) -> None:
    rows = case.photos.in_bulk()
    for key in rows.keys() - wanted.keys():
        _mark(rows[key], by, TAKEN_OUT)
        settle_after(rows[key].public_name)
        rows[key].delete()
    for key, content in wanted.items():
        photo = rows.get(key) or Photo(pk=key, case=case)
        settle_after(photo.public_name)
        having = _with_files(photo, content, is_new=key not in rows)
        if key in rows and having["public_name"] != photo.public_name:
            Photo.history.bulk_history_create([photo], update=True, default_user=by, default_change_reason=TAKEN_OUT)
        _fill(photo, having)
        photo.section_id = _still_there(Photo, "section_id", photo.section_id, None)
        _save(photo, by, told)


def _with_files(photo: Photo, content: Content, *, is_new: bool) -> Content:
    """``content`` as it can be had: with its picture, or as the captioned place of one."""
    if not content["original"]:
        file = {"public_name": photo.public_name}
    elif not is_new and content["public_name"] == photo.public_name and photo.has_picture():
        return content
    elif default_storage.exists(content["original"]):
        photo.released_at = None
        return content
    else:
        file = {"public_name": photo.public_name, "caption": content["caption"] or PICTURE_GONE}
    photo.released_at = None
    return {**content, "original": "", "width": None, "height": None, "widths": [], **file}


def _set_aside(model: type[Model], number: str, case: CaseStudy) -> None:
    """Let no row stand in another's place; no history for the moment in between."""
    for place, row in enumerate(model._default_manager.filter(case_id=case.pk)):
        model._default_manager.filter(pk=row.pk).update(**{number: ASIDE + place})


def _still_there(model: type[Model], attribute: str, key: Any, otherwise: Any) -> Any:
    """``key`` of another record, or ``otherwise`` where that record is gone; what is no key is itself."""
    if key is None or not attribute.endswith("_id"):
        return key
    related: Any = model._meta.get_field(attribute.removesuffix("_id")).related_model
    return key if related._default_manager.filter(pk=key).exists() else otherwise


def _fill(row: Model, content: Content) -> None:
    for name in CONTENT[type(row)]:
        setattr(row, name, content[name])


def _save(row: Model, by: StaffUser, told: str) -> None:
    _mark(row, by, told)
    row.full_clean()
    row.save()


def _mark(row: Any, by: StaffUser, told: str) -> None:
    row._history_user, row._change_reason = by, told
