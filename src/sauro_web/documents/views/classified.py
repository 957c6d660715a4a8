"""The bare counts of classified documents, for who keeps the registers and who leads the office."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.documents import rules
from sauro_web.documents.forms.classified import ClassifiedForm
from sauro_web.documents.models import Direction
from sauro_web.documents.operations.classified import count_classified
from sauro_web.documents.queries.classified import classified_of
from sauro_web.documents.views.acting import ask_by_form
from sauro_web.documents.views.reaching import office_of, offices_of

__all__ = ["classified", "classified_count"]


@login_required
@require_GET
def classified(request: HttpRequest) -> HttpResponse:
    """The months of a year."""
    person, today, office = person_of(request), timezone.localdate(), office_of(request)
    keeps = rules.may_keep(person, office, on=today)
    if not rules.may_see_classified(person, office, on=today):
        raise NotAllowed("Chỉ văn thư và lãnh đạo cơ quan xem số lượng văn bản mật.")
    asked = number_in(request.GET.get("nam", ""))
    year = asked if asked and 2000 <= asked <= today.year else today.year
    last = today.month if year == today.year else 12
    context = {
        "office": office, "offices": offices_of(request), "keeps": keeps, "year": year,
        "last_year": today.year, "months": classified_of(office, year, last),
    }  # fmt: skip
    return render(request, "documents/classified.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def classified_count(request: HttpRequest) -> HttpResponse:
    """The number of a month is written down, or corrected."""
    person, now, office = person_of(request), timezone.now(), office_of(request)
    today = timezone.localdate(now)
    if not rules.may_keep(person, office, on=today):
        raise NotAllowed("Chỉ văn thư của cơ quan mới ghi số lượng văn bản mật.")
    said = {name: number_in(request.GET.get(name, "")) for name in ("month", "year")}
    first = {"month": said["month"] or today.month, "year": said["year"] or today.year}
    form = ClassifiedForm(
        request.POST or None, initial=first | {"direction": request.GET.get("direction", "out")}
    )

    def done() -> HttpResponse:
        clean = form.cleaned_data
        row = count_classified(
            office, clean["year"], clean["month"], Direction(clean["direction"]), clean["count"], by=person,
            now=now,
        )  # fmt: skip
        messages.success(request, f"Đã ghi {row.count} văn bản mật, tháng {row.month}/{row.year}.")
        return redirect(f"{reverse('documents:classified')}?co-quan={office.pk}&nam={row.year}")

    words = {
        "title": "Ghi số lượng văn bản mật", "button": "Ghi",
        "lead": f"{office.name}. Chỉ ghi một con số theo tháng; lần ghi trước vẫn được lưu.",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)
