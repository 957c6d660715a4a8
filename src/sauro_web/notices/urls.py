"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from sauro_web.notices import views

__all__ = ["app_name", "urlpatterns"]

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("da-xem/", views.see_all, name="see_all"),
    path("nhan-thu/", views.mail_choice, name="mail_choice"),
    path("nhac-viec/", views.follow_up, name="follow_up"),
    path("nhac-viec/gui-lai/", views.again, name="send_again"),
    path("<int:notice_id>/", views.open_notice, name="open"),
]
