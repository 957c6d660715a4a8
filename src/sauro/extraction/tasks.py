"""Tasks of the body: each leaf with its lead, cooperating units, product and time limit, and what proves
them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from sauro.anatomy.parts import Anatomy
from sauro.dates.due import Due, DueKind
from sauro.dates.parse import FoundDue, choose_due, earlier_dues, find_dues, read_due, settle_due
from sauro.dates.unread import find_past_limit, find_unread_limit
from sauro.extraction.assignments import assigned_units
from sauro.extraction.attributes import Attribute, AttributeKind, inline_attributes
from sauro.extraction.cooperation import LONGEST_NAME, cooperating_in
from sauro.extraction.leaves import Leaf, leaf_at, leaves_of
from sauro.extraction.roles import split_roles
from sauro.extraction.time_words import is_time_heading, opening_time, sets_no_time
from sauro.extraction.unit_lists import split_units
from sauro.extraction.units import head_units, names_units, units_after_clause
from sauro.extraction.values import value_of, values_of
from sauro.folio.model import Paragraph
from sauro.folio.passage import Passage
from sauro.plan.model import Source, Task, Value
from sauro.plan.path import join_path

__all__ = ["PAST_YEAR", "body_tasks", "due_value", "other_dues", "task_at", "unread_due"]

_CLOSING_BRACKET = re.compile(r"\(((?!b/c|để|qua|theo|nếu|sau)[^();:]{4,90})\)[\s.;]*$")
PAST_YEAR = "past_year"
"""The rule of words that name a time limit of a year before the plan's."""
_CLOSING = " .;:,/"
"""Punctuation that closes an attribute."""
_SAME_BREATH = 8
"""Characters between attributes that continue one another."""


def body_tasks(anatomy: Anatomy, *, year: int | None) -> Iterator[Task]:
    """The tasks of the body in order. `year` is the plan's own, for time limits written without one."""
    for leaf in leaves_of(anatomy.body):
        yield _task(leaf, year)


def task_at(anatomy: Anatomy, paragraph: Paragraph, *, year: int | None) -> Task:
    """A paragraph as a task because a person says that it is one, with what stands about it. Outside the body
    it has no path, and nothing around it is known to be about it."""
    leaf = leaf_at(anatomy.body, paragraph.span.start)
    if leaf is None or not leaf.content.text:
        leaf = Leaf((), Passage.of(paragraph.text, paragraph.span.start), None, ())
    return _task(leaf, year)


def _task(leaf: Leaf, year: int | None) -> Task:
    attributes = [*leaf.attributes, *inline_attributes(leaf.content)]
    lead, cooperating = _units(leaf, attributes)
    due, unread = _due(leaf, attributes, year)
    return Task(
        join_path(leaf.labels),
        Source.BODY,
        leaf.heading.text.rstrip(" :") if leaf.heading else None,
        value_of(leaf.content, "leaf"),
        tuple(lead),
        tuple(cooperating),
        _product(attributes),
        due,
        unread_due=unread,
        milestones=_milestones(leaf, attributes, due, year),
    )


def _lies_in(value: Value[Due], passage: Passage) -> bool:
    return passage.start <= value.span.start and value.span.end <= passage.span().end


def _units(leaf: Leaf, attributes: Sequence[Attribute]) -> tuple[list[Value[str]], list[Value[str]]]:
    """Lead and cooperating units in the contract's order: the attribute line, the head of the item, the
    nearest heading above that names a unit."""
    lead: list[Value[str]] = []
    cooperating: list[Value[str]] = []
    for attribute in _nearest(attributes, AttributeKind.LEAD):
        leading, with_them = split_roles(attribute.value)
        if any(len(unit.text) > LONGEST_NAME for unit in leading):
            # A sentence instead of a list: "+ Sở Xây dựng đăng tải thông điệp trên bảng quang báo …".
            leading = head_units(attribute.value)[0]
        lead += values_of(leading, "attribute_line")
        cooperating += values_of(with_them, "attribute_line")
    for attribute in _nearest(attributes, AttributeKind.COOPERATING):
        cooperating += values_of(split_units(attribute.value), "attribute_line")
    lead = lead or next(filter(None, _leading(leaf)), [])
    cooperating = cooperating or next(filter(None, _cooperating(leaf)), [])
    return lead, _distinct(cooperating, lead)


