"""The interface described, in words of the office, drawn from its own schema."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sauro_web.exchange.description import described

__all__ = ["reference"]


@require_GET
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters, what is sent, what is answered, and an example for curl."""
    root = request.build_absolute_uri("/")[:-1]
    return render(request, "exchange/reference.html", {"groups": described(root), "root": root})
