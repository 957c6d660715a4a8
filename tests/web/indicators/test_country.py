"""Several provinces side by side, and communes by their shares."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.web.indicators.test_indicators import ON, Office, office
from tests.web.indicators.test_totals import has_base, issue, ward_of
from tests.web.organisation import signed_in

from sauro.indicators.model import Tally
from sauro_web.accounts import organisation
from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.queries.reach import reach_of
from sauro_web.documents.models import CountingRule
from sauro_web.indicators.queries.of_country import provinces_read, provinces_side_by_side
from sauro_web.indicators.tiles import tiles_of_provinces

__all__ = ["office"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def other() -> Unit:
    bodies = organisation.province_bodies("tỉnh", "Tây Khê")
    body = Body(UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Tây Khê", inside=bodies)
    return plant(None, [body], valid_from=FIRST_DAY)[0]


@pytest.fixture
def follower(office: Office, other: Unit) -> User:
    person = office.organised.person("theodoi", (office.commune.province, Role.COORDINATOR))
    Membership.objects.create(user=person, unit=other, role=Role.COORDINATOR)
    return person


def test_provinces_are_summed_over_their_offices_and_ranked(
    office: Office, other: Unit, follower: User
) -> None:
    province, ward = office.commune.province, ward_of(office)
    has_base(office, office.commune, 10)
    has_base(office, province, 30)
    has_base(office, other, 10)
    issue(office, office.commune, 4, digitally_signed=True)
    issue(office, province, 6)
    issue(office, ward, 5)
    issue(office, other, 9)
    found = provinces_side_by_side([other, province], CountingRule(), 2026, on=ON)
    assert [(one.unit, one.place) for one in found] == [(province, 1), (other, 2)]
    assert (found[0].documents.tally, found[0].cut) == (Tally(10, 40), Fraction(3, 4))
    assert ward.label in found[0].documents.without_base
    assert found[0].digitised == Tally(4, 15)
    assert {one.pk for one in provinces_read(reach_of(follower, on=ON))} == {province.pk, other.pk}
    words = {one.name: one.words for one in tiles_of_provinces(found, Fraction(15, 100), 2026)}
    assert words[other.label] == "vượt 1 văn bản"
    assert words[province.label] == "còn được 24 văn bản"


def test_the_page_and_who_sees_it(office: Office, other: Unit, follower: User) -> None:
    client, year = signed_in(follower), date.today().year
    has_base(office, other, 10)
    issue(office, other, 1, day=date(year, 1, 5))
    page = client.get("/chi-tieu/cac-tinh/")
    assert page.context["shown"].page.rows[0].pk == other.pk
    assert "/chi-tieu/cac-tinh/" in client.get("/chi-tieu/").content.decode()
    assert client.get("/chi-tieu/cac-tinh/?dang=xlsx").status_code == 200
    for person in (office.leader, office.coordinator, office.province):
        assert signed_in(person).get("/chi-tieu/cac-tinh/").status_code == 403
        assert "/chi-tieu/cac-tinh/" not in signed_in(person).get("/chi-tieu/").content.decode()


def test_communes_are_ranked_by_their_shares_too(office: Office) -> None:
    """By the exact share, however few there are; a share of nothing stands at the end."""
    ward, day = ward_of(office), date(date.today().year, 1, 5)
    issue(office, office.commune, 5, day=day, digitally_signed=True)
    issue(office, office.commune, 5, day=date(day.year, 1, 6))
    issue(office, ward, 2, day=day, digitally_signed=True)
    client = signed_in(office.province)

    def order(asked: str) -> list[int]:
        rows = client.get(f"/chi-tieu/cac-xa/?xep={asked}").context["shown"].page.rows
        return [one.pk for one in rows]

    assert order("so-hoa") == [ward.pk, office.commune.pk]
    issue(office, ward, 3, day=date(day.year, 1, 7))
    assert order("so-hoa") == [office.commune.pk, ward.pk]
    assert sorted(order("gui-nhan")) == sorted([office.commune.pk, ward.pk])
