"""Which line hangs under which mark. Offices and duties are made up."""

import pytest

from sauro.anatomy.body import grow_tree
from sauro.anatomy.lines import lines_of
from sauro.anatomy.parts import Item
from sauro.folio.notation import notate


def tree(text: str) -> list[str]:
    """Every member of the tree, indented by depth; plain paragraphs in brackets, tables as "|"."""
    return list(_drawn(grow_tree(lines_of(notate(text))), 0))


def _drawn(item: Item, depth: int) -> list[str]:
    out = []
    for member in item.members:
        indent = "  " * depth
        if isinstance(member, Item):
            label = member.mark.label or "-" if member.mark else ""
            out += [f"{indent}{label} {member.content.text}", *_drawn(member, depth + 1)]
        else:
            out.append(f"{indent}[{member.text}]" if hasattr(member, "text") else f"{indent}|")
    return out


def test_the_usual_order_of_marks() -> None:
    assert tree("""
        Phần thứ nhất. Chung
        I. Nhiệm vụ
        1. Họp
        1.1. Lịch họp
        a) Hằng tuần
        - Gửi giấy mời
        + Qua mạng
        b) Hằng tháng
        1.2. Biên bản
        2. Văn bản
        II. Thực hiện
        Phần thứ hai. Riêng
    """) == [
        "1 Chung",
        "  I Nhiệm vụ",
        "    1 Họp",
        "      1 Lịch họp",
        "        a Hằng tuần",
        "          - Gửi giấy mời",
        "            - Qua mạng",
        "        b Hằng tháng",
        "      2 Biên bản",
        "    2 Văn bản",
        "  II Thực hiện",
        "2 Riêng",
    ]


def test_a_bracketed_number_over_a_letter_with_full_stop() -> None:
    assert tree("""
        1) Sở Y tế
        a. Khám bệnh
        b. Tiêm phòng
        2) Sở Nội vụ
        a. Rà soát
    """) == ["1 Sở Y tế", "  a Khám bệnh", "  b Tiêm phòng", "2 Sở Nội vụ", "  a Rà soát"]


def test_a_letter_over_numbers_that_begin_anew() -> None:
    assert tree("""
        a) Sở Y tế
        1. Khám bệnh
        2. Tiêm phòng
        b) Sở Nội vụ
        1. Rà soát
    """) == ["a Sở Y tế", "  1 Khám bệnh", "  2 Tiêm phòng", "b Sở Nội vụ", "  1 Rà soát"]


def test_capital_letters_over_roman_numbers_and_initials_that_are_none() -> None:
    assert tree("""
        A. Chung
        I. Họp
        B. Riêng
        I. Hội nghị
    """) == ["A Chung", "  I Họp", "B Riêng", "  I Hội nghị"]
    assert tree("""
        1. Người liên hệ
        B. Văn Mẫu, điện thoại bàn.
    """) == ["1 Người liên hệ", "  [B. Văn Mẫu, điện thoại bàn.]"]


def test_small_roman_numbers_and_the_letter_i() -> None:
    assert tree("""
        a) Chung
        i) Một
        ii) Hai
        b) Riêng
    """) == ["a Chung", "  i Một", "  ii Hai", "b Riêng"]
    assert tree("""
        g) Bảy
        h) Tám
        i) Chín
        k) Mười
    """) == ["g Bảy", "h Tám", "i Chín", "k Mười"]


def test_decimal_numbers_whose_chapter_is_no_open_item() -> None:
    assert tree("""
        III. Nhiệm vụ
        3.1. Họp
        3.1.1. Lịch họp
        3.2. Văn bản
    """) == ["III Nhiệm vụ", "  1 Họp", "    1 Lịch họp", "  2 Văn bản"]


def test_headings_without_numbers_in_capitals_or_bold() -> None:
    assert tree("""
        NHIỆM VỤ
        **Sở Y tế**
        - Khám bệnh.
        **Sở Nội vụ**
        - Rà soát.
        TỔ CHỨC THỰC HIỆN
        1. Báo cáo.
    """) == [
        "- NHIỆM VỤ",
        "  - Sở Y tế",
        "    - Khám bệnh.",
        "  - Sở Nội vụ",
        "    - Rà soát.",
        "- TỔ CHỨC THỰC HIỆN",
        "  1 Báo cáo.",
    ]


@pytest.mark.parametrize("line", ["**Lưu ý:**", "**Họp thứ Hai.**", "**họp thứ Hai**", "HỌP"])
def test_what_is_bold_or_in_capitals_and_still_no_heading(line: str) -> None:
    text = line.strip("*")
    assert tree(f"""
        1. Họp
        {line}
    """) == ["1 Họp", f"  [{text}]"]


