"""Rows of an uploaded calendar (.xlsx), whatever its sheets and headings are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import IO

from sauro_web.accounts.importing.columns import Sheet
from sauro_web.accounts.importing.reading import first_cell, first_rows, read
from sauro_web.accounts.importing.recognised import Rows, refused, unread
from sauro_web.meetings.importing.calendar_columns import (
    CALENDAR,
    MOST_MEETINGS,
    NEEDED,
    TEMPLATE,
    recognised,
)
from sauro_web.meetings.importing.columns import NAMED_ON

__all__ = ["rows_of"]

_OURS = "Sáu Rõ - "
_NO_SHEET = (
    f"Không trang nào có dòng tiêu đề với đủ các cột {', '.join(f'“{one}”' for one in NEEDED)}. Hãy để tiêu "
    "đề trên một dòng, không gộp ô, hoặc chép sang tệp mẫu."
)
_SEVERAL = "Tệp có {} trang lịch họp; mỗi lần gửi một trang, hãy tách thành nhiều tệp."


def rows_of(file: IO[bytes]) -> Rows:
    """Of the one sheet that is a calendar of meetings."""
    named = first_cell(file, NAMED_ON)
    if named is not None and named != TEMPLATE and named.startswith(_OURS):
        return refused(f"Tệp theo mẫu khác hoặc mẫu cũ; hãy tải mẫu “{TEMPLATE}” và chép sang.")
    tops = first_rows(file)
    if not tops:
        return unread(file, CALENDAR.title, NEEDED[0])
    found = {title: columns for title, rows in tops.items() if (columns := _columns(rows))}
    if not found:
        return refused(_NO_SHEET)
    if len(found) > 1:
        return refused(_SEVERAL.format(len(found)))
    ((title, columns),) = found.items()
    ours = {column.heading: column for column in CALENDAR.columns}
    asked = [replace(ours[name], heading=heading) for name, heading in columns.items()]
    lines, faults = read(file, (Sheet(title, tuple(asked)),), most_lines=MOST_MEETINGS, may_have=tuple(tops))
    return Rows(lines.get(title, []), faults, columns)


def _columns(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Those of the row with most of ours; none where one that is needed is missing."""
    best = max((recognised(row) for row in rows), key=len, default={})
    return best if set(NEEDED) <= best.keys() else {}
