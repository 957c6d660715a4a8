"""The grid in which the figures of a month are typed, for all units at once."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.procedures.counts import COUNTS
from sauro_web.procedures.forms import CorrectionForm, RowForm, row_forms
from sauro_web.procedures.months import ended_before, slug_of
from sauro_web.procedures.operations import Entered, save_figures
from sauro_web.procedures.queries.figures import of_month
from sauro_web.procedures.queries.settings import closed_months, reporting_in, units_typed_in
from sauro_web.procedures.views.reaching import month_named

__all__ = ["month"]


@login_required
@require_http_methods(["GET", "POST"])
def month(request: HttpRequest, month: str) -> HttpResponse:
    """A row for each unit for which the person types, with what stands there now."""
    person, now, found = person_of(request), timezone.now(), reach(request)
    shown, office = month_named(month), office_named(request, found)
    on = timezone.localdate(now)
    wanted = {unit.pk for unit in reporting_in(office, shown)}
    typed = units_typed_in(office, found, on=on)
    standing = of_month(typed, shown)
    units = [unit for unit in typed if unit.pk in wanted or unit.pk in standing] or typed
    closed = closed_months(office, [shown]).get(shown)
    edits = bool(units) and shown <= on and (closed is None or found.may_follow(office))
    if not units or (request.method == "POST" and not edits):
        raise NotAllowed(
            "Ông (bà) không nhập số liệu của tháng này; hãy đề nghị đầu mối theo dõi của cơ quan."
        )
    sent = request.POST if request.method == "POST" else None
    rows, correction = row_forms(units, standing, sent), CorrectionForm(sent)
    # Each of them is asked, so that all that is wrong is told at once.
    right = [one.is_valid() for one in (correction, *rows)]

    def show() -> HttpResponse:
        context = {
            "office": office, "month": shown, "slug": slug_of(shown), "rows": rows, "counts": COUNTS,
            "edits": edits, "closed": closed, "correction": correction if closed else None,
            "follows": found.may_follow(office), "may_close": closed is None and shown <= ended_before(on),
            "wrong": [row for row in rows if row.errors], "form": correction,
        }  # fmt: skip
        return render(request, "procedures/month.html", context, status=200 if sent is None else 422)

    come_back(request, correction, show)
    if all(right):
        entries = [_entered(row, shown) for row in rows]
        reason = correction.cleaned_data["reason"]
        saved = save_figures(office, entries, by=person, now=now, reason=reason)
        messages.success(request, f"Đã lưu số liệu tháng {shown:%m/%Y} của {len(saved)} đơn vị.")
        return redirect(f"{reverse('procedures:month', args=[slug_of(shown)])}?co-quan={office.pk}")
    return show()


def _entered(row: RowForm, shown: date) -> Entered:
    clean = row.cleaned_data
    return Entered(row.unit, shown, row.counted, clean["nothing"], clean["version"])
