"""Requests for a number: sent by drafting units, decided by the leader where they go beyond the allowance."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.queries.units import home_of
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.keyset import page_of
from sauro_web.common.refusals import come_back
from sauro_web.documents import rules
from sauro_web.documents.forms.drawing import AskForm, DecideForm
from sauro_web.documents.models import Direction, NumberRequest, RequestState
from sauro_web.documents.operations.requesting import ask_for_number, decide_request, withdraw_request
from sauro_web.documents.queries.counting import allowance_of
from sauro_web.documents.queries.series import series_of
from sauro_web.documents.queries.similar import about_the_same
from sauro_web.documents.views.reaching import office_of, offices_of, request_of

__all__ = ["ask", "decide", "requests", "withdraw"]

_NUMBERED = (Direction.OUTGOING, Direction.INTERNAL)


@login_required
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """The requests of an office, the last first."""
    person, today, office = person_of(request), timezone.localdate(), office_of(request)
    rows = NumberRequest.objects.filter(office=office).select_related(
        "drafting_unit", "asked_by", "decided_by", "document"
    )
    context = {
        "office": office,
        "offices": offices_of(request),
        "page": page_of(rows, by=("-asked_at", "-id"), at=request.GET.get("trang", "")),
        "person": person,
        "keeps": rules.may_keep(person, office, on=today),
        "decides": rules.may_decide(person, office, on=today),
        "asks": rules.may_ask(person, office, on=today),
    }
    return render(request, "documents/requests.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A drafting unit asks for a number."""
    person, now, office = person_of(request), timezone.now(), office_of(request)
    today = timezone.localdate(now)
    if not rules.may_ask(person, office, on=today):
        raise NotAllowed("Chỉ người soạn thảo văn bản của cơ quan mới đề nghị cấp số.")
    home = home_of(person, today)
    series = series_of(office, today, directions=_NUMBERED)
    form = AskForm(
        request.POST or None, office=office, series=series, on=today,
        initial={"issued_on": None} | ({"drafting_unit": home.pk} if home else {}),
    )  # fmt: skip

    def show() -> HttpResponse:
        subject = form["subject"].value() or ""
        context = {
            "office": office, "form": form, "series": series, "asking": True,
            "allowance": allowance_of(office, today.year, today),
            "similar": about_the_same([office.pk], "", subject[:1_000]),
        }  # fmt: skip
        return render(request, "documents/draw.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = dict(form.cleaned_data)
        clean.pop("loai")
        chosen, kind = form.series_and_kind
        dated = clean.pop("issued_on")
        made = ask_for_number(chosen, kind=kind, **clean, dated=dated, by=person, now=now)
        above = made.state == RequestState.ABOVE
        said = "lãnh đạo quyết định vì năm nay đã đủ mức" if above else "văn thư cấp số"
        messages.success(request, f"Đã gửi đề nghị; chờ {said}.")
        return redirect("documents:requests")
    return show()


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, request_id: int) -> HttpResponse:
    """The leader decides on a document beyond the allowance, with what there is on the subject already."""
    wanted, person, now = request_of(request, request_id), person_of(request), timezone.now()
    today = timezone.localdate(now)
    decides = rules.may_decide(person, wanted.office, on=today) and wanted.state == RequestState.ABOVE
    form = DecideForm(request.POST or None)

    def show() -> HttpResponse:
        context = {
            "wanted": wanted, "form": form, "decides": decides, "office": wanted.office,
            "allowance": allowance_of(wanted.office, today.year, today),
            "similar": about_the_same([wanted.office_id], wanted.kind, wanted.subject),
        }  # fmt: skip
        return render(request, "documents/decide.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST":
        if not rules.may_decide(person, wanted.office, on=today):
            raise NotAllowed("Chỉ lãnh đạo của cơ quan mới quyết định cấp số vượt mức.")
        if form.is_valid():
            granted = form.cleaned_data["granted"] == "yes"
            decide_request(wanted, granted=granted, answer=form.cleaned_data["answer"], by=person, now=now)
            messages.success(request, "Đã ghi quyết định; người đề nghị nhận được thông báo.")
            return redirect("documents:requests")
    return show()


@login_required
@require_POST
def withdraw(request: HttpRequest, request_id: int) -> HttpResponse:
    """Who asked takes it back."""
    wanted = request_of(request, request_id)
    withdraw_request(wanted, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã rút đề nghị.")
    return redirect("documents:requests")
