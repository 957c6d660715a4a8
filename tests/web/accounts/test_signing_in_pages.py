"""Every page of signing in: in Vietnamese throughout, and within the Content-Security-Policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from tests.web.accounts.signing_in_people import PASSWORD, code_of, person, sign_in, with_second_step, words

from sauro_web.accounts.models import Membership, Role, Unit, UnitKind

pytestmark = pytest.mark.django_db

_ENGLISH = re.compile(
    r"\b(?:the|your|you|please|password|username|email|e-mail|login|log|sign|signed|out|account|code|codes|"
    r"authenticator|authentication|token|session|sessions|enter|enable|disable|activate|deactivate|invalid|"
    r"incorrect|wrong|required|field|forgot|reset|change|confirm|new|again|this|that|is|are|not|has|been|"
    r"error|page|back|help|submit|cancel|download|view|generate|recovery|unused|available|security|key|"
    r"too|many|attempts|try|later|mismatch|must|same|and|or|with|for|remember|link|sent|none|true|false)\b",
    re.IGNORECASE,
)


def _assert_ours(response: HttpResponse) -> None:
    assert response.status_code in (200, 401, 403, 404, 429), response
    page = response.content.decode()
    spoken = (
        words(response) + " " + " ".join(re.findall(r'(?:placeholder|title|aria-label|alt)="([^"]*)"', page))
    )
    assert _ENGLISH.findall(spoken) == [], spoken
    if "Content-Security-Policy" in response:
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.search(r"<script(?![^>]*\b(src|nonce)=)", page)


def _get(client: Client, *addresses: str) -> None:
    for address in addresses:
        _assert_ours(client.get(address))


def _post(client: Client, address: str, **data: str) -> None:
    _assert_ours(client.post(address, data))


def test_before_one_is_in(client: Client, settings: object) -> None:
    person()
    _get(
        client,
        "/dang-nhap/",
        "/dang-nhap/?next=/tai-khoan/",
        "/dang-nhap/tai-khoan-ngung/",
        "/quen-mat-khau/",
    )
    _get(client, "/dang-nhap/tinh/da-huy/", "/khong-co/")
    _post(client, "/dang-nhap/")
    _post(client, "/dang-nhap/", login="lo.thi.mai", password="sai")
    _post(client, "/dang-nhap/", login="x" * 400, password="sai")
    for _ in range(7):
        sign_in(client, password="sai")
    _assert_ours(sign_in(client, password="sai"))
    settings.MAIL_LEAVES = True  # type: ignore[attr-defined]
    _get(client, "/quen-mat-khau/", "/quen-mat-khau/da-gui/", "/quen-mat-khau/xong/", "/quen-mat-khau/1-abc/")
    _post(client, "/quen-mat-khau/")
    _post(client, "/quen-mat-khau/", email="không phải thư")


def test_the_mail_and_what_its_link_opens(client: Client, settings: object) -> None:
    settings.MAIL_LEAVES = True  # type: ignore[attr-defined]
    person(email="mai@xa.example")
    for _ in range(5):
        client.post("/quen-mat-khau/", {"email": "mai@xa.example"})
    _post(client, "/quen-mat-khau/", email="mai@xa.example")
    letter = mail.outbox[0]
    written = re.sub(r"\S*(://|@)\S*", "", f"{letter.subject} {letter.body}")
    assert _ENGLISH.findall(written) == []
    form = client.get(re.search(r"http://testserver(/\S+)", letter.body)[1]).url  # type: ignore[index]
    _get(client, form)
    _post(client, form)
    _post(client, form, password1="abc", password2="abd")


def test_the_second_step(client: Client) -> None:
    secret = with_second_step(person())
    sign_in(client)
    _get(client, "/dang-nhap/ma-xac-thuc/")
    _post(client, "/dang-nhap/ma-xac-thuc/")
    for _ in range(9):
        _post(client, "/dang-nhap/ma-xac-thuc/", code="abc")
    stranger = Client()
    sign_in(stranger)
    assert secret not in stranger.get("/dang-nhap/ma-xac-thuc/").content.decode()


def test_one_s_own_pages(client: Client) -> None:
    person()
    sign_in(client)
    _get(
        client,
        "/dang-xuat/",
        "/tai-khoan/",
        "/tai-khoan/mat-khau/",
        "/tai-khoan/phien/",
        "/tai-khoan/xac-nhan/",
    )
    _get(client, "/tai-khoan/ma-du-phong/")
    _post(client, "/tai-khoan/mat-khau/")
    _post(client, "/tai-khoan/mat-khau/", oldpassword="sai", password1="123", password2="1234")
    for _ in range(5):
        client.post("/tai-khoan/mat-khau/", {"oldpassword": "sai"})
    _post(client, "/tai-khoan/mat-khau/", oldpassword="sai")
    _post(client, "/tai-khoan/xac-nhan/")
    _post(client, "/tai-khoan/xac-nhan/", password="sai")
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    _get(client, "/tai-khoan/hai-buoc/bat/", "/tai-khoan/ma-du-phong/tao/")
    _post(client, "/tai-khoan/hai-buoc/bat/")
    _post(client, "/tai-khoan/hai-buoc/bat/", code="000")
    _post(client, "/tai-khoan/ma-du-phong/tao/")


def test_one_s_own_pages_with_the_second_step(client: Client) -> None:
    secret = with_second_step(person())
    sign_in(client)
    client.post("/dang-nhap/ma-xac-thuc/", {"code": code_of(secret)})
    _get(client, "/tai-khoan/", "/tai-khoan/xac-nhan/", "/tai-khoan/xac-nhan/ma/")
    _post(client, "/tai-khoan/xac-nhan/ma/")
    _post(client, "/tai-khoan/xac-nhan/ma/", code="000")
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    _get(client, "/tai-khoan/hai-buoc/tat/", "/tai-khoan/ma-du-phong/", "/tai-khoan/ma-du-phong/tao/")
    _get(client, "/tai-khoan/ma-du-phong/tep/")


def test_sentences_that_follow_an_action(client: Client) -> None:
    person()
    sign_in(client)
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    secret = client.get("/tai-khoan/hai-buoc/bat/").context["form"].secret
    _assert_ours(client.post("/tai-khoan/hai-buoc/bat/", {"code": code_of(secret)}, follow=True))
    _assert_ours(client.post("/tai-khoan/ma-du-phong/tao/", follow=True))
    _assert_ours(client.post("/tai-khoan/hai-buoc/tat/", follow=True))
    new = {"oldpassword": PASSWORD, "password1": "Hoa ban nở 2026", "password2": "Hoa ban nở 2026"}
    _assert_ours(client.post("/tai-khoan/mat-khau/", new, follow=True))
    _assert_ours(client.post("/tai-khoan/phien/ket-thuc/", follow=True))
    _assert_ours(client.post("/dang-xuat/", follow=True))


def test_giving_access_anew(client: Client) -> None:
    office = Unit.objects.add_root({"kind": UnitKind.COMMUNE, "name": "UBND xã Nậm Búng"})
    mai, nam = person(), person("ha.van.nam", "Hà Văn Nam")
    Membership.objects.create(user=mai, unit=office, role=Role.ADMINISTRATOR)
    Membership.objects.create(user=nam, unit=office, role=Role.OFFICER)
    sign_in(client)
    _get(client, f"/nguoi-dung/{nam.pk}/cap-lai-dang-nhap/", "/nguoi-dung/999/cap-lai-dang-nhap/")
    _post(client, f"/nguoi-dung/{nam.pk}/cap-lai-dang-nhap/")


def _open_views(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if getattr(pattern, "app_name", "") == "ninja":
            continue  # Asks for a token instead: tests/web/exchange/test_tokens.py.
        if hasattr(pattern, "url_patterns"):
            yield from _open_views(pattern.url_patterns)
        elif not getattr(pattern.callback, "login_required", True):
            yield pattern.name


def test_what_anybody_may_open_is_known() -> None:
    assert set(_open_views(get_resolver().url_patterns)) <= {
        "account_inactive", "account_login", "account_logout", "account_reset_password",
        "account_reset_password_done", "account_reset_password_from_key",
        "account_reset_password_from_key_done", "mfa_authenticate", "province_callback", "province_login",
        "socialaccount_login_cancelled",
        # The first page sends strangers to signing in, or shows a made-up office; the others hold no data.
        "first", "appearance", "style_guide", "favicon", "guide", "guide_index", "check_guide",
        # A person's own meetings, under a secret address that calendar programs fetch.
        "feed",
    }  # fmt: skip


def test_a_form_left_open_is_told_so(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    _assert_ours(strict.post("/dang-nhap/", {"login": "x", "password": "y"}))
