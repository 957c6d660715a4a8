"""Pages of training and publicity, by who asks."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.lists.conftest import sheet_of
from tests.web.organisation import signed_in
from tests.web.outreach.conftest import Reaching

from sauro_web.outreach.models import Attendance, PublicityItem, TrainingSession

pytestmark = pytest.mark.django_db
HOME = "/tuyen-truyen/?nam=2026"
SESSION = {
    "title": "Ký số văn bản", "subject": "digital", "starts_on": "20/05/2026", "ends_on": "",
    "mode": "online", "trainer": "", "documents": "12/KH-UBND", "plan": "", "version": "0",
}  # fmt: skip
ITEM = {"channel": "village", "title": "Họp thôn", "on": "20/05/2026", "link": "", "plan": "", "version": "0"}


@pytest.fixture
def coordinator(reaching: Reaching) -> Client:
    return signed_in(reaching.coordinator)


def test_a_session_is_recorded_marked_changed_and_taken_back(reaching: Reaching, coordinator: Client) -> None:
    said = SESSION | {"unit": reaching.economy.pk}
    assert coordinator.post("/tuyen-truyen/tap-huan/moi/", said).status_code == 302
    row = TrainingSession.objects.get()
    assert (row.ends_on, row.commune) == (row.starts_on, reaching.commune)
    page = f"/tuyen-truyen/tap-huan/{row.pk}/"
    assert "Người mot" in coordinator.get(page).content.decode()
    marked = {"present": [reaching.officer.pk, reaching.second.pk], "guests": "5", "version": "1"}
    assert coordinator.post(f"{page}diem-danh/", marked).status_code == 302
    home = coordinator.get(HOME).content.decode()
    assert "2/5\u00a0(40,0\u00a0%)" in home
    late = coordinator.post(f"{page}diem-danh/", marked)
    assert late.status_code == 409
    assert "người khác sửa" in late.content.decode()
    change = said | {"title": "Ký số", "version": "2"}
    assert coordinator.post(f"{page}sua/", change).status_code == 302
    nothing = coordinator.post(f"{page}huy/", {"huy-reason": "", "huy-version": "3"})
    assert nothing.status_code == 409
    assert coordinator.post(f"{page}huy/", {"huy-reason": "Trùng", "huy-version": "3"}).status_code == 302
    assert "đã hủy ngày" in coordinator.get(page).content.decode()
    assert sheet_of(coordinator, "/tuyen-truyen/tap-huan/?dang=xlsx").rows == []
    assert len(sheet_of(coordinator, "/tuyen-truyen/tap-huan/?tinh-trang=huy&dang=xlsx").rows) == 1


def test_one_unit_at_a_time_leaves_the_others_as_they_are(reaching: Reaching, coordinator: Client) -> None:
    session = reaching.hold()
    reaching.mark(session, reaching.other)
    address = f"/tuyen-truyen/tap-huan/{session.pk}/diem-danh/?don-vi={reaching.economy.pk}"
    sent = {"present": [reaching.second.pk], "guests": "0", "version": "2"}
    assert coordinator.post(address, sent).status_code == 302
    assert set(Attendance.objects.values_list("person", flat=True)) == {reaching.other.pk, reaching.second.pk}


def test_an_item_is_recorded_and_found(reaching: Reaching, coordinator: Client) -> None:
    said = ITEM | {"unit": reaching.economy.pk}
    assert coordinator.post("/tuyen-truyen/tin-bai/moi/", said).status_code == 302
    assert "Họp thôn" in coordinator.get("/tuyen-truyen/tin-bai/").content.decode()
    assert len(sheet_of(coordinator, "/tuyen-truyen/tin-bai/?tim=hop thon&kenh=village&dang=xlsx").rows) == 1
    assert "Không có dòng nào như vậy" in coordinator.get("/tuyen-truyen/tin-bai/?kenh=zalo").content.decode()
    assert "Họp thôn" in coordinator.get("/tuyen-truyen/tin-bai/?dang=in").content.decode()
    row = PublicityItem.objects.get()
    change = said | {"title": "Họp tổ", "version": "1"}
    assert coordinator.post(f"/tuyen-truyen/tin-bai/{row.pk}/", change).status_code == 302
    taken = {"huy-reason": "Nhầm", "huy-version": "2"}
    assert coordinator.post(f"/tuyen-truyen/tin-bai/{row.pk}/huy/", taken).status_code == 302
    assert "không còn được tính: Nhầm" in coordinator.get(f"/tuyen-truyen/tin-bai/{row.pk}/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "31/02/2026"},
        {"link": "javascript:alert(1)"},
        {"channel": "x"},
        {"title": ""},
        {"unit": "9" * 40},
    ],
)
def test_what_is_no_item(reaching: Reaching, coordinator: Client, wrong: dict[str, str]) -> None:
    said = ITEM | {"unit": str(reaching.economy.pk)} | wrong
    assert coordinator.post("/tuyen-truyen/tin-bai/moi/", said).status_code == 422
    assert not PublicityItem.objects.exists()


def test_who_may_open_what(reaching: Reaching) -> None:
    session, item = reaching.hold(), reaching.tell()
    pages = (f"/tuyen-truyen/tap-huan/{session.pk}/", f"/tuyen-truyen/tin-bai/{item.pk}/")
    opened = {
        who: [signed_in(getattr(reaching, who)).get(page).status_code for page in pages]
        for who in ("second", "leader", "other", "province", "outsider")
    }
    assert opened == {
        "second": [200, 200], "leader": [200, 200], "other": [404, 404], "province": [404, 404],
        "outsider": [404, 404],
    }  # fmt: skip
    reader = signed_in(reaching.leader)
    assert "Lưu điểm danh" not in reader.get(pages[0]).content.decode()
    assert reader.get("/tuyen-truyen/tin-bai/moi/").status_code == 403


def test_a_province_sees_sums_of_a_commune(reaching: Reaching) -> None:
    reaching.tell()
    browser = signed_in(reaching.province)
    assert reaching.commune.label in browser.get(HOME).content.decode()
    one = browser.get(f"{HOME}&co-quan={reaching.commune.pk}")
    assert one.context["channels"][-1].total == 1
    assert "Kinh tế" not in one.content.decode()
    assert signed_in(reaching.outsider).get(f"{HOME}&co-quan={reaching.commune.pk}").status_code == 404


def test_as_many_queries_for_one_row_as_for_three(reaching: Reaching, coordinator: Client) -> None:
    counted: dict[str, list[int]] = {}
    for unit in (reaching.economy, reaching.culture):
        reaching.tell(unit)
        reaching.mark(reaching.hold(unit), reaching.officer)
        for address in (HOME, "/tuyen-truyen/tap-huan/", "/tuyen-truyen/tin-bai/"):
            coordinator.get(address)
            with CaptureQueriesContext(connection) as queries:
                coordinator.get(address)
            counted.setdefault(address, []).append(len(queries))
    assert {address: len(set(counts)) for address, counts in counted.items()} == dict.fromkeys(counted, 1)
    assert max(map(max, counted.values())) < 25, counted
