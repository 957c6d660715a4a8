"""Addresses of the pages that belong to no subject."""

from __future__ import annotations

from django.urls import path

from sauro_web.pages import views

__all__ = ["urlpatterns"]

app_name = "pages"
urlpatterns = [
    path("", views.first, name="first"),
    path("tim-kiem/", views.find, name="search"),
    path("tim-kiem/goi-y/", views.suggest, name="suggest"),
    path("vi-tri-dang-lam/", views.act_as, name="act_as"),
    path("hien-thi/", views.appearance, name="appearance"),
    path("huong-dan/", views.guide, name="guide_index"),
    path("huong-dan/<slug:name>/", views.guide, name="guide"),
    path("huong-dan/kiem-tra/<str:check>/", views.check_guide, name="check_guide"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("kieu-dang/", views.style_guide, name="style_guide"),
]
