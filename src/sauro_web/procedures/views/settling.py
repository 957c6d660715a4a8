"""What an office settles: closing a month, from whom it wants figures, how it counts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.procedures import operations
from sauro_web.procedures.forms import ReportingForm, ShareForm
from sauro_web.procedures.months import slug_of
from sauro_web.procedures.queries.settings import (
    counting_of,
    definitions_of,
    reporting,
    units_that_may_report,
)
from sauro_web.procedures.views.reaching import followed_office, month_named

__all__ = ["close", "reporting_units", "shares"]


@login_required
@require_POST
def close(request: HttpRequest, month: str) -> HttpResponse:
    """Closes a month."""
    shown, office = month_named(month), followed_office(request)
    operations.close_month(office, shown, by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã chốt số liệu tháng {shown:%m/%Y}; từ nay sửa phải ghi lý do.")
    return redirect(f"{reverse('procedures:month', args=[slug_of(shown)])}?co-quan={office.pk}")


@login_required
@require_http_methods(["GET", "POST"])
def reporting_units(request: HttpRequest) -> HttpResponse:
    """From which units the office wants figures."""
    office, now = followed_office(request), timezone.now()
    on = timezone.localdate(now)
    rows = reporting(office).order_by("unit__position", "unit__path", "first_month")
    held = [row.unit_id for row in rows if row.last_month is None]
    first = {"units": held, "first_month": on.replace(month=1, day=1)}
    form = ReportingForm(request.POST or None, units=units_that_may_report(office, on=on), initial=first)

    def show() -> HttpResponse:
        context = {"office": office, "form": form, "rows": rows}
        return render(request, "procedures/reporting.html", context, status=422 if form.is_bound else 200)

    come_back(request, form, show)
    if form.is_valid():
        clean = form.cleaned_data
        kept = operations.set_reporting(
            office, clean["units"], first_month=clean["first_month"], by=person_of(request), now=now
        )
        messages.success(request, f"Đã lưu: {len(kept)} đơn vị có thủ tục hành chính.")
        return redirect(f"{reverse('procedures:overview')}?co-quan={office.pk}")
    return show()


@login_required
@require_http_methods(["GET", "POST"])
def shares(request: HttpRequest) -> HttpResponse:
    """How shares are counted, since when and by which paper; a form for whoever follows the office."""
    found, now = reach(request), timezone.now()
    office = office_named(request, found)
    follows = found.may_follow(office)
    if request.method == "POST" and not follows:
        raise NotAllowed("Chỉ đầu mối theo dõi của cơ quan mới đổi cách tính.")
    month = timezone.localdate(now).replace(day=1)
    counting = counting_of(office, month)
    digital, said = counting.shares[0], counting.definition
    first = {
        "reading": said.reading if said else "online_and_digitised",
        "wording": digital.wording,
        "goal": counting.goal,
        "first_month": month,
    }
    form = ShareForm(request.POST or None, initial=first)

    def show() -> HttpResponse:
        context = {
            "office": office,
            "counting": counting,
            "definitions": definitions_of(office),
            "follows": follows,
            "form": form,
        }
        return render(request, "procedures/shares.html", context, status=422 if form.is_bound else 200)

    come_back(request, form, show)
    if form.is_valid():
        operations.define_share(office, **form.cleaned_data, by=person_of(request), now=now)
        messages.success(request, "Đã lưu cách tính; các tỷ lệ từ tháng đó tính theo cách mới.")
        return redirect(f"{reverse('procedures:shares')}?co-quan={office.pk}")
    return show()
