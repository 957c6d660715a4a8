"""Attribute lines and attributes inside a duty's sentence."""

import pytest

from sauro.extraction.attributes import Attribute, inline_attributes, read_attributes
from sauro.folio.passage import Passage


def drawn(attributes: tuple[Attribute, ...]) -> list[tuple[str, str]]:
    return [(attribute.kind.value, attribute.value.text) for attribute in attributes]


def line(text: str) -> list[tuple[str, str]]:
    return drawn(read_attributes(Passage(text, 0)))


def inline(text: str) -> list[tuple[str, str]]:
    return drawn(inline_attributes(Passage(text, 0)))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Cơ quan chủ trì: Sở Y tế", "lead", "Sở Y tế"),
        ("Đơn vị thực hiện, phối hợp: Sở Y tế", "lead", "Sở Y tế"),
        ("ĐƠN VỊ CHỦ TRÌ: Sở Y tế", "lead", "Sở Y tế"),
        ("Phân công: Sở Y tế", "lead", "Sở Y tế"),
        ("Cơ quan phối hợp (nếu cần): Công an xã", "cooperating", "Công an xã"),
        ("phối hợp với: Công an xã", "cooperating", "Công an xã"),
        ("Thời gian thực hiện, hoàn thành: Quý II", "due", "Quý II"),
        ("Hạn hoàn thành: 05/6", "due", "05/6"),
        ("Lộ trình: năm 2027", "due", "năm 2027"),
        ("Hạn chót: 05/6", "due", "05/6"),
        ("Thời gian trình Hội đồng nhân dân xã: tháng 6", "due", "tháng 6"),
        ("Thời gian, tiến độ: quý II", "due", "quý II"),
        ("Tần suất: 01 lần/quý", "frequency", "01 lần/quý"),
        ("Đơn vị được giao: Trạm Y tế xã", "lead", "Trạm Y tế xã"),
        ("Giao: Trạm Y tế xã chủ trì", "lead", "Trạm Y tế xã chủ trì"),
        ("Cơ quan soạn thảo: Phòng Cây xanh", "lead", "Phòng Cây xanh"),
        ("Cơ quan trình: Phòng Cây xanh", "other", "Phòng Cây xanh"),
        ("Đơn vị tham gia: các thôn", "cooperating", "các thôn"),
        ("Đơn vị nhận bàn giao: Trạm Y tế xã", "other", "Trạm Y tế xã"),
        ("Sản phẩm đầu ra: Báo cáo", "product", "Báo cáo"),
        ("Kết quả cần đạt: Báo cáo", "product", "Báo cáo"),
        ("Nội dung thực hiện: Viết tin", "text", "Viết tin"),
        ("Địa điểm tổ chức: nhà văn hóa", "other", "nhà văn hóa"),
        ("Kinh phí: ngân sách xã", "other", "ngân sách xã"),
        ("Phụ trách: ông Mẫu", "other", "ông Mẫu"),
        ("Phụ trách: Sở Y tế", "lead", "Sở Y tế"),
        ("Đơn vị chủ trì:", "lead", ""),
    ],
)
def test_labels(text: str, kind: str, value: str) -> None:
    assert line(text) == [(kind, value)]


def test_several_on_one_line() -> None:
    assert line("Chủ trì: Sở Y tế; phối hợp: Công an xã, các thôn. Thời gian: Quý II/2026.") == [
        ("lead", "Sở Y tế"),
        ("cooperating", "Công an xã, các thôn"),
        ("due", "Quý II/2026."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hoàn thành trước ngày 15/4/2026.",
        "Hoàn thành xong trong quý II năm 2026",
        "Thực hiện thường xuyên",
    ],
)
def test_a_line_that_only_tells_when(text: str) -> None:
    assert line(text) == [("due", text)]


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện: rà soát văn bản của xã",
        "Phân công: ai làm việc gì thì ghi rõ",
        "Rà soát văn bản: quy chế làm việc",
        "Hoàn thành trước ngày 15/4 việc rà soát",
        "Thời gian qua, xã đã giảm họp",
        "Cơ quan chủ trì mời họp: gửi giấy mời",
        "Các đơn vị liên quan: phối hợp rà soát văn bản",
        "Đơn vị được giao nhiệm vụ: lập dự toán",
    ],
)
def test_lines_that_are_duties(text: str) -> None:
    assert line(text) == []


def test_attributes_at_the_end_of_a_sentence() -> None:
    assert inline("Gửi Bộ. Thời gian hoàn thành: Tháng 12/2025.") == [("due", "Tháng 12/2025")]
    assert inline("Lập danh mục (cơ quan chủ trì: Sở Y tế; phối hợp: Công an xã; sản phẩm: danh mục)") == [
        ("lead", "Sở Y tế"),
        ("cooperating", "Công an xã"),
        ("product", "danh mục"),
    ]
    assert inline("Lập danh mục, đơn vị thực hiện: Sở Y tế.") == [("lead", "Sở Y tế")]
    assert inline("Lập danh mục. Thực hiện: Sở Y tế. Thời gian thực hiện: quý II.") == [
        ("lead", "Sở Y tế"),
        ("due", "quý II"),
    ]
    assert inline("Lập danh mục; sản phẩm là bảng kê; xong trong quý II.") == [("product", "bảng kê")]
    assert inline("Sản phẩm là quan trọng nhất.") == []
    assert inline("Lập danh mục. Thực hiện: rà soát lại.") == []
    assert inline("Lập danh mục; hạn: ; xong.") == []


def test_roles_and_time_in_a_closing_bracket() -> None:
    assert inline("Lập danh mục (Sở Y tế chủ trì; Công an xã phối hợp; Quý III/2026).") == [
        ("lead", "Sở Y tế chủ trì"),
        ("cooperating", "Công an xã"),
        ("due", "Quý III/2026"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo hằng năm (trước ngày 05/12)",
        "Lập danh mục (ai chủ trì thì ghi rõ)",
        "Lập danh mục (gồm: Sở Y tế chủ trì)",
        "Lập danh mục (theo mẫu) trong xã",
        "Lập danh mục",
    ],
)
def test_brackets_that_tell_nothing_of_roles_or_time(text: str) -> None:
    assert inline(text) == []
