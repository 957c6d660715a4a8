"""Draft against signed copy: changes are told, what signing brings and how lines break is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sauro.checks.signed_copy import DifferenceKind, compare
from sauro.checks.signed_copy.matching import gaps
from sauro.folio.layout import ParagraphDraft, compose
from sauro.folio.model import Folio, Run, Source, SourceKind
from sauro.reading.open import read_bytes

DRAFT = """ỦY BAN NHÂN DÂN
XÃ MAI THƯỢNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số:      /KH-UBND

Mai Thượng, ngày      tháng 3 năm 2026

KẾ HOẠCH

Trồng cây đầu xuân năm 2026

I. MỤC TIÊU

1. Trồng 500 cây xoan và 200 cây sấu dọc đường liên thôn trong quý I.

2. Mỗi thôn cử một tổ chăm sóc, tưới cây trong ba tháng đầu.

II. TỔ CHỨC THỰC HIỆN

1. Phòng Kinh tế mua cây giống, giao cho các thôn trước ngày 15 tháng 3 năm 2026.

2. Trưởng các thôn huy động Nhân dân đào hố, trồng cây./.

Nơi nhận:
- Trưởng các thôn;
- Lưu: VT, KT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lò Văn Bình
"""
SIGNED = DRAFT.replace("Số:      /KH", "Số: 45/KH").replace("ngày      tháng 3", "ngày 09 tháng 3")


def folio(text: str) -> Folio:
    return read_bytes(text.encode(), name="van-ban.txt")


def found(draft: str, signed: str) -> list[tuple[str, str, str]]:
    made = compare(folio(draft), folio(signed))
    return [(one.kind.value, one.old_text, one.new_text) for one in made.differences]


FILLED = [("filled", "", "45"), ("filled", "", "09")]


def test_number_and_date_filled_in_are_said_as_such():
    assert found(DRAFT, SIGNED) == FILLED
    assert compare(folio(DRAFT), folio(SIGNED)).changes == ()


@pytest.mark.parametrize("room", ["......", "………", "____", ""])
def test_room_is_left_in_many_ways(room):
    assert found(DRAFT.replace("Số:      /", f"Số: {room}/"), SIGNED) == FILLED


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("500 cây", "600 cây", ("changed", "500", "600")),
        (" và 200 cây sấu", "", ("removed", "và 200 cây sấu", "")),
        ("tưới cây", "tưới cây, làm cỏ", ("added", "", ", làm cỏ")),
        ("Trưởng các thôn huy động", "Bí thư các thôn huy động", ("changed", "Trưởng", "Bí thư")),
        ("ngày 15 tháng 3", "ngày 25 tháng 3", ("changed", "15", "25")),
        ("Lò Văn Bình", "Hà Thị Lụa", ("changed", "Lò Văn Bình", "Hà Thị Lụa")),
        ("Phòng Kinh tế", "phòng Kinh tế", ("changed", "Phòng", "phòng")),
    ],
)
def test_a_change_is_told_with_its_words(old, new, told):
    assert old in SIGNED
    assert [one for one in found(DRAFT, SIGNED.replace(old, new)) if one not in FILLED] == [told]


@pytest.mark.parametrize(
    "lay_out",
    [
        lambda text: text.replace("cây xoan và 200", "cây xoan\nvà 200"),
        lambda text: text.replace(", tưới", " ,  tưới").replace("Phòng Kinh tế", "Phòng  Kinh tế"),
        lambda text: text.replace("hòa", "hoà").replace(" - Tự do - ", " – Tự do – "),
        lambda text: text.replace("II. TỔ CHỨC", "2\n\nII. TỔ CHỨC"),
        lambda text: text.replace(
            "Lò Văn Bình", "Ký bởi: Lò Văn Bình\n\nThời gian ký: 09/3/2026\n\nLò Văn Bình"
        ),
    ],
    ids=["line", "spaces", "marks", "page number", "stamp"],
)
def test_how_it_is_laid_out_is_no_change(lay_out):
    changed = lay_out(SIGNED)
    assert changed != SIGNED
    assert found(DRAFT, changed) == FILLED


def test_the_sides_of_head_and_foot_may_come_in_any_order():
    head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    other = SIGNED.replace(head, "").replace("ỦY BAN NHÂN DÂN\nXÃ MAI", f"{head}ỦY BAN NHÂN DÂN\nXÃ MAI", 1)
    assert found(DRAFT, other) == FILLED


def test_what_stands_beside_recipients_may_be_read_into_its_line():
    other = SIGNED.replace("Nơi nhận:", "Nơi nhận: CHỦ TỊCH").replace("DÂN\nCHỦ TỊCH", "DÂN")
    assert found(DRAFT, other) == FILLED


def test_a_year_that_wrapped_is_no_page_number():
    assert found(DRAFT, SIGNED.replace("tháng 3 năm 2026.", "tháng 3 năm\n\n2026\n\n.")) == FILLED


def test_a_passage_that_moved_is_one_difference():
    line = "2. Mỗi thôn cử một tổ chăm sóc, tưới cây trong ba tháng đầu.\n\n"
    moved = SIGNED.replace(line, "").replace("II. TỔ CHỨC THỰC HIỆN\n\n", f"II. TỔ CHỨC THỰC HIỆN\n\n{line}")
    assert [kind for kind, _, _ in found(SIGNED, moved)] == ["moved"]


def scan(text: str, **confidence: float) -> Folio:
    drafts = []
    for line in text.split("\n\n"):
        words = line.split()
        drafts.append(
            ParagraphDraft([Run(f"{word} ", confidence=confidence.get(word, 95.0)) for word in words])
        )
    return compose(drafts, source=Source("scan.pdf", SourceKind.SCAN, "", 1))


def test_the_doubt_of_a_scan_is_no_change():
    wrong = SIGNED.replace("xoan", "xoàn").replace("chăm", "chárn").replace("500", "600")
    wrong = wrong.replace("giống,", "giống/")
    made = compare(folio(DRAFT), scan(wrong, chárn=40.0))
    kinds = [(one.kind, one.old_text) for one in made.differences if one.kind is not DifferenceKind.FILLED]
    doubt, change = DifferenceKind.DOUBTFUL, DifferenceKind.CHANGED
    assert kinds == [(change, "500"), (doubt, "xoan"), (doubt, "chăm"), (doubt, ",")]


def test_places_stand_in_both_documents():
    draft, signed = folio(DRAFT), folio(SIGNED.replace("500 cây", "650 cây"))
    change = compare(draft, signed).changes[0]
    assert change.old is not None
    assert change.new is not None
    assert (change.old.of(draft.text), change.new.of(signed.text)) == ("500", "650")
    assert change.before.endswith("1. Trồng")


def test_other_documents_and_empty_ones_are_told_without_a_fault():
    assert compare(folio(DRAFT), folio("Dear Sir,\n\nthe meeting is on Monday.\n")).same < 0.3
    empty = replace(folio(DRAFT), text="", blocks=())
    assert compare(empty, empty).differences == ()
    assert [one.kind for one in compare(empty, folio(DRAFT)).differences] == [DifferenceKind.ADDED]


def test_a_long_document_is_cut_at_phrases_that_stand_once():
    old = [f"w{number * number % 30_011}" for number in range(150_000)]
    new = [*old[:70_000], "new", *old[70_005:]]
    assert gaps(old, new) == [(70_000, 70_005, 70_000, 70_001)]


def test_a_form_that_is_filled_many_times_does_not_hang():
    form = ["Họ", "và", "tên", ":", "Nguyễn", ";", "ngày", "sinh", ":", ";", "thôn", ":", "."]
    old = [*form * 1500]
    new = [*form * 700, "x", *form * 800]
    assert sum((b - a) + (d - c) for a, b, c, d in gaps(old, new)) == 1


def test_gaps_rebuild_the_other_row():
    old, new = (
        ["a", "b", "c", "d", "e", "f", "g", "h", "a", "b"],
        ["a", "x", "c", "d", "f", "g", "e", "h", "b"],
    )
    rebuilt: list[str] = []
    last = 0
    for a, b, c, d in gaps(old, new):
        rebuilt += [*old[last:a], *new[c:d]]
        last = b
    assert [*rebuilt, *old[last:]] == new


def test_a_speck_of_dirt_on_a_scan_is_no_change():
    made = compare(folio(SIGNED), scan(SIGNED.replace("xoan", "xoan .")))
    assert [(one.kind, one.new_text) for one in made.differences] == [(DifferenceKind.DOUBTFUL, ".")]
    assert made.changes == ()
