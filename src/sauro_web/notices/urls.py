"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from sauro_web.notices import views

__all__ = ["app_name", "urlpatterns"]

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("da-xem/", views.see_all, name="see_all"),
    path("<int:notice_id>/", views.open_notice, name="open"),
]
