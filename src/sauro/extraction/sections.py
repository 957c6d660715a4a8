"""Which sections hold duties, by their titles; which lines only point elsewhere."""

from __future__ import annotations

import re
from enum import Enum

from sauro.extraction.unit_words import begins_name
from sauro.text.patterns import either

__all__ = ["SectionKind", "holds_none_inside", "is_funding", "is_pointer", "section_kind"]


class SectionKind(Enum):
    """`DUTIES`: its leaves are tasks; `NONE`: it holds none; `OPEN`: the title does not tell."""

    DUTIES = "duties"
    NONE = "none"
    OPEN = "open"


_DUTIES = either("""
    nhiệm vụ; giải pháp; nội dung; phân công; trách nhiệm; biện pháp; các hoạt động; hoạt động triển khai;
    kế hoạch thực hiện; lộ trình; tiến độ; chế độ (?:thông tin,? )?báo cáo; kiểm tra; giám sát; triển khai;
    công tác; thực hiện
""")
# Words that tell of duties even where the title names other things besides.
_CONTENT = either("""
    công việc; thực hiện; kế hoạch; hoạt động; triển khai; trọng tâm; cụ thể; hình thức; thi đua; đợt
""")
_STRONG = either(f"""
    nhiệm vụ; giải pháp; tổ chức (?:thực hiện|triển khai); phân công; trách nhiệm; biện pháp; phương án;
    hoạt động; chế độ (?:thông tin,? )?báo cáo; ^nội dung; nội dung (?:và|,)? ?(?:{_CONTENT})
""")
_BEFORE_TITLE = either("""
    các; một số; những; về; cơ chế; tổng; bố trí; bảo đảm; đảm bảo; xác định; tổng hợp
""")
_NO_DUTIES = either(r"""
    mục đích; yêu cầu(?=\s*(?:$|[,:;(]|chung|cụ thể|và\b)); quan điểm; mục tiêu; chỉ tiêu; căn cứ;
    cơ sở pháp lý; kinh phí; nguồn vốn; nguồn lực; nguồn kinh phí; dự toán; khái toán; phạm vi; đối tượng;
    (?:đặc điểm )?tình hình; đánh giá (?:tình hình|thực trạng|nguy cơ|kết quả|chung); thực trạng;
    sự cần thiết; dự báo; bối cảnh; tiêu chí; tiêu chuẩn; nguyên tắc; hình thức khen; khen thưởng; thủ tục;
    hồ sơ; chủ đề; định nghĩa; giải thích từ ngữ; cơ cấu giải; số lượng; thời gian; địa điểm; thành phần;
    quy mô; phương châm; kết quả đạt; tồn tại; hạn chế; nguyên nhân; ngân sách; nhu cầu; quyền lợi
""")
_NO_DUTIES_INSIDE = either(r"""
    (?:nguồn |dự toán )?kinh phí\b; nguồn vốn\b; mục đích\b; yêu cầu(?=\s*(?:$|[,:;])); mục tiêu\b;
    (?:phạm vi|đối tượng)\b; chỉ tiêu\b; thời gian(?: thực hiện)?\s*(?:$|[:,]); địa điểm\b
""")
_NO_DUTIES_UNDER = either("""
    thời gian; thành phần; quy mô; tiêu chí; tiêu chuẩn; nguyên tắc; quan điểm; tình hình; thực trạng;
    ngân sách; hình thức khen
""")
_TELLS_DUTIES = re.compile(_DUTIES, re.IGNORECASE)
_TELLS_DUTIES_SURELY = re.compile(_STRONG, re.IGNORECASE)
_NONE = re.compile(rf"^(?:(?:{_BEFORE_TITLE})\s+)?(?:{_NO_DUTIES})\b", re.IGNORECASE)
_NONE_INSIDE = re.compile(rf"^(?:{_NO_DUTIES_INSIDE})", re.IGNORECASE)
_NONE_AS_HEADING = re.compile(rf"^(?:{_NO_DUTIES_UNDER})\b", re.IGNORECASE)
_SEE = either(r"""
    [Cc]ó\s; [Cc]hi tiết (?:tại |theo |như |trong |có |ở )?; [Xx]em\s; [Tt]heo\s; [Kk]èm theo\s;
    [Đđ]ính kèm\s; [Nn]ội dung (?:cụ thể |chi tiết )?(?:tại |theo )?
""")
_APPENDIX = "(?:các )?(?:[Pp]hụ lục|[Bb]iểu)"
_POINTER = re.compile(
    # "Chi tiết theo Phụ lục …"
    rf"^[(*\s]*(?:{_SEE})*(?:các )?"
    r"(?:[Pp]hụ lục|PHỤ LỤC|[Bb]iểu(?! dương)|[Pp]hụ biểu|[Dd]anh mục)\b.{0,110}$"
    # "… theo Phụ lục II đính kèm"
    rf"|^.{{0,90}}\b(?:tại|theo|trong|ở) {_APPENDIX}\b.{{0,30}}(?:kèm theo|đính kèm).{{0,50}}$"
    # "(… Phụ lục …)", "… (có Phụ lục chi tiết kèm theo)"
    r"|^[(*][^()]{0,80}(?:[Pp]hụ lục|[Pp]hụ biểu)[^()]{0,80}\)[\s.;*]*$"
    r"|^.{0,90}[(][* ]*(?:[Cc]ó |[Cc]hi tiết |[Xx]em |[Tt]heo |[Kk]èm theo )*"
    rf"{_APPENDIX}\b[^)]*[)][\s.;*]*$"
)
_POINTED_AT = ("hụ lục", "PHỤ LỤC", "biểu", "Biểu", "anh mục")
# "Kinh phí thực hiện do ngân sách xã bảo đảm": where the money comes from, and nobody's duty.
_FUNDING = re.compile(
    r"(?:Về )?(?:nguồn )?kinh phí(?=[\s:,])[^.;]{0,160}?(?<!\w)(?:do|từ|bởi|gồm|bao gồm|lồng ghép|cân đối"
    r"|trong dự toán|được|thực hiện theo|theo)\s[^.;]{0,160}?(?:ngân sách|nguồn|dự toán|quy định|kinh phí"
    r"|hợp pháp|xã hội h[óo][aá])",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(?:Về )?(?:dự (?:kiến|toán) |tổng (?:nguồn )?|nguồn )?kinh phí\b[^.;:,]{0,80}?"
    r"(?:(?<!\w)(?:là|khoảng|ước|dự kiến)|:)(?: (?:là|khoảng|ước|tính|dự kiến|toàn bộ))*"
    r" \d[\d.,]*(?: (?:nghìn|triệu|tỷ|tỉ))* ?đồng\b",
    re.IGNORECASE,
)
"""How much it costs: "Kinh phí thực hiện là 86 triệu đồng"."""
_LONGEST_FUNDING = 20
"""Characters in which the word for money shows."""
_NEXT_CLAUSE = re.compile(r"[.;]\s+")
_EDGES = " .:;*"


