"""The foot: recipients, authority, position, name, in the ways in which files and scans keep it."""

import pytest

from sauro.anatomy.ending import find_ending, read_ending
from sauro.anatomy.lines import lines_of
from sauro.folio.notation import notate


def foot(text: str) -> tuple[list[str], list[str], str | None]:
    blocks = lines_of(notate(text))
    ending, _ = read_ending(blocks, find_ending(blocks, 0))
    return (
        [entry.text for entry in ending.recipients],
        [title.text for title in ending.titles],
        ending.name.text if ending.name else None,
    )


def first_line(text: str) -> str | None:
    blocks = lines_of(notate(text))
    start = find_ending(blocks, 0)
    return getattr(blocks[start], "text", None) if start < len(blocks) else None


def test_recipients_then_signature() -> None:
    assert foot("""
        Nơi nhận:
        - Sở Nội vụ;
        - Các phòng
        của xã;
        - Lưu: VT.
        TM. ỦY BAN NHÂN DÂN
        KT. CHỦ TỊCH
        PHÓ CHỦ TỊCH
        (Đã ký)
        TS. Lê Thị Mẫu
    """) == (
        ["Sở Nội vụ", "Các phòng", "của xã", "Lưu: VT"],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        "Lê Thị Mẫu",
    )


def test_all_on_one_line() -> None:
    assert foot("""
        Nơi nhận: - Sở Y tế; - Sở Nội vụ; - Lưu: VT.
        TM. ỦY BAN NHÂN DÂN XÃ KT. CHỦ TỊCH PHÓ CHỦ TỊCH ThS. Lê Văn Mẫu
    """) == (
        ["Sở Y tế", "Sở Nội vụ", "Lưu: VT"],
        ["TM. ỦY BAN NHÂN DÂN XÃ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        "Lê Văn Mẫu",
    )


def test_recipients_parted_by_semicolons_only() -> None:
    assert foot("Nơi nhận: Sở Y tế; Sở Nội vụ; Lưu: VT.")[0] == ["Sở Y tế", "Sở Nội vụ", "Lưu: VT"]


def test_cells_that_tabs_ran_together() -> None:
    assert foot("Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Lưu: VT.\tCHỦ TỊCH\nLê Văn Mẫu") == (
        ["Lưu: VT"],
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
        "Lê Văn Mẫu",
    )


def test_titles_that_a_tab_has_put_behind_recipients() -> None:
    assert foot("""
        Nơi nhận: TM. ỦY BAN NHÂN DÂN
        - Sở Y tế (b/c); KT. CHỦ TỊCH
        - Chủ tịch, các PCT; PHÓ CHỦ TỊCH
        - Các thôn;
        - Lưu: VT, VHXH. Lê Văn Mẫu
    """) == (
        ["Sở Y tế (b/c)", "Chủ tịch, các PCT", "Các thôn", "Lưu: VT, VHXH"],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        "Lê Văn Mẫu",
    )


def test_recipients_that_only_look_like_titles() -> None:
    entries = ["TT. Đảng ủy", "CHỦ TỊCH các hội", "Lưu: VT, KT"]
    assert foot("Nơi nhận:\n- TT. Đảng ủy;\n- CHỦ TỊCH các hội;\n- Lưu: VT, KT.\nCHỦ TỊCH\nLê Văn Mẫu") == (
        entries,
        ["CHỦ TỊCH"],
        "Lê Văn Mẫu",
    )


def test_the_marks_of_party_documents() -> None:
    assert foot("""
        Nơi nhận:
        - Các chi bộ;
        - Lưu Văn phòng Đảng ủy.
        T/M BAN THƯỜNG VỤ
        PHÓ BÍ THƯ
        Lê Văn Mẫu
    """) == (["Các chi bộ", "Lưu Văn phòng Đảng ủy"], ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], "Lê Văn Mẫu")


def test_a_position_that_is_known_by_its_place_only() -> None:
    assert foot("""
        TL. GIÁM ĐỐC
        TRƯỞNG BAN CÔNG TÁC MẶT TRẬN
        Lê Văn Mẫu
    """)[1:] == (["TL. GIÁM ĐỐC", "TRƯỞNG BAN CÔNG TÁC MẶT TRẬN"], "Lê Văn Mẫu")


