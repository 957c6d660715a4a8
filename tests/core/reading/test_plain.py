"""Plain text: encodings, marks, paragraphs, origins."""

import codecs
import unicodedata

import pytest
from tests.shared import SHARED, needs_shared

from sauro.errors import Unreadable
from sauro.folio.model import Folio, SourceKind
from sauro.reading.encodings import decode
from sauro.reading.plain import read_plain
from sauro.text.legacy import to_tcvn3, to_vni

PLAN = (
    "KẾ HOẠCH\n\nTriển khai công tác văn thư năm 2026\n\nI. MỤC ĐÍCH\n\n"
    "1. Rà soát văn bản, cắt giảm ít nhất 15% số lượng báo cáo so với năm trước.\n\n"
    "2. Văn phòng tổng hợp, báo cáo trước ngày 10 tháng 6 hằng năm.\n"
)


def read(text: str) -> Folio:
    return read_plain(text.encode(), name="mẫu.txt")


def lines(folio: Folio) -> list[str]:
    return [paragraph.text for paragraph in folio.paragraphs]


def assert_origins(folio: Folio, decoded: str) -> None:
    for paragraph in folio.paragraphs:
        assert paragraph.text == "".join(run.text for run in paragraph.runs)
        assert paragraph.span.of(folio.text) == paragraph.text
        for run in paragraph.runs:
            if run.origin is not None:
                assert decoded[run.origin : run.origin + len(run.text)] == run.text


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode(),
        codecs.BOM_UTF8 + PLAN.encode(),
        unicodedata.normalize("NFD", PLAN).encode(),
        codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"),
        PLAN.encode("utf-16-le"),
        PLAN.encode("utf-16-be"),
        PLAN.replace("\n", "\r\n").encode(),
        PLAN.replace("\n", "\r").encode(),
    ],
    ids=["utf8", "bom", "nfd", "utf16le-bom", "utf16be-bom", "utf16le", "utf16be", "crlf", "cr"],
)
def test_encodings_of_unicode_read_alike(data: bytes) -> None:
    folio = read_plain(data, name="mẫu.txt")
    assert folio.text == read(PLAN).text
    assert folio.remarks == ()
    assert_origins(folio, decode(data).text)


@pytest.mark.parametrize(("convert", "name"), [(to_tcvn3, "TCVN3"), (to_vni, "VNI")])
@pytest.mark.parametrize("as_bytes", ["latin-1", "utf-8"])
def test_legacy_encodings_are_converted_with_a_remark(convert: object, name: str, as_bytes: str) -> None:
    assert callable(convert)
    data = convert(PLAN).encode(as_bytes)
    folio = read_plain(data, name="cũ.txt")
    assert folio.text == read(PLAN).text
    (remark,) = folio.remarks
    assert remark.code == "text.legacy_encoding"
    assert name in remark.message
    assert_origins(folio, decode(data).text)


def test_the_code_page_of_windows_is_converted() -> None:
    data = b"".join(map(_windows_1258, PLAN))
    folio = read_plain(data, name="cũ.txt")
    assert folio.text == read(PLAN).text
    assert "Windows-1258" in folio.remarks[0].message


def _windows_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        marks = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", marks.replace(tone, ""))
        return base.encode("cp1258") + tone.encode("cp1258")


def test_a_few_broken_bytes_are_remarked() -> None:
    data = PLAN.encode().replace("báo".encode(), b"b\xff\xfeo", 1)
    folio = read_plain(data, name="x.txt")
    assert folio.text == read(PLAN.replace("báo", "b\ufffd\ufffdo", 1)).text
    assert [remark.code for remark in folio.remarks] == ["text.damaged_characters"]


# "Ố" holds a byte that Windows' code page for the West does not know: there are many of them in a real plan
LONG = (
    "KẾ HOẠCH\n\nSỐ HÓA HỒ SƠ, SỐ LIỆU Ở XÃ\n\n" + "Rà soát văn bản của các đơn vị ở huyện miền núi.\n\n" * 40
)


@pytest.mark.parametrize(
    "data",
    [
        LONG.encode().replace(b"S", b"S\xff", 1),
        LONG.encode() + "Hết ổ".encode()[:-1],
        LONG.encode().replace("ố".encode(), b"\xe1", 1).replace("ở".encode(), b"\xe1", 1),
        codecs.BOM_UTF8 + LONG.encode().replace(b"S", b"S\xff", 1),
    ],
)
def test_a_broken_byte_or_a_cut_letter_is_remarked(data: bytes) -> None:
    folio = read_plain(data, name="x.txt")
    assert folio.text.startswith("KẾ HOẠCH\n")
    assert folio.text.count("\ufffd") == 1
    assert [remark.code for remark in folio.remarks] == ["text.damaged_characters"]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(128, 256)) * 40,
        b"\x00\x01\x02\x03" * 100,
        b"\x81\x8d\x8f" * 50,
        "日本語のテキスト".encode("shift-jis"),
        b"xa\0phuong\n" * 400,
        b"huy\0xa1\n" * 400,
        b"Q" * 3000,
    ],
)
def test_unknown_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_plain(data, name="lạ.txt")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", codecs.BOM_UTF8])
def test_empty_texts_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_plain(data, name="rỗng.txt")


