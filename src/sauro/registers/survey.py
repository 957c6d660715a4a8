"""How a sheet is to be read: its heading, its columns by their names and by what stands in them, which
register it is, of which year. A person may set all of it otherwise; what he chose for a source is taken for
its next file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sauro.findings import Severity
from sauro.registers.cell_content import settle
from sauro.registers.days import day_order_of, read_day
from sauro.registers.heading_rows import Heading, SampleRow, find_heading
from sauro.registers.headings import LIKELY, heading_key
from sauro.registers.model import Column, DayOrder, Direction, Fault, Field, Layout
from sauro.registers.secrecy import bears_stamp, names_secret_register
from sauro.text.compare import plain
from sauro.text.normalise import normalise, single_spaces

__all__ = ["DAY_FIELDS", "faults_of", "survey"]

DAY_FIELDS = frozenset((Field.DATED, Field.ARRIVED, Field.DUE, Field.FORWARDED))
_REPEATABLE = (Field.OTHER, Field.RECIPIENTS)
"""Those within the office and those outside often have a column each."""
_INCOMING = re.compile(r"\b(?:van ban|cong van|vb|cv|so|dang ky) (?:hanh chinh )?den\b")
_OUTGOING = re.compile(
    r"\b(?:(?:van ban|cong van|vb|cv|so) (?:hanh chinh )?di|"
    r"(?:van ban|cong van|vb|cv)(?: da)? (?:phat hanh|ban hanh))\b"
)
_YEAR = re.compile(
    r"\bnam\s*:?\s*((?:19|20)\d\d)\b|\b(?:thang|quy)\s*(?:\d{1,2}|[ivx]{1,3})\s*[/-]\s*((?:19|20)\d\d)\b"
)
_DAYS_YEAR = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*((?:19|20)\d\d)\b")
_SHEET_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_VOTES: dict[Field, tuple[Direction, float]] = {
    Field.ARRIVAL_NUMBER: (Direction.INCOMING, 3),
    Field.ARRIVED: (Direction.INCOMING, 2),
    Field.ARRIVAL_NUMBER_AND_DATE: (Direction.INCOMING, 3),
    Field.ISSUER: (Direction.INCOMING, 1),
    Field.HANDLER: (Direction.INCOMING, 1),
    Field.REPLY: (Direction.INCOMING, 1),
    Field.KEPT_BY: (Direction.OUTGOING, 2),
    Field.DRAFTER: (Direction.OUTGOING, 2),
    Field.RECIPIENTS: (Direction.OUTGOING, 1.5),
    Field.COPIES: (Direction.OUTGOING, 1),
}
_TITLE_VOTE = 4.0
_SURE_MAJORITY = 0.8
_SEVERAL_YEARS = (
    "Tiêu đề ghi năm {title} nhưng hầu hết ngày trong sổ thuộc năm {days}; có thể là tệp của năm khác."
)
_MONTH_FIRST = (
    "Cột này ghi tháng trước ngày sau (tháng/ngày/năm); đã đọc theo thứ tự đó, hãy xem lại vài dòng."
)
_SWAPPED = (
    "Cột này có dấu hiệu bị Excel đảo ngày với tháng (mọi ngày dạng chữ đều sau ngày 12, mọi ngày dạng số "
    "đều đến ngày 12); đã đảo lại, hãy đối chiếu vài dòng với văn bản."
)
_NO_DIRECTION = "Không rõ đây là sổ văn bản đi hay văn bản đến; hãy chọn trước khi nhập."
_WANTING = "Chưa thấy cột {what}; hãy chỉ cột trong bảng ghép cột."


def survey(
    rows: Sequence[SampleRow],
    *,
    name: str = "",
    merged: Sequence[tuple[int, int, int, int]] = (),
    chosen: Mapping[str, Field] | None = None,
) -> Layout | None:
    """The layout of a sheet by its first rows (some hundreds suffice); None where it holds no register.

    `name` is that of the sheet (and of the file); `merged` are areas as (first row, first column, last row,
    last column); `chosen` what a person set for this source, by the key of the heading.
    """
    heading = find_heading(rows, merged)
    if heading is None:
        return None
    below = [cells for number, cells in rows if number > heading.last_row]
    title = _title(rows, heading, name)
    named = _columns(heading, below, chosen or {})
    direction = _direction(named, title)
    single = _one_each(_for_direction(named, direction))
    columns = _with_orders(single, below)
    titled = _year_of(title, name)
    counted = _year_of_days(columns, below, direction)
    layout = Layout(
        heading.first_row,
        heading.last_row,
        columns,
        direction,
        titled or counted,
        secret=_is_secret(rows, heading, title),
    )
    return replace(layout, faults=faults_of(layout, titled, counted))


def _title(rows: Sequence[SampleRow], heading: Heading, name: str) -> list[str]:
    """What stands above the heading, and the name of the sheet."""
    above = [
        str(cell) for number, cells in rows if number < heading.first_row for cell in cells if cell != ""
    ]
    return [name, *above]


def _is_secret(rows: Sequence[SampleRow], heading: Heading, title: Sequence[str]) -> bool:
    """Whether the title is that of a register of classified documents, or a mark stands above the table."""
    above = (cells for number, cells in rows if number < heading.first_row)
    return any(map(names_secret_register, title)) or any(map(bears_stamp, above))


def _columns(
    heading: Heading, below: Sequence[Sequence[object]], chosen: Mapping[str, Field]
) -> list[Column]:
    found = []
    for index, names in sorted(heading.names.items()):
        key = " / ".join(heading_key(name) for name in names)
        shown = " / ".join(single_spaces(normalise(name).text) for name in names)
        if key in chosen:
            found.append(Column(index, shown, key, chosen[key], is_chosen=True))
            continue
        values = [cells[index] for cells in below if index < len(cells) and cells[index] != ""]
        settled = settle(heading.guesses[index], values)
        field = settled.field if settled.sureness >= LIKELY else Field.OTHER
        others = settled.alternatives if field is settled.field else (settled.field, *settled.alternatives)
        found.append(Column(index, shown, key, field, settled.sureness, others))
    return found


def _direction(columns: Sequence[Column], title: Sequence[str]) -> Direction | None:
    votes = Counter[Direction]()
    for column in columns:
        if column.field in _VOTES:
            direction, weight = _VOTES[column.field]
            votes[direction] += weight  # type: ignore[assignment]
    said = " \n ".join(" ".join(plain(normalise(text).text).split()) for text in title)
    named = {
        direction
        for direction, pattern in ((Direction.INCOMING, _INCOMING), (Direction.OUTGOING, _OUTGOING))
        if pattern.search(said)
    }
    if len(named) == 1:
        votes[named.pop()] += _TITLE_VOTE  # type: ignore[assignment]
    ranked = votes.most_common()
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 1):
        return None
    return ranked[0][0]


def _for_direction(columns: Sequence[Column], direction: Direction | None) -> list[Column]:
    """Names that mean one thing in one register and another in the other: who receives a document that
    arrives handles it; a day of registration is that of arrival, or of issue."""
    fields = {column.field for column in columns}
    found = []
    for column in columns:
        field = column.field
        if not column.is_chosen and direction is Direction.INCOMING:
            if field is Field.RECIPIENTS and Field.HANDLER not in fields:
                field = Field.HANDLER
            elif field is Field.NUMBER and Field.ARRIVAL_NUMBER not in fields and Field.REFERENCE in fields:
                field = Field.ARRIVAL_NUMBER
        elif not column.is_chosen and direction is Direction.OUTGOING:
            if field is Field.HANDLER and Field.RECIPIENTS not in fields:
                field = Field.RECIPIENTS
            elif field is Field.ARRIVED and Field.DATED not in fields:
                field = Field.DATED
        if field is not column.field:
            others = (column.field, *(one for one in column.alternatives if one is not field))
            column = replace(column, field=field, alternatives=others)
        found.append(column)
    return found


def _one_each(columns: Sequence[Column]) -> tuple[Column, ...]:
    """No field twice: the column that a person chose keeps it, else the surest, else the first; the others
    are left for a person."""
    best: dict[Field, Column] = {}
    for column in columns:
        known = best.get(column.field)
        if known is None or (column.is_chosen, column.sureness) > (known.is_chosen, known.sureness):
            best[column.field] = column
    return tuple(
        column
        if column.field in _REPEATABLE or best[column.field] is column
        else replace(column, field=Field.OTHER, alternatives=(column.field, *column.alternatives))
        for column in columns
    )


def _with_orders(columns: Sequence[Column], below: Sequence[Sequence[object]]) -> tuple[Column, ...]:
    """A program writes all its days in one order; that some were swapped shows in each column alone."""
    of_days = {column.index for column in columns if column.field in DAY_FIELDS}
    whole = day_order_of(
        cells[index] for cells in below for index in of_days if index < len(cells) and cells[index] != ""
    )
    found = []
    for column in columns:
        order = DayOrder.DAY_FIRST
        if column.index in of_days:
            own = day_order_of(cells[column.index] for cells in below if column.index < len(cells))
            order = whole if whole is DayOrder.MONTH_FIRST else own
        found.append(replace(column, day_order=order))
    return tuple(found)


def _year_of(title: Sequence[str], name: str) -> int | None:
    """The year that the title names; None where it names none or several."""
    years: set[int] = set()
    for text in title:
        folded = " ".join(plain(normalise(text).text).split())
        years |= {int(first or second) for first, second in _YEAR.findall(folded)}
        years |= {int(year) for year in _DAYS_YEAR.findall(folded)}
    years = years or {int(year) for year in _SHEET_YEAR.findall(name)}
    return years.pop() if len(years) == 1 else None


def _year_of_days(
    columns: Sequence[Column], below: Sequence[Sequence[object]], direction: Direction | None
) -> int | None:
    """The year of most days of the register's own: arrival for what arrives, issue for what leaves."""
    wanted = (Field.ARRIVED, Field.DATED) if direction is Direction.INCOMING else (Field.DATED, Field.ARRIVED)
    for field in wanted:
        column = next((one for one in columns if one.field is field), None)
        if column is None:
            continue
        days = [
            day.year
            for cells in below
            if column.index < len(cells)
            and (day := read_day(cells[column.index], order=column.day_order).day) is not None
        ]
        counted = Counter(days).most_common(1)
        if counted and counted[0][1] >= _SURE_MAJORITY * len(days):
            return counted[0][0]
    return None


