"""The list of the conferences that a figure of the year counts."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.indicators.test_indicators import Office, office
from tests.web.indicators.test_merged_base import merged_of
from tests.web.organisation import signed_in

from sauro_web.meetings.models import Meeting, MeetingMode, MeetingState

__all__ = ["office"]
pytestmark = pytest.mark.django_db
ADDRESS = "/lich-hop/ke-hoach-nam/da-dem/"


def shown(office: Office, address: str, *, by: str = "leader") -> set[int]:
    page = signed_in(getattr(office, by)).get(address)
    assert page.status_code == 200
    return {one.pk for one in page.context["shown"].page.rows}


@pytest.mark.parametrize("code", ["meetings_reduction", "online_meetings_share"])
def test_a_figure_leads_to_the_very_conferences_counted(office: Office, code: str) -> None:
    (unit,) = merged_of(office, "xã Khe Trúc")
    theirs = office.conference(date(2026, 1, 6), MeetingMode.IN_PERSON, of=unit)
    own = office.conference(date(2026, 4, 6), MeetingMode.ONLINE)
    cancelled = office.conference(date(2026, 4, 7), MeetingMode.ONLINE)
    Meeting.objects.filter(pk=cancelled.pk).update(state=MeetingState.CANCELLED)
    for day in (date(2025, 4, 6), date(2026, 6, 20)):  # the year before, and to come
        office.conference(day, MeetingMode.ONLINE)
    address = office.figure(code).address
    assert shown(office, address) == {theirs.pk, own.pk}
    assert shown(office, f"{address}&truc_tuyen=co") == {own.pk}
    assert shown(office, f"{address}&truc_tuyen=khong") == {theirs.pk}
    sheet = signed_in(office.leader).get(f"{address}&dang=xlsx")
    assert sheet["Content-Type"].endswith("spreadsheetml.sheet")


def test_one_that_only_those_called_may_know_of_is_counted_and_not_shown(office: Office) -> None:
    row = office.conference(date(2026, 4, 6), MeetingMode.ONLINE)
    Meeting.objects.filter(pk=row.pk).update(limited=True)
    address = office.figure("meetings_reduction").address
    assert shown(office, address, by="officer") == set()
    page = signed_in(office.officer).get(address).content.decode()
    assert "1 hội nghị chỉ thành phần dự được biết thì được tính nhưng không hiện ở đây." in page
    assert shown(office, address, by="coordinator") == {row.pk}


@pytest.mark.parametrize(
    "days", ["tu=31/12/2026&den=01/01/2026", "tu=abc&den=31/02/2026&nam=0", "tu=01/01/0001"]
)
def test_days_that_make_no_sense_are_turned_round_or_left_out(office: Office, days: str) -> None:
    page = signed_in(office.leader).get(f"{ADDRESS}?co-quan={office.commune.pk}&{days}")
    assert page.status_code == 200
    assert page.context["first"] <= page.context["last"]


def test_another_office_is_not_there(office: Office) -> None:
    assert signed_in(office.leader).get(f"{ADDRESS}?co-quan={office.commune.province.pk}").status_code == 404
