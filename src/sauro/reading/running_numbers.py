"""The first column of a table as a check: its numbers must run without a gap, or a row was lost.

Appendix tables of administrative documents number their rows in a column "TT" or "STT": 1, 2, 3 …, often under groups
"I", "II" or "A", "B", and as "1.1", "1.2" below a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sauro.text.marks import roman_number

__all__ = ["Count", "is_number_heading", "is_row_number", "missing_numbers"]

_HEADING = re.compile(r"(?:S[ốô]\s*(?:TT|thứ tự)|S?\.?T\.?T\.?|Thứ tự)", re.IGNORECASE)
_NUMBER = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXL]{1,7}|[A-ZĐ]|[a-zđ]\d?)\s?(?:[.)]|\.\))?|[-–+*•]", re.UNICODE
)
_ARABIC = re.compile(r"\d{1,3}")
_DOTTED = re.compile(r"((?:\d{1,3}\.)+)(\d{1,3})")


def is_number_heading(text: str) -> bool:
    """Whether a header cell names the column of row numbers."""
    return len(text) <= 12 and _HEADING.fullmatch(text.strip()) is not None


def is_row_number(text: str) -> bool:
    """Whether a cell may be the number of a row: "7", "1.2", "IV", "A.", "a)", "-"."""
    return len(text) <= 16 and _NUMBER.fullmatch(text.strip()) is not None


@dataclass(frozen=True, slots=True)
class Count:
    """How far the row numbers have come. Each kind counts for itself; a new group may begin at 1 again."""

    arabic: int = 0
    roman: int = 0
    letter: str = ""
    prefix: str = ""
    last: int = 0

    def after(self, text: str) -> tuple[Count, int]:
        """The count after a row numbered `text`, and how many numbers are missing before it (0: none; 1 also where
        the number goes backwards)."""
        label = text.strip().strip("().")
        dotted = _DOTTED.fullmatch(label)
        if dotted:
            prefix, value = dotted.group(1), int(dotted.group(2))
            expected = self.last + 1 if prefix == self.prefix else 1
            return Count(self.arabic, self.roman, self.letter, prefix, value), _gap(value, expected)
        if _ARABIC.fullmatch(label):
            value = int(label)
            return Count(value, self.roman, self.letter), _gap(value, self.arabic + 1)
        roman = roman_number(label)
        if roman is not None and not (self.letter and ord(label[0]) == ord(self.letter) + 1 and len(label) == 1):
            return Count(self.arabic, roman, "", self.prefix, self.last), _gap(roman, self.roman + 1)
        if label[:1].isalpha():
            count = Count(self.arabic, self.roman, label[:1].upper(), self.prefix, self.last)
            return count, 0 if count.letter == "A" or self.letter else 1
        return self, 0


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
