"""Marks of secrecy on sheets and slides."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import Workbook

from sauro.errors import Classified, Unreadable
from sauro.reading.office_convert import libre_office
from sauro.reading.office_marks import refuse_marked_office

_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def workbook(*rows: tuple[object, ...], header: str = "") -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if header:
        sheet.oddHeader.center.text = header
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def package(parts: dict[str, str]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return kept.getvalue()


def slides(*lines: str, folder: str = "slides") -> bytes:
    said = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    slide = f"<p:sld xmlns:p='p' {_A}><p:txBody>{said}</p:txBody></p:sld>"
    types = "<Types><Override ContentType='presentationml'/></Types>"
    return package({"[Content_Types].xml": types, f"ppt/{folder}/slide1.xml": slide})


@pytest.mark.parametrize("mark", ["MẬT", "Mật", "TỐI MẬT", "TUYỆT MẬT", "Tuyệt mật", "Độ mật: Tối mật"])
def test_a_stamp_on_a_sheet_or_slide(mark: str) -> None:
    for data in (
        workbook(("UBND XÃ HƯNG LỘC", mark), ("BIỂU TỔNG HỢP",), ("STT", "Nội dung", "Số liệu")),
        slides("BÁO CÁO CHUYÊN ĐỀ", mark),
        slides("Slide mẫu", mark, folder="slideMasters"),
        slides("Ghi chú", mark, folder="notesSlides"),
    ):
        with pytest.raises(Classified):
            refuse_marked_office(data)


def test_letters_and_marks_written_apart_or_as_numbers() -> None:
    for mark in (normalize("NFD", "TỐI MẬT"), "M&#7852;T"):
        with pytest.raises(Classified):
            refuse_marked_office(slides("BÁO CÁO", mark))


def test_a_stamp_below_a_long_table_in_the_margin_or_in_a_box() -> None:
    rows = [(number, f"Nội dung {number}", "đã xong") for number in range(60)]
    runs = "<a:r><a:t>TỐI </a:t></a:r><a:r><a:t>MẬT</a:t></a:r>"
    box = f"<xdr:wsDr xmlns:xdr='x' {_A}><a:p>{runs}</a:p></xdr:wsDr>"
    for data in (
        workbook(*rows, ("TUYỆT MẬT",)),
        workbook(("Biểu 1",), header='&"Times New Roman,Bold"&14MẬT'),
        package({"[Content_Types].xml": "<Types/>", "xl/drawings/drawing1.xml": box}),
    ):
        with pytest.raises(Classified):
            refuse_marked_office(data)


def test_what_only_speaks_of_secrecy_passes() -> None:
    heading = ("STT", "Tên văn bản", "Độ mật")
    for data in (
        workbook(("Trừ văn bản mật",), ("Bảo vệ bí mật nhà nước",)),
        workbook(heading, (1, "Kế hoạch", "Mật"), (2, "Báo cáo", "Thường")),
        workbook(("Kết quả", "Số lượng"), ("Xã Suối Mật", 3), header="&P/&N"),
        slides("CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Không soạn văn bản mật trên máy nối mạng"),
    ):
        refuse_marked_office(data)


def test_damaged_or_built_to_harm() -> None:
    whole = workbook(("a",))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 80 * 2**20)
    declared = "<!DOCTYPE s [<!ENTITY a 'MẬT'>]><sst><si><t>&a;</t></si></sst>"
    broken = {"[Content_Types].xml": "<Types/>", "xl/worksheets/sheet1.xml": "<worksheet><row><t>mật</t>"}
    for data in (
        whole[: len(whole) // 2],
        bomb.getvalue(),
        package({"xl/sharedStrings.xml": declared}),
        package(broken),
    ):
        with pytest.raises(Unreadable) as refused:
            refuse_marked_office(data)
        assert not isinstance(refused.value, Classified)


_FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:mimetype="application/vnd.oasis.opendocument.presentation" office:version="1.3">
 <office:body><office:presentation><draw:page draw:name="1"><draw:frame svg:x="1cm" svg:y="1cm"
 svg:width="9cm" svg:height="2cm"><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame></draw:page>
 </office:presentation></office:body></office:document>"""


def older(folder: Path, name: str, data: bytes, suffix: str) -> bytes:
    """The file as an older program would have written it."""
    (folder / name).write_bytes(data)
    command = [libre_office() or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", suffix[1:], "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return (folder / name).with_suffix(suffix).read_bytes()


@pytest.mark.libreoffice
@pytest.mark.parametrize("suffix", [".xls", ".ods", ".ppt"])
def test_sheets_and_slides_of_other_programs(tmp_path: Path, suffix: str) -> None:
    for mark in ("TỐI MẬT", "Bản mẫu"):
        if suffix == ".ppt":
            data = older(tmp_path, "trang.fodp", _FLAT.format(mark).encode(), suffix)
        else:
            data = older(tmp_path, "bieu.xlsx", workbook(("UBND XÃ HƯNG LỘC", mark), ("BIỂU",)), suffix)
        if mark == "TỐI MẬT":
            with pytest.raises(Classified):
                refuse_marked_office(data, suffix=suffix)
        else:
            refuse_marked_office(data, suffix=suffix)
