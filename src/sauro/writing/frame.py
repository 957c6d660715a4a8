"""The NĐ 30 frame: head, signature and recipients around a body.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II; what it says of công văn (5b, 9a) where no kind is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sauro.doctypes.components import Component
from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Folio, Run, Source, SourceKind
from sauro.writing.body import Item, paragraph

__all__ = ["Frame", "day_in_words", "lay_out"]

_END = "./."
_BLANK_NUMBER = "       "


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the body. Names are given as written in a sentence; capitals are of the form. A
    blank `number` or no `on` leaves room for it. `kind` ("Báo cáo") is blank for a công văn, whose subject
    then stands under its number. `authority` are the lines over the signature from the top ("TM. Ủy ban nhân
    dân", "Chủ tịch"); `filing` is what follows "Lưu: " in the last line of the recipients."""

    issuer: str
    symbol: str
    place: str
    subject: str
    authority: Sequence[str]
    parent_issuer: str = ""
    number: str = ""
    on: date | None = None
    year: int | None = None
    kind: str = ""
    addressees: Sequence[str] = ()
    recipients: Sequence[str] = ()
    filing: str = "VT"
    signer: str = ""
    urgency: str = ""


def lay_out(frame: Frame, body: Sequence[Item], *, appendices: Sequence[Item] = ()) -> Folio:
    """The whole document as a Folio, ready to be written and to be checked: its text ends with "./.", its
    appendices come after the signature."""
    items = [
        _head(frame),
        *_title(frame),
        *_addressees(frame),
        *_closed(body),
        _foot(frame),
        *appendices,
    ]
    words = "\n".join(_words(items))
    digest = sha256(words.encode()).hexdigest()
    name = f"{frame.kind or 'Công văn'}.docx"
    return compose(items, source=Source(name, SourceKind.DOCX, digest, len(words.encode())))


def _head(frame: Frame) -> TableDraft:
    left = [paragraph(Component.PARENT_ISSUER, frame.parent_issuer)] if frame.parent_issuer else []
    left += [
        paragraph(Component.ISSUER, frame.issuer),
        paragraph(Component.NUMBER, f"Số: {_number(frame.number)}/{frame.symbol}"),
    ]
    if not frame.kind and frame.subject:
        left.append(paragraph(Component.LETTER_SUBJECT, f"V/v {frame.subject}"))
    if frame.urgency:
        left.append(paragraph(Component.URGENCY, frame.urgency))
    right = [
        paragraph(Component.NATION, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        paragraph(Component.MOTTO, "Độc lập - Tự do - Hạnh phúc"),
        paragraph(Component.PLACE_DATE, f"{frame.place}, {_day(frame)}"),
    ]
    return _side_by_side(left, right)


def _number(number: str) -> str:
    """A number below ten has a nought before it."""
    return f"0{number}" if number.isdigit() and len(number) == 1 else number or _BLANK_NUMBER


def _day(frame: Frame) -> str:
    if frame.on is None:
        return f"ngày      tháng      năm {frame.year or '      '}"
    return day_in_words(frame.on)


def day_in_words(on: date) -> str:
    """ "ngày 05 tháng 6 năm 2026": days below ten and the months 1 and 2 have a nought before them, the other
    months none."""
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"


def _title(frame: Frame) -> Iterator[ParagraphDraft]:
    if frame.kind:
        yield paragraph(Component.KIND, frame.kind)
        yield paragraph(Component.SUBJECT, frame.subject)


def _addressees(frame: Frame) -> Iterator[ParagraphDraft]:
    """One in the line of "Kính gửi:", several one a line."""
    if len(frame.addressees) == 1:
        yield paragraph(Component.ADDRESSEES, f"Kính gửi: {frame.addressees[0]}")
    elif frame.addressees:
        yield paragraph(Component.ADDRESSEES, "Kính gửi:")
        last = len(frame.addressees) - 1
        for number, name in enumerate(frame.addressees):
            yield paragraph(Component.ADDRESSEE, f"- {name}{'.' if number == last else ';'}")


def _closed(body: Sequence[Item]) -> Iterator[Item]:
    """The body with its end marked."""
    items = list(body)
    if items and isinstance(items[-1], ParagraphDraft):
        last = items[-1]
        if not last.text.rstrip().endswith(_END):
            run = last.runs[-1]
            ended = Run(run.text.rstrip().rstrip(".") + _END, bold=run.bold, italic=run.italic)
            items[-1] = ParagraphDraft([*last.runs[:-1], ended], style=last.style)
    yield from items


def _foot(frame: Frame) -> TableDraft:
    left = [paragraph(Component.RECIPIENTS, "Nơi nhận:")]
    left += [paragraph(Component.RECIPIENT, f"- {name};") for name in frame.recipients]
    left.append(paragraph(Component.RECIPIENT, f"- Lưu: {frame.filing}."))
    right = [paragraph(Component.AUTHORITY, line) for line in frame.authority]
    right += [paragraph(Component.SIGNER, frame.signer)] if frame.signer else []
    return _side_by_side(left, right)


def _side_by_side(left: list[ParagraphDraft], right: list[ParagraphDraft]) -> TableDraft:
    cells = [CellDraft(0, 0, left), CellDraft(0, 1, right)]
    return TableDraft(cells, row_count=1, column_count=2, ruled=False)


def _words(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, ParagraphDraft):
            yield item.text
        else:
            yield from (one.text for cell in item.cells for one in cell.paragraphs)
