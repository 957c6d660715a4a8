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
    path("phong/", views.rooms, name="rooms"),
    path("phong/<int:room_id>/", views.room, name="room"),
    path("phong/<int:room_id>/thoi-dung/", views.room_end, name="room_end"),
    path("thanh-phan/<int:attendee_id>/cu-nguoi/", views.send, name="send"),
    path("<int:meeting_id>/", views.meeting_page, name="meeting"),
    path("<int:meeting_id>/duyet/", views.approve, name="approve"),
    path("<int:meeting_id>/khong-duyet/", views.refuse, name="refuse"),
    path("<int:meeting_id>/doi-lich/", views.move, name="move"),
    path("<int:meeting_id>/sua/", views.change, name="change"),
    path("<int:meeting_id>/huy/", views.cancel, name="cancel"),
]
