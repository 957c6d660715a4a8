"""Numbers that Word computes: formats, levels, restarts, styles, and the order with "đ"."""

from __future__ import annotations

import pytest
from tests.core.reading.docx_builder import (
    docx,
    level,
    numbered,
    numbering,
    paragraph,
    row,
    run,
    style,
    table,
)

from sauro.folio.model import Label
from sauro.reading.docx import read_docx
from sauro.reading.docx_number_formats import bullet, formatted

NUM = '<w:num w:numId="{}"><w:abstractNumId w:val="{}"/>{}</w:num>'
OUTLINE = (level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))


def restart(ilvl: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{ilvl}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def texts(*body: str, **parts: str) -> list[str]:
    return [entry.text for entry in read_docx(docx(*body, parts=parts), name="x").paragraphs]


def labels(*body: str, **parts: str) -> list[Label | None]:
    return [entry.label for entry in read_docx(docx(*body, parts=parts), name="x").paragraphs]


@pytest.mark.parametrize(
    ("count", "kind", "custom", "printed"),
    [
        (4, "upperRoman", None, "IV"),
        (1999, "lowerRoman", None, "mcmxcix"),
        (7, "decimal", None, "7"),
        (7, "decimalZero", None, "07"),
        (12, "decimalZero", None, "12"),
        (5, "lowerLetter", None, "e"),
        (27, "lowerLetter", None, "aa"),
        (28, "upperLetter", None, "BB"),
        (5, "custom", "a, b, c, d, đ, e…", "đ"),
        (7, "custom", "a, b, c, d, đ, e, ...", "g"),
        (5, "custom", "A, B, C, D, Đ, …", "Đ"),
        (7, "custom", "001, 002, 003, ...", "007"),
        (4, "custom", "một, hai, ba", "4"),
        (3, "custom", None, "3"),
        (21, "vietnameseCounting", None, "hai mươi mốt"),
        (15, "vietnameseCounting", None, "mười lăm"),
        (3, "none", None, ""),
        (3, "japaneseCounting", None, "3"),
        (10**9, "upperRoman", None, "1000000000"),
        (10**9, "lowerLetter", None, "1000000000"),
        (0, "lowerLetter", None, "0"),
    ],
)
def test_formats(count: int, kind: str, custom: str | None, printed: str) -> None:
    assert formatted(count, kind, custom) == printed


@pytest.mark.parametrize(
    ("sign", "printed"),
    [("-", "-"), ("–", "-"), ("+", "+"), ("*", "*"), ("\uf0b7", "•"), ("•", "•"), ("o", "-"), ("➢", "-")],
)
def test_bullets(sign: str, printed: str) -> None:
    assert bullet(sign) == printed


def test_levels_restart_below_wider_ones() -> None:
    body = [numbered("x", 1, ilvl) for ilvl in (0, 1, 2, 2, 1, 2, 0, 1)]
    assert texts(*body, numbering=numbering(*OUTLINE)) == [
        "I. x", "1. x", "a) x", "b) x", "2. x", "a) x", "II. x", "1. x",
    ]  # fmt: skip


def test_label_holds_count_and_level() -> None:
    body = [numbered("x", 1, 2) for _ in range(5)]
    assert labels(*body, numbering=numbering(*OUTLINE))[4] == Label("e)", 5, 2)


def test_typed_d_shifts_the_ordinals_that_follow() -> None:
    listed = [numbered("x", 1, 2) for _ in range(6)]
    body = [*listed[:4], paragraph("đ) gõ tay"), *listed[4:]]
    found = labels(*body, numbering=numbering(*OUTLINE))
    assert [entry and (entry.text, entry.ordinal) for entry in found[3:]] == [
        ("d)", 4), None, ("e)", 6), ("f)", 7),
    ]  # fmt: skip


def test_typed_d_before_a_list_that_starts_at_e() -> None:
    nums = NUM.format(1, 0, "") + NUM.format(2, 0, restart(0, 5))
    part = numbering(level(0, "lowerLetter", "%1)"), nums=nums)
    body = [*(numbered("x") for _ in range(4)), paragraph("đ) gõ tay"), numbered("x", 2)]
    assert labels(*body, numbering=part)[5] == Label("e)", 6, 0)


def test_list_that_says_the_vietnamese_order() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="a, b, c, d, đ, e, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="lowerLetter"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1)"/></w:lvl>'
    )
    body = [numbered("x") for _ in range(7)]
    found = labels(*body, numbering=numbering(custom))
    assert [entry and entry.text for entry in found] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]
    assert [entry and entry.ordinal for entry in found] == [1, 2, 3, 4, 5, 6, 7]


