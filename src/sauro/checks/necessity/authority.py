"""Matters of another level, or of the chairperson where the committee issues and the other way round.

Sources: Luật Tổ chức chính quyền địa phương số 72/2025/QH15; Kết luận 226-KL/TW (no document of one's own
authority in the place of one of the common authority, no interference with what was delegated).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.levels import issuer_of, level_of_issuer
from sauro.checks.model import Examined, Fault, Level
from sauro.checks.necessity.own_words import is_normative
from sauro.doctypes.components import Component
from sauro.text.compare import plain, unit_key

__all__ = ["collective_matters", "lower_level"]

_INSIDE_COMMUNE = re.compile(
    r"^(?:(?:tổ )?trưởng )?(?:các |từng |mỗi )?(?:thôn|bản|làng|ấp|buôn|tổ dân phố|khu phố|khóm)"
    r"(?!\w)(?! văn hóa| văn hoá)",
    re.IGNORECASE,
)
_COLLECTIVE = re.compile(
    r"\b(?:ke hoach phat trien kinh te - xa hoi|du toan (?:thu|chi|ngan sach)|phan bo (?:du toan )?ngan sach"
    r"|quyet toan ngan sach|quy che lam viec cua uy ban nhan dan|quy hoach (?:chung|chi tiet|su dung dat)"
    r"|ke hoach su dung dat|(?:thanh lap|to chuc lai|giai the|sap xep) (?:cac )?co quan chuyen mon)\b"
)
"""What a committee decides together: budget, plans of the whole area, its own organisation and rules."""
_PERSONAL = re.compile(
    r"^(?:ve viec |v/v )?(?:bo nhiem|mien nhiem|dieu dong|luan chuyen|khen thuong|tang giay khen|ky luat"
    r"|giai quyet (?:don )?(?:khieu nai|to cao)|xu phat vi pham hanh chinh|uy quyen)\b"
)
"""What its chairperson decides."""
_PLAN_OF_COMMITTEE = re.compile(r"^phat trien kinh te - xa hoi\b")
"""The same as the subject of a plan, which does not say again that it is one."""
_DECIDES = ("quyet dinh", "ke hoach", "quy che", "quy dinh")


def lower_level(examined: Examined) -> Iterator[Fault]:
    """A document of a province, a department or a ministry that gives duties to the villages of communes:
    asked once, with every place."""
    if level_of_issuer(examined) not in (Level.PROVINCE, Level.MINISTRY) or is_normative(examined):
        return
    leads = [lead for task in examined.plan.tasks for lead in task.lead if _INSIDE_COMMUNE.match(lead.value)]
    if leads:
        names = ", ".join(f"“{name}”" for name in dict.fromkeys(lead.value for lead in leads))
        yield Fault(
            f"Văn bản giao việc thẳng cho {names} thuộc cấp xã ({len(leads)} nhiệm vụ); có cần cấp trên "
            "quy định thay, hay giao Ủy ban nhân dân cấp xã quyết định?",
            leads[0].span,
            others=tuple(lead.span for lead in leads[1:]),
        )


def collective_matters(examined: Examined) -> Iterator[Fault]:
    """A matter of the whole committee that its chairperson signs for himself, and one of his own that he
    signs for the committee."""
    subject, kind = examined.plan.document.subject, examined.plan.document.type
    authority = " ".join(plain(piece.text) for piece in examined.components.of(Component.AUTHORITY))
    if subject is None or kind is None or plain(kind.value) not in _DECIDES or is_normative(examined):
        return
    if "uy ban nhan dan" not in unit_key(issuer_of(examined)) or "chu tich" not in authority:
        return
    about, together = plain(subject.value), re.search(r"\btm\b", authority) is not None
    is_plan = plain(kind.value) == "ke hoach" and _PLAN_OF_COMMITTEE.match(about) is not None
    if not together and (is_plan or _COLLECTIVE.search(about)):
        yield Fault(
            "Nội dung này thường do tập thể Ủy ban nhân dân quyết định, nhưng dòng quyền hạn không có “TM. "
            "ỦY BAN NHÂN DÂN”; văn bản có thuộc thẩm quyền riêng của Chủ tịch không?",
            subject.span,
        )
    elif together and _PERSONAL.match(about):
        yield Fault(
            "Nội dung này thường do Chủ tịch Ủy ban nhân dân quyết định, nhưng ký thay mặt tập thể (“TM.”); "
            "đúng thẩm quyền chưa?",
            subject.span,
        )
