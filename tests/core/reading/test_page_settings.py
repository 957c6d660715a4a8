"""How pages are set, measured on their lines."""

from __future__ import annotations

from sauro.reading.page_paragraphs import Line, Setting
from sauro.reading.page_settings import PageFace, settings_of


def full(left: float = 85.0, count: int = 20) -> list[Line]:
    """Lines from one edge to the other, 18 points apart."""
    return [
        Line("Các thôn trồng cây bên đường.", left, 90 + 18 * row, left + 455, 105 + 18 * row)
        for row in range(count)
    ]


def title(text: str, left: float, right: float, top: float) -> Line:
    return Line(text, left, top, right, top + 15)


def test_a_full_page_shows_its_own_edges_near_those_of_the_others() -> None:
    pages = [
        PageFace(1, 595, 842, full(85)),
        PageFace(2, 595, 842, full(70)),
        PageFace(3, 595, 842, full(85)),
    ]
    assert [(found.left, found.right) for found in settings_of(pages).values()] == [
        (85, 540),
        (70, 525),
        (85, 540),
    ]


def test_a_page_with_little_text_is_set_like_the_others_of_its_size() -> None:
    pages = [PageFace(1, 595, 842, full()), PageFace(2, 598, 839, [title("CHỦ TỊCH", 399, 466, 325)])]
    assert settings_of(pages)[2] == settings_of(pages)[1]


def test_a_page_of_another_size_stands_for_itself() -> None:
    pages = [PageFace(1, 595, 842, full()), PageFace(2, 842, 595, full(100, 2), [(60, 780)])]
    assert settings_of(pages)[2] == Setting(60, 780)


def test_equal_margins_where_little_text_stands_alone() -> None:
    assert settings_of([PageFace(1, 595, 842, full(85, 1))]) == {1: Setting(55, 540)}
    assert settings_of([PageFace(1, 595, 842, [])]) == {1: Setting(0, 595)}


def test_two_centred_lines_show_the_middle() -> None:
    lines = [title("PHỤ LỤC", 370, 430, 60), title("Việc của các thôn", 340, 460, 80)]
    assert settings_of([PageFace(1, 842, 595, lines, [(60, 700)])]) == {1: Setting(60, 740)}


def test_title_and_name_of_the_signer_are_no_middle() -> None:
    lines = [title("CHỦ TỊCH", 399, 466, 325), title("Lò Văn Thử", 393, 472, 438)]
    assert settings_of([PageFace(1, 595, 842, [*full(85, 1), *lines])]) == {1: Setting(55, 540)}


def test_few_lines_that_begin_together_show_the_left_edge() -> None:
    short = [title("KẾ HOẠCH", 85, 160, 60), title("II. NHIỆM VỤ", 85, 180, 80)]
    item = [title("1. Các thôn trồng cây bên đường và chăm", 85, 538, 100), title("sóc.", 85, 110, 118)]
    assert settings_of([PageFace(1, 595, 842, [*short, *item])])[1] == Setting(85, 538)
    assert settings_of([PageFace(1, 595, 842, [*short, item[1]])])[1] == Setting(85, 510)
