"""All consistency checks with their codes and clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sauro.checks.consistency import (
    appendices,
    clarity,
    levels,
    ordered_targets,
    quotes,
    regimes,
    sums,
    syllables,
)
from sauro.checks.consistency.handed_on import handing_on
from sauro.checks.model import Check, Examined, Family, Fault
from sauro.findings import Severity

__all__ = ["CONSISTENCY_CHECKS"]

_CITED = "Nghị định số 30/2020/NĐ-CP, Phụ lục I, Mục II, khoản 6"
_NUMBERED = "Nghị định số 30/2020/NĐ-CP, Điều 15"
_ATTACHED = "Nghị định số 30/2020/NĐ-CP, Phụ lục I, Mục III"
_CLEAR = "Kết luận số 226-KL/TW; Quyết định số 534/QĐ-TTg: rõ người, rõ việc, rõ thời gian, rõ sản phẩm"
_TARGETS = "Kết luận số 226-KL/TW; Quyết định số 534/QĐ-TTg: chỉ tiêu phải rõ và thống nhất"
_ORDERED = "Kết luận số 226-KL/TW; Quyết định số 534/QĐ-TTg"
_ONE = "Nghị định số 30/2020/NĐ-CP, Điều 12 (kiểm tra nội dung văn bản trước khi ký)"
_REPORTS = "Nghị định số 09/2019/NĐ-CP, Điều 7"
_AUTHORITY = "Luật Tổ chức chính quyền địa phương số 72/2025/QH15; Nghị định số 30/2020/NĐ-CP, Điều 13"


def _check(
    code: str, name: str, severity: Severity, basis: str, look: Callable[[Examined], Iterable[Fault]]
) -> Check:
    return Check(code, name, Family.CONSISTENCY, severity, basis, look)


def _of_plans(look: Callable[[Examined], Iterable[Fault]]) -> Callable[[Examined], Iterator[Fault]]:
    """The look at documents that give duties: others have none to be clear about."""

    def found(examined: Examined) -> Iterator[Fault]:
        if clarity.gives_duties(examined):
            yield from look(examined)

    return found


def _task(code: str, name: str, severity: Severity) -> Check:
    return _check(code, name, severity, _CLEAR, _of_plans(handing_on(code)))


CONSISTENCY_CHECKS = (
    _check(
        "document.lettered_number",
        "Số văn bản kèm chữ",
        Severity.WARN,
        _NUMBERED,
        handing_on("document.lettered_number"),
    ),
    _check(
        "document.issuer_unclear",
        "Cơ quan ban hành ghi không thống nhất",
        Severity.ASK,
        _ONE,
        levels.unclear_issuers,
    ),
    _check(
        "citation.date_differs",
        "Một văn bản được dẫn với hai ngày",
        Severity.ERROR,
        _CITED,
        handing_on("citation.date_differs"),
    ),
    _check(
        "citation.two_dates",
        "Một số văn bản được dẫn với hai ngày",
        Severity.ASK,
        _CITED,
        handing_on("citation.two_dates"),
    ),
    _check(
        "citation.issuer_differs",
        "Một văn bản được dẫn với hai cơ quan ban hành",
        Severity.WARN,
        _CITED,
        handing_on("citation.issuer_differs"),
    ),
    _check(
        "citation.symbol_misspelt",
        "Ký hiệu văn bản được dẫn viết sai",
        Severity.WARN,
        _CITED,
        handing_on("citation.symbol_misspelt", mends=True),
    ),
    _check("level.caption", "Phụ lục ghi cơ quan khác cấp", Severity.ERROR, _ATTACHED, levels.captions),
    _check(
        "level.cited_issuer",
        "Văn bản cấp trên bị dẫn là của cấp xã",
        Severity.WARN,
        _CITED,
        levels.cited_issuers,
    ),
    _check(
        "level.lead", "Giao việc cho cơ quan cấp trên", Severity.WARN, _AUTHORITY, _of_plans(levels.leads)
    ),
    _check("level.other_name", "Tên của cơ quan khác", Severity.WARN, _ONE, levels.names_of_others),
    _check(
        "level.area_kind", "Địa bàn khác loại với cơ quan ban hành", Severity.WARN, _ONE, levels.kinds_of_area
    ),
    _task("task.no_lead", "Nhiệm vụ không có cơ quan chủ trì", Severity.ASK),
    _task("task.several_leads", "Nhiệm vụ có nhiều cơ quan chủ trì", Severity.ASK),
    _task("task.group_lead", "Nhiệm vụ giao cho nhóm cơ quan", Severity.NOTE),
    _task("task.no_such_day", "Thời hạn là ngày không có trong lịch", Severity.WARN),
    _check("task.no_due", "Nhiệm vụ không có thời hạn", Severity.WARN, _CLEAR, clarity.without_time),
    _check("task.no_product", "Nhiệm vụ không có sản phẩm", Severity.ASK, _CLEAR, clarity.without_product),
    _check(
        "pair.lead_differs",
        "Nội dung và phụ lục ghi cơ quan chủ trì khác nhau",
        Severity.ASK,
        _ONE,
        handing_on("pair.lead_differs"),
    ),
    _check(
        "pair.due_differs",
        "Nội dung và phụ lục ghi thời hạn khác nhau",
        Severity.ASK,
        _ONE,
        handing_on("pair.due_differs"),
    ),
    _check(
        "report.body_against_appendix",
        "Nội dung và phụ lục ghi chế độ báo cáo khác nhau",
        Severity.WARN,
        _REPORTS,
        regimes.body_against_appendix,
    ),
    _check("report.two_days", "Một báo cáo có hai hạn gửi", Severity.WARN, _REPORTS, regimes.days),
    _check(
        "target.contradiction",
        "Một chỉ tiêu ghi hai mức",
        Severity.ASK,
        _TARGETS,
        _of_plans(handing_on("target.contradiction")),
    ),
    _check(
        "target.bound_differs",
        "Một chỉ tiêu lúc ghi đúng mức, lúc ghi tối thiểu",
        Severity.WARN,
        _TARGETS,
        _of_plans(handing_on("target.bound_differs")),
    ),
    _check(
        "target.missing", "Thiếu chỉ tiêu mà cấp trên giao", Severity.WARN, _ORDERED, ordered_targets.missing
    ),
    _check(
        "target.weaker",
        "Chỉ tiêu thấp hơn mức cấp trên giao",
        Severity.WARN,
        _ORDERED,
        ordered_targets.weaker,
    ),
    _check("appendix.missing", "Thiếu phụ lục đã dẫn", Severity.WARN, _ATTACHED, appendices.announced),
    _check("text.quotes", "Dấu ngoặc kép không có cặp", Severity.WARN, _ONE, quotes.unpaired),
    _check(
        "text.suspect_phrase",
        "Cụm từ có thể sai dấu",
        Severity.WARN,
        _ONE,
        handing_on("text.suspect_phrase", mends=True),
    ),
    _check("text.no_syllable", "Từ viết sai chính tả", Severity.WARN, _ONE, syllables.impossible),
    _check("sum.parts", "Các phần không khớp tổng số", Severity.WARN, _ONE, sums.parts),
    _check("sum.table", "Dòng, cột tổng của bảng không khớp", Severity.WARN, _ONE, sums.tables),
)
"""The checks whether a document agrees with itself."""
