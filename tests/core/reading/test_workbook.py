import io
import random
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook as OpenpyxlWorkbook
from tests.core.reading.sheet_builder import with_sheet_xml, xlsx

from sauro.errors import SauroError, Unreadable, Unsupported
from sauro.reading.limits import Limits
from sauro.reading.office_convert import libre_office
from sauro.reading.sheets import Area, WorkbookKind
from sauro.reading.workbook import open_workbook
from sauro.text.legacy import to_tcvn3

ROWS = [
    ["Sổ văn bản", "", ""],
    ["Số", "Ngày", "Trích yếu"],
    [12, date(2026, 6, 15), "V/v họp"],
    ["0012", "15/06/2026", "a\nb"],
]


def rows_of(data, sheet=0):
    return [(row.number, list(row.cells)) for row in open_workbook(data).sheets[sheet].rows()]


def test_values_of_an_xlsx():
    assert rows_of(xlsx(ROWS)) == [
        (1, ["Sổ văn bản", "", ""]),
        (2, ["Số", "Ngày", "Trích yếu"]),
        (3, [12, date(2026, 6, 15), "V/v họp"]),
        (4, ["0012", "15/06/2026", "a\nb"]),
    ]


def test_rows_are_read_again_and_again():
    sheet = open_workbook(xlsx(ROWS)).sheets[0]
    assert list(sheet.rows()) == list(sheet.rows())


def test_places_stay_where_the_table_begins_further_in():
    data = xlsx([[], [], ["", "", "a", "b"]])
    assert rows_of(data) == [(3, ["", "", "a", "b"])]


def test_merged_cells_hidden_rows_and_hidden_sheets_are_told():
    data = xlsx(ROWS, merged=[(0, 0, 0, 2)], hidden_rows=[3], hidden_sheet=[["x"]])
    book = open_workbook(data)
    assert book.kind is WorkbookKind.XLSX
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Sổ", False), ("Ẩn", True)]
    assert book.sheets[0].merged == (Area(1, 0, 1, 2),)
    assert book.sheets[0].hidden_rows == {4}
    assert rows_of(data)[3][0] == 4


def test_formulas_without_a_value_and_errors_are_told():
    data = xlsx(ROWS, formulas=[(2, 3, ""), (2, 4, 2), (3, 3, "#DIV/0!")])
    sheet = open_workbook(data).sheets[0]
    assert sheet.without_value == {(3, 3), (4, 3)}
    assert rows_of(data)[2][1][3:] == ["", 2]


def test_a_formula_that_openpyxl_wrote_has_no_value():
    book = OpenpyxlWorkbook()
    page = book.worksheets[0]
    page["A1"], page["B1"] = "a", "=1+1"
    file = io.BytesIO()
    book.save(file)
    assert open_workbook(file.getvalue()).sheets[0].without_value == {(1, 1)}


def test_a_million_empty_rows_cost_nothing():
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (row, row) for row in range(5, 300_000))
    data = with_sheet_xml(xlsx(ROWS), lambda xml: xml.replace(b"</sheetData>", empty + b"</sheetData>"))
    assert [number for number, _ in rows_of(data)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "cell",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="1048576"><c s="0" r="XFD1048576" t="str"><v>a</v></c></row>',
        b"<row>" + b"<c><v>1</v></c>" * 3_000 + b"</row>" + b"<row><c><v>1</v></c></row>" * 3_000,
    ],
)
def test_a_cell_in_the_last_corner_is_refused_before_it_takes_memory(cell):
    data = with_sheet_xml(xlsx(ROWS), lambda xml: xml.replace(b"</sheetData>", cell + b"</sheetData>"))
    with pytest.raises(Unreadable, match="quá xa"):
        open_workbook(data)


def test_a_long_text_that_many_cells_refer_to_is_refused():
    data = xlsx([["x" * 3_000] * 200 for _ in range(10)])
    with pytest.raises(Unreadable, match="quá mức"):
        open_workbook(data, limits=Limits(sheet_text=2_000_000))
    assert len(rows_of(data)) == 10


def test_cells_without_their_places():
    def without_places(xml):
        return xml.replace(b'<c r="A3"', b"<c").replace(b'<c r="B3"', b"<c").replace(b'<c r="C3"', b"<c")

    assert rows_of(with_sheet_xml(xlsx(ROWS), without_places))[2][1] == [12, date(2026, 6, 15), "V/v họp"]


def test_entities_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'
    with pytest.raises(Unreadable, match="thực thể"):
        open_workbook(with_sheet_xml(xlsx(ROWS), lambda xml: bomb))


