"""A page with one small form about a meeting or a round of opinions, and what becomes of it when it is
sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sauro.scheduling.wording import interval_words
from sauro_web.common.refusals import come_back
from sauro_web.meetings.models import Meeting, MeetingState, OpinionRound
from sauro_web.meetings.moments import interval_of
from sauro_web.meetings.operations.opinions import round_address

__all__ = ["Place", "SmallPage", "answer_small", "place_of", "show_in", "tell_outcome", "with_version"]


@dataclass(frozen=True, slots=True)
class SmallPage:
    """What stands on it: `button` sends; `note` stands above the fields; it `ends` something for good."""

    title: str
    button: str
    note: str = ""
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What the page belongs to, and where one goes back to."""

    name: str
    lead: str
    address: str
    above: str
    above_name: str


def place_of(about: Meeting | OpinionRound) -> Place:
    """Of a meeting or a round of opinions."""
    if isinstance(about, Meeting):
        lead = f"{about.subject}, {interval_words(interval_of(about.starts, about.ends))}"
        address = reverse("meetings:meeting", args=(about.pk,))
        return Place(about.subject, lead, address, reverse("meetings:calendar"), "Lịch họp")
    above = reverse("meetings:opinion_rounds")
    return Place(about.subject, about.subject, round_address(about.pk), above, "Phiếu lấy ý kiến")


def show_in(
    request: HttpRequest,
    about: Meeting | OpinionRound,
    form: forms.Form,
    template: str,
    context: Mapping[str, Any],
) -> HttpResponse:
    """The form in its template, with what it is about."""
    known = {"form": form, "about": about, "place": place_of(about)}
    return render(request, template, {**known, **context}, status=422 if form.errors else 200)


def answer_small(
    request: HttpRequest,
    about: Meeting | OpinionRound,
    form: forms.Form,
    page: SmallPage,
    do: Callable[[Mapping[str, Any]], None],
    *,
    renew: Callable[[], None] = lambda: None,
) -> HttpResponse:
    """Shows the form until it makes sense; then does it with what was typed and leads back. What is refused
    is told above the form, after `renew` has brought up to date what the page knew."""

    def show() -> HttpResponse:
        return show_in(request, about, form, "meetings/small.html", {"page": page})

    def again() -> HttpResponse:
        renew()
        return show()

    if request.method != "POST" or not form.is_valid():
        return show()
    come_back(request, form, again)
    do(form.cleaned_data)
    return redirect(place_of(about).address)


def tell_outcome(request: HttpRequest, before: Meeting, changed: Meeting, done: str) -> None:
    """What became of a meeting that somebody changed: `done`, unless it has to be approved again."""
    if (before.state, changed.state) == (MeetingState.FIRM, MeetingState.PENDING):
        messages.info(request, "Đã sửa; cuộc họp chờ duyệt lại, phòng và người chỉ được giữ sau khi duyệt.")
    else:
        messages.success(request, done)


def with_version(form: forms.Form, version: object, name: str = "version") -> None:
    """What was typed, with the version that stands now: who sends it again has seen that somebody else
    changed it."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data[name] = version  # type: ignore[index]