def _leading(leaf: Leaf) -> Iterator[list[Value[str]]]:
    """Who leads by the duty's own words and by those above it, the most certain first."""
    opening = opening_time(leaf.content)
    rest = leaf.content.part(len(opening.text) + 1) if opening else leaf.content
    head = head_units(rest)[0]
    if head and head[0].text.startswith("Cấp "):
        # "Cấp tỉnh: 01 cuộc, do Sở Y tế chủ trì": a level is no office where the duty names one.
        yield values_of(assigned_units(leaf.content), "assigned_in_sentence")
    yield values_of(head, "head_of_item")
    for owner in leaf.owners:
        yield values_of(owner.lead, "head_of_parent")
    yield values_of(units_after_clause(leaf.content), "after_opening_clause")
    bracket = _CLOSING_BRACKET.search(leaf.content.text)
    if bracket and names_units(bracket[1]):
        yield values_of(split_roles(leaf.content.part(*bracket.span(1)))[0], "closing_bracket")
    yield values_of(assigned_units(leaf.content), "assigned_in_sentence")


def _cooperating(leaf: Leaf) -> Iterator[list[Value[str]]]:
    """Who cooperates by the duty's own words, else by those above it."""
    yield values_of(cooperating_in(leaf.content), "cooperation_clause")
    for owner in leaf.owners:
        yield values_of(owner.cooperating, "cooperation_of_parent")


def _distinct(units: Iterable[Value[str]], others: Iterable[Value[str]]) -> list[Value[str]]:
    """The units, each once, that do not stand among the others in the same place."""
    taken = {unit.span for unit in others}
    out: list[Value[str]] = []
    for unit in units:
        if unit.span not in taken:
            taken.add(unit.span)
            out.append(unit)
    return out


def _nearest(attributes: Sequence[Attribute], kind: AttributeKind) -> list[Attribute]:
    """The nearest attribute of a kind, with those that continue it in the same breath."""
    found = [attribute for attribute in attributes if attribute.kind is kind]
    if not found:
        return []
    out = [found[0]]
    for attribute in found[1:]:
        gap = attribute.value.start - (out[-1].value.start + len(out[-1].value.text))
        if not 0 <= gap <= _SAME_BREATH:
            break
        out.append(attribute)
    return out


def _product(attributes: Sequence[Attribute]) -> Value[str] | None:
    for attribute in _nearest(attributes, AttributeKind.PRODUCT):
        if attribute.value.text:
            return value_of(attribute.value, "attribute_line")
    return None


def _due(
    leaf: Leaf, attributes: Sequence[Attribute], year: int | None
) -> tuple[Value[Due] | None, Value[str] | None]:
    """The time limit, and the words of an attribute that should say it and could not be read."""
    nearest = _nearest(attributes, AttributeKind.DUE)
    for attribute in nearest:
        due = due_value(attribute.value, year=year, rule="attribute_line")
        if due is None:
            continue
        # A bracket at the end of a sentence may hold the last of several dates.
        own = None if attribute.labelled else _sentence_due(leaf.content, year=year)
        return own if own is not None and _says_more(own, due) else due, None
    if not nearest:
        for attribute in _nearest(attributes, AttributeKind.FREQUENCY):
            if (due := due_value(attribute.value, year=year, rule="attribute_line")) is not None:
                return due, None
    labelled = (attribute.value for attribute in nearest if attribute.labelled)
    due = _due_without_label(leaf, year)
    unread = next(filter(None, map(unread_due, labelled)), None)
    return due, unread if due is not None or unread is not None else _unread_in_sentence(leaf.content, year)


def _says_more(own: Value[Due], bracket: Value[Due]) -> bool:
    """Whether the sentence tells more of its time than a piece of the bracket at its end: other dates, or
    the reports of which the piece names but one."""
    around = own.span.start < bracket.span.start and bracket.span.end <= own.span.end
    return own.value.then is not None or around


