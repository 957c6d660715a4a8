"""All form checks with their numbers and clauses, in the order in which a document is read."""

from __future__ import annotations

from sauro.checks.form import body, head, letters, paper
from sauro.checks.registry import Check

__all__ = ["FORM_CHECKS"]

_DECREE = "Nghị định số 30/2020/NĐ-CP, Phụ lục I"
_TABLE = f"{_DECREE}, Mẫu chữ và chi tiết trình bày thể thức văn bản"

FORM_CHECKS = (
    Check("F01", f"{_DECREE}, Mục I, khoản 1", paper.paper_size),
    Check("F02", f"{_DECREE}, Mục I, khoản 3", paper.margins),
    Check("F03", f"{_DECREE}, Mục I, khoản 7", paper.page_number),
    Check("F04", f"{_DECREE}, Mục III", paper.numbers_by_section),
    Check("F05", f"{_DECREE}, Mục I, khoản 4", letters.font),
    Check("F06", _TABLE, letters.sizes),
    Check("F07", _TABLE, letters.styles),
    Check("F08", _TABLE, letters.capitals),
    Check("F09", f"{_DECREE}, Mục II", letters.alignment),
    Check("F10", f"{_DECREE}, Mục II, khoản 6", letters.indent),
    Check("F11", f"{_DECREE}, Mục II, khoản 6", letters.spacing),
    Check("F12", f"{_DECREE}, Mục II, khoản 1", head.nation_and_motto),
    Check("F13", f"{_DECREE}, Mục II, khoản 3", head.number),
    Check("F14", f"{_DECREE}, Mục II, khoản 3; Phụ lục III", head.symbol),
    Check("F15", f"{_DECREE}, Mục II, khoản 4", head.place_and_date),
    Check("F16", f"{_DECREE}, Mục II, khoản 6", body.closing),
    Check("F17", f"{_DECREE}, Mục II, khoản 6", body.numbering),
    Check("F18", f"{_DECREE}, Mục II, khoản 7", body.authority),
    Check("F19", f"{_DECREE}, Mục II, khoản 9", body.recipients),
    Check("F20", f"{_DECREE}, Mục III", body.appendix_numbers),
    Check("F21", f"{_DECREE}, Mục III", body.belongs_to),
    Check("F22", f"{_DECREE}, Mục III", body.pointers),
)
"""The checks of a document's form."""
