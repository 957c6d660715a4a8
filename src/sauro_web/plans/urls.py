"""Addresses of plans."""

from __future__ import annotations

from django.urls import path

from sauro_web.plans import views

__all__ = ["app_name", "urlpatterns"]

app_name = "plans"
urlpatterns = [
    path("", views.plan_list, name="list"),
    path("tai-len/", views.upload, name="upload"),
    path("<int:plan_id>/", views.plan_page, name="plan"),
    path("<int:plan_id>/tien-do/", views.progress, name="progress"),
    path("<int:plan_id>/soat/", views.review, name="review"),
    path("<int:plan_id>/soat/them/", views.add_task, name="add_task"),
    path("<int:plan_id>/hoan-tac/", views.undo, name="undo"),
    path("<int:plan_id>/lich-su/", views.history, name="history"),
    path("<int:plan_id>/cap-tren/", views.parent, name="parent"),
    path("<int:plan_id>/cap-duoi/", views.below, name="below"),
    path("<int:plan_id>/cap-duoi/cong-van/", views.below_letter, name="below_letter"),
    path("<int:plan_id>/doi-chieu/", views.coverage, name="coverage"),
    path("<int:plan_id>/doi-chieu/gop-y/", views.opinions, name="opinions"),
    path("<int:plan_id>/thay-the/", views.amended, name="amended"),
    path("<int:plan_id>/nguon/", views.origin, name="origin"),
    path("<int:plan_id>/luu/", views.keep, name="keep"),
    path("<int:plan_id>/mo-lai/", views.review_again, name="review_again"),
    path("<int:plan_id>/doc-lai/", views.read_again, name="read_again"),
    path("<int:plan_id>/ban-khac/", views.better_copy, name="better_copy"),
    path("<int:plan_id>/bo/", views.discard, name="discard"),
    path("<int:plan_id>/tep/", views.original, name="original"),
    path("<int:plan_id>/trang/", views.source_ways, name="source_ways"),
    path("<int:plan_id>/trang/<int:number>/", views.page_picture, name="page_picture"),
    path("soat/<int:suggestion_id>/", views.card, name="card"),
    path("soat/<int:suggestion_id>/quyet-dinh/", views.decide, name="decide"),
    path("soat/<int:suggestion_id>/sua/", views.correct, name="correct"),
    path("soat/<int:suggestion_id>/don-vi/", views.units, name="units"),
    path("soat/<int:suggestion_id>/don-vi/them/", views.add_unit, name="add_unit"),
    path("soat/<int:suggestion_id>/moi-don-vi/", views.let_each_lead, name="let_each_lead"),
    path("soat/don-vi/<int:mention_id>/", views.choose_unit, name="choose_unit"),
    path("soat/don-vi/<int:mention_id>/vai-tro/", views.give_role, name="give_role"),
    path("soat/don-vi/<int:mention_id>/bo/", views.drop_unit, name="drop_unit"),
]