def _due_without_label(leaf: Leaf, year: int | None) -> Value[Due] | None:
    """The time limit that the duty's own words give, else a heading above it."""
    opening = opening_time(leaf.content)
    if opening is not None and (due := due_value(opening, year=year, rule="opening_time")) is not None:
        return due
    own = _sentence_due(leaf.content, year=year)
    if own is not None:
        return own
    for owner in leaf.owners:
        if owner.heading and is_time_heading(owner.passage.text):
            return _heading_due(owner.passage, year)
    return None


def _heading_due(passage: Passage, year: int | None) -> Value[Due] | None:
    """A heading that names a time ("1. Giai đoạn 2026 - 2027: Mở rộng") gives it to what stands under it."""
    head = passage.part(0, colon) if (colon := passage.text.find(":")) >= 0 else passage
    due = due_value(head, year=year, rule="time_heading")
    return due if due is not None else _sentence_due(passage, year=year)


def due_value(passage: Passage, *, year: int | None, rule: str) -> Value[Due] | None:
    """The time limit that a whole passage gives (a cell, an attribute); None where it gives none."""
    due, _ = _read_due(passage.text, year)
    return None if due is None else _proven(due, passage, rule)


def other_dues(passage: Passage, *, year: int | None, rule: str) -> tuple[Value[Due], ...]:
    """The dates before the time limit that a whole passage gives ("Dự thảo: 15/8; hoàn thành: 30/9")."""
    return tuple(_proven(due, passage, rule) for due in _read_due(passage.text, year)[1])


def unread_due(passage: Passage) -> Value[str] | None:
    """The words of a cell or an attribute that gave no time limit; None where they set none ("kịp thời")."""
    if sets_no_time(passage.text):
        return None
    return value_of(passage.part(0, len(passage.text.rstrip(_CLOSING))), "not_understood")


def _unread_in_sentence(passage: Passage, year: int | None) -> Value[str] | None:
    """The words of a duty's sentences that are meant as a time limit of which none could be made."""
    past = find_past_limit(passage.text, year) if year is not None else None
    if past is not None:
        return value_of(passage.part(*past), PAST_YEAR)
    unread = find_unread_limit(passage.text)
    return value_of(passage.part(*unread), "not_understood") if unread is not None else None


def _proven(due: Due, passage: Passage, rule: str) -> Value[Due]:
    """A limit quoted by its own words, without the punctuation that closes the passage."""
    start = max(passage.text.find(due.raw), 0)
    words = passage.part(start, start + len(due.raw))
    return Value(due, words.text, words.span(), rule)


@lru_cache(maxsize=1024)
def _read_due(text: str, year: int | None) -> tuple[Due | None, tuple[Due, ...]]:
    """Plans say the same time limit again and again."""
    due = read_due(text, year=year)
    return settle_due(due) if due is not None else (None, ())


def _sentence_due(passage: Passage, *, year: int | None) -> Value[Due] | None:
    """The time limit named inside a duty's sentences."""
    found = choose_due(_found_dues(passage.text, year), passage.text)
    return None if found is None else _proven(found.due, passage.part(found.start, found.end), "sentence")


@lru_cache(maxsize=64)
def _found_dues(text: str, year: int | None) -> tuple[FoundDue, ...]:
    """Kept for a while: the limit of a duty and its other dates are asked for one after the other."""
    return find_dues(text, year=year)


def _milestones(
    leaf: Leaf, attributes: Iterable[Attribute], due: Value[Due] | None, year: int | None
) -> tuple[Value[Due], ...]:
    """The other dates that stand in the same sentences or the same attribute as the time limit."""
    if due is None or (due.value.date is None and due.value.kind is not DueKind.PERIODIC):
        return ()
    if due.rule == "sentence" and _lies_in(due, leaf.content):
        return _in_sentences(leaf.content, year)
    for attribute in attributes:
        if attribute.kind is AttributeKind.DUE and _lies_in(due, attribute.value):
            return other_dues(attribute.value, year=year, rule=due.rule)
    return ()


def _in_sentences(passage: Passage, year: int | None) -> tuple[Value[Due], ...]:
    found = _found_dues(passage.text, year)
    chosen = choose_due(found, passage.text) if len(found) > 1 else None
    if chosen is None:
        return ()
    others = earlier_dues(found, chosen)
    return tuple(_proven(one.due, passage.part(one.start, one.end), "sentence") for one in others)
