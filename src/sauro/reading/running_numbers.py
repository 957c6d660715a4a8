"""The first column of a table as a check: its numbers must run without a gap, or a row was lost.

Appendix tables of administrative documents number their rows in a column "TT" or "STT": 1, 2, 3 …, often
under groups "I", "II" or "A", "B", and as "1.1", "1.2" below a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sauro.text.marks import VIETNAMESE_LETTERS, roman_number

__all__ = ["Count", "begins_count", "is_number_heading", "is_row_number", "missing_numbers"]

_HEADING = re.compile(r"(?:S[ốô]\s*(?:TT|thứ tự)|S?\.?T\.?T\.?|Thứ tự)", re.IGNORECASE)
_NUMBER = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXL]{1,7}|[A-ZĐ]|[a-zđ]\d?)\s?(?:[.)]|\.\))?|[-–+*•]", re.UNICODE
)
_ARABIC = re.compile(r"\d{1,3}")
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,3})+")


def is_number_heading(text: str) -> bool:
    """Whether a header cell names the column of row numbers."""
    return len(text) <= 12 and _HEADING.fullmatch(text.strip()) is not None


def is_row_number(text: str) -> bool:
    """Whether a cell may be the number of a row: "7", "1.2", "IV", "A.", "a)", "-"."""
    return len(text) <= 16 and _NUMBER.fullmatch(text.strip()) is not None


def begins_count(text: str) -> bool:
    """Whether a cell may be the number of the first row of a table."""
    return text.strip().strip("().") in ("1", "01", "1.1", "I", "A", "a")


@dataclass(frozen=True, slots=True)
class Count:
    """How far the row numbers have come. Each kind counts for itself; a new group may begin at 1 again."""

    arabic: int = 0
    roman: int = 0
    letter: str = ""
    decimal: tuple[int, ...] = ()

    def after(self, text: str) -> tuple[Count, int]:
        """The count after a row numbered `text`, and how many numbers are missing before it (0: none; 1
        also where the number goes backwards)."""
        label = text.strip().strip("().")
        if _DECIMAL.fullmatch(label):
            decimal = tuple(int(part) for part in label.split("."))
            depth = len(decimal) - 1
            follows = self.decimal[:depth] == decimal[:depth] and len(self.decimal) > depth
            expected = self.decimal[depth] + 1 if follows else 1
            return replace(self, decimal=decimal), _gap(decimal[depth], expected)
        if _ARABIC.fullmatch(label):
            return replace(self, arabic=int(label), decimal=()), _gap(int(label), self.arabic + 1)
        roman = roman_number(label)
        if roman is not None and (roman in (1, self.roman + 1) or not self._next_letter(label)):
            return replace(self, roman=roman), _gap(roman, self.roman + 1)
        if label[:1].isalpha():
            first = label[0].upper() == "A" or self.letter.isupper() != label[0].isupper()
            return replace(self, letter=label[0]), 0 if first or self._next_letter(label) else 1
        return self, 0

    def _next_letter(self, label: str) -> bool:
        """Whether `label` is the letter after the last one in the Vietnamese order."""
        if len(label) != 1 or not self.letter:
            return False
        order = VIETNAMESE_LETTERS
        here, there = order.find(self.letter.lower()), order.find(label.lower())
        step = 2 if self.letter in "dD" and label in "eE" else 1  # typists forget "đ"
        return here >= 0 and there == here + step and self.letter.isupper() == label.isupper()


def _gap(value: int, expected: int) -> int:
    if value in (expected, 1):
        return 0
    return min(value - expected, 50) if value > expected else 1


def missing_numbers(numbers: Iterable[str]) -> int:
    """How many row numbers are missing from a column that ought to run: 0 for 1, 2, 3; 1 for 1, 3."""
    count, missing = Count(), 0
    for number in numbers:
        if is_row_number(number):
            count, gap = count.after(number)
            missing += gap
    return missing
