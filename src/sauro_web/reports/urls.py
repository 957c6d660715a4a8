"""Addresses of periodic reports."""

from __future__ import annotations

from django.urls import path

from sauro_web.reports.views import files, receiving, settling, showing, writing

__all__ = ["app_name", "urlpatterns"]

app_name = "reports"
urlpatterns = [
    path("", showing.calendar, name="calendar"),
    path("theo-don-vi/", showing.by_unit, name="by_unit"),
    path("che-do/", settling.regimes, name="regimes"),
    path("che-do/moi/", settling.regime_new, name="regime_new"),
    path("che-do/<int:regime_id>/thoi/", settling.regime_end, name="regime_end"),
    path("ky/<int:period_id>/", showing.period, name="period"),
    path("ky/<int:period_id>/khoa/", settling.lock, name="lock"),
    path("ky/<int:period_id>/mo-khoa/", settling.unlock, name="unlock"),
    path("<int:report_id>/", writing.report, name="report"),
    path("<int:report_id>/bao-cao.docx", files.word, name="word"),
    path("<int:report_id>/bao-cao.xlsx", files.sheets, name="sheets"),
    path("<int:report_id>/dien/", writing.fill_in, name="fill_in"),
    path("<int:report_id>/khong-phat-sinh/", writing.nothing, name="nothing"),
    path("<int:report_id>/gui/", writing.send, name="send"),
    path("<int:report_id>/con-thieu/", writing.without, name="without"),
    path("<int:report_id>/duyet/", receiving.accept, name="accept"),
    path("<int:report_id>/tra-lai/", receiving.give_back, name="give_back"),
    path("so-lieu/<int:figure_id>/tra-lai/", receiving.figure_back, name="figure_back"),
    path("so-lieu/<int:figure_id>/dinh-chinh/", receiving.correct, name="correct"),
]