def test_two_nums_of_one_definition_go_on_counting() -> None:
    nums = NUM.format(1, 0, "") + NUM.format(2, 0, "")
    body = [numbered("x", 1), numbered("x", 2), numbered("x", 1)]
    assert texts(*body, numbering=numbering(level(0, "decimal", "%1."), nums=nums)) == [
        "1. x",
        "2. x",
        "3. x",
    ]


def test_start_override_counts_anew_at_first_use_only() -> None:
    nums = NUM.format(1, 0, "") + NUM.format(2, 0, restart(0, 3))
    body = [numbered("x", num) for num in (1, 1, 2, 2, 1)]
    found = texts(*body, numbering=numbering(level(0, "decimal", "%1."), nums=nums))
    assert found == ["1. x", "2. x", "3. x", "4. x", "5. x"]


def test_override_of_a_whole_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerRoman", "(%1)", start=4)}</w:lvlOverride>'
    part = numbering(level(0, "decimal", "%1."), nums=NUM.format(1, 0, own))
    assert texts(numbered("x"), numbering=part) == ["(iv) x"]


def test_level_restart_zero_and_restart_after_a_named_level() -> None:
    levels = (
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'),
        level(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="1"/>'),
    )
    body = [numbered("x", 1, ilvl) for ilvl in (0, 1, 2, 1, 2, 0, 1, 2)]
    assert texts(*body, numbering=numbering(*levels)) == [
        "I. x", "1. x", "a) x", "2. x", "b) x", "II. x", "3. x", "a) x",
    ]  # fmt: skip


def test_several_levels_in_one_label_and_legal_figures() -> None:
    levels = (
        level(0, "upperRoman", "%1."),
        level(1, "lowerLetter", "%1.%2"),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    )
    body = [numbered("x", 1, ilvl) for ilvl in (0, 0, 1, 2)]
    assert texts(*body, numbering=numbering(*levels)) == ["I. x", "II. x", "II.a x", "2.1.1 x"]


def test_wider_level_that_was_never_used_shows_its_start() -> None:
    assert texts(
        numbered("x", 1, 1), numbering=numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."))
    ) == ["1.1. x"]


HEADING = style("Muc", '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
    "MucCon", "", based_on="Muc"
)


def test_numbering_inherited_through_styles() -> None:
    body = [paragraph("x", f'<w:pStyle w:val="{name}"/>') for name in ("Muc", "MucCon")]
    assert texts(*body, numbering=numbering(*OUTLINE), styles=HEADING) == ["I. x", "II. x"]


def test_level_is_the_one_that_names_the_style() -> None:
    styles = style("Khoan", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    levels = (level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:pStyle w:val="Khoan"/>'))
    body = [numbered("x"), paragraph("x", '<w:pStyle w:val="Khoan"/>')]
    assert texts(*body, numbering=numbering(*levels), styles=styles) == ["I. x", "1. x"]


def test_num_id_zero_switches_the_number_of_a_style_off() -> None:
    off = '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    styles = HEADING + style("Tat", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', based_on="Muc")
    body = [paragraph("x", off), paragraph("x", '<w:pStyle w:val="Tat"/>')]
    assert texts(*body, numbering=numbering(*OUTLINE), styles=styles) == ["x", "x"]


def test_number_format_none_prints_nothing_but_counts_below() -> None:
    levels = (level(0, "none", "%1."), level(1, "decimal", "%2."))
    body = [numbered("x", 1, ilvl) for ilvl in (0, 1, 0, 1)]
    assert texts(*body, numbering=numbering(*levels)) == ["x", "1. x", "x", "1. x"]


def test_literal_label_without_a_number() -> None:
    assert texts(numbered("x"), numbering=numbering(level(0, "none", "Phụ lục"))) == ["Phụ lục x"]


def test_style_link_leads_to_the_definition_with_the_levels() -> None:
    part = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="DanhSach"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="DanhSach"/>{level(0, "lowerLetter", "%1)")}'
        "</w:abstractNum>" + NUM.format(1, 0, "") + NUM.format(2, 1, "")
    )
    styles = style("DanhSach", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    assert texts(numbered("x", 1), numbered("x", 2), numbering=part, styles=styles) == ["a) x", "b) x"]


def test_style_links_in_a_ring_end() -> None:
    part = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Vong"/></w:abstractNum>' + NUM.format(
        1, 0, ""
    )
    styles = style("Vong", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    assert texts(numbered("x"), numbering=part, styles=styles) == ["x"]


def test_bullet_in_a_symbol_font_and_picture_bullet() -> None:
    symbol = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    levels = (
        level(0, "bullet", "\uf0d8", symbol),
        level(1, "bullet", "\uf0b7", symbol.replace("Wingdings", "Symbol")),
        level(2, "bullet", "", '<w:lvlPicBulletId w:val="0"/>'),
        level(3, "bullet", "\uf011", symbol),
    )
    body = [numbered("x", 1, ilvl) for ilvl in range(4)]
    assert texts(*body, numbering=numbering(*levels)) == ["- x", "• x", "- x", "- x"]


def test_text_glued_to_its_number() -> None:
    glued = level(0, "decimal", "Điều %1", '<w:suff w:val="nothing"/>')
    assert texts(numbered(". Phạm vi"), numbered("Phạm vi"), numbering=numbering(glued)) == [
        "Điều 1. Phạm vi",
        "Điều 2 Phạm vi",
    ]


def test_number_without_words_is_kept_a_bullet_is_not() -> None:
    levels = (level(0, "decimal", "%1"), level(1, "bullet", "-"))
    body = table(
        row(numbered_cell(0), "Việc một"), row(numbered_cell(1), "Việc hai"), row(numbered_cell(0), "Việc ba")
    )
    assert texts(body, numbering=numbering(*levels)) == ["1", "Việc một", "Việc hai", "2", "Việc ba"]


def numbered_cell(ilvl: int) -> str:
    return f"<w:tc>{numbered('', 1, ilvl)}</w:tc>"


def test_label_takes_the_make_of_the_first_run() -> None:
    properties = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    (entry,) = read_docx(
        docx(paragraph(run("Mục đích", "<w:b/>"), properties), parts={"numbering": numbering(*OUTLINE)}),
        name="x",
    ).paragraphs
    assert (entry.text, entry.is_bold) == ("I. Mục đích", True)


def test_paragraph_whose_mark_is_deleted_is_not_counted() -> None:
    deleted = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    gone = paragraph("<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>", deleted)
    assert texts(numbered("x"), gone, numbered("y"), numbering=numbering(*OUTLINE)) == ["I. x", "II. y"]


@pytest.mark.parametrize(
    "part",
    [
        "",
        '<w:num w:numId="1"/>',
        '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>',
        '<w:abstractNum/><w:num w:numId="1"><w:abstractNumId/></w:num>',
        numbering(level(5, "decimal", "%6.")),
        numbering('<w:lvl w:ilvl="abc"/>', '<w:lvl w:ilvl="99"/>'),
        numbering('<w:lvl w:ilvl="0"/>'),
        numbering(level(0, "decimal", "%1%9%")),
    ],
)
def test_malformed_numbering_is_no_reason_to_stop(part: str) -> None:
    body = [numbered("x"), paragraph("y", '<w:numPr><w:ilvl w:val="-7"/><w:numId w:val="một"/></w:numPr>')]
    assert [text[-1] for text in texts(*body, numbering=part)] == ["x", "y"]
