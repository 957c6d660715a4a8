"""Which sections hold duties, by their titles; which lines only point elsewhere."""

from __future__ import annotations

import re
from enum import Enum

__all__ = ["SectionKind", "holds_none_inside", "is_pointer", "section_kind"]


class SectionKind(Enum):
    """`DUTIES`: its leaves are tasks; `NONE`: it holds none; `OPEN`: the title does not tell."""

    DUTIES = "duties"
    NONE = "none"
    OPEN = "open"


_DUTIES = re.compile(
    r"nhiệm vụ|giải pháp|nội dung|tổ chức (?:thực hiện|triển khai)|phân công|trách nhiệm|biện pháp|các hoạt động"
    r"|hoạt động triển khai|kế hoạch thực hiện|lộ trình|tiến độ|chế độ (?:thông tin,? )?báo cáo|kiểm tra|giám sát"
    r"|triển khai|công tác|thực hiện",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"nhiệm vụ|giải pháp|tổ chức (?:thực hiện|triển khai)|phân công|trách nhiệm|biện pháp|phương án|hoạt động|chế độ (?:thông tin,? )?báo cáo"
    r"|^nội dung|nội dung (?:và|,)? ?(?:công việc|thực hiện|kế hoạch|hoạt động|triển khai|trọng tâm|cụ thể|hình thức|thi đua|đợt)",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"^(?:(?:các|một số|những|về|cơ chế|tổng|bố trí|bảo đảm|đảm bảo|xác định|tổng hợp)\s+)?(?:mục đích|yêu cầu(?=\s*(?:$|[,:;(]|chung|cụ thể|và\b))|quan điểm|mục tiêu|chỉ tiêu|căn cứ|cơ sở pháp lý|kinh phí|nguồn vốn|nguồn lực"
    r"|nguồn kinh phí|dự toán|khái toán|phạm vi|đối tượng|(?:đặc điểm )?tình hình|đánh giá (?:tình hình|thực trạng|nguy cơ|kết quả|chung)|thực trạng|sự cần thiết|dự báo|bối cảnh"
    r"|tiêu chí|tiêu chuẩn|nguyên tắc|hình thức khen|khen thưởng|thủ tục|hồ sơ|chủ đề|định nghĩa|giải thích từ ngữ|cơ cấu giải"
    r"|số lượng|thời gian|địa điểm|thành phần|quy mô|phương châm|kết quả đạt|tồn tại|hạn chế|nguyên nhân|ngân sách|nhu cầu|quyền lợi|hình thức khen thưởng)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"^[(*\s]*(?:[Cc]ó |[Cc]hi tiết (?:tại |theo |như |trong |có |ở )?|[Xx]em |[Tt]heo |[Kk]èm theo |[Đđ]ính kèm "
    r"|[Nn]ội dung (?:cụ thể |chi tiết )?(?:tại |theo )?)*(?:các )?(?:[Pp]hụ lục|PHỤ LỤC|[Bb]iểu|[Pp]hụ biểu|[Dd]anh mục)\b.{0,110}$"
    r"|^.{0,90}\b(?:tại|theo|trong|ở) (?:các )?(?:[Pp]hụ lục|[Bb]iểu)\b.{0,30}(?:kèm theo|đính kèm).{0,50}$"
    r"|^[(*][^()]{0,80}(?:[Pp]hụ lục|[Pp]hụ biểu)[^()]{0,80}\)[\s.;*]*$"
    r"|^.{0,90}[(][* ]*(?:[Cc]ó |[Cc]hi tiết |[Xx]em |[Tt]heo |[Kk]èm theo )*(?:các )?(?:[Pp]hụ lục|[Bb]iểu)\b[^)]*[)][\s.;*]*$"
)


_NONE_INSIDE = re.compile(
    r"^(?:nguồn |dự toán )?kinh phí\b|^nguồn vốn\b|^mục đích\b|^yêu cầu(?=\s*(?:$|[,:;]))|^mục tiêu\b|^(?:phạm vi|đối tượng)\b|^chỉ tiêu\b"
    r"|^thời gian(?: thực hiện)?\s*(?:$|[:,])|^địa điểm\b",
    re.IGNORECASE,
)
_NONE_AS_HEADING = re.compile(
    r"^(?:thời gian|thành phần|quy mô|tiêu chí|tiêu chuẩn|nguyên tắc|quan điểm|tình hình|thực trạng|ngân sách|hình thức khen)\b",
    re.IGNORECASE,
)


def holds_none_inside(title: str, *, heads: bool) -> bool:
    """Whether an item inside a section of duties is none itself (its funding, its scope): fewer titles say so there,
    since a duty may begin with the same words ("Số lượng văn bản: giảm …", "Khen thưởng cá nhân …"). `heads`: it has
    items under it."""
    bare = title.strip(" .:;*")
    return bool(_NONE_INSIDE.match(bare)) or heads and bool(_NONE_AS_HEADING.match(bare))


def section_kind(title: str) -> SectionKind:
    """The kind of a section by its title. Where it names both duties and other things ("ĐỐI TƯỢNG, NỘI DUNG THI
    ĐUA"), its own headings decide: OPEN."""
    bare = title.strip(" .:;*")
    none = _NONE.match(bare)
    strong = _STRONG.search(bare)
    if strong:
        return SectionKind.OPEN if none and none.start() == 0 and none.end() < strong.start() else SectionKind.DUTIES
    if none:
        return SectionKind.NONE
    return SectionKind.DUTIES if _DUTIES.search(bare) else SectionKind.OPEN


def is_pointer(text: str) -> bool:
    """Whether a line only points at the appendix ("(Có phụ lục phân công nhiệm vụ gửi kèm)")."""
    return bool(_POINTER.match(text))
