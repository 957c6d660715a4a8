"""Signing in and out: names, the way back, who may not, the first password, the trail."""

from __future__ import annotations

import unicodedata

import pytest
from django.test import Client
from tests.web.accounts.signing_in_people import (
    PASSWORD,
    SIGN_IN,
    actions,
    person,
    sign_in,
    signed_in_as,
    words,
)

from sauro_web.accounts.models import User
from sauro_web.audit.models import Entry
from sauro_web.audit.queries import verify

pytestmark = pytest.mark.django_db
CHANGE = "/tai-khoan/mat-khau/"


@pytest.mark.parametrize(
    "typed",
    ["lo.thi.mai", "Lo.Thi.Mai", " lo.thi.mai ", "lo. thi. mai", "MAI.LT@xa.example", "mai.lt@xa.example "],
)
def test_user_name_or_address_in_any_case_with_blanks(client: Client, typed: str) -> None:
    mai = person(email="Mai.LT@xa.example")
    assert sign_in(client, typed).status_code == 302
    assert signed_in_as(client) == mai


def test_an_address_that_two_people_share_is_no_name(client: Client) -> None:
    person(email="vanphong@xa-muonglo.example")
    person("ha.van.nam", "Hà Văn Nam", email="vanphong@xa-muonglo.example")
    assert "không đúng" in words(sign_in(client, "vanphong@xa-muonglo.example"))
    assert signed_in_as(client) is None


def test_accents_of_a_password_may_be_composed_or_apart(client: Client) -> None:
    mai = person()
    sign_in(client, password=unicodedata.normalize("NFD", PASSWORD))
    assert signed_in_as(client) == mai


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: Client) -> None:
    person()
    wrong, unknown = words(sign_in(client, password="khác")), words(sign_in(client, "khong.co.ai"))
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in wrong
    assert wrong == unknown


def test_two_user_names_do_not_differ_by_case_alone() -> None:
    person()
    again = User(username="Lo.Thi.Mai", full_name="Lò Thị Mai")
    again.set_password(PASSWORD)
    with pytest.raises(Exception, match="Tên đăng nhập này đã có"):
        again.full_clean()


def test_the_way_back(client: Client) -> None:
    person()
    page = client.get("/tai-khoan/phien/?trang=2")
    assert page.url == "/dang-nhap/?next=%2Ftai-khoan%2Fphien%2F%3Ftrang%3D2"
    assert 'name="next" value="/tai-khoan/phien/?trang=2"' in client.get(page.url).content.decode()
    assert sign_in(client, next_page="/tai-khoan/phien/?trang=2").url == "/tai-khoan/phien/?trang=2"


@pytest.mark.parametrize("elsewhere", ["https://khac.example/", "//khac.example/", "javascript:alert(1)"])
def test_the_way_back_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    person()
    assert sign_in(client, next_page=elsewhere).url == "/"


def test_an_expired_session_leads_back_to_the_page_of_the_form(client: Client) -> None:
    referer = "http://testserver/tai-khoan/phien/?trang=2"
    answer = client.post("/tai-khoan/phien/ket-thuc/", headers={"referer": referer})
    assert answer.url == "/dang-nhap/?next=%2Ftai-khoan%2Fphien%2F%3Ftrang%3D2"
    foreign = client.post("/tai-khoan/phien/ket-thuc/", headers={"referer": "https://khac.example/x"})
    assert foreign.url == "/dang-nhap/?next=%2F"


