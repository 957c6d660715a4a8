"""Whether the words of a PDF page can be taken from its text or must be read from its image."""

from __future__ import annotations

import re
from enum import StrEnum

import pypdfium2.raw as raw

from sauro.reading.page_numbers import is_signature_line
from sauro.reading.pdf_rules import Survey

__all__ = ["PageKind", "kind_of"]

_FEW = 20  # a page with fewer characters than this says nothing in text
_PLENTY = 1000  # from here on blanks need not be told from letters
_COVERED = 0.5  # an image over more than this part of a page is the page
_HIDDEN = 0.9  # more than this part of the text invisible: put there by somebody's OCR
_UNREADABLE = (
    0.1  # more than this part of letters that no Vietnamese office types: fonts that hide their letters
)
_STRANGE = re.compile(
    "[^\t\n\r\x20-\x7e\u00a0-\u024f\u0300-\u03ff\u1e00-\u1eff\u2000-\u27ff\ufb00-\ufb04\uf000-\uf0ff\ufffe\x02]"
)
_SAMPLED = 4
_BLANK_PART = 20  # of so many characters at least one is a blank: Vietnamese writes each syllable by itself
_OUTLINES = 400  # so many paths and no text: letters drawn as outlines
_INVISIBLE = 3  # text render mode


class PageKind(StrEnum):
    """Where a page's words must be read from."""

    TEXT = "text"
    SCAN = "scan"
    SCAN_WITH_TEXT = "scan_with_text"
    GARBLED = "garbled"
    BLANK = "blank"

    @property
    def is_scan(self) -> bool:
        """Whether the page has to be read as an image."""
        return self not in (PageKind.TEXT, PageKind.BLANK)


def kind_of(text: str, found: Survey) -> PageKind:
    """What must be done to read a page, from its text and what lies on it. A page image under a
    signature's own lines is still a scan."""
    if found.image_share > _COVERED:
        said = sum(len(line.strip()) for line in text.splitlines() if not is_signature_line(line))
        if said < _FEW:
            return PageKind.SCAN
        hidden = sum(raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE for item in found.texts)
        if hidden > _HIDDEN * len(found.texts):
            return PageKind.SCAN_WITH_TEXT
    printed = len(text) if len(text) > _PLENTY else len("".join(text.split()))
    if printed < _FEW:
        if found.paths >= _OUTLINES:
            return PageKind.SCAN
        return PageKind.TEXT if printed else PageKind.BLANK
    step = 1 if printed < _PLENTY else _SAMPLED  # of a full page a part of its letters tells enough
    strange = step * len(_STRANGE.findall(text[::step])) > _UNREADABLE * printed
    return PageKind.GARBLED if strange or (printed > 5 * _FEW and _is_unspaced(text)) else PageKind.TEXT


def _is_unspaced(text: str) -> bool:
    """Whether blanks are too rare for Vietnamese; the words of its first part alone mostly show the
    contrary."""
    return all(len(part.split()) * _BLANK_PART < len(text) for part in (text[: len(text) // 3], text))
