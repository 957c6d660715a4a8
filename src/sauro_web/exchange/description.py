"""What the page of the interface shows, taken from its OpenAPI schema, from which it cannot differ."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sauro_web.exchange.api.interface import api

__all__ = ["Group", "Named", "Operation", "described"]

_SAMPLES: Mapping[str, Any] = {
    "string": "…",
    "integer": 1,
    "boolean": True,
    "array": [],
}
_EXAMPLES: Mapping[str, Any] = {
    "text": "Rà soát các loại báo cáo",
    "due_text": "30/12/2026",
    "product": "Danh mục báo cáo",
    "until": "2026-12-30",
    "answer_by": "2026-12-30",
    "reason": "Chờ số liệu của các thôn",
    "answer": "Đã gửi số liệu",
    "percent": 40,
    "version": 3,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A parameter or a field: its name, what it may be, what it is for."""

    name: str
    kind: str
    words: str
    needed: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked."""

    key: str
    method: str
    path: str
    title: str
    words: str
    parameters: Sequence[Named]
    fields: Sequence[Named]
    answer: Sequence[Named]
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together."""

    title: str
    operations: Sequence[Operation]


@lru_cache(maxsize=8)
def described(root: str) -> Sequence[Group]:
    """All operations by their groups, with examples for the site at `root`."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    groups: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            one = _operation(schema, root, path, method.upper(), said)
            groups.setdefault(said["tags"][0], []).append(one)
    return [Group(title, operations) for title, operations in groups.items()]


def _operation(schema: Any, root: str, path: str, method: str, said: Any) -> Operation:
    fields: Sequence[Named] = ()
    body = None
    if "requestBody" in said:
        shape = _resolved(schema, said["requestBody"]["content"]["application/json"]["schema"])
        fields, body = _fields(schema, shape), _sample(schema, shape)
    answered = next(code for code in said["responses"] if int(code) < 400)
    given = said["responses"][answered]["content"]["application/json"]["schema"]
    parameters = [_parameter(one) for one in said.get("parameters", ())]
    words = " ".join(said.get("description", "").split())
    example = _curl(root, path, method, body)
    key = said["operationId"].rsplit("_api_", 1)[-1].replace("_", "-")
    answer = _fields(schema, _resolved(schema, given))
    return Operation(key, method, path, said["summary"], words, parameters, fields, answer, example)


def _parameter(one: Any) -> Named:
    places = {"path": "địa chỉ", "query": "sau dấu hỏi", "header": "tiêu đề"}
    return Named(
        one["name"], _kind(one["schema"]), one.get("description", ""), one["required"], places[one["in"]]
    )


def _fields(schema: Any, shape: Any) -> list[Named]:
    needed = shape.get("required", ())
    return [
        Named(name, _kind(one), _about(schema, one), name in needed)
        for name, one in shape.get("properties", {}).items()
    ]


def _about(schema: Any, one: Any) -> str:
    return str(one.get("description", "")) or str(_resolved(schema, one).get("description", ""))


def _resolved(schema: Any, shape: Any) -> Any:
    while "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[-1]]
    return shape


_KINDS = {
    "string": "chữ",
    "integer": "số nguyên",
    "boolean": "true hoặc false",
    "array": "danh sách",
    "object": "đối tượng",
    "null": "null",
}


def _kind(one: Any) -> str:
    if "anyOf" in one:
        return " hoặc ".join(dict.fromkeys(_kind(choice) for choice in one["anyOf"]))
    if one.get("format") == "date":
        return "ngày 2026-07-30"
    if one.get("format") == "date-time":
        return "thời điểm"
    if "$ref" in one:
        return _KINDS["object"]
    if one.get("type") == "array" and "$ref" in one.get("items", {}):
        return "danh sách đối tượng"
    return _KINDS.get(one.get("type", ""), "")


def _sample(schema: Any, shape: Any) -> dict[str, Any]:
    """What must be sent, and the version where there is one."""
    shown = [*shape.get("required", ()), *(["version"] if "version" in shape.get("properties", {}) else [])]
    return {name: _EXAMPLES.get(name, _value(shape["properties"][name])) for name in dict.fromkeys(shown)}


def _value(one: Any) -> Any:
    if "anyOf" in one:
        return _value(one["anyOf"][0])
    return _SAMPLES.get(one.get("type", ""), "…")


def _curl(root: str, path: str, method: str, body: Any) -> str:
    path = path.replace("{slug}", "nhan-viec")
    for name in ("part_id", "task_id", "plan_id", "nudge_id", "extension_id", "obstacle_id", "pk"):
        path = path.replace(f"{{{name}}}", "12")
    lines = [f'curl -H "Authorization: Bearer $MA_TRUY_CAP" {root}{path}']
    if method == "POST":
        lines += ['-H "Content-Type: application/json" -H "Idempotency-Key: $(uuidgen)"']
        lines += [f"-d '{json.dumps(body or {}, ensure_ascii=False)}'"]
    return " \\\n  ".join(lines)
