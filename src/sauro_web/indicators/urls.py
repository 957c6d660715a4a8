"""Addresses of indicators."""

from __future__ import annotations

from django.urls import path

from sauro_web.indicators.views import country, figures, own, questions, showing

__all__ = ["app_name", "urlpatterns"]

app_name = "indicators"
urlpatterns = [
    path("", showing.overview, name="overview"),
    path("tu-ke-hoach/<int:suggestion_id>/", showing.take, name="take"),
    path("them/<int:suggestion_id>/", own.add, name="add"),
    path("cac-xa/", showing.communes, name="communes"),
    path("cac-tinh/", country.provinces, name="provinces"),
    path("can-hoi/", questions.questions, name="questions"),
    path("can-hoi/<int:question_id>/", questions.question, name="question"),
    path("<slug:code>/", showing.indicator, name="indicator"),
    path("<slug:code>/so-lieu/", figures.figures, name="figures"),
    path("<slug:code>/so-goc/", own.bases, name="bases"),
    path("<slug:code>/cach-dem/", own.guide, name="guide"),
    path("<slug:code>/thang/<slug:month>/", figures.month, name="month"),
    path("<slug:code>/thang/<slug:month>/xac-nhan/", figures.confirm, name="confirm"),
    path("<slug:code>/thang/<slug:month>/chot/", figures.close, name="close"),
]
