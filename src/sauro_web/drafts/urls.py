"""Addresses of drafts."""

from __future__ import annotations

from django.urls import path

from sauro_web.drafts import views

__all__ = ["app_name", "urlpatterns"]

app_name = "drafts"
urlpatterns = [
    path("", views.drafts, name="list"),
    path("moi/", views.begin, name="begin"),
    path("gop-y-cham/", views.late, name="late"),
    path("bo-qua/", views.waived, name="waived"),
    path("bo-qua/<int:waiver_id>/", views.decide_waiver, name="decide_waiver"),
    path("quy-dinh/", views.settings_page, name="settings"),
    path("y-kien/<int:draft_opinion_id>/", views.opinion, name="opinion"),
    path("y-kien/<int:draft_opinion_id>/xu-ly/", views.reply, name="reply"),
    path("tham-dinh/<int:appraisal_id>/phieu/", views.letter, name="letter"),
    path("<int:draft_id>/", views.draft_page, name="draft"),
    path("<int:draft_id>/thong-tin/", views.change, name="change"),
    path("<int:draft_id>/ban/<int:version_number>/", views.version, name="version"),
    path("<int:draft_id>/ban/<int:version_number>/tep/", views.file, name="file"),
    path("<int:draft_id>/ban-moi/", views.add, name="add"),
    path("<int:draft_id>/so-sanh/", views.compare, name="compare"),
    path("<int:draft_id>/doi-chieu/<int:document_id>/", views.side, name="side"),
    path("<int:draft_id>/kiem-tra/", views.check, name="check"),
    path("<int:draft_id>/sua/", views.mend, name="mend"),
    path("<int:draft_id>/bo-qua/", views.waive, name="waive"),
    path("<int:draft_id>/lay-y-kien/", views.ask_opinions, name="ask_opinions"),
    path("<int:draft_id>/trinh/", views.submit, name="submit"),
    path("<int:draft_id>/rut/", views.take_back, name="take_back"),
    path("<int:draft_id>/tham-dinh/", views.appraise, name="appraise"),
    path("<int:draft_id>/duyet/<str:aspect>/", views.approve, name="approve"),
    path("<int:draft_id>/tra-lai/<str:aspect>/", views.send_back, name="send_back"),
    path("<int:draft_id>/thoi/", views.drop, name="drop"),
    path("<int:draft_id>/de-nghi-so/", views.ask_number, name="ask_number"),
    path("<int:draft_id>/cap-so/", views.issue, name="issue"),
]
