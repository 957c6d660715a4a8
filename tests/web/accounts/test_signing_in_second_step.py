"""The second step: turning it on and off, signing in with it, recovery codes, what is written."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.web.accounts.signing_in_people import (
    PASSWORD,
    actions,
    code_of,
    person,
    sign_in,
    signed_in_as,
    with_second_step,
    words,
    wrong_code,
)

from sauro_web.audit.models import Entry

pytestmark = pytest.mark.django_db
ON, OFF, CODES = "/tai-khoan/hai-buoc/bat/", "/tai-khoan/hai-buoc/tat/", "/tai-khoan/ma-du-phong/"
ASKED = "/dang-nhap/ma-xac-thuc/"


def _confirmed(client: Client) -> None:
    assert client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD}).status_code == 302


def _recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", client.get(CODES).content.decode())


def test_turning_it_on_by_the_square_or_the_secret_beside_it(client: Client) -> None:
    mai = person()
    sign_in(client)
    assert client.get(ON).url == "/tai-khoan/xac-nhan/?next=%2Ftai-khoan%2Fhai-buoc%2Fbat%2F"
    asked = client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": ON})
    assert asked.url == ON
    page = client.get(ON).content.decode()
    assert 'role="img" aria-label="Mã vuông' in page
    secret = re.search(r"khóa này: <code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")  # type: ignore[index]
    wrong = client.post(ON, {"code": wrong_code(secret)})
    assert "Mã không đúng hoặc đã dùng." in words(wrong)
    assert client.post(ON, {"code": f" {code_of(secret)[:3]} {code_of(secret)[3:]}"}).url == CODES
    assert len(_recovery_codes(client)) == 10
    assert Authenticator.objects.filter(user=mai).count() == 2
    assert actions() == ["user.sign_in", "user.turn_on_second_step"]


def test_secrets_lie_encrypted_in_the_database_and_not_in_the_trail(client: Client) -> None:
    secret = with_second_step(person())
    sign_in(client)
    client.post(ASKED, {"code": code_of(secret)})
    _confirmed(client)
    codes = _recovery_codes(client)
    stored = repr(list(Authenticator.objects.values_list("data")) + list(Entry.objects.values()))
    for hidden in (secret, *codes):
        assert hidden not in stored


def test_under_another_key_of_the_site_no_code_is_right(client: Client, settings: object) -> None:
    secret = with_second_step(person())
    sign_in(client)
    settings.SECRET_KEY = "một khóa khác"  # type: ignore[attr-defined]
    sign_in(client)
    assert "Mã không đúng" in words(client.post(ASKED, {"code": code_of(secret)}))


def test_signing_in_asks_for_the_code_and_goes_back(client: Client) -> None:
    mai = person()
    secret = with_second_step(mai)
    assert sign_in(client, next_page="/tai-khoan/phien/").url == ASKED
    assert signed_in_as(client) is None
    assert client.get("/tai-khoan/").url.startswith("/dang-nhap/")
    assert client.post(ASKED, {"code": code_of(secret)}).url == "/tai-khoan/phien/"
    assert signed_in_as(client) == mai
    assert Entry.objects.get().changes["methods"] == [None, ["password", "totp"]]
    assert client.session.get_expiry_age() == 12 * 60 * 60


def test_a_telephone_whose_clock_is_half_a_minute_off(client: Client) -> None:
    mai = person()
    secret = with_second_step(mai)
    sign_in(client)
    client.post(ASKED, {"code": code_of(secret, steps=-1)})
    assert signed_in_as(client) == mai


def test_a_code_is_used_once(client: Client) -> None:
    secret = with_second_step(person())
    code = code_of(secret)
    sign_in(client)
    client.post(ASKED, {"code": code})
    thief = Client()
    sign_in(thief)
    assert "đã dùng" in words(thief.post(ASKED, {"code": code}))
    assert signed_in_as(thief) is None


def test_a_recovery_code_helps_once(client: Client) -> None:
    mai = person()
    with_second_step(mai)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[3]
    sign_in(client)
    client.post(ASKED, {"code": code})
    assert signed_in_as(client) == mai
    assert Entry.objects.get().changes["methods"] == [None, ["password", "recovery_codes"]]
    again = Client()
    sign_in(again)
    again.post(ASKED, {"code": code})
    assert signed_in_as(again) is None


def test_eight_wrong_codes_lock_the_second_step_and_are_in_the_trail_once(client: Client) -> None:
    mai = person()
    secret = with_second_step(mai)
    sign_in(client)
    for _ in range(8):
        assert "Mã không đúng" in words(client.post(ASKED, {"code": wrong_code(secret)}))
    for _ in range(3):
        assert "Đã nhập sai quá nhiều lần" in words(client.post(ASKED, {"code": code_of(secret)}))
    entry = Entry.objects.get()
    assert (entry.action, entry.object_id) == ("user.lock_out_second_step", str(mai.pk))
    assert secret not in repr(entry.changes)


def test_the_page_of_the_code_without_a_password_before_leads_to_signing_in(client: Client) -> None:
    assert client.get(ASKED).url == "/dang-nhap/"


def test_turning_it_off_takes_the_recovery_codes_with_it(client: Client) -> None:
    mai = person()
    secret = with_second_step(mai)
    sign_in(client)
    client.post(ASKED, {"code": code_of(secret)})
    assert client.get(OFF).url.startswith("/tai-khoan/xac-nhan/")
    _confirmed(client)
    assert "chỉ cần mật khẩu" in words(client.get(OFF))
    assert client.post(OFF).url == "/tai-khoan/"
    assert not Authenticator.objects.filter(user=mai).exists()
    assert actions() == ["user.sign_in", "user.turn_off_second_step"]


def test_new_recovery_codes_make_the_old_ones_worthless(client: Client) -> None:
    secret = with_second_step(person())
    sign_in(client)
    client.post(ASKED, {"code": code_of(secret)})
    _confirmed(client)
    before = _recovery_codes(client)
    assert client.post(f"{CODES}tao/").url == CODES
    assert not set(before) & set(_recovery_codes(client))
    assert actions()[-1] == "user.renew_recovery_codes"
    file = client.get(f"{CODES}tep/")
    assert 'filename="ma-du-phong.txt"' in file["Content-Disposition"]
    assert "no-store" in file["Cache-Control"]
    assert all(code in file.content.decode() for code in _recovery_codes(client))


def test_what_concerns_security_is_confirmed_by_password_or_code(client: Client) -> None:
    secret = with_second_step(person())
    sign_in(client)
    client.post(ASKED, {"code": code_of(secret, steps=-1)})
    page = client.get("/tai-khoan/xac-nhan/")
    assert "Dùng mã xác thực hoặc mã dự phòng" in words(page)
    assert client.post("/tai-khoan/xac-nhan/ma/", {"code": code_of(secret), "next": OFF}).url == OFF
    assert client.get(OFF).status_code == 200
