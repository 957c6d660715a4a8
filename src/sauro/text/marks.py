"""The marks of list items in Vietnamese administrative documents, and their order.

NĐ 30/2020/NĐ-CP, Phụ lục I.II.4: phần, chương (roman), mục, tiểu mục (arabic), điều, khoản ("1."), điểm
("a)", in the order of the Vietnamese alphabet: a, b, c, d, đ, e, g, h …); custom adds decimal items ("2.1."),
dashes and crosses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from sauro.records import quick
from sauro.text.capitals import CAPITAL

__all__ = ["VIETNAMESE_LETTERS", "Mark", "MarkKind", "read_mark", "roman_number", "roman_text"]

VIETNAMESE_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters that count list items (NĐ 30/2020, Phụ lục I: no f, j, w, z, no letters with marks but đ)."""


class MarkKind(IntEnum):
    """Kinds of marks from the widest to the narrowest: an item is closed by the next one of its own or a
    wider kind.

    `TITLE` and `BOLD` are headings without a number, set in capitals or bold; they are never read from a
    line's text.
    """

    PART = 0
    CHAPTER = 1
    TITLE = 2
    CAPITAL = 3
    ROMAN = 4
    SECTION = 5
    ARTICLE = 6
    BOLD = 7
    ARABIC = 8
    DECIMAL_2 = 9
    DECIMAL_3 = 10
    DECIMAL_4 = 11
    LETTER = 12
    LETTER_2 = 13
    BRACKET = 14
    PARENTHESES = 15
    SMALL_ROMAN = 16
    STAR = 17
    DASH = 18
    CROSS = 19


