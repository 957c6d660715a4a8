"""Addresses of tasks."""

from __future__ import annotations

from django.urls import path

from sauro_web.tasks import views

__all__ = ["app_name", "urlpatterns"]

app_name = "tasks"
urlpatterns = [
    path("ke-hoach/<int:plan_id>/giao-viec/", views.issue, name="issue"),
    path("ke-hoach/<int:plan_id>/khac-biet/", views.difference, name="difference"),
    path("ke-hoach/<int:plan_id>/viec/", views.of_plan, name="of_plan"),
    path("nhiem-vu/", views.task_list, name="list"),
    path("nhiem-vu/<int:task_id>/", views.task_page, name="task"),
    path("nhiem-vu/nhap/", views.tasks_upload, name="tasks_upload"),
    path("nhiem-vu/nhap/mau/", views.tasks_template, name="tasks_template"),
    path("nhiem-vu/tien-do/", views.progress_upload, name="progress_upload"),
    path("nhiem-vu/tien-do/mau/", views.progress_template, name="progress_template"),
    path("don-doc/", views.nudge_list, name="nudges"),
    path("don-doc/moi/", views.nudge_new, name="nudge_new"),
    path("don-doc/<int:nudge_id>/", views.nudge_page, name="nudge"),
    path("don-doc/<int:nudge_id>/da-xem/", views.nudge_seen, name="nudge_seen"),
    path("don-doc/<int:nudge_id>/cong-van/", views.nudge_letter, name="nudge_letter"),
    path("nhiem-vu/phan-viec/<int:part_id>/nhan/", views.take_up, name="take_up"),
]
