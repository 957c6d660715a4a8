"""What is typed where a report is worded and issued, cleaned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from sauro.reporting.wording import Passage, shown
from sauro_web.common.fields import DayField
from sauro_web.common.marked_files import suffix_of
from sauro_web.documents.forms.filing import OneFile
from sauro_web.reports.models import ReportWording
from sauro_web.reports.operations import Around

__all__ = ["IssueForm", "TemplateForm", "WhyForm", "WordFileForm", "WordingForm"]

_MOST_RECIPIENTS = 100


class _Lines(forms.CharField):
    """One thing a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def clean(self, value: Any) -> Any:
        """The lines that say something, each once."""
        text = super().clean(value) or ""
        lines = tuple(dict.fromkeys(filter(None, (" ".join(one.split()) for one in text.splitlines()))))
        if len(lines) > _MOST_RECIPIENTS or any(len(one) > 200 for one in lines):
            raise forms.ValidationError(f"Mỗi dòng nhiều nhất 200 ký tự, nhiều nhất {_MOST_RECIPIENTS} dòng.")
        return lines


class WordingForm(forms.Form):
    """The sentences of a frozen report, each in a field, figures in brackets; and what stands around them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    superior = forms.CharField(label="Kính gửi", max_length=300, required=False)
    recipients = _Lines(label="Nơi nhận", help_text="Mỗi nơi một dòng; dòng “Lưu” tự có.")
    authority = _Lines(label="Thẩm quyền, chức vụ người ký", help_text="Mỗi dòng một cấp, từ trên xuống.")
    signer = forms.CharField(label="Người ký", max_length=120, required=False)

    def __init__(
        self, data: QueryDict | None, *, wording: ReportWording, passages: Sequence[Passage],
        figures: Mapping[str, str],
    ) -> None:  # fmt: skip
        first = {
            "version": wording.number, "superior": wording.superior, "signer": wording.signer,
            "recipients": "\n".join(wording.recipients), "authority": "\n".join(wording.authority),
        }  # fmt: skip
        super().__init__(data, initial=first, label_suffix="")
        self._places = [number for number, one in enumerate(passages) if not one.is_table]
        for number in self._places:
            text = shown(passages[number], figures)
            rows = min(8, 1 + len(text) // 70)
            field = forms.CharField(
                label=f"Đoạn {number + 1}", required=False, max_length=20_000, initial=text,
                widget=forms.Textarea(attrs={"rows": rows, "class": "form-control"}), strip=False,
            )  # fmt: skip
            self.fields[f"p{number}"] = field
        self._passages = passages

    @property
    def shown_passages(self) -> list[tuple[Passage, forms.BoundField | None]]:
        """In their order; None in the place of a table."""
        return [
            (one, None if one.is_table else self[f"p{number}"]) for number, one in enumerate(self._passages)
        ]

    @property
    def typed(self) -> dict[int, str]:
        """The sentences that were sent, by their place."""
        return {
            number: self.cleaned_data[f"p{number}"] for number in self._places if f"p{number}" in self.data
        }

    @property
    def around(self) -> Around:
        """Of a form that is valid."""
        clean = self.cleaned_data
        superior = " ".join(clean["superior"].split())
        signer = " ".join(clean["signer"].split())
        return Around(superior, clean["recipients"], clean["authority"], signer)


class WordFileForm(forms.Form):
    """A Word file of the report that was edited elsewhere."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    file = OneFile(label="Tệp Word đã sửa", help_text="Tệp .docx tải từ trang này, đã sửa câu chữ.")

    def clean_file(self) -> tuple[str, bytes]:
        """Only Word files."""
        return _word_file(self.cleaned_data["file"])


class TemplateForm(forms.Form):
    """A form in Word."""

    file = OneFile(label="Tệp mẫu", help_text="Tệp .docx có các thẻ dưới đây.")

    def clean_file(self) -> tuple[str, bytes]:
        """Only Word files."""
        return _word_file(self.cleaned_data["file"])


def _word_file(file: tuple[str, bytes]) -> tuple[str, bytes]:
    if suffix_of(file[0]) != ".docx":
        raise forms.ValidationError("Hãy chọn tệp Word có đuôi .docx.")
    return file


class WhyForm(forms.Form):
    """Why the document is needed."""

    why_needed = forms.CharField(
        label="Vì sao cần ban hành văn bản này", max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )


class IssueForm(forms.Form):
    """The day of the report, and why it is needed."""

    issued_on = DayField(label="Ngày văn bản", help_text="Ngày ký; số thuộc năm của ngày này.")
    why_needed = forms.CharField(
        label="Vì sao cần ban hành văn bản này", max_length=1_000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}), help_text="Để trống thì ghi theo chế độ báo cáo.",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, *, on: date) -> None:
        super().__init__(data, initial={"issued_on": on}, label_suffix="")
