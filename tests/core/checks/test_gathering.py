"""What is said of a plan stands once, whoever found it."""

import pytest
from tests.core.checks.made_documents import commune_plan

from sauro import check, extract_plan
from sauro.checks.gathering import gathered
from sauro.findings import Finding, Severity
from sauro.folio.notation import notate
from sauro.folio.span import Span

DUTY = "Phòng Kinh tế: Rà soát văn bản trong quý II/2026; sản phẩm là danh mục."


def told(*lines: str) -> list[str]:
    folio = notate(commune_plan(*lines))
    return [one.code for one in gathered(extract_plan(folio).findings, check(folio))]


@pytest.mark.parametrize(
    ("lines", "read", "checked"),
    [
        ((f"1. {DUTY}", f"3. {DUTY}"), "numbering.gap", "F10.order"),
        (
            (f"1. {DUTY}", "2. Phòng Kinh tế: Nạo vét mương của thị trấn Bến Mơ."),
            "unit.stale_name",
            "F14.stale_unit",
        ),
    ],
)
def test_a_matter_that_both_tell_stands_once(lines: tuple[str, ...], read: str, checked: str) -> None:
    assert read in [one.code for one in extract_plan(notate(commune_plan(*lines))).findings]
    codes = told(*lines)
    assert read not in codes
    assert codes.count(checked) == 1


def test_former_times_are_told_by_neither() -> None:
    codes = told(
        f"1. {DUTY}", "2. Phòng Kinh tế: Nhận hồ sơ của thị trấn Bến Mơ trước đây trong quý II/2026."
    )
    assert not {"unit.stale_name", "F14.stale_unit"} & set(codes)


def test_what_a_broken_check_would_tell_the_reading_tells() -> None:
    read = Finding("numbering.gap", Severity.WARN, "Đánh số không liên tục: mục 3.", (Span(0, 2),))
    broken = Finding("internal.F10.order", Severity.NOTE, "Phép kiểm tra gặp lỗi.")
    assert gathered([read], [broken]) == (read, broken)
    assert gathered([read], []) == ()


def test_the_gravest_stand_first_and_once() -> None:
    note, stop = (Finding(f"own.{one}", one, "Câu.", (Span(0, 1),)) for one in (Severity.NOTE, Severity.STOP))
    other = Finding("own.ask", Severity.ASK, "Câu khác.")
    assert gathered([note], [], [other, stop]) == (stop, other)
