"""Faults of the head: what is missing, number and symbol, place and date (F02, F04 to F07)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sauro.doctypes.components import Component
from tools.planted_faults.papers import Document, Place, Planted
from tools.planted_faults.planters.choose import rewritten, swapped, without

__all__ = [
    "components",
    "date",
    "issuer",
    "issuer_unclear",
    "lettered_number",
    "nation_and_motto",
    "number",
    "place",
    "symbol",
]

_NATIONS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆTNAM",
    "CỘNG HÒA XHCN VIỆT NAM",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA  VIỆT NAN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.",
)
_MOTTOES = (
    "Độc lập – Tự do – Hạnh phúc",
    "Độc Lập - Tự Do - Hạnh Phúc",
    "Độc lập-Tự do-Hạnh phúc",
    "Độc lập - Tự do - Hạnh phúc.",
    "ĐỘC LẬP - TỰ DO - HẠNH PHÚC",
    "Độc lập - Tự do -Hạnh phúc",
)
_DATE = re.compile(r"(?P<place>.+), ngày (?P<day>\d+) tháng (?P<month>\d+) năm (?P<year>\d+)")
_TOWNS = ("Hà Nội", "Thanh Sơn", "Mường Lay", "Bến Cát", "Sông Hinh", "Đồng Nưa")
_KINDS = ("KH", "QĐ", "BC", "TTr", "TB", "HD", "CT", "NQ")


def components(document: Document) -> Iterator[Planted]:
    """One component is missing."""
    yield from without(document, Component.NATION, Component.MOTTO, Component.NUMBER, Component.PLACE_DATE)
    yield from without(document, Component.KIND, Component.SUBJECT, Component.LETTER_SUBJECT, typed_only=True)
    lines = {index for index, _ in document.lines(Component.AUTHORITY)}
    blocks = tuple(block for index, block in enumerate(document.blocks) if index not in lines)
    yield Planted(replace(document, blocks=blocks), typed_only=True)


def nation_and_motto(document: Document) -> Iterator[Planted]:
    """Other words or signs."""
    yield from rewritten(document, Component.NATION, _NATIONS)
    yield from rewritten(document, Component.MOTTO, _MOTTOES)


def number(document: Document) -> Iterator[Planted]:
    """No colon, blanks, a long dash, one figure without its nought."""
    yield from swapped(document, _NUMBERS, Component.NUMBER)


_NUMBERS = (
    (r"Số: ", "Số "),
    (r"(?<=\d)/", " / "),
    (r"(?<=\d)/", "/ "),
    (r"(?<=[A-Za-zĐ])-(?=[A-ZĐ])", " - "),
    (r"(?<=[A-Za-zĐ])-(?=[A-ZĐ])", "–"),
    (r"\d+(?=/)", "7"),
    (r"\d+(?=/)", "3"),
    (r"Số:", "SỐ:"),
)


def symbol(document: Document) -> Iterator[Planted]:
    """The abbreviation of another kind; one in a letter, which has none."""
    for index, line in document.lines(Component.NUMBER):
        head, _, tail = line.text.rpartition("/")
        own, _, rest = tail.partition("-")
        if document.kind.abbreviation is None:
            others: Sequence[str] = [f"{kind}-{own}" for kind in ("CV", "KH", "TB", "BC")]
        else:
            others = [f"{kind}-{rest}" for kind in _KINDS if kind != own]
        for other in others:
            text = f"{head}/{other}"
            yield Planted(document.with_text(index, text), Place(index, len(head) + 1, len(text)))


def issuer(document: Document) -> Iterator[Planted]:
    """The symbol of another office."""
    own = document.issuer.symbol
    for index, line in document.lines(Component.NUMBER):
        start = line.text.rfind(own)
        for other in ("HĐND", "UBND", "SNV", "STC", "UBMTTQ", "VPUB"):
            if other != own:
                text = line.text[:start] + other + line.text[start + len(own) :]
                yield Planted(document.with_text(index, text), Place(index, start, start + len(other)))


def date(document: Document) -> Iterator[Planted]:
    """Noughts too many or missing, no comma, figures with strokes, a day that does not exist."""
    yield from rewritten(document, Component.PLACE_DATE, _dates)


def _dates(text: str) -> list[str]:
    found = _DATE.fullmatch(text)
    if found is None:
        return []
    town, day, month, year = found.groups()
    made = [
        f"{town} ngày {day} tháng {month} năm {year}",
        f"{town}, ngày {day}/{month}/{year}",
        f"{town}, ngày 31 tháng 6 năm {year}",
        f"{town}, ngày 30 tháng 02 năm {year}",
        f"{town}, ngày 5 tháng {month} năm {year}",
        f"{town}, ngày {day} tháng 1 năm {year}",
        f"{town}, ngày {day} tháng 05 năm {year}",
        f"{town}, Ngày {day} tháng {month} năm {year}",
    ]
    return [one for one in made if one != text]


def place(document: Document) -> Iterator[Planted]:
    """Another town than that of the office."""
    for index, line in document.lines(Component.PLACE_DATE):
        town, _, rest = line.text.partition(",")
        for other in _TOWNS:
            if other != town:
                yield Planted(document.with_text(index, f"{other},{rest}"), Place(index, 0, len(other)))


def lettered_number(document: Document) -> Iterator[Planted]:
    """A letter behind the number."""
    yield from swapped(document, [(r"(\d+)(?=/)", rf"\1{one}") for one in "abcd"], Component.NUMBER)


def issuer_unclear(document: Document) -> Iterator[Planted]:
    """The sentence of issue names another office than the head."""
    own = document.issuer.name
    others = ("Ủy ban nhân dân xã Suối Rào", "Ủy ban nhân dân phường Cầu Mới", "Ủy ban nhân dân xã Yên Khê")
    for index, line in document.lines(Component.BODY):
        start = line.text.find(f"{own} ban hành")
        if start < 0:
            continue
        for other in others:
            text = line.text[:start] + other + line.text[start + len(own) :]
            yield Planted(document.with_text(index, text), Place(index, start, start + len(other)))
    for index, line in document.lines(Component.APPENDIX_BASIS):
        for other in others:
            if own in line.text:
                text = line.text.replace(own, other)
                start = text.find(other)
                yield Planted(document.with_text(index, text), Place(index, start, start + len(other)))