@pytest.mark.libreoffice
@pytest.mark.skipif(libre_office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("suffix", "kind"), [("xls", WorkbookKind.XLS), ("ods", WorkbookKind.ODS)])
def test_other_programs_give_the_same_values(tmp_path: Path, suffix, kind):
    source = tmp_path / "so.xlsx"
    source.write_bytes(xlsx(ROWS, hidden_sheet=[["x"]]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [libre_office(), profile, "--headless", "--convert-to", suffix, "--outdir", tmp_path, source],
        check=True,
        capture_output=True,
        timeout=120,
    )
    data = (tmp_path / f"so.{suffix}").read_bytes()
    book = open_workbook(data)
    assert book.kind is kind
    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    assert [(row.number, list(row.cells)) for row in book.sheets[0].rows()] == rows_of(source.read_bytes())


def test_repeated_cells_of_an_open_document_are_refused_before_they_take_memory():
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1">'
        "<text:p>1</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    with pytest.raises(Unreadable, match="quá xa"):
        open_workbook(file.getvalue())


LINES = [["Số, ký hiệu", "Ngày", "Trích yếu"], ["12/KH-UBND", "15/6/2026", 'về việc "họp"; báo cáo']]


def csv_text(mark):
    return "\r\n".join(mark.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in LINES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_comma_separated_files(encoding, mark):
    book = open_workbook(csv_text(mark).encode(encoding))
    assert book.kind is WorkbookKind.CSV
    assert [list(row.cells) for row in book.sheets[0].rows()] == LINES


def test_comma_separated_files_of_old_encodings():
    book = open_workbook(to_tcvn3(csv_text(";")).encode("latin-1"))
    assert [list(row.cells) for row in book.sheets[0].rows()] == LINES


def test_the_mark_that_a_csv_names_itself():
    rows = list(open_workbook(b"sep=|\r\na|b,c\r\n\r\n1|2,3\r\n").sheets[0].rows())
    assert rows == [(2, ["a", "b,c"]), (4, ["1", "2,3"])]


def test_a_text_that_is_no_table_is_refused():
    with pytest.raises(Unsupported, match="không phải bảng"):
        open_workbook("Kính gửi các phòng\nĐề nghị báo cáo\n".encode())


HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>
<table><tr><td colspan="2">SỔ VĂN BẢN</td><td rowspan="2">Ngày</td></tr>
<tr><td>Số<br>đến</td><td>Ký hiệu</td></tr><tr><td>&nbsp;</td></tr>
<tr><td>1<td>KH-UBND<td>15/6/2026</tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_web_pages_saved_as_xls(encoding):
    book = open_workbook(HTML.encode(encoding))
    assert book.kind is WorkbookKind.HTML
    assert list(book.sheets[0].rows()) == [
        (1, ["SỔ VĂN BẢN", "", "Ngày"]),
        (2, ["Số\nđến", "Ký hiệu"]),
        (4, ["1", "KH-UBND", "15/6/2026"]),
    ]
    assert book.sheets[0].merged == (Area(1, 0, 1, 1), Area(1, 2, 2, 2))


def test_cells_covered_from_above_keep_the_places_of_a_web_table():
    page = "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    assert list(open_workbook(page.encode()).sheets[0].rows()) == [(1, ["a", "b"]), (2, ["", "c"])]


def test_a_table_within_a_cell_is_a_sheet_of_its_own():
    page = "<table><tr><td>ngoài<table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
    sheets = open_workbook(page.encode()).sheets
    assert [[list(row.cells) for row in sheet.rows()] for sheet in sheets] == [[["a", "b"]], [["ngoài"]]]


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Sổ"><Table>
<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="Number">12</Data></Cell>
<Cell><Data ss:Type="DateTime">2026-06-15T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">a</Data></Cell></Row></Table></Worksheet></Workbook>"""


def test_the_xml_of_excel_2003():
    book = open_workbook(XML.encode())
    sheet = book.sheets[0]
    assert (book.kind, sheet.name) == (WorkbookKind.XML, "Sổ")
    assert list(sheet.rows()) == [(3, ["", 12, "", datetime(2026, 6, 15), ""]), (4, ["a"])]
    assert (sheet.merged, sheet.without_value, sheet.hidden_rows) == ((Area(3, 1, 3, 2),), {(3, 4)}, {4})


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", Unreadable, "rỗng"),
        (b"%PDF-1.7 ...", Unsupported, "không phải tệp bảng tính"),
        (b"PK\x03\x04broken", Unreadable, "hỏng"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", Unsupported, "mht"),
        (b"<html><body>none</body></html>", Unsupported, "không có bảng"),
        (b"<?xml version='1.0'?><a/>", Unsupported, "không phải tệp bảng tính"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage\0".encode("utf-16-le"),
            Unreadable,
            "mật khẩu",
        ),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook\0".encode("utf-16-le"), Unreadable, "hỏng"),
    ],
)
def test_what_is_refused_says_what_to_do(data, error, words):
    with pytest.raises(error, match=words):
        open_workbook(data)


def test_macros_are_refused():
    file = io.BytesIO(xlsx(ROWS))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(Unreadable, match="macro"):
        open_workbook(file.getvalue())


def test_damaged_files_are_read_or_refused():
    dice = random.Random(11)  # noqa: S311
    whole = xlsx(ROWS, merged=[(0, 0, 0, 2)])
    for source in (whole, HTML.encode(), XML.encode(), b"a;b\n1;2\n"):
        for _ in range(60):
            data = bytearray(source)
            for _ in range(dice.randrange(1, 6)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            try:
                for sheet in open_workbook(bytes(data)).sheets:
                    list(sheet.rows())
            except SauroError:
                continue
