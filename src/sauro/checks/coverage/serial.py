"""A coverage as JSON and back: keys in English, spans as in the JSON of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sauro.checks.coverage.model import Coverage, Matter, Reason, Row, Side, Verdict
from sauro.folio.span import Span

__all__ = ["from_json", "to_json"]


def to_json(coverage: Coverage) -> dict[str, object]:
    """The coverage as plain data. `counts` tells how many rows have each verdict."""
    return {
        "parent": coverage.parent,
        "cites_parent": coverage.cites_parent,
        "version": coverage.version,
        "counts": {verdict.value: count for verdict, count in coverage.counts().items()},
        "rows": [_row(row) for row in coverage.rows],
    }


def from_json(data: Mapping[str, Any]) -> Coverage:
    """The coverage that `to_json` wrote. Raises ValueError where `data` is no such object."""
    try:
        rows = tuple(_read_row(row) for row in data["rows"])
        return Coverage(data["parent"], data["cites_parent"], rows, data["version"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a coverage as written by sauro: {error!r}") from error


def _row(row: Row) -> dict[str, object]:
    return {
        "matter": row.matter.value,
        "verdict": row.verdict.value,
        "name": row.name,
        "closeness": row.closeness,
        "parents": [_side(side) for side in row.parents],
        "own": [_side(side) for side in row.own],
        "reasons": [
            {"code": reason.code, "words": reason.words, "weighs": reason.weighs} for reason in row.reasons
        ],
    }


def _side(side: Side) -> dict[str, object]:
    return {
        "path": side.path,
        "text": side.text,
        "span": {"start": side.span.start, "end": side.span.end},
        "level": side.level,
        "leads": list(side.leads),
        "due": side.due,
    }


def _read_row(data: Mapping[str, Any]) -> Row:
    return Row(
        Matter(data["matter"]),
        Verdict(data["verdict"]),
        data["name"],
        tuple(_read_side(side) for side in data["parents"]),
        tuple(_read_side(side) for side in data["own"]),
        tuple(Reason(one["code"], one["words"], one["weighs"]) for one in data["reasons"]),
        data["closeness"],
    )


def _read_side(data: Mapping[str, Any]) -> Side:
    return Side(
        data["path"],
        data["text"],
        Span(data["span"]["start"], data["span"]["end"]),
        data["level"],
        tuple(data["leads"]),
        data["due"],
    )
