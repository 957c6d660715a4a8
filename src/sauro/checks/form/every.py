"""All form checks with their codes and clauses, in the order in which a document is read."""

from __future__ import annotations

from sauro.checks.form import body, head, letters, paper
from sauro.checks.model import Check, Family, on_setting
from sauro.findings import Severity

__all__ = ["FORM_CHECKS"]

_DECREE = "Nghị định số 30/2020/NĐ-CP, Phụ lục I"
_TABLE = f"{_DECREE}, Mẫu chữ và chi tiết trình bày thể thức văn bản"

FORM_CHECKS = (
    Check(
        "F01.paper_size",
        "Khổ giấy",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục I, khoản 1",
        on_setting(paper.paper_size),
    ),
    Check(
        "F01.margins",
        "Lề trang",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục I, khoản 3",
        on_setting(paper.margins),
    ),
    Check(
        "F01.page_number",
        "Số trang",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục I, khoản 7",
        on_setting(paper.page_number),
    ),
    Check(
        "F01.appendix_pages",
        "Số trang của phụ lục",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục III",
        on_setting(paper.numbers_by_section),
    ),
    Check(
        "F01.font",
        "Phông chữ",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục I, khoản 4",
        on_setting(letters.font),
    ),
    Check(
        "F03.size",
        "Cỡ chữ của từng thành phần",
        Family.FORM,
        Severity.ERROR,
        _TABLE,
        on_setting(letters.sizes),
    ),
    Check(
        "F03.style",
        "Kiểu chữ của từng thành phần",
        Family.FORM,
        Severity.ERROR,
        _TABLE,
        on_setting(letters.styles),
    ),
    Check(
        "F03.case",
        "Chữ in hoa, in thường của từng thành phần",
        Family.FORM,
        Severity.ERROR,
        _TABLE,
        on_setting(letters.capitals),
    ),
    Check(
        "F03.alignment",
        "Canh lề của từng thành phần",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục II",
        on_setting(letters.alignment),
    ),
    Check(
        "F03.indent",
        "Lùi đầu dòng",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục II, khoản 6",
        on_setting(letters.indent),
    ),
    Check(
        "F03.spacing",
        "Khoảng cách giữa các đoạn",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục II, khoản 6",
        on_setting(letters.spacing),
    ),
    Check(
        "F04.nation_and_motto",
        "Quốc hiệu và Tiêu ngữ",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục II, khoản 1",
        on_setting(head.nation_and_motto),
    ),
    Check(
        "F05.number",
        "Cách ghi số, ký hiệu",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục II, khoản 3",
        on_setting(head.number),
    ),
    Check(
        "F05.symbol",
        "Ký hiệu và tên loại",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục II, khoản 3; Phụ lục III",
        on_setting(head.symbol),
    ),
    Check(
        "F06.date",
        "Địa danh và thời gian ban hành",
        Family.FORM,
        Severity.WARN,
        f"{_DECREE}, Mục II, khoản 4",
        on_setting(head.place_and_date),
    ),
    Check(
        "F20.closing",
        "Dấu kết thúc “./.”",
        Family.FORM,
        Severity.NOTE,
        f"{_DECREE}, Mục II, khoản 6",
        on_setting(body.closing),
    ),
    Check(
        "F10.order",
        "Thứ tự đánh số",
        Family.FORM,
        Severity.WARN,
        f"{_DECREE}, Mục II, khoản 6",
        on_setting(body.numbering),
    ),
    Check(
        "F09.authority",
        "Quyền hạn, chức vụ của người ký",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục II, khoản 7",
        on_setting(body.authority),
    ),
    Check(
        "F08.recipients",
        "Nơi nhận",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục II, khoản 9",
        on_setting(body.recipients),
    ),
    Check(
        "F13.numbers",
        "Số thứ tự phụ lục",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục III",
        on_setting(body.appendix_numbers),
    ),
    Check(
        "F13.belongs_to",
        "Dòng “Kèm theo” của phụ lục",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục III",
        on_setting(body.belongs_to),
    ),
    Check(
        "F13.pointer",
        "Nội dung dẫn đến phụ lục",
        Family.FORM,
        Severity.ERROR,
        f"{_DECREE}, Mục III",
        on_setting(body.pointers),
    ),
)
"""The checks of a document's form."""
