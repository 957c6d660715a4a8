"""The head of a document: nation and motto, number and symbol, place and date (NĐ 30/2020, Phụ lục I, Mục II,
1 to 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sauro.checks.model import Fault
from sauro.doctypes.components import Component
from sauro.doctypes.kinds import fits
from sauro.folio.setting import SetParagraph, Setting

__all__ = ["nation_and_motto", "number", "place_and_date", "symbol"]

_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_NUMBER = re.compile(r"Số: (?P<number>\d*[a-zđ]?|\s+)/(?P<symbol>[A-ZĐ][\w.&-]*)")
_DATE = re.compile(
    r"(?P<place>[^,]+), ngày (?P<day>\d+|\s+) tháng (?P<month>\d+|\s+) năm (?P<year>\d{4}|\s+)"
)
_NUMBER_FORM = "Số, ký hiệu phải viết theo mẫu “Số: 07/BC-UBND”: sau số là dấu gạch chéo, không có dấu cách."


def nation_and_motto(setting: Setting) -> Iterator[Fault]:
    """Both, word by word."""
    for component, wanted in ((Component.NATION, _NATION), (Component.MOTTO, _MOTTO)):
        found = setting.of(component)
        if not found:
            yield Fault(f"Thiếu dòng “{wanted}”.")
        elif _one_line(found[0]) != wanted:
            yield Fault(f"Phải viết đúng “{wanted}”.", found[0].span, wanted)


def number(setting: Setting) -> Iterator[Fault]:
    """ "Số:", the number with a nought before one digit or room for it, "/", the symbol."""
    found = setting.of(Component.NUMBER)
    if not found:
        yield Fault("Thiếu số, ký hiệu của văn bản.")
        return
    match = _NUMBER.fullmatch(found[0].text.strip())
    if match is None:
        yield Fault(_NUMBER_FORM, found[0].span)
    elif len(match["number"]) == 1 and match["number"].isdigit():
        yield Fault("Số của văn bản nhỏ hơn 10 phải ghi thêm số 0 phía trước.", found[0].span)


def symbol(setting: Setting) -> Iterator[Fault]:
    """The symbol begins with the abbreviation of the kind."""
    kinds, numbers = setting.of(Component.KIND), setting.of(Component.NUMBER)
    match = _NUMBER.fullmatch(numbers[0].text.strip()) if numbers else None
    if kinds and match and not fits(_one_line(kinds[0]).capitalize(), match["symbol"]):
        yield Fault("Ký hiệu không đúng với tên loại văn bản.", numbers[0].span)


def place_and_date(setting: Setting) -> Iterator[Fault]:
    """Comma after the place; a nought before days below ten and the months 1 and 2 only; a day that
    exists."""
    found = setting.of(Component.PLACE_DATE)
    if not found:
        yield Fault("Thiếu địa danh, ngày tháng năm.")
        return
    match = _DATE.fullmatch(found[0].text.strip())
    if match is None:
        yield Fault("Địa danh, thời gian phải viết theo mẫu “Huế, ngày 05 tháng 6 năm 2026”.", found[0].span)
    elif match["day"].strip() and match["month"].strip() and match["year"].strip():
        yield from _real_day(found[0], match["day"], match["month"], match["year"])


def _real_day(found: SetParagraph, day: str, month: str, year: str) -> Iterator[Fault]:
    try:
        on = date(int(year), int(month), int(day))
    except ValueError:
        yield Fault("Ngày ban hành không có trong lịch.", found.span)
        return
    wanted = (f"{on.day:02}", f"{on.month:02}" if on.month < 3 else str(on.month))
    if (day, month) != wanted:
        yield Fault(
            f"Phải viết “ngày {wanted[0]} tháng {wanted[1]}”: ngày nhỏ hơn 10 và tháng 1, tháng 2 có số 0 "
            "phía trước.",
            found.span,
        )


def _one_line(paragraph: SetParagraph) -> str:
    return " ".join(paragraph.text.split())
