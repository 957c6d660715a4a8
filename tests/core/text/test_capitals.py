import pytest

from sauro.text.capitals import is_capitals


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("NHIỆM VỤ", True),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO tỉnh", False),
        ("PHÊ DUYỆT KẾ HOẠCH CỦA SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH An Mẫu", True),
        ("Nhiệm vụ", False),
        ("A", False),
        ("Ab", False),
        ("12345678 - a", False),
        ("NHIỆM VỤ " * 5 + "của các đơn vị " * 5, False),
        ("", False),
    ],
)
def test_what_is_set_in_capitals(text: str, capitals: bool) -> None:
    assert is_capitals(text) is capitals
