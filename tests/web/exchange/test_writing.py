"""What other systems do: by the rules of the pages, once for a key, never over what somebody else changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.utils import timezone
from tests.web.exchange.conftest import System
from tests.web.organisation import Organisation

from sauro_web.accounts.models import Role, User
from sauro_web.audit.models import Entry
from sauro_web.exchange.models import Answer, Scope
from sauro_web.exchange.operations.answering import KEPT, forget_answers
from sauro_web.tasks.models import Nudge, NudgeKind, Part, ProgressNote, Task, TaskState, UnitTask

pytestmark = pytest.mark.django_db
SOONER, WHOLE = (timezone.localdate() + timedelta(days=number) for number in (20, 30))
LATER = (timezone.localdate() + timedelta(days=40)).isoformat()


def step(part: UnitTask, slug: str) -> str:
    return f"/parts/{part.pk}/steps/{slug}"


def test_the_life_of_a_part_from_received_to_recognised(lead: System, giver: System, part: UnitTask) -> None:
    def take(who: System, slug: str, **more: Any) -> dict[str, Any]:
        part.refresh_from_db()
        answer = who.post(step(part, slug), {"version": part.version, **more})
        assert answer.status_code == 200, answer.content.decode()
        found: dict[str, Any] = answer.json()
        return found

    assert [one["slug"] for one in lead.get(f"/parts/{part.pk}").json()["steps"]] == ["nhan-viec", "tra-lai"]
    assert take(lead, "nhan-viec")["state"] == "received"
    assert take(lead, "bat-dau-thuc-hien")["state"] == "working"
    assert take(giver, "tam-dung", reason="Chờ mẫu")["state"] == "paused"
    assert take(giver, "tiep-tuc")["state"] == "working"
    missing = lead.post(step(part, "trinh-ket-qua"), {"version": 4})
    assert (missing.status_code, missing.json()["code"]) == (409, "not_ready")
    handed = take(lead, "trinh-ket-qua", product="Báo cáo số 45/BC-VHXH ngày 28/7/2026")
    assert (handed["state"], handed["handed_in"]) == ("submitted", "Báo cáo số 45/BC-VHXH ngày 28/7/2026")
    assert take(giver, "yeu-cau-lam-lai", reason="Thiếu phụ lục")["state"] == "redo"
    take(lead, "trinh-ket-qua", product="Báo cáo số 46")
    assert take(giver, "duyet-hoan-thanh")["finished_at"]
    assert giver.post(f"/parts/{part.pk}/recognition").json()["recognised_at"]


def test_reasons_products_and_units_are_asked_for_by_name(
    lead: System, giver: System, part: UnitTask
) -> None:
    for who, slug, body, field in (
        (lead, "tra-lai", {"version": 0}, "reason"),
        (lead, "nhan-viec", {}, "version"),
        (lead, "nhan-viec", {"version": -1}, "version"),
        (lead, "nhan-viec", {"version": 10**30}, "version"),
        (lead, "nhan-viec", {"version": "một"}, "version"),
        (lead, "nhan-viec", {"version": 0, "ly_do": "x"}, "ly_do"),
        (lead, "nhan-viec", {"version": 0, "reason": "x" * 501}, "reason"),
        (lead, "nhan-viec", {"version": 0, "reason": "a\x00b"}, "reason"),
        (giver, "chuyen-don-vi-khac", {"version": 0, "reason": "Nhầm"}, "to"),
        (giver, "chuyen-don-vi-khac", {"version": 0, "reason": "Nhầm", "to": 10**9}, "to"),
    ):
        answer = who.post(step(part, slug), body)
        assert answer.status_code == 422, (slug, body, answer.content)
        assert answer.json()["fields"][0]["field"] == field
    part.refresh_from_db()
    assert part.version == 0
    assert lead.post(step(part, "khong-co"), {"version": 0}).status_code == 404


def test_a_part_is_passed_on_inside_the_office_alone(
    giver: System, part: UnitTask, organised: Organisation
) -> None:
    body = {"version": 0, "reason": "Không đúng chức năng"}
    elsewhere = organised.unit(organised.ward, "Phòng Văn hóa - Xã hội")
    refusal = giver.post(step(part, "chuyen-don-vi-khac"), body | {"to": elsewhere.pk})
    assert refusal.json()["fields"][0]["field"] == "to"
    office = organised.unit(organised.commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    answer = giver.post(step(part, "chuyen-don-vi-khac"), body | {"to": office.pk})
    assert answer.json()["state"] == "passed_on"
    assert UnitTask.objects.get(unit=office).answers_alone


# Who may


def test_each_write_by_each_side(
    system: Callable[..., System],
    part: UnitTask,
    helping: UnitTask,
    officer: User,
    cooperator: User,
    leader: User,
    outsider: User,
    organised: Organisation,
) -> None:
    """Lead, cooperating unit, who gave it, an administrator next door, a leader of the province above."""
    above = organised.person("tinh", (organised.province, Role.LEADER))
    people = {
        "lead": officer, "cooperating": cooperator, "giver": leader, "outsider": outsider, "above": above,
    }  # fmt: skip
    systems = {kind: system(person) for kind, person in people.items()}
    now = timezone.now()
    # A step may not be due later than the whole: the whole runs on past the step asked for below.
    UnitTask.objects.filter(task=part.task_id).update(due_on=WHOLE, ends_on=WHOLE)
    extension = part.extensions.create(
        asked_by=organised.person("xin"), asked_at=now, until=LATER, reason="Chờ"
    )
    obstacle = part.obstacles.create(
        raised_by=officer, raised_at=now, text="Thiếu", to=helping.unit, answer_by=LATER
    )
    nudge = Nudge.objects.create(
        office=organised.commune, unit=part.unit, kind=NudgeKind.REMINDER, year=2026, number=1,
        by=leader, at=now, text="Khẩn trương",
    )  # fmt: skip
    day, version = {"until": LATER, "reason": "Chờ"}, {"version": 0}
    work = {"text": "Lập mẫu", "lead": helping.unit_id, "due_text": f"{SOONER:%d/%m/%Y}", "product": "Mẫu"}
    asked: dict[str, tuple[Any, str]] = {
        # lead, cooperating, giver, outsider, above
        f"/parts/{part.pk}/steps/nhan-viec": (version, "200 403 403 404 404"),
        f"/parts/{part.pk}/steps/thu-hoi": (version | {"reason": "Nhầm"}, "403 403 200 404 404"),
        f"/parts/{helping.pk}/steps/tam-dung": (version | {"reason": "Chờ"}, "403 403 200 404 404"),
        f"/parts/{part.pk}/notes": ({"text": "Đã họp"}, "201 201 201 404 404"),
        f"/parts/{helping.pk}/notes": (version | {"text": "Đã họp", "percent": 30}, "403 201 403 404 404"),
        f"/parts/{part.pk}/officer": (version | {"officer": officer.pk}, "200 403 403 404 404"),
        f"/parts/{helping.pk}/extensions": (version | day, "403 201 403 404 404"),
        f"/parts/{part.pk}/obstacles": (
            {"text": "Thiếu mẫu", "to": helping.unit_id, "answer_by": LATER}, "201 403 403 404 404",
        ),
        f"/extensions/{extension.pk}/decision": ({"granted": True}, "403 403 200 404 404"),
        f"/obstacles/{obstacle.pk}/answer": ({"answer": "Có ở phụ lục 2"}, "403 200 403 404 404"),
        f"/obstacles/{obstacle.pk}/closing": ({}, "200 403 403 404 404"),
        f"/nudges/{nudge.pk}/seen": ({}, "200 404 403 404 404"),
        f"/parts/{part.pk}/recognition": ({}, "403 403 409 404 404"),
        f"/tasks/{part.task_id}/subtasks": (work, "201 403 201 404 404"),
        f"/tasks/{part.task_id}/cancellation": ({"reason": "Không cần"}, "403 403 200 404 404"),
        # The leader of the province gives work of the province, to its own units and what stands below.
        "/tasks": (work, "403 403 201 403 201"),
    }  # fmt: skip
    wrong = []
    for path, (body, wanted) in asked.items():
        for (kind, asker), expected in zip(systems.items(), wanted.split(), strict=True):
            with transaction.atomic():
                said = asker.post(path, body)
                transaction.set_rollback(True)
            if str(said.status_code) != expected:
                wrong.append(f"{path} by {kind}: {said.status_code} {said.content.decode()[:200]}")
            assert said["Content-Type"].startswith("application/")
    assert wrong == []


def test_what_one_handed_in_oneself_another_approves(
    system: Callable[..., System], organised: Organisation, part: UnitTask
) -> None:
    both = organised.person("haivai", (part.unit, Role.OFFICER), (organised.commune, Role.LEADER))
    asker = system(both)
    asker.post(step(part, "nhan-viec"), {"version": 0})
    asker.post(step(part, "trinh-ket-qua"), {"version": 1, "product": "Báo cáo số 1"})
    assert asker.post(step(part, "duyet-hoan-thanh"), {"version": 2}).status_code == 403


# Once for a key


def test_the_same_key_does_it_once(giver: System, part: UnitTask) -> None:
    body = {"text": "Lập danh mục", "lead": part.unit_id, "due_text": "30/12/2099", "product": "Danh mục"}
    first = giver.post("/tasks", body, Idempotency_Key="a-1")
    again = giver.post("/tasks", body, Idempotency_Key="a-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert Task.objects.filter(text="Lập danh mục").count() == 1
    other = giver.post("/tasks", body | {"text": "Khác"}, Idempotency_Key="a-1")
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")
    assert Entry.objects.filter(action="task.give").count() == 1


def test_the_key_of_one_system_says_nothing_to_another(
    lead: System, system: Callable[..., System], officer: User, part: UnitTask
) -> None:
    for asker in (lead, system(officer)):
        assert (
            asker.post(f"/parts/{part.pk}/notes", {"text": "Đã họp"}, Idempotency_Key="k").status_code == 201
        )
    assert ProgressNote.objects.count() == 2


def test_what_was_refused_may_be_sent_again_under_its_key(lead: System, part: UnitTask) -> None:
    assert lead.post(step(part, "trinh-ket-qua"), {"version": 0}, Idempotency_Key="k").status_code == 409
    assert Answer.objects.count() == 0
    assert lead.post(step(part, "nhan-viec"), {"version": 0}, Idempotency_Key="k").status_code == 200
    for key in ("", " ", "x" * 101, "có dấu".encode().decode("latin-1")):
        answer = lead.post(f"/parts/{part.pk}/notes", {"text": "x"}, Idempotency_Key=key)
        assert answer.status_code == 422


def test_keys_are_forgotten_after_their_time(lead: System, part: UnitTask) -> None:
    lead.post(f"/parts/{part.pk}/notes", {"text": "Đã họp"}, Idempotency_Key="k")
    now = timezone.now()
    assert forget_answers(now=now + KEPT - timedelta(minutes=1)) == 0
    assert forget_answers(now=now + KEPT + timedelta(minutes=1)) == 1


# Two at once


def test_who_has_not_seen_the_last_change_is_told_what_stands_now(lead: System, part: UnitTask) -> None:
    assert lead.get(f"/parts/{part.pk}")["ETag"] == '"0"'
    body = {"text": "Đã xong một nửa", "percent": 50}
    assert lead.post(f"/parts/{part.pk}/notes", body, If_Match='"0"').status_code == 201
    late = lead.post(f"/parts/{part.pk}/notes", body | {"percent": 20, "version": 0})
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    current = late.json()["current"]
    assert (current["version"], current["percent"]) == (1, 50)
    assert lead.post(f"/parts/{part.pk}/notes", body | {"version": 1}, If_Match='"0"').status_code == 422
    assert lead.post(f"/parts/{part.pk}/notes", body, If_Match="*").status_code == 422
    assert ProgressNote.objects.count() == 1


# Giving


def test_work_is_given_by_the_rules_of_the_form(
    giver: System, part: UnitTask, helping: UnitTask, organised: Organisation
) -> None:
    body = {
        "text": "Lập danh mục",
        "lead": part.unit_id,
        "cooperating": [helping.unit_id],
        "due_text": "30/12/2099",
        "product": "Danh mục",
        "origin": "document",
        "source": "Công văn số 12/UBND-VX",
        "quote": "giao Phòng Văn hóa - Xã hội",
    }
    made = giver.post("/tasks", body)
    assert made.status_code == 201, made.content
    task = Task.objects.get(pk=made.json()["id"])
    assert (task.due_on, task.source) == (date(2099, 12, 30), "Công văn số 12/UBND-VX")
    assert set(task.parts.values_list("part", flat=True)) == {Part.LEAD, Part.COOPERATING}
    sheet = giver.get(f"/tasks/{task.pk}").json()
    assert sheet["quotations"][0]["quote"] == "giao Phòng Văn hóa - Xã hội"
    assert len(sheet["parts"]) == 2
    elsewhere = organised.unit(organised.ward, "Phòng Văn hóa - Xã hội")
    for wrong, field in (
        ({"due_text": "xyz"}, "due_text"),
        ({"due_text": "30/12/2020"}, "due_text"),
        ({"source": ""}, "source"),
        ({"lead": 10**9}, "lead"),
        ({"lead": elsewhere.pk}, "lead"),
        ({"cooperating": [10**9]}, "cooperating"),
        ({"cooperating": [1] * 61}, "cooperating"),
        ({"text": "   "}, "text"),
        ({"origin": "plan"}, "origin"),
    ):
        answer = giver.post("/tasks", body | wrong)
        assert answer.status_code == 422, wrong
        assert answer.json()["fields"][0]["field"] == field


def test_an_iso_date_is_the_day_and_nothing_else(giver: System, part: UnitTask) -> None:
    body = {"text": "Lập sổ", "lead": part.unit_id, "due_text": "2099-11-25", "product": "Sổ"}
    made = giver.post("/tasks", body)
    assert made.status_code == 201, made.content
    assert Task.objects.get(pk=made.json()["id"]).due_on == date(2099, 11, 25)
    assert giver.post("/tasks", body | {"due_text": "2099-13-45"}).status_code == 422


# What nobody should send


def test_whatever_is_no_request_is_told_so(lead: System, part: UnitTask) -> None:
    address = f"/parts/{part.pk}/notes"
    for body in (b"", b"{", b"\xff\xfe", b"[" * 100_000, b"nul\x00", b'{"text": 1e999999}'):
        assert lead.post(address, body).status_code in (400, 422), body[:10]
    for body in (b"[]", b"null", b"3", b'"x"', b'{"text": "\\ud800"}', b'{"text": NaN}'):
        assert lead.post(address, body).status_code == 422, body
    assert lead.post(address, json.dumps({"text": "x" * 3_000_000})).status_code == 413
    headers = {"Authorization": f"Bearer {lead.token}"}
    form = Browser().post(f"/api/v1{address}", {"text": "x"}, headers=headers)
    assert (form.status_code, form.json()["code"]) == (415, "unsupported_media_type")
    wrong = Browser().put(f"/api/v1{address}", b"{}", content_type="application/json", headers=headers)
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method_not_allowed")
    assert "POST" in wrong["Allow"]
    assert ProgressNote.objects.count() == 0


def test_only_for_information_is_read_by_receiving_it(
    lead: System, part: UnitTask, system: Callable[..., System], organised: Organisation
) -> None:
    office = organised.unit(organised.commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    told = UnitTask.objects.create(task=part.task, unit=office, part=Part.INFORMED)
    asker = system(organised.person("vanphong", (office, Role.OFFICER)), Scope.REPORT)
    assert asker.get(f"/tasks/{part.task_id}").status_code == 200
    told.refresh_from_db()
    assert told.state == TaskState.ASSIGNED  # reading by a program is no reading by a person
    assert asker.post(step(told, "nhan-viec"), {"version": 0}).json()["state"] == "read"


def test_who_leads_opens_again_only_what_he_took_in(lead: System, giver: System, helping: UnitTask) -> None:
    day = timezone.localdate()
    UnitTask.objects.filter(pk=helping.pk).update(state=TaskState.FINISHED, handed_in_on=day)
    body = {"version": 0, "reason": "Sai số liệu"}
    assert "mo-lai" not in [one["slug"] for one in lead.get(f"/parts/{helping.pk}").json()["steps"]]
    assert lead.post(step(helping, "mo-lai"), body).status_code == 403
    assert "mo-lai" in [one["slug"] for one in giver.get(f"/parts/{helping.pk}").json()["steps"]]
    UnitTask.objects.filter(pk=helping.pk).update(taken_in_by_lead=True)
    assert lead.post(step(helping, "mo-lai"), body).status_code == 200


def test_who_is_only_asked_answers_and_reads_no_more(
    system: Callable[..., System], organised: Organisation, part: UnitTask, officer: User
) -> None:
    to = organised.unit(organised.commune, "Thôn 2")
    held = part.obstacles.create(
        raised_by=officer, raised_at=timezone.now(), text="Thiếu", to=to, answer_by=LATER
    )
    asked = system(organised.person("thon2", (to, Role.HEAD)))
    assert asked.get(f"/tasks/{part.task_id}").status_code == 404
    answer = asked.post(f"/obstacles/{held.pk}/answer", {"answer": "Có ở phụ lục 2"})
    assert (answer.status_code, answer.json()["answer"]) == (200, "Có ở phụ lục 2")
    again = asked.post(f"/obstacles/{held.pk}/answer", {"answer": "Khác"})
    assert again.status_code == 409
    assert not again.json().get("current")


def test_nobody_outside_is_asked(lead: System, organised: Organisation, part: UnitTask) -> None:
    body = {"text": "Thiếu mẫu", "to": organised.ward.pk, "answer_by": LATER}
    assert lead.post(f"/parts/{part.pk}/obstacles", body).status_code == 422
