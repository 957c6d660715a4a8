"""Values that quote themselves: the words of a passage as they are read out of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from sauro.dates.due import Due
from sauro.folio.passage import Passage
from sauro.plan.model import Task, Value

__all__ = ["quoted", "value_of", "values_of"]

T = TypeVar("T", str, Due)


def value_of(passage: Passage, rule: str) -> Value[str]:
    """The words of a passage, found by the named rule."""
    return Value(passage.text, passage.text, passage.span(), rule)


def values_of(passages: Iterable[Passage], rule: str) -> list[Value[str]]:
    """The words of each passage, as of the names in a list of units."""
    return [value_of(passage, rule) for passage in passages]


def quoted(task: Task, text: str) -> Task:
    """The task with quotations that are the words of their spans, also where a value stands in two rows and
    other cells lie between its parts."""
    single = (task.text, task.product, task.due, task.unread_due)
    if all(map(_is_whole, (*single, *task.lead, *task.cooperating, *task.milestones))):
        return task
    return replace(
        task,
        text=_with_quote(task.text, text),
        product=task.product and _with_quote(task.product, text),
        due=task.due and _with_quote(task.due, text),
        unread_due=task.unread_due and _with_quote(task.unread_due, text),
        lead=tuple(_with_quote(unit, text) for unit in task.lead),
        cooperating=tuple(_with_quote(unit, text) for unit in task.cooperating),
        milestones=tuple(_with_quote(due, text) for due in task.milestones),
    )


def _is_whole(value: Value[str] | Value[Due] | None) -> bool:
    """Whether nothing lies between the words of a value but the single character that joins paragraphs."""
    return value is None or value.span.end - value.span.start == len(value.quote)


def _with_quote(value: Value[T], text: str) -> Value[T]:
    return replace(value, quote=" ".join(value.span.of(text).split()))
