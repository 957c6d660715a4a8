"""What other offices have sent: seen, and taken into the office's own register in one step; what others say
they have received, and what is said of documents that were recalled."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.keyset import page_of
from sauro_web.documents import rules
from sauro_web.documents.forms.receiving import ConfirmForm, RecallForm
from sauro_web.documents.models import RecallAnswer, Recipient
from sauro_web.documents.operations import recalling, receiving
from sauro_web.documents.queries.receiving import recalled_rows, recipient_rows, sent_to
from sauro_web.documents.views.acting import ask_by_form
from sauro_web.documents.views.reaching import document_of, office_of, offices_of

__all__ = ["answer_recall", "confirm", "sent_here", "take_in"]


@login_required
@require_GET
def sent_here(request: HttpRequest) -> HttpResponse:
    """Văn bản gửi đến từ hệ thống: what waits to be registered."""
    person, today, office = person_of(request), timezone.localdate(), office_of(request)
    if not rules.may_receive(person, office, on=today):
        raise NotAllowed("Chỉ văn thư và lãnh đạo cơ quan xem văn bản gửi đến chờ vào sổ.")
    context = {
        "office": office,
        "offices": offices_of(request),
        "keeps": rules.may_keep(person, office, on=today),
        "page": page_of(sent_to(office), by=("sent_on", "id"), at=request.GET.get("trang", "")),
    }
    return render(request, "documents/sent_here.html", context)


@login_required
@require_POST
def take_in(request: HttpRequest, recipient_id: int) -> HttpResponse:
    """One of them is registered."""
    person, now = person_of(request), timezone.now()
    for office in offices_of(request):
        rows = recipient_rows(office).select_related("document")
        recipient = rows.filter(pk=recipient_id).first()
        if recipient is not None and rules.may_receive(person, office, on=timezone.localdate(now)):
            document = receiving.take_in(recipient, office, by=person, now=now)
            messages.success(request, f"Đã vào sổ: số đến {document.number}; nơi gửi thấy cơ quan đã nhận.")
            return redirect("documents:document", document.pk)
    raise Http404


@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, recipient_id: int) -> HttpResponse:
    """A recipient that does not use the site says that it has it."""
    recipient = get_object_or_404(Recipient, pk=recipient_id)
    document = document_of(request, recipient.document_id)
    if not rules.may_keep(person_of(request), document.office, on=timezone.localdate()):
        raise NotAllowed("Chỉ văn thư của cơ quan gửi mới ghi xác nhận của nơi nhận.")
    form = ConfirmForm(request.POST or None, initial={"received_on": timezone.localdate()})

    def done() -> HttpResponse:
        recipient.document = document
        clean = form.cleaned_data
        receiving.confirm_by_hand(recipient, **clean, by=person_of(request), now=timezone.now())
        messages.success(request, f"Đã ghi {recipient.name} xác nhận nhận văn bản.")
        return redirect("documents:document", document.pk)

    words = {
        "title": "Ghi xác nhận của nơi nhận", "document": document, "button": "Ghi xác nhận",
        "lead": f"{recipient.name}; nơi dùng phần mềm này xác nhận khi vào sổ văn bản đến.",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


@login_required
@require_http_methods(["GET", "POST"])
def answer_recall(request: HttpRequest, recipient_id: int) -> HttpResponse:
    """An office that was sent a document says what it did with its copies after the sender recalled it."""
    recipient, office = _recalled(request, recipient_id)
    document, arrival = recipient.document, recipient.arrival
    back = arrival if arrival is not None and office.pk != document.office_id else document
    form = RecallForm(request.POST or None)

    def done() -> HttpResponse:
        answer = RecallAnswer(form.cleaned_data["answer"])
        note = form.cleaned_data["note"]
        recalling.answer_recall(
            recipient, office, answer=answer, note=note, by=person_of(request), now=timezone.now()
        )
        messages.success(request, f"Đã ghi: {answer.label}; nơi gửi thấy trả lời này.")
        if back is document and office.pk != document.office_id:
            return redirect("documents:sent_here")  # the sender's page is not his
        return redirect("documents:document", back.pk)

    words = {
        "title": "Trả lời việc thu hồi văn bản", "button": "Ghi trả lời",
        "back": "documents:incoming" if office.pk != document.office_id else "",
        "document": back if arrival is not None or office.pk == document.office_id else None,
        "lead": f"{document.kind} số {document.reference} của {document.issuer}: {document.subject}. "
        f"Lý do thu hồi: {document.number_reason or 'nêu trong văn bản thu hồi'}",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


def _recalled(request: HttpRequest, recipient_id: int) -> tuple[Recipient, Unit]:
    """The row, and the office of the person that is asked about it.

    Raises Http404.
    """
    person, today = person_of(request), timezone.localdate()
    for office in offices_of(request):
        rows = recalled_rows(office).select_related("document__office", "arrival", "unit")
        recipient = rows.filter(pk=recipient_id).first()
        if recipient is not None and rules.may_receive(person, office, on=today):
            return recipient, office
    raise Http404
