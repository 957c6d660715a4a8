"""Runs of a Folio as WordprocessingML: plain words, figures under lock with their bookmark, links.

A figure stands in a content control that Word lets nobody edit or delete (ECMA-376 Part 1, 17.5.2), inside a
bookmark of its own, and leads to the line that tells what it was counted from. The bookmark's name tells its
key: LibreOffice keeps bookmarks, and drops the tag and the lock of a content control
(docs/dev/decisions/0007-figures-in-a-word-file.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from sauro.folio.model import Paragraph, Run
from sauro.writing.runs import FigureRun, LinkRun, PlaceRun

__all__ = ["FIGURE_TAG", "RunWriter", "figure_key"]

FIGURE_TAG = "so:"
"""What the tag of a figure's content control begins with; its key follows."""
_NUMBERED = re.compile(r"(?<=[\w/])-(?=[A-ZĐ]{2,})")
"""A hyphen inside the number of a document: "226-KL/TW", "QĐ-TTg"."""
_BREAKS = re.compile(r"([\n\t])")
_BREAK_MARKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_FIGURE, _SOURCE = "so_", "nguon_"
"""What the names of the bookmarks begin with. Word knows 40 letters, digits and low lines in a name."""
_IN_NAMES = str.maketrans("-.", "_X")
_IN_KEYS = str.maketrans("_X", "-.")
"""Keys have no capitals and no low lines, so that each has one name."""
_AGAIN = "Z"
"""What parts the name of a second bookmark of one key from its number."""
_UNPRINTABLE = dict.fromkeys(
    [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)]
)


class RunWriter:
    """Writes the runs of one document. `link` gives the relationship's identifier of an address. `figures`
    are the keys and texts of the figures written so far."""

    def __init__(self, link: Callable[[str], str]) -> None:
        self._link = link
        self._names: set[str] = set()
        self._marks = 0
        self.figures: list[tuple[str, str]] = []

    def paragraph(self, paragraph: Paragraph, *, upper: bool) -> str:
        """All runs of a paragraph, without the paragraph itself."""
        return "".join([self.run(run, upper=upper) for run in paragraph.runs])

    def run(self, run: Run, *, upper: bool = False) -> str:
        """One run, in capitals where the form asks for them."""
        words = (run.text.upper() if upper else run.text).translate(_UNPRINTABLE)
        written = _plain(run, words)
        if isinstance(run, FigureRun):
            return self._figure(run, words, written)
        if isinstance(run, LinkRun) and run.address:
            where = quoteattr(self._link(run.address.translate(_UNPRINTABLE)))
            return f'<w:hyperlink r:id={where} w:history="1">{written}</w:hyperlink>'
        if isinstance(run, PlaceRun):
            return self._bookmark(_name(_SOURCE, run.source), written)
        return written

    def _figure(self, run: FigureRun, words: str, written: str) -> str:
        self.figures.append((run.figure, words))
        tag = quoteattr(f"{FIGURE_TAG}{run.figure}")
        control = (
            f'<w:sdt><w:sdtPr><w:alias w:val="Số liệu"/><w:tag w:val={tag}/>'
            f'<w:id w:val="{self._marks + 1}"/><w:lock w:val="sdtContentLocked"/></w:sdtPr>'
            f"<w:sdtContent>{written}</w:sdtContent></w:sdt>"
        )
        if run.source:
            anchor = quoteattr(_name(_SOURCE, run.source))
            control = f'<w:hyperlink w:anchor={anchor} w:history="1">{control}</w:hyperlink>'
        return self._bookmark(_name(_FIGURE, run.figure), control)

    def _bookmark(self, name: str, around: str) -> str:
        """A second of the same name gets a number: the names of a file differ."""
        self._marks += 1
        if name in self._names:
            name = f"{name}{_AGAIN}{self._marks}"
        self._names.add(name)
        return (
            f'<w:bookmarkStart w:id="{self._marks}" w:name={quoteattr(name)}/>{around}'
            f'<w:bookmarkEnd w:id="{self._marks}"/>'
        )


def figure_key(bookmark: str) -> str | None:
    """The key of the figure in the bookmark of this name; None for another bookmark."""
    if not bookmark.startswith(_FIGURE):
        return None
    return bookmark.removeprefix(_FIGURE).partition(_AGAIN)[0].translate(_IN_KEYS)


def _name(kind: str, key: str) -> str:
    return f"{kind}{key.translate(_IN_NAMES)}"


def _plain(run: Run, words: str) -> str:
    make = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    make = f"<w:rPr>{make}</w:rPr>" if make else ""
    return f"<w:r>{make}{_text(words)}</w:r>"


def _text(words: str) -> str:
    pieces = _NUMBERED.split(words)
    if len(pieces) == 1 and "\n" not in words and "\t" not in words:
        return _letters(words)
    return "<w:noBreakHyphen/>".join(
        "".join(_BREAK_MARKS.get(part) or _letters(part) for part in _BREAKS.split(piece) if part)
        for piece in pieces
    )


def _letters(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'
