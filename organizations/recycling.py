"""The recycle bin (回收站): a draft is thrown away whole, and brought back as it was.

Which drafts may lie in it the apps above declare, and settings name (``DRAFT_KINDS``).
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import IntegrityError, transaction
from django.db.models import SET_NULL, Model, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from organizations.models import DiscardedDraft, StaffUser, Subdistrict
from organizations.roles import AUDITOR
from organizations.scoping import writable_subdistricts

CHUNK = 500
DISCARDED, RESTORED = "移入回收站", "从回收站恢复"
Delete = Callable[[Sequence[Model], StaffUser | None], None]


@dataclass(frozen=True)
class DraftKind:
    """One kind of draft, as the app that owns it declares it.

    ``label`` is the draft's model, ``parts`` says by which field each part is called in the bin.
    ``settle`` is told what was put back, and by whom, before that is final: it raises
    ``ValidationError`` where the record has moved on, and does what else has to be done.
    """

    label: str
    is_of_a_subdistrict: bool
    parts: Mapping[str, str] = field(default_factory=dict)
    settle: Callable[[list[Any], StaffUser | None], None] = lambda objects, by: None

    @property
    def permission(self) -> str:
        """Who may throw such a draft away may see it here and bring it back."""
        app_label, model = self.label.split(".")
        return f"{app_label}.delete_{model}"


@cache
def draft_kinds() -> dict[str, DraftKind]:
    """All kinds, by the label of the draft's model."""
    kinds = [import_string(path) for path in settings.DRAFT_KINDS]
    return {kind.label: kind for kind in kinds}


def drafts_seen_by(user: StaffUser) -> QuerySet[DiscardedDraft]:
    """What ``user`` finds in the bin: what the user could have put there; an auditor reads everything."""
    if user.groups.filter(name=AUDITOR).exists():
        return DiscardedDraft.objects.all()
    kinds = [kind for kind in draft_kinds().values() if user.has_perm(kind.permission)]
    drafts = DiscardedDraft.objects.filter(kind__in=[kind.label for kind in kinds])
    writable = writable_subdistricts(user)
    if writable is None:
        return drafts
    of_no_place = [kind.label for kind in kinds if not kind.is_of_a_subdistrict]
    return drafts.filter(Q(subdistrict__in=writable) | Q(kind__in=of_no_place))


def may_restore(draft: DiscardedDraft, user: StaffUser) -> bool:
    """Whether ``user`` may bring it back: whoever sees it and could have thrown it away."""
    kind = draft_kinds().get(draft.kind)
    return kind is not None and user.has_perm(kind.permission) and drafts_seen_by(user).filter(pk=draft.pk).exists()


def delete_one_by_one(objects: Sequence[Model], by: StaffUser | None) -> None:
    """Parts before what they hang on; each leaves a row in its history."""
    for one in reversed(objects):
        one._history_user, one._change_reason = by, DISCARDED  # type: ignore[attr-defined]
        one.delete()


@transaction.atomic
def discard(
    objects: Sequence[Model],
    *,
    title: str,
    subdistrict: Subdistrict | None,
    by: StaffUser | None,
    delete: Delete = delete_one_by_one,
) -> DiscardedDraft:
    """Put a draft in the bin: ``objects`` are the draft, then its parts, each after what it hangs on.

    Links that other records lose by it are kept, too. Whoever calls has made sure that it is a draft
    the public never saw, and holds its lock.
    """
    draft = DiscardedDraft.objects.create(
        kind=objects[0]._meta.label_lower,
        title=title[:200],
        records=[*_as_json(serializers.serialize("python", objects)), *_links_to(objects)],
        subdistrict=subdistrict,
        discarded_by=by,
    )
    delete(objects, by)
    return draft


def restore(draft: DiscardedDraft, by: StaffUser | None) -> list[Model]:
    """Write the draft and its parts again, under their old keys; returns them, the draft first.

    Raises ``ValidationError`` in Chinese where something stands in its way, ``PermissionDenied``
    where ``by`` may not; nothing is written then. ``by`` None is a command.
    """
    if by is not None and not may_restore(draft, by):
        raise PermissionDenied
    try:
        with transaction.atomic():
            return _restore(draft, by)
    except IntegrityError as error:
        raise ValidationError("没有恢复：刚才有人保存了相冲突的内容，请刷新页面再试。") from error
    except (DeserializationError, FieldDoesNotExist) as error:
        raise ValidationError("没有恢复：这份草稿是系统升级以前删除的，请联系系统管理员。") from error


