"""Files of a document: added, withdrawn, and taken out of the site by whoever may read the document."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.documents import rules
from sauro_web.documents.forms.drawing import WhyForm
from sauro_web.documents.forms.filing import FileForm
from sauro_web.documents.models import Document, DocumentFile
from sauro_web.documents.operations.filing import add_file, withdraw_file
from sauro_web.documents.queries.receiving import may_take_file
from sauro_web.documents.views.acting import ask_by_form
from sauro_web.documents.views.reaching import document_of

__all__ = ["file", "file_add", "file_withdraw"]

_RELATED = ("document__office", "document__lead")


def _kept(request: HttpRequest, document_id: int) -> Document:
    document = document_of(request, document_id)
    if not rules.may_keep(person_of(request), document.office, on=timezone.localdate()):
        raise NotAllowed("Chỉ văn thư của cơ quan mới thêm, rút tệp của văn bản.")
    return document


@login_required
@require_http_methods(["GET", "POST"])
def file_add(request: HttpRequest, document_id: int) -> HttpResponse:
    """A file is added to a document."""
    document = _kept(request, document_id)
    form = FileForm(request.POST or None, request.FILES or None)

    def done() -> HttpResponse:
        now = timezone.now()
        added = add_file(document, **form.said, by=person_of(request), now=now)
        if added.added_at < now:
            said = f"Văn bản đã có đúng tệp này (“{added.name}”) nên không thêm lần nữa."
        else:
            said = f"Đã thêm tệp “{added.name}”; chữ ký số trong tệp được kiểm tra ngay sau đây."
        messages.success(request, said)
        return redirect("documents:document", document.pk)

    words = {
        "title": "Thêm tệp của văn bản", "document": document, "button": "Thêm tệp",
        "lead": "Tệp đã thêm không thay được; thêm nhầm thì rút, kèm lý do. Tệp mang dấu mật bị từ chối.",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


@login_required
@require_GET
def file(request: HttpRequest, kept_id: int) -> FileResponse:
    """A file, for whoever may read its document; never shown in the browser itself."""
    kept = get_object_or_404(DocumentFile.objects.select_related(*_RELATED), pk=kept_id)
    if not may_take_file(person_of(request), kept, on=timezone.localdate()):
        raise Http404
    if not kept.file.storage.exists(str(kept.file.name)):
        raise Http404
    return FileResponse(
        kept.file.open("rb"),
        as_attachment=True,
        filename=kept.name,
        content_type="application/octet-stream",
    )


@login_required
@require_http_methods(["GET", "POST"])
def file_withdraw(request: HttpRequest, kept_id: int) -> HttpResponse:
    """A file was wrong."""
    found = get_object_or_404(DocumentFile.objects.select_related("document"), pk=kept_id)
    document = _kept(request, found.document_id)
    form = WhyForm(request.POST or None)

    def done() -> HttpResponse:
        found.document = document
        withdraw_file(found, **form.cleaned_data, by=person_of(request), now=timezone.now())
        messages.success(request, f"Đã rút tệp “{found.name}”; tên tệp và lý do vẫn ở trang văn bản.")
        return redirect("documents:document", document.pk)

    words = {
        "title": f"Rút tệp “{found.name}”", "document": document, "button": "Rút tệp", "grave": True,
        "lead": "Tệp đã rút không còn là tệp của văn bản; tên và lý do vẫn được ghi.",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)
