"""Words of several units as one text, with whose they are."""

from __future__ import annotations

from sauro.reporting.narratives import SaidBy, merged, taken_over, units_taken_over

ECONOMY, CULTURE = "Phòng Kinh tế", "Phòng Văn hóa - Xã hội"


def test_each_line_has_its_author_and_the_same_words_stand_once() -> None:
    found = merged(
        "Biên chế thiếu.", [(ECONOMY, "Thiếu máy quét.\n\nMạng yếu"), (CULTURE, "thiếu  máy quét")]
    )
    assert found == (
        SaidBy("Biên chế thiếu."), SaidBy("Thiếu máy quét.", (ECONOMY, CULTURE)),
        SaidBy("Mạng yếu", (ECONOMY,)),
    )  # fmt: skip


def test_marks_before_items_are_those_of_the_report() -> None:
    found = merged("- Thiếu máy quét\n-\n• Mạng yếu", [(ECONOMY, "+ Thiếu máy quét.\n-5 biên chế")])
    assert [one.line for one in found] == [
        f"Thiếu máy quét ({ECONOMY})", "Mạng yếu", f"-5 biên chế ({ECONOMY})",
    ]  # fmt: skip


def test_what_was_taken_over_and_edited_is_not_said_twice() -> None:
    text = taken_over("Biên chế thiếu.", [(ECONOMY, "Thiếu máy quét"), (CULTURE, "Thiếu máy quét.")])
    assert text == f"Biên chế thiếu.\nThiếu máy quét ({ECONOMY}; {CULTURE})"
    edited = text.replace("Thiếu máy quét", "Cần thêm hai máy quét")
    assert units_taken_over(edited, {ECONOMY, CULTURE}) == {ECONOMY, CULTURE}
    assert [one.line for one in merged(edited, [(ECONOMY, "Thiếu máy quét")])] == [
        "Biên chế thiếu.", f"Cần thêm hai máy quét ({ECONOMY}; {CULTURE})",
    ]  # fmt: skip
    both = merged(edited, [(ECONOMY, "Thiếu máy quét"), (CULTURE, "Thiếu máy quét.")])
    assert both[-1] == SaidBy("Cần thêm hai máy quét", (ECONOMY, CULTURE))
    assert len(both) == 2


def test_brackets_that_name_nobody_are_words() -> None:
    found = merged("Theo Điều 12 (khoản 1).\nĐã họp (Phòng lạ)", [(ECONOMY, "Đã họp (lần hai)")])
    assert [one.line for one in found] == [
        "Theo Điều 12 (khoản 1).", "Đã họp (Phòng lạ)", f"Đã họp (lần hai) ({ECONOMY})",
    ]  # fmt: skip


def test_taking_over_again_adds_nothing() -> None:
    once = taken_over("", [(ECONOMY, "Mạng yếu")])
    assert taken_over(once, [(ECONOMY, "Mạng yếu")]) == once == f"Mạng yếu ({ECONOMY})"
