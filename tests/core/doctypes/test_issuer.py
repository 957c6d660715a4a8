"""Where the name of an office ends."""

import pytest

from sauro.doctypes.issuer import issuer_end


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Chính phủ quy định chế độ báo cáo", "Chính phủ"),
        ("Thủ tướng Chính phủ về việc ban hành", "Thủ tướng Chính phủ"),
        ("Thủ tướng Chính phủ phê duyệt Đề án", "Thủ tướng Chính phủ"),
        ("Ban Bí thư và Quyết định số 5", "Ban Bí thư"),
        ("Ủy ban nhân dân xã Hòa Lạc ban hành", "Ủy ban nhân dân xã Hòa Lạc"),
        ("UBND tỉnh Hòa Lạc, Kết luận", "UBND tỉnh Hòa Lạc"),
        ("Bộ trưởng Bộ Khoa học và Công nghệ hướng dẫn", "Bộ trưởng Bộ Khoa học và Công nghệ"),
        ("Bộ Văn hóa, Thể thao và Du lịch quy định", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"),
        ("Hội đồng nhân dân tỉnh khóa XVIII, kỳ họp", "Hội đồng nhân dân tỉnh khóa XVIII"),
        ("Chủ tịch UBND tỉnh\nThành lập Tổ công tác", "Chủ tịch UBND tỉnh"),
        ("THỦ TƯỚNG CHÍNH PHỦ VỀ VIỆC", "THỦ TƯỚNG CHÍNH PHỦ"),
        ("Ban Chấp hành Trung ương Đảng khóa XIII về", "Ban Chấp hành Trung ương Đảng khóa XIII"),
    ],
)
def test_the_name_ends_where_the_office_ends(text: str, issuer: str) -> None:
    assert text[: issuer_end(text, 0)] == issuer


@pytest.mark.parametrize("text", ["các cơ quan", "", "số 5"])
def test_no_office_no_name(text: str) -> None:
    assert issuer_end(text, 0) == 0
