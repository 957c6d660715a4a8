"""What was typed stays in the browser until it was sent and taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import include, path
from tests.journeys.conftest import Visitor, ask

from sauro_web.accounts.models import User
from sauro_web.common.errors import Conflict

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.journeys.test_forms_kept")]
Arrive = Callable[..., Visitor]
TEMPLATE = """{% extends "base.html" %}{% block title %}Ghi chép{% endblock %}{% block content %}
<form method="post" id="ghi">{% csrf_token %}{% errors form %}
{% for bound in form %}{% field bound %}{% endfor %}
<button class="btn btn-primary">Lưu</button></form>{% endblock %}"""


class Note(forms.Form):
    """A form with something that must never be kept."""

    text = forms.CharField(label="Nội dung", widget=forms.Textarea)
    due = forms.DateField(label="Thời hạn", required=False)
    secret = forms.CharField(label="Mật khẩu", widget=forms.PasswordInput, required=False)
    urgent = forms.BooleanField(label="Khẩn", required=False)


def write(request: HttpRequest) -> HttpResponse:
    """Takes a note, refuses one that says so."""
    form = Note(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if "bận" in form.cleaned_data["text"]:
            raise Conflict("Người khác vừa sửa; hãy tải lại trang.")
        return redirect("/ghi/xong/")
    page = engines["django"].from_string(TEMPLATE).render({"form": form}, request)
    return HttpResponse(page, status=422 if form.errors else 200)


def done(request: HttpRequest) -> HttpResponse:
    """Where one is after a note was taken."""
    return render(request, "pages/desk.html", {})


urlpatterns = [path("ghi/", write), path("ghi/xong/", done), path("", include("sauro_web.urls"))]


@pytest.fixture
def someone(visitor: Arrive) -> Iterator[Visitor]:
    """A person in front of the form."""
    arrived = visitor()
    arrived.sign_in(User.objects.create_user("khue", full_name="Tẩn Minh Khuê"))
    arrived.go("/ghi/")
    return arrived


def fill(page: Any, text: str) -> None:
    page.get_by_label("Nội dung").fill(text)
    page.get_by_label("Mật khẩu").fill("khong-bao-gio-giu")
    page.get_by_label("Khẩn").check()


def kept(page: Any) -> str:
    said: str = ask(page, "JSON.stringify(Object.entries(localStorage))")
    return said


def test_a_closed_window_costs_no_words(someone: Visitor) -> None:
    fill(someone.page, "Lập lịch họp của xã")
    assert "khong-bao-gio-giu" not in kept(someone.page)
    someone.go("/")
    someone.go("/ghi/")
    assert someone.page.get_by_label("Nội dung").input_value() == "Lập lịch họp của xã"
    assert someone.page.get_by_label("Khẩn").is_checked()
    assert someone.page.get_by_label("Mật khẩu").input_value() == ""
    assert "Đã điền lại nội dung chưa gửi" in someone.page.locator(".kept").inner_text()
    someone.picture("da-dien-lai-desktop-light")
    assert someone.faults() == []


def test_what_is_not_wanted_back_is_dropped(someone: Visitor) -> None:
    fill(someone.page, "Lập lịch họp của xã")
    someone.go("/ghi/")
    someone.page.get_by_role("button", name="Bỏ nội dung này").click()
    assert someone.page.get_by_label("Nội dung").input_value() == ""
    someone.go("/ghi/")
    assert someone.page.locator(".kept").count() == 0


def test_what_was_taken_is_forgotten(someone: Visitor) -> None:
    fill(someone.page, "Lập lịch họp của xã")
    someone.page.get_by_role("button", name="Lưu").click()
    someone.page.wait_for_url("**/ghi/xong/")
    assert "sauro:" not in kept(someone.page)


def test_what_was_refused_is_still_there(someone: Visitor) -> None:
    fill(someone.page, "Máy bận")
    someone.page.get_by_role("button", name="Lưu").click()
    someone.page.get_by_text("Người khác vừa sửa").wait_for()
    someone.go("/ghi/")
    assert someone.page.get_by_label("Nội dung").input_value() == "Máy bận"


def test_what_came_back_with_errors_is_not_written_over(someone: Visitor) -> None:
    fill(someone.page, "Lập lịch họp")
    someone.page.get_by_label("Thời hạn").fill("31/02/2026")
    someone.page.get_by_role("button", name="Lưu").click()
    someone.page.get_by_text("còn 1 chỗ cần sửa").wait_for()
    someone.page.wait_for_function("document.activeElement.name === 'due'")
    assert someone.page.locator(".kept").count() == 0
    assert someone.page.get_by_label("Nội dung").input_value() == "Lập lịch họp"
    assert someone.faults() == []
    someone.picture("bieu-mau-sai-desktop-light")


def test_an_expired_session_costs_no_words(someone: Visitor) -> None:
    fill(someone.page, "Lập lịch họp của xã")
    someone.page.context.clear_cookies(name="csrftoken")
    someone.page.get_by_role("button", name="Lưu").click()
    someone.page.get_by_text("hết hạn").wait_for()
    someone.go("/ghi/")
    assert someone.page.get_by_label("Nội dung").input_value() == "Lập lịch họp của xã"


def test_another_person_at_the_same_screen_sees_nothing(someone: Visitor) -> None:
    fill(someone.page, "Lập lịch họp của xã")
    someone.client.logout()
    someone.sign_in(User.objects.create_user("sua", full_name="Vừ Thị Sua"))
    someone.go("/ghi/")
    assert someone.page.get_by_label("Nội dung").input_value() == ""
