"""Units one a line, and names over several lines."""

import pytest

from sauro.extraction.unit_lines import unit_lines, whole_names
from sauro.folio.layout import ParagraphDraft, compose
from sauro.folio.model import Run, Source, SourceKind
from sauro.folio.passage import Passage


def units_of(text: str) -> list[str]:
    source = Source("mau.docx", SourceKind.DOCX, "", 0)
    (paragraph,) = compose([ParagraphDraft([Run(text)])], source=source).paragraphs
    return [passage.text for passage in unit_lines(paragraph)]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("Phòng Kinh tế", ["Phòng Kinh tế"]),
        ("Phòng Kinh tế\nCông an xã", ["Phòng Kinh tế", "Công an xã"]),
        ("+ Phòng Kinh tế\n+ Công an xã", ["+ Phòng Kinh tế", "+ Công an xã"]),
        ("- Xí nghiệp Mẫu\n- Lò gạch Mẫu", ["- Xí nghiệp Mẫu", "- Lò gạch Mẫu"]),
        (
            "Công an xã\nBan Chỉ huy Quân sự xã\nCác thôn",
            ["Công an xã", "Ban Chỉ huy Quân sự xã", "Các thôn"],
        ),
        ("Phòng Văn hóa\n- Xã hội", ["Phòng Văn hóa - Xã hội"]),
        ("Phòng Văn hóa -\nXã hội", ["Phòng Văn hóa - Xã hội"]),
        ("Phòng Văn hóa\n- Xã hội\nCông an xã", ["Phòng Văn hóa - Xã hội", "Công an xã"]),
        ("Văn phòng\nUBND xã", ["Văn phòng UBND xã"]),
        ("Văn phòng HĐND và\nUBND xã", ["Văn phòng HĐND và UBND xã"]),
        ("Trung tâm Phục vụ\nhành chính công", ["Trung tâm Phục vụ hành chính công"]),
        ("Phòng Kinh tế Phòng Văn hóa - Xã hội", ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]),
        ("Phòng Kinh tế và Phòng Nội chính", ["Phòng Kinh tế và Phòng Nội chính"]),
        ("Phòng Kinh tế; Phòng Nội chính", ["Phòng Kinh tế; Phòng Nội chính"]),
        ("Phòng Cảnh sát Công an tỉnh", ["Phòng Cảnh sát Công an tỉnh"]),
    ],
)
def test_units_of_a_paragraph(cell: str, units: list[str]) -> None:
    assert units_of(cell) == units


def test_a_name_cut_at_its_dash_is_whole() -> None:
    cell = (Passage("Phòng Văn hóa -", 0), Passage("Xã hội", 16), Passage("Công an xã", 23))
    assert [passage.text for passage in whole_names(cell)] == ["Phòng Văn hóa - Xã hội", "Công an xã"]
