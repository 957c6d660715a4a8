"""What stands in the workbook: the rows of each sheet, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sauro.cli.wording import (
    SEVERITIES,
    SOURCES,
    basis_words,
    indicator_words,
    kind_words,
    level_words,
    period_words,
    place_words,
    report_due_words,
    task_due_words,
    title_words,
    written_date,
)
from sauro.folio.model import Folio
from sauro.folio.span import Span
from sauro.plan.model import DocumentFacts, Plan, Value
from sauro.plan.serial import Places, findings_of

__all__ = ["SHEETS", "Cell", "Column", "FileRows", "Sheet", "rows_of"]

Cell = str | float | date | None
Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its width in characters."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook. The first `printed` columns go onto paper, the others are for filtering."""

    name: str
    columns: tuple[Column, ...]
    printed: int


@dataclass(frozen=True, slots=True)
class FileRows:
    """The rows that one file gives to each sheet, in the order of `SHEETS`."""

    file: str
    sheets: tuple[tuple[Cells, ...], ...]


def _sheet(name: str, *columns: tuple[str, int], printed: int | None = None) -> Sheet:
    return Sheet(name, tuple(Column(title, width) for title, width in columns), printed or len(columns))


SHEETS = (
    _sheet(
        "Nhiệm vụ",
        ("Mục", 8), ("Nhiệm vụ", 38), ("Chủ trì", 18), ("Trích dẫn chủ trì", 18), ("Phối hợp", 18),
        ("Trích dẫn phối hợp", 18), ("Sản phẩm", 16), ("Hạn", 11), ("Thời hạn", 13),
        ("Trích dẫn thời hạn", 14), ("Vị trí", 12), ("Đề mục", 24), ("Nhóm", 24), ("Nguồn", 12),
        ("Trùng với", 10), printed=11,
    ),
    _sheet(
        "Chỉ tiêu",
        ("Chỉ tiêu", 32), ("Mức", 10), ("So sánh", 8), ("Giá trị", 9), ("Đơn vị tính", 10),
        ("Cơ sở tính", 22), ("Đến", 11), ("Trích dẫn", 54), ("Vị trí", 14),
    ),
    _sheet(
        "Báo cáo",
        ("Kỳ báo cáo", 16), ("Hạn (ngày/tháng)", 16), ("Đơn vị báo cáo", 34), ("Nơi nhận", 30), ("Mục", 10),
        ("Trích dẫn", 54), ("Vị trí", 14),
    ),
    _sheet(
        "Viện dẫn",
        ("Loại văn bản", 16), ("Số, ký hiệu", 18), ("Ngày", 12), ("Cơ quan ban hành", 30), ("Số lần", 8),
        ("Trích dẫn", 54), ("Vị trí", 14),
    ),
    _sheet("Văn bản", ("Mục", 24), ("Giá trị", 60), ("Trích dẫn", 54), ("Vị trí", 14)),
    _sheet(
        "Phát hiện",
        ("Mức", 14), ("Phát hiện", 60), ("Gợi ý", 26), ("Căn cứ", 20), ("Trích dẫn", 46), ("Vị trí", 14),
        ("Mã", 20), printed=6,
    ),
)  # fmt: skip

_HEAD = (
    ("Loại văn bản", "type"),
    ("Số", "number"),
    ("Ký hiệu", "symbol"),
    ("Cơ quan ban hành", "issuer"),
    ("Địa danh", "place"),
    ("Ngày ban hành", "date"),
    ("Trích yếu", "subject"),
)


def rows_of(file: str, folio: Folio, plan: Plan) -> FileRows:
    """The rows of one plan."""
    rows = _Rows(folio, plan)
    sheets = (rows.tasks(), rows.targets(), rows.reports(), rows.citations(), rows.facts(), rows.findings())
    return FileRows(file, tuple(map(tuple, sheets)))


