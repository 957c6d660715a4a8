"""The head: issuer, number, date, kind, subject, in the ways in which files keep or lose it."""

import pytest

from sauro.anatomy.heading import find_title, read_heading
from sauro.anatomy.lines import lines_of
from sauro.anatomy.parts import Heading
from sauro.folio.notation import notate


def head(text: str) -> tuple[Heading, str | None]:
    """The head, and the first line behind it."""
    blocks = lines_of(notate(text))
    heading, after = read_heading(blocks, find_title(blocks))
    line = blocks[after] if after < len(blocks) else None
    return heading, getattr(line, "text", None)


def subject(text: str) -> tuple[list[str], str | None]:
    heading, after = head(text)
    return [line.text for line in heading.subject], after


def test_each_line_finds_its_part() -> None:
    heading, after = head("""
        ỦY BAN NHÂN DÂN
        XÃ AN MẪU
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        Số: 15/KH-UBND
        An Mẫu, ngày 05 tháng 3 năm 2026
        KẾ HOẠCH
        Giảm giấy tờ năm 2026
        Căn cứ Luật Lưu trữ;
    """)
    assert [line.text for line in heading.issuer] == ["ỦY BAN NHÂN DÂN", "XÃ AN MẪU"]
    assert heading.number is not None
    assert heading.number.text == "Số: 15/KH-UBND"
    assert heading.date is not None
    assert heading.date.text == "An Mẫu, ngày 05 tháng 3 năm 2026"
    assert heading.kind is not None
    assert heading.kind.text == "KẾ HOẠCH"
    assert [line.text for line in heading.subject] == ["Giảm giấy tờ năm 2026"]
    assert after == "Căn cứ Luật Lưu trữ;"


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["Số:", "/KH-UBND"], "Số: /KH-UBND"),
        (["Số: 12", "/QĐ-UBND"], "Số: 12 /QĐ-UBND"),
        (["Số:", "Độc lập - Tự do - Hạnh phúc", "/2026/QĐ-UBND"], "Số: /2026/QĐ-UBND"),
        (["/TTr-SNV"], "/TTr-SNV"),
        (["… /UBND-NC"], "… /UBND-NC"),
        (["Số: 15/KH-UBND", "/BC-UBND"], "Số: 15/KH-UBND"),
    ],
)
def test_a_symbol_parted_from_its_number(lines: list[str], number: str) -> None:
    heading, _ = head("\n".join(["ỦY BAN NHÂN DÂN", "XÃ AN MẪU", *lines, "KẾ HOẠCH"]))
    assert [line.text for line in heading.issuer] == ["ỦY BAN NHÂN DÂN", "XÃ AN MẪU"]
    assert heading.number is not None
    assert heading.number.text == number


def test_place_and_date_beside_the_number() -> None:
    heading, _ = head("""
        Số: 15/KH-UBND An Mẫu, ngày 05 tháng 3 năm 2026
        KẾ HOẠCH
    """)
    assert heading.date is not None
    assert heading.date.text == "An Mẫu, ngày 05 tháng 3 năm 2026"


def test_an_agency_with_the_motto_behind_it_keeps_its_line() -> None:
    heading, _ = head("""
        SỞ TƯ PHÁP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        KẾ HOẠCH
    """)
    assert [line.text for line in heading.issuer] == ["SỞ TƯ PHÁP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_a_subject_in_capitals_ends_with_the_capitals() -> None:
    assert subject("""
        KẾ HOẠCH
        GIẢM GIẤY TỜ
        NĂM 2026
        Xã ban hành Kế hoạch giảm giấy tờ như sau.
        I. MỤC ĐÍCH
    """) == (["GIẢM GIẤY TỜ", "NĂM 2026"], "Xã ban hành Kế hoạch giảm giấy tờ như sau.")


def test_a_subject_goes_on_where_it_is_centred_or_bold_or_runs_on() -> None:
    assert subject("""
        KẾ HOẠCH
        ~Giảm giấy tờ
        ~Giai đoạn 2026 - 2030
        Xã ban hành kế hoạch.
    """) == (["Giảm giấy tờ", "Giai đoạn 2026 - 2030"], "Xã ban hành kế hoạch.")
    assert subject("""
        KẾ HOẠCH
        **Giảm giấy tờ**
        **Giai đoạn 2026 - 2030**
        Xã ban hành kế hoạch.
    """) == (["Giảm giấy tờ", "Giai đoạn 2026 - 2030"], "Xã ban hành kế hoạch.")
    assert subject("""
        KẾ HOẠCH
        Giảm giấy tờ và
        cuộc họp trong xã.
        Xã ban hành kế hoạch.
    """) == (["Giảm giấy tờ và", "cuộc họp trong xã."], "Xã ban hành kế hoạch.")


@pytest.mark.parametrize(
    "line",
    ["I. MỤC ĐÍCH", "Căn cứ Luật Lưu trữ:", "Thực hiện Nghị quyết số 5:", "| a | b |", "Nhằm " + "x " * 250],
)
def test_what_ends_a_subject(line: str) -> None:
    assert subject(f"KẾ HOẠCH\nGiảm giấy tờ\n{line}")[0] == ["Giảm giấy tờ"]


@pytest.mark.parametrize("line", ["I. MỤC ĐÍCH", "Xã ban hành Kế hoạch như sau:"])
def test_a_title_without_subject(line: str) -> None:
    assert subject(f"KẾ HOẠCH\n{line}") == ([], line)


def test_a_subject_on_the_line_of_the_title() -> None:
    assert subject("""
        KẾ HOẠCH Giảm giấy tờ năm 2026
        Trong toàn xã
        1. Họp
    """) == (["Giảm giấy tờ năm 2026", "Trong toàn xã"], "1. Họp")


def test_a_kind_of_document_in_a_line_of_its_own_kind_is_no_title() -> None:
    blocks = lines_of(notate("BÁO CÁO nhé\nKẾ HOẠCH"))
    assert find_title(blocks) == 1


def test_the_line_in_brackets_that_names_the_carrying_decision() -> None:
    heading, after = head("""
        KẾ HOẠCH
        KIỂM KÊ NĂM 2026
        (Ban hành kèm theo Quyết định số 3/QĐ-UBND)
        Mở đầu.
    """)
    assert heading.carried_by is not None
    assert heading.carried_by.text == "(Ban hành kèm theo Quyết định số 3/QĐ-UBND)"
    assert after == "Mở đầu."


def test_a_lost_title_leaves_number_and_date() -> None:
    heading, after = head("""
        UBND XÃ AN MẪU
        Số: 15/KH-UBND
        Giảm giấy tờ
        I. MỤC ĐÍCH
    """)
    assert heading.number is not None
    assert (heading.kind, heading.subject, after) == (None, (), "I. MỤC ĐÍCH")


def test_a_lost_head_leaves_nothing() -> None:
    heading, after = head("""
        Giảm giấy tờ
        | a | b |
    """)
    assert (heading, after) == (Heading(), "Giảm giấy tờ")
    assert head("Giảm giấy tờ")[0] == Heading()
