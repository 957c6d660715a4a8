"""Addresses of tasks."""

from __future__ import annotations

from django.urls import path

from sauro_web.tasks import views

__all__ = ["app_name", "urlpatterns"]

app_name = "tasks"
urlpatterns = [
    path("dieu-hanh/", views.overview, name="dashboard"),
    path("ke-hoach/<int:plan_id>/giao-viec/", views.issue, name="issue"),
    path("ke-hoach/<int:plan_id>/khac-biet/", views.difference, name="difference"),
    path("ke-hoach/<int:plan_id>/viec/", views.of_plan, name="of_plan"),
    path("ke-hoach/<int:plan_id>/thuc-hien/", views.progress, name="progress"),
    path("don-vi/<int:pk>/viec/", views.of_unit, name="of_unit"),
    path("nhiem-vu/", views.task_list, name="list"),
    path("nhiem-vu/giao/", views.give, name="give"),
    path("nhiem-vu/doc-thoi-han/", views.due_said, name="due_said"),
    path("nhiem-vu/chon-don-vi/", views.units_found, name="units_found"),
    path("nhiem-vu/bo-loc/", views.save, name="save_filter"),
    path("nhiem-vu/bo-loc/<int:filter_id>/bo/", views.forget, name="forget_filter"),
    path("nhiem-vu/nhieu-dong/", views.many, name="many"),
    path("nhiem-vu/bang/", views.board, name="board"),
    path("nhiem-vu/lich/", views.month, name="calendar"),
    path("nhiem-vu/so-theo-doi/", views.register, name="register"),
    path("nhiem-vu/<int:task_id>/", views.task_page, name="task"),
    path("nhiem-vu/<int:task_id>/lich-su/", views.history, name="history"),
    path("nhiem-vu/<int:task_id>/viec-thanh-phan/", views.give_part, name="give_part"),
    path("nhiem-vu/<int:task_id>/huy/", views.cancel, name="cancel"),
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
    path("nhiem-vu/phan-viec/<int:part_id>/buoc/<slug:slug>/", views.step, name="step"),
    path("nhiem-vu/phan-viec/<int:part_id>/ghi-nhan/", views.value, name="value"),
    path("nhiem-vu/phan-viec/<int:part_id>/tien-do/", views.note, name="note"),
    path("nhiem-vu/phan-viec/<int:part_id>/thu-ly/", views.officer, name="officer"),
    path("nhiem-vu/phan-viec/<int:part_id>/gia-han/", views.extend, name="extend"),
    path("nhiem-vu/phan-viec/<int:part_id>/vuong-mac/", views.obstacle, name="obstacle"),
    path("nhiem-vu/gia-han/<int:extension_id>/", views.decide, name="decide"),
    path("nhiem-vu/vuong-mac/<int:obstacle_id>/tra-loi/", views.answer, name="answer"),
    path("nhiem-vu/vuong-mac/<int:obstacle_id>/dong/", views.close, name="close"),
    path("nhiem-vu/tep/<int:file_id>/", views.note_file, name="note_file"),
]
