"""What a merged commune is held against where one of those merged into it had nothing in the same days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.web.reports.test_province import ZONE, Above, above

from sauro_web.accounts.models import UnitKind
from sauro_web.accounts.operations.successions import merge_units
from sauro_web.accounts.organisation import Body
from sauro_web.reports.models import Frequency, Report
from sauro_web.reports.operations import open_periods
from sauro_web.reports.queries.prefilling import prefilled
from sauro_web.reports.rules import reach_of

__all__ = ["above"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kept", "base"), [(date(2026, 2, 3), 1), (None, None)])
def test_a_register_that_was_kept_then_had_nought(above: Above, kept: date | None, base: int | None) -> None:
    """A register of which nothing is known of that time has no nought."""
    one, other = above.communes
    above.document(one, date(2026, 10, 1), 1)
    if kept:
        above.document(other, kept, 2)
    merged = date(2027, 5, 1)
    into = Body(UnitKind.COMMUNE, "Ủy ban nhân dân xã Mai Hòa")
    new = merge_units([one, other], by=None, into=into, first_day=merged, on=merged - timedelta(days=1))
    above.regime(rhythm=Frequency.QUARTER)
    on = date(2027, 12, 20)
    open_periods(now=datetime(2027, 12, 1, 1, tzinfo=ZONE))
    report = Report.objects.get(unit=new, period__number=4, period__year=2027)
    above.document(new, date(2027, 11, 1), 3)
    (line,) = prefilled(report, on=on, seen_by=reach_of(above.coordinator, on=on)).values()
    assert (line.counted, line.against) == (1, base)
