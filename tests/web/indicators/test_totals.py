"""A province sees the sums of its offices, its communes side by side, and whether the totals are right."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import Q
from openpyxl import load_workbook
from tests.web.indicators.test_indicators import NOW, ON, Office, office
from tests.web.organisation import signed_in

from sauro.indicators.model import Tally
from sauro_web.accounts.models import Role, Succession, SuccessionKind, Unit
from sauro_web.accounts.queries.reach import reach_of
from sauro_web.documents.models import Baseline, CountingRule, RegisterTotal
from sauro_web.documents.operations.totalling import fold_totals
from sauro_web.documents.queries.bases import bases_of
from sauro_web.indicators.models import TotalsCheck, TotalsDifference
from sauro_web.indicators.operations.checking import check_totals
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.checks import differences_of
from sauro_web.indicators.queries.of_province import sums_of_province
from sauro_web.indicators.queries.totals import (
    CHECKED,
    communes_of,
    documents_of,
    offices_of,
    standings_of,
    sums_of,
)
from sauro_web.indicators.tiles import tiles_of
from sauro_web.notices.models import Notice

__all__ = ["office"]

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 6, 16, 2, 0, tzinfo=timezone(timedelta(hours=7)))


def has_base(office: Office, unit: Unit, count: int, **said: object) -> Baseline:
    return Baseline.objects.create(
        office=unit, year=2025, kind="", count=count, source="Báo cáo số 300/BC-UBND",
        confirmed_by=office.coordinator, confirmed_at=NOW, **said,
    )  # fmt: skip


def ward_of(office: Office) -> Unit:
    return communes_of(office.commune.province, ON).exclude(pk=office.commune.pk).get()


def issue(office: Office, unit: Unit, many: int, *, day: date = date(2026, 3, 2), **said: object) -> None:
    for number in range(many):
        key = f"{unit.pk}/{day:%m%d}/{number}"
        office.document(
            day, number, office=unit, province=unit.province, commune=unit.commune, key=key, **said
        )


def asked_by_province(office: Office) -> Asked:
    return Asked(office.commune.province, 2026, ON, reach_of(office.province, on=ON))


def test_communes_are_ranked_by_their_cut(office: Office) -> None:
    ward = ward_of(office)
    has_base(office, office.commune, 10)
    has_base(office, ward, 100)
    issue(office, office.commune, 4)
    issue(office, ward, 30)
    first, second = standings_of([office.commune, ward], CountingRule(), 2026)
    assert (first.unit, first.place, first.cut) == (ward, 1, Fraction(7, 10))
    assert (second.unit, second.place, second.cut) == (office.commune, 2, Fraction(6, 10))
    fold_totals()
    assert standings_of([office.commune, ward], CountingRule(), 2026) == [first, second]


def test_the_same_cut_is_the_same_rank_and_no_base_is_none(office: Office) -> None:
    ward, province = ward_of(office), office.commune.province
    for one in (office.commune, ward):
        has_base(office, one, 10)
        issue(office, one, 5)
    issue(office, province, 3)
    found = standings_of([province, office.commune, ward], CountingRule(), 2026)
    assert [one.place for one in found] == [1, 1, None]
    whole = documents_of(found)
    assert whole.tally is not None
    assert (whole.tally.counted, whole.tally.against) == (10, 20)
    assert whole.without_base == (province.label,)
    none = standings_of([province, office.commune, ward], CountingRule(), 2024)
    assert documents_of(none).silent == tuple(one.unit.label for one in none)


@pytest.mark.parametrize(("months", "counted"), [((7, 12), 2), ((1, 6), 3), ((9, 12), 1), ((1, 12), 5)])
def test_a_base_of_some_months_is_compared_with_these(
    office: Office, months: tuple[int, int], counted: int
) -> None:
    has_base(office, office.commune, 8, first_month=months[0], last_month=months[1])
    issue(office, office.commune, 3)
    issue(office, office.commune, 1, day=date(2026, 8, 3))
    issue(office, office.commune, 1, day=date(2026, 9, 7))
    (found,) = standings_of([office.commune], CountingRule(), 2026)
    assert (found.documents.counted, found.documents.against) == (counted, 8)


def test_an_empty_register_is_no_cut_of_all(office: Office) -> None:
    ward = ward_of(office)
    has_base(office, ward, 100)
    has_base(office, office.commune, 10)
    issue(office, office.commune, 9)
    first, second = standings_of([office.commune, ward], CountingRule(), 2026, on=ON)
    assert (first.unit, first.place) == (office.commune, 1)
    assert (second.place, second.cut, second.silent) == (None, None, "chưa có văn bản trong sổ")
    whole = documents_of([first, second])
    assert (whole.tally, whole.silent) == (Tally(9, 10), (ward.label,))
    tiles = {one.name: (one.kind, one.words) for one in tiles_of([first, second], Fraction(15, 100), 2026)}
    assert tiles[ward.label] == ("doubt", "chưa có văn bản trong sổ")


def test_months_that_have_not_come_are_no_cut_of_all(office: Office) -> None:
    """Communes that exist since July are measured by the second half of the year: in June none has cut."""
    has_base(office, office.commune, 8, first_month=7)
    issue(office, office.commune, 3)
    (early,) = standings_of([office.commune], CountingRule(), 2026, on=ON)
    assert (early.cut, early.place, early.silent) == (None, None, "chưa đến kỳ so sánh")
    (late,) = standings_of([office.commune], CountingRule(), 2026, on=date(2026, 7, 1))
    assert (late.cut, late.silent) == (1, "")


def test_a_merged_unit_is_measured_by_the_sum_of_those_before(office: Office) -> None:
    ward = ward_of(office)
    old = [
        Unit.objects.add_root(
            {"kind": "commune", "name": name, "valid_from": date(2020, 1, 1), "valid_to": date(2025, 6, 30)}
        )
        for name in ("Ủy ban nhân dân xã Cũ Một", "Ủy ban nhân dân xã Cũ Hai")
    ]  # fmt: skip
    for one in old:
        Succession.objects.create(
            predecessor=one, successor=ward, kind=SuccessionKind.MERGED, on=date(2025, 7, 1)
        )
    has_base(office, old[0], 40)
    assert ward.pk not in bases_of([ward.pk], 2025, ON)
    has_base(office, old[1], 60)
    base = bases_of([ward.pk, office.commune.pk], 2025, ON)
    assert set(base) == {ward.pk}
    assert base[ward.pk].count == 100
    assert "xã Cũ Hai" in base[ward.pk].source
    Baseline.objects.filter(office=old[1]).update(first_month=7)
    assert ward.pk not in bases_of([ward.pk], 2025, ON)
    has_base(office, ward, 77)
    assert bases_of([ward.pk], 2025, ON)[ward.pk].count == 77


def test_the_sums_of_a_province_and_of_the_country(office: Office) -> None:
    ward, province = ward_of(office), office.commune.province
    issue(office, office.commune, 2, digitally_signed=True)
    issue(office, ward, 3, digitally_signed=False, sent_to_office=True, channel="paper")
    issue(office, province, 1, sent_to_office=True)
    issue(office, ward, 1, day=date(2025, 3, 2))
    found = sums_of_province(asked_by_province(office))
    assert found.now.documents == 6
    assert (found.now.digitised.counted, found.now.digitised.against) == (2, 6)
    assert (found.now.exchanged.counted, found.now.exchanged.against) == (1, 4)
    assert sums_of(None, CountingRule(), date(2026, 1, 1), ON) == found.now


def test_the_pages_of_a_province(office: Office) -> None:
    ward = ward_of(office)
    has_base(office, ward, 100)
    issue(office, ward, 30, day=date.today().replace(month=1, day=2))
    client = signed_in(office.province)
    page = client.get("/chi-tieu/").content.decode()
    assert "Văn bản hành chính của các cơ quan, đơn vị" in page
    assert "Đối soát đêm" not in page
    found = client.get("/chi-tieu/cac-xa/")
    text = found.content.decode()
    assert found.status_code == 200
    assert [row.pk for row in found.context["shown"].page.rows] == [ward.pk, office.commune.pk]
    assert f"/chi-tieu/?co-quan={ward.pk}&amp;nam={date.today().year}" in text
    assert "chưa có số gốc" in text
    sheet = b"".join(client.get("/chi-tieu/cac-xa/?dang=xlsx").streaming_content)
    cells = [cell for row in load_workbook(BytesIO(sheet)).active.iter_rows(values_only=True) for cell in row]
    assert 70 in cells


def test_who_sees_the_communes(office: Office) -> None:
    def status(person: object) -> int:
        return signed_in(person).get("/chi-tieu/cac-xa/").status_code  # type: ignore[arg-type]

    assert status(office.leader) == 404
    assert status(office.officer) == 403
    assert "Toàn tỉnh" not in signed_in(office.leader).get("/chi-tieu/").content.decode()


def test_a_night_without_differences_is_one_line(office: Office) -> None:
    issue(office, office.commune, 2)
    row = check_totals(now=NIGHT)
    assert (row.on, row.compared, row.differing) == (date(2026, 6, 15), 5, 0)
    assert (
        "Đối soát đêm 15/06: 5 số, 0 chênh lệch"
        in signed_in(office.leader).get("/chi-tieu/").content.decode()
    )
    assert not Notice.objects.filter(key__startswith="indicators.check").exists()


def test_a_difference_is_kept_told_and_not_mended(office: Office) -> None:
    issue(office, office.commune, 2)
    fold_totals()
    RegisterTotal.objects.filter(grain__in=("O", "C")).update(many=9)
    row = check_totals(now=NIGHT)
    assert row.differing == 2
    kept = {one.place: one for one in row.differences.all()}
    assert set(kept) == {"Cả nước", office.commune.name}
    one = kept[office.commune.name]
    assert (one.period, one.stored, one.counted) == ("nửa đầu năm 2026", 9, 2)
    assert one.about == "văn bản đi, hành chính, Công văn, đã ban hành, điện tử"
    notice = Notice.objects.get(key="indicators.check.2026-06-15")
    assert notice.unit == office.commune.province
    assert "2 trong 5 số" in notice.text
    assert check_totals(now=NIGHT).differing == 2
    assert Notice.objects.filter(key="indicators.check.2026-06-15").count() == 1
    page = signed_in(office.leader).get("/chi-tieu/").content.decode()
    assert "cần kiểm tra" in page
    assert "nửa đầu năm 2026" in page
    call_command("recount_totals", verbosity=0)
    assert check_totals(now=NIGHT).differing == 0
    for rows in (TotalsCheck, TotalsDifference):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.objects.all().delete()


def test_differences_are_shown_to_whom_they_are_of(office: Office) -> None:
    ward = ward_of(office)
    issue(office, ward, 2)
    fold_totals()
    RegisterTotal.objects.filter(grain="O").update(many=9)
    check_totals(now=NIGHT)
    page = signed_in(office.leader).get("/chi-tieu/").content.decode()
    assert "cần kiểm tra" in page
    assert "nửa đầu năm 2026" not in page
    assert "nửa đầu năm 2026" in signed_in(office.province).get("/chi-tieu/").content.decode()


def test_offices_of_one_name_are_told_apart(office: Office) -> None:
    """Communes of several provinces have the same name, and one may be renamed after the night."""
    ward = ward_of(office)
    Unit.objects.filter(pk=ward.pk).update(name=office.commune.name)
    issue(office, ward, 2)
    fold_totals()
    RegisterTotal.objects.filter(grain="O").update(many=9)
    check = check_totals(now=NIGHT)
    assert differences_of(check, office.commune, whole=True) == ()
    Unit.objects.filter(pk=ward.pk).update(name="Ủy ban nhân dân phường Tên Mới")
    (kept,) = differences_of(check, ward, whole=True)
    assert (kept.unit, kept.place) == (ward, office.commune.name)
    assert differences_of(check, office.commune.province, whole=True) == (kept,)


@pytest.mark.parametrize("stored", [{"many": -3}, {"digitally_signed": True, "many": -1}])
def test_totals_that_contradict_themselves_are_said_to_be_checked(
    office: Office, stored: dict[str, object]
) -> None:
    """The nightly comparison tells it; until then no figure is made of them, and no page fails."""
    ward = ward_of(office)
    day = date.today().replace(month=1, day=2)
    for unit in (ward, office.commune):
        has_base(office, unit, 10)
        issue(office, unit, 2, day=day)
    fold_totals()
    wrong = RegisterTotal.objects.filter(
        Q(grain="O", place=ward.pk) | Q(grain__in="pPcC", place__in=(office.commune.province_id, 0))
    )
    wrong.update(**stored)
    found = {one.unit: one for one in standings_of([ward, office.commune], CountingRule(), day.year)}
    assert (found[ward].cut, found[ward].place, found[ward].silent) == (None, None, CHECKED)
    assert found[office.commune].place == 1
    assert documents_of(list(found.values())).silent == (ward.label,)
    client = signed_in(office.province)
    for address in ("/chi-tieu/", "/chi-tieu/cac-xa/"):
        page = client.get(address)
        assert page.status_code == 200
        assert CHECKED in page.content.decode()


def test_a_province_is_compared_over_the_offices_that_have_both_years(office: Office) -> None:
    ward, province = ward_of(office), office.commune.province
    issue(office, office.commune, 6, digitally_signed=True)
    issue(office, ward, 50)
    assert sums_of_province(asked_by_province(office)).same is None
    issue(office, office.commune, 4, day=date(2025, 1, 2))
    issue(office, office.commune, 9, day=date(2025, 8, 1))
    issue(office, ward, 7, day=date(2025, 3, 2))
    same = sums_of_province(asked_by_province(office)).same
    assert same is not None
    assert (same.before.documents, same.now.documents, same.change) == (4, 6, 50)
    assert (same.now.digitised, same.offices) == (Tally(6, 6), 1)
    assert same.every == len(offices_of(province, ON))
    issue(office, ward, 1, day=date(2025, 1, 3))
    fold_totals()
    same = sums_of_province(asked_by_province(office)).same
    assert same is not None
    assert (same.before.documents, same.now.documents, same.offices) == (12, 56, 2)
    page = signed_in(office.province).get("/chi-tieu/", {"nam": 2026}).content.decode()
    assert f"2/{same.every} cơ quan có số liệu cùng kỳ" in page


def test_the_leader_of_the_province_is_told(office: Office) -> None:
    leader = office.organised.person("lanhdao", (office.commune.province, Role.LEADER))
    issue(office, office.commune, 1)
    fold_totals()
    RegisterTotal.objects.filter(grain="p").update(many=3)
    check_totals(now=NIGHT)
    assert "Đối soát đêm 15/06" in signed_in(leader).get("/thong-bao/").content.decode()
