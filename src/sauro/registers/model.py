"""The records of a register: its fields, its columns, its entries, and what is wrong with them.

Fields are those of NĐ 30/2020, Phụ lục IV (registers of outgoing and incoming documents) and Phụ lục VI (what
a system keeps of a document). Rows count from 1 as the program shows them, columns from 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sauro.findings import Severity
from sauro.records import quick

__all__ = [
    "FIELD_NAMES",
    "Channel",
    "Column",
    "DayOrder",
    "Direction",
    "Entry",
    "Fault",
    "Field",
    "Layout",
    "LeftOut",
    "Reason",
    "Secret",
    "Urgency",
    "column_letters",
]


class Direction(StrEnum):
    """Which register: of the documents that leave the office, or of those that arrive."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class Field(StrEnum):
    """What a column tells of a document; recipients may have several columns. Those with `_AND_` are two in
    one cell; `ORDINAL` is the running number of the row, `OTHER` what a register does not need."""

    ORDINAL = "ordinal"
    NUMBER = "number"
    SYMBOL = "symbol"
    REFERENCE = "reference"
    REFERENCE_AND_DATE = "reference_and_date"
    DATED = "dated"
    ARRIVAL_NUMBER = "arrival_number"
    ARRIVED = "arrived"
    ARRIVAL_NUMBER_AND_DATE = "arrival_number_and_date"
    ISSUER = "issuer"
    KIND = "kind"
    SUBJECT = "subject"
    KIND_AND_SUBJECT = "kind_and_subject"
    SIGNER = "signer"
    POSITION = "position"
    RECIPIENTS = "recipients"
    KEPT_BY = "kept_by"
    COPIES = "copies"
    PAGES = "pages"
    URGENCY = "urgency"
    CONFIDENTIALITY = "confidentiality"
    URGENCY_AND_CONFIDENTIALITY = "urgency_and_confidentiality"
    HANDLER = "handler"
    DRAFTER = "drafter"
    DUE = "due"
    STATE = "state"
    REPLY = "reply"
    NOTE = "note"
    FILE = "file"
    CHANNEL = "channel"
    FORWARDED = "forwarded"
    RECEIPT = "receipt"
    BOOK = "book"
    LANGUAGE = "language"
    FILE_CODE = "file_code"
    FILE_ORDINAL = "file_ordinal"
    OTHER = "other"


FIELD_NAMES: Mapping[Field, str] = {
    Field.ORDINAL: "Số thứ tự",
    Field.NUMBER: "Số của văn bản",
    Field.SYMBOL: "Ký hiệu",
    Field.REFERENCE: "Số, ký hiệu",
    Field.REFERENCE_AND_DATE: "Số, ký hiệu và ngày văn bản (chung ô)",
    Field.DATED: "Ngày văn bản",
    Field.ARRIVAL_NUMBER: "Số đến",
    Field.ARRIVED: "Ngày đến",
    Field.ARRIVAL_NUMBER_AND_DATE: "Số đến và ngày đến (chung ô)",
    Field.ISSUER: "Cơ quan ban hành (tác giả)",
    Field.KIND: "Tên loại",
    Field.SUBJECT: "Trích yếu",
    Field.KIND_AND_SUBJECT: "Tên loại và trích yếu (chung ô)",
    Field.SIGNER: "Người ký",
    Field.POSITION: "Chức vụ người ký",
    Field.RECIPIENTS: "Nơi nhận",
    Field.KEPT_BY: "Đơn vị, người nhận bản lưu",
    Field.COPIES: "Số lượng bản",
    Field.PAGES: "Số trang",
    Field.URGENCY: "Độ khẩn",
    Field.CONFIDENTIALITY: "Độ mật",
    Field.URGENCY_AND_CONFIDENTIALITY: "Độ khẩn, độ mật (chung ô)",
    Field.HANDLER: "Đơn vị hoặc người xử lý",
    Field.DRAFTER: "Đơn vị, người soạn thảo",
    Field.DUE: "Thời hạn giải quyết",
    Field.STATE: "Tình trạng xử lý",
    Field.REPLY: "Số, ký hiệu văn bản trả lời",
    Field.NOTE: "Ghi chú",
    Field.FILE: "Tệp đính kèm",
    Field.CHANNEL: "Hình thức gửi",
    Field.FORWARDED: "Ngày chuyển",
    Field.RECEIPT: "Ký nhận",
    Field.BOOK: "Sổ văn bản",
    Field.LANGUAGE: "Ngôn ngữ",
    Field.FILE_CODE: "Số và ký hiệu hồ sơ",
    Field.FILE_ORDINAL: "Số thứ tự trong hồ sơ",
    Field.OTHER: "Không nhập",
}
"""How a person who sets the columns sees the fields."""


class Urgency(StrEnum):
    """NĐ 30/2020, Phụ lục I, ô số 10b; normal where nothing is stamped."""

    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    EXPRESS = "express"


class Channel(StrEnum):
    """How a document was sent or came."""

    ELECTRONIC = "electronic"
    PAPER = "paper"
    BOTH = "both"