def holds_none_inside(title: str, *, heads: bool) -> bool:
    """Whether an item inside a section of duties is none itself (its funding, its scope): fewer titles say so
    there, since a duty may begin with the same words ("Số lượng văn bản: giảm …", "Khen thưởng cá nhân …").
    `heads`: it has items under it."""
    bare = title.strip(_EDGES)
    return bool(_NONE_INSIDE.match(bare)) or (heads and bool(_NONE_AS_HEADING.match(bare)))


def section_kind(title: str) -> SectionKind:
    """The kind of a section by its title. Where it names both duties and other things ("ĐỐI TƯỢNG, NỘI DUNG
    THI ĐUA"), its own headings decide: OPEN."""
    bare = title.strip(_EDGES)
    none = _NONE.match(bare)
    strong = _TELLS_DUTIES_SURELY.search(bare)
    if strong:
        return SectionKind.OPEN if none and none.end() < strong.start() else SectionKind.DUTIES
    if none:
        return SectionKind.NONE
    return SectionKind.DUTIES if _TELLS_DUTIES.search(bare) else SectionKind.OPEN


def is_pointer(text: str) -> bool:
    """Whether a line only points at the appendix ("(Có phụ lục phân công nhiệm vụ gửi kèm)")."""
    return any(word in text for word in _POINTED_AT) and _POINTER.match(text) is not None


def is_funding(text: str) -> bool:
    """Whether a sentence only tells how much money there is or from where it comes; not where a further
    clause gives somebody a duty ("…; Sở Tài chính thẩm định")."""
    if "inh phí" not in text[:_LONGEST_FUNDING]:
        return False
    if not _FUNDING.match(text) and not _SUM.match(text):
        return False
    return not any(begins_name(text, clause.end()) for clause in _NEXT_CLAUSE.finditer(text))
