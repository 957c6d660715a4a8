"""Appendices: captions, titles, and the line that names their document."""

import pytest

from sauro.anatomy.appendices import find_appendix, read_appendices
from sauro.anatomy.lines import lines_of
from sauro.folio.notation import notate

Drawn = tuple[str, str | None, str | None, int]


def appendices(text: str) -> list[Drawn]:
    """Label, title, line in brackets and number of blocks of each."""
    return [
        (
            appendix.label,
            appendix.title.text if appendix.title else None,
            appendix.attached_to.text if appendix.attached_to else None,
            len(appendix.blocks),
        )
        for appendix in read_appendices(lines_of(notate(text)))
    ]


def test_several_with_title_and_line_in_brackets() -> None:
    assert appendices("""
        PHỤ LỤC I
        DANH MỤC NHIỆM VỤ
        CỦA XÃ
        (Kèm theo Kế hoạch số 5/KH-UBND)
        | a | b |
        Phụ lục số 02: BIỂU MẪU BÁO CÁO
        1. Số liệu
        Mẫu số 3
        Biểu thống kê
    """) == [
        ("I", "DANH MỤC NHIỆM VỤ CỦA XÃ", "(Kèm theo Kế hoạch số 5/KH-UBND)", 1),
        ("02", "BIỂU MẪU BÁO CÁO", None, 1),
        ("3", "Biểu thống kê", None, 0),
    ]


def test_title_and_line_in_brackets_on_the_line_of_the_caption() -> None:
    assert appendices("""
        PHỤ LỤC II. PHÂN CÔNG (Kèm theo Kế hoạch số 5/KH-UBND)
        | a | b |
    """) == [("II", "PHÂN CÔNG", None, 1)]
    assert appendices("""
        PHỤ LỤC (Ban hành kèm theo Kế hoạch số 5/KH-UBND)
        | a | b |
    """) == [("", None, None, 1)]


def test_a_title_ends_with_a_mark_a_table_or_a_long_line() -> None:
    long = "Bảng này " + "rất dài " * 40
    assert appendices(f"PHỤ LỤC\n{long}\n1. Việc") == [("", None, None, 2)]
    assert appendices("PHỤ LỤC\nBảng phân công\nGhi chung cho cả xã\n1. Việc") == [
        ("", "Bảng phân công", None, 2)
    ]
    assert appendices("PHỤ LỤC\nBảng phân công\nBẢNG A dùng chung cho cả xã\n1. Việc") == [
        ("", "Bảng phân công BẢNG A dùng chung cho cả xã", None, 1)
    ]


def test_a_table_before_any_caption_is_an_appendix() -> None:
    assert appendices("""
        PHÂN CÔNG
        | a | b |
        PHỤ LỤC
        | c | d |
    """) == [("", "PHÂN CÔNG", None, 1), ("", None, None, 1)]


def test_lines_without_table_or_caption_are_none() -> None:
    assert appendices("Một dòng thừa") == []


@pytest.mark.parametrize(
    "line",
    [
        "Phụ lục kèm theo Kế hoạch này gồm hai bảng",
        "PHỤ LỤC NÀY",
        "Phụ lục II nêu các việc của xã",
        "MẪU",
        "Biểu mẫu",
        "Mẫu mực trong công việc",
        "| PHỤ LỤC | I |",
    ],
)
def test_what_is_no_caption(line: str) -> None:
    blocks = lines_of(notate(line))
    assert find_appendix(blocks, 0) == len(blocks)


@pytest.mark.parametrize("line", ["PHỤ LỤC", "Phụ lục 1A", "Biểu số 2", "PHỤ BIỂU", "Phụ lục: DANH MỤC"])
def test_what_is_a_caption(line: str) -> None:
    assert find_appendix(lines_of(notate(line)), 0) == 0
