"""Addresses of signing in. The names are those by which allauth finds its pages; what is not here (signing
up, adding e-mail addresses, tying accounts together) does not exist."""

from __future__ import annotations

from django.urls import path, re_path

from sauro_web.accounts.signing_in.province.views import come_back, set_out
from sauro_web.accounts.signing_in.views import entering, others, own

__all__ = ["urlpatterns"]

urlpatterns = [
    path("dang-nhap/", entering.SignIn.as_view(), name="account_login"),
    path("dang-nhap/ma-xac-thuc/", entering.SecondStep.as_view(), name="mfa_authenticate"),
    path("dang-nhap/tai-khoan-ngung/", entering.Inactive.as_view(), name="account_inactive"),
    path("dang-nhap/tinh/", set_out, name="province_login"),
    path("dang-nhap/tinh/tro-lai/", come_back, name="province_callback"),
    path("dang-nhap/tinh/da-huy/", entering.cancelled, name="socialaccount_login_cancelled"),
    path("dang-xuat/", entering.SignOut.as_view(), name="account_logout"),
    path("quen-mat-khau/", entering.Forgotten.as_view(), name="account_reset_password"),
    path("quen-mat-khau/da-gui/", entering.ForgottenSent.as_view(), name="account_reset_password_done"),
    path(
        "quen-mat-khau/xong/",
        entering.NewPasswordSet.as_view(),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entering.NewPasswordByLink.as_view(),
        name="account_reset_password_from_key",
    ),
    path("tai-khoan/", own.Security.as_view(), name="mfa_index"),
    path("tai-khoan/xac-nhan/", entering.OnceMore.as_view(), name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma/", entering.SecondStepAgain.as_view(), name="mfa_reauthenticate"),
    path("tai-khoan/mat-khau/", own.NewPassword.as_view(), name="account_change_password"),
    path("tai-khoan/hai-buoc/bat/", own.TurnOnSecondStep.as_view(), name="mfa_activate_totp"),
    path("tai-khoan/hai-buoc/tat/", own.TurnOffSecondStep.as_view(), name="mfa_deactivate_totp"),
    path("tai-khoan/ma-du-phong/", own.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("tai-khoan/ma-du-phong/tao/", own.RenewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path(
        "tai-khoan/ma-du-phong/tep/", own.DownloadRecoveryCodes.as_view(), name="mfa_download_recovery_codes"
    ),
    path("tai-khoan/phien/", own.sessions, name="usersessions_list"),
    path("tai-khoan/phien/ket-thuc/", own.end_others, name="account_end_others"),
    path("tai-khoan/phien/<int:number>/ket-thuc/", own.end_session, name="account_end_session"),
    path("nguoi-dung/<int:pk>/cap-lai-dang-nhap/", others.reset_access_of, name="person_reset_access"),
]
