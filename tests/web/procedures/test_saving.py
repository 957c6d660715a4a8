"""Saving figures, closing months, and what an office settles."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from tests.web.procedures.conftest import GOOD, JUNE, MAY, NOW, Counting

from sauro_web.accounts.models import Role
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.procedures.models import FiguresVersion, ProcedureFigures, ReportingUnit, ShareDefinition
from sauro_web.procedures.operations import (
    Entered,
    close_month,
    define_share,
    save_figures,
    set_reporting,
)
from sauro_web.procedures.queries.settings import counting_of, reporting_in
from sauro_web.procedures.rules import reach_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_figures_are_saved_with_their_version_and_their_trail(counting: Counting) -> None:
    counting.save(counting.economy, by=counting.officer)
    row = ProcedureFigures.objects.get()
    assert row.counted == GOOD
    assert (row.version, row.commune, row.saved_by) == (1, counting.commune, counting.officer)
    entry = Entry.objects.get(action="procedures.save")
    assert entry.changes["received"] == [None, 120]
    assert entry.actor == counting.officer
    counting.save(counting.economy, **GOOD)
    assert (ProcedureFigures.objects.get().version, FiguresVersion.objects.count()) == (1, 1)


def test_nothing_said_is_not_silence_and_not_nought(counting: Counting) -> None:
    save_figures(
        counting.commune, [Entered(counting.economy, MAY, {}, nothing=True)], by=counting.officer, now=NOW
    )
    counting.save(counting.culture, received=0)
    said = {row.unit: row for row in ProcedureFigures.objects.select_related("unit")}
    assert (said[counting.economy].nothing, said[counting.economy].online) == (True, 0)
    assert (said[counting.culture].nothing, said[counting.culture].online) == (False, None)
    assert counting.centre not in said


def test_a_later_save_over_older_figures_is_refused(counting: Counting) -> None:
    counting.save(counting.economy)
    stale = Entered(counting.economy, MAY, {**GOOD, "received": 130}, version=0)
    with pytest.raises(Conflict, match="người khác"):
        save_figures(counting.commune, [stale], by=counting.officer, now=NOW)
    fresh = Entered(counting.economy, MAY, {**GOOD, "received": 130}, version=1)
    save_figures(counting.commune, [fresh], by=counting.officer, now=NOW)
    assert ProcedureFigures.objects.get().received == 130


def test_all_of_it_or_nothing(counting: Counting) -> None:
    entries = [
        Entered(counting.economy, MAY, GOOD),
        Entered(counting.culture, MAY, {"received": 1, "online": 2}),
    ]
    with pytest.raises(NotReady, match="không thể lớn hơn"):
        save_figures(counting.commune, entries, by=counting.coordinator, now=NOW)
    with pytest.raises(NotReady, match="chưa tới"):
        counting.save(counting.economy, date(2026, 7, 1))
    with pytest.raises(NotReady, match="hai dòng"):
        save_figures(counting.commune, [entries[0]] * 2, by=counting.coordinator, now=NOW)
    assert not ProcedureFigures.objects.exists()


def test_the_database_keeps_the_limits_too(counting: Counting) -> None:
    counting.save(counting.economy)
    for wrong in ({"online": 121}, {"online": 101}, {"on_time": 111}, {"nothing": True}, {"received": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProcedureFigures.objects.update(**wrong)
    ProcedureFigures.objects.update(received=None)


def test_versions_are_never_changed(counting: Counting) -> None:
    counting.save(counting.economy)
    with pytest.raises(DatabaseError), transaction.atomic():
        FiguresVersion.objects.update(received=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        FiguresVersion.objects.all().delete()


def test_a_closed_month_changes_only_with_a_reason(counting: Counting) -> None:
    counting.save(counting.economy)
    with pytest.raises(NotAllowed):
        close_month(counting.commune, MAY, by=counting.officer, now=NOW)
    with pytest.raises(NotReady, match="chưa kết thúc"):
        close_month(counting.commune, JUNE, by=counting.coordinator, now=NOW)
    close_month(counting.commune, MAY, by=counting.coordinator, now=NOW)
    close_month(counting.commune, MAY, by=counting.coordinator, now=NOW)
    assert Entry.objects.filter(action="procedures.close").count() == 1
    change = Entered(counting.economy, MAY, {"received": 125})
    with pytest.raises(NotAllowed, match="đã chốt"):
        save_figures(counting.commune, [change], by=counting.officer, now=NOW)
    with pytest.raises(NotReady, match="lý do"):
        save_figures(counting.commune, [change], by=counting.coordinator, now=NOW)
    save_figures(counting.commune, [change], by=counting.coordinator, now=NOW, reason="Hệ thống gửi bổ sung")
    last = FiguresVersion.objects.order_by("-number")[0]
    assert (last.number, last.received, last.closed, last.reason) == (2, 125, True, "Hệ thống gửi bổ sung")
    assert FiguresVersion.objects.get(number=1).received == 120


@pytest.mark.parametrize("who", ["leader", "province", "outsider"])
def test_who_does_not_type(counting: Counting, who: str) -> None:
    with pytest.raises(NotAllowed):
        counting.save(counting.economy, by=getattr(counting, who))


def test_an_officer_types_for_his_own_unit_alone(counting: Counting) -> None:
    with pytest.raises(NotAllowed):
        counting.save(counting.culture, by=counting.officer)
    with pytest.raises(NotAllowed):
        save_figures(
            counting.organised.ward, [Entered(counting.economy, MAY, GOOD)], by=counting.officer, now=NOW
        )


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ADMINISTRATOR])
def test_inspectors_and_administrators_have_no_part_in_it(counting: Counting, role: Role) -> None:
    person = counting.organised.person("khac", (counting.commune, role))
    assert reach_of(person, on=TODAY).offices == ()


def test_reach(counting: Counting) -> None:
    counting.save(counting.economy)
    counting.save(counting.culture)
    seen = {
        who: ProcedureFigures.objects.filter(reach_of(getattr(counting, who), on=TODAY).readable).count()
        for who in ("officer", "coordinator", "leader", "province", "outsider")
    }
    assert seen == {"officer": 1, "coordinator": 2, "leader": 2, "province": 0, "outsider": 0}
    above = reach_of(counting.province, on=TODAY)
    assert above.may_read_sums(counting.commune)
    assert not above.may_read_whole(counting.commune)
    assert not reach_of(counting.outsider, on=TODAY).may_read_sums(counting.commune)


def test_which_units_report_changes_from_a_month_on(counting: Counting) -> None:
    commune, by = counting.commune, counting.coordinator
    set_reporting(commune, [counting.economy, counting.culture], first_month=MAY, by=by, now=NOW)
    assert counting.centre in reporting_in(commune, date(2026, 4, 1))
    assert counting.centre not in reporting_in(commune, MAY)
    set_reporting(commune, [counting.centre], first_month=MAY, by=by, now=NOW)
    assert reporting_in(commune, MAY) == [counting.centre]
    assert ReportingUnit.objects.filter(unit=counting.centre).count() == 1
    with pytest.raises(NotAllowed):
        set_reporting(commune, [counting.organised.ward], first_month=MAY, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        set_reporting(commune, [], first_month=MAY, by=counting.leader, now=NOW)


def test_how_an_office_counts_is_kept_by_month(counting: Counting) -> None:
    commune = counting.commune
    assert counting_of(commune, MAY).definition is None
    about = {"wording": "hồ sơ trực tuyến / hồ sơ tiếp nhận", "basis": "KH 57", "goal": 95, "now": NOW}
    define_share(
        counting.organised.province, reading="digitised", first_month=MAY, by=counting.province, **about
    )
    assert counting_of(commune, MAY).shares[0].parts == ("digitised",)
    define_share(commune, reading="online", first_month=JUNE, by=counting.coordinator, **about)
    assert counting_of(commune, MAY).shares[0].parts == ("digitised",)
    assert counting_of(commune, JUNE).shares[0].parts == ("online",)
    assert counting_of(commune, JUNE).goal == 95
    with pytest.raises(NotAllowed):
        define_share(commune, reading="online", first_month=JUNE, by=counting.officer, **about)
    with pytest.raises(DatabaseError), transaction.atomic():
        ShareDefinition.objects.update(goal=10)
