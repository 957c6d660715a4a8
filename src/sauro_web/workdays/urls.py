"""Addresses of the calendar."""

from __future__ import annotations

from django.urls import path

from sauro_web.workdays import views

__all__ = ["app_name", "urlpatterns"]

app_name = "workdays"
urlpatterns = [
    path("", views.year, name="year"),
    path("<int:pk>/bo/", views.remove, name="remove"),
]
