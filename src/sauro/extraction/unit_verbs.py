"""The verbs of duties: where one stands, the name of the unit before it has ended."""

from __future__ import annotations

import re

from sauro.text.capitals import CAPITAL
from sauro.text.patterns import by_first_letter, either

__all__ = ["next_verb"]

_VERBS = """
    chủ trì; phối hợp; có trách nhiệm; có nhiệm vụ; chịu trách nhiệm; căn cứ; theo chức năng; theo dõi;
    theo nhiệm vụ; trên cơ sở; khẩn trương; chủ động; tham mưu; xây dựng; triển khai; tăng cường; phát huy;
    lãnh đạo; chỉ đạo; hướng dẫn; tiếp tục; nghiêm túc; rà soát; báo cáo; đẩy mạnh; quán triệt; bố trí; đưa;
    thực hiện; phải; cần; nghiên cứu; tổng hợp; đôn đốc; kiểm tra; giám sát; đề xuất; lồng ghép;
    thường xuyên; định kỳ; kịp thời; tích cực; tập trung; ban hành; phổ biến; tuyên truyền; vận động;
    cung cấp; cung ứng; cử; lập; làm; nâng cao; duy trì; đảm bảo; bảo đảm; hỗ trợ; giúp; tạo điều kiện;
    quan tâm; trực tiếp; phân công; giao(?! dịch| thông); gửi; thu thập; xét chọn; xem xét; ưu tiên;
    phân tích; khắc phục; theo phân cấp; theo thẩm quyền; theo lĩnh vực; hoàn thành; hoàn thiện; tự;
    đăng ký; đánh giá; xác định; cập nhật; bám sát; sử dụng; ứng dụng; khai thác; phê duyệt; thẩm định;
    trình; kiến nghị; huy động; quản lý; vận hành; đầu tư; mở; phát động; tham gia; là; được; đã; sẽ;
    và chịu; bổ sung; sắp xếp; đổi mới; quyết định; thông báo; tiến hành; phụ trách; phát hiện; xử lý;
    lựa chọn; chuẩn bị; thành lập; điều hành; nêu; biên soạn;
    đề nghị; nắm; giới thiệu; vào cuộc; phân bổ; chấp hành; đăng tải; thúc đẩy; gắn;
    lấy; khuyến khích; kết nối; phản ánh; quy định; đồng hành; hưởng ứng; tổ chức; đẩy nhanh; thống nhất;
    kết quả; tình hình; về; theo; trước ngày; hằng năm; hàng năm; hằng quý; hàng quý; hằng tháng;
    hàng tháng; để; nhằm; khi; nếu; tùy; tuỳ; đồng thời; có kế hoạch; có giải pháp; có biện pháp; đặc biệt;
    nhất là; bảo vệ; đấu tranh; khảo sát; thống kê; tính toán; soạn thảo; thực hành; kiểm soát; củng cố;
    kiện toàn; bồi dưỡng; đào tạo; giải quyết; tiếp nhận; trả lời; công khai; công bố; cấp; chi trả; in;
    phát hành; truyền thông; thông tin(?! đại chúng| và| -| &); sinh hoạt; nhân rộng; biểu dương;
    khen thưởng; hoàn tất; giải ngân; bao tiêu; thu gom; thu hồi; thanh toán; nạo vét; duy tu; tháo gỡ;
    rút ngắn; cắt giảm; số hóa; bàn giao; tuần tra; tuyển dụng; ký; thông qua; thảo luận; ủy quyền;
    uỷ quyền; khám; dạy(?! nghề); cắt; xét(?! nghiệm| xử); thu(?= (?:thuế|phí|nợ|tiền|ngân sách));
    sửa chữa; lắp đặt; cài đặt; trang bị; treo; ra quân; nộp; tặng; thăm; trao;
    có(?= [0-9]); ghi; niêm yết; tiêu hủy; nghiệm thu; đo(?! lường); đón
"""
_NOT_BEHIND = r"(?<!dự )(?<!phòng )họp|(?<!xây )(?<!Xây )dựng|(?<!nuôi )trồng(?! trọt)"
"""Verbs that are none behind some words."""
# "trên địa bàn", "trong tỉnh" still belong to the name.
_AREA = either("""
    tỉnh; xã; phường; thành phố; huyện; và ngoài; ngành; toàn; khu; địa bàn; hệ thống; phạm vi; vùng; nước;
    cả nước
""")
_BY_LETTER = by_first_letter(" ".join(verb.split()) for verb in _VERBS.split(";"))
_VERB = re.compile(rf"(?<![\w-])(?:{_BY_LETTER}|{_NOT_BEHIND}|trong(?! (?:{_AREA})))(?![\w-])")
_NOUNS_BEFORE = {
    "tổng hợp": re.compile(r"(?:[Dd]ịch vụ|[Pp]hòng Kế hoạch)\s$"),
    "chỉ đạo": re.compile(r"[Bb]an\s$"),
    "quản lý": re.compile(r"(?:[Bb]an|[Cc]ơ quan|[Cc]án bộ|[Đđ]ơn vị|[Hh]ội đồng)\s$"),
    "truyền thông": re.compile(r"(?:[Cc]ơ quan|[Đđ]ơn vị|báo chí,|báo chí và|thông tin,?(?: và)?)\s$"),
    "thẩm định": re.compile(r"[Hh]ội đồng\s$"),
    "đánh giá": re.compile(r"[Hh]ội đồng\s$"),
    "nghiệm thu": re.compile(r"[Hh]ội đồng\s$"),
    "tuyển dụng": re.compile(r"[Hh]ội đồng\s$"),
    "xét": re.compile(r"[Hh]ội đồng\s$"),
    "phối hợp": re.compile(r"[Hh]ội đồng\s$"),
    "tham mưu": re.compile(r"[Cc]ơ quan\s$"),
    "đào tạo": re.compile(r"(?:[Cc]ơ sở|[Cc]ông ty)\s$"),
    "xây dựng": re.compile(r"(?:[Cc]ông ty|[Cc]ao đẳng|[Đđ]ại học|đầu tư)\s$"),
    "đầu tư": re.compile(r"(?:dự án|Dự án|chủ|Chủ|nhà|Nhà|xúc tiến|Xúc tiến)\s$"),
    "phổ biến": re.compile(r"[Pp]hối hợp\s$"),
    "khám": re.compile(r"[Pp]hòng\s$"),
    "thực hiện": re.compile(r"(?:[Cc]ơ quan|[Đđ]ơn vị|tổ)\s$"),
    "giám sát": re.compile(r"(?:[Đđ]oàn|[Cc]ơ quan|[Tt]ổ)\s$"),
    "kiểm tra": re.compile(r"(?:[Đđ]oàn|[Cc]ơ quan|[Tt]ổ)\s$"),
    "thành lập": re.compile(r"công $"),
    "lập": re.compile(r"công $"),
    "cấp": re.compile(r"(?:các|chính quyền|ủy Đảng|ủy đảng|cùng|hai)\s$"),
    "khi": re.compile(r"trong $"),
    "giúp": re.compile(r"(?:[Tt]ổ|[Bb]ộ phận|[Nn]hóm)\s$"),
    "thông tin": re.compile(r"(?:[Cc]ông nghệ|[Hh]ệ thống|[Bb]an|[Cc]ổng)\s$"),
}
"""By the word that looks like a verb, the words before it with which it is a noun: "Trung tâm Dịch vụ tổng
hợp", "ban chỉ đạo", "sự nghiệp công lập", "chính quyền hai cấp"."""
_LONGEST_NOUN = 16
"""Characters in which such a word shows."""
# "cán bộ phụ trách văn thư", "Phó Giám đốc Sở phụ trách lĩnh vực": which of them is meant; of a person who is
# called by name it tells what he does.
_IN_CHARGE = re.compile(
    r"(?:[Cc]án bộ|[Cc]ông chức|[Vv]iên chức|[Cc]huyên viên|[Nn]hân viên|[Gg]iáo viên|[Nn]gười|[Đđ]ơn vị"
    r"|[Cc]ơ quan|[Bb]ộ phận|được (?:giao|phân công)|trực tiếp)\s$"
)
_TITLE_BEFORE = re.compile(
    r"(?:[Cc]hủ tịch|[Gg]iám đốc|[Hh]iệu trưởng|[Tt]rưởng|[Cc]hánh|[Bb]í thư|[Ll]ãnh đạo"
    r"|[ỦủUu][ỷy] viên|[Tt]hành viên)[^,;:]{0,40}$"
)
_CALLED_BY_NAME = re.compile(
    rf"(?:Ông|ông|Bà|bà|Đồng chí|đồng chí|Đ/c|đ/c):?\s+(?!Phó |Chủ |Giám |Trưởng |Chánh |Bí |Lãnh )"
    rf"(?={CAPITAL})\w+\s+(?={CAPITAL})"
)
_LONGEST_TITLE = 60
"""Characters in which the title before such a word shows."""
_LEVEL = re.compile(r"\s(?:xã|tỉnh|huyện|trên|dưới|ủy|phòng|sở)\b")
_CHOSEN_FOR = re.compile(
    r"\s(?:giao|phân công|lựa chọn|chỉ định|ủy quyền)(?: nhiệm vụ| trách nhiệm| chủ trì)?"
    r"|\s(?:kiểm tra|thanh tra|giám sát|khảo sát)(?=\s+[^\W\d_])"
)
_CHOSEN = (
    "thành viên ",
    "đơn vị ",
    "cơ quan ",
    "tổ chức ",
    "địa phương ",
    "ngành ",
    "doanh nghiệp ",
    "cơ sở ",
    "nhà ",
)
_LONGEST_CHOSEN = max(map(len, _CHOSEN))
# What units are told to hand over; what others they supply ("dịch vụ viễn thông") tells which they are.
_HANDED_OVER = re.compile(
    r"\s*(?:[,;.:]|(?:đầy đủ|kịp thời|cho|các|những)?\s*(?:số liệu|thông tin|tài liệu|hồ sơ|dữ liệu"
    r"|minh chứng|danh sách|báo cáo|cho|đầy đủ|kịp thời)\b|$)"
)
# "các cơ quan thông tin, truyền thông", "cơ quan thông tin đại chúng"
_PRESS = re.compile(r",?\s+(?:và\s+)?(?:truyền thông|báo chí|đại chúng|đối ngoại)(?!\w)")
_AGENCY_BEFORE = re.compile(r"(?:các|những|từng|mọi|cơ quan|thành viên|Cơ quan|Đơn vị|và|,)\s*$")
_AGENCY_AFTER = re.compile(
    r"\s*(?:,|;|Hội|Đảng|đơn vị|chính trị|đoàn thể|xã hội|tín dụng|cá nhân|thành viên|hành chính|kinh tế"
    r"|có liên quan|liên quan|và (?:cá nhân|doanh nghiệp|đơn vị)|$)"
)


