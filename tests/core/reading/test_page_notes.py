"""Footnotes of a page."""

from sauro.reading.page_notes import take_notes
from sauro.reading.page_paragraphs import Line
from sauro.reading.ruled_grid import Rule


def line(text: str, bottom: float, height: float = 15) -> Line:
    return Line(text, 85, bottom - height, 540, bottom)


def page() -> list[Line]:
    return [
        line("Thực hiện Luật Chăn nuôi¹ trên diện tích 25 m² trong năm 2026²", 100),
        line("và các năm tiếp theo.", 120),
        line("¹ Luật Chăn nuôi ngày 19 tháng 11", 700, 11),
        line("năm 2018.", 712, 11),
        line("³Không có dấu ở trên.", 724, 11),
    ]


def test_notes_are_taken_and_their_marks_with_them() -> None:
    lines = page()
    notes = take_notes(lines, [Rule(690, 85, 229)])
    assert [[one.text for one in note] for note in notes] == [
        ["1 Luật Chăn nuôi ngày 19 tháng 11", "năm 2018."],
        ["3 Không có dấu ở trên."],
    ]
    assert lines[0].text == "Thực hiện Luật Chăn nuôi trên diện tích 25 m² trong năm 2026²"
    assert len(lines) == 2


def test_without_a_rule_or_with_large_type_there_are_none() -> None:
    assert take_notes(page(), []) == []
    assert take_notes(page(), [Rule(690, 85, 540)]) == []
    assert take_notes([line("Một", 100), line("Hai", 720)], [Rule(690, 85, 229)]) == []
