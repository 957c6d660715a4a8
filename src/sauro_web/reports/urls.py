"""Addresses of periodic reports."""

from __future__ import annotations

from django.urls import path

from sauro_web.reports.views import (
    counting,
    files,
    issuing,
    receiving,
    relating,
    settling,
    showing,
    templates,
    writing,
)

__all__ = ["app_name", "urlpatterns"]

app_name = "reports"
urlpatterns = [
    path("", showing.calendar, name="calendar"),
    path("theo-don-vi/", showing.by_unit, name="by_unit"),
    path("tu-kiem-dem/", counting.month, name="month"),
    path("tu-kiem-dem/so-lieu.xlsx", counting.month_sheets, name="month_sheets"),
    path("nguon-so-lieu/", counting.records, name="records"),
    path("che-do/", settling.regimes, name="regimes"),
    path("che-do/moi/", settling.regime_new, name="regime_new"),
    path("che-do/<int:regime_id>/", relating.regime, name="regime"),
    path("che-do/<int:regime_id>/thoi/", settling.regime_end, name="regime_end"),
    path("mau/", templates.template, name="template"),
    path("mau/mau-bao-cao.docx", templates.template_word, name="template_word"),
    path("mau/thoi/", templates.template_drop, name="template_drop"),
    path("ky/<int:period_id>/", showing.period, name="period"),
    path("ky/<int:period_id>/khoa/", settling.lock, name="lock"),
    path("ky/<int:period_id>/mo-khoa/", settling.unlock, name="unlock"),
    path("<int:report_id>/", writing.report, name="report"),
    path("<int:report_id>/bao-cao.docx", files.word, name="word"),
    path("<int:report_id>/bao-cao.xlsx", files.sheets, name="sheets"),
    path("<int:report_id>/bao-cao.pdf", files.pdf, name="pdf"),
    path("<int:report_id>/phat-hanh/", issuing.issue, name="issue"),
    path("<int:report_id>/phat-hanh/lap/", issuing.freeze, name="freeze"),
    path("<int:report_id>/phat-hanh/loi-van/", issuing.wording, name="wording"),
    path("<int:report_id>/phat-hanh/tep-word/", issuing.word_back, name="word_back"),
    path("<int:report_id>/phat-hanh/de-nghi/", issuing.ask, name="ask_number"),
    path("<int:report_id>/phat-hanh/bao-cao.docx", issuing.word, name="issue_word"),
    path("<int:report_id>/phat-hanh/bao-cao.pdf", issuing.pdf, name="issue_pdf"),
    path("<int:report_id>/dien/", writing.fill_in, name="fill_in"),
    path("<int:report_id>/khong-phat-sinh/", writing.nothing, name="nothing"),
    path("<int:report_id>/gui/", writing.send, name="send"),
    path("<int:report_id>/loi-van/", writing.take_over, name="take_over"),
    path("<int:report_id>/con-thieu/", writing.without, name="without"),
    path("<int:report_id>/duyet/", receiving.accept, name="accept"),
    path("<int:report_id>/tra-lai/", receiving.give_back, name="give_back"),
    path("so-lieu/<int:figure_id>/tra-lai/", receiving.figure_back, name="figure_back"),
    path("so-lieu/<int:figure_id>/dinh-chinh/", receiving.correct, name="correct"),
]
