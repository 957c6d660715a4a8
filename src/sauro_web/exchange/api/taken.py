"""What the interface takes: one shape for each kind of request. Unknown fields are refused, so that a slip of
the pen is not silently left out."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, StringConstraints

__all__ = [
    "AnswerIn",
    "CancelIn",
    "DecisionIn",
    "ExtensionIn",
    "GiveIn",
    "NoteIn",
    "Nothing",
    "ObstacleIn",
    "OfficerIn",
    "StepIn",
    "SubtaskIn",
    "VersionIn",
]

_FIRST, _LAST = date(1945, 9, 2), date(2199, 12, 31)
_MOST_UNITS = 60


def _composed(value: Any) -> Any:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _writable(value: str) -> str:
    if "\x00" in value:
        raise ValueError("có ký tự rỗng (NUL), không ghi được")
    return value


def _possible(value: date) -> date:
    if not _FIRST <= value <= _LAST:
        raise ValueError("hãy kiểm tra năm")
    return value


def _is_written(value: Any) -> Any:
    """Numbers and truth are no days."""
    if not isinstance(value, str | date):
        raise ValueError("hãy ghi ngày dạng 2026-07-30")
    return value


_Word = Annotated[str, BeforeValidator(_composed), AfterValidator(_writable)]
Line = Annotated[_Word, StringConstraints(strip_whitespace=True, max_length=300)]
Text = Annotated[_Word, StringConstraints(strip_whitespace=True, max_length=4_000)]
Reason = Annotated[_Word, StringConstraints(strip_whitespace=True, max_length=500)]
Needed = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
NeededReason = Annotated[Reason, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Day = Annotated[date, BeforeValidator(_is_written), AfterValidator(_possible)]
Number = Annotated[int, Field(ge=1, le=10**15)]
Version = Annotated[int, Field(ge=0, le=2**31 - 1)]
_VERSION = "Phiên bản phần việc đã xem; có thể gửi ở tiêu đề If-Match thay cho trường này"


class _Taken(Schema):
    model_config = ConfigDict(extra="forbid")


class Nothing(_Taken):
    """Không cần gửi gì."""


class VersionIn(_Taken):
    """Phiên bản đã xem."""

    version: Version | None = Field(None, description=_VERSION)


class StepIn(VersionIn):
    """Một bước của phần việc."""

    reason: Reason = Field("", description="Lý do; cần với các bước trả lại, yêu cầu làm lại, tạm dừng …")
    product: Reason = Field(
        "", description="Sản phẩm: số, ngày văn bản; cần khi đơn vị chủ trì trình kết quả"
    )
    to: Number | None = Field(None, description="Đơn vị nhận, khi chuyển đơn vị khác")


class NoteIn(VersionIn):
    """Tiến độ hoặc ghi chú."""

    text: Needed = Field(description="Đã làm được gì")
    percent: int | None = Field(None, ge=0, le=99, description="Mức độ 0–99; bỏ trống là ghi chú")
    interim: bool = Field(False, description="Trả lời bước đầu, việc còn tiếp tục")


class OfficerIn(VersionIn):
    """Người thụ lý."""

    officer: Number | None = Field(description="Số của người; null là bỏ phân công")


class ExtensionIn(VersionIn):
    """Xin gia hạn."""

    until: Day = Field(description="Xin đến ngày")
    reason: NeededReason


class DecisionIn(_Taken):
    """Quyết định gia hạn."""

    granted: bool
    until: Day | None = Field(None, description="Ngày khác với ngày xin, nếu có")
    answer: Reason = Field("", description="Ý kiến; cần khi không đồng ý")


class ObstacleIn(_Taken):
    """Vướng mắc."""

    text: NeededReason
    proposal: Reason = ""
    to: Number = Field(description="Đơn vị giải quyết")
    answer_by: Day = Field(description="Cần trả lời trước ngày")


class AnswerIn(_Taken):
    """Trả lời vướng mắc."""

    answer: NeededReason


class CancelIn(_Taken):
    """Hủy việc."""

    reason: NeededReason


class SubtaskIn(_Taken):
    """Việc thành phần."""

    text: Needed
    lead: Number = Field(description="Đơn vị chủ trì")
    cooperating: list[Number] = Field(default=[], max_length=_MOST_UNITS, description="Đơn vị phối hợp")
    informed: list[Number] = Field(default=[], max_length=_MOST_UNITS, description="Đơn vị để biết")
    due_text: Annotated[Line, StringConstraints(min_length=1)] = Field(
        description="Thời hạn bằng lời: 30/7/2026, Quý IV/2026, Hằng tháng, Thường xuyên"
    )
    product: Annotated[_Word, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)] = (
        Field(description="Sản phẩm phải có khi hoàn thành")
    )
    authority: Line = Field("", description="Ai quyết định, phê duyệt kết quả")


class GiveIn(SubtaskIn):
    """Việc được giao không qua kế hoạch."""

    office: Number | None = Field(
        None, description="Cơ quan giao; bỏ trống là cơ quan đầu tiên được theo dõi"
    )
    origin: str = Field("direct", pattern="^(direct|document|meeting)$", description="Nguồn")
    source: Line = Field("", description="Văn bản nguồn; cần khi nguồn là document, meeting")
    quote: Text = Field("", description="Trích nguyên văn")
