"""Names of units as they are written: lists of them split, and the unit named at the head of a duty.

A name begins with a word for an agency ("Sở", "Phòng", "Ủy ban nhân dân"), for a person who stands for it ("Thủ
trưởng", "Chủ tịch") or for many ("Các cơ quan"). Where it ends is told by the verb of the duty or by a colon. Names
are kept as written; matching them to an organisation is not done here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.extraction.name_words import name_end
from sauro.folio.passage import Passage

__all__ = ["LONGEST_NAME", "cooperating_in", "head_units", "heading_units", "names_units", "is_unit_heading", "split_units", "unit_end", "units_after_clause"]

_UPPER = r"[A-ZĐÀ-ỸÂĂÊÔƠƯ]"
# Words that name an agency whatever follows.
_AGENCY = (
    r"P\.\s?[A-ZĐ][\w&.\-]*|TT\.?\s?[A-ZĐ]{2,}[\w&]*|VP\.?\s?[A-ZĐ][\w&.\-]*|Ban CHQS|CHQS|ĐTN|HPN|HND|HLHPN|CCB|HCCB|LĐLĐ|BHXH|TTPVHCC|TT"
    r"|UBND|HĐND|UB\s?MTTQ|MTTQ|BCĐ|BCH|VP|TT\.?\s?PVHCC|Ủy ban|Uỷ ban|Hội đồng nhân dân|Văn phòng|Trung tâm|Sở|Công an"
    r"|Thanh tra|Ban Chỉ|Ban Quản|Ban Thường|Ban quản|Ban chỉ|Mặt trận|Kho bạc|Bảo hiểm|Bộ đội|Tòa án|Toà án|Viện [Kk]iểm"
    r"|Liên đoàn|Tỉnh ủy|Thành ủy|Đảng ủy|Huyện ủy|Tỉnh đoàn|Thành đoàn|Công đoàn|Công ty|Tập đoàn|Ngân hàng|Chi cục"
    r"|Bưu điện|Viễn thông|Điện lực|Học viện|Đại học|Tổng cục|Thường trực|Cơ quan|Đơn vị|Doanh nghiệp|Hiệp hội|Liên minh|Liên hiệp|[Cc]hủ (?:chương trình|dự án|đầu tư|thể|quản lý)|[Đđ]ối tượng thực hiện|Cấp (?:tỉnh|xã|thành phố|phường|huyện|trung ương)"
    r"|Trạm [Yy] tế|Trường [Đđ]|Trường [Cc]|Trường [THM]|Nhà trường|Cổng [Tt]hông tin|Đài [Pp]|Đài [Tt]|Báo và"
)
# Words that name an agency only before its own name in capitals ("Phòng Kinh tế", not "Phòng ngừa").
_AGENCY_NAMED = r"Phòng|Ban|Bộ|Báo|Hội(?= (?:nông|phụ|cựu|chữ|liên|người|khuyến|luật|nhà))|Hội|Đoàn|Tổ|Trường|Viện|Cục|Vụ|Thuế|Quỹ|Hạt|Đội|Chi hội|Bệnh viện|Tiểu ban|Hợp tác xã"
_PERSON = (
    r"Thủ trưởng|Người đứng đầu|Chủ tịch|Phó Chủ tịch|Các Phó|Giám đốc|Trưởng|Lãnh đạo(?=\s+(?:[A-ZĐÀ-Ỹ]|các|cơ|đơn|phòng))"
    r"|Chánh|Bí thư|Hiệu trưởng|Cán bộ, công chức|Cán bộ|Công chức|Công chức, viên chức|Đội ngũ|Đồng chí|Tổ trưởng|Phó Trưởng|Ủy viên|Uỷ viên|Các ông, bà|Cấp ủy|Cấp uỷ|Hợp tác xã|Trưởng thôn|Trưởng bản"
    r"|Bộ trưởng|Bí thư|Thành viên"
)
_MANY_NOUN = (
    r"(?:sở|ban|bộ|ngành|vụ|học viện|khoa|người dân|cơ quan|đơn vị|phòng|xã|phường|địa phương|tổ chức|đoàn thể|doanh nghiệp|bộ phận|trường|trung tâm"
    r"|hội|thôn|tổ|chủ đầu tư|cấp|thành viên|hợp tác xã|đồng chí|huyện|đặc khu|cơ sở|công ty|nhà|chi cục|trạm|lực lượng"
    r"|viện|cá nhân|tập đoàn|thủ trưởng|trưởng|chủ tịch|phó|ủy ban|uỷ ban|cục|ấp|khu(?! vực)|khối|bản|buôn|báo|đài|tòa|kênh)"
)
_MANY = rf"(?:Các|các|Những|Toàn thể|Tất cả(?: các)?|Từng|Mỗi|[Mm]ọi)\s+(?i:{_MANY_NOUN})\b|UBND|HĐND|MTTQ"
_HEAD = re.compile(
    rf"(?:{_AGENCY})(?=\s|,|:|;|\.|$)|Bộ phận|Đồng chí|Đ/c|đ/c|VNPT|Viettel|MobiFone|Văn thư|Kế toán|Chi bộ|Nhóm [a-zđ]|Giáo viên|Ban (?:xây dựng|công tác|tổ chức|giám|đại diện|điều hành)|Đoàn (?:kiểm tra|công tác|giám sát)|Tổ (?:kiểm tra|công nghệ|dân phố|giúp việc|hòa giải|bảo vệ|công tác|chuyển đổi)|(?:{_AGENCY_NAMED})\s+(?={_UPPER})|(?:{_PERSON})(?=\s|,|:|$)|(?:{_MANY})"
    rf"|(?:Ban Chỉ|Ban Quản|Ban Thường|Ban quản|Ban chỉ|Trường [ĐđCcTHM]|Viện [Kk]iểm|Đài [PpTt])"
)
_NAMELESS = re.compile(r"(?:Sở|Ban|Bộ|Vụ|Cục|Viện|Trung tâm|Trường|Phòng|Chi cục|Công ty)(?=\s*[,;]|\s+(?:thuộc|trực thuộc)\b|\s*$)")
_SMALL_HEAD = re.compile(r"hệ thống (?:truyền|thông)|(?:cơ quan|đơn vị)(?:, (?:cơ quan|đơn vị|địa phương|tổ chức|cá nhân))*\s+(?:được|có liên quan|liên quan|tư vấn|chức năng|chủ quản|quản lý)\b")
_MANY_HEAD = re.compile(r"(?:Các|các|Những|Mọi|mọi)\s")
_BARE = re.compile(r"Viện|Trường|Sở|Doanh nghiệp|Học viện|Hợp tác xã|Hiệp hội")
_PERSON_HEAD = re.compile(rf"(?:{_PERSON})\b")
_INTRO = re.compile(
    r"(?:Đề nghị:?|ĐỐI VỚI|Giao cho|Giao|Yêu cầu|Đối với|Trách nhiệm của|Nhiệm vụ của|Phân công|Kính đề nghị|Ủy quyền cho)\s+(?:cho\s+)?",
)
_OF_UNIT = re.compile(r"(?:Nội dung|Hoạt động|Công tác|Nhiệm vụ|Trách nhiệm|Phần việc)(?:\s[^\W\d]+){0,4}?\s+của\s+")
_CLAUSE = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|Hằng năm|Hàng năm|Định kỳ|Trước ngày|Để|Sau khi|Nhằm)\b[^:.]{0,300}?[,;]\s+"
    rf"(?=(?i:các|những|toàn thể)\s+{_MANY_NOUN}\b|UBND|Ủy ban|Uỷ ban|Sở|Công an|Phòng [A-ZĐ]|Văn phòng|[Tt]hủ trưởng|Chủ tịch)"
)
_SEPARATOR = re.compile(
    r"\s*;\s*(?:-\s)?|\s*\.\s*-\s|\s*,\s*(?:và\s+)?|\s+(?:và|cùng với|cùng|với|hoặc)\s+|\s*/\s*(?=[A-ZĐ])|\s+[-–]\s+(?=Phối hợp)"
)
_OFFICE_OF = re.compile(r"(?:Văn phòng|VP|Thường trực|TT\.?|Đoàn|Lãnh đạo|Ban|HĐND|Hội đồng nhân dân)(?:\s.*)?\s?(?:HĐND|Hội đồng nhân dân|ĐBQH|Quốc hội|Đảng ủy|Tỉnh ủy|Thành ủy)$|^(?:HĐND|Hội đồng nhân dân)$")
_COLON = re.compile(":")
_STOP = re.compile(r"[.;](?=\s|$)")
_TAIL = re.compile(r"(?:\s+(?:trong|và|với|của|theo|tại|để|ở|do|cho))?[\s,;:.\-–]+$|\s+(?:trong|và|với|của|theo|tại|để|ở|do|cho)$")
_ASIDE = re.compile(r"\s*\([^()]*,[^()]*\)[\s.;,:]*$|\s*\((?=[a-zđ]|(?:Cơ quan|Đơn vị) (?:thường|chủ|đầu))[^()]*\)[\s.;,:]*$|\s+[-–]\s+(?:Cơ quan|Đơn vị|cơ quan|đơn vị) (?:thường trực|chủ trì|đầu mối)\b.*$")
_LEAD_MARK = re.compile(r"^[-–+•*]\s*")

_VERBS = (
    r"chủ trì|phối hợp|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|căn cứ|theo chức năng|theo dõi|theo nhiệm vụ|trên cơ sở"
    r"|khẩn trương|chủ động|tham mưu|xây dựng|triển khai|tăng cường|phát huy|lãnh đạo|chỉ đạo|hướng dẫn|tiếp tục"
    r"|nghiêm túc|rà soát|báo cáo|đẩy mạnh|quán triệt|bố trí|đưa|thực hiện|phải|cần|nghiên cứu|tổng hợp|đôn đốc|kiểm tra"
    r"|giám sát|đề xuất|lồng ghép|thường xuyên|định kỳ|kịp thời|tích cực|tập trung|ban hành|phổ biến|tuyên truyền|vận động"
    r"|cung cấp|cử|lập|làm|nâng cao|duy trì|đảm bảo|bảo đảm|hỗ trợ|giúp|tạo điều kiện|quan tâm|trực tiếp|phân công|giao"
    r"|gửi|thu thập|xét chọn|xem xét|ưu tiên|phân tích|khắc phục|theo phân cấp|theo thẩm quyền|theo lĩnh vực|hoàn thành|hoàn thiện|tự|đăng ký|đánh giá|xác định|cập nhật|bám sát|sử dụng|ứng dụng|khai thác|phê duyệt|thẩm định"
    r"|trình|kiến nghị|huy động|quản lý|vận hành|đầu tư|mở|phát động|tham gia|là|được|đã|sẽ|và chịu|bổ sung|sắp xếp|đổi mới"
    r"|quyết định|thông báo|tiến hành|phát hiện|xử lý|lựa chọn|chuẩn bị|thành lập|điều hành|(?<!dự )(?<!phòng )họp|nêu|biên soạn|(?<!xây )(?<!Xây )dựng|đề nghị|nắm|giới thiệu|vào cuộc"
    r"|phân bổ|chấp hành|đăng tải|thúc đẩy|gắn|lấy|khuyến khích|kết nối|phản ánh|quy định|đồng hành|hưởng ứng|tổ chức"
    r"|đẩy nhanh|thống nhất|đăng tải|kết quả|tình hình|về|theo|trước ngày|trong(?! (?:tỉnh|xã|phường|thành phố|huyện|và ngoài|ngành|toàn|khu|địa bàn|hệ thống|phạm vi|vùng|nước|cả nước))|hằng năm|hàng năm|hằng quý|hàng quý|hằng tháng|hàng tháng|trong quá trình|trong việc|trong công tác|để|nhằm|khi|nếu"
    r"|tùy|tuỳ|đồng thời|có kế hoạch|có giải pháp|có biện pháp|đặc biệt|nhất là|bảo vệ|đấu tranh|khảo sát|thống kê|tính toán|soạn thảo|thực hành|kiểm soát|củng cố|kiện toàn|bồi dưỡng|đào tạo|giải quyết|tiếp nhận|trả lời|công khai|công bố|cấp|chi trả|in|phát hành|truyền thông|thông tin(?! đại chúng| và| -| &)|sinh hoạt|nhân rộng|biểu dương|khen thưởng"
)
_VERB = re.compile(rf"(?<![\w-])(?:{_VERBS})(?![\w-])")
_COMPOUND = {
    "tổng hợp": re.compile(r"[Dd]ịch vụ\s$"),
    "chỉ đạo": re.compile(r"[Bb]an\s$"),
    "quản lý": re.compile(r"(?:[Bb]an|[Cc]ơ quan|[Cc]án bộ|[Đđ]ơn vị)\s$"),
    "tham mưu": re.compile(r"[Cc]ơ quan\s$"),
    "đào tạo": re.compile(r"(?:[Cc]ơ sở|[Cc]ông ty)\s$"),
    "xây dựng": re.compile(r"(?:[Cc]ông ty|[Cc]ao đẳng|[Đđ]ại học)\s$"),
    "thực hiện": re.compile(r"(?:[Cc]ơ quan|[Đđ]ơn vị|tổ)\s$"),
    "giám sát": re.compile(r"(?:[Đđ]oàn|[Cc]ơ quan|[Tt]ổ)\s$"),
    "kiểm tra": re.compile(r"(?:[Đđ]oàn|[Cc]ơ quan|[Tt]ổ)\s$"),
    "báo cáo": re.compile(r"(?:[Cc]ơ quan|[Đđ]ơn vị)\s$"),
}
"""Nouns that end like a verb: "Trung tâm Dịch vụ tổng hợp", "ban chỉ đạo"."""
_CHOSEN_FOR = re.compile(r"\s(?:giao|phân công|lựa chọn|chỉ định|ủy quyền)(?: nhiệm vụ| trách nhiệm| chủ trì)?")
_CHOSEN = ("thành viên ", "đơn vị ", "cơ quan ", "tổ chức ", "địa phương ", "ngành ", "doanh nghiệp ", "cơ sở ")
_NOUN_BEFORE = re.compile(r"(?:các|những|cơ quan,|,|và|hội,|từng|mọi|cơ quan|thành viên|Cơ quan|Đơn vị)\s*$")
_NOUN_AFTER = re.compile(r"\s*(?:,|;|Hội|Đảng|đơn vị|chính trị|đoàn thể|xã hội|tín dụng|cá nhân|thành viên|hành chính|kinh tế|có liên quan|liên quan|và (?:cá nhân|doanh nghiệp|đơn vị)|$)")
_RELATIVE = re.compile(r"(?:được giao|được phân công|có liên quan|liên quan|tham dự|trực thuộc|thuộc|tham gia)\b")
_DRAFTING = re.compile(r"(?:Cơ quan|Đơn vị|Các cơ quan|Các đơn vị|Cơ quan, đơn vị|các cơ quan|các đơn vị)(?:, đơn vị)?\s+(?:được (?:giao|phân công) )?(?:chủ trì|thực hiện|phối hợp)(?:\s+soạn thảo)?")


def split_units(passage: Passage) -> tuple[Passage, ...]:
    """The units of a list, each as written. Split at ";" and before each new name, never inside one ("Các sở, ban,
    ngành" is one, "Sở Văn hóa, Thể thao và Du lịch" too); a person in charge governs what follows ("Người đứng đầu
    cơ quan, đơn vị, các phòng, ban")."""
    out: list[Passage] = []
    text = passage.text
    start = 0
    for match in _SEPARATOR.finditer(text):
        if match.start() < start or not _is_boundary(text, start, match):
            continue
        out.append(passage.part(start, match.start()))
        start = match.end()
    out.append(passage.part(start))
    return tuple(clean for clean in map(_clean, out) if clean.text)


def _is_boundary(text: str, start: int, match: re.Match[str]) -> bool:
    sign = match[0].strip()
    if _depth(text, start, match.start()):
        return False
    if sign.startswith((";", ".")):
        return True
    left, right = text[start : match.start()], text[match.end() :]
    if _BARE.fullmatch(left) and _BARE.match(right):
        return True
    if not _HEAD.match(right) and not (_SMALL_HEAD.match(right) and not _MANY_HEAD.match(left)):
        return False
    if _MANY_HEAD.match(left) and _NAMELESS.match(right):
        return False
    if left.startswith("Ban Quản lý") and right.startswith("các Khu"):
        return False
    if right.startswith(("các ", "Các ")) and _PERSON_HEAD.match(_LEAD_MARK.sub("", left)):
        return False
    if sign == "và" and left == "Báo":
        return False
    if _PERSON_HEAD.match(left) and len(left.split()) <= 2 and sign in ("và", ",") and right.startswith("các "):
        # "Chủ tịch và các Phó Chủ tịch UBND xã" is one entry.
        return False
    return not (sign == "và" and _OFFICE_OF.search(left) and right.startswith(("UBND", "HĐND", "Ủy ban nhân", "Uỷ ban nhân", "Hội đồng")))


def _depth(text: str, start: int, end: int) -> int:
    """Brackets open at `end`: what stands in brackets belongs to the name before it."""
    return max(0, text.count("(", start, end) - text.count(")", start, end))


def _clean(passage: Passage) -> Passage:
    lead = _LEAD_MARK.match(passage.text)
    if lead:
        passage = passage.part(lead.end())
    if aside := _ASIDE.search(passage.text):
        passage = passage.part(0, aside.start())
    tail = _TAIL.search(passage.text)
    if tail:
        passage = passage.part(0, tail.start())
    return passage


def unit_end(text: str, start: int = 0) -> tuple[int, bool]:
    """Where the units that begin at `start` end: at a colon, at the verb of the duty, or with the sentence; and
    whether a verb or colon was met."""
    colon = text.find(":", start)
    limit = colon if colon >= 0 else len(text)
    drafting = _DRAFTING.match(text, start)
    position = drafting.end() if drafting else start
    while match := _VERB.search(text, position, limit):
        if match.start() == start or _is_noun(text, match):
            chosen = _CHOSEN_FOR.match(text, match.end()) if match[0] == "được" else None
            position = chosen.end() if chosen else match.end()
            continue
        return match.start(), True
    stop = _STOP.search(text, start, limit)
    while stop and stop[0] == ";" and _HEAD.match(_capital(text, stop.end() + 1)):
        stop = _STOP.search(text, stop.end(), limit)
    return (stop.start(), False) if stop else (limit, colon >= 0)


def _is_noun(text: str, match: re.Match[str]) -> bool:
    """"tổ chức" among agencies is one of them; "thực hiện" in "cơ quan thực hiện" names it."""
    word = match[0]
    before, after = text[: match.start()], text[match.end() :]
    compound = _COMPOUND.get(word)
    if compound is not None and compound.search(before):
        return True
    if word == "tổ chức":
        return bool(_NOUN_BEFORE.search(before)) and bool(_NOUN_AFTER.match(after)) or before.endswith("các ")
    if word in ("thành lập", "lập") and before.endswith("công "):
        return True
    if word in ("cung cấp", "hoạt động") and before.endswith(_CHOSEN):
        return True
    if word == "cấp" and re.search(r"(?:các|chính quyền|ủy Đảng|ủy đảng|cùng|hai)\s$", before):
        return True
    if word == "cấp" and re.match(r"\s(?:xã|tỉnh|huyện|trên|dưới|ủy|phòng|sở)\b", after):
        return True
    if word in ("được", "là", "có", "để"):
        return bool(_CHOSEN_FOR.match(after)) and before.endswith(_CHOSEN)
    return word == "khi" and before.endswith("trong ") or word == "in" and not before.endswith(" ")


def head_units(passage: Passage) -> tuple[tuple[Passage, ...], int]:
    """The units named at the head of a duty, and the index where the rest of the sentence begins; no units and 0
    where it begins with a verb or a thing."""
    text = passage.text
    intro = _INTRO.match(text)
    return _units_from(passage, intro.end() if intro else 0)


def units_after_clause(passage: Passage) -> tuple[Passage, ...]:
    """The units that a sentence names after its opening clause ("Căn cứ Kế hoạch này, các sở, ban, ngành xây dựng …")."""
    clause = _CLAUSE.match(passage.text)
    return _units_from(passage, clause.end())[0] if clause else ()


def _units_from(passage: Passage, start: int) -> tuple[tuple[Passage, ...], int]:
    text = passage.text
    if not _HEAD.match(_capital(text, start)):
        return (), 0
    end, met = unit_end(text, start)
    ended = name_end(text, start, end)
    if ended < end:
        end, met = ended, True
    if not met and (end < len(text.rstrip(" .;:")) or len(text) > 200):
        return (), 0
    if end - start > 260 or end <= start:
        return (), 0
    return split_units(passage.part(start, end)), end


def heading_units(passage: Passage) -> tuple[Passage, ...]:
    """The units that a heading names. A heading is no sentence: what looks like a verb describes the unit ("Các sở,
    ngành chủ trì, tham gia thực hiện dự án"), but for an order at its end ("Sở X chỉ đạo Chi cục Y thực hiện")."""
    text = passage.text
    intro = _INTRO.match(text) or _OF_UNIT.match(text)
    start = intro.end() if intro else 0
    if not _HEAD.match(_capital(text, start)):
        return ()
    end = _outer_colon(text, start)
    if closing := _END_ORDER.search(text, start, end):
        end = closing.start()
    if order := _ORDER.search(text, start, end):
        return (*split_units(passage.part(start, order.start())), *split_units(passage.part(order.end(), end)))
    return split_units(passage.part(start, end))


def _outer_colon(text: str, start: int) -> int:
    """The first colon outside brackets from `start` on; the text's end where there is none."""
    for match in _COLON.finditer(text, start):
        if not _depth(text, 0, match.start()):
            return match.start()
    return len(text)


def _capital(text: str, start: int) -> str:
    """The text from `start`, its first letter a capital: inside a sentence "các sở" is written small."""
    return text[start : start + 1].upper() + text[start + 1 : start + 80]


def names_units(text: str) -> bool:
    """Whether a text begins with the name of a unit."""
    intro = _INTRO.match(text)
    return bool(_HEAD.match(_capital(text, intro.end() if intro else 0)))


def is_unit_heading(text: str) -> bool:
    """Whether a heading only names units ("b) Sở Tư pháp:")."""
    units, end = head_units(Passage(text, 0))
    return bool(units) and not text[end:].strip(" :.;")


_ORDER = re.compile(r"\s+(?:chỉ đạo|giao|yêu cầu)\s+(?=[A-ZĐ])")
_END_ORDER = re.compile(r"\s+(?:thực hiện|chủ trì|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|phối hợp|tổ chức thực hiện|triển khai thực hiện|tiến hành)(?:\s+(?:các |những |một số )?(?:nội dung|nhiệm vụ|công việc|việc)\b.*)?[\s:.]*$")
_LONGEST_UNNAMED = 80
"""Characters of the longest end of a sentence that is still taken for those with whom one cooperates."""
_COOPERATES = re.compile(
    r"(?:[;.]|chủ trì,)\s+(?P<who>(?:(?!chủ trì|phối hợp)[^;:.]){3,120}?)\s+(?:cùng )?phối hợp(?:\s+(?:tham mưu|thực hiện|triển khai))?(?=\s*[;.,)]|\s*$)"
    r"|chủ trì\s*[;,]\s*(?P<beside>(?:(?!chủ trì|phối hợp)[^;:.]){3,120}?)\s+(?:cùng )?phối hợp\b(?!\s+(?:với|cùng))"
)
_WITH = re.compile(r"(?:với|cùng)\s*:?\s*$")
LONGEST_NAME = 110
"""Characters of the longest run that is still taken for names in running text."""
_COOPERATION = re.compile(
    r"[Pp]hối hợp\s*(?:chặt chẽ|đồng bộ|thường xuyên|kịp thời|hiệu quả)?\s*(?:,\s*\w+\s\w+\s*)?(?:với|cùng với|cùng)?\s*:?\s*"
)


def cooperating_in(passage: Passage) -> tuple[Passage, ...]:
    """The units named after "phối hợp (với)" in a duty, and those of which it says so ("…; Sở Y tế phối hợp"), in
    order, each once."""
    out: list[Passage] = []
    seen: set[str] = set()
    if "hối hợp" not in passage.text:
        return ()
    for units in (*(_after(passage, match) for match in _COOPERATION.finditer(passage.text)), *_before(passage)):
        for unit in units:
            if unit.text.lower() not in seen and len(unit.text) <= LONGEST_NAME:
                seen.add(unit.text.lower())
                out.append(unit)
    return tuple(out)


def _after(passage: Passage, match: re.Match[str]) -> tuple[Passage, ...]:
    """The units after "phối hợp". With "với" it wants somebody, whatever the word ("lực lượng Công an", "cấp trên");
    a bare "phối hợp" may be followed by the work itself."""
    text = passage.text
    start = match.end()
    named = _HEAD.match(_capital(text, start))
    if not named and not _WITH.search(match[0]):
        return ()
    end, met = unit_end(text, start)
    if not named and (end == start or not met and end - start > _LONGEST_UNNAMED):
        return ()
    return split_units(passage.part(start, name_end(text, start, end) if named else end))


def _before(passage: Passage) -> Iterator[tuple[Passage, ...]]:
    """The units before a "phối hợp" that names nobody after it ("Sở Nội vụ chủ trì; Sở Y tế phối hợp thực hiện")."""
    for match in _COOPERATES.finditer(passage.text):
        start, end = match.span("who" if match["who"] else "beside")
        if _HEAD.match(_capital(passage.text, start)):
            yield split_units(passage.part(start, end))
