"""Sums over units and months, and the shares made of them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.procedures.conftest import GOOD, JUNE, LAST_MAY, MAY, NOW, Counting

from sauro_web.accounts.models import Succession, SuccessionKind
from sauro_web.procedures.counts import COUNTS, faults_of
from sauro_web.procedures.models import ProcedureFigures
from sauro_web.procedures.operations import Entered, save_figures, set_reporting
from sauro_web.procedures.queries.settings import counting_of
from sauro_web.procedures.queries.sums import by_month, lines_of, sums_of, whole_of
from sauro_web.procedures.shares import SHARES

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_a_share_is_made_of_sums_and_never_averaged(counting: Counting) -> None:
    counting.save(counting.economy, received=100, online=90, digitised=100, paper_digital=10)
    counting.save(counting.culture, received=10, online=0, digitised=0, paper_digital=0)
    lines = lines_of([counting.economy, counting.culture], SHARES, MAY, MAY, on=TODAY)
    assert [line.sums.digital.ratio for line in lines] == [Fraction(1), Fraction(0)]
    whole = whole_of(lines)
    assert whole is not None
    assert (whole.sums.digital.part, whole.sums.digital.whole) == (100, 110)


def test_what_is_not_known_is_in_neither_part_nor_whole(counting: Counting) -> None:
    counting.save(counting.economy, received=100, online=50)
    counting.save(counting.culture, **GOOD)
    sums = sums_of(ProcedureFigures.objects.all(), SHARES)
    digital = sums.digital
    assert (digital.part, digital.whole, digital.known, digital.unknown) == (100, 120, 1, 1)
    online = sums.shares[1]
    assert (online.part, online.whole, online.unknown) == (130, 220, 0)
    assert sums.counts["received"] == 220


def test_nothing_said_counts_as_known_and_silence_does_not(counting: Counting) -> None:
    save_figures(
        counting.commune, [Entered(counting.economy, MAY, {}, nothing=True)], by=counting.officer, now=NOW
    )
    units = [counting.economy, counting.culture]
    said, silent = lines_of(units, SHARES, MAY, JUNE, on=TODAY)
    assert (said.coverage.known, said.coverage.wanted, said.sums.nothing) == (1, 1, 1)
    assert said.sums.counts["received"] == 0
    assert (silent.coverage.missing, silent.sums.counts["received"], silent.sums.rows) == (1, None, 0)


def test_a_commune_is_one_line_of_its_province(counting: Counting) -> None:
    counting.save(counting.economy)
    counting.save(counting.culture)
    set_reporting(
        counting.organised.ward, [counting.organised.ward], first_month=MAY, by=counting.outsider, now=NOW
    )
    communes = [counting.commune, counting.organised.ward]
    commune, ward = lines_of(communes, SHARES, MAY, MAY, on=TODAY, by="commune")
    assert (commune.sums.digital.part, commune.sums.digital.whole) == (200, 240)
    assert (commune.coverage.known, commune.coverage.wanted) == (2, 3)
    assert (ward.coverage.known, ward.coverage.wanted, ward.sums.digital.ratio) == (0, 1, None)


def test_last_year_is_that_of_the_units_it_followed_too(counting: Counting) -> None:
    counting.save(counting.economy, LAST_MAY)
    counting.save(counting.culture, LAST_MAY)
    Succession.objects.create(
        predecessor=counting.culture,
        successor=counting.economy,
        kind=SuccessionKind.values[0],
        on=date(2026, 1, 1),
    )
    (line,) = lines_of([counting.economy], SHARES, MAY, MAY, on=TODAY)
    assert (line.before.digital.part, line.before.digital.whole) == (200, 240)


def test_month_by_month(counting: Counting) -> None:
    counting.save(counting.economy)
    counting.save(counting.economy, JUNE)
    found = by_month(ProcedureFigures.objects.all(), SHARES)
    assert sorted(found) == [MAY, JUNE]
    assert found[MAY].digital.part == 100


def test_as_many_queries_for_one_unit_as_for_three(counting: Counting) -> None:
    for unit in (counting.economy, counting.culture, counting.centre):
        counting.save(unit)
    counted = []
    for units in ([counting.economy], [counting.economy, counting.culture, counting.centre]):
        with CaptureQueriesContext(connection) as queries:
            lines_of(units, counting_of(counting.commune, MAY).shares, MAY, MAY, on=TODAY)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 6


_COUNTED = st.fixed_dictionaries({count.name: st.none() | st.integers(0, 9) for count in COUNTS})


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(_COUNTED.filter(lambda one: not faults_of(one)), min_size=1, max_size=3))
def test_sums_are_those_of_python(counting: Counting, rows: list[dict[str, int | None]]) -> None:
    units = [counting.economy, counting.culture, counting.centre]
    pks = [
        ProcedureFigures.objects.update_or_create(
            unit=unit, month=MAY, defaults={**row, "saved_at": NOW, "commune": counting.commune}
        )[0].pk
        for unit, row in zip(units, rows, strict=False)
    ]
    sums = sums_of(ProcedureFigures.objects.filter(pk__in=pks), SHARES)
    for part in sums.shares:
        known = [row for row in rows if all(row[name] is not None for name in part.share.names)]
        assert part.part == sum(row[name] or 0 for row in known for name in part.share.parts)
        assert part.whole == sum(row[part.share.whole] or 0 for row in known)
        assert (part.known, part.unknown) == (len(known), len(rows) - len(known))
