"""How a file leaves the site."""

from __future__ import annotations

from django.http import HttpResponse

__all__ = ["EXCEL", "PDF", "WORD", "download"]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def download(data: bytes, kind: str, name: str) -> HttpResponse:
    """A file that no browser keeps on its way."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
