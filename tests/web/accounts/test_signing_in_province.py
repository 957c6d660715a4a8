"""The province's single sign-on, against a provider that runs as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.http import HttpResponse
from django.test import Client
from tests.web.accounts.oidc_provider import CLIENT, SECRET
from tests.web.accounts.signing_in_people import (
    actions,
    code_of,
    person,
    sign_in,
    signed_in_as,
    with_second_step,
    words,
)
from tools.with_postgres import free_port

from sauro_web.accounts.models import User
from sauro_web.accounts.signing_in.operations import reset_access
from sauro_web.audit.models import Entry

pytestmark = pytest.mark.django_db
OUT, BACK = "/dang-nhap/tinh/", "/dang-nhap/tinh/tro-lai/"
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.web.accounts.oidc_provider", str(port)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAURO_")}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the provider ended"
        try:
            requests.get(f"{address}/keys", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the provider did not start")


@pytest.fixture(autouse=True)
def _settings(provider: str, settings: object) -> None:
    _use(settings, provider)


def _use(settings: object, address: str, secret: str = SECRET) -> None:
    app = {"client_id": CLIENT, "secret": secret, "settings": {"server_url": address}}
    settings.SOCIALACCOUNT_PROVIDERS = {"province": {"APPS": [app]}}  # type: ignore[attr-defined]
    settings.OIDC_NAME = "tài khoản công chức tỉnh Mường Lò"  # type: ignore[attr-defined]


def _changed(address: str, **changes: str | None) -> str:
    """The address with other values in its query; None takes one away."""
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | changes
    return urlunsplit(
        parts._replace(query=urlencode({name: said for name, said in query.items() if said is not None}))
    )


def _at_the_province(address: str, sub: str) -> str:
    """Where the provider sends the browser of that person."""
    answer = requests.get(_changed(address, sub=sub), allow_redirects=False, timeout=30)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].removeprefix("http://testserver")


def _through(client: Client, sub: str, next_page: str = "") -> HttpResponse:
    out = client.get(OUT, {"next": next_page} if next_page else {})
    return client.get(_at_the_province(out.url, sub))


def test_the_page_of_signing_in_names_the_province(client: Client, settings: object) -> None:
    page = client.get("/dang-nhap/?next=/tai-khoan/?a=1")
    assert "Đăng nhập bằng tài khoản công chức tỉnh Mường Lò" in words(page)
    assert 'href="/dang-nhap/tinh/?next=%2Ftai-khoan%2F%3Fa%3D1"' in page.content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {"province": {"APPS": []}}  # type: ignore[attr-defined]
    assert "/dang-nhap/tinh/" not in client.get("/dang-nhap/").content.decode()
    assert client.get(OUT).status_code == client.get(BACK).status_code == 404


def test_the_way_out_carries_state_nonce_and_pkce(client: Client, provider: str) -> None:
    out = urlsplit(client.get(f"{OUT}?scope=admin&auth_params=prompt%3Dnone&process=connect").url)
    asked = {name: values[0] for name, values in parse_qs(out.query).items()}
    assert f"{out.scheme}://{out.netloc}{out.path}" == f"{provider}/authorize"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"http://testserver{BACK}"
    assert min(len(asked["state"]), len(asked["nonce"]), len(asked["code_challenge"])) >= 16
    assert "prompt" not in asked


def test_a_person_of_the_office_gets_in_and_back(client: Client) -> None:
    mai = person(must_change_password=True)
    assert _through(client, "p-mai", "/tai-khoan/phien/").url == "/tai-khoan/phien/"
    assert signed_in_as(client) == mai
    # A password that was not used need not be changed first.
    assert client.get("/tai-khoan/phien/").status_code == 200
    assert actions() == ["user.link_to_province", "user.sign_in"]
    assert Entry.objects.get(action="user.sign_in").changes["methods"] == [None, ["socialaccount"]]
    account = SocialAccount.objects.get()
    assert (account.user, account.uid, account.extra_data) == (mai, "p-mai", {"claim": "Lo.Thi.Mai"})
    assert not SocialToken.objects.exists()


def test_the_name_may_stand_on_the_page_about_the_person_alone(client: Client) -> None:
    nam = person("ha.van.nam", "Hà Văn Nam")
    _through(client, "p-nam")
    assert signed_in_as(client) == nam


def test_afterwards_the_province_s_own_identifier_counts(client: Client) -> None:
    mai = person()
    _through(client, "p-mai")
    client.post("/dang-xuat/")
    User.objects.filter(pk=mai.pk).update(username="mai.doi.ten")
    _through(client, "p-mai")
    assert signed_in_as(client) == mai


def test_a_name_given_to_somebody_else_there_does_not_open_the_account(client: Client) -> None:
    mai = person()
    _through(client, "p-mai")
    stranger = Client()
    refused = _through(stranger, "p-mai-2")
    assert refused.status_code == 403
    assert "đề nghị bỏ gắn tài khoản cũ" in words(refused)
    assert signed_in_as(stranger) is None
    reset_access(mai, by=None, on=mai.date_joined.date(), province=True)
    _through(stranger, "p-mai-2")
    assert signed_in_as(stranger) == mai


def test_an_unknown_person_is_told_whom_to_ask_and_not_signed_up(client: Client) -> None:
    person()
    refused = _through(client, "p-moi")
    assert refused.status_code == 403
    assert "đề nghị quản trị phần mềm của cơ quan" in words(refused)
    assert signed_in_as(client) is None
    assert (User.objects.count(), actions()) == (1, ["address.unknown_person"])


def test_a_closed_account_does_not_get_in(client: Client) -> None:
    person(is_active=False)
    assert _through(client, "p-mai").status_code == 403
    assert signed_in_as(client) is None


def test_an_account_closed_after_it_was_tied_does_not_get_in(client: Client) -> None:
    mai = person()
    _through(client, "p-mai")
    client.post("/dang-xuat/")
    User.objects.filter(pk=mai.pk).update(is_active=False)
    assert _through(client, "p-mai").url == "/dang-nhap/tai-khoan-ngung/"
    assert signed_in_as(client) is None


def test_by_an_address_only_where_the_province_has_confirmed_it(client: Client, settings: object) -> None:
    settings.OIDC_CLAIM = "email"  # type: ignore[attr-defined]
    person(email="mai@tinh.example")
    nam = person("nam", "Hà Văn Nam", email="Nam@tinh.example")
    assert _through(client, "p-mai").status_code == 403
    _through(client, "p-nam")
    assert signed_in_as(client) == nam


def test_the_second_step_is_asked_for_here_too(client: Client) -> None:
    mai = person()
    secret = with_second_step(mai)
    assert _through(client, "p-mai").url == "/dang-nhap/ma-xac-thuc/"
    assert signed_in_as(client) is None
    client.post("/dang-nhap/ma-xac-thuc/", {"code": code_of(secret)})
    assert signed_in_as(client) == mai


def test_who_is_signed_in_as_another_is_signed_out_of_that(client: Client) -> None:
    mai = person()
    person("ha.van.nam", "Hà Văn Nam")
    sign_in(client, "ha.van.nam")
    _through(client, "p-mai")
    assert signed_in_as(client) == mai


def _assert_refused(client: Client, answer: HttpResponse) -> None:
    assert answer.status_code == 401
    assert "Chưa đăng nhập được" in words(answer)
    assert signed_in_as(client) is None
    assert actions() == []


@pytest.mark.parametrize("what", ["nonce", "code_challenge"])
def test_a_wrong_nonce_or_challenge_is_refused(
    client: Client, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    person()
    out = _changed(client.get(OUT).url, **{what: "cua-lan-khac-0123456789-0123456789-0123456789"})
    back = _at_the_province(out, "p-mai")
    _assert_refused(client, client.get(back))
    told = "id_token: nonce" if what == "nonce" else "OAuth2Error"
    assert f"single sign-on of the province failed: {told}" in caplog.text
    assert SECRET not in caplog.text
    assert parse_qs(urlsplit(back).query)["code"][0] not in caplog.text


@pytest.mark.parametrize("state", ["khác", None])
def test_a_wrong_state_is_refused(client: Client, state: str | None) -> None:
    person()
    back = _at_the_province(client.get(OUT).url, "p-mai")
    _assert_refused(client, client.get(_changed(back, state=state)))


def test_an_answer_meant_for_another_browser_is_refused(client: Client) -> None:
    person()
    back = _at_the_province(client.get(OUT).url, "p-mai")
    victim = Client()
    victim.get(OUT)
    _assert_refused(victim, victim.get(back))


def test_an_answer_is_good_once(client: Client) -> None:
    person()
    back = _at_the_province(client.get(OUT).url, "p-mai")
    client.get(back)
    client.post("/dang-xuat/")
    assert client.get(back).status_code == 401


def test_a_code_of_another_sign_in_is_refused(client: Client) -> None:
    person()
    stolen = parse_qs(urlsplit(_at_the_province(Client().get(OUT).url, "p-mai")).query)["code"][0]
    mine = _at_the_province(client.get(OUT).url, "p-moi")
    _assert_refused(client, client.get(_changed(mine, code=stolen)))


def test_a_wrong_secret_of_ours_is_told_as_a_failure(client: Client, provider: str, settings: object) -> None:
    person()
    _use(settings, provider, secret="khác")
    _assert_refused(client, _through(client, "p-mai"))


def test_turning_back_at_the_province(client: Client) -> None:
    answer = client.get(_at_the_province(client.get(OUT).url, ""))
    assert answer.url == "/dang-nhap/tinh/da-huy/"
    assert "Ông (bà) đã dừng" in words(client.get(answer.url))


def test_a_province_that_does_not_answer(client: Client, settings: object) -> None:
    _use(settings, f"http://127.0.0.1:{free_port()}")
    _assert_refused(client, client.get(OUT))


def test_a_configuration_of_another_issuer_is_refused(
    client: Client, provider: str, settings: object
) -> None:
    _use(settings, f"{provider}/another")
    _assert_refused(client, client.get(OUT))


def test_the_whole_address_of_the_configuration_may_be_given(
    client: Client, provider: str, settings: object
) -> None:
    mai = person()
    _use(settings, f"{provider}/.well-known/openid-configuration")
    _through(client, "p-mai")
    assert signed_in_as(client) == mai
