"""What stands in a column against what its heading says: "Số văn bản" may hold bare numbers or numbers with
their symbols, "Ngày" must hold days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sauro.registers.days import read_day, read_days
from sauro.registers.headings import Guess
from sauro.registers.model import DayOrder, Field
from sauro.registers.subjects import split_subject

__all__ = ["settle"]

_LOOKED_AT = 400
"""Cells of a column that tell what it holds."""
_MOST = 0.6
_WITH_SYMBOL = re.compile(
    r"\s*(?:số\s*:?\s*)?\d{1,7}[a-zđ]?\s*[/\-–]\s*(?:\d{4}\s*/\s*)?[A-ZĐ]\S*", re.IGNORECASE
)
_BARE = re.compile(r"\s*\d{1,7}\s?[a-zđ]?\s*", re.IGNORECASE)
_OF_NUMBER = frozenset((Field.NUMBER, Field.SYMBOL, Field.REFERENCE, Field.REFERENCE_AND_DATE))
_OF_DAY = frozenset((Field.DATED, Field.ARRIVED, Field.DUE, Field.FORWARDED))
_OF_ARRIVAL = frozenset((Field.ARRIVAL_NUMBER, Field.ARRIVAL_NUMBER_AND_DATE))
_NAMED_KINDS = 0.5


def settle(guessed: Guess, values: Sequence[object]) -> Guess:
    """The guess made surer, less sure or another by the cells below."""
    seen = values[:_LOOKED_AT]
    if not seen:
        return guessed
    if guessed.field in _OF_NUMBER:
        return _settle_number(guessed, seen)
    if guessed.field in _OF_DAY:
        days = sum(_holds_day(value) for value in seen) / len(seen)
        return guessed if days >= 0.3 else replace(guessed, sureness=guessed.sureness * 0.7)
    if guessed.field in _OF_ARRIVAL:
        return _settle_arrival(guessed, seen)
    if guessed.field is Field.SUBJECT:
        return _settle_subject(guessed, seen)
    return guessed


def _settle_number(guessed: Guess, seen: Sequence[object]) -> Guess:
    """By the cells alone: a bare number, a number with its symbol, that with a day, or a symbol alone."""
    full = dated = bare = letters = 0
    for value in seen:
        if not isinstance(value, str):
            bare += not isinstance(value, date)
        elif _WITH_SYMBOL.match(value):
            full += 1
            dated += bool(read_days(value, year=2000))
        elif _BARE.fullmatch(value):
            bare += 1
        else:
            letters += not value[:1].isdigit()
    field = guessed.field
    if dated > _MOST * len(seen):
        field = Field.REFERENCE_AND_DATE
    elif full > _MOST * len(seen):
        field = Field.REFERENCE
    elif bare > _MOST * len(seen):
        field = Field.NUMBER
    elif letters > _MOST * len(seen):
        field = Field.SYMBOL
    if field is guessed.field:
        return guessed
    return Guess(field, guessed.sureness, (guessed.field, *guessed.alternatives))


def _settle_arrival(guessed: Guess, seen: Sequence[object]) -> Guess:
    """With a day beside the number in most cells it is both."""
    both = sum(isinstance(value, str) and bool(read_days(value)) for value in seen) / len(seen)
    field = Field.ARRIVAL_NUMBER_AND_DATE if both > _MOST else Field.ARRIVAL_NUMBER
    if field is guessed.field:
        return guessed
    return Guess(field, guessed.sureness, (guessed.field, *guessed.alternatives))


def _settle_subject(guessed: Guess, seen: Sequence[object]) -> Guess:
    """Where every other subject begins with a kind, the kind is in the cell, too."""
    named = sum(isinstance(value, str) and bool(split_subject(value, "")[0]) for value in seen)
    if named > _NAMED_KINDS * len(seen) and Field.KIND_AND_SUBJECT not in guessed.alternatives:
        return replace(guessed, alternatives=(Field.KIND_AND_SUBJECT, *guessed.alternatives))
    return guessed


def _holds_day(value: object) -> bool:
    return any(read_day(value, year=2000, order=order).day is not None for order in DayOrder)
