"""A Folio as JSON and back, so that what was read once need not be read again: a scan takes a minute a time.

Text stands once, in `text`; paragraphs, cells and runs are ranges of it. What has its usual value is left
out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sauro.folio.model import (
    Alignment,
    Block,
    Box,
    Cell,
    Folio,
    Label,
    Paragraph,
    Part,
    Place,
    Remark,
    Row,
    Run,
    Sheet,
    Source,
    SourceKind,
    Table,
)
from sauro.folio.span import Span

__all__ = ["FORMAT", "from_json", "to_json"]

Json = dict[str, Any]

FORMAT = 1
"""Raised when what is written here can no longer be read by what reads it."""


def to_json(folio: Folio) -> Json:
    """All of `folio`, in values that JSON has."""
    source = folio.source
    written = {
        "format": FORMAT,
        "source": {
            "name": source.name,
            "kind": source.kind.value,
            "digest": source.digest,
            "size": source.size,
            "pages": source.pages,
        },
        "text": folio.text,
        "blocks": [
            _table(block) if isinstance(block, Table) else _paragraph(block) for block in folio.blocks
        ],
        "remarks": [_remark(remark) for remark in folio.remarks],
    }
    if folio.sheets:
        written["sheets"] = [
            [sheet.page, sheet.width, sheet.height, sheet.scanned, sheet.turns, sheet.angle]
            for sheet in folio.sheets
        ]
    return written


def from_json(data: Mapping[str, Any]) -> Folio:
    """The Folio that `to_json` wrote. Raises ValueError where `data` is no such object."""
    try:
        if data["format"] != FORMAT:
            raise ValueError(f"not format {FORMAT} of a folio: {data['format']!r}")
        source, text = data["source"], data["text"]
        return Folio(
            Source(
                source["name"],
                SourceKind(source["kind"]),
                source["digest"],
                source["size"],
                source["pages"],
            ),
            text,
            tuple(_read_block(block, text) for block in data["blocks"]),
            tuple(_read_remark(remark) for remark in data["remarks"]),
            tuple(Sheet(*sheet) for sheet in data.get("sheets", ())),
        )
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"not a folio as written by sauro: {error!r}") from error


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _place(place: Place) -> list[int | None]:
    return [place.page, place.paragraph, place.row, place.column]


def _remark(remark: Remark) -> Json:
    span = _span(remark.span) if remark.span is not None else None
    return {"code": remark.code, "message": remark.message, "span": span, "suggestion": remark.suggestion}


def _paragraph(paragraph: Paragraph) -> Json:
    written: Json = {
        "span": _span(paragraph.span),
        "place": _place(paragraph.place),
        "runs": [_run(run) for run in paragraph.runs],
    }
    if paragraph.part is not Part.BODY:
        written["part"] = paragraph.part.value
    if paragraph.label is not None:
        written["label"] = [paragraph.label.text, paragraph.label.ordinal, paragraph.label.level]
    if paragraph.style is not None:
        written["style"] = paragraph.style
    if paragraph.alignment is not None:
        written["alignment"] = paragraph.alignment.value
    if paragraph.outline_level is not None:
        written["outline_level"] = paragraph.outline_level
    return written


def _run(run: Run) -> list[Any]:
    """The length of the run and, as far as the last that is not usual, its other facts."""
    box = run.box and [run.box.left, run.box.top, run.box.right, run.box.bottom]
    facts = [len(run.text), run.bold, run.italic, run.origin, run.page, run.confidence, box]
    while len(facts) > 1 and not facts[-1] and facts[-1] != 0:
        facts.pop()
    while len(facts) > 1 and facts[-1] is False:
        facts.pop()
    return facts


def _table(table: Table) -> Json:
    return {
        "span": _span(table.span),
        "place": _place(table.place),
        "columns": table.column_count,
        "ruled": table.ruled,
        "rows": [
            {"span": _span(row.span), "cells": [_cell(cell) for cell in row.cells]} for row in table.rows
        ],
    }


def _cell(cell: Cell) -> Json:
    return {
        "at": [cell.row, cell.column, cell.row_span, cell.column_span],
        "span": _span(cell.span),
        "paragraphs": [_paragraph(paragraph) for paragraph in cell.paragraphs],
    }


def _read_span(data: Sequence[int]) -> Span:
    start, end = data
    return Span(start, end)


def _read_place(data: Sequence[int | None]) -> Place:
    page, paragraph, row, column = data
    if paragraph is None:
        raise TypeError("a place without its paragraph")
    return Place(page, paragraph, row, column)


def _read_remark(data: Mapping[str, Any]) -> Remark:
    span = _read_span(data["span"]) if data["span"] is not None else None
    return Remark(data["code"], data["message"], span, data["suggestion"])


def _read_block(data: Mapping[str, Any], text: str) -> Block:
    return _read_table(data, text) if "rows" in data else _read_paragraph(data, text)


def _read_paragraph(data: Mapping[str, Any], text: str) -> Paragraph:
    span = _read_span(data["span"])
    label, alignment = data.get("label"), data.get("alignment")
    return Paragraph(
        span.of(text),
        span,
        tuple(_read_runs(data["runs"], span, text)),
        _read_place(data["place"]),
        Part(data.get("part", Part.BODY)),
        Label(*label) if label else None,
        data.get("style"),
        Alignment(alignment) if alignment else None,
        data.get("outline_level"),
    )


def _read_runs(runs: Sequence[Sequence[Any]], span: Span, text: str) -> Iterator[Run]:
    start = span.start
    for length, *facts in runs:
        bold, italic, origin, page, confidence, box = (*facts, *_USUAL[len(facts) :])
        yield Run(
            text[start : start + length], bold, italic, origin, page, confidence, Box(*box) if box else None
        )
        start += length


_USUAL: tuple[Any, ...] = (False, False, None, None, None, None)
"""Bold, italic, origin, page, confidence and box of a run of which nothing is said."""


def _read_table(data: Mapping[str, Any], text: str) -> Table:
    return Table(
        tuple(
            Row(tuple(_read_cell(cell, text) for cell in row["cells"]), _read_span(row["span"]))
            for row in data["rows"]
        ),
        _read_span(data["span"]),
        _read_place(data["place"]),
        data["columns"],
        data["ruled"],
    )


def _read_cell(data: Mapping[str, Any], text: str) -> Cell:
    row, column, row_span, column_span = data["at"]
    paragraphs = tuple(_read_paragraph(paragraph, text) for paragraph in data["paragraphs"])
    return Cell(row, column, paragraphs, _read_span(data["span"]), row_span, column_span)