def next_verb(text: str, start: int, position: int, limit: int) -> int | None:
    """Where the first verb from `position` to `limit` stands that is no part of the name begun at `start`."""
    brackets = text.find("(", start, limit) >= 0
    while match := _VERB.search(text, position, limit):
        if brackets and (closed := _bracket_end(text, start, match.start(), limit)):
            position = closed  # "Trạm Y tế xã (chủ trì), Trường … (phối hợp) khám …"
            continue
        if match.start() > start and not _is_noun(text, start, match):
            return match.start()
        # "đơn vị được giao chủ trì": what it was chosen for tells which unit is meant.
        chosen = _CHOSEN_FOR.match(text, match.end()) if match[0] == "được" else None
        position = chosen.end() if chosen else match.end()
    return None


def _bracket_end(text: str, start: int, place: int, limit: int) -> int:
    """The end of the bracket that is open at `place` behind the name begun at `start`; 0 where none is."""
    opened = text.rfind("(", start, place)
    if opened < 0 or text.find(")", opened, place) >= 0:
        return 0
    return text.find(")", place, limit) + 1


def _is_noun(text: str, name: int, match: re.Match[str]) -> bool:
    """Whether a word that looks like a verb is part of the name begun at `name`: "tổ chức" among agencies is
    one of them."""
    word, start, end = match[0], match.start(), match.end()
    nouns = _NOUNS_BEFORE.get(word)
    if nouns is not None and nouns.search(text, max(0, start - _LONGEST_NOUN), start):
        return True
    if word == "tổ chức":
        among = _AGENCY_BEFORE.search(text, max(0, start - _LONGEST_NOUN), start) is not None
        return (among and _AGENCY_AFTER.match(text, end) is not None) or text.endswith("các ", 0, start)
    if word == "thông tin":
        return _is_chosen(text, start) and _PRESS.match(text, end) is not None
    if word == "phụ trách":
        return _tells_which(text, name, start)
    if word == "cấp":
        return _LEVEL.match(text, end) is not None
    if word in ("cung cấp", "cung ứng"):
        return _is_chosen(text, start) and _HANDED_OVER.match(text, end) is None
    if word in ("được", "là", "để"):
        return _CHOSEN_FOR.match(text, end) is not None and _is_chosen(text, start)
    return word == "in" and not text.endswith(" ", 0, start)


def _tells_which(text: str, name: int, start: int) -> bool:
    """Whether the "phụ trách" at `start` belongs to the name begun at `name`."""
    if _IN_CHARGE.search(text, max(name, start - _LONGEST_NOUN), start):
        return True
    titled = _TITLE_BEFORE.search(text, max(name, start - _LONGEST_TITLE), start) is not None
    return titled and not text[:start].endswith(", ") and _CALLED_BY_NAME.match(text, name) is None


def _is_chosen(text: str, start: int) -> bool:
    """Whether a word for units in general stands before `start`, at the head of a sentence or inside one."""
    return text[max(0, start - _LONGEST_CHOSEN) : start].lower().endswith(_CHOSEN)
