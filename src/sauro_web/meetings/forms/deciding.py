"""What is decided about a meeting, and who goes."""

from __future__ import annotations

from typing import Any

from django import forms

from sauro_web.accounts.models import User
from sauro_web.meetings.forms.fields import LONG, version_field
from sauro_web.meetings.picks import PersonPick, Pick

__all__ = [
    "ReasonForm",
    "SendForm",
]


class ReasonForm(forms.Form):
    """Why something is refused or cancelled."""

    reason = forms.CharField(
        label="Lý do", max_length=500, widget=LONG, error_messages={"required": "Hãy ghi rõ lý do."}
    )
    version = version_field()


class SendForm(forms.Form):
    """Who goes, with the reason where he goes in another's place."""

    reason = forms.CharField(label="Lý do cử người dự thay", max_length=300, required=False)

    def __init__(self, *args: Any, pick: Pick, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pick = pick

    def clean(self) -> dict[str, Any]:
        """Somebody goes."""
        clean = super().clean() or {}
        if not self.pick.chosen:
            self.pick.error = "Hãy chọn người đi dự."
            self.add_error(None, self.pick.error)
        return clean

    @property
    def person(self) -> User | None:
        """Who was picked."""
        return next(iter(self.pick.people), None) if isinstance(self.pick, PersonPick) else None
