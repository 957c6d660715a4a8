"""What counts as one task, and what reaches it from above and below. Offices and duties are made up."""

from sauro.anatomy.dissect import dissect
from sauro.extraction.leaves import Leaf, leaves_of
from sauro.folio.notation import notate


def leaves(text: str) -> list[Leaf]:
    return list(leaves_of(dissect(notate(text)).body))


def texts(text: str) -> list[tuple[str, str]]:
    return [(".".join(leaf.labels), leaf.content.text) for leaf in leaves(text)]


def attributes(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (".".join(leaf.labels), [(found.kind.value, found.value.text) for found in leaf.attributes])
        for leaf in leaves(text)
    ]


def headings(text: str) -> list[tuple[str, str | None]]:
    return [(".".join(leaf.labels), leaf.heading.text if leaf.heading else None) for leaf in leaves(text)]


def test_attributes_under_the_last_letter_hold_for_all_letters() -> None:
    assert attributes("""
        II. NHIỆM VỤ
        1. Họp
        a) Lập lịch họp hằng tuần của xã.
        b) Gửi tài liệu họp trước hai ngày.
        Thời gian thực hiện: Quý III/2026.
        Cơ quan chủ trì: Văn phòng.
    """) == [
        ("II.1.a", [("due", "Quý III/2026."), ("lead", "Văn phòng.")]),
        ("II.1.b", [("due", "Quý III/2026."), ("lead", "Văn phòng.")]),
    ]


def test_letters_with_attributes_of_their_own_share_none() -> None:
    assert attributes("""
        II. NHIỆM VỤ
        1. Họp
        a) Lập lịch họp hằng tuần của xã.
        Thời gian thực hiện: Quý I/2026.
        b) Gửi tài liệu họp trước hai ngày.
        Thời gian thực hiện: Quý III/2026.
    """) == [("II.1.a", [("due", "Quý I/2026.")]), ("II.1.b", [("due", "Quý III/2026.")])]


def test_attributes_of_an_item_go_down_and_those_that_close_a_group_stand_first() -> None:
    assert attributes("""
        II. NHIỆM VỤ
        1. Họp
        - Đơn vị chủ trì: Văn phòng.
        - Lập lịch họp hằng tuần của xã.
        - Thời gian: Quý I/2026; chủ trì: Sở Nội vụ.
    """) == [("II.1.1", [("due", "Quý I/2026"), ("lead", "Sở Nội vụ."), ("lead", "Văn phòng.")])]


def test_an_attribute_without_value_takes_what_hangs_under_it() -> None:
    assert attributes("""
        II. NHIỆM VỤ
        1. Họp
        a) Lập lịch họp hằng tuần của xã.
        - Đơn vị thực hiện:
        + Văn phòng
        + Công an xã
    """) == [("II.1.a", [("lead", "Văn phòng"), ("lead", "Công an xã")])]


def test_an_arabic_item_with_a_bare_label_is_a_heading() -> None:
    assert texts("""
        II. NHIỆM VỤ
        1. Chủ trì:
        a) Lập lịch họp hằng tuần của xã.
    """) == [("II.1.a", "Lập lịch họp hằng tuần của xã.")]


def test_a_labelled_text_that_heads_items_is_no_attribute() -> None:
    assert texts("""
        III. NỘI DUNG
        1. Truyền thông
        a) Nội dung: Viết tin bài
        - Về chuyển đổi số của xã.
        - Về giảm họp của xã.
    """) == [("III.1.a.1", "Về chuyển đổi số của xã."), ("III.1.a.2", "Về giảm họp của xã.")]


def test_bare_headings_are_no_tasks() -> None:
    assert texts("""
        I. NHIỆM VỤ
        1. Sở Y tế
        2. CÔNG AN XÃ
        3. Các đơn vị khác:
        4. Lập lịch họp.
        II. Giải pháp
    """) == [("I.4", "Lập lịch họp.")]


def test_one_paragraph_under_a_heading_is_the_leaf_and_several_are_leaves() -> None:
    assert texts("""
        I. NHIỆM VỤ
        1. Tuyên truyền
        Phát thanh mỗi sáng trên loa.
        2. Tập huấn
        Mở lớp cho cán bộ thôn.
        Mở lớp cho học sinh.
    """) == [
        ("I.1", "Phát thanh mỗi sáng trên loa."),
        ("I.2.1", "Mở lớp cho cán bộ thôn."),
        ("I.2.2", "Mở lớp cho học sinh."),
    ]


