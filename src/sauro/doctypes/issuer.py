"""Where the name of an issuing office ends in running text.

Names of offices follow NĐ 30/2020, Phụ lục II.III: the first syllable of each word of the name is a capital,
the others are small ("Ủy ban nhân dân tỉnh Hòa Lạc", "Bộ trưởng Bộ Khoa học và Công nghệ"). A small syllable
therefore belongs to the name only if it continues a word of an office's name or names a level of
administration.
"""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["issuer_end"]

_NAMES = """
ủy ban nhân dân; uỷ ban nhân dân; hội đồng nhân dân; chủ tịch; phó chủ tịch; thủ tướng chính phủ; phó thủ
tướng; bộ trưởng; thứ trưởng; chủ nhiệm; tổng thanh tra; thống đốc; tổng cục trưởng; cục trưởng; giám đốc;
tổng giám đốc; viện trưởng; chánh án; chánh văn phòng; trưởng ban; bí thư; tổng bí thư; phó bí thư; ban bí
thư; bộ chính trị; ban chấp hành trung ương; ban chấp hành đảng bộ; ban thường vụ; thường trực; ủy ban thường
vụ quốc hội; uỷ ban thường vụ quốc hội; ủy ban trung ương mặt trận tổ quốc việt nam; ủy ban mặt trận tổ quốc
việt nam; ban chỉ đạo trung ương; ban chỉ đạo; tổ giúp việc; tổ công tác; hội đồng bầu cử quốc gia; ủy ban bầu
cử; hội đồng thẩm phán tòa án nhân dân tối cao; hội đồng bộ trưởng; viện kiểm sát nhân dân tối cao; kiểm toán
nhà nước; tỉnh ủy; tỉnh uỷ; thành ủy; thành uỷ; huyện ủy; đảng ủy; đảng uỷ; đảng đoàn; ban cán sự đảng; quân
ủy trung ương; văn phòng chính phủ; văn phòng quốc hội; văn phòng trung ương đảng; văn phòng hđnd và ubnd; văn
phòng đoàn đbqh; văn phòng hội đồng nhân dân và ủy ban nhân dân; ngân hàng nhà nước việt nam; bảo hiểm xã hội
việt nam; thanh tra chính phủ; thông tấn xã việt nam; đài truyền hình việt nam; đài tiếng nói việt nam; tổng
cục; cục thuế; nội vụ; tài chính; tư pháp; y tế; xây dựng; công thương; công an; quốc phòng; ngoại giao; ngoại
vụ; khoa học và công nghệ; giáo dục và đào tạo; văn hóa thể thao và du lịch; văn hoá thể thao và du lịch;
nông nghiệp và môi trường; nông nghiệp và phát triển nông thôn; tài nguyên và môi trường; dân tộc và tôn giáo;
thông tin và truyền thông; kế hoạch và đầu tư; lao động thương binh và xã hội; giao thông vận tải;
bưu chính viễn thông; bưu chính; thủy sản; thuỷ sản; kiểm ngư; lâm nghiệp; hải quan; thuế; thống kê; dân số;
thủy lợi; đường bộ; văn hóa xã hội; văn hoá xã hội; kinh tế hạ tầng và đô thị; phục vụ hành chính công;
kiểm soát thủ tục hành chính; bộ đội biên phòng; tổ chức trung ương; tổ chức cán bộ; tuyên giáo và dân vận;
ban tuyên giáo; ban tổ chức; ban nội chính; ủy ban kiểm tra; liên ngành; liên đoàn lao động; hội liên hiệp phụ
nữ; hội nông dân; hội cựu chiến binh; đoàn thanh niên; nhà nước; quốc hội; chính phủ; chủ tịch nước; đại biểu
quốc hội; trung ương đảng; đảng cộng sản việt nam; trung tâm; phòng; sở; bộ; cục; ban quản lý; khu kinh tế;
khu công nghiệp; phó tổng cục; vụ trưởng; ủy viên; cơ quan thường trực; hội đồng phổ biến giáo dục pháp luật;
thi đua khen thưởng; ban pháp chế; ban kinh tế ngân sách; ban văn hóa xã hội; ban văn hoá xã hội; ban dân tộc;
ban đô thị; công ty cổ phần; ủy ban pháp luật và tư pháp; ủy ban kinh tế và tài chính; ủy ban văn hóa và xã
hội; chi cục; công đoàn; thủ trưởng; khu vực; ủy ban công tác đại biểu; hội chữ thập đỏ; hội người cao tuổi;
hội đồng;
"""
_LEVELS = frozenset(
    (
        "tỉnh",
        "thành",
        "phố",
        "xã",
        "phường",
        "huyện",
        "quận",
        "thị",
        "trấn",
        "đặc",
        "khu",
        "khóa",
        "khoá",
        "cấp",
    )
)
_VERBS = """
ban hành; quy định; quy chế; phê duyệt; sửa đổi; hướng dẫn; thực hiện; triển khai; thành lập; kết luận;
bổ sung; căn cứ; công bố; công nhận; thông qua; thông báo; kế hoạch; quyết định; nghị quyết; chỉ thị;
chấp thuận; cho phép; bãi bỏ; không có; thí điểm;
"""
_AFTER_COMMA = frozenset({("văn hóa", "thể"), ("văn hoá", "thể"), ("lao động", "thương"), ("kinh tế", "hạ")})
_HEADS_AFTER_COMMA = ("chủ", "thứ", "bộ", "phó", "trưởng", "viện", "chánh", "tổng", "thống", "cục", "giám")


