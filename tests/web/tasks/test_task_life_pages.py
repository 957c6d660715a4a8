"""What is done with a part on the page of its task: by whom, with what, and what comes back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import HTMX

from sauro_web.accounts.models import User
from sauro_web.tasks.models import (
    Extension,
    NoteFile,
    Obstacle,
    ProgressNote,
    TaskState,
    UnitTask,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 ket qua"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def words(response: HttpResponse) -> str:
    return response.content.decode()


def page(part: UnitTask) -> str:
    return f"/nhiem-vu/{part.task_id}/"


def act(client: Client, part: UnitTask, what: str, **said: Any) -> HttpResponse:
    part.refresh_from_db()
    data = {"version": part.version} | said
    return client.post(f"/nhiem-vu/phan-viec/{part.pk}/{what}/", data)


def put(part: UnitTask, state: TaskState, **fields: Any) -> UnitTask:
    handed = timezone.localdate() if state in (TaskState.SUBMITTED, TaskState.FINISHED) else None
    UnitTask.objects.filter(pk=part.pk).update(state=state, handed_in_on=handed, **fields)
    part.refresh_from_db()
    return part


def late(part: UnitTask) -> date:
    """A deadline to come, so that more time can be asked for."""
    day = timezone.localdate() + timedelta(days=30)
    days = dict.fromkeys(("due_on", "ends_on", "first_due_on", "first_ends_on"), day)
    UnitTask.objects.filter(pk=part.pk).update(**days)
    return day


def test_from_given_to_recognised_with_everything_between(
    part: UnitTask, officer: User, leader: User, organised: Organisation
) -> None:
    unit, giver = signed_in(officer), signed_in(leader)
    day = late(part)
    assert act(unit, part, "buoc/nhan-viec").status_code == 302
    assert "chưa phân công người thụ lý" in words(unit.get(page(part)))
    assert act(unit, part, "thu-ly", officer=officer.pk).status_code == 302
    file = SimpleUploadedFile("danh-muc.pdf", PDF)
    assert act(unit, part, "tien-do", text="Đã rà soát xong", percent=40, attached=file).status_code == 302
    other = organised.unit(organised.commune, "Phòng Kinh tế")
    soon = f"{timezone.localdate() + timedelta(days=5):%d/%m/%Y}"
    assert act(unit, part, "vuong-mac", text="Thiếu mẫu", to=other.pk, answer_by=soon).status_code == 302
    until = f"{day + timedelta(days=10):%d/%m/%Y}"
    assert act(unit, part, "gia-han", until=until, reason="Chờ mẫu").status_code == 302
    asked = Extension.objects.get()
    decided = giver.post(f"/nhiem-vu/gia-han/{asked.pk}/", {"granted": "yes", "until": until})
    assert decided.status_code == 302
    part.refresh_from_db()
    assert (part.due_on, part.first_due_on) == (day + timedelta(days=10), day)
    assert f"giao ban đầu {day:%d/%m/%Y}" in words(unit.get(page(part)))
    assert act(unit, part, "buoc/trinh-ket-qua", product="Danh mục số 3").status_code == 302
    assert act(giver, part, "buoc/yeu-cau-lam-lai", reason="Thiếu phụ lục").status_code == 302
    assert "Thiếu phụ lục" in words(unit.get(page(part)))
    again = SimpleUploadedFile("ban-2.pdf", PDF + b"2")
    assert act(unit, part, "buoc/trinh-ket-qua", attached=again).status_code == 302
    assert act(giver, part, "buoc/duyet-hoan-thanh").status_code == 302
    assert act(giver, part, "ghi-nhan").status_code == 302
    part.refresh_from_db()
    assert (part.state, part.product) == (TaskState.FINISHED, "ban-2.pdf")
    assert part.recognised_at is not None
    story = words(unit.get(f"{page(part)}lich-su/"))
    for said in ("Đã rà soát xong", "Thiếu mẫu", "Xin gia hạn", "Đồng ý gia hạn", "Thiếu phụ lục",
                 "Yêu cầu làm lại", "Duyệt hoàn thành", "Ghi nhận kết quả", "danh-muc.pdf"):  # fmt: skip
        assert said in story


def test_an_obstacle_is_answered_by_whom_it_concerns_and_closed_by_who_raised_it(
    part: UnitTask, officer: User, organised: Organisation
) -> None:
    asked = organised.unit(organised.commune, "Thôn 2")
    from sauro_web.accounts.models import Role

    head = organised.person("thon2", (asked, Role.HEAD))
    put(part, TaskState.WORKING)
    other = signed_in(head)
    assert other.get(page(part)).status_code == 404
    act(signed_in(officer), part, "vuong-mac", text="Chưa có số liệu", to=asked.pk, answer_by="01/12/2099")
    raised = Obstacle.objects.get()
    assert "chờ Thôn 2 trả lời" in words(other.get(page(part)))
    address = f"/nhiem-vu/vuong-mac/{raised.pk}"
    assert signed_in(officer).post(f"{address}/tra-loi/", {"answer": "x"}).status_code == 403
    assert other.post(f"{address}/tra-loi/", {"answer": ""}).status_code == 422
    assert other.post(f"{address}/tra-loi/", {"answer": "Số liệu ở phụ lục 2"}).status_code == 302
    assert "Số liệu ở phụ lục 2" in words(signed_in(officer).get(page(part)))
    assert other.post(f"{address}/dong/").status_code == 404
    assert signed_in(officer).post(f"{address}/dong/").status_code == 302


def test_buttons_are_those_of_the_person(
    part: UnitTask, helping: UnitTask, officer: User, cooperator: User, leader: User
) -> None:
    put(part, TaskState.SUBMITTED, submitted_by=officer, product="Danh mục số 3")
    said = words(signed_in(officer).get(page(part)))
    assert "Rút lại để sửa" in said
    assert "Duyệt hoàn thành" not in said
    assert "Duyệt hoàn thành" in words(signed_in(leader).get(page(part)))
    said = words(signed_in(cooperator).get(page(part)))
    assert "Duyệt hoàn thành" not in said
    assert "Rút lại để sửa" not in said
    assert "Nhận việc" in said  # its own part
    put(helping, TaskState.SUBMITTED)
    assert "Duyệt hoàn thành" in words(signed_in(officer).get(page(part)))  # the lead takes it in


FORMS = ("buoc/nhan-viec", "thu-ly", "gia-han", "vuong-mac")


@pytest.mark.parametrize("what", FORMS)
def test_what_the_unit_does_nobody_else_does(
    part: UnitTask, officer: User, cooperator: User, leader: User, neighbour: User, what: str
) -> None:
    address = f"/nhiem-vu/phan-viec/{part.pk}/{what}/"
    expected = {officer: 200, cooperator: 403, leader: 403, neighbour: 404}
    assert {who: signed_in(who).get(address).status_code for who in expected} == expected


@pytest.mark.parametrize("what", ["buoc/duyet-hoan-thanh", "buoc/thu-hoi", "buoc/tam-dung"])
def test_what_the_giver_does_the_unit_does_not(
    part: UnitTask, officer: User, coordinator: User, leader: User, neighbour: User, what: str
) -> None:
    put(part, TaskState.SUBMITTED if "duyet" in what else TaskState.WORKING)
    address = f"/nhiem-vu/phan-viec/{part.pk}/{what}/"
    expected = {officer: 403, coordinator: 200, leader: 200, neighbour: 404}
    assert {who: signed_in(who).get(address).status_code for who in expected} == expected


def test_another_has_changed_it_meanwhile_and_what_was_typed_stays(part: UnitTask, officer: User) -> None:
    put(part, TaskState.WORKING, version=4)
    address = f"/nhiem-vu/phan-viec/{part.pk}/tien-do/"
    response = signed_in(officer).post(address, {"version": 3, "text": "Đã họp lần một", "percent": 20})
    assert response.status_code == 409
    assert "Người khác vừa thay đổi" in words(response)
    assert "Đã họp lần một" in words(response)
    assert response.context["form"]["version"].value() == 4
    assert not ProgressNote.objects.exists()
    typed = {"version": 4, "text": "Đã họp lần một", "percent": 20}
    assert signed_in(officer).post(address, typed).status_code == 302


def test_a_form_opens_in_its_place_by_script_and_as_a_page_without(part: UnitTask, officer: User) -> None:
    address = f"/nhiem-vu/phan-viec/{part.pk}/buoc/tra-lai/"
    inside = words(signed_in(officer).get(address, **HTMX))
    assert "<html" not in inside
    assert "Lý do" in inside
    assert "<html" in words(signed_in(officer).get(address))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("chay.exe", b"MZ", "không phải loại được nhận"),
        ("trang.html", b"<script>", "không phải loại được nhận"),
        ("gia.pdf", b"<script>alert(1)</script>", "không đúng với phần đuôi"),
        ("rong.pdf", b"", "rỗng"),
        ("macro.docx", b"PK\x03\x04 no package", "không đúng với phần đuôi"),
        ("khongduoi", PDF, "không phải loại được nhận"),
    ],
)
def test_files_that_are_not_taken(part: UnitTask, officer: User, name: str, data: bytes, said: str) -> None:
    put(part, TaskState.WORKING)
    file = SimpleUploadedFile(name, data)
    response = act(signed_in(officer), part, "tien-do", text="Gửi kèm tệp", attached=file)
    assert response.status_code == 422
    assert said in words(response)
    assert "Gửi kèm tệp" in words(response)
    assert not NoteFile.objects.exists()


@pytest.mark.parametrize(
    ("scanner", "status"),
    [(["true"], 302), (["false"], 422), (["/khong/co/lenh"], 422), (["grep", "-q", "PDF"], 302)],
)
def test_the_scanner_of_the_office_is_asked(
    part: UnitTask, officer: User, settings: Any, scanner: list[str], status: int
) -> None:
    settings.SCANNER = scanner
    put(part, TaskState.WORKING)
    file = SimpleUploadedFile("a.pdf", PDF)
    assert act(signed_in(officer), part, "tien-do", text="Có tệp", attached=file).status_code == status


def test_a_file_is_handed_out_to_who_may_read_the_task(
    part: UnitTask, officer: User, cooperator: User, leader: User, neighbour: User
) -> None:
    put(part, TaskState.WORKING)
    file = SimpleUploadedFile("bao cao.pdf", PDF)
    act(signed_in(officer), part, "tien-do", text="Có tệp", attached=file)
    address = f"/nhiem-vu/tep/{NoteFile.objects.get().pk}/"
    for person in (officer, cooperator, leader):
        response = signed_in(person).get(address)
        assert b"".join(response.streaming_content) == PDF
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Type"] == "application/octet-stream"
    assert signed_in(neighbour).get(address).status_code == 404
    assert signed_in(officer).get("/nhiem-vu/tep/999999/").status_code == 404


def test_units_are_looked_for_without_script(part: UnitTask, leader: User) -> None:
    put(part, TaskState.WORKING)
    address = f"/nhiem-vu/phan-viec/{part.pk}/buoc/chuyen-don-vi-khac/"
    data = {"version": part.version, "reason": "Đúng chức năng", "to_words": "thon 2", "find": "to"}
    said = words(signed_in(leader).post(address, data))
    assert "Thôn 2" in said
    assert "Đúng chức năng" in said
    assert "hãy chọn đơn vị" not in said


def test_it_is_passed_on_to_the_unit_that_was_picked(
    part: UnitTask, leader: User, organised: Organisation
) -> None:
    put(part, TaskState.WORKING)
    other = organised.unit(organised.commune, "Thôn 2")
    missing = act(signed_in(leader), part, "buoc/chuyen-don-vi-khac", reason="Nhầm")
    assert missing.status_code == 422
    assert "hãy chọn đơn vị" in words(missing)
    done = act(signed_in(leader), part, "buoc/chuyen-don-vi-khac", reason="Nhầm", to=other.pk)
    assert done.status_code == 302
    assert part.task.parts.get(answers_alone=True).unit == other


def test_units_of_another_province_cannot_be_forged(
    part: UnitTask, leader: User, outsider: User, organised: Organisation
) -> None:
    put(part, TaskState.WORKING)
    for number in ("999999", "abc", "-1", "9" * 30):
        assert (
            act(signed_in(leader), part, "buoc/chuyen-don-vi-khac", reason="x", to=number).status_code == 404
        )


def test_a_refusal_of_more_time_says_why(part: UnitTask, officer: User, coordinator: User) -> None:
    late(part)
    put(part, TaskState.WORKING)
    act(signed_in(officer), part, "gia-han", until="01/12/2098", reason="Chờ mẫu")
    address = f"/nhiem-vu/gia-han/{Extension.objects.get().pk}/"
    assert signed_in(officer).get(address).status_code == 403
    assert signed_in(coordinator).post(address, {"granted": "no", "answer": ""}).status_code == 422
    data = {"granted": "no", "answer": "Việc gấp"}
    assert signed_in(coordinator).post(address, data).status_code == 302
    assert "Việc gấp" in words(signed_in(officer).get(page(part)))


def test_a_whole_task_is_cancelled(part: UnitTask, officer: User, leader: User, neighbour: User) -> None:
    address = f"{page(part)}huy/"
    assert signed_in(officer).get(address).status_code == 403
    assert signed_in(neighbour).get(address).status_code == 404
    assert signed_in(leader).post(address, {"reason": ""}).status_code == 422
    assert signed_in(leader).post(address, {"reason": "Không cần nữa"}).status_code == 302
    part.refresh_from_db()
    assert part.state == TaskState.CANCELLED


def test_a_periodic_duty_shows_its_occurrences_and_those_missed_stay(
    part: UnitTask, officer: User, leader: User
) -> None:
    put(part, TaskState.ASSIGNED, goes_on=True, due_on=None, ends_on=None)
    days = (date(2026, 3, 31), date(2026, 6, 30))
    for day in days:
        UnitTask.objects.create(
            task=part.task, unit=part.unit, part=part.part, series=part, due_on=day, ends_on=day,
            first_due_on=day, first_ends_on=day, answers_alone=True,
        )  # fmt: skip
    client = signed_in(officer)
    said = words(client.get(page(part)))
    assert said.count("Nhận việc<span") == 1  # once for the duty, not for each time
    assert "Kỳ 31/03/2026" in said
    act(client, part, "buoc/nhan-viec")
    missed, _ = part.occurrences.order_by("first_due_on")
    assert missed.state == TaskState.RECEIVED
    said = words(client.get(page(part)))
    assert "kỳ 31/03/2026" in said
    assert re.search(r"trễ \d+ ngày làm việc", said)
    done = act(client, missed, "buoc/trinh-ket-qua", product="Báo cáo quý I")
    assert done["Location"] == f"{page(part)}?phan-viec={missed.pk}"
    assert "Báo cáo quý I" in words(client.get(done["Location"]))
    assert act(client, part, "buoc/trinh-ket-qua", product="x").status_code == 409
    assert "Duyệt hoàn thành" in words(signed_in(leader).get(page(part)))


def test_what_is_late_says_by_how_many_working_days(part: UnitTask, officer: User) -> None:
    put(part, TaskState.WORKING, due_on=date(2026, 7, 30), ends_on=date(2026, 7, 30))
    card = signed_in(officer).get(page(part)).context["following"].lead
    assert card.late > 0
    said = words(signed_in(officer).get(page(part)))
    assert f"trễ {card.late} ngày làm việc" in said
    assert f"quá hạn {card.late}" not in said
    put(part, TaskState.FINISHED)
    UnitTask.objects.filter(pk=part.pk).update(handed_in_on=date(2026, 8, 3))
    said = words(signed_in(officer).get(page(part)))
    assert "hoàn thành trễ 2 ngày làm việc" in said
    assert "hoàn thành trễ 2 ngày" in words(signed_in(officer).get("/nhiem-vu/"))


def test_the_history_goes_on_from_page_to_page(part: UnitTask, officer: User) -> None:
    now = timezone.now()
    ProgressNote.objects.bulk_create(
        ProgressNote(part=part, by=officer, at=now - timedelta(hours=number), text=f"Ghi chú số {number}.")
        for number in range(60)
    )
    client = signed_in(officer)
    first = client.get(f"{page(part)}lich-su/")
    assert "Ghi chú số 49." in words(first)
    assert "Ghi chú số 50." not in words(first)
    older = first.context["older"]
    second = words(client.get(f"{page(part)}lich-su/", {"truoc": older}))
    assert "Ghi chú số 50." in second
    assert "Ghi chú số 49." not in second
    for odd in ("x", "2026-99-99T00:00", "2026-01-01", "0" * 400):
        assert client.get(f"{page(part)}lich-su/", {"truoc": odd}).status_code == 200


def test_a_file_beyond_the_size_is_refused_with_what_was_typed(
    part: UnitTask, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sauro_web.common import uploads
    from sauro_web.tasks import acting_forms

    monkeypatch.setattr(uploads, "MOST_BYTES", 100)
    monkeypatch.setattr(acting_forms, "MOST_BYTES", 100)
    put(part, TaskState.WORKING)
    file = SimpleUploadedFile("lon.pdf", PDF + bytes(200))
    response = act(signed_in(officer), part, "tien-do", text="Bản quét", attached=file)
    assert response.status_code == 422
    assert "nên không nhận" in words(response)
    assert "Bản quét" in words(response)


def test_who_passed_the_lead_on_takes_nothing_in_any_more(
    part: UnitTask, helping: UnitTask, officer: User, leader: User, organised: Organisation
) -> None:
    put(helping, TaskState.SUBMITTED)
    assert "Duyệt hoàn thành" in words(signed_in(officer).get(page(part)))
    other = organised.unit(organised.commune, "Thôn 2")
    act(signed_in(leader), part, "buoc/chuyen-don-vi-khac", reason="Đúng chức năng", to=other.pk)
    said = words(signed_in(officer).get(page(part)))
    assert "Duyệt hoàn thành" not in said
    assert "Thêm việc thành phần" not in said
    assert "Chuyển đến" in said
    assert act(signed_in(officer), helping, "buoc/duyet-hoan-thanh").status_code == 403


def test_whom_an_obstacle_concerns_begins_with_the_office_and_is_never_who_asks(
    part: UnitTask, officer: User
) -> None:
    put(part, TaskState.WORKING)
    client = signed_in(officer)
    address = f"/nhiem-vu/phan-viec/{part.pk}/vuong-mac/"
    office = part.task.office
    said = client.get(address).content.decode()
    offered = re.findall(r'name="to" value="(\d+)"', said)
    assert offered[0] == str(office.pk)
    assert len(offered) > 1
    assert str(part.unit_id) not in offered
    (found,) = re.findall(r'hx-get="(/nhiem-vu/chon-don-vi/[^"]*)"', said)
    asked = found.replace("&amp;", "&")
    for words in ("", "to_words=van+hoa", "to_words=uy+ban"):
        rows = client.get(f"{asked}&{words}", headers={"HX-Request": "true"}).content.decode()
        assert f'value="{part.unit_id}"' not in rows
    back = client.post(address, {"version": 0, "find": "to", "to_words": ""}).content.decode()
    assert f'name="to" value="{part.unit_id}"' not in back
