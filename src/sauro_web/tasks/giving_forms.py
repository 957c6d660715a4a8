"""A task as it is given without a plan."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.urls import reverse

from sauro.dates.due import Due
from sauro_web.tasks.from_today import due_given, refusal_of, said_of
from sauro_web.tasks.models import Origin
from sauro_web.tasks.operations.giving import NewTask
from sauro_web.tasks.picks import UnitPick
from sauro_web.workdays.queries import calendar_of

__all__ = ["GiveForm"]

_FROM = (
    (Origin.DIRECT.value, "Giao trực tiếp"),
    (Origin.DOCUMENT.value, "Theo văn bản"),
    (Origin.MEETING.value, "Theo kết luận cuộc họp"),
)


class GiveForm(forms.Form):
    """The six clarities and where it comes from; of a step, its whole says that."""

    text = forms.CharField(
        label="Việc",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi nội dung việc giao."},
    )
    due_text = forms.CharField(
        label="Thời hạn",
        max_length=300,
        help_text="Ghi ngày, ví dụ 30/7/2026; hoặc “05 ngày làm việc” kể từ ngày giao, “Quý IV/2026”, "
        "“Hằng tháng”, “Thường xuyên”.",
        error_messages={"required": "Hãy ghi thời hạn."},
    )
    product = forms.CharField(
        label="Sản phẩm",
        max_length=1_000,
        help_text="Thứ phải nộp khi xong, ví dụ “Báo cáo kết quả rà soát”.",
        error_messages={"required": "Hãy ghi sản phẩm phải có khi hoàn thành."},
    )
    authority = forms.CharField(
        label="Thẩm quyền quyết định",
        max_length=300,
        required=False,
        help_text="Ai quyết định, phê duyệt kết quả.",
    )
    origin = forms.ChoiceField(
        label="Nguồn", choices=_FROM, widget=forms.RadioSelect, initial=Origin.DIRECT.value
    )
    source = forms.CharField(
        label="Văn bản nguồn",
        max_length=300,
        required=False,
        help_text="Số, ký hiệu, ngày văn bản hoặc thông báo kết luận.",
    )
    quote = forms.CharField(
        label="Trích nguyên văn", max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, picks: list[UnitPick], on: date, step: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.picks, self._on = picks, on
        office = picks[0].office
        self._calendar = partial(calendar_of, office)
        self.fields["due_text"].widget.attrs |= {
            "hx-get": f"{reverse('tasks:due_said')}?o={office.pk}",
            "hx-trigger": "input changed delay:400ms",
            "hx-target": "#due-said",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        if step:
            for name in ("origin", "source", "quote"):
                del self.fields[name]

    def clean_due_text(self) -> str:
        """Read as counted from today or by the rule that reads plans; what neither understands would have no
        deadline."""
        words = str(self.cleaned_data["due_text"]).strip()
        self._due = due_given(words, on=self._on, calendar=self._calendar())
        if refusal := refusal_of(self._due, on=self._on):
            raise forms.ValidationError(refusal)
        return words

    _due: Due | None = None

    @property
    def due_said(self) -> str:
        """Which day the words came to, once they were sent and can be given."""
        if self._due is None or refusal_of(self._due, on=self._on):
            return ""
        return said_of(self._due, self._calendar(), on=self._on)

    def clean(self) -> dict[str, Any]:
        """Exactly one unit leads; what comes from a paper names it."""
        clean = super().clean() or {}
        for pick in self.picks:
            if pick.needed and pick.is_empty:
                pick.error = "Hãy chọn đơn vị."
                self.add_error(None, f"{pick.label}: hãy chọn đơn vị.")
        if clean.get("origin") in (Origin.DOCUMENT, Origin.MEETING) and not clean.get("source"):
            self.add_error("source", "Hãy ghi số, ngày của văn bản hoặc thông báo kết luận.")
        return clean

    def new_task(self) -> NewTask:
        """What was asked for, after it was found in order."""
        clean = self.cleaned_data
        lead, *others = (pick.taken(self._on) for pick in self.picks)
        cooperating, informed = others
        return NewTask(
            text=clean["text"],
            lead=next(iter(lead), None),
            due_text=clean["due_text"],
            due=self._due,
            cooperating=cooperating,
            informed=informed,
            product=clean["product"],
            authority=clean["authority"],
            origin=Origin(clean.get("origin") or Origin.DIRECT),
            source=clean.get("source", ""),
            quote=clean.get("quote", ""),
            group=self.picks[0].group,
        )
