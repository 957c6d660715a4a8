"""Addresses of procedures."""

from __future__ import annotations

from django.urls import path

from sauro_web.procedures import views

__all__ = ["app_name", "urlpatterns"]

app_name = "procedures"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("so-lieu/", views.listing, name="list"),
    path("so-lieu/<int:figures_id>/", views.figures, name="figures"),
    path("thang/<slug:month>/", views.month, name="month"),
    path("thang/<slug:month>/chot/", views.close, name="close"),
    path("nhap-tep/", views.upload, name="upload"),
    path("nhap-tep/tep-mau.xlsx", views.template_file, name="template"),
    path("don-vi/", views.reporting_units, name="reporting"),
    path("cach-tinh/", views.shares, name="shares"),
]
