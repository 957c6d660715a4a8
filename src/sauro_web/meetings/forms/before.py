"""The agenda, and what those called write before a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from sauro_web.meetings.forms.fields import LONG, day_field, moment_in, time_field
from sauro_web.meetings.models import AgendaItem, Attendee, MeetingPaper, RemarkKind
from sauro_web.meetings.moments import local
from sauro_web.meetings.operations.agenda import ItemSaid
from sauro_web.meetings.operations.remarking import NewRemark

__all__ = ["AgendaItemForm", "AnswerForm", "ObjectionForm", "RemarkForm"]

_NONE = ("", "Không chọn")


class AgendaItemForm(forms.Form):
    """An item of the agenda."""

    text = forms.CharField(
        label="Nội dung", max_length=500, error_messages={"required": "Hãy ghi nội dung chương trình."}
    )
    minutes = forms.IntegerField(label="Số phút", min_value=1, max_value=1_440, required=False)
    reporter = forms.ChoiceField(label="Người báo cáo", required=False)
    paper = forms.ChoiceField(label="Tài liệu", required=False)
    unopposed = forms.BooleanField(
        label="Thông qua nếu không có ý kiến khác",
        required=False,
        help_text="Người dự được báo; hết hạn không ai có ý kiến khác thì coi như thông qua.",
    )
    until_day = day_field("Nhận ý kiến khác đến ngày", required=False)
    until_time = time_field("Đến giờ", required=False)
    position = forms.IntegerField(
        label="Thứ tự", min_value=0, max_value=1_000, required=False, help_text="Để trống thì xếp cuối."
    )

    def __init__(
        self, *args: Any, called: Sequence[Attendee], papers: Sequence[MeetingPaper], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._called = {str(row.pk): row for row in called}
        self._papers = {str(one.pk): one for one in papers}
        for name, rows in (("reporter", self._called), ("paper", self._papers)):
            said = [(key, str(row)) for key, row in rows.items()]
            cast(forms.ChoiceField, self.fields[name]).choices = [_NONE, *said]
        if not papers:
            del self.fields["paper"]

    @staticmethod
    def initial_of(row: AgendaItem) -> dict[str, Any]:
        """What stands in the form of an item that is there."""
        until = local(row.objections_until) if row.objections_until is not None else None
        return {
            "text": row.text,
            "minutes": row.minutes,
            "reporter": str(row.reporter_id or ""),
            "paper": str(row.paper_id or ""),
            "unopposed": row.unopposed,
            "until_day": until.date() if until else None,
            "until_time": until.time() if until else None,
            "position": row.position,
        }

    def clean(self) -> dict[str, Any]:
        """What passes without discussion has a term."""
        clean = super().clean() or {}
        if clean.get("unopposed"):
            for name, missing in (("until_day", "Hãy ghi ngày."), ("until_time", "Hãy ghi giờ.")):
                if clean.get(name) is None and name not in self.errors:
                    self.add_error(name, missing)
        return clean

    def said(self) -> ItemSaid:
        """As the operation takes it."""
        clean = self.cleaned_data
        until = moment_in(clean["until_day"], clean["until_time"]) if clean["unopposed"] else None
        return ItemSaid(
            text=clean["text"],
            minutes=clean["minutes"],
            reporter=self._called.get(clean["reporter"]),
            paper=self._papers.get(clean.get("paper", "")),
            until=until,
            position=clean["position"],
        )


class ObjectionForm(forms.Form):
    """Why an item should be discussed."""

    reason = forms.CharField(
        label="Ý kiến khác",
        max_length=500,
        widget=LONG,
        error_messages={"required": "Hãy ghi rõ ý kiến khác."},
    )


class RemarkForm(forms.Form):
    """A question or an opinion."""

    kind = forms.ChoiceField(label="Loại", choices=RemarkKind, initial=RemarkKind.QUESTION)
    about = forms.ChoiceField(label="Về", required=False)
    text = forms.CharField(
        label="Nội dung",
        max_length=4_000,
        widget=LONG,
        error_messages={"required": "Hãy ghi nội dung câu hỏi, ý kiến."},
    )

    def __init__(
        self, *args: Any, items: Sequence[AgendaItem], papers: Sequence[MeetingPaper], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._items = {f"muc-{one.pk}": one for one in items}
        self._papers = {f"tai-lieu-{one.pk}": one for one in papers}
        said = [(key, f"Nội dung: {one}") for key, one in self._items.items()]
        said += [(key, f"Tài liệu: {one}") for key, one in self._papers.items()]
        cast(forms.ChoiceField, self.fields["about"]).choices = [("", "Cuộc họp nói chung"), *said]
        if not said:
            del self.fields["about"]

    def remark(self) -> NewRemark:
        """As the operation takes it."""
        clean = self.cleaned_data
        about = clean.get("about", "")
        kind = RemarkKind(clean["kind"])
        return NewRemark(kind, clean["text"], self._items.get(about), self._papers.get(about))


class AnswerForm(forms.Form):
    """The answer; `seen` is the one that stood there."""

    text = forms.CharField(
        label="Trả lời",
        max_length=4_000,
        widget=LONG,
        error_messages={"required": "Hãy ghi nội dung trả lời."},
    )
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput, max_length=8_000)
