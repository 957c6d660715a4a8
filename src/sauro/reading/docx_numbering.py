"""The numbers that Word computes: w:numPr of a paragraph → the printed label and the count behind it.

ECMA-376 Part 1, 17.9. Paragraph → w:num → w:abstractNum (through w:numStyleLink) → w:lvl. Counters belong
to the abstract definition, so that two w:num of one definition go on counting; the first use of a w:num
with w:startOverride starts anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sauro.folio.model import Label
from sauro.reading.docx_fonts import readable
from sauro.reading.docx_number_formats import bullet, formatted
from sauro.reading.docx_package import Element, W
from sauro.reading.docx_styles import VAL, ParagraphStyle, StyleSheet, child, is_on, typeface, value, whole

__all__ = ["Numbering"]

_NUM_ID = W + "numId"
_LEVEL = W + "ilvl"
_LEVELS = 9
_HIGHEST = 32767  # the largest start value of Word
_PLACEHOLDER = re.compile(r"%([1-9])")
_TYPED_D = re.compile(r"[đĐ]\s?[).]")
_MC_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_MC_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_E_COUNT = 5  # what Word counts for "e", before which the Vietnamese order has "đ"


@dataclass(frozen=True, slots=True)
class _Level:
    """One w:lvl. `parts` is its text cut at the places of numbers: every other one is the level (counted
    from 1) whose number stands there. `restart`: None restarts after any wider level, 0 never, n after
    level n or wider."""

    start: int = 1
    kind: str = "decimal"
    custom: str | None = None
    text: str = ""
    parts: tuple[str, ...] = ("",)
    restart: int | None = None
    legal: bool = False
    glued: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Abstract:
    """A w:abstractNum with its counters; `shifts` counts the items that were typed by hand in between."""

    levels: dict[int, _Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    shifts: list[int] = field(default_factory=lambda: [0] * _LEVELS)


@dataclass(slots=True)
class _Num:
    """A w:num: its abstract definition, what it overrides, and the levels used so far."""

    abstract: _Abstract
    levels: dict[int, _Level]
    starts: dict[int, int]
    used: set[int] = field(default_factory=set)

    def level(self, index: int) -> _Level | None:
        """The definition of a level (from 0), its own before the abstract one; None where there is none."""
        return self.levels.get(index) or self.abstract.levels.get(index)

    def start(self, index: int) -> int:
        """The number with which a level begins."""
        level = self.level(index)
        return self.starts.get(index, 1 if level is None else level.start)


class Numbering:
    """The numbering part of one document while it is read from top to bottom."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._abstracts: dict[str, _Abstract] = {}
        self._known: dict[str, _Num | None] = {}
        self._typed_d = False
        for entry in () if root is None else root:
            if entry.tag == W + "abstractNum":
                self._definitions[entry.get(W + "abstractNumId", "")] = entry
            elif entry.tag == W + "num":
                self._nums[entry.get(W + "numId", "")] = entry

    def label(self, direct: Element | None, style: ParagraphStyle) -> tuple[Label, bool] | None:
        """Counts a paragraph with its w:numPr `direct` (None where only its style may number it) and gives
        the label, and whether the text follows without a blank. None where it has no number, or one that
        prints nothing."""
        if direct is None and style.num_id is None:
            return None
        direct_id = direct_level = None
        for entry in () if direct is None else direct:
            if entry.tag == _NUM_ID:
                direct_id = entry.get(VAL)
            elif entry.tag == _LEVEL:
                direct_level = entry.get(VAL)
        num_id = style.num_id if direct_id is None else direct_id
        num = None if num_id is None else self._num(num_id)
        if num is None:
            return None
        index = whole(direct_level, 0, _LEVELS - 1)
        if index is None:
            index = self._linked_level(num, style)
        if index is None:
            index = style.level if style.level is not None and direct_id is None else 0
        return self._count(num, index)

    def note_typed(self, text: str) -> None:
        """Takes notice of an item that was typed by hand. Word knows no "đ)", so it is typed between the
        computed "d)" and "e)", which then is the sixth item although Word counts five."""
        if text[0] in "đĐ" and _TYPED_D.match(text):
            self._typed_d = True

    def _count(self, num: _Num, index: int) -> tuple[Label, bool] | None:
        level = num.level(index)
        if level is None:
            return None
        counts, shifts = num.abstract.counts, num.abstract.shifts
        before = counts[index]
        is_anew = before is None or (index in num.starts and index not in num.used)
        count = num.start(index) if before is None or is_anew else before + 1
        if is_anew:
            shifts[index] = 0
        if level.kind == "lowerLetter":
            if self._typed_d and count == _E_COUNT:
                shifts[index] = 1
            self._typed_d = False
        num.used.add(index)
        counts[index] = count
        for deeper in range(index + 1, _LEVELS):
            if counts[deeper] is None:
                continue
            narrow = num.level(deeper)
            if narrow is None or narrow.restart is None or index < narrow.restart:
                counts[deeper] = None
        text = self._text(num, index, level)
        return (Label(text, count + shifts[index], index), level.glued) if text else None

    def _text(self, num: _Num, index: int, level: _Level) -> str:
        if level.kind == "bullet":
            return bullet(level.text) if level.text.strip() else ""

        pieces = [
            self._number(num, level, int(part) - 1) if place % 2 else part
            for place, part in enumerate(level.parts)
        ]
        text = "".join(pieces).strip()
        return text if len(pieces) == 1 or any(map(str.isalnum, text)) else ""

    def _number(self, num: _Num, level: _Level, wider: int) -> str:
        """The number of a wider level, or of its own, as a label of `level` shows it."""
        count = num.abstract.counts[wider]
        shown = num.start(wider) if count is None else count
        own = num.level(wider)
        if own is None:
            return ""
        is_figure = level.legal and own.kind not in {"none", "decimalZero"}
        return formatted(shown, "decimal" if is_figure else own.kind, own.custom)

    def _linked_level(self, num: _Num, style: ParagraphStyle) -> int | None:
        """The level that names the paragraph's style, or the nearest style it is based on (17.9.23)."""
        for identifier in style.chain:
            for index in range(_LEVELS):
                level = num.level(index)
                if level is not None and level.style == identifier:
                    return index
        return None

    def _num(self, num_id: str) -> _Num | None:
        if num_id not in self._known:
            self._known[num_id] = self._read_num(num_id)
        return self._known[num_id]

    def _read_num(self, num_id: str) -> _Num | None:
        entry = self._nums.get(num_id)
        if entry is None or num_id == "0":
            return None
        abstract = self._abstract(value(entry, W + "abstractNumId"))
        if abstract is None:
            return None
        levels: dict[int, _Level] = {}
        starts: dict[int, int] = {}
        for override in entry:
            index = whole(override.get(W + "ilvl"), 0, _LEVELS - 1)
            if override.tag != W + "lvlOverride" or index is None:
                continue
            own = child(override, W + "lvl")
            if own is not None:
                levels[index] = _level(own)
            start = whole(value(override, W + "startOverride"), 0, _HIGHEST)
            if start is not None:
                starts[index] = start
        return _Num(abstract, levels, starts)

    def _abstract(self, identifier: str | None) -> _Abstract | None:
        """The definition that holds the levels: a w:numStyleLink leads on through a numbering style."""
        seen: set[str] = set()
        while identifier is not None and identifier not in seen:
            seen.add(identifier)
            entry = self._definitions.get(identifier)
            link = value(entry, W + "numStyleLink")
            if entry is None or link is None:
                break
            target = self._nums.get(self._styles.numbering_of(link) or "")
            identifier = value(target, W + "abstractNumId")
        entry = self._definitions.get(identifier or "")
        if identifier is None or entry is None:
            return None
        if identifier not in self._abstracts:
            self._abstracts[identifier] = _Abstract(
                {
                    index: _level(level)
                    for level in entry
                    if level.tag == W + "lvl"
                    and (index := whole(level.get(W + "ilvl"), 0, _LEVELS - 1)) is not None
                }
            )
        return self._abstracts[identifier]


