"""Documents about the same while a trích yếu is typed: a part of pages in which one is drafted."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sauro_web.documents.queries.similar import about_the_same
from sauro_web.documents.views.reaching import offices_of

__all__ = ["similar"]

_LONGEST = 1_000


@login_required
@require_GET
def similar(request: HttpRequest) -> HttpResponse:
    """At most five documents of the registers that the person may read, nearest to the subject (`trich-yeu`)
    that is typed; of the kind (`loai`) first."""
    subject, kind = (request.GET.get(name, "")[:_LONGEST] for name in ("trich-yeu", "loai"))
    found = about_the_same([one.pk for one in offices_of(request)], kind.strip(), subject)
    return render(request, "documents/_similar.html", {"similar": found, "subject": subject.strip()})
