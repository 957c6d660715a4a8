"""What every page of drafts begins with: who asks, and which draft. What a person may not read is not there
for him."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotReady
from sauro_web.common.fields import number_in
from sauro_web.documents.rules import offices_of
from sauro_web.drafts import rules
from sauro_web.drafts.models import Appraisal, Draft, DraftVersion, Opinion, Waiver

__all__ = [
    "appraisal_of",
    "draft_acted_on",
    "draft_of",
    "office_of",
    "offices",
    "opinion_of",
    "sent",
    "today",
    "version_of",
    "waiver_of",
]

AForm = TypeVar("AForm", bound=forms.Form)
_RELATED = ("office__province", "unit", "series__office", "series__kept_by", "author", "document", "request")


def today() -> date:
    """By the clock of the office."""
    return localdate()


def offices(request: HttpRequest) -> list[Unit]:
    """The offices whose drafts the person may work with. Raises Http404 where there is none."""
    found = offices_of(person_of(request), on=today())
    if not found:
        raise Http404
    return found


def office_of(request: HttpRequest) -> Unit:
    """The one that the address names (`?co-quan=`), else the first."""
    found = offices(request)
    asked = number_in(request.GET.get("co-quan", ""))
    return next((one for one in found if one.pk == asked), found[0])


def draft_of(request: HttpRequest, draft_id: int) -> Draft:
    """The draft, for whoever may read it; for others it is not there."""
    found = get_object_or_404(Draft.objects.select_related(*_RELATED), pk=draft_id)
    if not rules.may_read(person_of(request), found, on=today()):
        raise Http404
    return found


def draft_acted_on(request: HttpRequest, draft_id: int) -> Draft:
    """The same for an act of one button: what is refused from here on is told on the page of the draft."""
    draft = draft_of(request, draft_id)
    request.answer_refused = partial(_refused, request, draft)  # type: ignore[attr-defined]
    return draft


def _refused(request: HttpRequest, draft: Draft, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("drafts:draft", draft.pk)


def version_of(draft: Draft, number: int) -> DraftVersion:
    """A version of it. Raises Http404."""
    return get_object_or_404(draft.versions.select_related("by"), number=number)


def opinion_of(request: HttpRequest, opinion_id: int) -> Opinion:
    """An opinion of a draft that the person may read."""
    found = get_object_or_404(Opinion.objects.select_related("draft", "unit", "asked_of"), pk=opinion_id)
    found.draft = draft_of(request, found.draft_id)
    return found


def waiver_of(request: HttpRequest, waiver_id: int) -> Waiver:
    """A waiver of a draft that the person may read."""
    found = get_object_or_404(Waiver.objects.select_related("asked_by", "decided_by"), pk=waiver_id)
    found.draft = draft_of(request, found.draft_id)
    return found


def appraisal_of(request: HttpRequest, appraisal_id: int) -> Appraisal:
    """An appraisal of a draft that the person may read."""
    rows = Appraisal.objects.select_related("draft_version__draft", "by")
    found = get_object_or_404(rows, pk=appraisal_id)
    found.draft_version.draft = draft_of(request, found.draft_version.draft_id)
    return found


def sent(form: AForm) -> AForm:
    """The form of one button, cleaned.

    Raises NotReady with what is wrong in it.
    """
    if not form.is_valid():
        name, errors = next(iter(form.errors.items()))
        field = form.fields.get(name)
        if field is None or field.widget.is_hidden:
            raise NotReady("Trang này đã cũ hoặc gửi thiếu; hãy tải lại trang rồi làm lại.")
        raise NotReady(f"{field.label}: {errors[0]}")
    return form
