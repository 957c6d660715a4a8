"""Lines of a page to paragraphs."""

import pytest

from sauro.folio.model import Alignment, Box, Run
from sauro.reading.page_paragraphs import (
    Line,
    Manner,
    Setting,
    edges_of,
    is_centred,
    joint,
    paragraphs_of,
    setting_of,
    starts_small,
)

INDENTED = Setting(85, 540, indent=36, pitch=18)
BLOCK = Setting(85, 540, pitch=18)


def lines(
    *given: tuple[float, str] | tuple[float, str, float], right: float = 540, bold: bool = False
) -> list[Line]:
    """Lines one below the other: offset from the left edge, text, right end (full width if not given)."""
    made = []
    for number, (offset, text, *end) in enumerate(given):
        top = 100 + 18 * number
        made.append(
            Line(text, 85 + offset, top, end[0] if end else right, top + 15, bold, bold, origin=number * 100)
        )
    return made


def texts(given: list[Line], setting: Setting = INDENTED, manner: Manner = Manner.FLOWING) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(given, setting, page=1, manner=manner)]


def test_an_indented_line_begins_a_paragraph() -> None:
    given = lines(
        (36, "Ủy ban nhân dân xã giao Phòng Kinh tế chủ trì, phối hợp với các đơn vị có"),
        (0, "liên quan rà soát số liệu.", 250),
        (36, "Các đơn vị báo cáo kết quả trước ngày 15 hằng tháng để tổng hợp, trình Ủy"),
        (0, "ban nhân dân xã.", 180),
    )
    assert texts(given) == [
        "Ủy ban nhân dân xã giao Phòng Kinh tế chủ trì, phối hợp với các đơn vị có "
        "liên quan rà soát số liệu.",
        "Các đơn vị báo cáo kết quả trước ngày 15 hằng tháng để tổng hợp, trình Ủy ban nhân dân xã.",
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("b) Các thôn báo cáo sáu tháng và hằng năm (trước ngày 05 tháng", "12) về Văn phòng."),
        ("b) Các thôn báo cáo Văn phòng hằng năm trước ngày 05 tháng", "12. Văn phòng tổng hợp."),
        ("b) Các thôn làm đúng những điều đã hẹn với dân ở khoản", "2. Văn phòng tổng hợp."),
    ],
)
def test_a_number_at_the_head_of_a_full_line_s_sequel_is_no_item(above: str, below: str) -> None:
    for setting in (BLOCK, INDENTED):
        assert texts(lines((setting.indent, above), (0, below, 300)), setting) == [f"{above} {below}"]
    assert texts(lines((0, above, 350), (0, below, 300)), BLOCK) == [above, below]
    assert texts(lines((0, f"{above}."), (0, below, 300)), BLOCK) == [f"{above}.", below]


def test_an_item_after_a_full_line_without_indents() -> None:
    given = lines((0, "1. Các thôn trồng cây ven đường, chăm sóc cây đã trồng"), (0, "2. Việc khác.", 200))
    assert len(texts(given, BLOCK)) == 2


def test_a_small_letter_goes_on_whatever_the_edges_seem_to_be() -> None:
    given = lines((0, "1. Văn phòng phối hợp với các thôn", 520), (0, "trồng cây bên đường.", 540))
    assert len(texts(given, Setting(60, 540, pitch=18))) == 1


def test_each_line_is_a_run_with_its_place() -> None:
    given = lines((36, "Thực hiện nhiệm vụ được giao theo"), (0, "kế hoạch.", 130))
    (paragraph,) = paragraphs_of(given, INDENTED, page=4)
    assert paragraph.page == 4
    assert paragraph.runs == [
        Run("Thực hiện nhiệm vụ được giao theo ", origin=0, box=Box(121, 100, 540, 115)),
        Run("kế hoạch.", origin=100, box=Box(85, 118, 130, 133)),
    ]


def test_runs_of_words_are_kept() -> None:
    line = Line("Thu ngân", 85, 100, 540, 115, runs=[Run("Thu ", confidence=91), Run("ngân", confidence=60)])
    rest = Line("sách", 85, 118, 120, 133, runs=[Run("sách", confidence=88)])
    (paragraph,) = paragraphs_of([line, rest], INDENTED, page=1)
    assert [run.text for run in paragraph.runs] == ["Thu ", "ngân", " ", "sách"]
    assert [run.confidence for run in paragraph.runs] == [91, 60, None, 88]


@pytest.mark.parametrize("mark", ["b)", "2.", "II.", "-", "+", "3.1."])
def test_a_list_mark_begins_a_paragraph_after_a_full_line(mark: str) -> None:
    given = lines(
        (36, "- Cơ quan chủ trì là Phòng Kinh tế, phối hợp có Trung tâm Dịch vụ tổng hợp;"),
        (36, f"{mark} Thời gian thực hiện trong quý II năm 2026.", 400),
    )
    assert len(texts(given)) == 2


def test_a_dash_in_a_sentence_begins_nothing() -> None:
    given = lines(
        (36, "Thực hiện chương trình phát triển kinh tế trên địa bàn xã giai đoạn 2021"),
        (0, "- 2030 và các năm tiếp theo.", 250),
    )
    assert texts(given)[0].endswith("giai đoạn 2021 - 2030 và các năm tiếp theo.")


