"""Cấp số: the form with the allowance of the year beside the subject, and numbers kept for later."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.units import heads_of
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.documents import rules
from sauro_web.documents.forms.drawing import DrawForm, DrawPageForm, ReserveForm
from sauro_web.documents.issued_elsewhere import page_of_request
from sauro_web.documents.models import Direction, Document, NumberRequest, Series
from sauro_web.documents.operations.drawing import Drawn, draw_number
from sauro_web.documents.operations.filing import with_file
from sauro_web.documents.operations.reserving import reserve_number
from sauro_web.documents.queries.counting import allowance_of
from sauro_web.documents.queries.numbers import drawn_just_now
from sauro_web.documents.queries.series import series_of
from sauro_web.documents.queries.similar import about_the_same
from sauro_web.documents.views.reaching import office_of, offices_of, request_of

__all__ = ["beside", "draw", "draw_requested", "reserve", "tell"]

_NUMBERED = (Direction.OUTGOING, Direction.INTERNAL)
_NOT_YOURS = "Chỉ văn thư giữ sổ của cơ quan mới cấp số; đơn vị soạn thảo thì gửi đề nghị cấp số."
_ISSUED_HERE = "Văn bản này do phần mềm lập: cấp số ở trang này thì số, ngày và tệp vào sổ cùng lúc."


@login_required
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    """A document that was signed gets its number."""
    return _draw(request, office_of(request), None)


@login_required
@require_http_methods(["GET", "POST"])
def draw_requested(request: HttpRequest, request_id: int) -> HttpResponse:
    """The same for one that a unit asked for; what the software writes is issued on a page of its own."""
    wanted = request_of(request, request_id)
    if page := page_of_request(wanted):
        messages.info(request, _ISSUED_HERE)
        return redirect(page)
    return _draw(request, wanted.office, wanted)


def _draw(request: HttpRequest, office: Unit, wanted: NumberRequest | None) -> HttpResponse:
    person, now = person_of(request), timezone.now()
    today = timezone.localdate(now)
    if not rules.may_keep(person, office, on=today):
        raise NotAllowed(_NOT_YOURS)
    series = series_of(office, today, directions=_NUMBERED)
    mine = _kept(person, series, today)
    form = DrawPageForm(
        request.POST or None, request.FILES or None, office=office, series=series, numbered=mine, on=today,
        initial=_of_request(wanted) if wanted else _usual(office, today),
    )  # fmt: skip

    def show() -> HttpResponse:
        context = {
            "office": office, "offices": offices_of(request), "form": form, "series": mine, "wanted": wanted,
            "there": _drawn_just_now(form, person, now), **_beside(office, form, today),
        }  # fmt: skip
        return render(request, "documents/draw.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        chosen, _ = form.series_and_kind

        def make() -> Drawn:
            again = form.cleaned_data["again"]
            return draw_number(chosen, form.particulars, by=person, now=now, request=wanted, again=again)

        return tell(request, with_file(office, form.cleaned_data["file"], by=person, now=now, make=make))
    return show()


def _drawn_just_now(form: DrawPageForm, person: User, now: datetime) -> Document | None:
    """What the person drew a moment ago for the document of a form that was refused."""
    clean = form.cleaned_data if form.is_bound else {}
    if not {"loai", "subject", "issued_on"} <= clean.keys():
        return None
    chosen, kind = form.series_and_kind
    about = Document(kind=kind, subject=clean["subject"], issued_on=clean["issued_on"])
    return drawn_just_now(chosen, about, person, now)


def tell(request: HttpRequest, drawn: Drawn) -> HttpResponse:
    """Says the number, and what is to be known of it; leads to the document."""
    messages.success(request, f"Đã cấp số {drawn.document.reference}.")
    for note in drawn.notes:
        messages.warning(request, note)
    return redirect("documents:document", drawn.document.pk)


def _kept(person: User, series: list[Series], on: date) -> list[Series]:
    return [one for one in series if rules.keeps_series(person, one, on=on)]


def _usual(office: Unit, on: date) -> dict[str, Any]:
    head = heads_of([office], on).get(office.pk)
    return {"signer": head.user.full_name, "position": head.title} if head else {}


def _of_request(wanted: NumberRequest) -> dict[str, Any]:
    return {
        "loai": f"{wanted.series_id}:{wanted.kind}",
        "subject": wanted.subject,
        "why_needed": wanted.why_needed,
        "drafting_unit": wanted.drafting_unit_id,
        "is_procedure_result": wanted.is_procedure_result,
        **_usual(wanted.office, timezone.localdate()),
    }


@login_required
@require_GET
def beside(request: HttpRequest) -> HttpResponse:
    """What stands beside the subject while it is typed: the allowance of the year of the document's day, and
    documents of the same subject."""
    office, today = office_of(request), timezone.localdate()
    form = DrawForm(
        request.GET, office=office, series=series_of(office, today, directions=_NUMBERED), on=today
    )
    return render(request, "documents/_beside.html", {"office": office, **_beside(office, form, today)})


def _beside(office: Unit, form: DrawForm, on: date) -> dict[str, Any]:
    typed = form.data if form.is_bound else form.initial
    kind = str(typed.get("loai", "")).partition(":")[2]
    subject = str(typed.get("subject", ""))
    return {
        "allowance": allowance_of(office, _year_of(form, on), on),
        "subject": subject.strip(),
        "similar": about_the_same([office.pk], kind, subject[:1_000]),
    }


def _year_of(form: DrawForm, on: date) -> int:
    """The year in which the document will count: that of its day, where it may still be of last year."""
    if form.is_bound:
        form.is_valid()
        day = form.cleaned_data.get("issued_on")
    else:
        day = form.initial.get("issued_on")
    return day.year if day is not None and on.year - 1 <= day.year <= on.year else on.year


@login_required
@require_http_methods(["GET", "POST"])
def reserve(request: HttpRequest) -> HttpResponse:
    """Giữ số for a document that is not signed yet."""
    person, now, office = person_of(request), timezone.now(), office_of(request)
    today = timezone.localdate(now)
    if not rules.may_keep(person, office, on=today):
        raise NotAllowed(_NOT_YOURS)
    form = ReserveForm(
        request.POST or None, series=_kept(person, series_of(office, today, directions=_NUMBERED), today)
    )

    def show() -> HttpResponse:
        context = {
            "form": form, "title": "Giữ số", "button": "Giữ số tiếp theo",
            "lead": "Số được giữ là số tiếp theo của dãy; giữ, cấp hay hủy đều được ghi trong sổ.",
        }  # fmt: skip
        return render(request, "documents/form.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        document: Document = reserve_number(**form.cleaned_data, by=person, now=now)
        messages.success(
            request, f"Đã giữ số {document.written_number} đến ngày {document.reserved_until:%d/%m/%Y}."
        )
        return redirect("documents:document", document.pk)
    return show()
