"""What a person is told of his own account on the site itself, and nobody else."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.web.accounts.signing_in_people import PASSWORD, person, sign_in, with_second_step, words

from sauro_web.accounts.signing_in.operations import change_password, reset_access
from sauro_web.notices.models import Notice

pytestmark = pytest.mark.django_db
CHROME = {"headers": {"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130"}}


def told() -> list[str]:
    return [notice.text.split(" lúc ")[0] for notice in Notice.objects.order_by("pk")]


def test_a_browser_that_is_not_known_is_told_the_first_time_only() -> None:
    person()
    usual, other = Client(), Client()
    sign_in(usual)
    assert told() == []  # nobody was ever signed in: there is nothing to compare with
    sign_in(other, **CHROME)
    (sentence,) = told()
    assert "lần đầu trên một trình duyệt: Chrome trên máy tính Windows, địa chỉ mạng 127.0.0.1" in sentence
    for client in (usual, other):
        client.post("/dang-xuat/")
        sign_in(client)
    assert len(told()) == 1


def test_a_browser_known_to_another_person_is_new_to_this_one() -> None:
    first = person()
    second = person("vu.a.su", "Vừ A Sử", email="su@xa.example")
    shared = Client()
    for one in (first, second):
        sign_in(Client(), one.username)
    sign_in(shared, first.username)
    shared.post("/dang-xuat/")
    sign_in(shared, second.username)
    assert list(Notice.objects.order_by("pk").values_list("person", flat=True)) == [first.pk, second.pk]


def test_a_forged_cookie_makes_no_browser_known() -> None:
    person()
    sign_in(Client())
    forged = Client()
    forged.cookies["nguoi-quen"] = "WzFd:gia:gia"
    sign_in(forged)
    assert len(told()) == 1


def test_a_new_password_and_the_end_of_the_second_step_are_told(client: Client) -> None:
    someone = person()
    with_second_step(someone)
    change_password(someone, "Nương ngô trên đồi 9", by=someone)
    assert told() == ["Mật khẩu của ông (bà) đã được đổi"]
    reset_access(someone, by=None, on=someone.date_joined.date(), second_step=True)
    assert told()[1] == "Quản trị đã cấp lại quyền đăng nhập của ông (bà)"


def test_it_is_for_the_person_alone(client: Client) -> None:
    someone = person()
    person("vu.a.su", "Vừ A Sử", email="su@xa.example")
    change_password(someone, PASSWORD, by=someone)
    sign_in(client)
    page = words(client.get("/thong-bao/"))
    assert "Mật khẩu của ông (bà) đã được đổi lúc" in page
    assert "Tài khoản của ông (bà)" in page
    notice = Notice.objects.get()
    other = Client()
    sign_in(other, "vu.a.su")
    assert "Chưa có thông báo nào" in words(other.get("/thong-bao/"))
    assert other.post(f"/thong-bao/{notice.pk}/").status_code == 404
    assert client.post(f"/thong-bao/{notice.pk}/")["Location"] == "/tai-khoan/"
