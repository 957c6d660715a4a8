"""Values in Vietnamese words."""

from datetime import date

import pytest

from sauro.cli.wording import (
    citation_words,
    due_words,
    indicator_words,
    kind_words,
    level_words,
    number_words,
    period_words,
    place_words,
    task_due_words,
    title_words,
    written_date,
)
from sauro.dates.due import Due, DueKind, Rhythm
from sauro.folio.model import Source, SourceKind
from sauro.folio.notation import notate
from sauro.folio.span import Span
from sauro.plan.model import Citation, DocumentFacts, Plan, Target, Task, Value
from sauro.plan.model import Source as SourceOfTask
from sauro.plan.serial import Places


@pytest.mark.parametrize(
    ("value", "words"), [(0.5, "0,5"), (60.0, "60"), (1250.0, "1.250"), (12345.25, "12.345,25"), (0.0, "0")]
)
def test_numbers(value, words):
    assert number_words(value) == words


@pytest.mark.parametrize(
    ("text", "words"), [("2026-05-13", "13/05/2026"), ("2026-05", "05/2026"), ("2026", "2026")]
)
def test_dates_as_far_as_they_are_written(text, words):
    assert written_date(text) == words


def fact(text: str | None) -> Value[str] | None:
    return None if text is None else Value(text, text, Span(0, len(text)), "test")


@pytest.mark.parametrize(
    ("kind", "number", "symbol", "day", "words"),
    [
        ("Kế hoạch", "38/KH-UBND", "KH-UBND", "2026-02-09", "Kế hoạch số 38/KH-UBND ngày 09/02/2026"),
        ("Kế hoạch", None, "KH-UBND", "2026-03", "Kế hoạch tháng 03/2026"),
        ("Kế hoạch", None, None, "2026", "Kế hoạch năm 2026"),
        (
            "Kế hoạch", "71/QĐ-UBND", "QĐ-UBND", "2026-04-27",
            "Kế hoạch ban hành kèm theo Quyết định số 71/QĐ-UBND ngày 27/04/2026",
        ),
        (
            "Chương trình", None, "NQ-HĐND", "2026-04",
            "Chương trình ban hành kèm theo Nghị quyết tháng 04/2026",
        ),
        ("Kế hoạch", "5/TTr-UBND", "TTr-UBND", None, "Kế hoạch kèm theo Tờ trình số 5/TTr-UBND"),
        ("Quyết định", "71/QĐ-UBND", "QĐ-UBND", None, "Quyết định số 71/QĐ-UBND"),
        (None, "9/UBND-VX", "UBND-VX", None, "Văn bản số 9/UBND-VX"),
        (None, None, None, "2026", "trong_cay.docx"),
    ],
)  # fmt: skip
def test_how_a_plan_is_called(kind, number, symbol, day, words):
    facts = DocumentFacts(type=fact(kind), number=fact(number), symbol=fact(symbol), date=fact(day))
    assert title_words(Plan("trong_cay.docx", facts, (), (), (), (), (), (), "1")) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-01-02", "Quyết định số 1/QĐ-UBND ngày 02/01/2026"), ("2026", "Quyết định số 1/QĐ-UBND năm 2026")],
)
def test_how_a_document_is_cited(day, words):
    assert citation_words(Citation("Quyết định", "1/QĐ-UBND", day, None, 1, "x", ())) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (Due(DueKind.BY, "x", date(2026, 9, 30)), "30/09/2026"),
        (Due(DueKind.BY, "x", date(2026, 9, 30), starts=date(2026, 1, 1)), "01/01/2026 – 30/09/2026"),
        (
            Due(DueKind.BY, "x", date(2026, 9, 30), then=Due(DueKind.ONGOING, "y")),
            "30/09/2026, sau đó thường xuyên",
        ),
        (Due(DueKind.PERIODIC, "x", every=(Rhythm.QUARTER, Rhythm.YEAR)), "Hằng quý và hằng năm"),
        (Due(DueKind.PERIODIC, "trước 31/12 hằng năm", every=(Rhythm.YEAR,)), "Hằng năm, trước 31/12"),
        (
            Due(DueKind.BY, "x", date(2026, 9, 30), then=Due(DueKind.PERIODIC, "hai năm một lần")),
            "30/09/2026, sau đó hai năm một lần",
        ),
        (Due(DueKind.PERIODIC, "x"), "Định kỳ"),
        (Due(DueKind.EVENT, "khi Luật có hiệu lực"), "“khi Luật có hiệu lực”"),
    ],
)
def test_time_limits(due, words):
    assert due_words(due) == words


