"""The registers of the year before as another system exports them: a spreadsheet made here, taken in, looked
through and written as a clerk does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from random import Random
from typing import Any

from openpyxl import Workbook

from sauro.doctypes.kinds import ADMINISTRATIVE_KINDS
from sauro_web.accounts.models import Unit, User
from sauro_web.exchange.operations.taking_registers import confirm_register, take_register
from sauro_web.exchange.operations.writing_registers import count_register, write_register

__all__ = ["enter_last_year"]

_OUTGOING = ("Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu", "Người ký", "Nơi nhận", "Ghi chú")
_INCOMING = ("Số đến", "Ngày đến", "Tác giả", "Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu")
_LETTER = "Công văn"


def enter_last_year(
    office: Unit,
    said: Mapping[str, Any],
    about: Mapping[str, Any],
    rng: Random,
    *,
    by: User,
    year: int,
    now: datetime,
) -> None:
    """What left the office and what arrived in that year: one file with a sheet for each."""
    book = Workbook(write_only=True)
    for title, heading, rows in (
        (f"VB đi {year}", _OUTGOING, _left(said, about, rng, year)),
        (f"VB đến {year}", _INCOMING, _arrived(said, about, year)),
    ):
        sheet = book.create_sheet(title)
        sheet.append([f"SỔ {title.replace('VB', 'VĂN BẢN').upper().replace(str(year), '')}NĂM {year}"])
        sheet.append(heading)
        for row in rows:
            sheet.append(row)
    data = BytesIO()
    book.save(data)
    name = f"so-van-ban-{year}.xlsx"
    for run in take_register(office, data.getvalue(), name, source=said["system"], by=by, now=now).runs:
        count_register(run.pk)
        run.refresh_from_db()
        confirm_register(run, only_fit=False, by=by, version=run.version, now=now)
        write_register(run.pk)


def _left(
    said: Mapping[str, Any], about: Mapping[str, Any], rng: Random, year: int
) -> Iterator[tuple[Any, ...]]:
    """As many as the year is said to have had, and invitations besides."""
    symbols = {kind.name: kind.abbreviation for kind in ADMINISTRATIVE_KINDS}
    kinds = about["outgoing"]
    rows = [kinds[place % len(kinds)] for place in range(said["base"])]
    rows += [("Giấy mời", subject) for subject in about["invitations"] * 4]
    rng.shuffle(rows)
    for place, (kind, subject) in enumerate(rows):
        day = _day(year, place, len(rows))
        symbol = f"UBND-{said['symbol_part']}" if kind == _LETTER else f"{symbols[kind]}-UBND"
        text = f"V/v {subject[0].lower()}{subject[1:]}" if kind == _LETTER else f"{kind} {subject}"
        yield f"{place + 1:02}/{symbol}", day, text, "Quàng Văn Thắm", f"Như trên; {said['villages']}", ""


def _arrived(said: Mapping[str, Any], about: Mapping[str, Any], year: int) -> Iterator[tuple[Any, ...]]:
    count = said["incoming"]
    for place in range(count):
        issuer, symbol, kind, subject = about["incoming"][place % len(about["incoming"])]
        day = _day(year, place, count)
        written = max(day - timedelta(days=2), date(year, 1, 1))
        text = f"{kind} {subject[0].lower()}{subject[1:]}"
        yield place + 1, day, issuer, f"{90 + place * 5}/{symbol}", written, text


def _day(year: int, place: int, count: int) -> date:
    """Spread over the year, none of them on the first days of January."""
    return date(year, 1, 6) + timedelta(days=place * 350 // count)
