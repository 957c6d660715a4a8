"""How values are said to a reader: Vietnamese words, dates as dd/mm/yyyy, decimal comma, "—" for nothing."""

from __future__ import annotations

from pathlib import PurePath

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.explain import day_words, periodic_words, rhythm_words
from sauro.doctypes.kinds import kind_of_symbol
from sauro.findings import Severity
from sauro.folio.model import Source as SourceFile
from sauro.folio.model import SourceKind
from sauro.folio.span import Span
from sauro.plan.model import Citation, Plan, ReportingDuty, Source, Task
from sauro.plan.naming import indicator_words, level_words, number_words
from sauro.plan.serial import Places
from sauro.text.printable import printable

__all__ = [
    "NOTHING",
    "SEVERITIES",
    "SOURCES",
    "basis_words",
    "citation_words",
    "dated_words",
    "due_words",
    "indicator_words",
    "kind_words",
    "level_words",
    "number_words",
    "period_words",
    "place_words",
    "printable",
    "report_due_words",
    "task_due_words",
    "title_words",
    "written_date",
]

NOTHING = "—"

SEVERITIES = {
    Severity.STOP: "Phải xử lý",
    Severity.ERROR: "Sai quy định",
    Severity.WARN: "Cảnh báo",
    Severity.ASK: "Cần quyết định",
    Severity.NOTE: "Lưu ý",
}
SOURCES = {Source.BODY: "Nội dung kế hoạch", Source.APPENDIX: "Phụ lục"}
_KINDS = {
    SourceKind.DOCX: "tệp Word",
    SourceKind.PDF: "tệp PDF",
    SourceKind.SCAN: "bản quét",
    SourceKind.TEXT: "văn bản thuần",
}
_OFFICE_KINDS = {".odt": "tệp OpenDocument", ".rtf": "tệp RTF"}
"""What LibreOffice first makes a Word file of."""

_BASES = {
    "previous_year": "so với năm trước",
    "total_meetings": "trên tổng số hội nghị, cuộc họp",
    "total_documents": "trên tổng số văn bản",
    "civil_servants": "cán bộ, công chức",
    "exchanged_documents": "văn bản trao đổi",
    "exchanged_documents_excluding_secret": "văn bản trao đổi, trừ văn bản mật",
    "procedure_dossiers": "hồ sơ thủ tục hành chính",
    "grdp": "GRDP",
    "population": "dân số",
    "enterprises": "doanh nghiệp",
    "households": "hộ gia đình",
}
_CARRIERS = {
    "Quyết định": "ban hành kèm theo",
    "Nghị quyết": "ban hành kèm theo",
    "Tờ trình": "kèm theo",
    "Thông báo": "kèm theo",
}
"""The kinds of documents that carry another, and how it is called then."""
_DATED = ("năm", "tháng", "ngày")
"""What stands before a date, by the number of its dashes."""


def written_date(text: str) -> str:
    """A date as far as it is written: "2026-05-13" → "13/05/2026", "2026-05" → "05/2026"; a day of
    every year: "06-01" → "01/06"."""
    return "/".join(reversed(text.split("-")))


def dated_words(text: str) -> str:
    """When a document was written, as far as it says: "ngày 13/05/2026", "tháng 05/2026", "năm 2026"."""
    return f"{_DATED[text.count('-')]} {written_date(text)}"


def due_words(due: Due) -> str:
    """A time limit in few words: "30/09/2026, sau đó thường xuyên"."""
    parts = [_due_part(due)]
    following = due.then
    while following is not None:
        part = _due_part(following)
        parts.append("sau đó " + part[0].lower() + part[1:])
        following = following.then
    return printable(", ".join(parts))


def task_due_words(task: Task) -> str:
    """The time limit of a duty, with other dates that it names; in quotation marks the words of which none
    could be made."""
    if task.due:
        others = ", ".join(due_words(other.value) for other in task.milestones)
        return due_words(task.due.value) + (f" (mốc khác: {others})" if others else "")
    return printable(f"“{task.unread_due.value}”") if task.unread_due else NOTHING


def _due_part(due: Due) -> str:
    since = f" từ {day_words(due.starts)}" if due.starts else ""
    if due.kind is DueKind.BY and due.date:
        return f"{day_words(due.starts)} – {day_words(due.date)}" if due.starts else day_words(due.date)
    if due.kind is DueKind.ONGOING:
        return "Thường xuyên" + since
    if due.kind is DueKind.PERIODIC:
        return _capital(periodic_words(due, since)) or "Định kỳ" + since
    return f"“{due.raw}”"


def period_words(period: Rhythm | None) -> str:
    """How often a report is owed."""
    return _capital(rhythm_words((period,))) if period else "Định kỳ"


def report_due_words(duty: ReportingDuty) -> str:
    """When a report is due within its period."""
    if duty.due_day:
        return written_date(duty.due_day)
    if not duty.day_of_month:
        return NOTHING
    last_month = " tháng cuối quý" if duty.period is Rhythm.QUARTER else ""
    return f"ngày {duty.day_of_month}{last_month}"


def kind_words(source: SourceFile) -> str:
    """What sort of file it was, in words: "tệp Word"."""
    name = _KINDS[source.kind]
    return (
        _OFFICE_KINDS.get(PurePath(source.name).suffix.lower(), name)
        if source.kind is SourceKind.DOCX
        else name
    )


def basis_words(basis: str | None) -> str:
    """What a share is taken of."""
    return NOTHING if basis is None else _BASES.get(basis, basis.replace("_", " "))


def citation_words(citation: Citation) -> str:
    """How a document is cited: "Kết luận số 226-KL/TW ngày 11/12/2025 của Ban Bí thư"."""
    words = f"{citation.type} số {citation.number}"
    if citation.date:
        words += f" {dated_words(citation.date)}"
    return printable(words + (f" của {citation.issuer}" if citation.issuer else ""))


def title_words(plan: Plan) -> str:
    """How a plan is called: "Kế hoạch số 38/KH-UBND ngày 09/02/2026"; one that a decision carries bears the
    decision's number and date: "Kế hoạch ban hành kèm theo Quyết định số 5/QĐ-UBND tháng 03/2026". The file's
    name where it does not say."""
    facts = plan.document
    if not facts.type and not facts.number:
        return printable(plan.file)
    words = [facts.type.value if facts.type else "Văn bản"]
    kind = kind_of_symbol(facts.symbol.value) if facts.symbol else None
    if facts.type and kind and kind.name in _CARRIERS and not _same(kind.name, facts.type.value):
        words += [_CARRIERS[kind.name], kind.name]
    if facts.number:
        words.append(f"số {facts.number.value}")
    if facts.date:
        words.append(dated_words(facts.date.value))
    return printable(" ".join(words))


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def place_words(places: Places, span: Span) -> str:
    """Where to look in the source: "trang 2, đoạn 14", "trang 3, bảng: dòng 2, cột 4"."""
    paragraph = places.paragraph_at(span.start)
    if paragraph is None:
        return NOTHING
    place = paragraph.place
    page = places.page_at(span.start)
    words = [] if page is None else [f"trang {page}"]
    if place.row is None or place.column is None:
        words.append(f"đoạn {place.paragraph + 1}")
    else:
        words.append(f"bảng: dòng {place.row + 1}, cột {place.column + 1}")
    return ", ".join(words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
