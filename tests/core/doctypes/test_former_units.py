"""Units that are no longer, found by their names."""

import pytest

from sauro.doctypes.former_units import find_former


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UBND các huyện, thị trấn", [("UBND các huyện", ""), ("thị trấn", "")]),
        ("Sở Kế hoạch và Đầu tư", [("Sở Kế hoạch và Đầu tư", "Sở Tài chính")]),
        ("Sở Lao động - Thương binh và Xã hội", [("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ")]),
        ("tỉnh Bắc Giang và tỉnh Bắc Ninh", [("tỉnh Bắc Giang", "tỉnh Bắc Ninh")]),
        ("huyện Mường Lát, quận Ngô Quyền", [("huyện Mường Lát", ""), ("quận Ngô Quyền", "")]),
        ("tại huyện Nà Sang\nII. NHIỆM VỤ", [("huyện Nà Sang", "")]),
        ("câu chuyện, quân đội, cấp huyệnn", []),
    ],
)
def test_former_names(text, found):
    assert [(text[one.start : one.whole_end], one.former.successor) for one in find_former(text)] == found
