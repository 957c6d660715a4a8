"""Addresses of meetings."""

from __future__ import annotations

from django.urls import path

from sauro_web.meetings import views

__all__ = ["app_name", "urlpatterns"]

app_name = "meetings"
urlpatterns = [
    path("<int:meeting_id>/", views.meeting_page, name="meeting"),
]
