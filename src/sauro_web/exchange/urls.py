"""Addresses of the interface and of its connections."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from sauro_web.exchange.api.interface import urls
from sauro_web.exchange.views import clients, reference

__all__ = ["urlpatterns"]

_pages: list[URLPattern] = [
    path("", reference.reference, name="reference"),
    path("ket-noi/", clients.listing, name="clients"),
    path("ket-noi/moi/", clients.connect, name="connect"),
    path("ket-noi/<int:client_id>/dong-y/", clients.agree, name="agree"),
    path("ket-noi/<int:client_id>/thu-hoi/", clients.revoke, name="revoke"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", urls),
    path("giao-dien-du-lieu/", include((_pages, "exchange"))),
]
