"""A layout as JSON and back: it is kept while a person looks at it and a job reads after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sauro.findings import Severity
from sauro.registers.model import Column, DayOrder, Direction, Fault, Field, Layout

__all__ = ["fault_from_json", "fault_to_json", "layout_from_json", "layout_to_json"]


def layout_to_json(layout: Layout) -> dict[str, Any]:
    """In values that JSON has."""
    return {
        "first": layout.first_heading_row,
        "last": layout.last_heading_row,
        "direction": layout.direction.value if layout.direction else None,
        "year": layout.year,
        "secret": layout.secret,
        "faults": [fault_to_json(fault) for fault in layout.faults],
        "columns": [
            {
                "index": column.index,
                "heading": column.heading,
                "key": column.key,
                "field": column.field.value,
                "sureness": round(column.sureness, 2),
                "alternatives": [field.value for field in column.alternatives],
                "chosen": column.is_chosen,
                "order": column.day_order.value,
            }
            for column in layout.columns
        ],
    }


def layout_from_json(said: Mapping[str, Any]) -> Layout:
    """What `layout_to_json` wrote.

    Raises KeyError or ValueError for anything else.
    """
    return Layout(
        said["first"],
        said["last"],
        tuple(
            Column(
                one["index"],
                one["heading"],
                one["key"],
                Field(one["field"]),
                one["sureness"],
                tuple(Field(field) for field in one["alternatives"]),
                one["chosen"],
                DayOrder(one["order"]),
            )
            for one in said["columns"]
        ),
        Direction(said["direction"]) if said["direction"] else None,
        said["year"],
        said["secret"],
        tuple(fault_from_json(one) for one in said["faults"]),
    )


def fault_to_json(fault: Fault) -> dict[str, Any]:
    """In values that JSON has."""
    return {
        "code": fault.code,
        "severity": fault.severity.value,
        "row": fault.row,
        "column": fault.column,
        "message": fault.message,
    }


def fault_from_json(said: Mapping[str, Any]) -> Fault:
    """What `fault_to_json` wrote."""
    return Fault(said["code"], Severity(said["severity"]), said["row"], said["column"], said["message"])
