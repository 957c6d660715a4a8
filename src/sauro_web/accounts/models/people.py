"""People, what each is in which unit and until when, and who stands in for whom."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from sauro_web.accounts.models.units import Unit

__all__ = ["Acting", "Delegation", "Membership", "Role", "User"]


def _composed(text: str | None) -> str | None:
    return unicodedata.normalize("NFC", text) if text is not None else None


class User(AbstractUser):
    """A person who signs in. Vietnamese names are one: surname first, called by the last."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=120)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    acting_in: int | None = None
    """No column: the number of the position in which the person acts in this request, where he chose one
    (`accounts.acting`)."""
    standings_seen: dict[date, Any] | None = None
    """No column: what `queries.standings` found for each day; None where it is asked every time."""
    must_change_password = models.BooleanField(default=False)
    """Set by whoever gave the first password; the person is asked for a new one before anything else."""

    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "người dùng"
        constraints = (
            # Whoever signs in may type capitals as he likes.
            models.UniqueConstraint(
                Lower("username"),
                name="username_in_any_case",
                violation_error_message="Tên đăng nhập này đã có người dùng.",
            ),
        )

    def __str__(self) -> str:
        return self.full_name or self.username

    def set_password(self, raw_password: str | None) -> None:
        """Keyboards write accents composed or apart; a password is the same in both."""
        super().set_password(_composed(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is the password, however its accents are written."""
        return super().check_password(_composed(raw_password))

    def get_full_name(self) -> str:
        """The whole name."""
        return self.full_name

    def get_short_name(self) -> str:
        """The name by which one is called: the last."""
        return self.full_name.rsplit(" ", 1)[-1]


class Role(models.TextChoices):
    """What a person may do in a unit; the rules of each app name what for."""

    LEADER = "leader", "Lãnh đạo UBND"
    COORDINATOR = "coordinator", "Đầu mối theo dõi"
    HEAD = "head", "Thủ trưởng đơn vị"
    OFFICER = "officer", "Công chức, chuyên viên"
    CLERK = "clerk", "Văn thư"
    INSPECTOR = "inspector", "Kiểm tra công vụ"
    ADMINISTRATOR = "administrator", "Quản trị"


class Acting(models.TextChoices):
    """How a position is held when nobody is appointed to it."""

    APPOINTED = "", "chính thức"
    ACTING = "acting", "quyền"
    IN_CHARGE = "in_charge", "phụ trách"


class Membership(models.Model):
    """A person's place in a unit; one may have several, in several units. What ended keeps its row."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    role = models.CharField("vai trò", max_length=14, choices=Role)
    title = models.CharField("chức vụ", max_length=120, blank=True)
    """As signed: "Chủ tịch", "Phó Trưởng phòng"."""
    is_head = models.BooleanField("người đứng đầu", default=False)
    acting = models.CharField("hình thức", max_length=9, choices=Acting, default=Acting.APPOINTED, blank=True)
    valid_from = models.DateField("từ ngày", default=date(2025, 7, 1))
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "vị trí công tác"
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("user", "unit", "role"), condition=Q(valid_to=None), name="membership_once"
            ),
            models.UniqueConstraint(
                fields=("unit",), condition=Q(is_head=True, valid_to=None), name="one_head_a_unit"
            ),
        )

    def __str__(self) -> str:
        acting = f"{self.get_acting_display()} " if self.acting else ""
        return f"{self.user}, {acting}{self.title or self.get_role_display()}, {self.unit.label}"


class Delegation(models.Model):
    """For some days another person may do what a position may; what is done so is recorded under both
    names."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="delegations")
    receiver = models.ForeignKey(User, models.PROTECT, related_name="delegations")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày")
    basis = models.CharField("văn bản ủy quyền", max_length=200, blank=True)
    withdrawn_on = models.DateField("thu hồi ngày", null=True, blank=True)

    class Meta:
        verbose_name = "ủy quyền"
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="delegation_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} → {self.receiver}"
