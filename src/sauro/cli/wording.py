"""How values are said to a reader: Vietnamese words, dates as dd/mm/yyyy, decimal comma, "—" for nothing."""

from __future__ import annotations

import re
from pathlib import PurePath

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.explain import day_words, periodic_words, rhythm_words
from sauro.doctypes.kinds import kind_of_symbol
from sauro.findings import Severity
from sauro.folio.model import Source as SourceFile
from sauro.folio.model import SourceKind
from sauro.folio.span import Span
from sauro.plan.model import Citation, Plan, ReportingDuty, Source, Target, Task
from sauro.plan.serial import Places
from sauro.text.compare import plain

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

_INDICATORS = {
    "admin_documents_reduction": "Giảm văn bản hành chính",
    "meetings_reduction": "Giảm hội nghị, cuộc họp",
    "online_meetings_share": "Tỷ lệ họp trực tuyến",
    "digital_procedures_share": "Xử lý thủ tục hành chính trên môi trường số",
    "digitised_documents_share": "Số hóa văn bản, thủ tục hành chính",
    "electronic_exchange_share": "Văn bản gửi, nhận điện tử",
    "digital_skills_share": "Đào tạo kỹ năng số",
    "in_person_meetings_share": "Tỷ lệ họp trực tiếp",
    "paperless_meetings_share": "Tỷ lệ họp không giấy tờ",
    "online_public_services_share": "Dịch vụ công trực tuyến",
    "work_records_online_share": "Hồ sơ công việc xử lý trên môi trường mạng",
    "digital_signature_share": "Sử dụng chữ ký số",
    "cashless_payment_share": "Thanh toán không dùng tiền mặt",
    "online_payment_share": "Thanh toán trực tuyến",
    "satisfaction_share": "Mức độ hài lòng",
    "on_time_procedures_share": "Hồ sơ giải quyết đúng hạn",
    "reports_online_share": "Báo cáo trên môi trường số",
    "procedure_time_reduction": "Giảm thời gian giải quyết thủ tục",
    "compliance_cost_reduction": "Giảm chi phí tuân thủ",
    "poverty_rate_reduction": "Giảm hộ nghèo",
    "poverty_rate": "Tỷ lệ hộ nghèo",
    "economic_growth": "Tăng trưởng kinh tế",
    "digital_economy_share": "Tỷ trọng kinh tế số",
    "e_commerce_share": "Thương mại điện tử",
    "investment_disbursement_share": "Giải ngân vốn đầu tư",
    "health_insurance_coverage": "Bao phủ bảo hiểm y tế",
    "social_insurance_coverage": "Bao phủ bảo hiểm xã hội",
    "electronic_health_records_share": "Hồ sơ sức khỏe điện tử",
    "electronic_identity_share": "Định danh điện tử",
    "bank_account_share": "Có tài khoản ngân hàng",
    "smartphone_share": "Có điện thoại thông minh",
    "mobile_5g_coverage": "Phủ sóng 5G",
    "broadband_share": "Internet băng rộng",
    "forest_cover": "Tỷ lệ che phủ rừng",
    "clean_water_share": "Sử dụng nước sạch",
    "waste_collection_share": "Thu gom chất thải",
    "trained_workers_share": "Lao động qua đào tạo",
    "unemployment_rate": "Tỷ lệ thất nghiệp",
    "urbanisation_rate": "Tỷ lệ đô thị hóa",
    "national_standard_schools_share": "Trường đạt chuẩn quốc gia",
    "voter_turnout": "Tỷ lệ cử tri đi bầu",
    "drug_free_communes_share": "Đơn vị không có ma túy",
    "model_new_rural_communes": "Xã nông thôn mới kiểu mẫu",
    "cultural_households_share": "Gia đình văn hóa",
    "ocop_products": "Sản phẩm OCOP",
    "commune_wide_meetings": "Hội nghị toàn xã",
    "province_wide_meetings": "Hội nghị toàn tỉnh",
    "meetings_count": "Số hội nghị, cuộc họp",
    "duty_inspections_count": "Số cuộc kiểm tra công vụ",
    "growth_rate": "Tốc độ tăng",
}
_HEADS = (("ty_le", "Tỷ lệ"), ("muc_giam", "Mức giảm"), ("muc_tang", "Mức tăng"), ("so", "Số"))
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
_SIGNS = {">=": "≥ ", "<=": "≤ ", "=": ""}
_WORD = re.compile(r"\w+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """`text` without control characters, those of writing direction included: a document must not steer the
    terminal or disturb the page that shows it."""
    return _CONTROL.sub("", text)


def written_date(text: str) -> str:
    """A date as far as it is written: "2026-05-13" → "13/05/2026", "2026-05" → "05/2026"; a day of
    every year: "06-01" → "01/06"."""
    return "/".join(reversed(text.split("-")))


def dated_words(text: str) -> str:
    """When a document was written, as far as it says: "ngày 13/05/2026", "tháng 05/2026", "năm 2026"."""
    return f"{_DATED[text.count('-')]} {written_date(text)}"


def number_words(value: float) -> str:
    """A figure with a decimal comma and points between thousands: 1250.5 → "1.250,5"."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


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


def indicator_words(target: Target) -> str:
    """The Vietnamese name of an indicator. A name that was made of the target's own words gets back their
    accents, which stand in the quotation."""
    known = _INDICATORS.get(target.indicator)
    if known:
        return known
    for code, head in _HEADS:
        if target.indicator.startswith(code + "_"):
            words = target.indicator[len(code) + 1 :].split("_")
            if words == ["khac"]:
                return f"{head} khác"
            name = _accented(words, printable(target.quote).lower())
            return " ".join([head, *name]) if name else _capital(printable(target.quote))
    return _capital(target.indicator.replace("_", " "))


def _accented(words: list[str], quote: str) -> list[str]:
    """Plain words with the accents they have in a quotation: where they stand there one after another, else
    each where it comes first; none where the quotation lacks one, which the plan tells elsewhere."""
    written = _WORD.findall(quote)
    bare = [plain(word) for word in written]
    for start in range(len(bare) - len(words) + 1):
        if bare[start : start + len(words)] == words:
            return written[start : start + len(words)]
    accents = dict(zip(reversed(bare), reversed(written), strict=True))
    return [accents[word] for word in words] if all(word in accents for word in words) else []


def kind_words(source: SourceFile) -> str:
    """What sort of file it was, in words: "tệp Word"."""
    name = _KINDS[source.kind]
    return (
        _OFFICE_KINDS.get(PurePath(source.name).suffix.lower(), name)
        if source.kind is SourceKind.DOCX
        else name
    )


def level_words(target: Target) -> str:
    """What must be reached: "≥ 60%"."""
    unit = target.unit if target.unit in ("", "%") else " " + target.unit
    return printable(
        _SIGNS.get(target.comparator, target.comparator + " ") + number_words(target.value) + unit
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
