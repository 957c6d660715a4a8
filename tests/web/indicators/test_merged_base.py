"""What an office that others were merged into is measured by, and what it has issued with them."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from django.urls import reverse
from tests.web.indicators.test_indicators import DOCUMENTS, NOW, ON, Office, office
from tests.web.indicators.test_totals import has_base
from tests.web.organisation import signed_in

from sauro.indicators.model import Tally
from sauro_web.accounts.models import Role, Succession, SuccessionKind, Unit
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.queries.reach import reach_of
from sauro_web.documents.models import Baseline, CountingRule
from sauro_web.documents.operations.totalling import fold_totals
from sauro_web.documents.queries.bases import bases_of, without_base
from sauro_web.documents.queries.communes import figures_of_communes
from sauro_web.documents.queries.counting import allowance_of
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.of_province import sums_of_province
from sauro_web.indicators.queries.quotas import quota_lines
from sauro_web.indicators.queries.totals import communes_of, offices_of, standings_of
from sauro_web.indicators.queries.trend import trend_of
from sauro_web.indicators.queries.windows import REGISTERS, counted_between
from sauro_web.meetings.models import MeetingMode

__all__ = ["office"]
pytestmark = pytest.mark.django_db


def merged_of(office: Office, *names: str) -> list[Unit]:
    """Communes of before that joined the office on a day of this year."""
    bodies = [Body(office.commune.kind, f"Ủy ban nhân dân {name}") for name in names]
    old = plant(office.commune.province, bodies, valid_from=FIRST_DAY)
    for one in old:
        Unit.objects.filter(pk=one.pk).update(valid_to=date(2026, 2, 28))
        Succession.objects.create(
            predecessor=one, successor=office.commune, kind=SuccessionKind.MERGED, on=date(2026, 3, 1)
        )
    return old


def founded(office: Office) -> None:
    """The office was not joined by these: it was made of them that day."""
    Unit.objects.filter(pk=office.commune.pk).update(valid_from=date(2026, 3, 1))
    office.commune.refresh_from_db()


@pytest.fixture
def joined(office: Office) -> tuple[Unit, Unit]:
    """Two communes that joined the office, all with their bases: 50, 30 and 12."""
    first, second = merged_of(office, "xã Khe Trúc", "xã Bản Lim")
    for unit, count in ((office.commune, 50), (first, 30), (second, 12)):
        has_base(office, unit, count)
    return first, second


def of(unit: Unit) -> dict[str, Unit]:
    return {"office": unit, "commune": unit}


def test_bases_of_the_units_it_was_made_of_are_summed_by_name(office: Office) -> None:
    first, second = merged_of(office, "xã Khe Trúc", "xã Bản Lim")
    founded(office)
    has_base(office, first, 30)
    has_base(office, second, 12)
    office.document(date(2026, 3, 2), 1)
    found = office.figure(DOCUMENTS)
    assert (found.tally.counted, found.tally.against, found.note) == (1, 42, "")
    assert first.label in found.base_source
    assert second.label in found.base_source
    assert allowance_of(office.commune, 2026, NOW.date()).base.count == 42


def test_what_it_was_made_of_is_not_asked_where_its_own_base_is_known(office: Office) -> None:
    first, _ = merged_of(office, "xã Khe Trúc", "xã Bản Lim")
    founded(office)
    has_base(office, first, 30)
    has_base(office, office.commune, 50)
    assert office.figure(DOCUMENTS).tally.against == 50
    assert without_base(office.commune, 2025, ON) == ()


def test_bases_of_units_that_joined_come_to_its_own(office: Office, joined: tuple[Unit, Unit]) -> None:
    found = office.figure(DOCUMENTS)
    assert found.tally.against == 92
    for unit in (office.commune, *joined):
        assert unit.label in found.base_source
    assert bases_of([office.commune.pk, joined[0].pk], 2025, ON)[office.commune.pk].count == 92
    assert bases_of([office.commune.pk], 2025, date(2026, 2, 28))[office.commune.pk].count == 50


def test_one_that_was_made_of_others_and_joined_by_a_third(office: Office) -> None:
    first, second = merged_of(office, "xã Khe Trúc", "xã Bản Lim")
    Succession.objects.filter(predecessor=first).update(on=office.commune.valid_from)
    for unit, count in ((first, 30), (second, 12)):
        has_base(office, unit, count)
    assert office.figure(DOCUMENTS).tally.against == 42
    has_base(office, office.commune, 50)
    assert office.figure(DOCUMENTS).tally.against == 62


@pytest.mark.parametrize("without", [0, 1, 2])
def test_where_one_base_is_missing_there_is_none_and_it_is_named(
    office: Office, joined: tuple[Unit, Unit], without: int
) -> None:
    unit = (office.commune, *joined)[without]
    Baseline.objects.filter(office=unit).delete()
    found = office.figure(DOCUMENTS)
    assert found.tally.against is None
    assert found.note == f"Thiếu số gốc năm 2025 của {unit.label} nên chưa tính được mức giảm."
    assert without_base(office.commune, 2025, ON) == (unit.label,)
    assert office.commune.pk not in bases_of([office.commune.pk], 2025, ON)
    page = signed_in(office.leader).get("/chi-tieu/", {"nam": 2026}).content.decode()
    assert f"Thiếu số gốc năm 2025 của {unit.label}" in page


def test_documents_of_before_a_merger_count_for_the_successor(
    office: Office, joined: tuple[Unit, Unit]
) -> None:
    first, second = joined
    office.document(date(2026, 3, 2), 1)
    office.document(date(2026, 2, 2), 2, **of(first))
    office.document(date(2026, 1, 5), 3, digitally_signed=True, sent_to_office=True, **of(second))
    for unit in (office.commune, first, second):
        office.document(date(2025, 1, 2), 4, **of(unit))
    found = office.figure(DOCUMENTS)
    assert (found.tally.counted, found.before.counted) == (3, 3)
    assert found.note == f"Đã cộng 2 văn bản của {first.label}, {second.label} ban hành trước khi sáp nhập."
    assert [one.counted for one in trend_of(REGISTERS[DOCUMENTS], office.asked()).months[:3]] == [1, 1, 1]
    for code, tally in (("digitised_documents_share", (1, 3)), ("electronic_exchange_share", (1, 1))):
        share = office.figure(code).tally
        assert (share.counted, share.against) == tally
    stands = allowance_of(office.commune, 2026, ON)
    assert (stands.counted, stands.same_period) == (3, 3)
    (documents, *_) = quota_lines(office.asked())
    assert documents.measured.tally == found.tally


def test_without_the_register_of_one_of_them_there_is_no_same_period(
    office: Office, joined: tuple[Unit, Unit]
) -> None:
    Unit.objects.update(valid_from=date(2020, 1, 1))
    office.commune.refresh_from_db()
    office.document(date(2025, 1, 2), 1)
    office.document(date(2025, 1, 2), 1, **of(joined[0]))
    assert office.figure(DOCUMENTS).before is None
    assert allowance_of(office.commune, 2026, ON).same_period is None


def test_a_merger_to_come_changes_nothing_yet(office: Office, joined: tuple[Unit, Unit]) -> None:
    office.document(date(2026, 2, 2), 1, **of(joined[0]))
    found = office.figure(DOCUMENTS, on=date(2026, 2, 27))
    assert (found.tally.counted, found.tally.against) == (0, 50)


def test_a_chain_of_mergers_is_followed_and_a_split_is_not(office: Office, joined: tuple[Unit, Unit]) -> None:
    first, second = joined
    Succession.objects.filter(predecessor=second).update(successor=first, on=date(2026, 2, 1))
    office.document(date(2026, 1, 5), 1, **of(second))
    assert office.figure(DOCUMENTS).tally.counted == 1
    Succession.objects.create(
        predecessor=second, successor=ward_of(office, joined), kind=SuccessionKind.SPLIT, on=date(2026, 2, 1)
    )
    assert office.figure(DOCUMENTS).tally.counted == 0


def ward_of(office: Office, joined: tuple[Unit, Unit]) -> Unit:
    apart = [office.commune.pk, *(one.pk for one in joined)]
    return communes_of(office.commune.province, FIRST_DAY).exclude(pk__in=apart).get()


@pytest.mark.parametrize("folded", [False, True])
@pytest.mark.parametrize("months", [(1, 12), (1, 6), (2, 5)])
def test_the_successor_is_ranked_with_them_and_the_province_counts_each_once(
    office: Office, joined: tuple[Unit, Unit], months: tuple[int, int], folded: bool
) -> None:
    Baseline.objects.update(first_month=months[0], last_month=months[1])
    office.document(date(2026, 3, 2), 1)
    office.document(date(2026, 2, 2), 2, **of(joined[0]))
    office.document(date(2026, 2, 9), 3, **of(joined[1]))
    if folded:
        fold_totals()
    offices = list(offices_of(office.commune.province, ON))
    assert not set(offices) & set(joined)
    found = {one.unit: one for one in standings_of(offices, CountingRule(), 2026, on=ON)}
    assert found[office.commune].documents == Tally(3, 92)
    sums = sums_of_province(Asked(office.commune.province, 2026, ON, reach_of(office.province, on=ON)))
    assert (sums.now.documents, sums.documents.tally) == (3, Tally(3, 92))
    (commune,) = figures_of_communes(office.commune.province, [office.commune], ON).values()
    assert (commune.allowance.counted, commune.allowance.base.count) == (3, 92)


def test_a_report_joins_them_itself(office: Office, joined: tuple[Unit, Unit]) -> None:
    office.document(date(2026, 2, 2), 1, **of(joined[0]))
    found = counted_between(
        office.commune, date(2026, 1, 1), ON, {DOCUMENTS}, seen_by=reach_of(office.leader, on=ON)
    )
    assert found[DOCUMENTS].counted == 0


def test_the_figure_leads_to_their_documents_which_may_be_read(
    office: Office, joined: tuple[Unit, Unit]
) -> None:
    own = office.document(date(2026, 3, 2), 1)
    theirs = office.document(date(2026, 2, 2), 2, **of(joined[0]))
    client = signed_in(office.leader)
    found = client.get(office.figure(DOCUMENTS).address)
    assert {one.pk for one in found.context["shown"].page.rows} == {own.pk, theirs.pk}
    assert f"gồm cả văn bản của {joined[0].label}" in found.content.decode()
    alone = client.get(reverse("documents:outgoing")).context
    assert [one.pk for one in alone["shown"].page.rows] == [own.pk]
    assert client.get(reverse("documents:document", args=[theirs.pk])).status_code == 200
    other = office.organised.person("ben", (ward_of(office, joined), Role.LEADER))
    assert signed_in(other).get(reverse("documents:document", args=[theirs.pk])).status_code == 404


def test_a_register_begun_within_the_window_is_no_same_period_of_a_report(office: Office) -> None:
    found = partial(
        counted_between, office.commune, date(2026, 1, 1), date(2026, 3, 31),
        {DOCUMENTS, "meetings_reduction"}, seen_by=reach_of(office.leader, on=ON),
    )  # fmt: skip
    for year in (2025, 2026):
        office.document(date(year, 3, 2), 1)
        office.conference(date(year, 3, 2), MeetingMode.IN_PERSON)
    assert found() == dict.fromkeys((DOCUMENTS, "meetings_reduction"), Tally(1))
    office.document(date(2025, 1, 2), 2)
    office.conference(date(2025, 1, 2), MeetingMode.IN_PERSON)
    assert found() == dict.fromkeys((DOCUMENTS, "meetings_reduction"), Tally(1, 2))
