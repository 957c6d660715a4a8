"""Paragraphs, tables without rules, and paragraphs run together, as lines."""

import pytest

from sauro.anatomy.lines import Line, lines_of
from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Folio, Part, Run, Source, SourceKind
from sauro.folio.notation import notate

SOURCE = Source("mau.docx", SourceKind.DOCX, "", 0)


def paragraph(text: str, part: Part = Part.BODY) -> ParagraphDraft:
    return ParagraphDraft([Run(text)], part=part)


def folio_of(*drafts: ParagraphDraft | TableDraft) -> Folio:
    return compose(drafts, source=SOURCE)


def texts(folio: Folio) -> list[str]:
    return [block.text if isinstance(block, Line) else "|" for block in lines_of(folio)]


def grid(*rows: tuple[str, ...], ruled: bool) -> TableDraft:
    cells = [
        CellDraft(row, column, [paragraph(text)])
        for row, own in enumerate(rows)
        for column, text in enumerate(own)
    ]
    return TableDraft(cells, len(rows), len(rows[0]), ruled=ruled)


def test_a_line_is_a_mark_and_its_content() -> None:
    (line,) = lines_of(notate("  1.   Phòng Kinh tế:   rà soát"))
    assert isinstance(line, Line)
    assert (line.text, line.content.text, line.layout) == (
        "1. Phòng Kinh tế: rà soát",
        "Phòng Kinh tế: rà soát",
        False,
    )
    assert line.mark is not None
    assert line.mark.label == "1"


def test_headers_footers_and_rules_of_dashes_are_left_out() -> None:
    folio = folio_of(
        paragraph("Trang 1", Part.HEADER),
        paragraph("KẾ HOẠCH"),
        paragraph("-------"),
        paragraph("* * *"),
        paragraph("Chú thích", Part.FOOTNOTE),
        paragraph("ỦY BAN NHÂN DÂN -----"),
    )
    assert texts(folio) == ["KẾ HOẠCH", "ỦY BAN NHÂN DÂN"]


def test_tables_without_rules_are_laid_open() -> None:
    folio = folio_of(grid(("UBND XÃ MẪU", "Độc lập"), ("Số: 1", "Mẫu, ngày 1"), ruled=False))
    lines = lines_of(folio)
    assert texts(folio) == ["UBND XÃ MẪU", "Độc lập", "Số: 1", "Mẫu, ngày 1"]
    assert all(isinstance(line, Line) and line.layout for line in lines)


@pytest.mark.parametrize(
    "cell",
    [
        "Độc lập - Tự do - Hạnh phúc",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "CỘNG HOÀ XÃ HỘI",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
    ],
)
def test_a_ruled_table_that_is_a_head_or_foot_is_laid_open(cell: str) -> None:
    assert texts(folio_of(grid((cell, "UBND XÃ MẪU"), ruled=True))) == [cell, "UBND XÃ MẪU"]


@pytest.mark.parametrize("cell", ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"])
def test_what_tells_a_foot_may_stand_in_any_cell(cell: str) -> None:
    assert texts(folio_of(grid(("Người lập biểu", cell), ruled=True))) == ["Người lập biểu", cell]


def test_a_ruled_table_of_figures_stays_a_table() -> None:
    assert texts(folio_of(paragraph("Bảng"), grid(("TT", "Nội dung"), ("1", "Họp"), ruled=True))) == [
        "Bảng",
        "|",
    ]


def test_cells_that_tabs_ran_together_are_lines() -> None:
    assert texts(folio_of(paragraph("UBND XÃ MẪU\t\tCỘNG HÒA XÃ HỘI"))) == ["UBND XÃ MẪU", "CỘNG HÒA XÃ HỘI"]


def test_a_tab_after_a_mark_or_in_a_long_sentence_parts_nothing() -> None:
    long = (
        "Rà soát, sửa đổi quy chế làm việc của cơ quan, bảo đảm đúng quy định hiện hành và kịp thời;\tbáo cáo"
    )
    assert texts(folio_of(paragraph("1.\tHọp"), paragraph(long))) == ["1. Họp", long.replace("\t", " ")]


def test_a_table_without_rules_stays_one_where_its_columns_are_named() -> None:
    duties = grid(
        ("TT", "Nội dung", "Cơ quan chủ trì", "Thời hạn"),
        ("1", "Kè lại bờ suối", "Phòng Kinh tế", "Quý II/2026"),
        ruled=False,
    )
    titled = grid(("BẢNG VIỆC", "", ""), ("STT", "Nhiệm vụ", "Đơn vị chủ trì"), ruled=False)
    assert texts(folio_of(duties)) == ["|"]
    assert texts(folio_of(titled)) == ["|"]


@pytest.mark.parametrize(
    "rows",
    [
        (("TT", "Chữ ký", "Ngày"), ("1", "", "")),
        (("TT", "Nội dung"), ("1", "Kè lại bờ suối")),
        (("Nơi nhận:", "Nội dung", "TM. ỦY BAN NHÂN DÂN"), ("- TT. HĐND xã", "", "CHỦ TỊCH")),
    ],
)
def test_a_table_without_rules_and_names_is_laid_open(rows: tuple[tuple[str, ...], ...]) -> None:
    assert "|" not in texts(folio_of(grid(*rows, ruled=False)))