def faults_of(layout: Layout, titled: int | None = None, counted: int | None = None) -> tuple[Fault, ...]:
    """What is wrong with the register as a whole; `titled` and `counted` are the years of its title and of
    most of its days."""
    found = []
    first = layout.first_heading_row

    def tell(code: str, severity: Severity, message: str, column: int | None = None) -> None:
        found.append(Fault(code, severity, first, column, message))

    if layout.direction is None:
        tell("register.direction", Severity.STOP, _NO_DIRECTION)
    for what, fields in _needed(layout.direction):
        if all(layout.of(field) is None for field in fields):
            tell("register.column_wanting", Severity.STOP, _WANTING.format(what=what))
    if titled and counted and titled != counted:
        message = _SEVERAL_YEARS.format(title=titled, days=counted)
        tell("register.other_year", Severity.WARN, message)
    for column in layout.columns:
        if column.field in DAY_FIELDS and column.day_order is DayOrder.MONTH_FIRST:
            tell("register.month_first", Severity.ASK, _MONTH_FIRST, column.index)
        elif column.field in DAY_FIELDS and column.day_order is DayOrder.SWAPPED:
            tell("register.swapped_days", Severity.ASK, _SWAPPED, column.index)
    return tuple(found)


def _needed(direction: Direction | None) -> list[tuple[str, tuple[Field, ...]]]:
    """What no register can be read without."""
    reference = (Field.REFERENCE, Field.NUMBER, Field.REFERENCE_AND_DATE)
    dated = (Field.DATED, Field.REFERENCE_AND_DATE)
    subject = (Field.SUBJECT, Field.KIND_AND_SUBJECT)
    if direction is Direction.INCOMING:
        arrived = (Field.ARRIVED, Field.ARRIVAL_NUMBER_AND_DATE, *dated)
        return [("số, ký hiệu", reference), ("ngày đến", arrived), ("trích yếu", subject)]
    return [("số, ký hiệu", reference), ("ngày văn bản", dated), ("trích yếu", subject)]
