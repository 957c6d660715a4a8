"""Records that cannot be changed, and are still made quickly: a plan of ten pages is thousands of them."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["quick"]

_Record = TypeVar("_Record", bound="DataclassInstance")


def quick(record: type[_Record]) -> type[_Record]:
    """The frozen dataclass with slots itself, its `__init__` made anew to the same effect.

    A frozen one is given its fields through `object.__setattr__`, which looks each of them up by name for
    every object, and that was a twentieth of the time from file to JSON. Here the slots are looked up once.
    Not for fields that a factory fills or that `__init__` does not take.
    """
    known: dict[str, Any] = {}
    arguments = ["self"]
    lines: list[str] = []
    for field in fields(record):
        known[f"set_{field.name}"] = vars(record)[field.name].__set__
        if field.default is MISSING:
            arguments.append(field.name)
        else:
            known[f"default_{field.name}"] = field.default
            arguments.append(f"{field.name}=default_{field.name}")
        lines.append(f"    set_{field.name}(self, {field.name})")
    if hasattr(record, "__post_init__"):
        lines.append("    self.__post_init__()")
    source = f"def __init__({', '.join(arguments)}):\n" + "\n".join(lines)
    exec(source, known)  # noqa: S102 - as dataclasses makes its own, out of the names of fields alone
    made = known["__init__"]
    made.__qualname__ = f"{record.__qualname__}.__init__"
    made.__annotations__ = record.__init__.__annotations__
    type.__setattr__(record, "__init__", made)
    return record
