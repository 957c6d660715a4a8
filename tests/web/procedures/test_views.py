"""Pages of procedures, by who asks."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.lists.conftest import sheet_of
from tests.web.organisation import signed_in
from tests.web.procedures.conftest import GOOD, JUNE, MAY, NOW, Counting
from tests.web.procedures.test_importing import ROW, book

from sauro_web.procedures.models import ClosedMonth, ProcedureFigures, ReportingUnit, ShareDefinition
from sauro_web.procedures.operations import close_month

pytestmark = pytest.mark.django_db
HOME = "/thu-tuc/?tu=1/2026&den=6/2026"


def typed(unit: Any, version: int = 0, nothing: bool = False, **counts: Any) -> dict[str, Any]:
    """What the grid sends for a unit."""
    said = {f"u{unit.pk}-{name}": "" for name in GOOD} | {
        f"u{unit.pk}-{name}": str(count) for name, count in counts.items()
    }
    return said | {f"u{unit.pk}-version": str(version)} | ({f"u{unit.pk}-nothing": "on"} if nothing else {})


@pytest.fixture
def coordinator(counting: Counting) -> Client:
    return signed_in(counting.coordinator)


def test_the_grid_saves_all_units_at_once(counting: Counting, coordinator: Client) -> None:
    page = coordinator.get("/thu-tuc/thang/2026-05/")
    assert [row.unit for row in page.context["rows"]] == [
        counting.economy, counting.culture, counting.centre,
    ] or len(page.context["rows"]) == 3  # fmt: skip
    data = (
        typed(counting.economy, **(GOOD | {"received": "1.204"}))
        | typed(counting.culture, nothing=True)
        | typed(counting.centre)
    )
    answer = coordinator.post("/thu-tuc/thang/2026-05/", data)
    assert answer.status_code == 302
    said = {row.unit: row for row in ProcedureFigures.objects.select_related("unit")}
    assert said[counting.economy].received == 1204
    assert said[counting.culture].nothing
    assert counting.centre not in said


def test_what_is_wrong_is_told_beside_the_cells_and_kept(counting: Counting, coordinator: Client) -> None:
    data = (
        typed(counting.economy, received=5, online=6)
        | typed(counting.culture, received="-1")
        | typed(counting.centre, received=3, nothing=True)
    )
    answer = coordinator.post("/thu-tuc/thang/2026-05/", data)
    assert answer.status_code == 422
    words = answer.content.decode()
    for said in ("không thể lớn hơn", "không thể âm", "không đánh dấu", 'value="-1"'):
        assert said in words
    assert not ProcedureFigures.objects.exists()


def test_saved_meanwhile_by_another(counting: Counting, coordinator: Client) -> None:
    counting.save(counting.economy, by=counting.officer)
    data = typed(counting.economy, received=9) | typed(counting.culture) | typed(counting.centre)
    answer = coordinator.post("/thu-tuc/thang/2026-05/", data)
    assert answer.status_code == 409
    assert "vừa được người khác lưu" in answer.content.decode()
    assert 'value="9"' in answer.content.decode()


def test_an_officer_types_his_own_unit_alone(counting: Counting) -> None:
    browser = signed_in(counting.officer)
    counting.save(counting.culture)
    page = browser.get("/thu-tuc/thang/2026-05/")
    assert [row.unit for row in page.context["rows"]] == [counting.economy]
    assert browser.post("/thu-tuc/thang/2026-05/", typed(counting.economy, **GOOD)).status_code == 302
    home = browser.get(HOME).content.decode()
    assert "Phòng Kinh tế" in home
    assert "Văn hóa" not in home.partition("</nav>")[2]


def test_after_closing_only_the_coordinator_with_a_reason(counting: Counting, coordinator: Client) -> None:
    counting.save(counting.economy)
    assert coordinator.post("/thu-tuc/thang/2026-05/chot/").status_code == 302
    assert ClosedMonth.objects.exists()
    browser = signed_in(counting.officer)
    shut = browser.get("/thu-tuc/thang/2026-05/")
    assert (shut.status_code, b'<button class="btn btn-primary">L' in shut.content) == (200, False)
    change = typed(counting.economy, 1, **(GOOD | {"received": 130}))
    assert browser.post("/thu-tuc/thang/2026-05/", change).status_code == 403
    data = change | typed(counting.culture) | typed(counting.centre)
    assert coordinator.post("/thu-tuc/thang/2026-05/", data).status_code == 409
    answer = coordinator.post("/thu-tuc/thang/2026-05/", data | {"reason": "Bổ sung hồ sơ"})
    assert answer.status_code == 302
    row = ProcedureFigures.objects.get()
    page = coordinator.get(f"/thu-tuc/so-lieu/{row.pk}/").content.decode()
    for said in ("Bổ sung hồ sơ", "120 → 130", "sau khi chốt"):
        assert said in page


def test_figures_are_shown_with_both_numbers_and_their_definition(
    counting: Counting, coordinator: Client
) -> None:
    counting.save(counting.economy)
    words = coordinator.get(HOME).content.decode()
    assert "100/120\u00a0(83,3\u00a0%)" in words
    assert "hồ sơ giấy đã số hóa khi tiếp nhận" in words
    assert "chưa có số liệu" in words
    said = {
        "reading": "online", "wording": "hồ sơ nộp trực tuyến / tiếp nhận", "basis": "Kế hoạch 57/KH-UBND",
        "goal": "60", "first_month": "5/2026",
    }  # fmt: skip
    assert coordinator.post("/thu-tuc/cach-tinh/", said).status_code == 302
    assert ShareDefinition.objects.get().office == counting.commune
    words = coordinator.get(HOME).content.decode()
    assert "80/120\u00a0(66,7\u00a0%)" in words
    assert "đạt mức phấn đấu" in words
    assert "Kế hoạch 57/KH-UBND" in words


def test_a_province_sees_sums_and_never_the_rows(counting: Counting) -> None:
    counting.save(counting.economy)
    counting.save(counting.culture)
    browser = signed_in(counting.province)
    home = browser.get(HOME).content.decode()
    assert "200/240" in home
    one = browser.get(f"{HOME}&co-quan={counting.commune.pk}")
    assert one.status_code == 200
    assert not one.context["types"]
    assert "Kinh tế" not in one.content.decode()
    assert [name for _, name, _ in one.context["tables"]] == ["Xã, phường"]
    row = ProcedureFigures.objects.first()
    assert row is not None
    assert browser.get(f"/thu-tuc/so-lieu/{row.pk}/").status_code == 404
    assert sheet_of(browser, "/thu-tuc/so-lieu/?dang=xlsx").rows == []
    assert browser.get(f"/thu-tuc/thang/2026-05/?co-quan={counting.commune.pk}").status_code == 403


def test_an_outsider_sees_nothing(counting: Counting) -> None:
    counting.save(counting.economy)
    browser = signed_in(counting.outsider)
    assert "100/120" not in browser.get(HOME).content.decode()
    for address in (f"{HOME}&co-quan={counting.commune.pk}", "/thu-tuc/so-lieu/1/"):
        assert browser.get(address).status_code == 404
    assert sheet_of(browser, "/thu-tuc/so-lieu/?dang=xlsx").rows == []


def test_the_list_is_filtered_leaves_and_is_printed(counting: Counting, coordinator: Client) -> None:
    counting.save(counting.economy)
    counting.save(counting.economy, JUNE, received=3)
    counting.save(counting.culture)
    sheet = sheet_of(coordinator, "/thu-tuc/so-lieu/?dang=xlsx")
    assert [row[:3] for row in sheet.rows] == [
        ["Phòng Kinh tế", "06/2026", 3],
        ["Phòng Kinh tế", "05/2026", 120],
        [counting.culture.label, "05/2026", 120],
    ]
    assert len(sheet_of(coordinator, "/thu-tuc/so-lieu/?thang=5&tim=kinh te&dang=xlsx").rows) == 1
    assert len(sheet_of(coordinator, "/thu-tuc/so-lieu/?loai=thieu&dang=xlsx").rows) == 1
    assert "06/2026" in coordinator.get("/thu-tuc/so-lieu/?dang=in").content.decode()
    assert "Không có dòng nào như vậy" in coordinator.get("/thu-tuc/so-lieu/?tim=xyz").content.decode()


def test_as_many_queries_for_one_row_as_for_three(counting: Counting, coordinator: Client) -> None:
    counted: dict[str, list[int]] = {}
    for unit in (counting.economy, counting.culture):
        counting.save(unit)
        counting.save(unit, JUNE)
        for address in ("/thu-tuc/so-lieu/", HOME, "/thu-tuc/thang/2026-05/"):
            coordinator.get(address)
            with CaptureQueriesContext(connection) as queries:
                coordinator.get(address)
            counted.setdefault(address, []).append(len(queries))
    assert {address: len(set(counts)) for address, counts in counted.items()} == dict.fromkeys(counted, 1)
    assert max(map(max, counted.values())) < 30, counted


def test_a_file_is_checked_and_then_written(counting: Counting, coordinator: Client) -> None:
    template = coordinator.get("/thu-tuc/nhap-tep/tep-mau.xlsx")
    assert template.content[:2] == b"PK"
    file = book([ROW])
    file.name = "so.xlsx"
    file.seek(0)
    page = coordinator.post("/thu-tuc/nhap-tep/", {"file": file})
    assert "Tệp không có lỗi: 1 dòng" in page.content.decode()
    file.seek(0)
    assert coordinator.post("/thu-tuc/nhap-tep/", {"file": file, "write": "on"}).status_code == 302
    wrong = BytesIO(b"abc")
    wrong.name = "so.xlsx"
    assert coordinator.post("/thu-tuc/nhap-tep/", {"file": wrong}).status_code == 422


def test_which_units_report(counting: Counting, coordinator: Client) -> None:
    data = {"units": [counting.economy.pk], "first_month": "6/2026"}
    assert coordinator.post("/thu-tuc/don-vi/", data).status_code == 302
    assert ReportingUnit.objects.filter(last_month=None).count() == 1
    assert coordinator.post("/thu-tuc/don-vi/", {"units": ["0"], "first_month": "13/2026"}).status_code == 422
    assert signed_in(counting.officer).get("/thu-tuc/don-vi/").status_code == 403


def test_months_that_are_none_and_months_to_come(counting: Counting, coordinator: Client) -> None:
    for slug in ("2026-13", "abc", "9999-01"):
        assert coordinator.get(f"/thu-tuc/thang/{slug}/").status_code == 404
    ahead = f"{timezone.localdate().year + 1}-01"
    assert b'btn-primary">L' not in coordinator.get(f"/thu-tuc/thang/{ahead}/").content
    assert coordinator.post(f"/thu-tuc/thang/{ahead}/", typed(counting.economy)).status_code == 403
    assert coordinator.get("/thu-tuc/?tu=abc&den=99/2026").status_code == 200
    close_month(counting.commune, MAY, by=counting.coordinator, now=NOW)
    assert coordinator.post("/thu-tuc/thang/2026-05/chot/").status_code == 302
