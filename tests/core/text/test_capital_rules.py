"""Capital letters that are missing or too many."""

import pytest

from sauro.text.capital_rules import miswritten


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("theo Khoản 2 Điều 5 của Quy chế", ["khoản"]),
        ("tại khoản 2 điều 5", ["Điều"]),
        ("thực hiện kế hoạch số 12/KH-UBND", ["Kế hoạch"]),
        ("theo Thông báo kết luận số 12/TB-VP", []),
        ("ủy ban nhân dân xã", ["Ủy ban nhân dân"]),
        ("giao Sở tài chính chủ trì", ["Sở Tài chính"]),
        ("Bộ giáo dục và đào tạo", ["Bộ Giáo dục và Đào tạo"]),
        ("Sở nông nghiệp và môi trường", ["Sở Nông nghiệp và Môi trường"]),
        ("trên địa bàn Tỉnh Hòa Lạc", ["tỉnh"]),
        ("Thường trực Tỉnh ủy", []),
        ("nghỉ tết Nguyên Đán", ["tết Nguyên đán"]),
        ("các tầng lớp nhân dân", ["Nhân dân"]),
    ],
)
def test_rules(text, wanted):
    assert [one.wanted for one in miswritten(text)] == wanted
