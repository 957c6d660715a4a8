"""What every page of the registers begins with: who asks, and in which office's books."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.fields import number_in
from sauro_web.documents import rules
from sauro_web.documents.models import Document, NumberRequest

__all__ = ["document_of", "office_of", "offices_of", "request_of"]

_RELATED = ("office", "series__office", "series__kept_by", "drafting_unit", "lead", "registered_by")


def offices_of(request: HttpRequest) -> list[Unit]:
    """The offices whose registers the person may read; who works nowhere has none.

    Raises Http404.
    """
    offices = rules.offices_of(person_of(request), on=timezone.localdate())
    if not offices:
        raise Http404
    return offices


def office_of(request: HttpRequest) -> Unit:
    """The one that the address names (`?co-quan=`), else the first."""
    offices = offices_of(request)
    asked = number_in(request.GET.get("co-quan", ""))
    return next((one for one in offices if one.pk == asked), offices[0])


def document_of(request: HttpRequest, document_id: int) -> Document:
    """The document, for whoever may read it; for others it is not there."""
    found = get_object_or_404(Document.objects.select_related(*_RELATED), pk=document_id)
    if not rules.may_read_document(person_of(request), found, on=timezone.localdate()):
        raise Http404
    return found


def request_of(request: HttpRequest, request_id: int) -> NumberRequest:
    """The request, for whoever may read the register it is for."""
    rows = NumberRequest.objects.select_related(
        "office", "series__office", "series__kept_by", "drafting_unit", "asked_by"
    )
    found = get_object_or_404(rows, pk=request_id)
    if not rules.may_read(person_of(request), found.office, on=timezone.localdate()):
        raise Http404
    return found
