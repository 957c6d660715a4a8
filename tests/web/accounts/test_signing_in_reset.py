"""Access given anew: by an administrator's page, by a command, by a link in a mail where mail leaves."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from tests.web.accounts.signing_in_people import (
    PASSWORD,
    actions,
    person,
    sign_in,
    signed_in_as,
    with_second_step,
    words,
)

from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
from sauro_web.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> dict[str, User]:
    """A commune under its province: an administrator in each, an officer of the commune, and one who works in
    both."""
    province = Unit.objects.add_root({"kind": UnitKind.PROVINCE, "name": "UBND tỉnh Mường Lò"})
    commune = Unit.objects.add_child(province, {"kind": UnitKind.COMMUNE, "name": "UBND xã Nậm Búng"})
    people = {
        "above": person("quan.tri.tinh", "Hoàng Thị Xuân"),
        "administrator": person("quan.tri.xa", "Hà Văn Nam"),
        "officer": person(),
        "both": person("sa.van.phu", "Sa Văn Phú"),
    }
    for name, unit, role in (
        ("above", province, Role.ADMINISTRATOR),
        ("administrator", commune, Role.ADMINISTRATOR),
        ("officer", commune, Role.OFFICER),
        ("both", commune, Role.OFFICER),
        ("both", province, Role.LEADER),
    ):
        Membership.objects.create(user=people[name], unit=unit, role=role)
    return people


def _page(someone: User) -> str:
    return f"/nguoi-dung/{someone.pk}/cap-lai-dang-nhap/"


def _given(text: str) -> str:
    return re.search(r"\b\w{4}-\w{4}-\w{4}-\w{4}\b", text)[0]  # type: ignore[index]


def test_an_administrator_hands_over_a_first_password(client: Client, office: dict[str, User]) -> None:
    officer, elsewhere = office["officer"], Client()
    sign_in(elsewhere)
    sign_in(client, "quan.tri.xa")
    page = _page(officer)
    assert "Lò Thị Mai, tên đăng nhập lo.thi.mai" in words(client.get(page))
    answer = client.post(page)
    assert "no-store" in answer["Cache-Control"]
    password = _given(words(answer))
    assert elsewhere.get("/tai-khoan/").status_code == 302
    assert signed_in_as(Client()) is None
    sign_in(elsewhere, password=password)
    assert elsewhere.get("/tai-khoan/").url.startswith("/tai-khoan/mat-khau/")
    entry = Entry.objects.get(action="user.reset_access")
    assert (entry.actor, entry.object_id) == (office["administrator"], str(officer.pk))
    assert password not in repr(list(Entry.objects.values()))


def test_a_new_password_lifts_the_lock(client: Client, office: dict[str, User]) -> None:
    for attempt in range(9):
        sign_in(client, password=f"Sai {attempt}")
    boss = Client()
    sign_in(boss, "quan.tri.xa")
    sign_in(client, password=_given(words(boss.post(_page(office["officer"])))))
    assert signed_in_as(client) == office["officer"]


def test_second_step_and_tie_to_the_province_are_taken_away_only_where_asked(
    client: Client, office: dict[str, User]
) -> None:
    officer = office["officer"]
    with_second_step(officer)
    SocialAccount.objects.create(user=officer, provider="province", uid="p-1")
    sign_in(client, "quan.tri.xa")
    client.post(_page(officer))
    assert (Authenticator.objects.count(), SocialAccount.objects.count()) == (2, 1)
    client.post(_page(officer), {"second_step": "on", "province": "on"})
    assert (Authenticator.objects.count(), SocialAccount.objects.count()) == (0, 0)
    assert Entry.objects.order_by("number").last().changes == {  # type: ignore[union-attr]
        "password": [None, None], "second_step": [True, False], "province": [True, False],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("quan.tri.xa", "officer", 200),
        ("quan.tri.tinh", "officer", 200),
        ("quan.tri.tinh", "administrator", 200),
        ("quan.tri.tinh", "both", 200),
        ("quan.tri.xa", "both", 404),
        ("quan.tri.xa", "above", 404),
        ("quan.tri.xa", "administrator", 404),
        ("lo.thi.mai", "administrator", 404),
        ("lo.thi.mai", "officer", 404),
    ],
)
def test_who_may_and_who_finds_nothing(
    client: Client, office: dict[str, User], who: str, whom: str, status: int
) -> None:
    sign_in(client, who)
    hashes = set(User.objects.values_list("password", flat=True))
    assert client.get(_page(office[whom])).status_code == status
    assert client.post(_page(office[whom])).status_code == status
    assert (set(User.objects.values_list("password", flat=True)) == hashes) is (status == 404)


def test_whose_post_has_ended_may_no_longer(client: Client, office: dict[str, User]) -> None:
    Membership.objects.filter(user=office["administrator"]).update(valid_to="2025-12-31")
    sign_in(client, "quan.tri.xa")
    assert client.get(_page(office["officer"])).status_code == 404


def test_a_forged_number_of_a_person_is_not_found(client: Client, office: dict[str, User]) -> None:
    sign_in(client, "quan.tri.tinh")
    assert client.get("/nguoi-dung/999999/cap-lai-dang-nhap/").status_code == 404


def test_the_command_prints_a_first_password(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    mai = person()
    with_second_step(mai)
    call_command("reset_password", "LO.THI.MAI", "--second-step")
    printed = capsys.readouterr().out
    assert printed.startswith("Mật khẩu dùng một lần của Lò Thị Mai (lo.thi.mai): ")
    sign_in(client, password=_given(printed))
    assert signed_in_as(client) == mai
    assert actions() == ["user.reset_access", "user.sign_in"]


def test_the_command_knows_nobody_of_that_name() -> None:
    with pytest.raises(CommandError, match="Không có người dùng tên khong\\.co"):
        call_command("reset_password", "khong.co")


def test_without_mail_one_is_told_whom_to_ask(client: Client) -> None:
    person(email="mai@xa.example")
    assert "người quản trị phần mềm của cơ quan" in words(client.get("/quen-mat-khau/"))
    client.post("/quen-mat-khau/", {"email": "mai@xa.example"})
    assert mail.outbox == []


def test_a_link_by_mail_gives_a_new_password_once(client: Client, settings: object) -> None:
    settings.MAIL_LEAVES = True  # type: ignore[attr-defined]
    mai = person(email="Mai@xa.example", must_change_password=True)
    known = client.post("/quen-mat-khau/", {"email": "mai@XA.example"})
    letter = mail.outbox[0]
    assert (letter.subject, letter.to) == ("Sáu Rõ: đặt lại mật khẩu", ["mai@xa.example"])
    assert PASSWORD not in letter.body
    assert known.url == client.post("/quen-mat-khau/", {"email": "khong.co@xa.example"}).url
    assert len(mail.outbox) == 1
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]  # type: ignore[index]
    form = client.get(link).url
    new = "Hoa ban nở 2026"
    assert "quá ngắn" in words(client.post(form, {"password1": "ngắn", "password2": "ngắn"}))
    assert client.post(form, {"password1": new, "password2": new}).url == "/quen-mat-khau/xong/"
    assert signed_in_as(client) is None
    sign_in(client, password=new)
    assert signed_in_as(client) == mai
    assert client.get("/tai-khoan/").status_code == 200
    assert actions() == ["user.change_password", "user.sign_in"]
    assert "không còn hiệu lực" in words(Client().get(link))
