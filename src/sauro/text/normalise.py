"""One spelling for text that came from many programs, with a way back to the characters of the source.

What is made alike: Unicode composition (NFC; NĐ 30/2020 Điều 4 wants TCVN 6909:2001, which is Unicode),
blanks, line ends, invisible characters, and the hyphens that programs put where a word must not break or was
broken (U+2011, U+2010, PDFium's U+FFFE). Wording, capitals and typographic dashes stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

__all__ = [
    "Normalised",
    "fold_tone_place",
    "lower_case",
    "normalise",
    "single_spaces",
    "squeeze",
    "unify_dashes",
]

_HYPHENS = "\u2010\u2011\ufffe"
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_LINE_ENDS = "\r\u0085\u2028\u2029\u000b"
_UNWANTED = re.compile(f"[{_HYPHENS}{_BLANKS}{_INVISIBLE}{_LINE_ENDS}]")

# A piece begins at a character that never composes with the one before it: everything under U+0300, the
# composed Vietnamese letters and the punctuation. Other scripts run on in one piece, so that NFC sees them
# whole.
_ALONE = "\u0000-\u02ff\u1e00-\u1eff\u2000-\u206f\ufeff\ufffe"
_PIECE = re.compile(f"\r\n|[{_ALONE}]?[^{_ALONE}]+|[{_ALONE}]")
_SPACES = re.compile(r"\s+")
_UNEVEN = re.compile(r"\s\s|[^\S ]")
_SINGLE = re.compile(r"\s\s|[^\S ]|^\s|\s$")

_DASHES = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\ufffe"}

_LATE_TONE = re.compile(r"(?<![qQ])(?:([oO])([àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])|([uU])([ỳýỷỹỵỲÝỶỸỴ]))(?![^\W\d_])")
_TONES = "\u0300\u0301\u0309\u0303\u0323"


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised text; `offsets[i]` is where its character i began in the original, and the last offset the
    length of the original. `offsets` is None where nothing was changed."""

    text: str
    offsets: tuple[int, ...] | None = None

    def original(self, index: int) -> int:
        """The original offset of character `index`, or of the end for `index == len(text)`."""
        return index if self.offsets is None else self.offsets[index]

    def normalised(self, offset: int) -> int:
        """The character of `text` that stands for the original character at `offset`; for one that was left
        out, the character before it."""
        if self.offsets is None:
            return offset
        return max(bisect_right(self.offsets, offset) - 1, 0)


def normalise(text: str) -> Normalised:
    """Make composition, blanks, line ends and hyphens alike; see the head of this module."""
    if text.isascii() and "\r" not in text and "\x0b" not in text:
        return Normalised(text)
    if not _UNWANTED.search(text) and unicodedata.is_normalized("NFC", text):
        return Normalised(text)
    pieces: list[str] = []
    offsets: list[int] = []
    for match in _PIECE.finditer(text):
        piece = _tidy(match.group())
        pieces.append(piece)
        if piece:
            offsets.append(match.start())
            offsets.extend([match.start()] * (len(piece) - 1))
    offsets.append(len(text))
    return Normalised("".join(pieces), tuple(offsets))


def single_spaces(text: str) -> str:
    """Every run of blanks and line ends becomes one space; none at either end."""
    if not _SINGLE.search(text):
        return text
    return _SPACES.sub(" ", text).strip()


def squeeze(text: str) -> Normalised:
    """Every run of blanks and line ends becomes one space, with the way back; outer ones stay as one
    space."""
    # The usual case is told without a regular expression.
    if (text.isprintable() and "  " not in text) or not _UNEVEN.search(text):
        return Normalised(text)
    pieces: list[str] = []
    offsets: list[int] = []
    end = 0
    for match in _SPACES.finditer(text):
        pieces += (text[end : match.start()], " ")
        offsets.extend(range(end, match.start() + 1))
        end = match.end()
    pieces.append(text[end:])
    offsets.extend(range(end, len(text) + 1))
    return Normalised("".join(pieces), tuple(offsets))


def fold_tone_place(text: str) -> str:
    """Put the tone where most offices put it: "hoà" → "hòa", "Uỷ" → "Ủy", "thuý" → "thúy". Same length,
    NFC."""
    return _LATE_TONE.sub(_tone_first, text)


def lower_case(text: str) -> str:
    """Lower case in the same length, so that offsets stay; the few capitals that would grow are left."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def unify_dashes(text: str) -> str:
    """Every kind of dash, hyphen and minus becomes "-". Same length."""
    return text.translate(_DASHES)


def _tidy(piece: str) -> str:
    if piece == "\r\n":
        return "\n"
    return unicodedata.normalize("NFC", _UNWANTED.sub(_replacement, piece))


def _replacement(match: re.Match[str]) -> str:
    character = match.group()
    if character in _HYPHENS:
        return "-"
    if character in "\r\u0085\u2028\u2029\u000b":
        return "\n"
    return " " if character.isspace() else ""


def _tone_first(match: re.Match[str]) -> str:
    first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
    marks = unicodedata.normalize("NFD", second)
    tone = next(mark for mark in marks if mark in _TONES)
    return unicodedata.normalize("NFC", first + tone) + marks.replace(tone, "")
