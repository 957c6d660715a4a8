"""The JSON of a plan as text: a line for each entry, so that it can be read, searched and compared line by
line."""

from __future__ import annotations

from json import JSONEncoder
from typing import cast

from sauro.folio.model import Folio
from sauro.plan.model import Plan
from sauro.plan.serial import to_json

__all__ = ["json_text"]

_ENCODE = JSONEncoder(ensure_ascii=False).encode


def json_text(folio: Folio, plan: Plan, *, path: str | None = None, is_twin: bool = False) -> str:
    """One JSON object; each key, and each entry of a list, on a line of its own. Among several files `path`
    is written as `source.path`; it stands in place of the name where another file has the same
    (`is_twin`)."""
    data = to_json(plan, folio)
    if path is not None:
        if is_twin:
            data["file"] = path
        data["source"] = {**cast("dict[str, object]", data["source"]), "path": path}
    parts = [f"{_ENCODE(key)}: {_value(value)}" for key, value in data.items()]
    return "{\n" + ",\n".join(parts) + "\n}"


def _value(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(map(_ENCODE, value)) + "\n]"
    return _ENCODE(value)
