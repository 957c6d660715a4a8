"""The words of which names of units are made.

Where a name ends and the duty begins cannot be told by verbs alone: any verb may follow. So the small words
inside names are listed too: kinds of agencies and people, levels, fields, and what qualifies them ("trên địa
bàn", "có liên quan"). A small word that is not among them ends the name.
"""

from __future__ import annotations

import re

__all__ = ["name_end"]

_TEXT = """
    các những mọi từng mỗi tất cả toàn thể và với cùng của cho ở tại theo có được là do
    sở ban bộ ngành cơ quan đơn vị phòng phường xã thôn ấp bản buôn làng tổ dân phố khu khối phum sóc đặc
    huyện quận thị trấn
    tỉnh thành thành phố địa phương cấp trung ương trên dưới toàn nước khu vực vùng bàn cơ sở trong ngoài
    hai ba
    tổ chức đoàn hội hiệp liên minh đảng ủy uỷ chi bộ mặt trận công đoàn thanh niên phụ nữ nông dân cựu
    chiến binh người cao tuổi
    chính trị xã hội kinh tế văn hóa hoá thể thao du lịch giáo dục đào tạo y tế khoa học công nghệ nội vụ
    ngoại tư pháp tài chính
    kế hoạch đầu tư xây dựng giao thông vận tải logistics nông lâm ngư nghiệp môi trường tài nguyên thương
    mại dịch vụ lao động
    thông tin truyền đại chúng báo chí đài phát thanh hình truyền điện tử viễn bưu số đội nhóm mạng lưới
    internet
    quân sự công an quốc phòng biên biển đảo an ninh trật tự lực lượng vũ trang hải quan kiểm lâm lãm thuế
    kho bạc ngân hàng quỹ bảo hiểm
    viện kiểm sát tòa toà án thi hành thanh tra kiểm tra kiểm toán giám sát hội đồng nhân ủy ban thường trực
    trực thuộc thuộc
    trường học đại cao đẳng trung tiểu mầm non phổ sinh viên cha mẹ bệnh viện trạm trung tâm văn phòng phận
    một cửa phục vụ
    hành chính công sự nghiệp công lập ngoài chuyên môn tham mưu quản lý nhà nước tổng hợp quy hoạch hạ tầng
    đô thị nghiên cứu
    doanh nghiệp tập đoàn ty hợp tác xã hộ gia đình cá nhân chủ kinh doanh sản xuất khai thác nuôi trồng
    thủy thuỷ sản chăn thú lương thực
    thủ trưởng đứng đầu lãnh đạo giám đốc chủ tịch phó trưởng bí thư cán bộ chức viên người lao động đồng
    chí thành viên đại biểu
    dự tham họp liên quan phối phụ trách chủ trì đầu mối soạn thảo chủ chương trình dự án đề án tiểu hợp
    phần đối tượng thực hiện
    tôn giáo dân tộc tín dụng nghề làng nghiệp vụ chức năng khác còn lại nêu này tương ứng hưởng cư dân quần
    chúng cộng đồng
    ứng cung sự kỹ thuật chất lượng đo tiêu chuẩn thống kê dữ liệu chuyển đổi ninh thủy lợi điện lực nước
    sạch cấp thoát cây xanh
    máy tính bạn tình nguyện đua khen thưởng tuyên vận nhân quyền trẻ em bình đẳng giới dân số phát triển
    phòng chống thiên tai
    tìm kiếm cứu nạn cháy chữa hộ ma túy buôn lậu gian lận trợ giúp hòa giải giám định đấu giá công chứng
    luật sư
    chăm sóc sức khỏe dự phòng kiểm soát bệnh tật dược mỹ phẩm an toàn thực phẩm sở hữu trí tuệ đổi mới sáng
    tạo khởi
    ông bà chữ thập đỏ phương tiện quan trắc lựa chọn giao nhiệm trách khuyến đất đai đăng ký quỹ bất sản
    nhà thầu vấn tư giám viễn thám tượng khí thủy văn vườn rừng bảo tồn bảo vệ cảng vụ
    hàng không đường bộ sắt thủy cao tốc chế xuất cụm kho bãi chợ siêu thị cửa khẩu xuất nhập khẩu gần xa
    mẫu thư sàng cận nhánh nhiên khảo
"""
_SYLLABLES = frozenset(_TEXT.split())
_PLACE = r"(?:trên|thuộc|của|khác|đến|ở|tại|và|cấp|trong (?:tỉnh|xã|phường|thành phố|ngành))"
_RELATED = re.compile(rf"liên quan(?=\s+(?!{_PLACE})[^\W\d_])")
"""What is "concerned" is the last thing said of a unit, unless its place or a further unit follows."""
_NOUN = re.compile(
    r"(?:(?<=hỉ đạo )(?:giảm nghèo|xóa đói|nâng cao|cải cách)|(?:(?<=[,–-] )|(?<=và ))lưu trữ|tội phạm"
    r"|(?<=được )phân công|(?<=giúp )việc|(?<=hợp phổ )biến"
    r"|(?<=[Hh]ội đồng )(?:thẩm định|nghiệm thu|đánh giá|tuyển dụng|xét (?:tặng|duyệt|tuyển)))(?!\w)"
)
"""What is a verb, or no name, elsewhere ("Ban Chỉ đạo giảm nghèo xã", "văn thư, lưu trữ")."""
_KINDS = frozenset(
    ("Ban", "Bộ", "Sở", "Phòng", "Tổ", "Đoàn", "Hội", "Cục", "Vụ", "Viện", "Trường", "Chi", "Đội")
)
"""Words behind which a small one goes on with the name ("Ban chỉ đạo")."""
_WORD = re.compile(r"[^\W\d_]+")


def name_end(text: str, start: int, end: int, *, strict: bool = False) -> int:
    """The end of the name that begins at `start`, at most `end`: before the first small word that names are
    not made of. One such word is let pass behind a capital ("Chi cục Biển đảo", "Ban Đại diện"), but not
    where the reading is to be `strict`."""
    if (related := _RELATED.search(text, start, end)) is not None:
        end = related.end()
    capital_before = False
    known = start
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        if match.start() < known or text.count("(", start, match.start()) > text.count(
            ")", start, match.start()
        ):
            capital_before = False  # an aside is no part of the name, nor its end
            continue
        if word[0].isupper():
            capital_before = not strict or word in _KINDS
            continue
        if word not in _SYLLABLES and not capital_before:
            noun = _NOUN.match(text, match.start(), end)
            if noun is None:
                return match.start()
            known = noun.end()
        capital_before = False
    return end
