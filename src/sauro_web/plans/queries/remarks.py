"""What the reader noticed about the document itself, for the officer to know before he confirms: a draft
without a number, figures that contradict each other, paragraphs that gave no task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sauro.cli.page_marks import Marks
from sauro.cli.wording import SEVERITIES, printable
from sauro.findings import Finding, Severity, short_quote
from sauro.folio.model import Folio
from sauro.folio.span import Span

__all__ = ["Place", "Remark", "remarks_of", "told"]

_ON_CARDS = frozenset(
    {"task.no_lead", "task.several_leads", "task.group_lead", "task.due_event", "task.due_unread"}
)
"""Codes of what the card of the duty says and asks already."""
_CHIPS = {
    Severity.STOP: "late",
    Severity.ERROR: "late",
    Severity.WARN: "near",
    Severity.ASK: "doubt",
    Severity.NOTE: "plain",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the source that a remark speaks of, by the number of their mark."""

    mark: int
    words: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence, with how much it matters and where to look."""

    severity: Severity
    sentence: str
    suggestion: str = ""
    places: tuple[Place, ...] = ()
    basis: str = ""
    """The clause that it rests on."""

    @property
    def chip(self) -> str:
        """The kind of chip that it bears."""
        return _CHIPS[self.severity]

    @property
    def word(self) -> str:
        """How much it matters, in a word."""
        return SEVERITIES[self.severity].lower()


def remarks_of(
    findings: Iterable[Mapping[str, Any]], folio: Folio | None = None, marks: Marks | None = None
) -> tuple[Remark, ...]:
    """The findings that no card tells, the gravest first; their words are marked in the source."""
    told = [_remark(found, folio, marks) for found in findings if found["code"] not in _ON_CARDS]
    order = list(Severity)
    return tuple(sorted(told, key=lambda remark: order.index(remark.severity)))


def told(findings: Iterable[Finding]) -> tuple[Remark, ...]:
    """What a superior tells of a plan besides what it makes of his own, in the order of the findings: what
    only has to be noted, and what the comparison says already, is left out."""
    return tuple(
        Remark(one.severity, printable(one.message), printable(one.suggestion or ""), (), one.basis or "")
        for one in findings
        if one.severity is not Severity.NOTE and not one.code.startswith("coverage.")
    )


def _remark(found: Mapping[str, Any], folio: Folio | None, marks: Marks | None) -> Remark:
    places: list[Place] = []
    for one in found["spans"]:
        if folio is None or marks is None:
            break
        span = Span(one["start"], one["end"])
        mark = marks.of_finding(span)
        if mark is not None:
            marks.value_id(mark)
            words = printable(short_quote(" ".join(span.of(folio.text).split())))
            places.append(Place(mark, words))
    sentence, suggestion = printable(found["message"]), printable(found["suggestion"] or "")
    # Most sentences say themselves what may be meant.
    further = "" if suggestion in sentence else suggestion
    return Remark(Severity(found["severity"]), sentence, further, tuple(places))
