"""Addresses of the interface and of its connections."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from sauro_web.exchange.api.interface import urls
from sauro_web.exchange.views import clients, reference, registers, watching

__all__ = ["urlpatterns"]

_pages: list[URLPattern] = [
    path("", reference.reference, name="reference"),
    path("ket-noi/", clients.listing, name="clients"),
    path("ket-noi/moi/", clients.connect, name="connect"),
    path("ket-noi/<int:client_id>/dong-y/", clients.agree, name="agree"),
    path("ket-noi/<int:client_id>/thu-hoi/", clients.revoke, name="revoke"),
]
_registers: list[URLPattern] = [
    path("", registers.listing, name="registers"),
    path("thu-muc/", watching.watched, name="watched"),
    path("thu-muc/dung/", watching.stop, name="unwatch"),
    path("<int:run_id>/", registers.run_page, name="register"),
    path("<int:run_id>/tien-do/", registers.progress, name="register_progress"),
    path("<int:run_id>/cot/", registers.columns, name="register_columns"),
    path("<int:run_id>/ghi/", registers.write, name="register_write"),
    path("<int:run_id>/ghi-tiep/", registers.go_on, name="register_go_on"),
    path("<int:run_id>/hoan-tac/", registers.undo, name="register_undo"),
    path("<int:run_id>/bo/", registers.discard, name="register_discard"),
]
_app: list[URLPattern | URLResolver] = [
    path("giao-dien-du-lieu/", include(_pages)),
    path("nhap-so-van-ban/", include(_registers)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", urls),
    path("", include((_app, "exchange"))),
]
