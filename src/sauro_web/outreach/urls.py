"""Addresses of training and publicity."""

from __future__ import annotations

from django.urls import path

from sauro_web.outreach import views

__all__ = ["app_name", "urlpatterns"]

app_name = "outreach"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("tap-huan/", views.session_list, name="sessions"),
    path("tap-huan/moi/", views.session_new, name="session_new"),
    path("tap-huan/<int:session_id>/", views.session, name="session"),
    path("tap-huan/<int:session_id>/sua/", views.session_change, name="session_change"),
    path("tap-huan/<int:session_id>/diem-danh/", views.attendance, name="attendance"),
    path("tap-huan/<int:session_id>/huy/", views.session_withdraw, name="session_withdraw"),
    path("tin-bai/", views.item_list, name="items"),
    path("tin-bai/moi/", views.item_new, name="item_new"),
    path("tin-bai/<int:item_id>/", views.item, name="item"),
    path("tin-bai/<int:item_id>/huy/", views.item_withdraw, name="item_withdraw"),
]
