"""What things take in memory, near enough to keep a bound: text to the byte, objects by what they hold."""

import sys
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

from django.db.models import Field, QuerySet
from django.db.models.options import Options

# What is there once for all, and would be without the thing that refers to it.
_SHARED = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType, Field, Options)


def weight_of(thing: Any) -> int:
    """Bytes of ``thing`` and of all it holds; what is held twice counts once. Nothing lazy is made for it."""
    weight, seen, to_weigh = 0, set(), [thing]
    while to_weigh:
        one = to_weigh.pop()
        # By its type: ``isinstance`` would ask a lazy object what it stands for, and so make it.
        kind = type(one)
        if id(one) in seen or issubclass(kind, _SHARED):
            continue
        seen.add(id(one))
        weight += sys.getsizeof(one)
        if not issubclass(kind, (str, bytes)):
            to_weigh += _held_by(one, kind)
    return weight


def _held_by(one: Any, kind: type) -> list[Any]:
    # Lists at once: what is read meanwhile in another thread may grow.
    if issubclass(kind, dict):
        return [*one.keys(), *one.values()]
    if issubclass(kind, (list, tuple, set, frozenset)):
        return list(one)
    if issubclass(kind, QuerySet):
        return [one._result_cache]
    slots = [name for base in kind.__mro__ for name in _slots_of(base)]
    return [getattr(one, name, None) for name in (*slots, "__dict__")]


def _slots_of(kind: type) -> tuple[str, ...]:
    slots = kind.__dict__.get("__slots__", ())
    return (slots,) if isinstance(slots, str) else tuple(slots)
