"""Names of offices in the letters of running text."""

import pytest

from sauro.extraction.office_case import office_case

NAMES = """
Bộ Nông nghiệp và Môi trường; Sở Văn hóa, Thể thao và Du lịch tỉnh An Mẫu; Phòng Văn hóa - Xã hội;
Ban Tuyên giáo và Dân vận; Ban Chỉ đạo Nhà nước về Du lịch; Thủ tướng Chính phủ; Chi bộ thôn 3;
Bệnh viện Phổi Trung ương; Bệnh viện Đa khoa khu vực An Mẫu; Trường Mầm non Hoa Mẫu; Trường THPT An Mẫu;
Trường Tiểu học và THCS An Mẫu; Trường Trung học phổ thông An Mẫu; Hợp tác xã Nông nghiệp An Mẫu;
Ủy ban nhân dân đặc khu An Mẫu; UBND xã An Mẫu; Văn phòng HĐND và UBND; Ủy ban MTTQ Việt Nam xã An Mẫu;
Đoàn TNCS Hồ Chí Minh; Chi cục Thú y vùng II; Chi cục Trồng trọt và Bảo vệ thực vật;
Ban Chấp hành Đảng bộ xã An Mẫu; Trung tâm Phục vụ hành chính công phường An Mẫu
"""


@pytest.mark.parametrize("name", [" ".join(name.split()) for name in NAMES.split(";")])
def test_a_name_in_capitals_gets_back_its_letters(name: str) -> None:
    assert office_case(name.upper()) == name


def test_an_empty_name() -> None:
    assert office_case("") == ""
