"""Addresses of the registers of documents."""

from __future__ import annotations

from django.urls import path

from sauro_web.documents import views

__all__ = ["app_name", "urlpatterns"]

app_name = "documents"
urlpatterns = [
    path("di/", views.outgoing, name="outgoing"),
    path("den/", views.incoming, name="incoming"),
    path("den/theo-doi/", views.followed, name="followed"),
    path("den/gui-den/", views.sent_here, name="sent_here"),
    path("den/gui-den/<int:recipient_id>/vao-so/", views.take_in, name="take_in"),
    path("noi-nhan/<int:recipient_id>/", views.confirm, name="confirm"),
    path("noi-nhan/<int:recipient_id>/thu-hoi/", views.answer_recall, name="answer_recall"),
    path("den/vao-so/", views.arrive, name="arrive"),
    path("cap-so/", views.draw, name="draw"),
    path("cap-so/ben-canh/", views.beside, name="beside"),
    path("tuong-tu/", views.similar, name="similar"),
    path("cap-so/<int:request_id>/", views.draw_requested, name="draw_requested"),
    path("giu-so/", views.reserve, name="reserve"),
    path("de-nghi/", views.requests, name="requests"),
    path("de-nghi/moi/", views.ask, name="ask"),
    path("de-nghi/<int:request_id>/", views.decide, name="decide"),
    path("de-nghi/<int:request_id>/rut/", views.withdraw, name="withdraw"),
    path("quy-dinh/", views.settings_page, name="settings"),
    path("quy-dinh/day-so-thuong-dung/", views.make_usual_series, name="usual_series"),
    path("quy-dinh/day-so/", views.make_series, name="make_series"),
    path("quy-dinh/day-so/<int:series_id>/ket-thuc/", views.close_series, name="close_series"),
    path("quy-dinh/day-so/<int:series_id>/so-tiep-theo/", views.go_on_series, name="go_on_series"),
    path("quy-dinh/cach-dem/", views.change_rule, name="change_rule"),
    path("quy-dinh/so-goc/", views.change_baseline, name="change_baseline"),
    path("quy-dinh/so-goc/dem/", views.count_register, name="count_register"),
    path("<int:document_id>/", views.document_page, name="document"),
    path("cac-xa/", views.communes, name="communes"),
    path("mat/", views.classified, name="classified"),
    path("mat/ghi/", views.classified_count, name="classified_count"),
    path("tep/<int:kept_id>/", views.file, name="file"),
    path("tep/<int:kept_id>/rut/", views.file_withdraw, name="file_withdraw"),
    path("<int:document_id>/tep/", views.file_add, name="file_add"),
    path("<int:document_id>/bo-sung/", views.complete, name="complete"),
    path("<int:document_id>/cap-so/", views.issue, name="issue"),
    path("<int:document_id>/chen-so/", views.insert, name="insert"),
    path("<int:document_id>/huy-so/", views.cancel, name="cancel"),
    path("<int:document_id>/thu-hoi/", views.take_back, name="recall"),
    path("<int:document_id>/lien-quan/", views.relate, name="relate"),
    path("<int:document_id>/phan-cong/", views.give, name="give"),
    path("<int:document_id>/ket-qua/", views.answer, name="answer"),
    path("<int:document_id>/de-biet/", views.file_away, name="file_away"),
    path("<int:document_id>/tra-lai/", views.give_back, name="give_back"),
    path("<int:document_id>/chuyen/", views.send, name="send"),
]
