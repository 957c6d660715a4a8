"""The text of a version with what was found marked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import mark_safe

from sauro.cli.page_marks import Marks
from sauro.cli.page_source import source_html
from sauro.folio.serial import from_json
from sauro.folio.span import Span
from sauro_web.drafts.queries.findings import Looked, ShownFinding

__all__ = ["Beside", "beside"]


@dataclass(frozen=True, slots=True)
class Beside:
    """A text and its findings; `marks` are for each finding the numbers of its marks in the text."""

    source: str
    findings: Sequence[ShownFinding]
    marks: Mapping[int, Sequence[int]]


def beside(looked: Looked) -> Beside:
    """The page of a version. The marks lead to the cards and back without a script."""
    folio = from_json(looked.run.draft_version.folio if looked.run else looked.version.folio)
    marks = Marks(folio)
    numbers: dict[int, list[int]] = {}
    shown: list[ShownFinding] = []
    for one in looked.findings:
        spans = [Span(start, end) for start, end in one.kept["spans"]]
        own = [number for span in spans if (number := marks.of_finding(span)) is not None]
        for number in own:
            marks.value_id(number)
        numbers[one.number] = own
        shown.append(replace(one, anchor=own[0] if own else None))
    # The parts of `source_html` are escaped where they are written (`page_marks.safe`).
    source = mark_safe(source_html(folio, marks))  # noqa: S308
    return Beside(source, shown, numbers)
