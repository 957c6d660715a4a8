"""The template, and by which headings the columns of other systems are recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sauro_web.accounts.importing.columns import Column, Sheet
from sauro_web.common.words import words_of
from sauro_web.procedures.counts import COUNTS

__all__ = ["MONTH", "MOST_LINES", "NAMED_ON", "NOTHING", "SHEET", "TEMPLATE", "UNIT", "recognised"]

UNIT, MONTH, NOTHING = "Đơn vị", "Kỳ", "Không phát sinh"
MOST_LINES = 2_000
NAMED_ON = "Tên mẫu"
TEMPLATE = "Sáu Rõ - thủ tục hành chính - 2026.1"
"""The name of the template, in the first cell of the hidden sheet; it changes with the columns."""
SHEET = Sheet(
    "Số liệu TTHC",
    (
        Column(UNIT, 200, True, "như trong danh mục đơn vị của cơ quan"),
        Column(MONTH, 40, True, "tháng/năm, thí dụ 6/2026"),
        *(Column(count.label, 40, False, "số nguyên; để trống: chưa có số liệu") for count in COUNTS),
        Column(NOTHING, 1, False, "ghi x khi cả tháng không có hồ sơ nào"),
    ),
)
_HEARD: Mapping[str, Sequence[str]] = {
    UNIT: (UNIT, "Cơ quan", "Tên đơn vị", "Cơ quan giải quyết", "Đơn vị giải quyết", "Phòng ban"),
    MONTH: (MONTH, "Tháng", "Kỳ báo cáo", "Kỳ số liệu", "Thời gian"),
    **{count.label: (count.label, *count.heard) for count in COUNTS},
    NOTHING: (NOTHING,),
}
_MEANT = {tuple(words_of(text)): name for name, heard in _HEARD.items() for text in heard}


def recognised(headings: Sequence[str]) -> dict[str, str]:
    """Of a row of headings those that are known: ours by the one that stands there. Where two mean the same,
    the first that is ours word for word, else the first."""
    found: dict[str, str] = {}
    for heading in headings:
        name = _MEANT.get(tuple(words_of(heading)))
        if name is not None and (name not in found or heading == name):
            found[name] = heading
    return found
