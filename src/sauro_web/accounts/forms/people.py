"""Input about people, positions and delegations, cleaned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db.models import QuerySet

from sauro_web.accounts.forms.units import BASIS
from sauro_web.accounts.models import Acting, Membership, Role, User
from sauro_web.common.fields import DayField

__all__ = [
    "AddPersonForm",
    "DelegateForm",
    "EndPositionForm",
    "HeadForm",
    "LendForm",
    "PersonForm",
    "PositionForm",
    "ReasonForm",
]


class PersonForm(forms.Form):
    """Name and how the person is reached."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    email = forms.EmailField(label="Thư điện tử", required=False)
    phone = forms.RegexField(
        label="Điện thoại",
        regex=r"^[0-9 .+()-]{6,20}$",
        required=False,
        error_messages={"invalid": "Số điện thoại chỉ gồm chữ số và dấu cách."},
    )


class AddPersonForm(PersonForm):
    """A person with a first position. The first password is given afterwards."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=150,
        validators=[ASCIIUsernameValidator(message="Chỉ gồm chữ không dấu, chữ số và các dấu . _ @ + -")],
    )
    role = forms.ChoiceField(label="Vai trò", choices=Role.choices, initial=Role.OFFICER)
    title = forms.CharField(
        label="Chức vụ", max_length=120, required=False, help_text="Như khi ký: Trưởng phòng, Văn thư."
    )
    field_order = ("full_name", "username", "role", "title", "email", "phone")

    def clean_username(self) -> str:
        """In small letters, not taken."""
        username = self.cleaned_data["username"].lower()
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError("Tên đăng nhập này đã có người dùng; hãy chọn tên khác.")
        return username


class PositionForm(forms.Form):
    """A position for a person who has an account, called by his name for signing in."""

    username = forms.CharField(label="Tên đăng nhập của người được giao", max_length=150)
    role = forms.ChoiceField(label="Vai trò", choices=Role.choices, initial=Role.OFFICER)
    title = forms.CharField(label="Chức vụ", max_length=120, required=False)
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(label="Đến ngày", required=False)

    def clean_username(self) -> User:
        """The person; said in one way whether there is none or his account is closed."""
        return _person(self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        """The last day not before the first."""
        return _in_order(self, super().clean() or {})


def _in_order(form: forms.Form, clean: dict[str, Any]) -> dict[str, Any]:
    first, last = clean.get("valid_from"), clean.get("valid_to")
    if first and last and last < first:
        form.add_error("valid_to", "Ngày kết thúc sớm hơn ngày bắt đầu.")
    return clean


def _person(username: str) -> User:
    person = User.objects.filter(username__iexact=username.strip(), is_active=True).first()
    if person is None:
        raise forms.ValidationError("Không có người dùng nào mang tên đăng nhập này.")
    return person


class HeadForm(forms.Form):
    """Who heads a unit, and how."""

    username = forms.CharField(label="Tên đăng nhập của người đứng đầu", max_length=150)
    title = forms.CharField(label="Chức vụ", max_length=120)
    acting = forms.ChoiceField(label="Hình thức", choices=Acting.choices, required=False)
    valid_from = DayField(label="Từ ngày")
    basis = forms.CharField(label="Căn cứ", max_length=200, help_text=BASIS)

    def clean_username(self) -> User:
        """The person."""
        return _person(self.cleaned_data["username"])


class EndPositionForm(forms.Form):
    """The last day of a position."""

    last_day = DayField(label="Ngày cuối cùng giữ vị trí")
    reason = forms.CharField(label="Lý do, căn cứ", max_length=200, required=False)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label="Lý do, căn cứ", max_length=200, required=False)


class PositionChoice(forms.ModelChoiceField):
    """One of a person's positions."""

    def label_from_instance(self, obj: Any) -> str:
        """What, where."""
        return f"{obj.title or obj.get_role_display()}, {obj.unit.label}"


class PersonChoice(forms.ModelChoiceField):
    """A colleague."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, with the one for signing in, which no two share."""
        return f"{obj.full_name} ({obj.username})"


class LendForm(forms.Form):
    """To whom a position is delegated, from when until when, on which paper."""

    receiver = PersonChoice(label="Cho", queryset=User.objects.none(), empty_label="Chọn người")
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(label="Đến hết ngày")
    basis = forms.CharField(label="Văn bản ủy quyền", max_length=200, help_text="Số, ngày văn bản.")

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = colleagues  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day not before the first."""
        return _in_order(self, super().clean() or {})


class DelegateForm(LendForm):
    """Which of one's own positions besides; a paper is not asked for."""

    membership = PositionChoice(label="Ủy quyền vị trí", queryset=Membership.objects.none(), empty_label=None)
    field_order = ("membership",)

    def __init__(self, *args: Any, positions: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = positions  # type: ignore[attr-defined]
        self.fields["basis"].required = False
