"""The forms of signing in: those of allauth in our words. Labels are ours throughout, since allauth has no
Vietnamese."""

from __future__ import annotations

from typing import Any

from allauth.account.fields import EmailField, PasswordField, SetPasswordField
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondStepAgain
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from sauro_web.accounts.models import User
from sauro_web.accounts.signing_in.queries import people_with_address, person_of

__all__ = [
    "ForgottenPasswordForm",
    "NewPasswordByLinkForm",
    "NewPasswordForm",
    "OnceMoreForm",
    "ResetAccessForm",
    "SecondStepAgainForm",
    "SecondStepForm",
    "SignInForm",
    "TurnOnSecondStepForm",
]

TOO_MANY = "too_many_login_attempts"


class _Plain(forms.Form):
    """No words inside the fields: they vanish while one types, and are not ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            checked = isinstance(field.widget, forms.CheckboxInput)
            field.widget.attrs["class"] = "form-check-input" if checked else "form-control"


def _code_field() -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12, "autofocus": True}
    return forms.CharField(label="Mã xác thực", max_length=12, widget=forms.TextInput(attrs=attributes))


class SignInForm(_Plain, LoginForm):
    """User name or e-mail address, and password."""

    password = PasswordField(label="Mật khẩu", autocomplete="current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = "Tên đăng nhập hoặc thư điện tử"
        # Longer than a user name: it may be an e-mail address.
        field.validators = [MaxLengthValidator(254)]
        field.widget.attrs |= {
            "maxlength": "254",
            "autocomplete": "username",
            "autocapitalize": "none",
            "autofocus": True,
            "spellcheck": "false",
        }

    def user_credentials(self) -> dict[str, str]:
        """The user name of whoever is meant, else what was typed."""
        typed = self.cleaned_data["login"]
        person = person_of(typed)
        name = person.username if person else "".join(typed.split())
        return {"username": name, "password": self.cleaned_data.get("password", "")}


class OnceMoreForm(_Plain, ReauthenticateForm):
    """The password, before something that touches one's security."""

    password = PasswordField(label="Mật khẩu", autocomplete="current-password")


class _Twice(_Plain):
    """A new password is typed twice."""

    def clean(self) -> dict[str, Any]:
        """Both alike."""
        cleaned = forms.Form.clean(self) or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Hai lần nhập mật khẩu mới không giống nhau.")
        return cleaned


class NewPasswordForm(_Twice, ChangePasswordForm):
    """One's password in place of the present one."""

    oldpassword = PasswordField(label="Mật khẩu đang dùng", autocomplete="current-password")
    password1 = SetPasswordField(label="Mật khẩu mới")
    password2 = PasswordField(label="Nhập lại mật khẩu mới", autocomplete="new-password")


class NewPasswordByLinkForm(_Twice, ResetPasswordKeyForm):
    """A new password by the link of a mail."""

    password1 = SetPasswordField(label="Mật khẩu mới")
    password2 = PasswordField(label="Nhập lại mật khẩu mới", autocomplete="new-password")


class ForgottenPasswordForm(_Plain, ResetPasswordForm):
    """Where the link is to be sent; the answer is the same for addresses that nobody has."""

    email = EmailField(
        label="Thư điện tử",
        error_messages={"invalid": "Đây không phải một địa chỉ thư điện tử, ví dụ: mai.lt@xa.gov.vn."},
    )

    def clean_email(self) -> str:
        """Finds those who have it."""
        address: str = self.cleaned_data["email"]
        self.users: list[User] = people_with_address(address)
        return address


class _Counted(_Plain):
    """`locked` is true once no more codes are looked at for a while."""

    locked = False

    def clean_code(self) -> str:
        """The code without blanks, checked."""
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        try:
            return super().clean_code()  # type: ignore[misc]
        except ValidationError as error:
            self.locked = error.code == TOO_MANY
            raise


class SecondStepForm(_Counted, AuthenticateForm):
    """The code of the telephone, or one of the recovery codes."""

    code = _code_field()


class SecondStepAgainForm(_Counted, SecondStepAgain):
    """The code once more, before something that touches one's security."""

    code = _code_field()


class TurnOnSecondStepForm(_Plain, ActivateTOTPForm):
    """The first code, which shows that the telephone has the secret."""

    code = _code_field()


class ResetAccessForm(_Plain):
    """What else is taken away while somebody gets a new first password."""

    second_step = forms.BooleanField(
        label="Tắt xác thực hai bước (khi người này mất điện thoại và hết mã dự phòng)", required=False
    )
    province = forms.BooleanField(
        label="Bỏ gắn với tài khoản đăng nhập một lần của tỉnh (khi tỉnh đã cấp tài khoản khác)",
        required=False,
    )
