"""PDF files: from bytes to a Folio."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pytest
from tests.core.reading.pdf_builder import FONTS, Sheet
from tests.shared import SAMPLES, needs_shared

from sauro.errors import Unreadable, Unsupported
from sauro.folio.layout import ParagraphDraft, TableDraft
from sauro.folio.model import Box, Folio, Part, Run, SourceKind
from sauro.reading.page_paragraphs import PageDrafts
from sauro.reading.pdf import page_kinds, read_pdf
from sauro.reading.pdf_kind import PageKind
from sauro.text.legacy import to_tcvn3

pytestmark = pytest.mark.skipif(not FONTS.exists(), reason="needs fonts-liberation2")


def texts(folio: Folio, part: Part = Part.BODY) -> list[str]:
    return [paragraph.text for paragraph in folio.paragraphs if paragraph.part is part]


def rows(folio: Folio) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in folio.tables for row in table.rows]


def read(sheet: Sheet) -> Folio:
    return read_pdf(sheet.data(), name="kế hoạch.pdf")


def plan() -> Sheet:
    """A plan of one page: head, title, text, foot, page number."""
    sheet = Sheet().page()
    sheet.centred(170, 60, "UBND XÃ ĐỒNG MỚI", size=13).centred(
        405, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13
    )
    sheet.centred(170, 76, "PHÒNG KINH TẾ", size=13, make="Bold")
    sheet.centred(405, 76, "Độc lập - Tự do - Hạnh phúc", make="Bold")
    sheet.centred(170, 104, "Số: 12/KH-KT", size=13)
    sheet.centred(405, 104, "Đồng Mới, ngày 3 tháng 4 năm 2026", make="Italic")
    sheet.centred(312, 150, "KẾ HOẠCH", make="Bold")
    sheet.centred(312, 170, "Phát triển chăn nuôi an toàn sinh học năm 2026", make="Bold")
    sheet.words(121, 200, 540, "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về phát triển chăn nuôi")
    sheet.text(85, 220, "an toàn sinh học, phòng xây dựng kế hoạch như sau:")
    sheet.text(121, 250, "I. MỤC TIÊU", make="Bold")
    sheet.words(121, 270, 540, "- Đến hết năm 2026, toàn xã có 15 trang trại đạt chuẩn theo quy")
    sheet.text(85, 290, "định hiện hành.")
    sheet.text(85, 400, "Nơi nhận:", size=12, make="Bold").centred(430, 402, "TRƯỞNG PHÒNG", make="Bold")
    sheet.text(85, 414, "- Như trên;", size=11).text(85, 427, "- Lưu: VT.", size=11)
    sheet.centred(430, 500, "Trần Văn Bình", make="Bold")
    return sheet.text(300, 820, "1")


def test_a_plan_in_reading_order() -> None:
    folio = read(plan())
    assert texts(folio) == [
        "UBND XÃ ĐỒNG MỚI",
        "PHÒNG KINH TẾ",
        "Số: 12/KH-KT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Đồng Mới, ngày 3 tháng 4 năm 2026",
        "KẾ HOẠCH",
        "Phát triển chăn nuôi an toàn sinh học năm 2026",
        "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về phát triển chăn nuôi an toàn sinh học, "
        "phòng xây dựng kế hoạch như sau:",
        "I. MỤC TIÊU",
        "- Đến hết năm 2026, toàn xã có 15 trang trại đạt chuẩn theo quy định hiện hành.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TRƯỞNG PHÒNG",
        "Trần Văn Bình",
    ]
    bold = [paragraph.text for paragraph in folio.paragraphs if paragraph.is_bold]
    assert bold[:2] == ["PHÒNG KINH TẾ", "Độc lập - Tự do - Hạnh phúc"]
    assert "I. MỤC TIÊU" in bold
    assert (folio.source.kind, folio.source.pages, folio.remarks) == (SourceKind.PDF, 1, ())


def test_runs_know_where_they_stand() -> None:
    data = Sheet().page().text(85, 100, "Ủy ban nhân dân xã").text(85, 140, "Phòng Kinh tế báo cáo.").data()
    _, paragraph = read_pdf(data, name="a.pdf").paragraphs
    (run,) = paragraph.runs
    assert run.origin == len("Ủy ban nhân dân xã\r\n")
    assert isinstance(run.box, Box)
    assert (round(run.box.left), round(run.box.bottom)) == (85, 143)


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_go() -> None:
    sheet = Sheet().page()
    for number in range(4):
        sheet.words(
            121, 100 + 40 * number, 540, "Các đơn vị chủ động rà soát, báo cáo kết quả thực hiện kế hoạch"
        )
        sheet.text(85, 120 + 40 * number, "này.")
    sheet.words(121, 260, 540, "Thực hiện Kết luận của Trung ương về phòng, chống lãng phí, số 22-")
    sheet.text(300, 820, "Trang 1/2").page().text(300, 820, "Trang 2/2")
    sheet.text(85, 100, "KL/TW của Ban Bí thư và các văn bản có liên quan.")
    sheet.text(121, 120, "Hết.")
    body = texts(read(sheet))
    assert body[-2:] == [
        "Thực hiện Kết luận của Trung ương về phòng, chống lãng phí, số 22-KL/TW của Ban Bí thư và các văn "
        "bản có liên quan.",
        "Hết.",
    ]


def test_a_hyphen_at_a_line_end_stays() -> None:
    sheet = Sheet().page()
    sheet.words(85, 100, 540, "Quyết định này căn cứ Quyết định số 534/QĐ-").text(
        85, 120, "TTg của Thủ tướng Chính phủ."
    )
    assert texts(read(sheet)) == ["Quyết định này căn cứ Quyết định số 534/QĐ-TTg của Thủ tướng Chính phủ."]


def test_decomposed_letters_are_put_together() -> None:
    sheet = (
        Sheet()
        .page()
        .text(85, 100, "U\u0309y ban nha\u0302n da\u0302n xa\u0303 \u0110o\u0302\u0300ng Mo\u031b\u0301i")
    )
    assert texts(read(sheet)) == ["Ủy ban nhân dân xã Đồng Mới"]


def test_running_headers_and_signatures_stand_aside() -> None:
    sheet = Sheet()
    for number in range(1, 4):
        sheet.page().text(200, 40, "Dự thảo lần 2", size=10).text(
            121, 100, f"{number}. Nội dung chính thức của phần."
        )
    sheet.text(350, 600, "Người ký: Phòng Kinh tế", size=8).text(
        350, 610, "Email: kt@dongmoi.example", size=8
    )
    folio = read(sheet)
    assert texts(folio) == [f"{number}. Nội dung chính thức của phần." for number in range(1, 4)]
    assert texts(folio, Part.HEADER) == ["Dự thảo lần 2"]
    assert texts(folio, Part.TEXT_BOX) == ["Người ký: Phòng Kinh tế", "Email: kt@dongmoi.example"]


def test_footnotes_and_raised_figures() -> None:
    sheet = Sheet().page()
    sheet.text(85, 100, "Diện tích 25 m").text(85 + sheet.width("Diện tích 25 m"), 95, "2", size=8)
    sheet.text(85, 120, "theo Luật Chăn nuôi").text(86 + sheet.width("theo Luật Chăn nuôi"), 115, "1", size=8)
    sheet.rule(85, 740, 229, 740.5).text(85, 755, "1", size=7).text(90, 758, "Luật số 32/2018/QH14.", size=10)
    folio = read(sheet)
    assert texts(folio) == ["Diện tích 25 m² theo Luật Chăn nuôi"]
    assert texts(folio, Part.FOOTNOTE) == ["1 Luật số 32/2018/QH14."]


def fill(sheet: Sheet, xs: list[float], tops: list[float], *given: tuple[str, ...]) -> Sheet:
    """Prints words into the cells of a grid, 14 points from line to line."""
    for top, cells in zip(tops, given, strict=False):
        for x, text in zip(xs, cells, strict=False):
            for number, line in enumerate(text.split("\n")):
                sheet.text(x + 5, top + 15 + 14 * number, line, size=11)
    return sheet


XS = [85.0, 120.0, 330.0, 430.0, 540.0]


@pytest.mark.parametrize("drawn", ["rules", "one path", "boxes"])
def test_a_ruled_table_however_drawn(drawn: str) -> None:
    ys = [120.0, 145.0, 190.0, 220.0]
    sheet = Sheet().page().text(85, 100, "Danh mục nhiệm vụ:")
    if drawn == "rules":
        sheet.grid(XS, ys)
    elif drawn == "one path":
        sheet.stroked(*((XS[0], y, XS[-1], y) for y in ys), *((x, ys[0], x, ys[-1]) for x in XS))
    else:
        for top, bottom in pairwise(ys):
            for left, right in pairwise(XS):
                sheet.box(left, top, right, bottom)
    fill(
        sheet,
        XS,
        ys,
        ("TT", "Nội dung", "Chủ trì", "Thời hạn"),
        ("1", "Rà soát, sửa đổi quy chế làm việc\ncủa Ủy ban nhân dân xã", "Văn phòng", "30/6/2026"),
        ("2", "Báo cáo kết quả", "", "Hằng quý"),
    )
    folio = read(sheet.text(85, 250, "Tổng cộng: 02 nhiệm vụ."))
    assert rows(folio) == [
        ["TT", "Nội dung", "Chủ trì", "Thời hạn"],
        ["1", "Rà soát, sửa đổi quy chế làm việc của Ủy ban nhân dân xã", "Văn phòng", "30/6/2026"],
        ["2", "Báo cáo kết quả", "", "Hằng quý"],
    ]
    assert [type(block).__name__ for block in folio.blocks] == ["Paragraph", "Table", "Paragraph"]


def test_two_tables_on_a_page_and_a_merged_header() -> None:
    sheet = Sheet().page().grid([85, 200, 300], [100, 125])
    fill(sheet, [85, 200], [100], ("A", "B"))
    sheet.rule(85, 200, 540, 200).rule(200, 225, 540, 225).rule(85, 250, 540, 250).rule(85, 275, 540, 275)
    for x in (85, 200, 540):
        sheet.rule(x, 200, x, 275)
    sheet.rule(370, 225, 370, 275)
    fill(sheet, [85, 200], [200], ("Nội dung", "Phân công"))
    fill(sheet, [85, 200, 370], [225, 250], ("", "Chủ trì", "Phối hợp"), ("Họp", "Phòng A", "Phòng B"))
    first, second = read(sheet).tables
    assert [cell.text for cell in first.cells] == ["A", "B"]
    assert [(cell.text, cell.row_span, cell.column_span) for cell in second.cells] == [
        ("Nội dung", 2, 1),
        ("Phân công", 1, 2),
        ("Chủ trì", 1, 1),
        ("Phối hợp", 1, 1),
        ("Họp", 1, 1),
        ("Phòng A", 1, 1),
        ("Phòng B", 1, 1),
    ]


def test_a_table_over_two_pages_with_a_row_cut() -> None:
    head = ("TT", "Nội dung", "Chủ trì", "Thời hạn")
    sheet = Sheet().page().grid(XS, [700, 725, 765])
    fill(sheet, XS, [700, 725], head, ("1", "Xem lại các điều nói về chế độ họp", "Văn phòng", "Quý II"))
    sheet.page().grid(XS, [60, 85, 110, 135])
    fill(
        sheet,
        XS,
        [60, 85, 110],
        head,
        ("", "trong nội quy cơ quan.", "", ""),
        ("2", "Báo cáo.", "Phòng A", "Quý IV"),
    )
    folio = read(sheet)
    assert rows(folio) == [
        list(head),
        ["1", "Xem lại các điều nói về chế độ họp trong nội quy cơ quan.", "Văn phòng", "Quý II"],
        ["2", "Báo cáo.", "Phòng A", "Quý IV"],
    ]


def test_white_rules_and_page_frames_make_no_table() -> None:
    sheet = Sheet().page().box(40, 40, 555, 800).text(85, 100, "Ủy ban nhân dân xã Đồng Mới")
    sheet.box(80, 80, 200, 120, white=True).box(200, 80, 500, 120, white=True)
    assert list(read(sheet).tables) == []


@pytest.mark.parametrize("turned", [False, True])
def test_a_table_on_a_turned_page(turned: bool) -> None:
    """Once turned by /Rotate alone (text runs along the long side), once typed sideways."""
    sheet = Sheet()
    if turned:
        sheet.page(rotation=90)
        for y in (700, 600, 500):
            sheet.rule(100, y, 300, y)
        for x in (100, 200, 300):
            sheet.rule(x, 500, x, 700)
        for x, y, text in ((115, 695, "Một"), (115, 595, "Hai"), (215, 695, "Ba"), (215, 595, "Bốn")):
            sheet.text(x, y, text, turned=True)
    else:
        sheet.page((842, 595)).grid([100, 200, 300], [100, 200, 300])
        fill(sheet, [100, 200], [100, 200], ("Một", "Hai"), ("Ba", "Bốn"))
    folio = read(sheet)
    assert rows(folio) == [["Một", "Hai"], ["Ba", "Bốn"]]


def test_fonts_of_the_time_before_unicode() -> None:
    sheet = Sheet().page().text(85, 100, to_tcvn3("Ủy ban nhân dân xã Đồng Mới ban hành kế hoạch"))
    sheet.text(85, 120, to_tcvn3("này để thực hiện chương trình của tỉnh."))
    assert texts(read(sheet)) == [
        "Ủy ban nhân dân xã Đồng Mới ban hành kế hoạch này để thực hiện chương trình của tỉnh."
    ]


def scanned() -> bytes:
    sheet = Sheet().page().image(0, 0, 595, 842)
    sheet.page().image(0, 0, 595, 842).text(85, 100, "Lớp chữ ẩn do máy nhận dạng để lại", hidden=True)
    sheet.page().image(0, 0, 595, 842).text(350, 100, "Người ký: Ủy ban nhân dân xã Đồng Mới")
    sheet.page().image(0, 0, 595, 842).text(85, 100, "Trang có ảnh nền nhưng chữ là chữ thật.")
    return sheet.page().data()


def test_the_kinds_of_pages() -> None:
    assert page_kinds(scanned()) == (
        PageKind.SCAN,
        PageKind.SCAN_WITH_TEXT,
        PageKind.SCAN,
        PageKind.TEXT,
        PageKind.BLANK,
    )


def test_scanned_pages_are_handed_on() -> None:
    asked: list[list[int]] = []

    def read_scans(data: bytes, pages: list[int]) -> list[PageDrafts]:
        asked.append(pages)
        blocks: list[list[ParagraphDraft | TableDraft]] = [
            [ParagraphDraft([Run(f"Trang {n}.")], n)] for n in pages
        ]
        return [PageDrafts(page, block, 595, 842) for page, block in zip(pages, blocks, strict=True)]

    folio = read_pdf(scanned(), name="a.pdf", read_scanned_pages=read_scans)
    assert asked == [[1, 2, 3]]
    assert texts(folio) == ["Trang 1.", "Trang 2.", "Trang 3.", "Trang có ảnh nền nhưng chữ là chữ thật."]
    assert folio.source.kind is SourceKind.SCAN


def test_scanned_pages_that_nobody_reads_are_remarked() -> None:
    folio = read_pdf(scanned(), name="a.pdf")
    assert [(remark.code, remark.message[:13]) for remark in folio.remarks] == [
        ("pdf.page_not_read", "Trang 1, 2, 3")
    ]
    with pytest.raises(Unsupported, match="Tesseract"):
        read(Sheet().page().image(0, 0, 595, 842))


def test_fonts_that_hide_their_letters_make_a_page_a_scan() -> None:
    data = (
        Sheet().page().text(85, 100, "Ủy ban nhân dân xã Đồng Mới ban hành kế hoạch này để thực hiện.").data()
    )
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        for font in file.pages[0].Resources.Font.values():
            del font["/ToUnicode"]
        file.save(out)
    assert page_kinds(out.getvalue()) == (PageKind.GARBLED,)


def test_what_was_stamped_onto_the_page_is_read() -> None:
    """The clerk's number as a free-text note with an appearance of its own."""
    data = (
        Sheet()
        .page()
        .text(85, 100, "Số:")
        .text(150, 100, "/KH-UBND")
        .text(85, 140, "Kế hoạch của xã Đồng Mới.")
        .data()
    )
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        helvetica = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        look = file.make_stream(b"BT /F 14 Tf 0 2 Td (125) Tj ET")
        look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 30, 20]
        look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=helvetica))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[118, 740, 148, 760], F=4,
            AP=pikepdf.Dictionary(N=look), Contents="125",
        )  # fmt: skip
        file.pages[0].Annots = [file.make_indirect(note)]
        file.save(out)
    assert texts(read_pdf(out.getvalue(), name="a.pdf"))[0] == "Số: 125 /KH-UBND"


