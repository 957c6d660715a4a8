import pytest

from sauro.extraction.unit_lists import split_units
from sauro.folio.passage import Passage


def names(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in passages]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Các sở, ban, ngành; UBND các xã, phường", ["Các sở, ban, ngành", "UBND các xã, phường"]),
        ("Các sở, ban, ngành và địa phương", ["Các sở, ban, ngành và địa phương"]),
        ("Phòng Kinh tế, các cơ quan, đơn vị.", ["Phòng Kinh tế", "các cơ quan, đơn vị"]),
        ("Văn phòng HĐND và UBND xã và các thôn", ["Văn phòng HĐND và UBND xã", "các thôn"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Giáo dục và Đào tạo và Sở Y tế", ["Sở Giáo dục và Đào tạo", "Sở Y tế"]),
        (
            "Người đứng đầu cơ quan, đơn vị, các phòng, ban",
            ["Người đứng đầu cơ quan, đơn vị, các phòng, ban"],
        ),
        (
            "Thủ trưởng các sở, ngành và Chủ tịch UBND các xã",
            ["Thủ trưởng các sở, ngành", "Chủ tịch UBND các xã"],
        ),
        ("Chủ tịch và các Phó Chủ tịch UBND xã", ["Chủ tịch và các Phó Chủ tịch UBND xã"]),
        ("- Công an xã; - Ban Chỉ huy Quân sự xã.", ["Công an xã", "Ban Chỉ huy Quân sự xã"]),
        ("Sở Nội vụ (qua Phòng Cải cách hành chính)", ["Sở Nội vụ"]),
        ("Các Sở, Ban, ngành", ["Các Sở, Ban, ngành"]),
        ("các tổ chức đoàn thể và trưởng các thôn", ["các tổ chức đoàn thể", "trưởng các thôn"]),
        ("Công an xã, hiệu trưởng các trường", ["Công an xã", "hiệu trưởng các trường"]),
        ("Bí thư chi bộ, trưởng các thôn", ["Bí thư chi bộ, trưởng các thôn"]),
        ("Người đứng đầu cơ quan, giám đốc doanh nghiệp", ["Người đứng đầu cơ quan, giám đốc doanh nghiệp"]),
    ],
)
def test_lists_are_split_between_names_and_never_inside_one(text: str, units: list[str]) -> None:
    assert names(split_units(Passage(text, 0))) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Sở, Viện, Trường", ["Sở", "Viện", "Trường"]),
        ("Các Sở, Trung tâm", ["Các Sở, Trung tâm"]),
        ("Báo và Đài Phát thanh tỉnh", ["Báo và Đài Phát thanh tỉnh"]),
        ("Ban Quản lý các Khu công nghiệp", ["Ban Quản lý các Khu công nghiệp"]),
        ("Ban Quản lý Khu kinh tế, các Khu công nghiệp", ["Ban Quản lý Khu kinh tế, các Khu công nghiệp"]),
        ("Sở Y tế (Chi cục A; Chi cục B); Công an xã", ["Sở Y tế (Chi cục A; Chi cục B)", "Công an xã"]),
        ("Sở Y tế, cơ quan được giao", ["Sở Y tế", "cơ quan được giao"]),
        ("Sở Y tế và", ["Sở Y tế"]),
        ("Sở Y tế - cơ quan thường trực", ["Sở Y tế"]),
        ("Các sở, cơ quan liên quan", ["Các sở, cơ quan liên quan"]),
        ("Sở Y tế / Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"]),
        ("Ủy ban nhân dân xã./.", ["Ủy ban nhân dân xã"]),
        ("; ;", []),
    ],
)
def test_what_belongs_to_a_name(text: str, units: list[str]) -> None:
    assert names(split_units(Passage(text, 0))) == units
