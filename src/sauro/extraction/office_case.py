"""The letters of running text for the name of an office that the head sets in capitals.

Names of offices follow NĐ 30/2020, Phụ lục II.III: a capital begins each word for the kind of office and for
its field ("Bộ Nông nghiệp và Môi trường"); what follows the word for a unit of the country, and what a school
or a hospital is called after, is a proper name with a capital for each syllable ("Trường Mầm non Hoa Sen").
"""

from __future__ import annotations

import re

__all__ = ["office_case"]

_FIELDS = """
ủy ban nhân dân; uỷ ban nhân dân; hội đồng nhân dân; chính phủ; quốc hội; thủ tướng; nhà nước; trung ương;
quốc gia; quốc tế; đảng; đảng cộng sản; thường vụ; thường trực; chấp hành; chỉ đạo; chỉ huy; quản lý; điều
phối; giám hiệu; giám đốc; chủ nhiệm; nội chính; tổ chức; tổ chức cán bộ; tuyên giáo; dân vận; kiểm tra;
mặt trận; tổ quốc; công đoàn; liên đoàn lao động; đoàn thanh niên; liên hiệp phụ nữ; phụ nữ; nông dân; cựu
chiến binh; người cao tuổi; chữ thập đỏ; khuyến học; nội vụ; tài chính; tư pháp; y tế; xây dựng; công
thương; công an; quân sự; quốc phòng; ngoại giao; ngoại vụ; khoa học; công nghệ; giáo dục; đào tạo; văn
hóa; văn hoá; xã hội; thể thao; du lịch; nông nghiệp; môi trường; nông thôn; phát triển; tài nguyên; kinh
tế; hạ tầng; đô thị; dân tộc; tôn giáo; thông tin; truyền thông; kế hoạch; đầu tư; lao động; thương binh;
giao thông; giao thông vận tải; thanh tra; kiểm toán; thuế; hải quan; kho bạc; ngân hàng; bảo hiểm xã hội;
thống kê; dân số; chuyển đổi số; công nghệ số; thủy lợi; thuỷ lợi; thủy sản; thuỷ sản; kiểm lâm; lâm
nghiệp; chăn nuôi; thú y; trồng trọt; bảo vệ thực vật; khuyến nông; đất đai; phát triển quỹ đất; biển; hải
đảo; đường bộ; hàng hải; hàng không; phục vụ hành chính công; hành chính; quản trị; tổng hợp; văn thư; lưu
trữ; thi đua; khen thưởng; kỹ thuật; nghiệp vụ; pháp chế; chính trị; văn phòng; dịch vụ; khu kinh tế; khu
công nghiệp; khu chế xuất; kiểm soát bệnh tật; y tế dự phòng; phòng cháy; chữa cháy; thi hành án dân sự;
bộ đội biên phòng; khoa học xã hội; nhân văn; khoa học tự nhiên; bách khoa; sư phạm; kinh tế quốc dân;
luật
"""
_FORMS = """
mầm non; mẫu giáo; tiểu học; trung học cơ sở; trung học phổ thông; phổ thông; dân tộc nội trú; dân tộc bán
trú; phổ thông dân tộc nội trú; phổ thông dân tộc bán trú; đại học; cao đẳng; trung cấp; cao đẳng nghề; đa
khoa; phổi; phụ sản; sản nhi; nhi; nội tiết; tâm thần; mắt; da liễu; y học cổ truyền; phục hồi chức năng;
ung bướu; tim mạch; lão khoa; răng hàm mặt; tai mũi họng; nhiệt đới; bỏng; quân y
"""
"""Kinds of schools and hospitals, behind which a proper name may stand."""
_KINDS = """
ủy ban; uỷ ban; hội đồng; bộ; sở; phòng; ban; cục; tổng cục; chi cục; vụ; viện; học viện; trung tâm; trạm;
hội; liên minh; liên hiệp; hiệp hội; liên đoàn; mặt trận; thanh tra; văn phòng; công an; đài; báo; ủy
viên; đoàn; tổ; kho bạc; bảo hiểm; chi bộ; đảng bộ; đảng ủy; đảng uỷ; tỉnh ủy; tỉnh uỷ; thành ủy; thành
uỷ; huyện ủy
"""
"""Kinds of offices that are called by their field."""
_CALLED = "trường; bệnh viện; hợp tác xã; công ty; tổng công ty; tập đoàn; nhà máy; câu lạc bộ; công ty tnhh"
"""Kinds of bodies that are called after a place or a person."""
_AREAS = """
tỉnh; thành phố; xã; phường; huyện; quận; thị xã; thị trấn; đặc khu; thôn; ấp; bản; buôn; khu vực; vùng;
khu phố; tổ dân phố
"""
_COMMITTEES = frozenset(("tỉnh ủy", "tỉnh uỷ", "thành ủy", "thành uỷ", "huyện ủy"))
"""Committees of the Party behind which the name of the place stands at once ("Tỉnh ủy An Mẫu")."""
_NAMES = ("Việt Nam", "Hồ Chí Minh", "Hà Nội")
_SMALL = frozenset(("và", "về", "của", "các", "trên", "với", "cho", "tại", "ở", "trong"))
_ABBREVIATIONS = frozenset(("ubnd", "ubmttq", "tnhh", "ii", "iii", "iv"))
_VOWEL = re.compile("[aeiouyà-ýăĩũơưạ-ỹ]")
_LONGEST = 6
"""Syllables of the longest phrase."""


def _phrases(names: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in names.split(";"))


_KNOWN = _phrases(_FIELDS) | _phrases(_FORMS) | _phrases(_KINDS) | _phrases(_CALLED)
_CALLING = _phrases(_FORMS) | _phrases(_CALLED)
_AREA_NAMES = _phrases(_AREAS)


def office_case(name: str) -> str:
    """ "ỦY BAN NHÂN DÂN XÃ HƯƠNG BÌNH" → "Ủy ban nhân dân xã Hương Bình"."""
    words = name.lower().split()
    out: list[str] = []
    is_place = is_called = False
    begins, at = True, 0
    while at < len(words):
        length = 0 if is_place else _known_at(words, at)
        phrase = " ".join(words[at : at + max(length, 1)])
        if length:
            is_place = phrase in _AREA_NAMES
            is_called = is_called or phrase in _CALLING
            out.append(phrase if is_place else phrase[0].upper() + phrase[1:])
            is_place = is_place or phrase in _COMMITTEES
        elif phrase in _SMALL or not phrase[0].isalpha():
            is_place = is_place and phrase not in _SMALL
            out.append(phrase)
        else:
            out.append(_capital(phrase) if begins or is_called or is_place else _abbreviated(phrase))
        begins = bool(length) or phrase in _SMALL or not phrase[0].isalpha()
        at += max(length, 1)
    text = " ".join(out)
    for own in _NAMES:
        text = re.sub(rf"(?i)\b{own}\b", own, text)
    return text[:1].upper() + text[1:]


def _known_at(words: list[str], at: int) -> int:
    """The syllables of the longest known phrase at a place, 0 where none stands there; a mark behind it is no
    hindrance."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length])
        if phrase.rstrip(",") in _KNOWN or phrase in _AREA_NAMES:
            return length
    return 0


def _capital(word: str) -> str:
    short = _abbreviated(word)
    return short if short != word else "-".join(part.capitalize() for part in word.split("-"))


def _abbreviated(word: str) -> str:
    """A word without a vowel is an abbreviation ("THCS"), and so are a few with one."""
    is_short = word in _ABBREVIATIONS or (word.isalpha() and len(word) > 1 and not _VOWEL.search(word))
    return word.upper() if is_short else word
