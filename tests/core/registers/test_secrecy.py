import pytest

from sauro.registers.secrecy import Secrecy, bears_mark, bears_stamp, names_secret_register, secrecy_of


@pytest.mark.parametrize("text", ["", "Thường", "Không", "Không mật", "bình thường", "0", "—"])
def test_words_of_no_secrecy(text):
    assert secrecy_of(text) is Secrecy.NONE


@pytest.mark.parametrize(
    "text", ["Mật", "MẬT", "mat", "Tối mật", "TUYỆT MẬT", "Độ mật: Mật", "x", "M", "Ma\u0323\u0302t"]
)
def test_levels_of_secrecy(text):
    assert secrecy_of(text) is Secrecy.SECRET


@pytest.mark.parametrize("text", ["???", "Hạn chế", "1", "Nội bộ"])
def test_what_is_no_known_word_is_doubtful(text):
    assert secrecy_of(text) is Secrecy.DOUBTFUL


@pytest.mark.parametrize(
    ("text", "secrecy"),
    [
        ("Khẩn", Secrecy.NONE),
        ("Thường / Khẩn", Secrecy.NONE),
        ("Hỏa tốc, Mật", Secrecy.SECRET),
        ("Khẩn - Mật", Secrecy.SECRET),
        ("Gấp", Secrecy.DOUBTFUL),
    ],
)
def test_urgency_and_secrecy_in_one_cell(text, secrecy):
    assert secrecy_of(text, with_urgency=True) is secrecy


@pytest.mark.parametrize(
    "text",
    [
        "MẬT", "(Mật)", "Văn bản mật", "Tài liệu thu hồi", "Kế hoạch phòng thủ (MẬT)", "Tối mật - Hỏa tốc",
        "Độ: Mật", "05/KH-UBND(M)", "Ma\u0323\u0302t", "Báo cáo\nMẬT", "Mật - Phương án bảo vệ",
        "Tối mật: kế hoạch", "Mật. Kế hoạch diễn tập", "TUYỆT MẬT KẾ HOẠCH DIỄN TẬP",
    ],
)  # fmt: skip
def test_marks_anywhere_in_a_row(text):
    assert bears_stamp([1, "12/KH-UBND", text])


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch bảo vệ bí mật nhà nước", "Báo cáo công tác bảo mật", "UBND xã Suối Mật", "trừ văn bản mật",
        "Thu hồi đất", "Thông báo thu hồi tài liệu cũ", "Mật ong",
        "Danh mục bí mật nhà nước độ Mật ngành y tế",
        "KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Mật độ: 25 con/m2", "Mật khẩu - cấp lại cho cán bộ",
    ],
)  # fmt: skip
def test_the_same_words_in_a_sentence_are_no_mark(text):
    assert not bears_stamp([1, "12/KH-UBND", text])


@pytest.mark.parametrize(
    ("title", "is_secret"),
    [
        ("SỔ ĐĂNG KÝ VĂN BẢN MẬT ĐI", True),
        ("Sổ đăng ký văn bản đến mật", True),
        ("Sổ tài liệu tối mật", True),
        ("SỔ ĐĂNG KÝ VĂN BẢN ĐI (không gồm văn bản mật)", False),
        ("Sổ văn bản đi, trừ văn bản mật", False),
        ("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", False),
    ],
)
def test_registers_of_classified_documents(title, is_secret):
    assert names_secret_register(title) is is_secret


@pytest.mark.parametrize(
    "text",
    [
        "MẬT",
        "(mật)",
        "[Tối mật]",
        "Độ mật: Tuyệt mật",
        "Công văn mật số 5",
        "Kế hoạch MẬT năm 2026",
        "M\u200bẬT",
        "12/BC-UBND(M)",
        "Mật - Phương án bảo vệ",
        "Mật – Phương án bảo vệ",
        "Mật: phương án bảo vệ",
        "Tối mật: kế hoạch",
        "TUYỆT MẬT KẾ HOẠCH DIỄN TẬP",
        "KẾ HOẠCH DIỄN TẬP TỐI MẬT",
        "Tuyệt mật kế hoạch diễn tập",
        "Kế hoạch TỐI  MẬT năm 2026",
    ],
)
def test_a_typed_text_that_bears_a_mark(text: str) -> None:
    assert bears_mark(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bảo vệ bí mật nhà nước",
        "KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "thống kê văn bản, trừ văn bản mật",
        "nuôi ong lấy mật",
        "xã Mật Sơn",
        "Quy chế BẢO MẬT thông tin",
        "Đề án phát triển nghề nuôi ONG MẬT",
        "Tập huấn về BÍ MẬT kinh doanh",
        "Hỗ trợ hộ sản xuất MẬT ONG",
        "Kiểm tra MẬT ĐỘ chăn nuôi",
        "Sử dụng MẬT MÃ dân sự",
        "Đổi MẬT KHẨU dùng chung",
        "Phối hợp MẬT THIẾT với đoàn thể",
        "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT, TỐI MẬT",
        "QUY CHẾ BẢO MẬT THÔNG TIN",
        "Mật-khẩu dùng một lần",
    ],
)
def test_a_typed_text_that_bears_none(text: str) -> None:
    assert not bears_mark(text)
