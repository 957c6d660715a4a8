"""The rows of a kept register, and what an entry becomes in the books of the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sauro.reading.sheets import Sheet
from sauro.reading.workbook import open_workbook
from sauro.registers.entries import Line, entries
from sauro.registers.model import Direction as Way
from sauro.registers.model import Entry, Layout
from sauro.registers.model import Urgency as Said
from sauro.registers.serial import layout_from_json
from sauro_web.documents.models import Channel, Direction, Urgency
from sauro_web.documents.operations.entering import Older
from sauro_web.exchange.models import RegisterImport

__all__ = ["BOOKS", "SAMPLE", "lines_of", "older_of", "sheets_of"]

SAMPLE = 2_000
"""Rows by which a sheet is laid out."""
BOOKS = {Way.OUTGOING: Direction.OUTGOING, Way.INCOMING: Direction.INCOMING}
_URGENCIES = {
    Said.NORMAL: Urgency.NONE,
    Said.URGENT: Urgency.URGENT,
    Said.VERY_URGENT: Urgency.VERY,
    Said.EXPRESS: Urgency.FLASH,
}


def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a file. Raises what `open_workbook` raises."""
    return open_workbook(data).sheets


def lines_of(run: RegisterImport, on: date) -> Iterator[Line]:
    """What each row of the kept file is, as its columns are set now."""
    with run.file.open("rb") as file:
        sheet = sheets_of(file.read())[run.sheet]
    layout = layout_from_json(run.layout)
    return entries(sheet.rows(), layout, on=on, merged=sheet.merged, without_value=sheet.without_value)


def older_of(entry: Entry, layout: Layout) -> Older:
    """The document of a row. What the books have no column for stands in its notes."""
    incoming = layout.direction is Way.INCOMING
    return Older(
        direction=BOOKS[layout.direction or Way.OUTGOING],
        number=entry.arrival_number if incoming else entry.number,
        suffix=entry.arrival_suffix if incoming else entry.suffix,
        reference=entry.reference,
        issued_on=entry.dated,
        subject=entry.subject,
        kind=entry.kind,
        issuer=entry.issuer,
        arrived_on=entry.arrived,
        signer=entry.signer,
        position=entry.position,
        urgency=_URGENCIES[entry.urgency],
        channel=Channel(entry.channel.value) if entry.channel else Channel.PAPER,
        copies=_small(entry.copies),
        pages=_small(entry.pages),
        kept_by=entry.kept_by,
        notes=_notes(entry),
        due_on=entry.due,
        sent_on=entry.forwarded,
        recipients="" if incoming else entry.recipients or entry.handler,
        language=entry.language,
        file_notation=entry.file_code,
        file_ordinal=_small(entry.file_ordinal),
        to_places=entry.recipients if incoming else "",
    )


def _small(number: int | None) -> int | None:
    """What a small column holds."""
    return number if number is None or number <= 32_767 else None


def _notes(entry: Entry) -> str:
    named = (
        ("", entry.note),
        ("Xử lý: ", entry.handler),
        ("Soạn thảo: ", entry.drafter),
        ("Tình trạng: ", entry.state),
        ("Văn bản trả lời: ", entry.reply),
        ("Tệp: ", entry.file),
    )
    return "; ".join(f"{name}{text}" for name, text in named if text)
