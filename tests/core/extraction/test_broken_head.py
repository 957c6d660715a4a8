"""A head whose cells hold line breaks instead of paragraphs."""

from sauro.extraction.plan import extract_plan
from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Run, Source, SourceKind


def cell(column: int, text: str) -> CellDraft:
    return CellDraft(0, column, [ParagraphDraft([Run(text)])])


def test_a_head_is_read_line_by_line() -> None:
    left = "ỦY BAN NHÂN DÂN\nXÃ ĐỒNG LÚA\n-------\nSố: 12/KH-UBND"
    right = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\n"
        "Đồng Lúa, ngày 06 tháng 4 năm 2026"
    )
    head = TableDraft([cell(0, left), cell(1, right)], 1, 2, ruled=False)
    title = [ParagraphDraft([Run(text)]) for text in ("KẾ HOẠCH", "Sắp xếp kho lưu trữ năm 2026")]
    facts = extract_plan(compose([head, *title], source=Source("a", SourceKind.DOCX, "0" * 64, 1))).document
    assert facts.issuer
    assert facts.issuer.value == "Ủy ban nhân dân xã Đồng Lúa"
    assert facts.number
    assert facts.number.value == "12/KH-UBND"
    assert facts.place
    assert facts.place.value == "Đồng Lúa"
    assert facts.date
    assert facts.date.value == "2026-04-06"