def _level(entry: Element) -> _Level:
    kind = child(entry, W + "numFmt")
    if kind is None:
        kind = _preferred_format(entry)
    fonts = child(child(entry, W + "rPr"), W + "rFonts")
    raw = value(entry, W + "lvlText") or ""
    if child(entry, W + "lvlPicBulletId") is not None:
        raw = "-"
    text = readable(raw, None if fonts is None else typeface(fonts)) or ("-" if raw.strip() else "")
    start = whole(value(entry, W + "start"), 0, _HIGHEST)
    return _Level(
        start=1 if start is None else start,
        kind="decimal" if kind is None else kind.get(VAL, "decimal"),
        custom=None if kind is None else kind.get(W + "format"),
        text=text,
        parts=tuple(_PLACEHOLDER.split(text)),
        restart=whole(value(entry, W + "lvlRestart"), 0, _LEVELS),
        legal=is_on(entry, W + "isLgl"),
        glued=value(entry, W + "suff") == "nothing",
        style=value(entry, W + "pStyle"),
    )


def _preferred_format(entry: Element) -> Element | None:
    """Word wraps w:numFmt w:val="custom" into mc:AlternateContent for older readers."""
    return child(child(child(entry, _MC_ALTERNATE), _MC_CHOICE), W + "numFmt")
