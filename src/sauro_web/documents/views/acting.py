"""What a clerk does with one document: issue a number that was kept, insert one, cancel, recall, relate,
send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.documents import rules
from sauro_web.documents.forms.drawing import DrawForm, InsertForm, ReasonForm, RelateForm, SendForm
from sauro_web.documents.models import Document, RelationKind
from sauro_web.documents.operations import relating, reserving
from sauro_web.documents.operations.drawing import Drawn
from sauro_web.documents.operations.filing import with_file
from sauro_web.documents.queries.counting import allowance_of
from sauro_web.documents.queries.requests import open_request
from sauro_web.documents.queries.series import series_of
from sauro_web.documents.views.drawing import tell
from sauro_web.documents.views.reaching import document_of

__all__ = ["ask_by_form", "cancel", "insert", "issue", "kept_document", "relate", "send", "take_back"]


def kept_document(request: HttpRequest, document_id: int) -> Document:
    """The document, for whoever keeps its register.

    Raises NotAllowed.
    """
    document = document_of(request, document_id)
    if not rules.may_keep(person_of(request), document.office, on=timezone.localdate()):
        raise NotAllowed("Chỉ văn thư của cơ quan mới ghi sổ văn bản.")
    return document


def ask_by_form(
    request: HttpRequest, form: forms.Form, words: dict[str, Any], done: Callable[[], HttpResponse]
) -> HttpResponse:
    """The form on a page of its own until it is taken."""

    def show() -> HttpResponse:
        return render(
            request, "documents/form.html", {"form": form, **words}, status=422 if form.errors else 200
        )

    come_back(request, form, show)
    return done() if request.method == "POST" and form.is_valid() else show()


@login_required
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, document_id: int) -> HttpResponse:
    """The document for which the number was kept is signed."""
    document, now = kept_document(request, document_id), timezone.now()
    today = timezone.localdate(now)
    series = series_of(document.office, today)
    own = [one for one in series if one.pk == document.series_id]
    form = DrawForm(
        request.POST or None, request.FILES or None, office=document.office, series=series, numbered=own,
        on=today,
    )  # fmt: skip

    def done() -> HttpResponse:
        person = person_of(request)

        def make() -> Drawn:
            about = form.particulars
            wanted = open_request(document.office, about.kind, about.subject)
            return reserving.issue_reserved(document, about, by=person, now=now, request=wanted)

        file = form.cleaned_data["file"]
        return tell(request, with_file(document.office, file, by=person, now=now, make=make))

    words = {
        "title": f"Cấp số đã giữ: {document.written_number}", "document": document, "button": "Cấp số",
        "lead": f"Giữ cho {document.reserved_for}",
        "allowance": allowance_of(document.office, document.year, today),
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


@login_required
@require_http_methods(["GET", "POST"])
def insert(request: HttpRequest, document_id: int) -> HttpResponse:
    """A number with a letter behind this one."""
    document, now = kept_document(request, document_id), timezone.now()
    today = timezone.localdate(now)
    series = series_of(document.office, today)
    own = [one for one in series if one.pk == document.series_id]
    form = InsertForm(
        request.POST or None, request.FILES or None, office=document.office, series=series, numbered=own,
        on=today,
    )  # fmt: skip

    def done() -> HttpResponse:
        person, reason = person_of(request), form.cleaned_data["reason"]

        def make() -> Drawn:
            about = form.particulars
            wanted = open_request(document.office, about.kind, about.subject)
            return reserving.insert_number(document, about, reason=reason, by=person, now=now, request=wanted)

        file = form.cleaned_data["file"]
        return tell(request, with_file(document.office, file, by=person, now=now, make=make))

    words = {
        "title": f"Chèn số sau số {document.written_number}", "document": document, "button": "Chèn số",
        "lead": "Chỉ khi văn bản đã ký bị bỏ sót; số có chữ cái được nêu trong sổ kèm lý do.",
        "allowance": allowance_of(document.office, document.year, today),
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, document_id: int) -> HttpResponse:
    """Hủy số."""
    document = kept_document(request, document_id)
    form = ReasonForm(request.POST or None, initial={"version": document.version})

    def done() -> HttpResponse:
        reserving.cancel_number(document, **form.cleaned_data, by=person_of(request), now=timezone.now())
        messages.success(request, f"Đã hủy số {document.written_number}; số này vẫn ở trong sổ, kèm lý do.")
        return redirect("documents:document", document.pk)

    words = {
        "title": f"Hủy số {document.reference or document.written_number}", "document": document,
        "button": "Hủy số", "grave": True,
        "lead": "Số đã hủy không cấp cho văn bản khác và vẫn được ghi trong "
        "sổ.",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


@login_required
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, document_id: int) -> HttpResponse:
    """Thu hồi."""
    document = kept_document(request, document_id)
    form = ReasonForm(request.POST or None, initial={"version": document.version})

    def done() -> HttpResponse:
        relating.recall(document, **form.cleaned_data, by=person_of(request), now=timezone.now())
        messages.success(
            request, f"Đã ghi thu hồi văn bản số {document.reference}; các nơi nhận được báo để trả lời."
        )
        return redirect("documents:document", document.pk)

    words = {
        "title": f"Thu hồi văn bản số {document.reference}", "document": document, "button": "Thu hồi",
        "grave": True,
        "lead": "Nơi nhận bản giấy gửi trả lại; nơi nhận bản điện tử hủy và báo lại (Nghị định số "
        "30/2020/NĐ-CP).",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


@login_required
@require_http_methods(["GET", "POST"])
def relate(request: HttpRequest, document_id: int) -> HttpResponse:
    """What this document does to another."""
    document = kept_document(request, document_id)
    form = RelateForm(request.POST or None)

    def done() -> HttpResponse:
        clean = dict(form.cleaned_data)
        kind = RelationKind(clean.pop("kind"))
        relation = relating.relate(document, kind, **clean, by=person_of(request), now=timezone.now())
        messages.success(request, f"Đã ghi: {document.reference} {relation}.")
        return redirect("documents:document", document.pk)

    words = {
        "title": "Ghi quan hệ với văn bản khác", "document": document, "button": "Ghi",
        "lead": "Thu hồi, thay thế thì văn bản kia hết hiệu lực trong sổ.",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


@login_required
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, document_id: int) -> HttpResponse:
    """The document has left the office: today, or on the day that the form says."""
    document, now = kept_document(request, document_id), timezone.now()
    typed = request.POST if request.method == "POST" else None  # of the button beside the title nothing
    form = SendForm(typed, initial={"sent_on": timezone.localdate(now)})

    def done() -> HttpResponse:
        day = form.cleaned_data["sent_on"]
        held = relating.mark_sent(document, by=person_of(request), now=now, on=day)
        messages.success(
            request, f"Đã ghi chuyển văn bản số {document.reference} ngày {held.sent_on:%d/%m/%Y}."
        )
        return redirect("documents:document", document.pk)

    words = {
        "title": f"Ghi chuyển văn bản số {document.reference}", "document": document,
        "button": "Ghi đã chuyển", "lead": "Từ ngày này văn bản chỉ thu hồi, không hủy số được nữa.",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)
