"""Tokens: shown once, kept as a digest, and good for nothing beyond the person in whose name they act."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone
from tests.web.exchange.conftest import System
from tests.web.organisation import Organisation, signed_in

from sauro_web.accounts.models import Role, User
from sauro_web.audit.models import Entry
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.exchange.models import Client, Scope
from sauro_web.exchange.operations.clients import LONGEST_LIFE, connect, revoke
from sauro_web.notices.models import Notice
from sauro_web.tasks.models import UnitTask

pytestmark = pytest.mark.django_db
PAGE = "/giao-dien-du-lieu/ket-noi/"


def refused(system: System) -> str:
    answer = system.get("/me")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"
    detail: str = answer.json()["detail"]
    return detail


def test_a_token_is_shown_once_and_kept_as_a_digest(
    administrator: User, officer: User, organised: Organisation
) -> None:
    browser = signed_in(administrator)
    until = timezone.localdate() + timedelta(days=10)
    sent = {
        "name": "Một cửa điện tử",
        "person": officer.pk,
        "scope": "read",
        "a_minute": "60",
        "expires_on": f"{until:%d/%m/%Y}",
    }
    page = browser.post(f"{PAGE}moi/", sent)
    assert page["Cache-Control"] == "private, no-store"
    client = Client.objects.get()
    token = page.content.decode().split('class="password">')[1].split("<")[0]
    assert token.startswith("sauro_")
    assert token not in str([Client.objects.values(), Entry.objects.values(), Notice.objects.values()])
    assert token not in browser.get(PAGE).content.decode()
    assert client.ending == token[-4:]
    assert browser.post(f"{PAGE}moi/", sent).status_code == 409  # a second click
    # It works once the person has agreed, whom a notice asks.
    assert "chưa đồng ý" in refused(System(token, client))
    assert Notice.objects.get(person=officer).link == PAGE
    assert signed_in(officer).post(f"{PAGE}{client.pk}/dong-y/").status_code == 302
    assert System(token, client).get("/me").json()["person"]["id"] == officer.pk


def test_nothing_but_a_good_token_opens_the_interface(lead: System, officer: User) -> None:
    for header in (
        "",
        "Bearer",
        "Bearer ",
        "Basic abc",
        f"Bearer {lead.token}x",
        "Bearer " + "x" * 5_000,
        "Bearer \xff",
    ):
        headers = {"Authorization": header} if header else {}
        assert Browser().get("/api/v1/me", headers=headers).status_code == 401
    assert signed_in(officer).get("/api/v1/me").status_code == 401
    # A session beside a token is nobody's: the token alone says who asks.
    other = signed_in(User.objects.create_user("khac", full_name="Người Khác", must_change_password=True))
    answer = other.get("/api/v1/me", headers={"Authorization": f"Bearer {lead.token}"})
    assert answer.json()["person"]["id"] == officer.pk
    assert answer.cookies == {}


def test_what_was_revoked_or_has_expired_is_refused(lead: System, officer: User) -> None:
    Client.objects.update(expires_on=timezone.localdate())
    assert lead.get("/me").status_code == 200
    Client.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert "hết hạn" in refused(lead)
    Client.objects.update(expires_on=timezone.localdate())
    revoke(lead.client, by=officer, now=timezone.now())
    assert "thu hồi" in refused(lead)


def test_a_person_who_left_takes_his_systems_along(
    lead: System, officer: User, organised: Organisation
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    officer.memberships.update(valid_to=yesterday)
    assert "không còn công tác" in refused(lead)
    # A position in another office does not bring the token back to life.
    officer.memberships.create(unit=organised.ward, role=Role.LEADER)
    assert "không còn công tác" in refused(lead)
    officer.memberships.update(valid_to=None)
    assert lead.get("/me").status_code == 200
    User.objects.filter(pk=officer.pk).update(is_active=False)
    refused(lead)


def test_a_role_that_was_lost_is_lost_at_once(giver: System, leader: User, part: UnitTask) -> None:
    assert giver.get("/parts?pham-vi=co-quan").status_code == 200
    leader.memberships.update(role=Role.CLERK)
    assert giver.get("/parts?pham-vi=co-quan").status_code == 403
    assert giver.get(f"/tasks/{part.task_id}").status_code == 404


def test_a_system_sends_so_many_requests_a_minute(system: Callable[..., System], officer: User) -> None:
    asker = system(officer, a_minute=3)
    said = [asker.get("/me") for _ in range(7)]  # seven, for a minute may end between two
    assert [answer.status_code for answer in said].count(200) in (3, 6)
    refusal = next(answer for answer in said if answer.status_code == 429)
    assert 1 <= int(refusal["Retry-After"]) <= 60
    assert refusal.json()["code"] == "too_many_requests"
    asker.client.refresh_from_db()
    assert asker.client.last_used_at is not None
    Client.objects.update(minute=timezone.now() - timedelta(minutes=2))
    assert asker.get("/me").status_code == 200


def test_how_far_a_system_may_go(
    system: Callable[..., System], officer: User, leader: User, part: UnitTask
) -> None:
    address = f"/parts/{part.pk}/steps/nhan-viec"
    refusal = system(officer, Scope.READ).post(address, {"version": 0})
    assert (refusal.status_code, refusal.json()["code"]) == (403, "scope")
    assert system(officer, Scope.REPORT).post(address, {"version": 0}).status_code == 200
    pause = f"/parts/{part.pk}/steps/tam-dung"
    reason = {"version": 1, "reason": "Chờ"}
    assert system(leader, Scope.REPORT).post(pause, reason).json()["code"] == "scope"
    assert system(leader, Scope.DECIDE).post(pause, reason).status_code == 200


def test_the_trail_names_the_system(lead: System, officer: User, part: UnitTask) -> None:
    lead.post(f"/parts/{part.pk}/steps/nhan-viec", {"version": 0})
    entry = Entry.objects.get(action="task.take_up")
    assert entry.actor == officer
    assert entry.changes["client"] == ["", f"{lead.client.name} (kết nối số {lead.client.pk})"]
    history = lead.get(f"/tasks/{part.task_id}/history").json()["items"]
    assert f"qua hệ thống: {lead.client.name}" in str(history)
    # What the person does afterwards in the browser is his own.
    signed_in(officer).post(f"/nhiem-vu/phan-viec/{part.pk}/buoc/bat-dau-thuc-hien/", {"version": 1})
    assert "client" not in Entry.objects.get(action="task.begin").changes


def test_forged_numbers_go_into_the_trail_with_the_system(lead: System, officer: User) -> None:
    assert lead.get("/parts/999999").status_code == 404
    entry = Entry.objects.get(action="user.refused")
    assert entry.actor == officer
    assert lead.client.name in str(entry.changes["client"])


# Connecting


def test_only_administrators_of_the_office_connect_systems(
    organised: Organisation, administrator: User, outsider: User, officer: User, leader: User
) -> None:
    now = timezone.now()
    on = timezone.localdate(now)
    about = {"name": "A", "scope": Scope.READ, "a_minute": 60, "now": now}
    good = about | {"person": officer, "expires_on": on}
    for person in (outsider, officer, leader):
        with pytest.raises(NotAllowed):
            connect(organised.commune, by=person, **good)
    for wrong in (
        {"person": outsider},
        {"expires_on": on - timedelta(days=1)},
        {"expires_on": on + timedelta(days=LONGEST_LIFE + 1)},
    ):
        with pytest.raises(NotReady):
            connect(organised.commune, by=administrator, **good | wrong)
    client, _ = connect(organised.commune, by=administrator, **good)
    assert client.agreed_at is None
    assert Entry.objects.get(action="exchange.connect").changes["person"] == ["", str(officer)]
    own, _ = connect(organised.commune, by=administrator, **good | {"person": administrator, "name": "B"})
    assert own.agreed_at is not None


def test_nobody_agrees_for_another_and_who_is_concerned_may_cut_it_off(
    lead: System, administrator: User, officer: User, cooperator: User, outsider: User
) -> None:
    number = lead.client.pk
    for person, said in ((administrator, 403), (cooperator, 404), (outsider, 404), (officer, 302)):
        assert signed_in(person).post(f"{PAGE}{number}/dong-y/").status_code == said
    for person, said in ((cooperator, 404), (outsider, 404), (administrator, 302), (officer, 302)):
        assert signed_in(person).post(f"{PAGE}{number}/thu-hoi/").status_code == said
    assert Entry.objects.filter(action="exchange.revoke").count() == 1
    assert signed_in(officer).post(f"{PAGE}{number}/dong-y/").status_code == 409
    # The name is free again.
    assert lead.client.name in signed_in(administrator).get(PAGE).content.decode()


def test_nothing_of_the_interface_is_open_without_a_token() -> None:
    paths = Browser().get("/api/v1/openapi.json").json()["paths"]
    asked = [(method, path) for path, kinds in paths.items() for method in kinds]
    assert len(asked) > 25
    for method, path in asked:
        address = re.sub(r"{\w+}", "1", path.replace("{slug}", "nhan-viec"))
        answer = Browser().generic(method.upper(), address, "{}", content_type="application/json")
        assert answer.status_code == 401, address