class _Rows:
    """Makes the rows of one plan."""

    def __init__(self, folio: Folio, plan: Plan) -> None:
        self._folio = folio
        self._plan = plan
        self._places = Places(folio)

    def tasks(self) -> Iterator[Cells]:
        """A row for each duty."""
        for task in self._plan.tasks:
            due = task.due.value if task.due else None
            words = task.due or task.unread_due
            yield (
                task.path,
                task.text.value,
                _lines(task.lead),
                _quotes(task.lead),
                _lines(task.cooperating),
                _quotes(task.cooperating),
                _value(task.product),
                due.date if due else None,
                task_due_words(task) if words else None,
                words.quote if words else None,
                self._place(task.text.span),
                task.heading,
                task.group,
                SOURCES[task.source],
                ", ".join(task.same_as),
            )

    def targets(self) -> Iterator[Cells]:
        """A row for each target."""
        for target in self._plan.targets:
            yield (
                indicator_words(target),
                level_words(target),
                target.comparator,
                target.value,
                target.unit,
                basis_words(target.basis) if target.basis else None,
                _day(target.by) if target.by else None,
                target.quote,
                self._place(target.span),
            )

    def reports(self) -> Iterator[Cells]:
        """A row for each report owed."""
        for duty in self._plan.reporting:
            has_day = duty.due_day or duty.day_of_month
            yield (
                period_words(duty.period),
                report_due_words(duty) if has_day else None,
                "\n".join(duty.reporter),
                "\n".join(duty.receiver),
                duty.task,
                duty.raw,
                self._place(duty.span),
            )

    def citations(self) -> Iterator[Cells]:
        """A row for each document cited."""
        for citation in self._plan.citations:
            yield (
                citation.type,
                citation.number,
                _day(citation.date) if citation.date else None,
                citation.issuer,
                citation.mentions,
                citation.quote,
                self._place(citation.places[0]) if citation.places else None,
            )

    def facts(self) -> Iterator[Cells]:
        """What head and foot say, limits of meetings, and which file was read."""
        facts = self._plan.document
        yield ("Văn bản", title_words(self._plan), None, None)
        for title, name in _HEAD:
            value: Value[str] | None = getattr(facts, name)
            shown = _day(value.value) if value and name == "date" else _value(value)
            yield (title, shown, *self._proof(value))
        yield from self._signer(facts)
        for recipient in facts.recipients:
            yield ("Nơi nhận", recipient.value, recipient.quote, self._place(recipient.span))
        for limit in self._plan.meeting_limits:
            title = f"Thời gian họp tối đa (ngày): {limit.kind}"
            yield (title, limit.max_days, limit.quote, self._place(limit.span))
        source = self._folio.source
        yield ("Tệp nguồn", f"{source.name} ({kind_words(source)})", None, None)
        yield ("SHA-256 của tệp nguồn", source.digest, None, None)

    def _signer(self, facts: DocumentFacts) -> Iterator[Cells]:
        signer = facts.signer
        titled = (
            ("Người ký", signer.name),
            ("Chức vụ", signer.position),
            ("Thẩm quyền ký", signer.authority),
        )
        for title, value in titled:
            yield (title, _value(value), *self._proof(value))

    def findings(self) -> Iterator[Cells]:
        """A row for each finding, of the rules and of the reader."""
        for finding in findings_of(self._plan, self._folio):
            spans = finding.spans
            yield (
                SEVERITIES[finding.severity],
                finding.message,
                finding.suggestion,
                finding.basis,
                " ".join(spans[0].of(self._folio.text).split()) if spans else None,
                "; ".join(dict.fromkeys(map(self._place, spans[:4]))),
                finding.code,
            )

    def _proof(self, value: Value[str] | None) -> tuple[str | None, str | None]:
        return (value.quote, self._place(value.span)) if value else (None, None)

    def _place(self, span: Span) -> str:
        return place_words(self._places, span)


def _value(value: Value[str] | None) -> str | None:
    return value.value if value else None


def _lines(values: Sequence[Value[str]]) -> str:
    return "\n".join(value.value for value in values)


def _quotes(values: Sequence[Value[str]]) -> str:
    """The words that prove the values, each once."""
    return "\n".join(dict.fromkeys(value.quote for value in values))


def _day(text: str) -> date | str:
    """A whole date as one, a part of one as words."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-01") else written_date(text)
    except ValueError:
        return written_date(text)
