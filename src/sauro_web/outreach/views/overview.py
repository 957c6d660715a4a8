"""A year of training and publicity."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.outreach.forms import YearForm
from sauro_web.outreach.models import Subject
from sauro_web.outreach.queries.counting import by_channel, by_commune, held
from sauro_web.outreach.queries.rows import units_written
from sauro_web.outreach.queries.staff import last_day, trained

__all__ = ["overview"]


@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """How much of the staff was trained, how many sessions, how many items by channel and month."""
    found, on = reach(request), timezone.localdate()
    office = office_named(request, found)
    year, subject = YearForm(request.GET).asked(on.year)
    lines, whole = trained(office, found, year, subject=subject, on=on)
    context = {
        "office": office,
        "offices": found.offices,
        "writes": bool(units_written(office, found, on=on)),
        "lists": any(office == one for one in found.offices),
        "year": year,
        "subject": subject,
        "subject_said": dict(Subject.choices).get(subject, "mọi lĩnh vực"),
        "subjects": Subject.choices,
        "lines": lines,
        "whole": whole,
        "counted_on": last_day(year, on),
        "held": held(office, found, year),
        "channels": by_channel(office, found, year),
        "months": range(1, 13),
        "communes": by_commune(office, found, year),
    }
    return render(request, "outreach/overview.html", context)
