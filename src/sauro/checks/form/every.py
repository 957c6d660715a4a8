"""All form checks with their codes and clauses, in the order in which a document is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sauro.checks.form import (
    appendix,
    capital_letters,
    citing,
    head,
    letters,
    numbering,
    paper,
    required,
    sending,
    signature,
    stale,
)
from sauro.checks.model import Check, Examined, Family, Fault, on_setting
from sauro.findings import Severity

__all__ = ["FORM_CHECKS"]

_DECREE = "Nghị định số 30/2020/NĐ-CP"
_FIRST = f"{_DECREE}, Phụ lục I"
_TABLE = f"{_FIRST}, Mẫu chữ và chi tiết trình bày thể thức văn bản"
_TWO_LEVELS = "Luật Tổ chức chính quyền địa phương số 72/2025/QH15; Nghị định số 150/2025/NĐ-CP"
_ERROR, _WARN, _NOTE = Severity.ERROR, Severity.WARN, Severity.NOTE

_Look = Callable[[Examined], Iterable[Fault]]


def _check(code: str, name: str, severity: Severity, basis: str, look: _Look) -> Check:
    return Check(code, name, Family.FORM, severity, basis, look)


_PAPER = (
    _check("F01.paper_size", "Khổ giấy", _ERROR, f"{_FIRST}, Mục I, khoản 1", on_setting(paper.paper_size)),
    _check("F01.margins", "Lề trang", _ERROR, f"{_FIRST}, Mục I, khoản 3", on_setting(paper.margins)),
    _check("F01.page_number", "Số trang", _ERROR, f"{_FIRST}, Mục I, khoản 7", on_setting(paper.page_number)),
    _check(
        "F01.appendix_pages",
        "Số trang của phụ lục",
        _ERROR,
        f"{_FIRST}, Mục III",
        on_setting(paper.numbers_by_section),
    ),
    _check("F01.font", "Phông chữ", _ERROR, f"{_FIRST}, Mục I, khoản 4", on_setting(letters.font)),
    _check("F01.colour", "Màu chữ", _ERROR, f"{_FIRST}, Mục I, khoản 4", on_setting(letters.colour)),
)
_COMPONENTS = (
    _check(
        "F02.components", "Các thành phần thể thức", _ERROR, f"{_DECREE}, Điều 8", required.components_present
    ),
    _check("F03.size", "Cỡ chữ của từng thành phần", _ERROR, _TABLE, on_setting(letters.sizes)),
    _check("F03.style", "Kiểu chữ của từng thành phần", _ERROR, _TABLE, on_setting(letters.styles)),
    _check(
        "F03.case",
        "Chữ in hoa, in thường của từng thành phần",
        _ERROR,
        _TABLE,
        on_setting(letters.capitals),
    ),
    _check(
        "F03.alignment",
        "Canh lề của từng thành phần",
        _ERROR,
        f"{_FIRST}, Mục II",
        on_setting(letters.alignment),
    ),
    _check("F03.indent", "Lùi đầu dòng", _ERROR, f"{_FIRST}, Mục II, khoản 6", on_setting(letters.indent)),
    _check(
        "F03.spacing",
        "Khoảng cách giữa các đoạn",
        _ERROR,
        f"{_FIRST}, Mục II, khoản 6",
        on_setting(letters.spacing),
    ),
    _check(
        "F03.line_spacing",
        "Khoảng cách giữa các dòng",
        _ERROR,
        f"{_FIRST}, Mục II, khoản 6",
        on_setting(letters.line_spacing),
    ),
)
_HEAD = (
    _check(
        "F04.nation_and_motto",
        "Quốc hiệu và Tiêu ngữ",
        _WARN,
        f"{_FIRST}, Mục II, khoản 1",
        head.nation_and_motto,
    ),
    _check("F04.rules", "Đường kẻ ngang", _WARN, f"{_FIRST}, Mục II, khoản 1, 2 và 5", head.rules),
    _check("F05.number", "Cách ghi số, ký hiệu", _ERROR, f"{_FIRST}, Mục II, khoản 3", head.number),
    _check(
        "F05.symbol",
        "Ký hiệu và tên loại",
        _ERROR,
        f"{_FIRST}, Mục II, khoản 3; Phụ lục III",
        head.symbol,
    ),
    _check(
        "F05.issuer", "Ký hiệu và cơ quan ban hành", _ERROR, f"{_FIRST}, Mục II, khoản 3", head.issuer_symbol
    ),
    _check(
        "F06.date", "Địa danh và thời gian ban hành", _WARN, f"{_FIRST}, Mục II, khoản 4", head.place_and_date
    ),
    _check("F07.place", "Địa danh và nơi đóng trụ sở", _WARN, f"{_FIRST}, Mục II, khoản 4", head.seat),
)
_TEXT = (
    _check("F08.addressees", "Kính gửi", _ERROR, f"{_FIRST}, Mục II, khoản 9", sending.addressees),
    _check("F08.recipients", "Nơi nhận", _ERROR, f"{_FIRST}, Mục II, khoản 9", sending.recipients),
    _check("F08.filing", "Dòng “Lưu”", _ERROR, f"{_FIRST}, Mục II, khoản 9", sending.filing),
    _check(
        "F09.authority",
        "Chữ viết tắt về thẩm quyền ký",
        _ERROR,
        f"{_FIRST}, Mục II, khoản 7",
        signature.authority,
    ),
    _check(
        "F09.on_behalf",
        "Ký thay, ký thay mặt và chức vụ",
        _ERROR,
        f"{_DECREE}, Điều 13; Phụ lục I, Mục II, khoản 7",
        signature.on_behalf,
    ),
    _check(
        "F09.issuing",
        "Thẩm quyền ban hành và thẩm quyền ký",
        _ERROR,
        f"{_DECREE}, Điều 13",
        signature.issuing,
    ),
    _check("F09.name", "Họ tên người ký", _ERROR, f"{_FIRST}, Mục II, khoản 7", signature.names),
    _check("F10.order", "Thứ tự đánh số", _WARN, f"{_FIRST}, Mục II, khoản 6", numbering.order),
    _check("F11.first", "Viện dẫn lần đầu", _WARN, f"{_FIRST}, Mục II, khoản 6", citing.first_mention),
    _check("F11.later", "Viện dẫn các lần sau", _WARN, f"{_FIRST}, Mục II, khoản 6", citing.later_mentions),
    _check("F12.capitals", "Viết hoa", _NOTE, f"{_DECREE}, Phụ lục II", capital_letters.capital_letters),
    _check("F14.stale_unit", "Đơn vị, cơ quan không còn", _WARN, _TWO_LEVELS, stale.stale_units),
    _check("F20.closing", "Dấu kết thúc “./.”", _NOTE, f"{_DECREE}, Phụ lục III", numbering.closing),
)
_APPENDICES = (
    _check("F13.caption", "Chữ “Phụ lục”", _WARN, f"{_FIRST}, Mục III", appendix.caption_case),
    _check("F13.numbers", "Số thứ tự phụ lục", _ERROR, f"{_FIRST}, Mục III", appendix.numbers),
    _check("F13.title", "Tiêu đề phụ lục", _ERROR, f"{_FIRST}, Mục III", appendix.titles),
    _check(
        "F13.belongs_to", "Dòng “Kèm theo” của phụ lục", _ERROR, f"{_FIRST}, Mục III", appendix.belongs_to
    ),
    _check("F13.pointer", "Nội dung dẫn đến phụ lục", _ERROR, f"{_FIRST}, Mục III", appendix.pointers),
)

FORM_CHECKS = (*_PAPER, *_COMPONENTS, *_HEAD, *_TEXT, *_APPENDICES)
"""The checks of a document's form."""
