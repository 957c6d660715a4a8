"""A round of opinions, and one slip of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from sauro_web.accounts.models import Unit, User
from sauro_web.meetings.forms.fields import LONG, day_field, moment_in, time_field
from sauro_web.meetings.models import Meeting, OpinionChoice
from sauro_web.meetings.operations.opinions import NewRound
from sauro_web.meetings.picks import PersonPick, Pick, UnitPick

__all__ = ["AskForm", "SlipForm"]


class AskForm(forms.Form):
    """What is asked, of whom (`picks`), until when."""

    subject = forms.CharField(
        label="Về việc", max_length=300, error_messages={"required": "Hãy ghi việc xin ý kiến."}
    )
    question = forms.CharField(
        label="Nội dung xin ý kiến",
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Hãy ghi nội dung cần cho ý kiến."},
        help_text="Ghi đủ để trả lời được: đồng ý, không đồng ý hoặc ý kiến khác.",
    )
    due_day = day_field("Trả lời trước ngày", error_messages={"required": "Hãy ghi hạn trả lời."})
    due_time = time_field("Giờ")
    limited = forms.BooleanField(label="Chỉ người gửi và người được hỏi được biết", required=False)

    def __init__(self, *args: Any, picks: Mapping[str, Pick], **options: Any) -> None:
        super().__init__(*args, **options)
        self.picks = picks

    def clean(self) -> dict[str, Any]:
        """Somebody is asked."""
        clean = super().clean() or {}
        if not any(pick.chosen for pick in self.picks.values()):
            self.picks["asked"].error = "Hãy chọn người hoặc đơn vị được lấy ý kiến."
            self.add_error(None, self.picks["asked"].error)
        return clean

    @property
    def people(self) -> tuple[User, ...]:
        """Those picked."""
        pick = self.picks["asked"]
        return tuple(pick.people) if isinstance(pick, PersonPick) else ()

    @property
    def units(self) -> tuple[Unit, ...]:
        """Units picked."""
        pick = self.picks["asked_units"]
        return tuple(pick.units) if isinstance(pick, UnitPick) else ()

    def new_round(self, papers_of: Meeting | None) -> NewRound:
        """As the operation takes it."""
        clean = self.cleaned_data
        due = moment_in(clean["due_day"], clean["due_time"])
        assert isinstance(due, datetime)  # noqa: S101 (both fields are required)
        people, units = self.people, self.units
        return NewRound(clean["subject"], clean["question"], due, people, units, clean["limited"], papers_of)


class SlipForm(forms.Form):
    """The slip of one who is asked."""

    choice = forms.ChoiceField(
        label="Ý kiến",
        choices=[(one.value, one.label[:1].upper() + one.label[1:]) for one in OpinionChoice],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một ý kiến."},
    )
    reason = forms.CharField(
        label="Lý do, nội dung cụ thể",
        max_length=8_000,
        required=False,
        widget=LONG,
        help_text="Cần ghi khi không đồng ý hoặc có ý kiến khác.",
    )

    def clean(self) -> dict[str, Any]:
        """Who does not agree says why."""
        clean = super().clean() or {}
        choice = clean.get("choice")
        if choice and choice != OpinionChoice.AGREE and not clean.get("reason", "").strip():
            self.add_error("reason", "Hãy ghi rõ lý do, nội dung.")
        return clean