@quick
@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the head of a line. `label` is what goes into a path ("II", "4", "b"; empty for dashes),
    `length` the characters to drop from the line, blanks included; `ordinal` its place in the order of its
    kind, 0 where it has none; `prefix` the numbers before the last one of a decimal mark ("2" of "2.10")."""

    kind: MarkKind
    label: str
    ordinal: int
    length: int
    prefix: str = ""


_BLANKS = r"[ \t\n]*"
_TO_TEXT = rf"{_BLANKS}(?=\S)"
"""To the text behind a mark; a line that consists of a mark only has none."""
_ROMAN = re.compile(r"(?![Vv]/[Vv]\b)(?P<label>[IVXLＩ]{1,7})\s?(?:\.|/(?=\s|[A-ZĐ])|[-–](?=\s))" + _TO_TEXT)
_ARABIC = re.compile(rf"(?P<label>\d{{1,3}})\s?(?:\.(?!\d)|/(?=\s)|[-–](?=\s+{CAPITAL}))" + _TO_TEXT)
_DECIMAL = re.compile(
    r"(?P<label>\d{1,2}(?:\.\s?\d{1,2}){1,4})(?:\.|\)|\s?[-–/](?=\s)|(?=\s))"
    + _BLANKS
    + r"(?=[^\W\d]|[“\"(])"
)
_LETTER = re.compile(r"(?P<label>[a-zđ])\s?[).](?![.\d])" + _TO_TEXT)
_LETTER_2 = re.compile(r"(?P<label>(?:[a-zđ]\.?\d{1,2}|([a-zđ])\2))\s?[).]" + _TO_TEXT)
_BRACKET = re.compile(r"\(?(?P<label>\d{1,2}|[ivx]{1,5}|[a-zđ])\)" + _TO_TEXT)
_CAPITAL = re.compile(r"(?P<label>[A-HĐ])\s?(?:\.|/|[-–](?=\s))[ \t\n]+(?=\S)")
_SIGN = re.compile(rf"[-–—−~\u2022\u25cf\u25aa\uf0b7\uf02d·+*●○►✓]{_BLANKS}(?=[^\s\-–—*])")
_SMALL_ROMAN = re.compile(r"\(?(?P<label>ii|iii|iv|vi|vii|viii|ix|xi|xii)\)" + _TO_TEXT)
_NAMED = re.compile(
    r"(?P<name>Phần|Chương|Mục|Tiểu mục|Điều|Nhiệm vụ|Giải pháp|Bước|Nhóm nhiệm vụ)\s+"
    r"(?P<label>thứ\s+\S+|[IVXL]{1,7}|\d{1,3})\b\s*[.:\-–]?" + _BLANKS,
    re.IGNORECASE,
)
_NAMED_KINDS = {
    "phần": MarkKind.PART,
    "chương": MarkKind.CHAPTER,
    "mục": MarkKind.SECTION,
    "tiểu mục": MarkKind.SECTION,
    "điều": MarkKind.ARTICLE,
    "nhiệm vụ": MarkKind.SECTION,
    "giải pháp": MarkKind.SECTION,
    "bước": MarkKind.SECTION,
    "nhóm nhiệm vụ": MarkKind.SECTION,
}
_WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_SIGN_KINDS = {"+": MarkKind.CROSS, "*": MarkKind.STAR}
_DECIMAL_KINDS = {2: MarkKind.DECIMAL_2, 3: MarkKind.DECIMAL_3}
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_SIGNS = frozenset("-–—−~\u2022\u25cf\u25aa\uf0b7\uf02d·+*●○►✓")
_FIRST = _SIGNS | frozenset("0123456789abcdefghijklmnopqrstuvwxyzđABCDEFGHĐIVXLＩPMTN(")
_LONGEST_LETTERS = 7  # characters of "(xviii)", the longest mark in small letters


def roman_number(text: str) -> int | None:
    """The value of a roman number up to 89; None where the letters are not one ("IIX", "VV")."""
    total = 0
    for index, letter in enumerate(text):
        value = _ROMAN_DIGITS.get(letter)
        if value is None:
            return None
        after = _ROMAN_DIGITS.get(text[index + 1], 0) if index + 1 < len(text) else 0
        total += -value if value < after else value
    return total if total > 0 and roman_text(total) == text else None


def roman_text(value: int) -> str:
    """The roman number of a value from 1 to 89."""
    out = ""
    for number, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= number:
            out += letters
            value -= number
    return out


def read_mark(line: str) -> Mark | None:
    """The mark at the head of a line that has no leading blanks; None where it begins with a word.

    A figure that begins a sentence ("100 doanh nghiệp", "1.500 lượt") is no mark, nor is an initial ("A
    Lưới").
    """
    if not line or line[0] not in _FIRST:
        return None
    first = line[0]
    if first.isdigit():
        return _number_mark(line)
    if first in _SIGNS:
        match = _SIGN.match(line)
        return Mark(_SIGN_KINDS.get(first, MarkKind.DASH), "", 0, match.end()) if match else None
    if first == "(" or first.islower():
        return _letter_mark(line)
    if match := _ROMAN.match(line):
        label = match["label"].replace("Ｉ", "I")
        value = roman_number(label)
        if value is not None:
            return Mark(MarkKind.ROMAN, label, value, match.end())
    if match := _CAPITAL.match(line):
        label = match["label"]
        return Mark(MarkKind.CAPITAL, label, "ABCDĐEGH".find(label) + 1, match.end())
    return _named_mark(line)


def _number_mark(line: str) -> Mark | None:
    if match := _DECIMAL.match(line):
        numbers = [part.strip() for part in match["label"].split(".")]
        kind = _DECIMAL_KINDS.get(len(numbers), MarkKind.DECIMAL_4)
        return Mark(kind, str(int(numbers[-1])), int(numbers[-1]), match.end(), ".".join(numbers[:-1]))
    if match := _ARABIC.match(line):
        return Mark(MarkKind.ARABIC, str(int(match["label"])), int(match["label"]), match.end())
    if match := _BRACKET.match(line):
        return Mark(MarkKind.BRACKET, str(int(match["label"])), int(match["label"]), match.end())
    return None


def _letter_mark(line: str) -> Mark | None:
    head = line[:_LONGEST_LETTERS]
    if ")" not in head and "." not in head:  # a word, as most lines begin
        return None
    if match := _SMALL_ROMAN.match(line):
        label = match["label"]
        return Mark(MarkKind.SMALL_ROMAN, label, roman_number(label.upper()) or 0, match.end())
    if match := _LETTER_2.match(line):
        label = match["label"]
        return Mark(MarkKind.LETTER_2, label, VIETNAMESE_LETTERS.find(label[0]) + 1, match.end())
    if match := _LETTER.match(line):
        label = match["label"]
        return Mark(MarkKind.LETTER, label, VIETNAMESE_LETTERS.find(label) + 1, match.end())
    if line[0] == "(" and (match := _BRACKET.match(line)):
        label = match["label"]
        ordinal = int(label) if label.isdigit() else VIETNAMESE_LETTERS.find(label) + 1
        return Mark(MarkKind.PARENTHESES, label, ordinal, match.end())
    return None


def _named_mark(line: str) -> Mark | None:
    match = _NAMED.match(line)
    if match is None:
        return None
    label = match["label"]
    kind = _NAMED_KINDS[match["name"].lower()]
    rest = line[match.end() :]
    # "Phần mềm…", "Điều 5 Nghị định …" in running text are no marks: the mark stands alone or before a title.
    closed = match[0].rstrip().endswith((".", ":"))
    if rest and not closed and (kind in (MarkKind.ARTICLE, MarkKind.SECTION) or not rest[0].isupper()):
        return None
    ordinal = roman_number(label.upper()) or (int(label) if label.isdigit() else 0)
    if not ordinal:
        word = label.split()[-1].lower()
        ordinal = _WORDS.index(word) + 1 if word in _WORDS else 0
    return Mark(kind, label if not label.lower().startswith("thứ") else str(ordinal), ordinal, match.end())