def test_words_that_were_not_understood_stand_in_quotation_marks():
    text = Value("Dọn bến", "Dọn bến", Span(0, 7), "leaf")
    unread = Value("Sang mùa khô", "Sang mùa khô", Span(8, 20), "not_understood")
    assert task_due_words(Task("1", SourceOfTask.BODY, None, text, unread_due=unread)) == "“Sang mùa khô”"
    assert task_due_words(Task("1", SourceOfTask.BODY, None, text)) == "—"


def test_other_dates_of_a_duty_stand_behind_its_time_limit():
    due, other = (
        Value(Due(DueKind.BY, raw, date=day), raw, Span(8, 20), "sentence")
        for raw, day in (("trước 30/9", date(2026, 9, 30)), ("trước 15/8", date(2026, 8, 15)))
    )
    text = Value("Dọn bến", "Dọn bến", Span(0, 7), "leaf")
    task = Task("1", SourceOfTask.BODY, None, text, due=due, milestones=(other,))
    assert task_due_words(task) == "30/09/2026 (mốc khác: 15/08/2026)"


def target(indicator: str, quote: str, unit: str = "%") -> Target:
    return Target(indicator, "<=", 2.5, unit, None, None, quote, Span(0, 0))


def test_indicators():
    assert indicator_words(target("meetings_reduction", "")) == "Giảm hội nghị, cuộc họp"
    made = target("ty_le_ho_dung_nuoc", "Tỷ lệ hộ dùng nước đạt 90%")
    assert indicator_words(made) == "Tỷ lệ hộ dùng nước"
    near = target("ty_le_ho_ban_hang", "Bản có tỷ lệ hộ bán hàng đạt 90%")
    assert indicator_words(near) == "Tỷ lệ hộ bán hàng"
    told_before = target("ty_le_ho_dung_nuoc", "phấn đấu đến năm 2031 đạt 90%")
    assert indicator_words(told_before) == "Phấn đấu đến năm 2031 đạt 90%"
    assert indicator_words(target("ty_le_khac", "")) == "Tỷ lệ khác"
    assert indicator_words(target("new_thing", "")) == "New thing"


def test_levels():
    assert level_words(target("x", "")) == "≤ 2,5%"
    assert level_words(target("x", "", "ngày")) == "≤ 2,5 ngày"


def test_periods():
    assert period_words(Rhythm.HALF_YEAR) == "6 tháng"
    assert period_words(None) == "Định kỳ"


def test_places():
    folio = notate("Một\n| a | b |\n| c | d |")
    places = Places(folio)
    assert place_words(places, Span(0, 3)) == "đoạn 1"
    start = folio.text.index("d")
    assert place_words(places, Span(start, start + 1)) == "bảng: dòng 2, cột 2"


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        (SourceKind.DOCX, "ke-hoach.docx", "tệp Word"),
        (SourceKind.DOCX, "ke-hoach.ODT", "tệp OpenDocument"),
        (SourceKind.DOCX, "ke-hoach.rtf", "tệp RTF"),
        (SourceKind.PDF, "ke-hoach.pdf", "tệp PDF"),
    ],
)
def test_kind_of_file(kind, name, words):
    assert kind_words(Source(name, kind, "0" * 64, 1, None)) == words
