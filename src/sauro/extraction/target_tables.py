"""Tables of targets: a row is an indicator, a column the level that it is to reach ("Chỉ tiêu | Đơn vị tính |
Kế hoạch năm 2026", one column a year or "Mức đạt được").

Columns of what has been reached so far ("Thực hiện năm 2025", years before the plan's) hold no targets. A
bare figure is the level itself ("=").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from sauro.extraction.indicators import basis_of, indicators_of
from sauro.extraction.task_columns import name_of
from sauro.extraction.time_frames import time_frame
from sauro.folio.model import Block, Cell, Folio, Table
from sauro.folio.span import Span
from sauro.plan.model import Target
from sauro.text.compare import plain
from sauro.text.normalise import single_spaces
from sauro.text.numbers import Comparator, find_quantities
from sauro.text.patterns import either

__all__ = ["TableTargets", "table_targets"]


@dataclass(frozen=True, slots=True)
class TableTargets:
    """The targets of a table, and where the paragraphs begin that state them, which are not to be read as
    sentences again."""

    targets: tuple[Target, ...]
    read: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Level:
    """A level as a cell tells it; its figure, with what compares and measures it, stands from `start` to
    `end` of its words."""

    words: str
    start: int
    end: int
    value: float
    comparator: Comparator
    unit: str


class _Kind(StrEnum):
    NUMBER = "number"
    INDICATOR = "indicator"
    UNIT = "unit"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class _Header:
    """Which columns hold the indicator, its unit, the time of each row (None where there is none), and those
    of levels to be reached with the time until when; the first row below. `loose`: the column of indicators
    has a name that other tables have too, as those of costs."""

    indicator: int
    unit: int | None
    due: int | None
    number: int | None
    levels: dict[int, str | None]
    first: int
    loose: bool = False


_INDICATOR = re.compile(
    either("""
        ^(?:ten |cac |noi dung |nhom |danh muc )*chi tieu(?: chu yeu| co ban| cu the| chinh| danh gia
        | thanh phan| phat trien.*| kinh te.*)?$; ^(?:ten |cac )?muc tieu(?: cu the)?$;
        ^(?:muc tieu|nhiem vu|noi dung)(?:, ?| va | ?/ ?)chi tieu$;
        ^chi tieu(?:, ?| va | ?/ ?| )(?:muc tieu|nhiem vu|noi dung)$
    """)
)
_WORK = re.compile(r"^(?:noi dung|nhiem vu|hang muc|tieu chi|noi dung cong viec)$")
"""Names that a column of indicators may have where the units are named beside it."""
_NUMBER = re.compile(r"^(?:s?tt|so tt|so thu tu)$")
_UNIT = re.compile(r"^(?:don vi tinh|dvt|don vi|d/v tinh|dv tinh)$")
_DUE = re.compile(r"^(?:thoi gian|thoi han|nam|han)(?: (?:hoan thanh|dat|thuc hien|phan dau))+$|^thoi han$")
_PLANNED = re.compile(r"ke hoach|chi tieu|muc tieu|phan dau|\bkh\b|du kien|giao")
_LEVEL = re.compile(
    either(rf"""
        (?:{_PLANNED.pattern}).*\b20\d\d\b; ^ke hoach$; ^(?:yeu cau dat|ket qua can dat|gia tri muc tieu)$;
        ^(?:den |het |cuoi )*(?:nam |giai doan )*20\d\d(?: 20\d\d)?$;
        ^muc(?: (?:dat duoc|dat|phan dau|can dat|chi tieu|muc tieu|yeu cau|giao))*$;
        ^(?:ke hoach|chi tieu|muc tieu|so|ty le)(?: (?:giao|duoc giao|phan dau|can dat|de ra|dat|nam))+$
    """)
)
# What has been reached, or is only compared; a plan may have been made of it, unless the name begins so.
_SO_FAR = re.compile(
    r"\b(?:thuc hien|th nam|hien trang|da dat|tang|giam|co so|xuat phat|hien nay)\b"
    r"|(?P<surely>\b(?:uoc|uth|so sanh|so voi|von|kinh phi|du toan|ngan sach|tien)\b|^ket qua"
    r"|^ty le (?:thuc hien|hoan thanh))"
)
_MONEY = re.compile(r"(?<!\w)(?:đồng|usd|vnđ|vnd)(?!\w)", re.IGNORECASE)
_TOPMOST = 3
_TITLES = 4
"""Paragraphs before a table among which its title stands."""
_MAY_HOLD = re.compile("hỉ tiêu|HỈ TIÊU|ục tiêu|ỤC TIÊU|ế hoạch|Ế HOẠCH")
"""One of these stands in the header of every such table."""
_BARE = re.compile(r"(?:[≥≤<>=~]|>=|<=)?\s*\d[\d.,]*(?:\s*[-–—]\s*\d[\d.,]*)?")
_WORD = re.compile(r"[^\W\d]+")
_MOST_WORDS = 5
"""Words beside a figure in a cell that still says no more than a level."""
_NO_UNIT = frozenset(("", "-", "–", "/"))
_UNIT_IN_NAME = re.compile(r"\(((?:%|[^\W\d][^()]{0,18}))\)\W*$")
_COUNTED = re.compile(r"\w")
_SHARE = re.compile(r"t[ỷỉ] (?:lệ|trọng)", re.IGNORECASE)
# "Tỷ lệ hồ sơ trực tuyến đạt 95%": the level told beside the column of levels once more.
_ITS_FIGURE = re.compile(
    r"\s+(?:(?:đạt|là|từ|trên|tối thiểu|ít nhất)\s+)*[≥≤<>=]?\s*\d[\d.,]*\s*%(?:\s+trở lên)?[\s.;]*$"
)
_PART = re.compile(r"\s*(?:(?:[-–+*•]|[a-zđ]\)|trong đó\b:?)\s*)+", re.IGNORECASE)
"""What opens the name of an indicator that is a part of the one above."""
_YEAR = re.compile(r"20\d\d")


def table_targets(folio: Folio, *, year: int | None) -> TableTargets:
    """The targets of all tables of targets. `year` is that in which the plan was issued, None where it does
    not say: a column of an earlier one tells what has been reached."""
    targets: list[Target] = []
    read: set[int] = set()
    for index, block in enumerate(folio.blocks):
        header = _header(block, year) if isinstance(block, Table) else None
        if header is None or not isinstance(block, Table):
            continue
        above = folio.blocks[max(0, index - _TITLES) : index]
        reader = _Reader(folio.text, block, header, _title_time(above))
        for target, cells in reader.rows():
            targets.append(target)
            read.update(paragraph.span.start for cell in cells for paragraph in cell.paragraphs)
    return TableTargets(tuple(targets), frozenset(read))


def _title_time(above: Iterable[Block]) -> str | None:
    """The time that the title over a table of targets names ("CHỈ TIÊU NĂM 2026"), among the blocks above."""
    titles: list[str] = []
    for block in above:
        if isinstance(block, Table):
            titles.clear()
        elif "hỉ tiêu" in block.text or "HỈ TIÊU" in block.text:
            titles.append(block.text)
    return next(filter(None, (time_frame(plain(title)) for title in titles)), None)


def _header(table: Table, year: int | None) -> _Header | None:
    """The header of a table of targets, of one row or of two where cells are merged; None for another one."""
    if len(table.rows) == 1 or not any(
        _MAY_HOLD.search(paragraph.text)
        for row in table.rows[:_TOPMOST]
        for cell in row.cells
        for paragraph in cell.paragraphs
    ):
        return None
    for height in (1, 2):
        for start in range(min(_TOPMOST, len(table.rows) - height)):
            names = _names(table, start, height)
            header = _of_names(names, start + height, year)
            if header is None:
                continue
            if height == 1 and any(cell.column_span > 1 for cell in table.rows[start].cells):
                break  # the names of its parts follow in the row below
            return header if _is_whole(table, start, header.first) else None
    return None


def _is_whole(table: Table, start: int, first: int) -> bool:
    """Whether the columns of a header are those of the rows below. Where merging was lost they are not: there
    are more columns below than names, or a row of names follows."""
    for above, below in pairwise(table.rows[start:first]):
        if any(cell.row_span == 1 and below.cell_at(cell.column) is None for cell in above.cells):
            return False
    named = max(cell.column + cell.column_span for cell in table.rows[start].cells)
    if any(cell.column >= named and cell.text.strip() for row in table.rows[first:] for cell in row.cells):
        return False
    names = [name for cell in table.rows[first].cells if (name := name_of(cell.text))]
    return not names or not all(_SO_FAR.search(name) or _LEVEL.search(name) for name in names)


def _names(table: Table, start: int, height: int) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    for row in table.rows[start : start + height]:
        for cell in row.cells:
            for column in range(cell.column, cell.column + cell.column_span):
                if name := name_of(cell.text):
                    names.setdefault(column, []).append(name)
    return names


def _of_names(names: dict[int, list[str]], first: int, year: int | None) -> _Header | None:
    kinds: dict[_Kind, int] = {}
    for column, own in names.items():
        kind = _kind(own[0])
        if kind is not None:
            kinds.setdefault(kind, column)
    unit = kinds.get(_Kind.UNIT)
    indicator = kinds.get(_Kind.INDICATOR)
    loose = indicator is None and (
        unit is not None or any("chi tieu" in " ".join(own) for own in names.values())
    )
    if loose:
        indicator = next((at for at, own in names.items() if _WORK.match(own[0])), None)
    if indicator is None:
        return None
    levels = {
        at: _until(own)
        for at, own in names.items()
        if at not in kinds.values() and at != indicator and _is_level(own, year)
    }
    return (
        _Header(indicator, unit, kinds.get(_Kind.DUE), kinds.get(_Kind.NUMBER), levels, first, loose)
        if levels
        else None
    )


def _kind(name: str) -> _Kind | None:
    if _INDICATOR.match(name):
        return _Kind.INDICATOR
    if _NUMBER.match(name):
        return _Kind.NUMBER
    if _UNIT.match(name):
        return _Kind.UNIT
    return _Kind.DUE if _DUE.match(name) else None


def _is_level(names: list[str], year: int | None) -> bool:
    """Whether a column of these names, the upper one first, holds levels to be reached."""
    whole = " ".join(names)
    so_far = [found for name in names for found in _SO_FAR.finditer(name)]
    if so_far and (any(found["surely"] for found in so_far) or not _PLANNED.search(whole)):
        return False
    years = _YEAR.findall(whole)
    if years and year is not None and int(years[-1]) < year:
        return False
    return _LEVEL.search(names[-1]) is not None or (len(names) > 1 and _LEVEL.search(whole) is not None)


def _until(names: list[str]) -> str | None:
    years = _YEAR.findall(names[-1]) or _YEAR.findall(" ".join(names))
    return max(years) if years else None


@dataclass(slots=True)
class _Reader:
    """Reads the rows of a table of targets. `by`: the time that its title names; `above`: the indicator of
    which the rows below may be parts."""

    text: str
    table: Table
    header: _Header
    by: str | None
    above: str = ""

    def rows(self) -> Iterator[tuple[Target, tuple[Cell, ...]]]:
        """Each target with the cells of its row that tell no more than figures, and its indicator."""
        units: Cell | None = None
        for index in range(self.header.first, len(self.table.rows)):
            cells = {cell.column: cell for cell in self.table.rows[index].cells}
            indicator = cells.get(self.header.indicator)
            if self.header.unit in cells:
                units = cells[self.header.unit]
            elif units is not None and units.row + units.row_span <= index:
                units = None
            if indicator is None or not _WORD.search(indicator.text):
                continue
            name = self._name(single_spaces(indicator.text).strip(), numbered=self._is_numbered(cells))
            unit = _unit(units, name)
            if self.header.loose and _MONEY.search(unit):
                continue
            by = self._time(cells) or self.by
            figures = {at: cell for at, cell in cells.items() if cell is not indicator and _tell(cell, unit)}
            for column, until in self.header.levels.items():
                if column in figures:
                    for target in self._targets(indicator, name, figures[column], unit, until or by):
                        yield target, (indicator, *figures.values())

    def _is_numbered(self, cells: dict[int, Cell]) -> bool:
        """Whether a row has a TT of its own; where no row has one, each stands for itself."""
        at = self.header.number
        return at is None or (at in cells and _COUNTED.search(cells[at].text) is not None)

    def _name(self, own: str, *, numbered: bool) -> str:
        """The words of an indicator; those of a part behind those of the whole."""
        own = _ITS_FIGURE.sub("", own) or own
        part = _PART.match(own)
        if part is None and (numbered or not self.above):
            self.above = own
            return own
        return f"{self.above} {own[part.end() if part else 0 :]}".lstrip()

    def _time(self, cells: dict[int, Cell]) -> str | None:
        cell = cells.get(self.header.due) if self.header.due is not None else None
        return time_frame(plain(cell.text)) if cell is not None else None

    def _targets(
        self, indicator: Cell, name: str, level: Cell, unit: str, by: str | None
    ) -> Iterator[Target]:
        found = _tell(level, unit)
        if found is None:
            return
        clause = f"{name}: {found.words}"
        at = len(clause) - len(found.words)
        span = Span(min(indicator.span.start, level.span.start), max(indicator.span.end, level.span.end))
        quote = " ".join(span.of(self.text).split())
        # A share is named as one also where its unit is not told.
        named_by = "%" if not found.unit and _SHARE.match(name) else found.unit
        for one in indicators_of(clause, at + found.start, at + found.end, unit=named_by):
            basis = basis_of(clause, one)
            yield Target(one, found.comparator.value, found.value, found.unit, basis, by, quote, span)


def _unit(cell: Cell | None, name: str) -> str:
    """The unit of a row: its cell, else what stands in brackets behind the indicator ("Diện tích (ha)")."""
    unit = single_spaces(cell.text).strip() if cell is not None else ""
    if unit in _NO_UNIT:
        bracket = _UNIT_IN_NAME.search(name)
        return bracket[1].strip() if bracket else ""
    return unit


def _tell(cell: Cell, unit: str) -> _Level | None:
    """The level that a cell tells, if it is one of a single column."""
    return _level(single_spaces(cell.text).strip(), unit) if cell.column_span == 1 else None


def _level(words: str, unit: str) -> _Level | None:
    """The level that a cell tells, for which `unit` is the row's; None where it tells none, or more than
    one."""
    measure = "%" if "%" in unit or "phần trăm" in unit.lower() else _small(unit)
    bare = _BARE.fullmatch(words) is not None
    found = find_quantities(f"{words} %" if bare else words)
    if len(found) != 1:
        return None
    (quantity,) = found
    around = f"{words[: quantity.start]} {words[quantity.end :]}"
    if len(_WORD.findall(around)) > _MOST_WORDS:
        return None
    if bare:
        words = f"{words} {measure}".rstrip()
    comparator = quantity.comparator
    if quantity.upper is not None and comparator is Comparator.EQUAL:
        comparator = Comparator.AT_LEAST
    end = len(words) if bare else quantity.end
    return _Level(
        words, quantity.start, end, quantity.value, comparator, measure if bare else quantity.unit or measure
    )


def _small(unit: str) -> str:
    """A unit as it is written inside a sentence: "Hộ" → "hộ", "USD" as it is."""
    return unit[:1].lower() + unit[1:] if unit[1:].islower() else unit
