"""Lines that give an attribute of the item above ("- Cơ quan chủ trì: …", "Thời gian hoàn thành: …")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sauro.extraction.units import names_units
from sauro.folio.passage import Passage

__all__ = ["Attribute", "AttributeKind", "inline_attributes", "read_attributes"]


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
        r"|Người thực hiện|Phụ trách|Thực hiện|Chủ trì(?:\s+(?:thực hiện|tham mưu))?(?:\s*(?:,|và|/)\s*phối hợp)?|Phân công(?: thực hiện| nhiệm vụ)?|Trách nhiệm(?: thực hiện| chủ trì)?|Đầu mối(?: thực hiện)?"
        r"|Lãnh đạo phụ trách|Tổ chức thực hiện",
    ),
    (AttributeKind.COOPERATING, rf"(?:{_UNIT}\s+)?[Pp]hối hợp(?:\s+(?:thực hiện|với))?"),
    (
        AttributeKind.DUE,
        r"(?:Thời gian|Thời hạn|Thời điểm|Tiến độ)(?:\s+(?:và tiến độ\s+)?(?:thực hiện|hoàn thành|triển khai|tổ chức|tiến hành|báo cáo|trình|ban hành|dự kiến|tổ chức thực hiện|triển khai thực hiện)(?:\s*(?:,|và|/)\s*(?:thực hiện|hoàn thành|tiến độ))*)?"
        r"|Hạn(?: hoàn thành)?|Lộ trình(?: thực hiện)?|Hoàn thành",
    ),
    (
        AttributeKind.PRODUCT,
        r"(?:Sản phẩm|Kết quả)(?:\s*(?:,|/|và)?\s*(?:đầu ra|kết quả|sản phẩm|thực hiện|cần đạt|dự kiến|đạt được|hoàn thành))*|Sản phẩm",
    ),
    (AttributeKind.TEXT, r"Nội dung(?:\s+(?:thực hiện|công việc|nhiệm vụ|triển khai|chính|hoạt động))?|Nhiệm vụ(?: cụ thể)?|Công việc"),
    (AttributeKind.OTHER, r"(?:Người|Đồng chí|Lãnh đạo|Cán bộ)\s+(?:chỉ đạo|phụ trách|theo dõi|kiểm tra)|Chỉ đạo|Yêu cầu|Căn cứ|Mục tiêu|Điều kiện|(?:Nguồn )?[Kk]inh phí(?:\s+(?:thực hiện|tổ chức))?|Địa điểm(?: tổ chức| thực hiện)?|Ghi chú|Nguồn vốn|Nguồn lực|Hình thức(?: thực hiện| tổ chức)?|Số lượng|Thành phần(?: tham dự| tham gia)?|Đối tượng(?: tham gia| tham dự)?|Quy mô|Tần suất|Phạm vi|Phương thức|Số cuộc"),
)  # fmt: skip
_LINE = re.compile("|".join(rf"(?P<{kind.name}>(?:{pattern}))" for kind, pattern in _PATTERNS))
_ONLY_TIME = re.compile(
    r"(?:Hoàn thành|Xong|Thực hiện)\s+(?:xong\s+)?(?:trước|trong|chậm nhất|vào|từ|đến|quý|tháng|năm|thường xuyên|hằng|hàng|định kỳ)\b"
    r"(?:\s+(?:ngày|tháng|quý|năm|đến|từ|và|các|tiếp|theo|hết|cuối|đầu|giữa|[IVX]+|[\d/.,\-–]+)){0,14}[\s.;]*$",
    re.IGNORECASE,
)
"""A line that says nothing but when ("- Hoàn thành trước ngày 15/4/2026.")."""
_LONGEST_LABEL = 110
"""Characters before the colon of the longest label, with what may stand in brackets behind it."""
_LOOSE = re.compile(r"Thực hiện|Phụ trách|Tổ chức thực hiện|Trách nhiệm|Phân công", re.IGNORECASE)
_SMALL = re.compile(_LINE.pattern, re.IGNORECASE)
_NEXT = re.compile(r"\s*[;.,(]\s*(?=[^\W\d])")
_COLON = re.compile(r"\s*(?:\([^)]*\))?\s*:\s*")
_INLINE = re.compile(
    r"(?<=[.;,(])\s*(?P<label>(?:Thời gian|Thời hạn|Tiến độ|Hạn)\s*(?:thực hiện|hoàn thành|triển khai)?"
    r"|(?:(?:Cơ quan|Đơn vị)\s+)?(?:chủ trì|phối hợp)|(?:Cơ quan|Đơn vị)\s+thực hiện|Sản phẩm)\s*:\s*(?P<value>[^;()]*?)"
    r"(?=[;)]|\.(?:\s|$)|\s*$)",
    re.IGNORECASE,
)
_CLOSING_BRACKET = re.compile(r"\(([^()]{5,200})\)[\s.;]*$")
_RHYTHM_BEFORE = re.compile(r"(?:tháng|quý|năm|định kỳ|kỳ|[IV]+)\s*$", re.IGNORECASE)
_PIECE = re.compile(r"[^;\s][^;]*")
_ROLE = re.compile(r"\s+(?:là (?:cơ quan|đơn vị) )?(?P<role>chủ trì|phối hợp|tham mưu|thực hiện)\b")
_TIME = re.compile(
    r"(?:[Qq]uý|[Tt]háng|[Tt]rước|[Nn]ăm|[Hh]oàn thành|[Cc]hậm nhất|[Xx]ong|[Tt]rong|[Hh]ằng|[Hh]àng|[Tt]hường xuyên)\b"
)
_INLINE_KINDS = (
    ("phối hợp", AttributeKind.COOPERATING),
    ("chủ trì", AttributeKind.LEAD),
    ("cơ quan", AttributeKind.LEAD),
    ("đơn vị", AttributeKind.LEAD),
    ("sản phẩm", AttributeKind.PRODUCT),
    ("", AttributeKind.DUE),
)


def read_attributes(content: Passage) -> tuple[Attribute, ...]:
    """The attributes that a line gives, its mark already taken off; none for a line that is a duty of its own.
    Several may stand in one line ("Chủ trì: A; phối hợp: B; thời gian: Quý II/2026.")."""
    text = content.text
    if text.find(":", 0, _LONGEST_LABEL) < 0:
        unlabelled = _ONLY_TIME.match(text)
        return (Attribute(AttributeKind.DUE, content),) if unlabelled else ()
    first = _label_at(text, 0)
    if first is None:
        return ()
    labels = [first]
    for match in _NEXT.finditer(text, first.value):
        label = _label_at(text, match.end())
        if label is not None:
            labels.append(_Label(label.kind, match.start(), label.value))
    ends = [*(label.start for label in labels[1:]), len(text)]
    return tuple(
        Attribute(label.kind, content.part(label.value, end)) for label, end in zip(labels, ends, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Label:
    """The words before a colon that name an attribute: where they begin, and where their value does."""

    kind: AttributeKind
    start: int
    value: int


def _label_at(text: str, position: int) -> _Label | None:
    match = _LINE.match(text, position) or _SMALL.match(text, position)
    if match is None:
        return None
    colon = _COLON.match(text, match.end())
    if colon is None:
        return None
    kind = AttributeKind[str(match.lastgroup)]
    if kind is AttributeKind.LEAD and _LOOSE.fullmatch(match[0]) and not names_units(text[colon.end() :]):
        if match[0].lower() != "phụ trách":
            return None  # "Thực hiện: rà soát …" is a duty
        kind = AttributeKind.OTHER
    return _Label(kind, position, colon.end())


def inline_attributes(content: Passage) -> tuple[Attribute, ...]:
    """Attributes written at the end of the duty's own sentence ("… gửi Bộ. Thời gian hoàn thành: Tháng 12/2025.")."""
    if ":" not in content.text and ")" not in content.text:
        return ()
    out: list[Attribute] = []
    for match in _INLINE.finditer(content.text):
        label = match["label"].lower()
        kind = next(kind for word, kind in _INLINE_KINDS if word in label)
        if match["value"].strip():
            out.append(Attribute(kind, content.part(*match.span("value"))))
    return (*out, *_bracketed(content))


def _bracketed(content: Passage) -> Iterator[Attribute]:
    """Roles and time in a bracket that closes the duty, without labels ("(Sở Y tế chủ trì; Quý III/2026)")."""
    bracket = _CLOSING_BRACKET.search(content.text)
    if bracket is None:
        return
    if _RHYTHM_BEFORE.search(content.text, 0, bracket.start()):
        return  # "… và hằng năm (trước ngày 05/12)": the bracket dates the rhythm
    for piece in _PIECE.finditer(content.text, bracket.start(1), bracket.end(1)):
        words = piece[0]
        if ":" in words:
            continue
        if role := _ROLE.search(words):
            kind = AttributeKind.COOPERATING if role["role"] == "phối hợp" else AttributeKind.LEAD
            if names_units(words):
                yield Attribute(kind, content.part(piece.start(), piece.start() + role.start()))
        elif _TIME.match(words):
            yield Attribute(AttributeKind.DUE, content.part(piece.start(), piece.end()))