def test_an_expired_session_under_htmx_changes_the_whole_page(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/ke-hoach/7/"}
    answer = client.post("/tai-khoan/phien/ket-thuc/", headers=headers)
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/dang-nhap/?next=%2Fke-hoach%2F7%2F")


def test_a_session_lasts_twelve_hours(client: Client) -> None:
    person()
    sign_in(client)
    assert client.session.get_expiry_age() == 12 * 60 * 60
    assert client.cookies["sessionid"]["max-age"] == 12 * 60 * 60
    assert client.cookies["sessionid"]["httponly"]


def test_a_closed_account_does_not_get_in(client: Client) -> None:
    person(is_active=False)
    page = client.get(sign_in(client).url)
    assert "Tài khoản đã ngừng hoạt động" in words(page)
    assert signed_in_as(client) is None
    assert actions() == []


def test_an_account_that_is_closed_is_out_at_once(client: Client) -> None:
    mai = person()
    sign_in(client)
    assert client.get("/tai-khoan/").status_code == 200
    User.objects.filter(pk=mai.pk).update(is_active=False)
    assert client.get("/tai-khoan/").url.startswith(SIGN_IN)


def test_signing_in_and_out_is_in_the_trail_without_the_password(client: Client) -> None:
    mai = person()
    sign_in(client, headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36"})
    client.post("/dang-xuat/")
    assert signed_in_as(client) is None
    first, last = Entry.objects.order_by("number")
    assert (first.action, first.actor, first.object_id) == ("user.sign_in", mai, str(mai.pk))
    assert first.changes == {
        "methods": [None, ["password"]],
        "address": [None, "127.0.0.1"],
        "device": [None, "Chrome trên máy tính Windows"],
    }
    assert last.action == "user.sign_out"
    assert verify().broken_at is None


def test_signing_out_is_asked_for_and_posted(client: Client) -> None:
    person()
    sign_in(client)
    assert "Đăng xuất" in words(client.get("/dang-xuat/"))
    assert signed_in_as(client) is not None


def test_nobody_signs_himself_up(client: Client) -> None:
    for address in (
        "/dang-ky/",
        "/signup/",
        "/accounts/signup/",
        "/accounts/email/",
        "/dang-nhap/tinh/dang-ky/",
    ):
        assert client.get(address).status_code == 404


def test_a_first_password_is_changed_before_anything_else(client: Client) -> None:
    mai = person(must_change_password=True)
    sign_in(client)
    for address in ("/tai-khoan/phien/", "/tai-khoan/", "/tai-khoan/hai-buoc/bat/"):
        assert client.get(address).url.startswith(f"{CHANGE}?next=%2Ftai-khoan%2F")
    assert client.post("/tai-khoan/phien/ket-thuc/").url.startswith(CHANGE)
    page = client.get(f"{CHANGE}?next=/tai-khoan/phien/")
    assert "do người khác cấp" in words(page)
    new = "Hoa ban nở 2026"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new, "next": "/tai-khoan/phien/"}
    assert client.post(CHANGE, data).url == "/tai-khoan/phien/"
    assert client.get("/tai-khoan/phien/").status_code == 200
    mai.refresh_from_db()
    assert not mai.must_change_password
    assert mai.check_password(new)
    assert actions() == ["user.sign_in", "user.change_password"]


def test_a_first_password_may_be_left_by_signing_out(client: Client) -> None:
    person(must_change_password=True)
    sign_in(client)
    client.post("/dang-xuat/")
    assert signed_in_as(client) is None


def test_changing_the_password_signs_other_browsers_out(client: Client) -> None:
    person()
    other = Client()
    sign_in(client)
    sign_in(other)
    new = "Hoa ban nở 2026"
    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/tai-khoan/").status_code == 200
    assert other.get("/tai-khoan/").url.startswith(SIGN_IN)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"oldpassword": "sai"}, "Mật khẩu đang dùng không đúng."),
        ({"password2": "Hoa ban nở 2027"}, "Hai lần nhập mật khẩu mới không giống nhau."),
        ({"password1": PASSWORD, "password2": PASSWORD}, "Mật khẩu mới phải khác mật khẩu đang dùng."),
    ],
)
def test_a_change_that_is_refused_says_why(client: Client, fields: dict[str, str], sentence: str) -> None:
    person()
    sign_in(client)
    data = {"oldpassword": PASSWORD, "password1": "Hoa ban nở 2026", "password2": "Hoa ban nở 2026"}
    assert sentence in words(client.post(CHANGE, data | fields))
    assert actions() == ["user.sign_in"]