def locked(data: bytes, password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(out, encryption=pikepdf.Encryption(user=password, owner="b"))
    return out.getvalue()


def test_a_password_is_asked_for_in_vain() -> None:
    data = Sheet().page().text(85, 100, "Ủy ban nhân dân xã Đồng Mới").data()
    with pytest.raises(Unreadable, match="mật khẩu"):
        read_pdf(locked(data, "a"), name="a.pdf")
    assert texts(read_pdf(locked(data, ""), name="a.pdf")) == ["Ủy ban nhân dân xã Đồng Mới"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nabc", b"PK\x03\x04"])
def test_damaged_files(data: bytes) -> None:
    with pytest.raises(Unreadable, match="hỏng"):
        read_pdf(data, name="a.pdf")


def test_files_without_a_page() -> None:
    with pytest.raises(Unreadable):
        read_pdf(Sheet().data(), name="a.pdf")


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("name", ["003_ke-hoach.pdf", "003_ke-hoach_da-ky-thu.pdf"])
def test_the_typeset_sample(name: str) -> None:
    folio = read_pdf((SAMPLES / name).read_bytes(), name=name)
    (table,) = folio.tables
    assert (len(table.rows), table.column_count) == (15, 6)
    assert [row.cells[0].text for row in table.rows] == ["TT", *map(str, range(1, 15))]
    assert all("\n" not in cell.text for cell in table.cells)
    assert len(folio.blocks) == 103
