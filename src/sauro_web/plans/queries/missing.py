"""Paragraphs of a plan by words in them, for a duty that the rules did not find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sauro.folio.serial import from_json
from sauro_web.common.words import words_of
from sauro_web.plans.models import ImportedPlan, Suggestion, SuggestionKind

__all__ = ["Found", "duty_at", "paragraphs_with"]

_MOST = 8
_MOST_WORDS = 12
"""Of what was marked in the source; so many are in one paragraph alone."""


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph, where it begins in the text, and the duty that quotes it already."""

    start: int
    text: str
    duty: Suggestion | None


def paragraphs_with(plan: ImportedPlan, typed: str) -> list[Found]:
    """The first paragraphs that have every word typed, without accents, the last of them perhaps only begun.
    Two queries."""
    wanted = words_of(typed)[:_MOST_WORDS]
    if not wanted:
        return []
    duties = list(_duties(plan))
    found = []
    for paragraph in from_json(plan.reading.folio).paragraphs:
        words = words_of(paragraph.text)
        if all(any(word.startswith(one) for word in words) for one in wanted):
            span = paragraph.span
            found.append(Found(span.start, paragraph.text, _quoting(duties, span.start, span.end)))
            if len(found) == _MOST:
                break
    return found


def duty_at(plan: ImportedPlan, start: int, end: int) -> Suggestion | None:
    """The duty whose own words lie, wholly or in part, between two places of the text."""
    return _quoting(list(_duties(plan)), start, end)


def _duties(plan: ImportedPlan) -> Iterator[Suggestion]:
    yield from plan.suggestions.filter(kind=SuggestionKind.TASK).select_related("twin_of")


def _quoting(duties: list[Suggestion], start: int, end: int) -> Suggestion | None:
    for duty in duties:
        span = duty.read["evidence"]["text"]["span"]
        if span["start"] < end and start < span["end"]:
            return duty.twin_of or duty
    return None
