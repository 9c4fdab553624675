"""The API described in OpenAPI 3.1, from the same columns and filters that answer."""

from collections.abc import Iterable
from typing import Any

from django import forms

from showcase.api import filters
from showcase.api.cases import CASES
from showcase.api.columns import object_schema
from showcase.api.honors import HONORS
from showcase.api.listing import AFTER, LIMIT, PER_PAGE
from showcase.api.nouns import Noun
from showcase.api.organizations import ORGANIZATIONS
from showcase.api.rounds import ROUNDS

VERSION = "1.0.0"
ABOUT = (
    "长宁区基层党建荣誉册的公开数据，只读，不用登记。编号永久不变；没有公布的、撤下的内容不出现。"
    "列表按编号排列，一次给出一页，next 是下一页的地址；筛选时一页可能不满，next 是空才是到头。未收录不等于未获评。"
)
# Noun → its filters, and the names of the parts of its detail address.
LISTED: list[tuple[Noun, tuple[str, ...], tuple[str, ...]]] = [
    (ORGANIZATIONS, filters.ORGANIZATION_FILTERS, ("slug",)),
    (ROUNDS, filters.ROUND_FILTERS, ("scheme", "number")),
    (HONORS, filters.HONOR_FILTERS, ("code",)),
    (CASES, (), ("slug",)),
]
_EXACT = "总数是否数到了底；太多时只数到 1000，或者只数一部分，为 false。"
_NEXT = "下一页的地址；是空才是到头，不满的一页后面可能还有。"
_PART_WORDS = {"slug": "编号（网址名）。", "scheme": "奖项代码。", "number": "轮次。", "code": "核验码。"}


def described(server: str) -> dict[str, Any]:
    """The whole description; ``server`` is the full address of the site's root."""
    paths: dict[str, Any] = {"/api/v1/": _index()}
    for noun, names, parts in LISTED:
        paths[f"/api/v1/{noun.name}/"] = _list(noun, names)
        paths[f"/api/v1/{noun.name}/" + "".join(f"{{{part}}}/" for part in parts)] = _detail(noun, parts)
    return {
        "openapi": "3.1.0",
        "info": {"title": "长宁区基层党建荣誉册开放接口", "version": VERSION, "description": ABOUT},
        "servers": [{"url": server.rstrip("/") or "/"}],
        "tags": [{"name": noun.name, "description": noun.meaning} for noun, _, _ in LISTED],
        "paths": paths,
        "components": {"schemas": _schemas(), "responses": _refusals()},
    }


def _schemas() -> dict[str, Any]:
    found = {noun.name: object_schema(noun.columns) for noun, _, _ in LISTED}
    fault = {"type": "object", "properties": {"name": _TEXT, "message": _TEXT}, "required": ["name", "message"]}
    told = {"status": {"type": "integer"}, "message": _TEXT, "parameters": {"type": "array", "items": fault}}
    inner = {"type": "object", "properties": told, "required": list(told), "additionalProperties": False}
    found["error"] = {
        "type": "object",
        "description": "哪里不对、该怎么办；parameters 逐个列出有误的参数。",
        "properties": {"error": inner},
        "required": ["error"],
        "additionalProperties": False,
    }
    return found


_TEXT = {"type": "string"}


def _refusals() -> dict[str, Any]:
    words = {"400": "参数有误。", "404": "没有这一条，或者它不公开。", "405": "这里只能读取。"}
    return {status: {"description": told, "content": _json(_reference("error"))} for status, told in words.items()}


def _index() -> dict[str, Any]:
    names = [*(noun.name for noun, _, _ in LISTED), "openapi", "data"]
    schema = {
        "type": "object",
        "properties": {name: {"type": "string", "format": "uri"} for name in names},
        "required": names,
        "additionalProperties": False,
    }
    return _operation("index", "有哪些数据", [], schema, ["400", "405"])


def _list(noun: Noun, names: Iterable[str]) -> dict[str, Any]:
    page = {
        "type": "object",
        "properties": {
            "count": {"type": ["integer", "null"], "minimum": 0, "description": "符合条件的总数；只在第一页给出。"},
            "count_is_exact": {"type": "boolean", "description": _EXACT},
            "next": {"type": ["string", "null"], "format": "uri", "description": _NEXT},
            noun.name: {"type": "array", "maxItems": noun.most_at_once, "items": _reference(noun.name)},
        },
        "required": ["count", "count_is_exact", "next", noun.name],
        "additionalProperties": False,
    }
    asked = [_filter(name, field) for name, field in filters.fields_of(names).items()]
    limit = {"type": "integer", "minimum": 1, "maximum": noun.most_at_once, "default": PER_PAGE}
    asked.append(_parameter(LIMIT, "query", "一页多少条。", limit))
    asked.append(_parameter(AFTER, "query", "接在哪个编号之后。", {"type": "string", "pattern": noun.id_pattern}))
    return _operation(f"list_{noun.name}", f"{noun.title}列表", asked, page, ["400", "405"], noun.name)


def _detail(noun: Noun, parts: tuple[str, ...]) -> dict[str, Any]:
    patterns = noun.id_pattern.strip("^$").split("/")
    asked = [
        {**_parameter(part, "path", _PART_WORDS[part], {"type": "string", "pattern": f"^{pattern}$"}), "required": True}
        for part, pattern in zip(parts, patterns, strict=True)
    ]
    refusals = ["400", "404", "405"]
    found = _operation(f"get_{noun.name}", f"一条{noun.title}", asked, _reference(noun.name), refusals, noun.name)
    found["get"]["responses"]["301"] = {
        "description": "编号已经并入或改动，转到现在的地址。",
        "headers": {"Location": {"required": True, "schema": {"type": "string", "format": "uri-reference"}}},
    }
    return found


def _filter(name: str, field: forms.Field) -> dict[str, Any]:
    choices = filters.choices_of(field)
    words = f"{field.label}；与光荣榜页的筛选相同。"
    if choices is not None:
        listed = "；".join(f"{code} {label}" for code, label in choices.items())
        # Before anything is on record there is nothing to choose.
        return _parameter(name, "query", f"{words}{listed}", {"type": "string", "enum": list(choices) or ["—"]})
    if isinstance(field, forms.DecimalField):
        return _parameter(name, "query", words, {"type": "integer", "minimum": 1, "maximum": 999})
    most = getattr(field, "max_length", None)
    return _parameter(name, "query", words, {"type": "string", "minLength": 1, "maxLength": most})


def _parameter(name: str, place: str, words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": place, "description": words, "schema": schema}


def _operation(
    identity: str, summary: str, asked: list[dict], schema: dict, refusals: Iterable[str], tag: str = ""
) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": {"description": "公开的数据。", "content": _json(schema)}}
    answers |= {status: {"$ref": f"#/components/responses/{status}"} for status in refusals}
    told = {"operationId": identity, "summary": summary, "parameters": asked, "responses": answers}
    return {"get": {**told, "tags": [tag]} if tag else told}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
