"""All necessity checks with their codes and clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sauro.checks.model import Check, Examined, Family, Fault
from sauro.checks.necessity import authority, forwarding, held_figures, overlap, personnel, same_day
from sauro.findings import Severity

__all__ = ["NECESSITY_CHECKS"]

_NEEDED = "Kết luận số 226-KL/TW; Quyết định số 534/QĐ-TTg: chỉ ban hành văn bản khi thật sự cần thiết"
_SETTLED = "Kết luận số 226-KL/TW; Quyết định số 534/QĐ-TTg: không nhắc lại văn bản của cấp trên"
_REPORTS = "Kết luận số 226-KL/TW; Nghị định số 09/2019/NĐ-CP về chế độ báo cáo"
_ONE = "Kết luận số 226-KL/TW; Quyết định số 534/QĐ-TTg: lồng ghép nội dung liên quan vào một văn bản"
_AUTHORITY = "Luật Tổ chức chính quyền địa phương số 72/2025/QH15; Kết luận số 226-KL/TW"
_PERSONNEL = (
    "Kết luận số 226-KL/TW; Quyết định số 534/QĐ-TTg: không đưa nội dung về tổ chức, nhân sự, chế độ, chính "
    "sách vào văn bản chuyên môn"
)


def _check(code: str, name: str, basis: str, look: Callable[[Examined], Iterable[Fault]]) -> Check:
    return Check(code, name, Family.NECESSITY, Severity.ASK, basis, look)


NECESSITY_CHECKS = (
    _check("overlap.superior", "Trùng nội dung văn bản cấp trên", _SETTLED, overlap.superior),
    _check("overlap.in_force", "Trùng nội dung văn bản còn hiệu lực", _NEEDED, overlap.in_force),
    _check("need.forwarding", "Chỉ chuyển tiếp văn bản khác", _SETTLED, forwarding.forwarding),
    _check("need.held_figures", "Yêu cầu báo cáo số liệu đã có", _REPORTS, held_figures.held_figures),
    _check("need.same_day", "Nhiều văn bản gửi cùng nơi trong ngày", _ONE, same_day.same_day),
    _check("authority.lower_level", "Quy định thay cấp dưới", _AUTHORITY, authority.lower_level),
    _check(
        "authority.collective", "Thẩm quyền tập thể và thẩm quyền cá nhân", _AUTHORITY,
        authority.collective_matters,
    ),
    _check("need.personnel", "Nội dung nhân sự trong văn bản chuyên môn", _PERSONNEL, personnel.personnel),
)  # fmt: skip
"""They ask; a person answers."""