def test_source_tells_name_kind_size_and_digest() -> None:
    source = read_plain(b"abc", name="x.txt").source
    assert (source.name, source.kind, source.size, source.pages) == ("x.txt", SourceKind.TEXT, 3, None)
    assert source.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_every_line_is_a_paragraph() -> None:
    folio = read("Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\n\nCHỦ TỊCH")
    assert lines(folio) == ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.", "CHỦ TỊCH"]
    assert folio.text == "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\nCHỦ TỊCH\n"


def test_marks_are_dropped_and_kept_as_make() -> None:
    text = "## I. **MỤC ĐÍCH**\n\nTheo <b>Kết luận</b> (*trọng tâm*) và <i>phụ lục</i>  \n"
    text += "1\\. Tiếp & hết &amp; xong\n"
    folio = read(text)
    heading, body, last = folio.paragraphs
    assert (heading.text, heading.outline_level) == ("I. MỤC ĐÍCH", 1)
    assert [(run.text, run.bold) for run in heading.runs] == [("I. ", False), ("MỤC ĐÍCH", True)]
    assert body.text == "Theo Kết luận (trọng tâm) và phụ lục"
    assert [run.text for run in body.runs if run.bold] == ["Kết luận"]
    assert [run.text for run in body.runs if run.italic] == ["trọng tâm", "phụ lục"]
    assert last.text == "1. Tiếp & hết & xong"
    assert_origins(folio, text)


def test_bold_runs_over_lines_of_a_block() -> None:
    folio = read("**ỦY BAN NHÂN DÂN\nXÃ MẪU**\n\nSố: 1/KH-UBND")
    assert [(p.text, p.is_bold) for p in folio.paragraphs] == [
        ("ỦY BAN NHÂN DÂN", True),
        ("XÃ MẪU", True),
        ("Số: 1/KH-UBND", False),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "* Ghi chú: nội dung in nghiêng",
        "- Rà soát văn bản;",
        "(*) Số liệu tạm tính (*)",
        "5 * 3 * 2 = 30",
        "Tỷ lệ đạt 5 < 7 và 9 > 8",
        "**",
        "---------------",
        "Thành phố <trống>",
        "#hashtag",
    ],
)
def test_what_is_no_mark_stays(line: str) -> None:
    assert lines(read(line)) == [line]


def test_lines_broken_at_a_width_are_put_together() -> None:
    text = (
        "I. MỤC ĐÍCH\n\n"
        "1. Các phòng, ban chuyên môn và đơn vị trực thuộc rà soát\n"
        "toàn bộ văn bản đã ban hành, đề xuất sửa đổi những nội\n"
        "dung không còn phù hợp với thực tế tại địa phương. Kết quả\n"
        "rà soát gửi Văn phòng tổng hợp.\n"
        "2. Văn phòng chủ trì, phối hợp với các đơn vị tổ chức họp\n"
        "trực tuyến, bảo đảm đúng thành phần, đúng thời gian theo\n"
        "quy chế làm việc đã ban hành.\n"
        "a) Chuẩn bị tài liệu trước ngày họp ít nhất hai ngày làm\n"
        "việc;\n"
        "b) Gửi giấy mời.\n"
    )
    folio = read(text)
    assert lines(folio) == [
        "I. MỤC ĐÍCH",
        "1. Các phòng, ban chuyên môn và đơn vị trực thuộc rà soát toàn bộ văn bản đã ban hành, "
        "đề xuất sửa đổi những nội dung không còn phù hợp với thực tế tại địa phương. "
        "Kết quả rà soát gửi Văn phòng tổng hợp.",
        "2. Văn phòng chủ trì, phối hợp với các đơn vị tổ chức họp trực tuyến, "
        "bảo đảm đúng thành phần, đúng thời gian theo quy chế làm việc đã ban hành.",
        "a) Chuẩn bị tài liệu trước ngày họp ít nhất hai ngày làm việc;",
        "b) Gửi giấy mời.",
    ]
    assert_origins(folio, text)


def test_a_page_break_inside_a_sentence_is_healed() -> None:
    folio = read("tổng số hội nghị trong\n\n2\n\nnăm giảm dần.\n\fTrang sau")
    assert lines(folio) == ["tổng số hội nghị trong năm giảm dần.", "Trang sau"]


def test_a_tab_after_a_list_mark_is_a_blank() -> None:
    folio = read("1.\tMục đích\na)\tRà soát văn bản;\n-\tBáo cáo.")
    assert lines(folio) == ["1. Mục đích", "a) Rà soát văn bản;", "- Báo cáo."]


@needs_shared
@pytest.mark.shared
def test_all_shared_texts_are_read_with_exact_origins() -> None:
    files = [*SHARED.glob("corpus/*/*.txt"), *SHARED.glob("plan-reading/texts/*.txt")]
    assert len(files) >= 232
    for file in files:
        data = file.read_bytes()
        folio = read_plain(data, name=file.name)
        assert_origins(folio, decode(data).text)
