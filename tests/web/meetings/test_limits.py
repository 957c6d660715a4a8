"""What an office sets itself of the figures that its meetings are held against."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.web.meetings.conftest import NOW, House, at, now_at
from tests.web.organisation import signed_in

from sauro.scheduling.settings import LimitSettings, MeetingMode
from sauro_web.audit.models import Entry
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings.models import LimitRule
from sauro_web.meetings.operations.calling import call_meeting
from sauro_web.meetings.operations.limiting import LimitsSaid, set_limits
from sauro_web.meetings.queries.limits import limits_of, settings_of, wording_of
from sauro_web.meetings.queries.yearly import yearly_sheet

pytestmark = pytest.mark.django_db


def _said(**changed: object) -> LimitsSaid:
    about: dict[str, object] = {
        "hybrid_counts_online": False, "invitation_days": 3, "papers_days": 3, "speech_minutes": 50,
        "province_wide": 2, "commune_wide": 3, "cut": Decimal(10), "online_share": Decimal(60),
        "crowded_from": 3, "merge_days": 14, "source": "Quy chế số 5/QĐ-UBND",
    }  # fmt: skip
    return about | changed  # type: ignore[return-value]


def _set(house: House, **changed: object) -> LimitRule:
    return set_limits(house.commune, _said(**changed), reason="Quy chế", by=house.coordinator, now=NOW)


def test_until_an_office_says_otherwise_the_texts_hold(house: House) -> None:
    assert settings_of(house.commune, NOW.date()) == LimitSettings()
    _set(house)
    assert settings_of(house.commune, NOW.date()) == LimitSettings()


def test_a_figure_of_the_office_is_told_with_its_paper(house: House) -> None:
    _set(house, speech_minutes=30)
    figure = settings_of(house.commune, NOW.date()).speech_minutes
    assert (figure.value, figure.basis) == (30, "Quy chế số 5/QĐ-UBND")
    with pytest.raises(NotReady, match="không quá 30 phút"):
        house.call(at(10, 8, 9), speech_minutes=40)


def test_each_version_stays(house: House) -> None:
    _set(house, invitation_days=4)
    _set(house, invitation_days=5)
    later = set_limits(house.commune, _said(invitation_days=6), reason="Sửa", by=house.leader, now=now_at(2))
    assert LimitRule.objects.count() == 2
    assert limits_of(house.commune, date(2026, 6, 1)).invitation_days == 5
    assert limits_of(house.commune, date(2026, 6, 3)) == later
    assert limits_of(house.organised.ward, date(2026, 6, 3)).pk is None
    entry = Entry.objects.filter(action="meeting.set_limits").latest("pk")
    assert entry.changes["invitation_days"] == ["5", "6"]


@pytest.mark.parametrize(
    "looser",
    [
        {"invitation_days": 2}, {"papers_days": 0}, {"speech_minutes": 51}, {"province_wide": 3},
        {"commune_wide": 4}, {"cut": Decimal("9.99")}, {"online_share": Decimal(59)},
    ],
    ids=lambda one: next(iter(one)),
)  # fmt: skip
def test_less_strict_than_the_texts_is_refused(house: House, looser: dict[str, object]) -> None:
    with pytest.raises(NotReady, match="mức chặt hơn"):
        _set(house, **looser)
    assert not LimitRule.objects.exists()


def test_who_sets_them(house: House) -> None:
    for by in (house.officer, house.head, house.inspector, house.outsider):
        with pytest.raises(NotAllowed):
            set_limits(house.commune, _said(), reason="Quy chế", by=by, now=NOW)
    with pytest.raises(NotReady, match="lý do"):
        set_limits(house.commune, _said(), reason=" ", by=house.leader, now=NOW)


def test_on_which_side_a_hybrid_conference_counts(house: House) -> None:
    about = {"conference": True, "mode": MeetingMode.HYBRID, "link": "https://hop.example.gov.vn/1"}
    reasons = {"meeting.too_few_online": "Cần thảo luận"} | dict(house.new(at(10, 8, 9)).reasons)
    with pytest.raises(NotReady, match="trực tuyến phải đạt ít nhất 60%"):
        house.call(at(10, 8, 9), **about)
    house.call(at(10, 8, 9), **about | {"reasons": reasons})
    sheet = yearly_sheet(house.commune, 2026, seen_by=house.leader, on=NOW.date())
    assert (sheet.online, sheet.conferences) == (0, 1)
    assert "được tính là trực tiếp" in sheet.wording
    rule = _set(house, hybrid_counts_online=True)
    assert "được tính là trực tuyến" in wording_of(rule)
    new = house.new(at(11, 8, 9), "Hội nghị nữa", **about)
    call_meeting(house.commune, new, by=house.coordinator, now=NOW)
    assert yearly_sheet(house.commune, 2026, seen_by=house.leader, on=NOW.date()).online == 2


def test_the_page(house: House) -> None:
    client, address = signed_in(house.coordinator), "/lich-hop/ke-hoach-nam/muc-han/"
    page = client.get(address).content.decode()
    assert "Trực tuyến ít nhất 60 % số hội nghị" in page
    typed = {**_said(), "cut": "12,5", "online_share": "70", "hybrid_counts_online": "on", "reason": ""}
    assert client.post(address, typed).status_code == 422
    looser = client.post(address, typed | {"reason": "Quy chế", "commune_wide": 9})
    assert looser.status_code == 409
    assert "mức chặt hơn" in looser.content.decode()
    assert client.post(address, typed | {"reason": "Quy chế"}).status_code == 302
    rule = LimitRule.objects.get()
    assert (rule.cut, rule.online_share, rule.hybrid_counts_online) == (Decimal("12.50"), 70, True)
    assert "giảm ít nhất 12,5 % so với năm trước" in client.get("/lich-hop/ke-hoach-nam/").content.decode()
    assert signed_in(house.officer).get(address).status_code == 403