def _pairs(names: str) -> frozenset[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for name in names.split(";"):
        words = name.split()
        pairs.update(pairwise(words))
    return frozenset(pairs)


_PAIRS = _pairs(_NAMES)
_STOPS = _pairs(_VERBS)
_WORD = re.compile(r"[^\W\d_][\w&]*|[IVXLC]+|\d+")
_GAP = re.compile(r"\s?[-–]\s?|[^\S\t]{1,3}|,\s{1,2}")
_LOUD_SYLLABLE = re.compile(r"[BCDĐGHKLMNPQRSTVX]{0,3}[AEIOUYÀ-ÝĂĨŨƠƯẠ-ỹ]{1,3}(?:CH|NG|NH|[CMNPT])?")


def issuer_end(text: str, start: int) -> int:
    """Where the office's name that begins at `start` ends; `start` itself where no name begins there."""
    first = _WORD.match(text, start)
    if not first or not first[0][0].isupper() or first[0].lower() == "số":
        return start
    end, before, last = first.end(), "", first[0].lower()
    while gap := _GAP.match(text, end):
        word = _WORD.match(text, gap.end())
        if not word or not _continues(text, gap[0], before, last, word):
            break
        end, before, last = word.end(), last, word[0].lower()
    if not before and not (first[0].isupper() or last == "thuế"):
        return start
    return end


def _continues(text: str, gap: str, before: str, last: str, word: re.Match[str]) -> bool:
    """Whether `word` goes on with the name whose last two words are `before` and `last`."""
    written, lower = word[0], word[0].lower()
    if gap.startswith(","):
        heads = last in ("trưởng", "tịch", "nhiệm") and lower in _HEADS_AFTER_COMMA and written[0].isupper()
        return heads or (f"{before} {last}", lower) in _AFTER_COMMA
    if (last, lower) in _PAIRS:
        return True
    following = _WORD.match(text, word.end() + 1)
    if gap.strip() or lower == "về" or (following and (lower, following[0].lower()) in _STOPS):
        return False
    if lower in _LEVELS:
        return True
    if written[0].isdigit():
        return last in ("quận", "phường", "khu", "vực")
    if "\n" in gap or (len(written) > 1 and written.isupper() and _LOUD_SYLLABLE.fullmatch(written)):
        # At a new line, or where all is in capitals, a capital says nothing; only the name of a place goes
        # on.
        return written[0].isupper() and (last in _LEVELS or (before in _LEVELS and "\n" not in gap))
    return written[0].isupper()
