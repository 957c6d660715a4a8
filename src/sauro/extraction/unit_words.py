"""The words with which the name of a unit begins: agencies, people who stand for them, and many at once."""

from __future__ import annotations

import re

from sauro.text.capitals import CAPITAL
from sauro.text.patterns import either

__all__ = [
    "AUTHORITY",
    "COMMITTEE",
    "MANY_NOUN",
    "begins_generic",
    "begins_many",
    "begins_name",
    "begins_nameless",
    "begins_new_name",
    "begins_person",
]

COMMITTEE = "(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)"
AUTHORITY = either("Sở; Phòng; Văn phòng; Ban; Bộ; Cục; Trung tâm; Công an; Tỉnh ủy; Thành ủy; Đảng ủy")
"""Agencies that issue plans and are told how they go."""
# Words that name an agency whatever follows.
_AGENCY = either(r"""
    P\.\s?[A-ZĐ][\w&.\-]*; TT\.?\s?[A-ZĐ]{2,}[\w&]*; VP\.?\s?[A-ZĐ][\w&.\-]*; Ban CHQS; CHQS; ĐTN; HPN;
    HND; HLHPN; CCB; HCCB; LĐLĐ; BHXH; TT; UB\s?MTTQ; BCĐ; BCH; VP; Ủy ban; Uỷ ban; Hội đồng nhân dân;
    Văn phòng; Trung tâm; Sở; Công an; Thanh tra; Mặt trận; Kho bạc; Bảo hiểm; Bộ đội; Tòa án; Toà án;
    Liên đoàn; Tỉnh ủy; Thành ủy; Đảng ủy; Huyện ủy; Tỉnh đoàn; Thành đoàn; Công đoàn; Công ty; Tập đoàn;
    Ngân hàng; Chi cục; Bưu điện; Viễn thông; Điện lực; Học viện; Đại học; Tổng cục; Thường trực; Cơ quan;
    Đơn vị; Doanh nghiệp; Nhà cung cấp; Hiệp hội; Liên minh; Liên hiệp; Trạm [Yy] tế; Nhà trường;
    Cổng [Tt]hông tin; [Cc]hủ (?:chương trình|dự án|đầu tư|thể|quản lý); [Đđ]ối tượng thực hiện;
    Báo và; Chi nhánh; Chi đoàn; Phòng giao dịch; Cấp (?:tỉnh|xã|thành phố|phường|huyện|trung ương)
""")
# The first letters of words that name an agency.
_STEM = either(r"""
    UBND; HĐND; MTTQ; VNPT; Viettel; MobiFone; Bộ phận; Đồng chí; Đ/c; đ/c; Văn thư; Kế toán; Chi bộ;
    Giáo viên; Nhóm [a-zđ]; Trường [ĐđCcTHM]; Viện [Kk]iểm; Đài (?:[PpTt]|[Kk]hí); Đồn (?:[Bb]iên|[Cc]ông);
    Trạm [A-Z]; Ban (?:Chỉ|chỉ|Quản|quản|Thường|xây dựng|công tác|tổ chức|giám|đại diện|điều hành);
    Đoàn (?:kiểm tra|công tác|giám sát|trường);
    Tổ (?:kiểm tra|công nghệ|dân phố|giúp việc|hòa giải|bảo vệ|công tác|chuyển đổi|tư vấn|chuyên môn|phản ứng
    |tự quản|thẩm định|biên tập|hỗ trợ|hợp tác);
    Thuế (?:tỉnh|thành phố|cơ sở|khu vực); (?:Ông|Bà) [A-ZĐÀ-Ỹ][\w]* [A-ZĐÀ-Ỹ]; Các ông(?: \(bà\)|, bà)
""")
# Words that name an agency only before its own name in capitals ("Phòng Kinh tế", not "Phòng ngừa").
_NAMED = either("""
    Phòng; Ban; Bộ; Báo; Hội; Đoàn; Tổ; Trường; Viện; Cục; Vụ; Thuế; Quỹ; Hạt; Đội; Chi hội; Bệnh viện;
    Tiểu ban
""")
_PERSON = either(r"""
    Thủ trưởng; Người đứng đầu; Chủ tịch; Phó Chủ tịch; Các Phó; Giám đốc; Trưởng; Chánh; Bí thư;
    Lãnh đạo(?=\s+(?:[A-ZĐÀ-Ỹ]|các|cơ|đơn|phòng)); Hiệu trưởng; Cán bộ; Công chức; Đội ngũ; Đồng chí;
    Tổ trưởng; Phó Trưởng; Ủy viên; Uỷ viên; Các ông, bà; Cấp ủy; Cấp uỷ; Hợp tác xã; Bộ trưởng; Thành viên
""")
MANY_NOUN = either("""
    sở; ban; bộ; ngành; vụ; học viện; khoa; người dân; cơ quan; đơn vị; phòng; xã; phường; địa phương;
    tổ chức; đoàn thể; doanh nghiệp; bộ phận; trường(?! hợp); trung tâm; hội; thôn; tổ; chủ đầu tư; cấp;
    thành viên; hợp tác xã; đồng chí; huyện; đặc khu; cơ sở; công ty; nhà; chi cục; trạm; lực lượng; viện;
    cá nhân; tập đoàn; thủ trưởng; trưởng; chủ tịch; phó; ủy ban; uỷ ban; cục; ấp; khu(?! vực); khối; bản;
    buôn; báo; đài; tòa; kênh; chi bộ; đảng bộ; đảng ủy; chi ủy; chi hội; chi đoàn; chủ rừng; ngân hàng;
    bệnh viện
""")
"""What stands behind "các" where many units are meant."""
_HEAD = re.compile(
    rf"(?:{_AGENCY})(?=[\s,:;.]|$)|{_STEM}|(?:{_NAMED})\s+(?={CAPITAL})|(?:{_PERSON})(?=[\s,:]|$)"
    rf"|(?:Các|các|Những|Toàn thể|Tất cả(?: các)?|Từng|Mỗi|[Mm]ọi)\s+(?i:{MANY_NOUN})\b"
)
_PERSON_HEAD = re.compile(rf"(?:{_PERSON})\b")
_MANY_HEAD = re.compile(r"(?:Các|các|Những|Mọi|mọi)\s")
_NAMELESS = re.compile(
    r"(?:Sở|Ban|Bộ|Vụ|Cục|Viện|Trung tâm|Trường|Phòng|Chi cục|Công ty)"
    r"(?=\s*[,;]|\s+(?:thuộc|trực thuộc)\b|\s*$)"
)
_GENERIC = re.compile(
    r"hệ thống (?:truyền|thông)"
    r"|(?:cơ quan|đơn vị)(?:, (?:cơ quan|đơn vị|địa phương|tổ chức|cá nhân))*"
    r"\s+(?:được|có liên quan|liên quan|tư vấn|chức năng|chủ quản|quản lý)\b"
)
_LONGEST_WORD = 80
"""Characters in which the head of a name shows."""


def begins_name(text: str, start: int = 0) -> bool:
    """Whether the name of a unit begins at `start`; inside a sentence its first letter is small ("các
    sở")."""
    head = text[start : start + _LONGEST_WORD]
    return _HEAD.match(head[:1].upper() + head[1:]) is not None


def begins_new_name(text: str, start: int) -> bool:
    """Whether a name begins at `start` with just these letters, as one does in a list of names."""
    return _HEAD.match(text, start) is not None


def begins_person(text: str, start: int, end: int) -> bool:
    """Whether a name in text[start:end] is a person's who stands for a unit ("Thủ trưởng …")."""
    return _PERSON_HEAD.match(text, start, end) is not None


def begins_many(text: str, start: int, end: int) -> bool:
    """Whether a name in text[start:end] stands for many units ("Các …")."""
    return _MANY_HEAD.match(text, start, end) is not None


def begins_nameless(text: str, start: int) -> bool:
    """Whether the word at `start` names no unit of its own, but a kind of them ("…, Cục thuộc Bộ")."""
    return _NAMELESS.match(text, start) is not None


def begins_generic(text: str, start: int) -> bool:
    """Whether the words at `start` describe units instead of naming them ("cơ quan liên quan")."""
    return _GENERIC.match(text, start) is not None
