"""Marks of secrecy are refused; the same words in a sentence are not."""

import pytest

from sauro.errors import Classified
from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Folio, Part, Run, Source, SourceKind
from sauro.reading.classified import bears_mark, refuse_if_marked
from sauro.reading.plain import read_plain

HEAD = "ỦY BAN NHÂN DÂN\n\nXÃ MẪU\n\n"
TAIL = "\n\nKẾ HOẠCH\n\nTriển khai nhiệm vụ năm 2026.\n"


def folio(*drafts: ParagraphDraft | TableDraft, kind: SourceKind = SourceKind.DOCX) -> Folio:
    return compose(drafts, source=Source("mẫu", kind, "0" * 64, 1))


def paragraph(text: str, part: Part = Part.BODY) -> ParagraphDraft:
    return ParagraphDraft([Run(text)], part=part)


@pytest.mark.parametrize(
    "stamp",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "  [ MẬT ] ",
        "M Ậ T",
        "T Ố I  M Ậ T",
        "**TUYỆT MẬT**",
        "Mật",
        "Tối mật",
        "Độ mật: Mật",
        "Độ mật : Tối mật",
        "TÀI LIỆU THU HỒI",
        "MẬT Số: 12/BC-UBND",
    ],
)
def test_stamps_are_refused_without_a_word_of_the_document(stamp: str) -> None:
    read = read_plain((HEAD + stamp + TAIL).encode(), name="mẫu.txt")
    with pytest.raises(Classified) as refusal:
        refuse_if_marked(read)
    message = str(refusal.value)
    assert "\n" not in message
    assert "KẾ HOẠCH" not in message
    assert "MẪU" not in message


@pytest.mark.parametrize(
    "line",
    [
        "100% văn bản gửi nhận điện tử (trừ văn bản mật).",
        "Thực hiện quy định về bảo vệ bí mật nhà nước.",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "KẾ HOẠCH CÔNG TÁC BẢO MẬT",
        "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ MẬT",
        "Bảo vệ\n\nbí mật nhà nước",
        "VỀ BẢO VỆ BÍ\n\nMẬT NHÀ NƯỚC",
        "VỀ VIỆC BẢO VỆ\n\nBÍ MẬT NHÀ NƯỚC",
        "Độ mật: Không",
        "Độ mật: ……",
        "Xác định độ mật: mật, tối mật hoặc tuyệt mật.",
        "MẬT ĐỘ DÂN SỐ",
        "Mật độ xây dựng",
        "Mất",
        "Công tác thu hồi",
    ],
)
def test_other_uses_of_the_words_are_no_mark(line: str) -> None:
    read = read_plain((HEAD + line + TAIL).encode(), name="mẫu.txt")
    assert refuse_if_marked(read) is read


def test_a_table_of_kinds_is_no_mark_but_a_table_in_the_head_may_bear_one() -> None:
    def table(text: str, *, ruled: bool) -> TableDraft:
        cells = [CellDraft(0, 0, [paragraph("1")]), CellDraft(0, 1, [paragraph(text)])]
        return TableDraft(cells, 1, 2, ruled=ruled)

    body = [paragraph(f"Nội dung thứ {number}.") for number in range(40)]
    assert not bears_mark(folio(*body, table("MẬT", ruled=True)))
    assert bears_mark(folio(*body, table("MẬT", ruled=False)))
    assert bears_mark(folio(table("MẬT", ruled=True), *body))


def test_headers_and_text_boxes_bear_marks_anywhere() -> None:
    body = [paragraph(f"Nội dung thứ {number}.") for number in range(40)]
    assert bears_mark(folio(*body, paragraph("Mật", Part.HEADER)))
    assert bears_mark(folio(*body, paragraph("BÍ MẬT NHÀ NƯỚC", Part.TEXT_BOX)))
    assert not bears_mark(folio(*body, paragraph("Mật")))
    assert bears_mark(folio(*body, paragraph("TUYỆT MẬT")))


@pytest.mark.parametrize("text", ["MÂT", "TỐI MAT", "TUYÊT MẠT"])
def test_poorly_recognised_stamps_count_in_the_head_of_a_scan_only(text: str) -> None:
    body = [paragraph(f"Nội dung thứ {number}.") for number in range(40)]
    assert bears_mark(folio(paragraph(text), *body, kind=SourceKind.SCAN))
    assert not bears_mark(folio(*body, paragraph(text), kind=SourceKind.SCAN))
    assert not bears_mark(folio(paragraph(text), *body))


@pytest.mark.parametrize(
    "line",
    ["Số: 12/KH-UBND     MẬT", "UBND XÃ ĐỒNG MẪU\tTUYỆT MẬT", "MẬT - Bản số 01", "TỐI MẬT  Bản số: 02"],
)
def test_a_stamp_beside_something_else_of_the_head(line):
    assert bears_mark(read_plain(f"{line}\n\nKẾ HOẠCH\n\nViệc của xã\n".encode(), name="mau.txt"))


