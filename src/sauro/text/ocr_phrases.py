"""Set phrases of administrative Vietnamese, by their letters without marks: what a misread phrase was
meant to be."""

from __future__ import annotations

from dataclasses import dataclass

from sauro.text.compare import plain

__all__ = ["AFTER_HOP", "FAULTS", "PHRASES", "Phrase"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of two words: how it is written, all writings that mean something (`forms`), and the
    neighbours with which the letters mean something else. With `only_before`, it is looked for only
    before these words and figures."""

    right: Pair
    forms: frozenset[Pair]
    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    only_before: frozenset[str] = frozenset()


def _pair(words: str) -> Pair:
    first, second = words.split()
    return first, second


# A line for each phrase; after a stroke what else its letters may mean.
_LINES = """
tổ chức
tổng hợp
tổng kết
tổng thể
tổng số
triển khai
chuyển biến | chuyên biên | chuyên biển
sửa đổi
đổi mới | đôi mới | đội mới | đợi mới | đổi môi | đối mỗi
bổ sung
bổ nhiệm | bộ nhiệm
cụ thể | cứ thế | cụ thế | cư thế
tập thể
kiểm tra
kiểm soát
kiểm điểm
thẩm quyền | thâm quyền
thẩm định
thẩm tra
phổ biến | phó biến | phố biên | phố biển | phó biên
biểu mẫu
biểu dương | biểu đường
phát triển
chấn chỉnh
khẩn trương
tối thiểu
đẩy mạnh
đùn đẩy
nhũng nhiễu
chồng chéo
tinh giản
chi phí
chi tiết
chỉ tiêu | chi tiêu | chỉ tiểu
chỉ đạo | chỉ đào
hướng dẫn
hiệu quả
kết quả
kế hoạch
nhiệm vụ
trách nhiệm
thực hiện
công chức
viên chức
cán bộ | cần bố | cần bổ | cần bỏ | căn bộ
kỷ luật | kỉ luật
kỷ cương | kỉ cương
lề lối | lê lợi | lễ lối
thời hạn
thời gian
thường xuyên
đột xuất
định kỳ | định kì | định kỷ | định kỹ
báo cáo
đơn vị
ủy ban | uỷ ban
nhân dân | nhận dân | nhận dạn | nhấn dần | nhân dần
hội nghị
trực tuyến
văn phòng
văn bản | văn ban | văn bạn
quyết định
nghị quyết
nghị định | nghi định
phối hợp
chủ trì
chủ động
chủ tịch
thủ tục
hành chính | hành chinh
thủ trưởng | thứ trưởng
khắc phục | khác phục
triệt để | triệt đề
nâng cao
chất lượng
số lượng | số lương
tăng cường
giải pháp
giải quyết
xử lý | xử lí
vi phạm
phê bình
khen thưởng
thi đua | thí dụ
cải cách
công nghệ
thông tin | thống tín | thông tín
ứng dụng
dữ liệu
môi trường | mỗi trường | mới trường
tuyên truyền
quán triệt
nghiêm túc
đồng bộ | động bố | động bổ | động bộ | đồng bố | đồng bổ | đông bố | đóng bộ
kịp thời
theo dõi | theo đối | theo đôi | theo đổi | theo đời | theo đội
đôn đốc
giám sát
đánh giá | đánh giã
tổng cục
quản lý | quản lí
tham mưu
đề nghị | để nghị
đề xuất | để xuất
xây dựng | xảy dựng
ban hành | bán hành | bản hành | bàn hành
hoàn thành | hoàn thanh
bảo đảm | báo đám
đảm bảo
phân cấp | phần cấp
phân công | phần công | phấn công | phần cộng | phân cộng
phân quyền
thẩm mỹ
doanh nghiệp
địa phương
địa bàn
kinh phí
ngân sách
nguồn lực
tiết kiệm
phục vụ
dịch vụ
điện tử | điện từ | điện tự | diễn từ | diện tự
cơ chế | có chế
lãnh đạo
nội dung | nội dụng
yêu cầu
mục đích | mục dịch
mục tiêu
tình hình | tính hình | tỉnh hình
tình trạng
hạn chế
yếu kém
khó khăn
vướng mắc
trùng lặp | trùng lắp
né tránh
phiền hà
sách nhiễu | sách nhiều
tiêu cực
tham nhũng
lãng phí
rà soát
hoàn thiện
chức năng
quyền hạn
chuyên môn
nghiệp vụ
đào tạo
bồi dưỡng
kỹ năng | kĩ năng
năng lực
"""

_VERBS_TEXT = """
    đạt thực hoàn giảm tăng đến trong để xây có hết bảo đảm đưa trở giữ nâng duy số tỷ
    mỗi năm tối ít không triển cắt xử cơ vượt trên 100% hằng hàng ngay tiếp
    """
_VERBS = frozenset(_VERBS_TEXT.split())
_BEFORE_HOP_TEXT = "phối kết tích tổng phù thích hội tập liên hòa hoà đồng trường tổ phức hỗn nghi"
_BEFORE_HOP = frozenset(_BEFORE_HOP_TEXT.split())
_AFTER_HOP_TEXT = "tác lý lệ pháp nhất phần thức đồng"
AFTER_HOP = frozenset(_AFTER_HOP_TEXT.split())
"""With these words behind it, "hợp" is no misread "họp" ("Phòng Hợp tác")."""

_MEETINGS_TEXT = "cuộc phiên kỳ buổi phòng hội lịch giấy chủ dự tổ"
_MEETINGS = frozenset(_MEETINGS_TEXT.split())
"""Words behind which "họp" is a meeting."""
_AFTER_MEETING_TEXT = "trí thiết định quán loạt là"
"""Words that belong to "nhất" behind a meeting ("họp nhất trí")."""

_BOUND = (
    Phrase(("phấn", "đấu"), frozenset({("phấn", "đấu")}), only_before=_VERBS),
    Phrase(
        ("họp", "trực"),
        frozenset({("họp", "trực")}),
        not_after=_BEFORE_HOP,
        only_before=frozenset({"tuyến", "tuyên", "tiếp"}),
    ),
    Phrase(
        ("hợp", "nhất"),
        frozenset({("hợp", "nhất")}),
        not_after=_MEETINGS,
        not_before=frozenset(_AFTER_MEETING_TEXT.split()),
    ),
    Phrase(("trục", "liên"), frozenset({("trục", "liên")}), only_before=frozenset({"thông"})),
    Phrase(("hợp", "tác"), frozenset({("hợp", "tác")}), not_after=_MEETINGS, not_before=frozenset({"động"})),
    Phrase(("hợp", "đồng"), frozenset({("hợp", "đồng"), ("hộp", "đồng")}), not_after=_MEETINGS | _BEFORE_HOP),
    Phrase(("hợp", "pháp"), frozenset({("hợp", "pháp")}), not_after=_MEETINGS),
    Phrase(("hợp", "lệ"), frozenset({("hợp", "lệ"), ("hợp", "lễ")})),
    Phrase(("phù", "hợp"), frozenset({("phù", "hợp")}), not_before=frozenset({"nhất"})),
    Phrase(("trường", "hợp"), frozenset({("trường", "hợp"), ("trưởng", "họp"), ("trường", "họp")})),
    Phrase(("kết", "hợp"), frozenset({("kết", "hợp")})),
    Phrase(("tích", "hợp"), frozenset({("tích", "hợp"), ("tịch", "họp")})),
    Phrase(("thích", "hợp"), frozenset({("thích", "hợp")})),
    Phrase(
        ("chuyển", "đổi"),
        frozenset({("chuyển", "đổi"), ("chuyện", "đời"), ("chuyên", "đổi")}),
        not_before=frozenset({"với"}),
    ),
    Phrase(
        ("hội", "đồng"),
        frozenset({("hội", "đồng"), ("hội", "đông"), ("hồi", "đồng")}),
        not_after=frozenset({"thăm"}),
        not_before=frozenset({"viên"}),
    ),
)


def _phrase(line: str) -> Phrase:
    forms = [_pair(form) for form in line.split("|")]
    return Phrase(forms[0], frozenset(forms))


def _key(pair: Pair) -> Pair:
    return plain(pair[0]), plain(pair[1])


PHRASES: dict[Pair, Phrase] = {
    _key(phrase.right): phrase for phrase in (*map(_phrase, _LINES.strip().split("\n")), *_BOUND)
}
"""The phrases by their letters."""

FAULTS: dict[Pair, Pair] = {
    _pair(wrong): _pair(right)
    for wrong, right in (
        ("chùng chéo", "chồng chéo"),
        ("cuộc hợp", "cuộc họp"),
        ("hội hợp", "hội họp"),
        ("phòng hợp", "phòng họp"),
    )
}
"""Misreadings that change a letter or are proper words elsewhere."""
