"""Addresses of units and people."""

from __future__ import annotations

from django.urls import path

from sauro_web.accounts.views import delegations, groups, importing, people, unit_changes, units

__all__ = ["app_name", "urlpatterns"]

app_name = "accounts"
urlpatterns = [
    path("don-vi/", units.tree, name="units"),
    path("don-vi/tep-mau.xlsx", importing.empty_file, name="import_template"),
    path("don-vi/<int:pk>/", units.show, name="unit"),
    path("don-vi/<int:pk>/theo-mau-nhap.xlsx", units.as_template, name="units_as_template"),
    path("don-vi/<int:pk>/lap-don-vi/", unit_changes.found, name="unit_found"),
    path("don-vi/<int:pk>/doi-ten/", unit_changes.rename, name="unit_rename"),
    path("don-vi/<int:pk>/ma-ky-hieu/", unit_changes.change, name="unit_change"),
    path("don-vi/<int:pk>/chuyen/", unit_changes.move, name="unit_move"),
    path("don-vi/<int:pk>/ket-thuc/", unit_changes.end, name="unit_end"),
    path("don-vi/<int:pk>/sap-nhap/", unit_changes.merge, name="unit_merge"),
    path("don-vi/<int:pk>/chia-tach/", unit_changes.split, name="unit_split"),
    path("don-vi/<int:pk>/ten/", units.add, name="name_add"),
    path("don-vi/<int:pk>/ten/<int:name>/bo/", units.remove, name="name_remove"),
    path("don-vi/<int:pk>/nhap-tep/", importing.upload, name="import"),
    path("don-vi/<int:pk>/them-nguoi/", people.add, name="person_add"),
    path("don-vi/<int:pk>/giao-vi-tri/", people.give, name="position_give"),
    path("don-vi/<int:pk>/nguoi-dung-dau/", people.appoint, name="head_appoint"),
    path("don-vi/<int:pk>/nhom/", groups.listing, name="groups"),
    path("don-vi/<int:pk>/nhom/lap/", groups.make, name="group_make"),
    path("nhom-don-vi/<int:pk>/", groups.show, name="group"),
    path("nhom-don-vi/<int:pk>/sua/", groups.change, name="group_change"),
    path("nhom-don-vi/<int:pk>/bo/", groups.remove, name="group_remove"),
    path("nguoi-dung/", people.listing, name="people"),
    path("nguoi-dung/<int:pk>/", people.show, name="person"),
    path("nguoi-dung/<int:pk>/sua/", people.change, name="person_change"),
    path("nguoi-dung/<int:pk>/khoa/", people.turn, {"way": "khoa"}, name="account_close"),
    path("nguoi-dung/<int:pk>/mo/", people.turn, {"way": "mo"}, name="account_open"),
    path("vi-tri/<int:pk>/ket-thuc/", people.end, name="position_end"),
    path("vi-tri/<int:pk>/uy-quyen/", delegations.lend, name="position_lend"),
    path("uy-quyen/", delegations.mine, name="delegations"),
    path("uy-quyen/<int:pk>/thu-hoi/", delegations.withdraw, name="delegation_withdraw"),
]
