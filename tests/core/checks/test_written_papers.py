"""What the program writes itself agrees with itself."""

from datetime import date

import pytest
from tests.core.reporting.made_reports import HEAD, province, small

from sauro import check
from sauro.checks.model import Family
from sauro.folio.model import Folio
from sauro.reading.open import read_bytes
from sauro.reporting.periodic import periodic_report
from sauro.reporting.reminders import LateDuty, Urging, UrgingKind, letter_that_urges
from sauro.writing import write_docx


def urging() -> Folio:
    late = LateDuty("Việc", "", date(2026, 6, 5), 3)
    return letter_that_urges(HEAD, Urging(UrgingKind.REMINDER, "Thôn Đông", (late,), date(2026, 6, 5)))


@pytest.mark.parametrize(
    "make",
    [lambda: periodic_report(small()), lambda: periodic_report(province()), urging],
    ids=["small", "province", "urging"],
)
def test_no_finding(make) -> None:
    folio = read_bytes(write_docx(make()), name="van-ban.docx")
    families = (Family.CONSISTENCY, Family.CLASSIFIED)
    assert [(one.code, one.message) for one in check(folio, families=families)] == []