def test_a_short_line_ends_a_paragraph_without_indents() -> None:
    given = lines((0, "Phòng Kinh tế chủ trì việc này.", 280), (0, "Phòng Văn hóa báo cáo.", 220))
    assert len(texts(given, BLOCK)) == 2


def test_a_short_line_in_the_middle_of_a_sentence_does_not() -> None:
    given = lines((0, "Phòng Kinh tế chủ trì, phối hợp với", 400), (0, "Phòng Văn hóa thực hiện.", 230))
    assert texts(given, BLOCK) == ["Phòng Kinh tế chủ trì, phối hợp với Phòng Văn hóa thực hiện."]


def test_an_attribute_line_begins_a_paragraph_without_indents() -> None:
    given = lines(
        (0, "Các đơn vị rà soát, tổng hợp số liệu thuộc phạm vi quản lý của mình theo mẫu."),
        (0, "Thời gian hoàn thành: Tháng 6/2026.", 300),
    )
    assert len(texts(given, BLOCK)) == 2


def test_a_hanging_indent_goes_on() -> None:
    given = lines(
        (0, "- Xem lại các điều về chế độ họp trong nội quy của cơ quan, bảo đảm phù hợp"),
        (14, "với yêu cầu của kế hoạch.", 260),
    )
    assert len(texts(given, BLOCK)) == 1


def test_a_bold_heading_is_kept_from_the_text_below() -> None:
    given = lines(
        (36, "1. Đổi mới chế độ họp và nâng cao chất lượng các cuộc họp ở các đơn vị trong xã"), bold=True
    )
    given += lines((36, "Rà soát các cuộc họp định kỳ.", 300))
    given[1].top, given[1].bottom = 118, 133
    assert len(texts(given)) == 2


def test_a_title_of_several_centred_lines_is_one() -> None:
    given = [
        Line("KẾ HOẠCH", 272, 100, 353, 115, True, True),
        Line(
            "Triển khai chương trình chuyển đổi số trên địa bàn xã Đồng Mới", 100, 118, 525, 133, True, True
        ),
        Line("giai đoạn 2026 - 2030", 240, 136, 385, 151, True, True),
    ]
    made = paragraphs_of(given, INDENTED, page=1)
    assert [paragraph.text for paragraph in made] == [
        "KẾ HOẠCH",
        "Triển khai chương trình chuyển đổi số trên địa bàn xã Đồng Mới giai đoạn 2026 - 2030",
    ]
    assert [paragraph.alignment for paragraph in made] == [Alignment.CENTRE, Alignment.CENTRE]


def test_an_indented_line_that_ends_evenly_is_not_centred() -> None:
    assert not is_centred(Line("I. MỤC ĐÍCH", 121, 100, 504, 115), INDENTED)
    assert is_centred(Line("KẾ HOẠCH", 272, 100, 353, 115), INDENTED)


def test_columns_of_the_foot_keep_their_lines() -> None:
    given = lines(
        (0, "Nơi nhận:", 140),
        (0, "- Các phòng, ban, đơn vị thuộc Ủy ban nhân", 280),
        (0, "dân xã;", 120),
        (0, "- Lưu: VT.", 140),
    )
    assert texts(given, Setting(85, 280), Manner.COLUMN) == [
        "Nơi nhận:",
        "- Các phòng, ban, đơn vị thuộc Ủy ban nhân dân xã;",
        "- Lưu: VT.",
    ]


def test_cells_go_on_where_the_next_word_had_no_room() -> None:
    cell = Setting(100, 200)
    wrapped = [Line("Phòng Văn hóa -", 110, 100, 190, 115), Line("Xã hội", 130, 118, 165, 133)]
    apart = [Line("Phòng A", 100, 100, 140, 115), Line("Phòng B", 100, 118, 140, 133)]
    items = [Line("- Sở Tài chính;", 100, 100, 175, 115), Line("- Sở Nội vụ", 100, 118, 160, 133)]
    assert texts(wrapped, cell, Manner.CELL) == ["Phòng Văn hóa - Xã hội"]
    assert texts(apart, cell, Manner.CELL) == ["Phòng A", "Phòng B"]
    assert texts(items, cell, Manner.CELL) == ["- Sở Tài chính;", "- Sở Nội vụ"]


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("Kết luận số 226-", "KL/TW", ""),
        ("Kế hoạch số 153/", "KH-UBND", ""),
        ("Kế hoạch số 153", "/KH-UBND", ""),
        ("Phòng Văn hóa -", "Xã hội", " "),
        ("giai đoạn 2021", "- 2030", " "),
        ("các đơn vị", "liên quan", " "),
    ],
)
def test_what_stands_between_two_lines(before: str, after: str, between: str) -> None:
    assert joint(before, after) == between


def test_a_figure_goes_on_but_a_numbered_item_does_not() -> None:
    assert starts_small("15 tháng 6 năm 2026")
    assert not starts_small("1. Mục đích")


def test_the_setting_is_measured() -> None:
    given = lines(*[(36 if number % 3 == 0 else 0, "Dòng chữ") for number in range(12)])
    given[5].right = 548
    assert setting_of(given) == Setting(85, 548, 36, 18)
    assert edges_of(given[:1]) == (121, 540)
    assert setting_of([]) == Setting(0, 0)
