"""Addresses of indicators."""

from __future__ import annotations

from django.urls import path

from sauro_web.indicators import views

__all__ = ["app_name", "urlpatterns"]

app_name = "indicators"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("tu-ke-hoach/<int:suggestion_id>/", views.take, name="take"),
    path("cac-xa/", views.communes, name="communes"),
    path("<slug:code>/", views.indicator, name="indicator"),
]