def _restore(draft: DiscardedDraft, by: StaffUser | None) -> list[Model]:
    draft = DiscardedDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.restored_at:
        raise ValidationError("这份草稿已经恢复过了。")
    links = [record for record in draft.records if record.get("is_link")]
    whole = [record for record in draft.records if not record.get("is_link")]
    objects = _put_back(list(serializers.deserialize("python", whole)))
    for link in links:
        _tie(link)
    for model, some in groupby(objects, type):
        if history := getattr(model, "history", None):
            history.bulk_history_create(list(some), batch_size=CHUNK, default_user=by, default_change_reason=RESTORED)
    draft_kinds()[draft.kind].settle(objects, by)
    draft.restored_by, draft.restored_at = by, timezone.now()
    draft.save()
    return objects


def _put_back(stored: list[DeserializedObject]) -> list[Any]:
    """Write the objects as they were, all or none; what stands in the way is said of the first it hinders."""
    objects: list[Any] = [one.object for one in stored]
    _refuse_lost(objects)
    for one in objects:
        _checked(one, one.clean_fields, exclude={relation.name for relation in _foreign_keys(one)})
        _checked(one, one.clean)
    try:
        with transaction.atomic():
            for written in stored:
                # Raw: times of entering and changing stay as they were.
                written.save(force_insert=True)
    except IntegrityError:
        # Asked only now: each rule is a question to the database, and the database has answered for all.
        for one in objects:
            _checked(one, one.validate_unique)
            _checked(one, one.validate_constraints)
        raise
    return objects


def _checked(one: Model, check: Callable[..., None], **options: Any) -> None:
    try:
        check(**options)
    except ValidationError as error:
        said = "".join(error.messages)
        raise ValidationError(f"没有恢复。“{one}”：{said}请先处理现在的那一条，再来恢复。") from error


def _foreign_keys(one: Model) -> list[Any]:
    return [relation for relation in one._meta.concrete_fields if relation.many_to_one or relation.one_to_one]


def _refuse_lost(objects: list[Any]) -> None:
    """Refuse where what they point at is gone, or they are on record; each is given what it points at."""
    coming = {(type(one), one.pk): one for one in objects}
    for _, group in groupby(objects, type):
        some = list(group)
        if known := type(some[0])._base_manager.filter(pk__in=[one.pk for one in some]).first():
            raise ValidationError(f"没有恢复：“{known}”已经在册，不用恢复。")
        for relation in _foreign_keys(some[0]):
            keys = {getattr(one, relation.attname) for one in some} - {None}
            there = relation.related_model._base_manager.in_bulk(keys)
            for one in some:
                key = getattr(one, relation.attname)
                target = there.get(key) or coming.get((relation.related_model, key))
                if key is not None and target is None:
                    raise ValidationError(
                        f"没有恢复：它原来的“{relation.verbose_name}”已经不在了；如果也在回收站里，请先恢复那一份。"
                    )
                setattr(one, relation.name, target)


def _links_to(objects: Sequence[Model]) -> Iterator[dict[str, Any]]:
    """What other records lose when ``objects`` go: pointers that are emptied, places in a set."""
    going = {(type(one), one.pk) for one in objects}
    for _, group in groupby(objects, type):
        some = list(group)
        model, keys = some[0], [one.pk for one in some]
        for relation in model._meta.related_objects:
            if relation.many_to_many or getattr(relation, "on_delete", None) is SET_NULL:
                for row, key in _pointing(relation, keys):
                    if (relation.related_model, row) not in going:
                        value = [key] if relation.many_to_many else key
                        yield {
                            "model": relation.related_model._meta.label_lower,
                            "pk": row,
                            "fields": {relation.field.name: value},
                            "is_link": True,
                        }


def _pointing(relation: Any, keys: list[int]) -> Iterator[tuple[int, int]]:
    name, rows = relation.field.name, relation.related_model._base_manager
    for start in range(0, len(keys), CHUNK):
        yield from rows.filter(**{f"{name}__in": keys[start : start + CHUNK]}).order_by("pk").values_list("pk", name)


def _tie(link: dict[str, Any]) -> None:
    """Point at the draft again, where the record still exists and has not found another since."""
    model = apps.get_model(link["model"])
    ((name, value),) = link["fields"].items()
    rows = model._base_manager.filter(pk=link["pk"])
    if not model._meta.get_field(name).many_to_many:
        rows.filter(**{f"{name}__isnull": True}).update(**{name: value})
    elif row := rows.first():
        getattr(row, name).add(*value)


def _as_json(records: Any) -> list[dict[str, Any]]:
    """Values as JSON holds them; Django's own encoder would cut the microseconds off."""
    return json.loads(json.dumps(records, default=_text_of))


def _text_of(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
