"""The letter to offices that have not issued their plan."""

from datetime import date

import pytest

import sauro
from sauro.findings import Severity
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes
from sauro.reporting.missing_plans import AwaitedPlans, letter_to_those_without_plan
from sauro.reporting.reminders import Letterhead
from sauro.writing import write_docx

HEAD = Letterhead(
    "Ủy ban nhân dân tỉnh Hòa Lạc",
    "UBND-SNV",
    "Hòa Lạc",
    ("TM. Ủy ban nhân dân", "Chủ tịch"),
    filing="VT, SNV",
)
PLAN = "Kế hoạch số 12/KH-UBND ngày 05 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh Hòa Lạc chỉnh trang bến bãi"


def awaited(count: int, *, due: date | None = date(2026, 5, 31)) -> AwaitedPlans:
    names = [f"Ủy ban nhân dân xã Số {number}" for number in range(1, count + 1)]
    return AwaitedPlans(PLAN, names, due, issued=3, asked=3 + count, on=date(2026, 6, 15))


@pytest.mark.parametrize("count", [1, 8, 9])
def test_it_has_no_fault_of_form(count: int) -> None:
    data = write_docx(letter_to_those_without_plan(HEAD, awaited(count)))
    found = sauro.check(read_bytes(data, name="don-doc.docx"), setting=read_setting(data))
    assert [one.message for one in found if one.severity is Severity.ERROR] == []


def test_few_are_named_in_the_head_and_many_in_a_list() -> None:
    few, many = (letter_to_those_without_plan(HEAD, awaited(count)).text for count in (2, 9))
    assert "- Ủy ban nhân dân xã Số 2." in few
    assert "Phụ lục" not in few
    assert "Kính gửi: Các cơ quan có tên tại Phụ lục kèm theo" in many
    assert "Ủy ban nhân dân xã Số 9" in many


def test_the_term_is_told_where_there_is_one() -> None:
    assert "chậm nhất ngày 31/5/2026" in letter_to_those_without_plan(HEAD, awaited(1)).text
    assert "chậm nhất" not in letter_to_those_without_plan(HEAD, awaited(1, due=None)).text


def test_nobody_is_written_to_where_all_have_issued_theirs() -> None:
    with pytest.raises(ValueError, match="nobody"):
        letter_to_those_without_plan(HEAD, awaited(0))