def test_a_title_on_the_line_after_its_number() -> None:
    assert tree("""
        Chương I
        QUY ĐỊNH CHUNG
        1. Họp
        II. GIẢI PHÁP
        VÀ KINH PHÍ
        1. Mua sắm
    """) == ["I QUY ĐỊNH CHUNG", "  1 Họp", "  II GIẢI PHÁP VÀ KINH PHÍ", "    1 Mua sắm"]


def test_a_plain_paragraph_after_dashes_goes_on_where_the_list_hangs() -> None:
    assert tree("""
        1. Họp
        - Gửi giấy mời qua mạng.
        Kinh phí do đơn vị lo.
        - Nội dung kiểm tra
        Kiểm tra lịch họp.
        - Gồm có:
        Kiểm tra biên bản.
    """) == [
        "1 Họp",
        "  - Gửi giấy mời qua mạng.",
        "  [Kinh phí do đơn vị lo.]",
        "  - Nội dung kiểm tra",
        "    [Kiểm tra lịch họp.]",
        "  - Gồm có:",
        "    [Kiểm tra biên bản.]",
    ]


def test_dashes_hang_under_a_dash_that_asks_for_them() -> None:
    assert tree("""
        1. Họp
        + Gồm có:
        - Giấy mời
        - Biên bản
        2. Văn bản
        + Không gồm tài liệu
        - Ghi âm
    """) == [
        "1 Họp",
        "  - Gồm có:",
        "    - Giấy mời",
        "    - Biên bản",
        "2 Văn bản",
        "  - Không gồm tài liệu",
        "  - Ghi âm",
    ]


def test_which_of_dash_and_plus_stands_above_is_told_by_their_order() -> None:
    assert tree("""
        1. Họp
        + Trước cuộc họp:
        - Gửi giấy mời
        - Soạn tài liệu
        + Sau cuộc họp:
        - Lưu biên bản
        2. Văn bản
        - Trước khi ký:
        + Đọc lại
        - Sau khi ký:
        + Đóng dấu
    """) == [
        "1 Họp",
        "  - Trước cuộc họp:",
        "    - Gửi giấy mời",
        "    - Soạn tài liệu",
        "  - Sau cuộc họp:",
        "    - Lưu biên bản",
        "2 Văn bản",
        "  - Trước khi ký:",
        "    - Đọc lại",
        "  - Sau khi ký:",
        "    - Đóng dấu",
    ]


def test_broken_sequences_go_on_in_their_run() -> None:
    assert tree("""
        1. Họp
        a) Giấy mời
        c) Biên bản
        2. Văn bản
        2. Chữ ký số
        5. Kho
    """) == ["1 Họp", "  a Giấy mời", "  c Biên bản", "2 Văn bản", "2 Chữ ký số", "5 Kho"]


def test_a_table_belongs_to_the_numbered_item_above_its_dashes() -> None:
    assert tree("""
        1. Họp
        - Theo bảng sau:
        | a | b |
        | c | d |
        2. Văn bản
    """) == ["1 Họp", "  - Theo bảng sau:", "  |", "2 Văn bản"]


def test_a_table_without_any_item_belongs_to_the_body() -> None:
    assert tree("""
        | a | b |
        | c | d |
    """) == ["|"]


def test_parts_of_an_item() -> None:
    root = grow_tree(
        lines_of(
            notate("""
                1. Họp
                Một câu.
                a) Giấy mời
                2. Văn bản
            """)
        )
    )
    assert [item.content.text for item in root.walk()] == ["", "Họp", "Giấy mời", "Văn bản"]
    assert [line.text for line in root.children[0].plain] == ["Một câu."]
    assert root.children[0].parent is root
    assert root.children[0].tables == []


def test_what_an_item_keeps_of_its_members() -> None:
    root = grow_tree(
        lines_of(
            notate("""
        A. Phần đầu
        1. Họp
        - Gửi giấy mời
        2. Văn bản
        Đọc lại
        """)
        )
    )
    (part,) = root.children
    assert root.has_capital
    assert not part.has_capital
    assert [child.content.text for child in part.children] == ["Họp", "Văn bản"]
    assert part.last_counted is part.children[-1]
    assert part.children[0].last_counted is None
    assert [line.text for line in part.children[1].plain] == ["Đọc lại"]
    assert all(child.parent is part for child in part.children)
