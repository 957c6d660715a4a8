"""Addresses of meetings."""

from __future__ import annotations

from django.urls import path

from sauro_web.meetings import views

__all__ = ["app_name", "urlpatterns"]

app_name = "meetings"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("moi/", views.call, name="call"),
    path("kiem-tra/", views.checked, name="checked"),
    path("chon/", views.found, name="found"),
    path("nhap/", views.bring, name="import"),
    path("nhap/tep-mau.xlsx", views.bring_template, name="import_template"),
    path("phong/", views.rooms, name="rooms"),
    path("phong/<int:room_id>/", views.room, name="room"),
    path("phong/<int:room_id>/thoi-dung/", views.room_end, name="room_end"),
    path("thanh-phan/<int:attendee_id>/cu-nguoi/", views.send, name="send"),
    path("ke-hoach-nam/", views.year_plan, name="year_plan"),
    path("ke-hoach-nam/da-dem/", views.counted, name="counted"),
    path("ke-hoach-nam/muc-han/", views.limits_set, name="limits_set"),
    path("ke-hoach-nam/duyet/", views.year_plan_approve, name="year_plan_approve"),
    path("ke-hoach-nam/nam-truoc/", views.year_plan_before, name="year_plan_before"),
    path("ke-hoach-nam/tep-mau.xlsx", views.year_plan_template, name="year_plan_template"),
    path("ke-hoach-nam/nhap/", views.year_plan_import, name="year_plan_import"),
    path("ke-hoach-nam/dong/<int:line_id>/bo/", views.year_plan_remove, name="year_plan_remove"),
    path("phieu/", views.opinion_rounds, name="opinion_rounds"),
    path("phieu/moi/", views.opinion_ask, name="opinion_ask"),
    path("phieu/<int:round_id>/", views.opinion_round, name="opinion_round"),
    path("phieu/<int:round_id>/tra-loi/<int:opinion_id>/", views.opinion_answer, name="opinion_answer"),
    path("phieu/<int:round_id>/nhac/", views.opinion_remind, name="opinion_remind"),
    path("phieu/<int:round_id>/ket-thuc/", views.opinion_close, name="opinion_close"),
    path("phieu/<int:round_id>/tai-lieu/", views.opinion_paper_add, name="opinion_paper_add"),
    path("phieu/<int:round_id>/ket-luan/", views.opinion_conclude, name="opinion_conclude"),
    path("phieu/<int:round_id>/bao-cao.docx", views.opinion_letter, name="opinion_letter"),
    path("chuong-trinh/<int:agenda_item_id>/", views.agenda_item, name="agenda_item"),
    path("chuong-trinh/<int:agenda_item_id>/bo/", views.agenda_item_remove, name="agenda_item_remove"),
    path(
        "chuong-trinh/<int:agenda_item_id>/y-kien-khac/", views.agenda_item_object, name="agenda_item_object"
    ),
    path("y-kien/<int:remark_id>/tra-loi/", views.remark_answer, name="remark_answer"),
    path("y-kien/<int:remark_id>/rut/", views.remark_withdraw, name="remark_withdraw"),
    path("theo-doi/", views.feed_address, name="feed_address"),
    path("nguon/<slug:secret>.ics", views.feed, name="feed"),
    path("tai-lieu/<int:paper_id>/", views.paper, name="paper"),
    path("tai-lieu/<int:paper_id>/rut/", views.paper_withdraw, name="paper_withdraw"),
    path("<int:meeting_id>/", views.meeting_page, name="meeting"),
    path("<int:meeting_id>/duyet/", views.approve, name="approve"),
    path("<int:meeting_id>/khong-duyet/", views.refuse, name="refuse"),
    path("<int:meeting_id>/doi-lich/", views.move, name="move"),
    path("<int:meeting_id>/them-buoi/", views.occurrence_add, name="occurrence_add"),
    path("<int:meeting_id>/sua/", views.change, name="change"),
    path("<int:meeting_id>/huy/", views.cancel, name="cancel"),
    path("<int:meeting_id>/giay-moi.docx", views.invitation, name="invitation"),
    path("<int:meeting_id>/lich.ics", views.entry, name="entry"),
    path("<int:meeting_id>/tai-lieu/", views.paper_add, name="paper_add"),
    path("<int:meeting_id>/chuong-trinh/", views.agenda_item_add, name="agenda_item_add"),
    path("<int:meeting_id>/y-kien/", views.remark_add, name="remark_add"),
    path("<int:meeting_id>/co-mat/", views.check_in, name="check_in"),
    path("<int:meeting_id>/diem-danh/", views.attendance, name="attendance"),
    path("<int:meeting_id>/bien-ban/", views.minutes, name="minutes"),
    path("<int:meeting_id>/bien-ban/xac-nhan/", views.minutes_confirm, name="minutes_confirm"),
    path("<int:meeting_id>/bien-ban/bo-sung/", views.minutes_add, name="minutes_add"),
    path("<int:meeting_id>/ket-luan/", views.conclude, name="conclude"),
    path("<int:meeting_id>/thong-bao/", views.notice, name="notice"),
    path("<int:meeting_id>/thong-bao-ket-luan.docx", views.notice_letter, name="notice_letter"),
]
