"""Lines that give an attribute of the item above ("- Cơ quan chủ trì: …", "Thời gian hoàn thành: …")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from sauro.folio.passage import Passage

__all__ = ["Attribute", "AttributeKind", "inline_attributes", "read_attribute"]


class AttributeKind(Enum):
    """What the line tells of the task."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    DUE = "due"
    PRODUCT = "product"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: its kind and the words after the colon."""

    kind: AttributeKind
    value: Passage


_UNIT = r"(?:Các )?(?:Cơ quan|Đơn vị|Bộ phận|Đầu mối|Cơ quan, đơn vị|Tổ chức|Sở, ngành|Phòng|Người|Cá nhân|Đơn vị, cá nhân|Cơ quan/đơn vị)"
_DO = r"(?:tham mưu|thực hiện|triển khai|tổ chức thực hiện|chính|tham mưu thực hiện|tổ chức|soạn thảo)"
_PATTERNS = (
    (
        AttributeKind.LEAD,
        rf"{_UNIT}\s+(?:được giao\s+)?(?:chủ trì|thực hiện|đầu mối|chịu trách nhiệm|tham mưu|phụ trách)(?:\s*(?:,|và|/)?\s*(?:{_DO}|phối hợp))*"
        r"|Chủ trì(?:\s+(?:thực hiện|tham mưu))?(?:\s*(?:,|và|/)\s*phối hợp)?|Phân công(?: thực hiện| nhiệm vụ)?|Trách nhiệm(?: thực hiện| chủ trì)?|Đầu mối(?: thực hiện)?"
        r"|Lãnh đạo phụ trách|Tổ chức thực hiện",
    ),
    (AttributeKind.COOPERATING, rf"(?:{_UNIT}\s+)?[Pp]hối hợp(?:\s+(?:thực hiện|với))?"),
    (
        AttributeKind.DUE,
        r"(?:Thời gian|Thời hạn|Thời điểm|Tiến độ)(?:\s+(?:và tiến độ\s+)?(?:thực hiện|hoàn thành|triển khai|tổ chức|tiến hành|báo cáo|trình|ban hành|dự kiến|thực hiện và hoàn thành|thực hiện, hoàn thành|tổ chức thực hiện|triển khai thực hiện))?"
        r"|Hạn hoàn thành|Lộ trình(?: thực hiện)?|Hoàn thành",
    ),
    (
        AttributeKind.PRODUCT,
        r"(?:Sản phẩm|Kết quả)(?:\s*(?:,|/|và)?\s*(?:đầu ra|kết quả|sản phẩm|thực hiện|cần đạt|dự kiến|đạt được|hoàn thành))*|Sản phẩm",
    ),
    (AttributeKind.TEXT, r"Nội dung(?:\s+(?:thực hiện|công việc|nhiệm vụ|triển khai|chính|hoạt động))?|Nhiệm vụ(?: cụ thể)?|Công việc"),
    (AttributeKind.OTHER, r"(?:Nguồn )?[Kk]inh phí(?:\s+(?:thực hiện|tổ chức))?|Địa điểm(?: tổ chức| thực hiện)?|Ghi chú|Nguồn vốn|Nguồn lực|Hình thức(?: thực hiện| tổ chức)?|Số lượng|Thành phần(?: tham dự| tham gia)?|Đối tượng(?: tham gia| tham dự)?|Quy mô|Tần suất|Phạm vi|Phương thức|Số cuộc"),
)  # fmt: skip
_LINE = re.compile("|".join(rf"(?P<{kind.name}>(?:{pattern}))" for kind, pattern in _PATTERNS))
_COLON = re.compile(r"\s*(?:\([^)]*\))?\s*:\s*")
_INLINE = re.compile(
    r"(?:(?<=[.;,(])|(?<=[.;,(]\s))(?P<due>(?:Thời gian|Thời hạn|thời gian|thời hạn|Tiến độ)\s*(?:thực hiện|hoàn thành|triển khai)?)\s*:\s*(?P<when>[^.;)]+)"
    r"|(?:(?<=[.;(])|(?<=[.;(]\s))(?P<lead>(?:Cơ quan|Đơn vị|cơ quan|đơn vị)\s+chủ trì|Chủ trì|chủ trì)\s*:\s*(?P<who>[^;)]+?)(?=[;)]|\.\s|\.?$)"
    r"|(?:(?<=[.;(])|(?<=[.;(]\s))(?P<coop>(?:Cơ quan|Đơn vị|cơ quan|đơn vị)\s+phối hợp|Phối hợp|phối hợp)\s*:\s*(?P<with>[^;)]+?)(?=[;)]|\.\s|\.?$)"
)


def read_attribute(content: Passage) -> Attribute | None:
    """The attribute that a line gives, its mark already taken off; None for a line that is a duty of its own."""
    text = content.text
    match = _LINE.match(text)
    if match is None:
        return None
    colon = _COLON.match(text, match.end())
    if colon is None:
        return None
    kind = AttributeKind[str(match.lastgroup)]
    return Attribute(kind, content.part(colon.end()))


def inline_attributes(content: Passage) -> tuple[Attribute, ...]:
    """Attributes written at the end of the duty's own sentence ("… gửi Bộ. Thời gian hoàn thành: Tháng 12/2025.")."""
    out: list[Attribute] = []
    for match in _INLINE.finditer(content.text):
        if match["due"]:
            out.append(Attribute(AttributeKind.DUE, content.part(match.start("when"), match.end("when"))))
        elif match["lead"]:
            out.append(Attribute(AttributeKind.LEAD, content.part(match.start("who"), match.end("who"))))
        else:
            out.append(Attribute(AttributeKind.COOPERATING, content.part(match.start("with"), match.end("with"))))
    return tuple(out)