def test_specks_and_page_numbers_of_a_scan_are_passed_over() -> None:
    assert foot("""
        Nơi nhận:
        - Sở Y tế;
        - Lưu: VT, KT.
        ;.,
        7
        TM. ỦY BAN NHÂN DÂN
        CHỦ TỊCH
        i-
        Lê Văn Mẫu
    """) == (["Sở Y tế", "Lưu: VT, KT"], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Lê Văn Mẫu")


def test_a_position_that_the_stamp_smudged() -> None:
    assert foot("""
        Nơi nhận:
        - Lưu: VT.
        -.- qGHỦ TỊCH
        Lê Văn Mẫu
    """) == (["Lưu: VT"], ["GHỦ TỊCH"], "Lê Văn Mẫu")


def test_a_line_that_is_close_to_no_position_ends_the_foot() -> None:
    assert foot("""
        Nơi nhận:
        - Lưu: VT.
        BẢNG PHÂN CÔNG CÁC VIỆC
        Lê Văn Mẫu
    """) == (["Lưu: VT"], [], None)


def test_a_table_ends_the_foot() -> None:
    assert foot("""
        CHỦ TỊCH
        Lê Văn Mẫu
        | a | b |
        | c | d |
        Trần Văn Khác
    """) == ([], ["CHỦ TỊCH"], "Lê Văn Mẫu")


def test_a_signature_without_recipients_begins_the_foot() -> None:
    assert first_line("1. Họp.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Văn Mẫu") == "KT. GIÁM ĐỐC"
    assert first_line("1. Họp.\nCHỦ TỊCH Lê Văn Mẫu") == "CHỦ TỊCH Lê Văn Mẫu"
    assert first_line("1. Họp.\nCHỦ TỊCH\nNơi nhận:") == "CHỦ TỊCH"


@pytest.mark.parametrize(
    "text",
    [
        "1. Họp.\nCHỦ TỊCH chủ trì cuộc họp hằng tuần của xã.",
        "CHỦ TỊCH\nchủ trì các cuộc họp.",
        "CHỦ TỊCH\n| a | b |",
        "CHỦ TỊCH\nMỘT:\nLê Văn Mẫu",
        "CHỦ TỊCH " + "ỦY BAN NHÂN DÂN " * 9 + "\nLê Văn Mẫu",
        "CHỦ TỊCH\nMỘT\nHAI\nBA\nBỐN\nNĂM\nSÁU\nLê Văn Mẫu",
        "TM. họp\nLê Văn Mẫu",
        "| a | b |",
    ],
)
def test_what_is_no_foot(text: str) -> None:
    assert first_line(text) is None


@pytest.mark.parametrize(
    ("signature", "titles"),
    [
        ("GIÁM ĐỐC\nBSCKII. Lê Văn Mẫu", ["GIÁM ĐỐC"]),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nPGS.TS. Lê Văn Mẫu", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ("HIỆU TRƯỞNG TS. Lê Văn Mẫu", ["HIỆU TRƯỞNG"]),
        ("HIỆU TRƯỞNG\nNGƯT. ThS Lê Văn Mẫu", ["HIỆU TRƯỞNG"]),
        ("TRƯỞNG CÔNG AN XÃ\nTrung tá Lê Văn Mẫu", ["TRƯỞNG CÔNG AN XÃ"]),
        ("KT. BỘ TRƯỞNG THỨ TRƯỞNG Thượng tướng Lê Văn Mẫu", ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"]),
        ("K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nLê Văn Mẫu", ["K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]),
        ("KT GIÁM ĐỐC PHÓ GIÁM ĐỐC Lê Văn Mẫu", ["KT GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ("KT. TRƯỞNG THUẾ TỈNH PHÓ TRƯỞNG THUẾ TỈNH Lê Văn Mẫu",
         ["KT. TRƯỞNG THUẾ TỈNH", "PHÓ TRƯỞNG THUẾ TỈNH"]),
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê Văn Mẫu", ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"]),
    ],
)  # fmt: skip
def test_degrees_ranks_and_signing_for_another(signature: str, titles: list[str]) -> None:
    assert foot(f"Nơi nhận:\n- Lưu: VT.\n{signature}") == (["Lưu: VT"], titles, "Lê Văn Mẫu")


@pytest.mark.parametrize("name", ["Nguyễn Văn A", "Ksor Y Mẫu", "Trần Thị Mẫu"])
def test_signature_without_recipients_before_it(name: str) -> None:
    signed = ([], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], name)
    assert foot(f"2. Trạm Thủy nông trực.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n{name}") == signed
    assert foot(f"2. Trạm Thủy nông trực.\nTM. ỦY BAN NHÂN DÂN CHỦ TỊCH {name}") == signed


def test_recipients_behind_the_signature() -> None:
    assert foot("""
        TM. ỦY BAN NHÂN DÂN
        KT. CHỦ TỊCH
        PHÓ CHỦ TỊCH
        Lê Thị Mẫu Vân
        Nơi nhận:
        - Các phòng;
        - Lưu: VT.
    """) == (
        ["Các phòng", "Lưu: VT"],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        "Lê Thị Mẫu Vân",
    )