@pytest.mark.parametrize("level", ["Mật;", "Tối mật;", "Tuyệt mật.", "MẬT;"])
def test_a_list_of_levels_is_no_stamp(level):
    text = f"KẾ HOẠCH\n\nViệc của xã\n\n3. Văn bản có độ mật thì gửi giấy:\n\n- {level}\n\n- Thường.\n"
    assert not bears_mark(read_plain(text.encode(), name="mau.txt"))


@pytest.mark.parametrize("line", ["Số: 12/KH-UBND MẬT", "Số: /BC-SNV TUYỆT MẬT"])
def test_a_stamp_behind_the_number(line: str) -> None:
    assert bears_mark(folio(paragraph(line), paragraph("KẾ HOẠCH")))


def test_a_sentence_that_breaks_before_the_word_bears_no_mark() -> None:
    assert not bears_mark(folio(paragraph("Gửi qua trục liên thông, trừ văn bản"), paragraph("MẬT.")))


@pytest.mark.parametrize(
    "line",
    [
        "XÃ ĐỒNG MẪU TỐI MẬT Độc lập - Tự do - Hạnh phúc",
        "XÃ ĐỒNG MẪU MẬT",
        "PHƯỜNG MẪU TUYỆT MẬT",
        "HUYỆN ỦY MẪU TỐI MẬT",
        "[TỐI MẬT] ỦY BAN NHÂN DÂN",
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM MẬT",
        "MẬT Đồng Mẫu, ngày 09 tháng 02 năm 2026",
        "Số: 12/KH-UBND TỐI MẬT Đồng Mẫu, ngày 09 tháng 02 năm 2026",
        "Số bản: 05 MẬT",
        "MẬT - KHẨN",
        "HỎA TỐC - MẬT",
        "TỐI MẬT, HỎA TỐC",
        "MẬT/KHẨN",
        "TỐI MẬT (Bản số 05)",
        "MẬT (thời hạn bảo vệ: 10 năm)",
        "> MẬT",
        "> **TỐI MẬT**",
        "| ỦY BAN NHÂN DÂN | MẬT |",
        "<center>MẬT</center>",
        "M\u200bẬT",
        "MẬ\u00adT",
        "Độ: TỐI MẬT",
    ],
)
@pytest.mark.parametrize("kind", [SourceKind.DOCX, SourceKind.TEXT])
def test_a_stamp_among_the_parts_of_the_head(line: str, kind: SourceKind) -> None:
    head = [paragraph("ỦY BAN NHÂN DÂN"), paragraph(line), paragraph("KẾ HOẠCH"), paragraph("Việc của xã")]
    assert bears_mark(folio(*head, kind=kind))


@pytest.mark.parametrize(
    "line",
    [
        "XÃ MẬT",
        "XÃ SUỐI MẬT",
        "TỈNH MẪU, XÃ SUỐI MẬT Độc lập - Tự do - Hạnh phúc",
        "BAN CHỈ ĐẠO CÔNG TÁC BẢO MẬT",
        "BAN HÀNH DANH MỤC TÀI LIỆU TỐI MẬT",
        "HỘI NUÔI ONG MẬT",
        "BỆNH VIỆN GAN MẬT",
        "TỈNH MẪU TĂNG CƯỜNG BẢO VỆ BÍ MẬT",
        "UBND xã gửi giấy mọi văn bản thuộc độ TUYỆT MẬT",
        "UBND các xã không gửi qua mạng những gì người ký đã cho là TỐI MẬT",
        "Số hóa 100% hồ sơ, trừ hồ sơ MẬT",
        "TỐI MẬT, TUYỆT MẬT không đưa lên mạng.",
        "VĂN BẢN MẬT",
        "Mật - trang sau nói rõ",
    ],
)
def test_names_and_sentences_in_the_head_bear_no_mark(line: str) -> None:
    head = [paragraph("ỦY BAN NHÂN DÂN"), paragraph(line), paragraph("Suối Mật, ngày 09 tháng 02 năm 2026")]
    assert not bears_mark(folio(*head))


def test_a_word_alone_that_ends_the_line_above_is_no_stamp() -> None:
    for above in ("VỀ PHÁT TRIỂN NGHỀ NUÔI ONG LẤY", "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI"):
        assert not bears_mark(folio(paragraph(above), paragraph("MẬT")))
    assert bears_mark(folio(paragraph("TỐI"), paragraph("MẬT")))


@pytest.mark.parametrize(
    "text",
    ["Tối mật - Trang 1", "Trang 2/5 | MẬT", "MẬT 3", "2TUYỆT MẬT", "TỐI MẬT12", "1/5MẬT", "Trang 2TỐI MẬT"],
)
def test_a_stamp_beside_the_page_number(text: str) -> None:
    body = [paragraph(f"Nội dung thứ {number}.") for number in range(40)]
    assert bears_mark(folio(*body, paragraph(text, Part.FOOTER)))


def test_a_paper_of_secrecy_on_the_first_line_only() -> None:
    assert bears_mark(folio(paragraph("TÀI LIỆU: MẬT"), paragraph("KẾ HOẠCH")))
    assert bears_mark(folio(paragraph("- MẬT"), paragraph("KẾ HOẠCH")))
    assert not bears_mark(folio(paragraph("QUẢN LÝ"), paragraph("TÀI LIỆU MẬT")))
