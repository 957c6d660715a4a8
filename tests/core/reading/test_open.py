"""The reader is chosen by content; what cannot be read is refused with one Vietnamese line."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from sauro.errors import Classified, SauroError, Unreadable, Unsupported
from sauro.folio.model import SourceKind
from sauro.reading.limits import Limits
from sauro.reading.office_convert import convert, libre_office
from sauro.reading.open import read, read_bytes

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PLAN = "KẾ HOẠCH\n\n1. Rà soát văn bản của các đơn vị.\n"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
    "</Types>"
)
RELATIONSHIPS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
DOCUMENT = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{body}</w:body></w:document>"
)


def docx(*paragraphs: str, kind: str = "wordprocessingml.document.main", **more: bytes) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", TYPES.format(kind=kind))
        target.writestr("_rels/.rels", RELATIONSHIPS)
        target.writestr("word/document.xml", DOCUMENT.format(body=body))
        for name, content in more.items():
            target.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def archive(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return buffer.getvalue()


def blank_pdf(pages: int) -> bytes:
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def scanned_pdf(pages: int) -> bytes:
    pictures = [Image.new("L", (60, 85), 255 - number % 2) for number in range(pages)]
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=pictures[1:])
    return buffer.getvalue()


def compound(*names: str) -> bytes:
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in names)


def refusal(data: bytes, kind: type[SauroError], limits: Limits | None = None) -> str:
    with pytest.raises(kind) as raised:
        read_bytes(data, name="tệp", limits=limits or Limits())
    assert type(raised.value) is kind
    message = str(raised.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def test_the_content_chooses_the_reader_whatever_the_name(tmp_path: Path) -> None:
    text, word = tmp_path / "a.pdf", tmp_path / "b.pdf"
    text.write_text(PLAN, encoding="utf-8")
    word.write_bytes(docx("KẾ HOẠCH", "1. Rà soát văn bản của các đơn vị."))
    assert read(text).source.kind is SourceKind.TEXT
    assert read(str(word)).source.kind is SourceKind.DOCX
    assert read(text).text == read(word).text == "KẾ HOẠCH\n1. Rà soát văn bản của các đơn vị.\n"
    assert read(text).source.name == "a.pdf"


def test_reading_a_text_loads_neither_opencv_nor_pdfium(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PLAN, encoding="utf-8")
    code = (
        "import sys; from sauro.reading.open import read; read(sys.argv[1]); "
        "print(sorted({'cv2', 'pypdfium2', 'lxml', 'PIL', 'numpy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("data", "kind", "word"),
    [
        (b"", Unreadable, "rỗng"),
        (b"\0" * 4096, Unreadable, "rỗng"),
        (b" \n\r\n\t", Unreadable, "rỗng"),
        (b"MZ\x90\0\3\0\0\0" + bytes(500), Unreadable, "chương trình"),
        (b"\x7fELF\2\1\1" + bytes(500), Unreadable, "chương trình"),
        (docx("a")[:-200], Unreadable, "hỏng"),
        (docx("a", word__vbaProject=b"", **{"word/vbaProject.bin": b"x"}), Unreadable, "macro"),
        (docx("a", kind="ms-word.document.macroEnabled.main"), Unreadable, "macro"),
        (docx("a", kind="spreadsheetml.sheet.main"), Unsupported, "Excel"),
        (docx("a", kind="presentationml.presentation.main"), Unsupported, "PowerPoint"),
        (docx("a", **{"word/b.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), Unreadable, "thực thể"),
        (archive(mimetype=b"application/epub+zip"), Unsupported, "EPUB"),
        (archive(tho=b"abc"), Unsupported, ".zip"),
        (compound("EncryptedPackage", "EncryptionInfo"), Unreadable, "mật khẩu"),
        (compound("WordDocument", "_VBA_PROJECT"), Unreadable, "macro"),
        (compound("Workbook"), Unsupported, "Excel"),
        (compound("PowerPoint Document"), Unsupported, "PowerPoint"),
        (compound("__properties_version1.0"), Unsupported, "Outlook"),
        (compound("Khác"), Unsupported, "đời cũ"),
        (b"GIF89a" + bytes(20), Unsupported, "GIF"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(20), Unsupported, "WebP"),
        (b"RIFF\x10\0\0\0WAVEfmt " + bytes(20), Unsupported, "âm thanh"),
        (b"ID3\3\0" + bytes(20), Unsupported, "âm thanh"),
        (b"\0\0\0\x18ftypM4A " + bytes(20), Unsupported, "âm thanh"),
        (b"\0\0\0\x18ftypisom" + bytes(20), Unsupported, "phim"),
        (b"\0\0\0\x18ftypheic" + bytes(20), Unsupported, "HEIC"),
        (b"Rar!\x1a\7\0" + bytes(20), Unsupported, ".rar"),
        (b"\x1f\x8b\x08" + bytes(20), Unsupported, ".gz"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Unsupported, "XML"),
        (b"<!DOCTYPE html><html><body>a</body></html>", Unsupported, "trang web"),
        (b"%PDF-1.7\nrubbish", Unreadable, "PDF"),
        (bytes(range(128, 256)) * 8, Unreadable, "bảng mã"),
    ],
)
def test_bad_input_is_named(data: bytes, kind: type[SauroError], word: str) -> None:
    assert word in refusal(data, kind)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", bytes(range(128, 256)) * 8, "Tệp Word bị hỏng"),
        ("A.DOCX", docx("KẾ HOẠCH")[4:], "Tệp Word bị hỏng"),
        ("a.doc", compound("WordDocument")[8:], "Tệp Word bị hỏng"),
        ("a.pdf", bytes(range(128, 256)) * 8, "Tệp .pdf bị hỏng"),
        ("a.docx", b"#!/bin/sh\necho a\n", "Tệp có đuôi .docx nhưng không phải tệp Word"),
        ("a.docx", PLAN.encode(), "Tệp có đuôi .docx nhưng không phải tệp Word"),
    ],
)
def test_what_is_no_word_file_is_named_by_its_ending(name: str, data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as raised:
        read_bytes(data, name=name)
    assert str(raised.value).startswith(words)
    assert "UTF-8" not in str(raised.value)


def test_prose_that_begins_like_another_kind_is_text() -> None:
    for start in ("BM Mẫu", "MZ", "ID3 là nhãn", "GIF8 kỳ", "BZh"):
        assert read_bytes(f"{start} và vài chữ.\n".encode(), name="a.txt").source.kind is SourceKind.TEXT


def test_a_bomb_is_refused() -> None:
    bomb = docx("a", **{"word/media/a.bin": bytes(50_000_000)})
    assert len(bomb) < 100_000
    assert "bung ra" in refusal(bomb, Unreadable)


def test_sizes_and_pages_are_limited() -> None:
    assert "lớn hơn" in refusal(PLAN.encode() * 30_000, Unreadable, Limits(file_bytes=2**20))
    assert "12 trang" in refusal(blank_pdf(12), Unreadable, Limits(pages=11))
    assert "400 trang quét" in refusal(scanned_pdf(400), Unreadable)
    assert "không có chữ" in refusal(blank_pdf(1), Unreadable)


def test_frames_of_a_picture_are_limited_like_scanned_pages() -> None:
    frames = [Image.new("1", (8, 8), 1) for _ in range(301)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:])
    assert "301 trang quét" in refusal(buffer.getvalue(), Unreadable)


def test_a_locked_pdf_is_named() -> None:
    pikepdf = pytest.importorskip("pikepdf")
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank_pdf(1))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="bí-mật", owner="chủ"))
    assert "mật khẩu" in refusal(buffer.getvalue(), Unreadable)


@pytest.mark.parametrize("data", [f"TỐI MẬT\n\n{PLAN}".encode(), docx("TUYỆT MẬT", "KẾ HOẠCH")])
def test_marked_documents_are_refused(data: bytes) -> None:
    assert "độ mật" in refusal(data, Classified)
    with pytest.raises(Classified):
        read_bytes(data, name="a.docx")


def test_folders_vanished_and_forbidden_files(tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text(PLAN, encoding="utf-8")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(Unreadable, match="thư mục"):
        read(tmp_path)
    with pytest.raises(Unreadable, match="Không tìm thấy"):
        read(tmp_path / "không-có.docx")
    with pytest.raises(Unreadable, match="Không tìm thấy"):
        read(locked / "dưới-tệp.docx")
    with pytest.raises(Unreadable, match="tệp thường"):
        read(pipe)
    with pytest.raises(Unreadable):
        read("tên\0hỏng")
    locked.chmod(0)
    if not os.access(locked, os.R_OK):
        with pytest.raises(Unreadable, match="quyền"):
            read(locked)


@pytest.mark.libreoffice
@pytest.mark.skipif(libre_office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", [".doc", ".odt", ".rtf"])
def test_older_formats_through_libre_office(suffix: str, tmp_path: Path) -> None:
    source = tmp_path / "mau.docx"
    source.write_bytes(docx("KẾ HOẠCH", "1. Rà soát văn bản của các đơn vị."))
    command = [
        str(libre_office()),
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        suffix[1:],
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True)
    folio = read(tmp_path / ("mau" + suffix))
    assert [paragraph.text for paragraph in folio.paragraphs] == [
        "KẾ HOẠCH",
        "1. Rà soát văn bản của các đơn vị.",
    ]
    assert folio.source.name == "mau" + suffix
    assert folio.source.size == (tmp_path / ("mau" + suffix)).stat().st_size


def test_without_libre_office_older_formats_are_unsupported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "LibreOffice" in refusal(b"{\\rtf1 a}", Unsupported)


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_a_conversion_that_fails_or_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    with pytest.raises(Unreadable, match="không mở được"):
        convert(b"{\\rtf1 a}", ".rtf")
    program.write_text("#!/bin/sh\nsleep 600\n")
    with pytest.raises(Unreadable, match="quá lâu"):
        convert(b"{\\rtf1 a}", ".rtf", Limits(conversion_seconds=0.2))