def test_a_sentence_with_paragraphs_under_it_is_the_first_of_several_duties() -> None:
    assert texts("""
        I. NHIỆM VỤ
        1. Rà soát, sửa đổi quy chế làm việc của xã cho đúng quy định mới.
        Mở lớp cho cán bộ thôn.
        Thời gian thực hiện: Quý III/2026.
    """) == [
        ("I.1.1", "Rà soát, sửa đổi quy chế làm việc của xã cho đúng quy định mới."),
        ("I.1.2", "Mở lớp cho cán bộ thôn."),
    ]


def test_paragraphs_beside_marked_items_only_introduce_them() -> None:
    found = leaves("""
        I. NHIỆM VỤ
        1. Sở Y tế
        Tập trung làm tốt công việc.
        Văn phòng phối hợp với Công an xã làm các việc sau:
        - Lập lịch họp.
    """)
    assert [leaf.content.text for leaf in found] == ["Lập lịch họp."]
    assert [(owner.passage.text, owner.heading) for owner in found[0].owners[:2]] == [
        ("Văn phòng phối hợp với Công an xã làm các việc sau:", False),
        ("Sở Y tế", True),
    ]
    assert [unit.text for unit in found[0].owners[0].lead] == ["Văn phòng"]
    assert [unit.text for unit in found[0].owners[0].cooperating] == ["Công an xã"]
    assert [unit.text for unit in found[0].owners[1].lead] == ["Sở Y tế"]


def test_a_sentence_governs_only_if_it_leads_in() -> None:
    (leaf,) = leaves("""
        I. NHIỆM VỤ
        1. Văn phòng phối hợp với Công an xã lập kế hoạch năm và giao cho từng cán bộ, công chức của mình.
        - Lập lịch họp.
    """)
    assert leaf.owners[0].cooperating == ()


def test_the_heading_is_the_nearest_arabic_one() -> None:
    assert headings("""
        I. NHIỆM VỤ
        a) Lập lịch họp.
        II. GIẢI PHÁP
        1. Họp
        1.1. Hội nghị
        - Gửi giấy mời.
        2. Văn bản
        a) Gửi tài liệu.
    """) == [("I.a", None), ("II.1.1.1", "Hội nghị"), ("II.2.a", "Văn bản")]


def test_a_labelled_text_has_its_item_as_heading() -> None:
    assert headings("""
        I. NHIỆM VỤ
        1. Họp
        - Nội dung: Lập lịch họp.
        - Thời gian: Quý I.
        2. Văn bản ký số.
        - Thời gian: Quý I.
    """) == [("I.1", "Họp"), ("I.2", None)]


def test_sections_of_other_things_hold_no_leaves() -> None:
    assert texts("""
        I. MỤC ĐÍCH
        1. Giảm họp trong xã.
        II. NHIỆM VỤ
        1. Kinh phí
        - Từ ngân sách của xã.
        2. Lập lịch họp.
        III. CHUNG
        1. Mục tiêu
        - Giảm họp trong xã.
        2. Nhiệm vụ
        - Gửi tài liệu.
    """) == [("II.2", "Lập lịch họp."), ("III.2.1", "Gửi tài liệu.")]


def test_a_long_item_is_titled_by_what_stands_before_its_colon() -> None:
    sentence = (
        "lấy từ ngân sách xã và các nguồn hợp pháp khác theo quy định của pháp luật về ngân sách nhà nước. "
        * 2
    )
    assert texts(f"""
        I. CÔNG VIỆC CHUNG
        1. Kinh phí: {sentence}
        2. Họp: {sentence}
    """) == [("I.2", f"Họp: {sentence.strip()}")]


def test_a_bold_sentence_is_a_title() -> None:
    assert texts("""
        I. CHUNG
        **1. Kinh phí thực hiện các việc chung của toàn xã trong năm nay lấy từ ngân sách xã.**
        **2. Nhiệm vụ rà soát, sửa đổi quy chế làm việc của xã cho đúng quy định mới.**
        - Lập lịch họp.
    """) == [("I.2.1", "Lập lịch họp.")]


def test_pointers_and_closings_are_passed_over() -> None:
    assert texts("""
        II. NHIỆM VỤ
        - Lập lịch họp.
        - (Chi tiết tại Phụ lục)
        - Gửi tài liệu.
        1. Trong quá trình thực hiện, nếu vướng mắc thì báo cáo.
        | a | b |
    """) == [("II.1", "Lập lịch họp."), ("II.2", "Gửi tài liệu.")]
