"""Adding to a document of the register what was not known when it was registered."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sauro_web.accounts.signed_in import person_of
from sauro_web.documents.forms.details import CompleteForm
from sauro_web.documents.operations.completing import complete as complete_document
from sauro_web.documents.views.acting import ask_by_form, kept_document

__all__ = ["complete"]


@login_required
@require_http_methods(["GET", "POST"])
def complete(request: HttpRequest, document_id: int) -> HttpResponse:
    """Its file, language, signer's position, pages, reply term or places, notes."""
    document = kept_document(request, document_id)
    form = CompleteForm(request.POST or None, document=document)

    def done() -> HttpResponse:
        version = form.cleaned_data["version"]
        complete_document(document, form.details, by=person_of(request), now=timezone.now(), version=version)
        messages.success(request, "Đã bổ sung thông tin của văn bản.")
        return redirect("documents:document", document.pk)

    words = {
        "title": "Bổ sung thông tin, hồ sơ", "document": document, "button": "Ghi",
        "lead": "Số, ngày, trích yếu, người ký không sửa được. Nội dung cũ của mục thay đổi vẫn được lưu.",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)
