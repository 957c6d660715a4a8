"""Indicators that a plan adds to the seven: taken up, said by units, confirmed, closed, corrected."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.web.indicators.test_indicators import DOCUMENTS, NOW, ON, Office, office, plan_with
from tests.web.organisation import signed_in

from sauro.indicators.model import Tally
from sauro_web.accounts.models import Role, Succession, SuccessionKind, Unit
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.indicators.charts import ranking_of
from sauro_web.indicators.models import OwnBase, OwnFigure, OwnIndicator, SetTarget
from sauro_web.indicators.operations.figures import Said, close_figures, confirm_figures, say_figures
from sauro_web.indicators.operations.own import Definition, add_indicator, say_base, say_guide
from sauro_web.indicators.operations.setting import set_target, take_from_plan
from sauro_web.indicators.queries.desk import figures_waiting
from sauro_web.indicators.queries.own import figures_listed, guide_on, ranked_units, units_of
from sauro_web.indicators.queries.own_measuring import own_trend
from sauro_web.indicators.queries.standing import Line
from sauro_web.indicators.queries.targets import new_targets, proposed

__all__ = ["office"]
pytestmark = pytest.mark.django_db
CODE = "cashless_payment_share"
MAY, APRIL = date(2026, 5, 1), date(2026, 4, 1)
SHARE: dict[str, object] = {"indicator": CODE, "value": 80}
COUNT: dict[str, object] = {"indicator": "so_lop_tap_huan", "value": 12, "unit": "lớp"}
CUT: dict[str, object] = {"indicator": "paper_documents_reduction", "value": 30}


def added(office: Office, value: dict[str, object], **said: str) -> OwnIndicator:
    """A confirmed target of a plan, followed from then on."""
    plan_with(office, value)
    (one,) = new_targets(office.commune, ON)
    words = {
        "name": one.name, "unit_word": "hồ sơ", "shape": one.shape.value, "direction": "more",
        "joining": "sum", "filled_by": "units", "counted_from": "", "guide": "Chỉ đếm hồ sơ đã thu phí.",
    } | said  # fmt: skip
    return add_indicator(
        office.commune, one.suggestion.pk, Definition(**words), by=office.coordinator, now=NOW
    )


def unit(office: Office, number: int = 0) -> Unit:
    return list(units_of(OwnIndicator(office=office.commune, filled_by="units"), ON))[number]


def clerk_of(office: Office, where: Unit) -> object:
    return office.organised.person(f"cb{where.pk}", (where, Role.OFFICER))


def say(office: Office, row: OwnIndicator, month: date, *said: Said, **how: object) -> list[OwnFigure]:
    asked = {"by": office.coordinator, "now": NOW} | how
    return say_figures(row, month, said, **asked)  # type: ignore[arg-type]


def line(office: Office, row: OwnIndicator, **asked: object) -> Line:
    return office.line(row.code, **asked)


def test_a_target_that_is_none_of_the_seven_becomes_an_indicator(office: Office) -> None:
    row = added(office, SHARE)
    assert (row.code, row.shape, row.source) == (CODE, "share", "Kế hoạch số 27/KH-UBND")
    assert row.quote == "giảm tối thiểu 15%"
    target = SetTarget.objects.get(indicator=CODE)
    assert (target.wanted, target.in_percent, target.since) == (80, True, date(2026, 1, 1))
    assert not new_targets(office.commune, ON)
    assert line(office, row).chip == ("doubt", "chưa tính được")
    assert line(office, row).measured.wording == "Chỉ đếm hồ sơ đã thu phí."


def test_what_is_counted_has_a_level_of_its_own(office: Office) -> None:
    row = added(office, COUNT, unit_word="lớp", filled_by="office")
    target = SetTarget.objects.get(indicator=row.code)
    assert (target.wanted, target.in_percent) == (12, False)
    say(office, row, MAY, Said(office.commune, 5))
    found = line(office, row)
    assert found.target_said == "ít nhất 12\u00a0lớp"
    assert found.left == "cần thêm 7 lớp"
    assert found.chip == ("near", "chưa đạt")
    say(office, row, APRIL, Said(office.commune, 7))
    assert line(office, row).chip == ("done", "đạt")
    with pytest.raises(NotReady, match="từ 0 trở lên"):
        set_target(
            office.commune, row.code, comparator=">=", wanted=Decimal(-1), since=ON, source="x",
            by=office.coordinator, now=NOW,
        )  # fmt: skip


def test_a_limit_is_no_success_before_the_year_is_over(office: Office) -> None:
    row = added(office, COUNT | {"comparator": "<="}, direction="fewer", filled_by="office")
    say(office, row, MAY, Said(office.commune, 12))
    assert line(office, row).left == "còn được 0 hồ sơ"
    assert line(office, row).chip == ("plain", "chưa đủ số liệu để dự báo")
    say(office, row, APRIL, Said(office.commune, 1))
    assert line(office, row).chip == ("late", "đã vượt mức")


def test_only_confirmed_figures_count_and_units_are_summed(office: Office) -> None:
    row, one, two = added(office, SHARE), unit(office, 0), unit(office, 1)
    say(office, row, MAY, Said(one, 30, 40), by=clerk_of(office, one))
    assert line(office, row).measured.tally is None
    assert "1 số liệu chờ xác nhận" in line(office, row).measured.note
    assert confirm_figures(row, MAY, by=office.coordinator, now=NOW) == 1
    say(office, row, APRIL, Said(two, 10, 60))
    found = line(office, row).measured
    assert found.tally == Tally(40, 100)
    assert found.parts is not None
    assert set(found.parts.counted) == {one.label, two.label}
    assert len(found.parts.silent) == found.parts.units - 2
    assert own_trend(row, office.asked()).months[3:5] == [Tally(10, 60), Tally(30, 40)]


def test_a_figure_leads_to_the_very_figures_counted(office: Office) -> None:
    row, one = added(office, SHARE), unit(office)
    kept = say(office, row, MAY, Said(one, 30, 40))
    say(office, row, APRIL, Said(one, 1, 2), by=clerk_of(office, one))
    page = signed_in(office.leader).get(line(office, row).measured.address)
    assert [found.pk for found in page.context["shown"].page.rows] == [kept[0].pk]
    sheet = b"".join(
        signed_in(office.leader)
        .get(f"{page.request['PATH_INFO']}?dang=xlsx&tu=1/2026&den=6/2026")
        .streaming_content
    )
    cells = [
        cell for cells in load_workbook(BytesIO(sheet)).active.iter_rows(values_only=True) for cell in cells
    ]
    assert 30 in cells
    assert 40 in cells


def test_a_nought_that_is_said_is_no_silence_and_no_hundred_percent(office: Office) -> None:
    row, one = added(office, SHARE), unit(office)
    say(office, row, MAY, Said(one, None, nothing=True))
    found = line(office, row)
    assert found.measured.tally == Tally(0, 0)
    assert found.chip == ("doubt", "chưa tính được")
    assert one.label not in found.measured.parts.silent
    page = signed_in(office.leader).get(f"/chi-tieu/{CODE}/", {"nam": 2026}).content.decode()
    assert "100 %" not in page.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"counted": 5, "against": 4}, "lớn hơn tổng số"),
        ({"counted": -1, "against": 4}, "từ 0 trở lên"),
        ({"counted": 1, "against": -4}, "từ 0 trở lên"),
        ({"counted": 5}, "cả số đạt và tổng số"),
        ({"counted": 5, "against": 9, "nothing": True}, "không phát sinh"),
        ({"counted": 10**13, "against": 10**13}, "từ 0 trở lên"),
    ],
)
def test_figures_that_are_none_are_refused(office: Office, said: dict[str, object], words: str) -> None:
    row = added(office, SHARE)
    with pytest.raises(NotReady, match=words):
        say(office, row, MAY, Said(unit(office), **said))  # type: ignore[arg-type]
    assert not OwnFigure.objects.exists()


def test_a_month_to_come_is_refused(office: Office) -> None:
    row = added(office, SHARE)
    with pytest.raises(NotReady, match="chưa tới"):
        say(office, row, date(2026, 7, 1), Said(unit(office), 1, 2))


def test_a_correction_of_a_closed_month_is_a_new_version(office: Office) -> None:
    row, one = added(office, SHARE), unit(office)
    clerk = clerk_of(office, one)
    say(office, row, MAY, Said(one, 30, 40), by=clerk)
    with pytest.raises(NotReady, match="xác nhận"):
        close_figures(row, MAY, by=office.coordinator, now=NOW)
    confirm_figures(row, MAY, by=office.coordinator, now=NOW)
    close_figures(row, MAY, by=office.coordinator, now=NOW)
    with pytest.raises(NotAllowed):
        say(office, row, MAY, Said(one, 31, 40, seen=1), by=clerk)
    with pytest.raises(NotReady, match="lý do"):
        say(office, row, MAY, Said(one, 31, 40, seen=1))
    later = NOW + timedelta(days=1)
    (row2,) = say(office, row, MAY, Said(one, 31, 40, seen=1), reason="Đếm sót một hồ sơ", now=later)
    assert (row2.number, row2.after_close, row2.at) == (2, True, later)
    assert [(x.number, x.counted) for x in OwnFigure.objects.order_by("number")] == [(1, 30), (2, 31)]
    assert line(office, row).measured.tally == Tally(31, 40)
    with pytest.raises(DatabaseError), transaction.atomic():
        OwnFigure.objects.update(counted=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        OwnFigure.objects.all().delete()
    with pytest.raises(NotReady, match="chưa kết thúc"):
        close_figures(row, date(2026, 6, 1), by=office.coordinator, now=NOW)


def test_a_corrected_figure_counts_as_before_until_it_is_confirmed(office: Office) -> None:
    row, one = added(office, SHARE), unit(office)
    say(office, row, MAY, Said(one, 30, 40))
    say(office, row, MAY, Said(one, 20, 40, seen=1), by=clerk_of(office, one))
    assert line(office, row).measured.tally == Tally(30, 40)
    confirm_figures(row, MAY, by=office.coordinator, now=NOW)
    assert line(office, row).measured.tally == Tally(20, 40)


def test_two_people_at_once_are_told(office: Office) -> None:
    row, one = added(office, SHARE), unit(office)
    say(office, row, MAY, Said(one, 30, 40))
    with pytest.raises(Conflict):
        say(office, row, MAY, Said(one, 31, 40, seen=0))
    assert say(office, row, MAY, Said(one, 30, 40, seen=0)) == []


def test_who_says_and_who_confirms(office: Office) -> None:
    row, one, two = added(office, SHARE), unit(office, 0), unit(office, 1)
    clerk = clerk_of(office, one)
    with pytest.raises(NotAllowed):
        say(office, row, MAY, Said(two, 1, 2), by=clerk)
    for person in (office.leader, office.province, clerk_of(office, two)):
        with pytest.raises(NotAllowed):
            say(office, row, MAY, Said(one, 1, 2), by=person)
    say(office, row, MAY, Said(one, 1, 2), by=clerk)
    for person in (clerk, office.leader):
        with pytest.raises(NotAllowed):
            confirm_figures(row, MAY, by=person, now=NOW)  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            close_figures(row, MAY, by=person, now=NOW)  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            say_guide(row, "x", since=ON, source="x", by=person, now=NOW)  # type: ignore[arg-type]


def test_the_counting_guide_has_versions(office: Office) -> None:
    row = added(office, SHARE)
    said = {"source": "Công văn 12/UBND", "by": office.coordinator, "now": NOW}
    say_guide(row, "Đếm cả hồ sơ miễn phí.", since=date(2026, 6, 1), **said)  # type: ignore[arg-type]
    assert guide_on(row, date(2026, 5, 31)).text == "Chỉ đếm hồ sơ đã thu phí."  # type: ignore[union-attr]
    assert guide_on(row, date(2026, 6, 1)).text == "Đếm cả hồ sơ miễn phí."  # type: ignore[union-attr]


def base_of(office: Office, row: OwnIndicator, whose: Unit, count: int, **said: object) -> OwnBase:
    how = {"source": "Báo cáo số 300/BC-UBND", "method": "Đếm sổ giấy"} | said
    return say_base(row, whose, 2025, count, by=office.coordinator, now=NOW, **how)  # type: ignore[arg-type]


def test_a_cut_leaves_out_by_name_who_has_no_base(office: Office) -> None:
    row, one, two = added(office, CUT, direction="fewer"), unit(office, 0), unit(office, 1)
    assert row.shape == "cut"
    base_of(office, row, one, 100)
    say(office, row, MAY, Said(one, 60), Said(two, 999))
    found = line(office, row)
    assert found.measured.tally == Tally(60, 100)
    assert found.limit == 70
    assert found.measured.parts.without_base == (two.label,)
    listed = figures_listed(row, office.asked(), date(2026, 1, 1), date(2026, 6, 1))
    assert [x.unit for x in listed] == [one]
    page = signed_in(office.leader).get(f"/chi-tieu/{row.code}/so-goc/", {"nam": 2026}).content.decode()
    assert "Báo cáo số 300/BC-UBND" in page
    assert "Đếm sổ giấy" in page
    assert "chưa có số gốc" in page


def test_a_base_of_nought_can_be_summed_but_not_be_cut(office: Office) -> None:
    row, one, two = added(office, CUT, direction="fewer"), unit(office, 0), unit(office, 1)
    base_of(office, row, one, 0)
    say(office, row, MAY, Said(one, 3))
    assert line(office, row).chip == ("doubt", "chưa tính được")
    base_of(office, row, two, 50)
    say(office, row, MAY, Said(two, 4))
    assert line(office, row).measured.tally == Tally(7, 50)
    with pytest.raises(NotReady):
        base_of(office, row, one, -1)
    with pytest.raises(NotReady, match="của một năm đã qua"):
        say_base(row, one, 2026, 5, source="Sổ", method="Đếm", by=office.coordinator, now=NOW)  # type: ignore[arg-type]
    with pytest.raises(NotReady):
        base_of(office, row, one, 1, method=" ")


def test_a_unit_merged_in_mid_period(office: Office) -> None:
    """Its months stand with the one it became part of, whose base is the sum of theirs."""
    row, old, new = added(office, CUT, direction="fewer"), unit(office, 0), unit(office, 1)
    base_of(office, row, old, 40)
    say(office, row, APRIL, Said(old, 10))
    Unit.objects.filter(pk=old.pk).update(valid_to=date(2026, 4, 30))
    Succession.objects.create(predecessor=old, successor=new, kind=SuccessionKind.MERGED, on=date(2026, 5, 1))
    say(office, row, MAY, Said(new, 5))
    found = line(office, row).measured
    assert (found.tally, found.parts.without_base) == (None, (new.label,))
    base_of(office, row, new, 60)
    assert line(office, row).measured.tally == Tally(15, 100)
    with pytest.raises(NotAllowed):
        say(office, row, MAY, Said(old, 1))
    say(office, row, APRIL, Said(old, 11, seen=1))  # of a month in which it was there
    assert line(office, row).measured.tally == Tally(16, 100)


def test_units_are_ranked_by_their_share(office: Office) -> None:
    row, one, two = added(office, SHARE), unit(office, 0), unit(office, 1)
    say(office, row, MAY, Said(one, 90, 100), Said(two, 3, 3))
    found = ranked_units(row, office.asked())
    assert [(x.place, x.line.unit) for x in found[:2]] == [(1, two), (2, one)]
    assert {x.place for x in found[2:]} <= {None}
    drawn = json.loads(ranking_of(line(office, row), found, 2026))
    assert (drawn["kind"], drawn["percent"], drawn["target"]) == ("ranking", True, 80)
    assert drawn["rows"] == [{"name": two.label, "value": 100.0}, {"name": one.label, "value": 90.0}]
    page = signed_in(office.leader).get(f"/chi-tieu/{row.code}/", {"nam": 2026}).content.decode()
    assert "&quot;ranking&quot;" in page
    assert ranking_of(line(office, row), found[:1], 2026) == ""


def test_a_latest_value_is_not_summed(office: Office) -> None:
    row = added(office, SHARE, joining="latest", filled_by="office")
    say(office, row, APRIL, Said(office.commune, 50, 100))
    say(office, row, MAY, Said(office.commune, 60, 90))
    assert line(office, row).measured.tally == Tally(60, 90)


def test_a_closed_month_waits_for_nobody(office: Office) -> None:
    row, one, two = added(office, SHARE), unit(office, 0), unit(office, 1)
    clerk = clerk_of(office, two)
    assert [x.state for x in figures_waiting(clerk, ON)] == ["near"]
    say(office, row, MAY, Said(one, 1, 2))
    close_figures(row, MAY, by=office.coordinator, now=NOW)
    assert list(figures_waiting(clerk, ON)) == []


def test_a_latest_value_leads_to_the_figures_of_the_last_month(office: Office) -> None:
    row, one, two = added(office, SHARE, joining="latest"), unit(office, 0), unit(office, 1)
    old = say(office, row, APRIL, Said(one, 50, 100), Said(two, 7, 10))
    new = say(office, row, MAY, Said(one, 60, 90))
    assert line(office, row).measured.tally == Tally(67, 100)
    listed = figures_listed(row, office.asked(), date(2026, 1, 1), date(2026, 6, 1))
    assert {x.pk for x in listed} == {new[0].pk, next(x.pk for x in old if x.unit == two)}


def test_the_same_days_of_the_year_before_are_of_the_same_units(office: Office) -> None:
    row, one, two = added(office, CUT, direction="fewer"), unit(office, 0), unit(office, 1)
    Unit.objects.filter(pk__in=(one.pk, two.pk)).update(valid_from=date(2025, 1, 1))
    base_of(office, row, one, 100)
    say(office, row, date(2025, 5, 1), Said(one, 40), Said(two, 500))
    say(office, row, MAY, Said(one, 30), Said(two, 400))
    found = line(office, row)
    assert (found.measured.tally, found.measured.before) == (Tally(30, 100), Tally(40))
    assert found.change == -25
    assert [x.counted for x in own_trend(row, office.asked()).before] == [0] * 4 + [40] + [0] * 7


def test_what_is_confirmed_is_the_least_of_the_year(office: Office) -> None:
    row = added(office, COUNT, filled_by="office")
    for month in range(1, 6):
        say(office, row, date(2026, month, 1), Said(office.commune, 1))
    say(office, row, date(2026, 6, 1), Said(office.commune, 90))
    end = line(office, row).measured.end
    assert end is not None
    assert 95 <= end.low <= end.likely <= end.high


def test_the_province_reads_the_sums_alone(office: Office) -> None:
    row, one = added(office, SHARE), unit(office)
    say(office, row, MAY, Said(one, 30, 40), by=clerk_of(office, one))
    of_commune = {"co-quan": office.commune.pk, "nam": 2026}
    client = signed_in(office.province)
    for page in ("", f"{row.code}/", f"{DOCUMENTS}/"):
        found = client.get(f"/chi-tieu/{page}", of_commune)
        assert found.status_code == 200
        # The registers are not the province's to read, and their address would lead to its own.
        assert "tinh=" not in found.content.decode()
        assert f"{row.code}/so-lieu" not in found.content.decode()
        assert "Từng đơn vị" not in found.content.decode()
    for page in ("so-lieu/", "thang/2026-05/"):
        assert client.get(f"/chi-tieu/{row.code}/{page}", of_commune).status_code == 403
        assert signed_in(office.leader).get(f"/chi-tieu/{row.code}/{page}", of_commune).status_code == 200


def test_the_pace_comes_from_the_months_that_are_over(office: Office) -> None:
    row = added(office, COUNT, filled_by="office")
    for month in range(1, 6):
        say(office, row, date(2026, month, 1), Said(office.commune, 10))
    end = line(office, row).measured.end
    assert end is not None
    assert end.low <= end.likely <= end.high
    assert 100 <= end.likely <= 140


def test_it_is_counted_from_another_register_where_it_is_theirs(office: Office) -> None:
    row = added(office, COUNT, filled_by="office", counted_from="outreach.sessions", unit_word="lớp")
    assert line(office, row).measured.tally is None
    with pytest.raises(NotReady, match="không nhập tay"):
        say(office, row, MAY, Said(office.commune, 1))
    assert signed_in(office.leader).get(f"/chi-tieu/{row.code}/", {"nam": 2026}).status_code == 200
    assert signed_in(office.leader).get(f"/chi-tieu/{row.code}/so-lieu/").status_code == 404


@pytest.mark.parametrize(
    "said",
    [
        {"counted_from": "outreach.sessions"}, {"counted_from": "nothing"}, {"filled_by": "communes"},
        {"guide": " "}, {"name": ""},
    ],
)  # fmt: skip
def test_definitions_that_contradict_themselves_are_refused(office: Office, said: dict[str, str]) -> None:
    with pytest.raises(NotReady):
        added(office, SHARE, **said)
    assert not OwnIndicator.objects.exists()


def test_a_later_plan_changes_the_level_in_mid_year(office: Office) -> None:
    row = added(office, SHARE)
    plan_with(office, SHARE | {"value": 90})
    (one,) = proposed(office.commune, ON)
    assert (one.code, one.wanted) == (CODE, 90)
    target = take_from_plan(office.commune, one.suggestion.pk, by=office.coordinator, now=NOW)
    assert (target.wanted, target.since) == (90, ON)
    assert line(office, row, on=date(2026, 6, 14)).target.wanted == 80  # type: ignore[union-attr]
    assert line(office, row).target.wanted == 90  # type: ignore[union-attr]


def test_the_pages(office: Office) -> None:
    plan_with(office, SHARE)
    client, one = signed_in(office.coordinator), unit(office)
    assert "Kế hoạch có chỉ tiêu khác" in client.get("/chi-tieu/").content.decode()
    (new,) = new_targets(office.commune, date.today())
    address = f"/chi-tieu/them/{new.suggestion.pk}/"
    assert client.get(address).status_code == 200
    data = {
        "name": "Không dùng tiền mặt", "unit_word": "hồ sơ", "shape": "share", "direction": "more",
        "joining": "sum", "filled_by": "units", "counted_from": "", "guide": "Đếm hồ sơ đã thu phí.",
    }  # fmt: skip
    assert client.post(address, data | {"guide": ""}).status_code == 422
    assert client.post(address, data | {"filled_by": "communes"}).status_code == 409
    assert client.post(address, data).status_code == 302
    assert client.get(address).status_code == 404
    row = OwnIndicator.objects.get()
    month = f"/chi-tieu/{row.code}/thang/{date.today():%Y-%m}/"
    typed = {f"u{x.pk}-{name}": "" for x in units_of(row, date.today()) for name in ("counted", "against")}
    typed |= {f"u{x.pk}-seen": "0" for x in units_of(row, date.today())}
    typed |= {f"u{one.pk}-counted": "1.200", f"u{one.pk}-against": "1.500"}
    assert client.post(month, typed | {f"u{one.pk}-counted": "1,5"}).status_code == 422
    assert client.post(month, typed | {f"u{one.pk}-counted": "1.600"}).status_code == 409
    assert client.post(month, typed).status_code == 302
    page = client.get(month).content.decode()
    assert "Đếm hồ sơ đã thu phí." in page
    assert "Các lần ghi" in page
    page = client.get(f"/chi-tieu/{row.code}/").content.decode()
    assert "1.200/1.500" in page
    assert one.label in page
    assert client.get(f"/chi-tieu/{row.code}/cach-dem/").status_code == 200
    said = {"text": "Đếm lại.", "since": "01/01/2026", "source": "Công văn 3/UBND"}
    assert client.post(f"/chi-tieu/{row.code}/cach-dem/", said).status_code == 302
    assert client.get(f"/chi-tieu/{row.code}/so-goc/").status_code == 404


def test_a_unit_types_its_own_and_finds_it_on_its_first_page(office: Office) -> None:
    row, one, two = added(office, SHARE), unit(office, 0), unit(office, 1)
    clerk = clerk_of(office, one)
    (waiting,) = figures_waiting(clerk, ON)  # type: ignore[arg-type]
    assert waiting.reason == f"chưa nhập: {one.label}"
    page = signed_in(clerk).get(waiting.address).content.decode()  # type: ignore[arg-type]
    assert one.label in page
    assert two.label not in page
    say(office, row, MAY, Said(one, 1, 2), by=clerk)
    assert not list(figures_waiting(clerk, ON))  # type: ignore[arg-type]
    (waiting,) = figures_waiting(office.coordinator, ON)
    assert waiting.reason == "1 số liệu chờ xác nhận"
    assert not list(figures_waiting(office.leader, ON))
    assert signed_in(office.officer).get(waiting.address).status_code in (200, 403)


def test_communes_say_figures_of_their_province(office: Office) -> None:
    province = office.commune.province
    follower = office.organised.person("daumoitinh", (province, Role.COORDINATOR))
    plan = plan_with(office, SHARE)
    type(plan).objects.filter(pk=plan.pk).update(office=province)
    (new,) = new_targets(province, ON)
    said = Definition("Thanh toán", "hồ sơ", "share", "more", "sum", "communes", "", "Đếm hồ sơ.")
    row = add_indicator(province, new.suggestion.pk, said, by=follower, now=NOW)
    (waiting,) = figures_waiting(office.coordinator, ON)
    assert signed_in(office.coordinator).get(waiting.address).status_code == 200
    officer = office.organised.person("canboxa", (office.commune, Role.OFFICER))
    (waiting,) = figures_waiting(officer, ON)
    assert waiting.reason == f"chưa nhập: {office.commune.label}"
    assert signed_in(officer).get(waiting.address).status_code == 200
    assert not list(figures_waiting(office.officer, ON))  # of a division: the figure is not his to say
    say(office, row, MAY, Said(office.commune, 8, 10))
    with pytest.raises(NotAllowed):
        confirm_figures(row, MAY, by=office.coordinator, now=NOW)
    assert confirm_figures(row, MAY, by=follower, now=NOW) == 1


def test_twenty_indicators_take_as_many_queries_as_two(office: Office) -> None:
    def page() -> int:
        client = signed_in(office.leader)
        client.get("/chi-tieu/", {"nam": 2026})
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/chi-tieu/", {"nam": 2026}).status_code == 200
        return len(queries)

    one = unit(office)
    rows = [added(office, CUT, direction="fewer"), added(office, SHARE)]
    base_of(office, rows[0], one, 40)
    say(office, rows[0], MAY, Said(one, 3), Said(unit(office, 1), 4))
    say(office, rows[1], MAY, Said(one, 3, 4))
    two = page()
    for row in rows:
        for number in range(9):
            more = OwnIndicator.objects.get(pk=row.pk)
            more.pk, more.code, more._state.adding = None, f"{row.code}_{number}", True
            more.save()
            if row is rows[0]:
                base_of(office, more, one, 40)
            say(office, more, MAY, Said(one, 3, 4 if row is rows[1] else None))
    assert page() == two