class DayOrder(StrEnum):
    """How the days of a column are written: day first, as here; month first, as some systems export them;
    `SWAPPED`: a program with American settings took texts like 05/06/2026 for days of May."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    SWAPPED = "swapped"


@quick
@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: `row` 0 for the whole register, `column` None for the whole row. `message` is
    one Vietnamese sentence and never repeats what stands in the cell. `STOP`: the row cannot be taken as it
    is; `WARN`, `ASK` and `NOTE` do not hinder it."""

    code: str
    severity: Severity
    row: int
    column: int | None
    message: str

    @property
    def place(self) -> str:
        """In words: "dòng 12, cột F"."""
        parts = [f"dòng {self.row}"] if self.row else []
        parts += [f"cột {column_letters(self.column)}"] if self.column is not None else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading as written (of two rows: both, parted by " / "), the field it is taken for, how
    sure that is (0 to 1), and what else it may be, likelier first. `key` is the heading without accents and
    marks, by which a choice of a person is kept. `is_chosen`: a person said so."""

    index: int
    heading: str
    key: str
    field: Field
    sureness: float = 1.0
    alternatives: tuple[Field, ...] = ()
    is_chosen: bool = False
    day_order: DayOrder = DayOrder.DAY_FIRST

    @property
    def letters(self) -> str:
        """As the program names it: "F"."""
        return column_letters(self.index)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is to be read: the rows of its heading, its columns, which register it is and of which
    year. `direction` and `year` are None where nothing tells. `secret`: the register is one of classified
    documents. `faults` speak of the whole."""

    first_heading_row: int
    last_heading_row: int
    columns: tuple[Column, ...]
    direction: Direction | None = None
    year: int | None = None
    secret: bool = False
    faults: tuple[Fault, ...] = ()

    def of(self, wanted: Field) -> Column | None:
        """The column of a field; None where there is none."""
        return next((column for column in self.columns if column.field is wanted), None)

    def choosing(self, chosen: Mapping[int, Field]) -> Layout:
        """The same with the fields that a person set by the index of the column; who gives a field to one
        column takes it from every other."""
        taken = set(chosen.values()) - {Field.OTHER, Field.RECIPIENTS}
        columns = []
        for column in self.columns:
            if column.index in chosen:
                column = replace(column, field=chosen[column.index], sureness=1.0, is_chosen=True)
            elif column.field in taken:
                column = replace(column, field=Field.OTHER, sureness=0.0)
            columns.append(column)
        return replace(self, columns=tuple(columns))

    @property
    def choices(self) -> dict[str, Field]:
        """The field of each heading by its key: what is kept for the next file of the same source."""
        return {column.key: column.field for column in self.columns if column.key}


class Reason(StrEnum):
    """Why a row is no document."""

    SECTION = "section"
    TOTAL = "total"
    HEADING = "heading"
    CONTINUED = "continued"


@quick
@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no document: the heading of a section, a sum, the heading once more on a new page, the
    rest of the document above (whose recipients it holds)."""

    row: int
    reason: Reason


@quick
@dataclass(frozen=True, slots=True)
class Secret:
    """A row of a classified document. Nothing of it is kept but its month ("2026-06", None where it cannot be
    told); `doubtful` where the column of secrecy says something that is no known level."""

    row: int
    month: str | None
    doubtful: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the register. Texts are single-spaced NFC, "" where nothing is written.

    `number` and `suffix` are those of the document ("153a": 153, "a"), `symbol` its canonical symbol
    ("KH-UBND"), `reference` both as they are written properly ("153a/KH-UBND"). `kind` is the name of the
    kind, as far as the cell or the symbol shows it. `arrival_suffix` is the letter of an arrival number.
    `dated`, `arrived`, `due`, `forwarded` are days. `file_code` and `file_ordinal` say in which file it is
    kept, and at what place. `faults` are those of this row.
    """

    row: int
    number: int | None = None
    suffix: str = ""
    symbol: str = ""
    reference: str = ""
    dated: date | None = None
    arrival_number: int | None = None
    arrival_suffix: str = ""
    arrived: date | None = None
    issuer: str = ""
    kind: str = ""
    subject: str = ""
    signer: str = ""
    position: str = ""
    recipients: str = ""
    kept_by: str = ""
    copies: int | None = None
    pages: int | None = None
    urgency: Urgency = Urgency.NORMAL
    handler: str = ""
    drafter: str = ""
    due: date | None = None
    state: str = ""
    reply: str = ""
    note: str = ""
    file: str = ""
    channel: Channel | None = None
    forwarded: date | None = None
    receipt: str = ""
    book: str = ""
    language: str = ""
    file_code: str = ""
    file_ordinal: int | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def is_fit(self) -> bool:
        """Whether the row can be taken as it is."""
        return all(fault.severity is not Severity.STOP for fault in self.faults)


def column_letters(index: int) -> str:
    """The letters of a column, counted from 0: 0 → "A", 27 → "AB"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
