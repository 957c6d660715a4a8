"""Bytes of a text file → its text: UTF-8, UTF-16, or one of the two legacy Vietnamese encodings.

The text that comes out is the one that `Run.origin` counts in: NFC, without byte order mark, line ends as in
the file.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from sauro.errors import Unreadable
from sauro.text import legacy

__all__ = ["Decoded", "decode"]

_UNKNOWN = (
    "Không nhận ra bảng mã của tệp văn bản này; hãy mở tệp bằng trình soạn thảo và lưu lại với bảng mã UTF-8."
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), 127])
_FEW_DAMAGED = 3
_MOST_DAMAGED = 0.002  # share of characters that may be broken in a text that is read nevertheless
_SURE_LETTERS = 10  # right letters beyond ASCII to each broken one, that tell UTF-8 from other encodings
_SAMPLE = 20_000
_HEAD = 4096
"""Bytes that tell UTF-16 without its mark."""
_OTHER_SCRIPTS = "\u2e80"
"""The first character of the scripts of East Asia; Latin letters, signs and dashes stand before."""
_FEWEST_LATIN = 0.9
_LONGEST_WORD = 1000
"""Characters without any blank that may still be text."""
_SURE_SHARE = 0.8
_MOST_CONTROLS = 0.01  # share of control characters above which bytes are no text


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file (NFC). `encoding` is "utf-8", "utf-16-le", …, "cp1258", "tcvn3" or "vni";
    `damaged` counts the characters that were no characters and stand as U+FFFD."""

    text: str
    encoding: str
    damaged: int = 0

    @property
    def is_legacy(self) -> bool:
        """Whether the text was converted from an encoding older than Unicode."""
        return self.encoding in ("cp1258", "tcvn3", "vni")


def decode(data: bytes) -> Decoded:
    """The text of a plain-text file.

    Raises Unreadable where the bytes are text in no encoding known here.
    """
    text, encoding = _unicode(data)
    if text is None and encoding == "utf-8":
        damaged = _damaged_utf8(data)
        if damaged is not None:
            return damaged
    if text is None:
        text, encoding = data.decode("cp1252", errors="replace"), "cp1252"
    if _looks_binary(text):
        raise Unreadable(_UNKNOWN)
    found = legacy.recognise(text)
    if found == "tcvn3":
        return Decoded(_nfc(legacy.from_tcvn3(text)), found)
    if found == "vni":
        return Decoded(_nfc(legacy.from_vni(text)), found)
    if encoding == "cp1252":
        return _windows_or_damaged(data)
    return Decoded(_nfc(text), encoding)


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes that are broken, or cut inside its last letter; None where it is another
    encoding, in which hardly any letter happens to be right in UTF-8."""
    text = _nfc(data.decode("utf-8-sig", errors="replace"))
    strange = text.count("\ufffd")
    others = sum(letter > "\x7f" for letter in text) - strange
    if strange > max(_FEW_DAMAGED, _MOST_DAMAGED * len(text)) or others < _SURE_LETTERS * strange:
        return None
    return None if _looks_binary(text.replace("\ufffd", "")) else Decoded(text, "utf-8", strange)


def _windows_or_damaged(data: bytes) -> Decoded:
    """Windows' own Vietnamese code page, or UTF-8 with a few bytes that are broken."""
    damaged = _nfc(data.decode("utf-8", errors="replace"))
    strange = damaged.count("\ufffd")
    others = sum(letter > "\x7f" for letter in damaged) - strange
    if others and strange <= max(_FEW_DAMAGED, _MOST_DAMAGED * len(damaged)):
        return Decoded(damaged, "utf-8", strange)
    windows = _nfc(data.decode("cp1258", errors="replace"))
    if "\ufffd" not in windows and legacy.syllable_share(windows[:_SAMPLE]) >= _SURE_SHARE:
        return Decoded(windows, "cp1258")
    raise Unreadable(_UNKNOWN)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _unicode(data: bytes) -> tuple[str | None, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    guessed = _utf16_without_mark(data)
    if guessed is not None:
        return _strict(data, guessed), guessed
    return _strict(data, "utf-8"), "utf-8"


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 shows by its zero bytes: spaces, digits and line ends have one on every second place, always
    the same."""
    head = data[:_HEAD]
    if len(head) < 4 or len(data) % 2 or b"\0" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    guess = None
    if odd > 0.15 * len(head) / 2 and even * 20 < odd:
        guess = "utf-16-le"
    elif even > 0.15 * len(head) / 2 and odd * 20 < even:
        guess = "utf-16-be"
    return guess if guess and _is_latin(head.decode(guess, errors="replace")) else None


def _is_latin(text: str) -> bool:
    """Whether most characters may stand in Vietnamese text; bytes with zeros among them, taken two by two,
    give letters of other scripts."""
    return sum(letter < _OTHER_SCRIPTS for letter in text) > _FEWEST_LATIN * len(text)


def _looks_binary(text: str) -> bool:
    head = text[:65536]
    if "\0" in head or (len(text) > _LONGEST_WORD and len(text.split(None, 1)) == 1):
        return True
    controls = len(head) - len(head.translate(_CONTROLS))
    strange = head.count("\ufffd")
    return controls + strange > _MOST_CONTROLS * len(head)
