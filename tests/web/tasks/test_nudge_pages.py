"""Đôn đốc by hand: choosing what is late, sending, seeing, and the letter."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document
from tests.web.organisation import Organisation, signed_in

from sauro_web.accounts.models import Membership, Role, Unit
from sauro_web.notices.models import Notice
from sauro_web.tasks.models import Nudge, TaskState, UnitTask
from sauro_web.workdays.queries import calendar_of


@pytest.fixture
def late(part: UnitTask) -> UnitTask:
    """Ten working days late."""
    calendar = calendar_of(part.unit)
    day = calendar.add(calendar.last_working(timezone.localdate()), -10)
    UnitTask.objects.filter(task=part.task).update(state=TaskState.WORKING, due_on=day, ends_on=day)
    part.refresh_from_db()
    return part


@pytest.fixture
def follower(coordinator):
    return signed_in(coordinator)


def send(browser, part: UnitTask, **changes):
    typed = {"phan": [part.pk], "kind": "reminder", "text": "Khẩn trương hoàn thành"} | changes
    return browser.post(f"/don-doc/moi/?don-vi={part.unit_id}", typed)


def test_from_the_unit_to_what_it_owes_late(follower, late):
    page = follower.get("/don-doc/moi/").content.decode()
    assert f"/don-doc/moi/?don-vi={late.unit_id}" in page
    page = follower.get(f"/don-doc/moi/?don-vi={late.unit_id}&phan={late.pk}").content.decode()
    assert "Rà soát các loại báo cáo" in page
    assert f'value="{late.pk}" id="phan-{late.pk}" checked' in page


def test_a_nudge_goes_to_the_unit_and_is_seen(follower, late, officer, neighbour, cooperator):
    answer = send(follower, late, kind="criticism")
    nudge = Nudge.objects.get()
    assert answer["Location"] == f"/don-doc/{nudge.pk}/"
    assert Notice.objects.get(unit=late.unit).link == f"/don-doc/{nudge.pk}/"
    assert nudge.parts.get().days_late == 10
    unit = signed_in(officer)
    page = unit.get(f"/don-doc/{nudge.pk}/").content.decode()
    assert "chưa xem" in page
    assert "Công văn" not in page
    assert unit.post(f"/don-doc/{nudge.pk}/da-xem/").status_code == 302
    assert "Người chuyenvien" in follower.get(f"/don-doc/{nudge.pk}/").content.decode()
    for person in (neighbour, cooperator):
        assert signed_in(person).get(f"/don-doc/{nudge.pk}/").status_code == 404
        assert signed_in(person).get(f"/don-doc/{nudge.pk}/cong-van/").status_code == 404
    assert unit.get(f"/don-doc/{nudge.pk}/cong-van/").status_code == 403


def test_it_is_throttled_and_what_was_typed_stays(follower, late):
    send(follower, late)
    answer = send(follower, late, text="Một lần nữa")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "vừa được đôn đốc" in page
    assert "Một lần nữa" in page
    assert f'id="phan-{late.pk}" checked' in page
    assert Nudge.objects.count() == 1


@pytest.mark.parametrize("typed", [{"phan": []}, {"text": " "}, {"kind": "x"}, {"phan": [999_999]}])
def test_nothing_chosen_or_said(follower, late, typed):
    answer = send(follower, late, **typed)
    assert answer.status_code == 422
    assert not Nudge.objects.exists()


def test_forged_units(follower, late, organised: Organisation):
    for number in ("999999999", "x", "-1", "9" * 30, "²"):
        assert follower.get(f"/don-doc/moi/?don-vi={number}").status_code == 404
    page = follower.get(f"/don-doc/moi/?don-vi={organised.ward.pk}").content.decode()
    assert "không có việc nào quá hạn" in page


def test_who_may_urge(late, officer, cooperator, leader, neighbour):
    for person in (officer, cooperator):
        assert send(signed_in(person), late).status_code == 403
    # Whoever follows another office has other work there.
    assert send(signed_in(neighbour), late).status_code in (403, 422)
    assert not Nudge.objects.exists()
    assert send(signed_in(leader), late).status_code == 302


def test_the_list_costs_the_same_for_one_and_three(follower, late, coordinator, django_assert_num_queries):
    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            assert follower.get("/don-doc/").status_code == 200
        return len(caught)

    send(follower, late)
    queries()
    one = queries()
    first = Nudge.objects.get()
    for number in (2, 3):
        Nudge.objects.create(
            office=first.office, unit=first.unit, kind="review", year=first.year, number=number,
            by=coordinator, at=first.at, text="Lần nữa",
        )  # fmt: skip
    assert queries() == one
    assert "Lần nữa" in follower.get("/don-doc/?loai=review").content.decode()
    assert "Khẩn trương" not in follower.get("/don-doc/?loai=review").content.decode()


def test_the_letter_has_the_facts(follower, late, organised: Organisation, coordinator):
    chair = organised.person("chutich2", (organised.commune, Role.LEADER))
    chair.memberships.update(is_head=True, title="Chủ tịch")
    send(follower, late)
    Nudge.objects.update(at=timezone.now() - timedelta(days=14))
    send(follower, late, kind="review", text="Báo cáo bằng văn bản")
    nudge = Nudge.objects.get(number=2)
    answer = follower.get(f"/don-doc/{nudge.pk}/cong-van/")
    assert answer["Content-Disposition"] == f'attachment; filename="cong-van-don-doc-2-{nudge.year}.docx"'
    written = Document(io.BytesIO(answer.content))
    words = "\n".join(one.text for one in written.paragraphs)
    cells = "\n".join(cell.text for table in written.tables for row in table.rows for cell in row.cells)
    # The name of the area stays together on its line.
    assert "ỦY BAN NHÂN DÂN XÃ\N{NO-BREAK SPACE}MAI\N{NO-BREAK SPACE}LĨNH" in cells
    assert "V/v kiểm điểm việc chậm thực hiện nhiệm vụ" in cells
    assert "Mai Lĩnh, ngày      tháng" in cells
    assert "Kính gửi: Phòng Văn hóa - Xã hội" in words
    assert "quá hạn 10 ngày làm việc" in words
    assert "tổ chức kiểm điểm" in words
    assert "Báo cáo bằng văn bản." in words
    assert words.rstrip().endswith("./.")
    assert "Đôn đốc số 1 ngày" in cells
    assert f"{late.due_on:%d}/" in cells
    assert "Người chutich2" in cells
    assert "TM. ỦY BAN NHÂN DÂN" in cells


def letter_of(browser, nudge: Nudge) -> str:
    written = Document(io.BytesIO(browser.get(f"/don-doc/{nudge.pk}/cong-van/").content))
    return "\n".join(cell.text for table in written.tables for row in table.rows for cell in row.cells)


def test_the_symbol_names_the_unit_that_drafts(follower, late, leader, coordinator, organised: Organisation):
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3: of a công văn the issuer and the drafting unit."""
    send(follower, late)
    nudge = Nudge.objects.get()
    chair = signed_in(leader)
    for browser in (follower, chair):
        words = letter_of(browser, nudge)
        assert "/UBND-VHXH" in words
        assert "VT, VHXH" in words
    Nudge.objects.update(by=leader)
    assert "/UBND-VHXH" in letter_of(chair, nudge)
    office = organised.unit(organised.commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    Membership.objects.create(
        user=leader, unit=office, role=Role.COORDINATOR, valid_from=timezone.localdate()
    )
    assert "/UBND-" not in letter_of(chair, nudge)  # two follow the work: who drafts it is not known
    Unit.objects.filter(name="Phòng Văn hóa - Xã hội").update(symbol="")
    assert "/UBND-VP" in letter_of(chair, nudge)
    assert "/UBND-VP" in letter_of(follower, nudge)
