"""Input on parts of tasks, cleaned; nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from sauro_web.accounts.models import User
from sauro_web.common.fields import DayField
from sauro_web.common.scanning import fault_of
from sauro_web.common.uploads import MOST_BYTES
from sauro_web.tasks.life import Step, StepKind
from sauro_web.tasks.models import Extension, Part, UnitTask
from sauro_web.tasks.operations.progress import Attached
from sauro_web.tasks.picks import UnitPick

__all__ = [
    "AnswerForm",
    "DecisionForm",
    "ExtensionForm",
    "NoteForm",
    "ObstacleForm",
    "OfficerForm",
    "ReasonForm",
    "StepForm",
]

_MOST_FILES = 10
_LONGEST = 500
_MIB = 2**20
_TYPES = "PDF, Word, Excel, PowerPoint hoặc ảnh; mỗi tệp không quá 50 MB, nhiều nhất 10 tệp."
_STALE = "Trang này đã cũ; hãy tải lại trang rồi làm tiếp."
_LONG = forms.Textarea(attrs={"rows": 3})


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files that come with words: each of a type that is taken, not too large, and let through by the
    scanner."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Attached]:
        """Each with its bytes."""
        files: Sequence[UploadedFile] = data if isinstance(data, Sequence) else []
        if len(files) > _MOST_FILES:
            raise forms.ValidationError(f"Mỗi lần nhiều nhất {_MOST_FILES} tệp; hãy chia thành nhiều lần.")
        return [_attached(file) for file in files]


def _attached(file: UploadedFile) -> Attached:
    name = " ".join((file.name or "").split())[-200:]
    if (file.size or 0) > MOST_BYTES:
        raise forms.ValidationError(f"Tệp “{name}” lớn hơn {MOST_BYTES // _MIB} MB nên không nhận.")
    data = file.read()
    if fault := fault_of(name, data):
        raise forms.ValidationError(fault)
    return Attached(name, data)


def _day(label: str, **options: Any) -> DayField:
    widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"})
    return DayField(label=label, widget=widget, **options)


class _Seen(forms.Form):
    """What carries the version that the person saw."""

    version = forms.IntegerField(
        label="Trang đang mở",
        min_value=0,
        widget=forms.HiddenInput,
        error_messages={"required": _STALE, "invalid": _STALE},
    )

    pick: UnitPick | None = None
    """Where a unit is picked too."""

    def clean(self) -> dict[str, Any]:
        """A unit that must be picked is missed here."""
        clean = super().clean() or {}
        if self.pick is not None and self.pick.needed and not self.pick.chosen:
            self.pick.error = "Hãy chọn đơn vị."
            self.add_error(None, f"{self.pick.label}: hãy chọn đơn vị.")
        return clean


class StepForm(_Seen):
    """What one step asks for besides the click."""

    def __init__(
        self, *args: Any, step: Step, part: UnitTask, pick: UnitPick | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.initial.update({"version": part.version, "product": part.product})
        self.pick = pick
        if step.kind is StepKind.SUBMIT:
            self._ask_product(part)
        if step.reason:
            self.fields["reason"] = forms.CharField(
                label="Lý do",
                max_length=_LONGEST,
                widget=_LONG,
                error_messages={"required": "Hãy ghi rõ lý do."},
            )

    def _ask_product(self, part: UnitTask) -> None:
        wanted = f"Sản phẩm được giao: {part.task.product}. " if part.task.product else ""
        self.fields["product"] = forms.CharField(
            label="Kết quả",
            max_length=_LONGEST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=f"{wanted}Ghi số, ngày văn bản, ví dụ “Báo cáo số 45/BC-VHXH ngày 28/7/2026”.",
        )
        self.fields["attached"] = FilesField(label="Tệp kết quả", required=False, help_text=_TYPES)
        self._needs_product = part.part == Part.LEAD

    _needs_product = False

    def clean(self) -> dict[str, Any]:
        """Who leads hands in a document, a file or both."""
        clean = super().clean()
        if self._needs_product and "attached" in clean and not clean.get("product") and not clean["attached"]:
            self.add_error("product", "Hãy ghi số, ngày văn bản kết quả hoặc chọn tệp kết quả.")
        return clean


class NoteForm(_Seen):
    """How far it is, in words, with files; without a percentage a remark."""

    text = forms.CharField(
        label="Nội dung",
        max_length=4_000,
        widget=_LONG,
        error_messages={"required": "Hãy ghi đã làm được gì."},
    )
    percent = forms.IntegerField(
        label="Mức độ hoàn thành (%)",
        min_value=0,
        max_value=99,
        required=False,
        help_text="Từ 0 đến 99. Khi xong hẳn, bấm “Trình kết quả”.",
        error_messages={
            "invalid": "Hãy ghi một số từ 0 đến 99.",
            "min_value": "Hãy ghi một số từ 0 đến 99.",
            "max_value": "Hãy ghi một số từ 0 đến 99; khi xong hẳn, bấm “Trình kết quả”.",
        },
    )
    interim = forms.BooleanField(label="Đây là trả lời bước đầu, việc còn tiếp tục", required=False)
    attached = FilesField(label="Tệp kèm theo", required=False, help_text=_TYPES)

    def __init__(self, *args: Any, part: UnitTask, own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.update({"version": part.version, "percent": part.percent or None})
        if not own:
            del self.fields["percent"], self.fields["interim"]
            self.fields["text"].error_messages["required"] = "Hãy ghi nội dung."


class OfficerForm(_Seen):
    """Who in the unit does the work."""

    officer = forms.ModelChoiceField(
        label="Người thụ lý", queryset=User.objects.none(), required=False, empty_label="Chưa phân công"
    )

    def __init__(self, *args: Any, part: UnitTask, people: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.update({"version": part.version, "officer": part.officer_id})
        self.fields["officer"].queryset = people  # type: ignore[attr-defined]


class ExtensionForm(_Seen):
    """Until when, and why."""

    until = _day("Xin đến ngày", error_messages={"required": "Hãy ghi ngày xin gia hạn đến."})
    reason = forms.CharField(
        label="Lý do",
        max_length=_LONGEST,
        widget=_LONG,
        error_messages={"required": "Hãy ghi rõ lý do xin gia hạn."},
    )


class DecisionForm(forms.Form):
    """Whether more time is granted, until when, and what is said to it."""

    granted = forms.ChoiceField(
        label="Quyết định",
        choices=(("yes", "Đồng ý gia hạn"), ("no", "Không đồng ý")),
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn đồng ý hay không đồng ý."},
    )
    until = _day(
        "Gia hạn đến ngày", required=False, help_text="Để nguyên ngày đơn vị xin, hoặc ghi ngày khác."
    )
    answer = forms.CharField(
        label="Ý kiến",
        max_length=_LONGEST,
        required=False,
        widget=_LONG,
        help_text="Bắt buộc khi không đồng ý.",
    )

    def __init__(self, *args: Any, asked: Extension, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.update({"until": asked.until})

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        clean = super().clean() or {}
        if clean.get("granted") == "no" and not clean.get("answer"):
            self.add_error("answer", "Hãy ghi rõ lý do không đồng ý.")
        return clean


class ObstacleForm(_Seen):
    """What holds it up, who can clear it away, and by when."""

    text = forms.CharField(
        label="Vướng mắc",
        max_length=_LONGEST,
        widget=_LONG,
        error_messages={"required": "Hãy ghi vướng mắc."},
    )
    proposal = forms.CharField(label="Đề xuất", max_length=_LONGEST, required=False, widget=_LONG)
    answer_by = _day("Cần trả lời trước ngày", error_messages={"required": "Hãy ghi ngày cần trả lời."})

    def __init__(
        self, *args: Any, part: UnitTask, pick: UnitPick, first_day: date | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.initial.update({"version": part.version, "answer_by": first_day})
        self.pick = pick


class AnswerForm(forms.Form):
    """The answer to an obstacle."""

    answer = forms.CharField(
        label="Nội dung trả lời",
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Hãy ghi nội dung trả lời."},
    )


class ReasonForm(forms.Form):
    """Why a whole task is cancelled."""

    reason = forms.CharField(
        label="Lý do",
        max_length=_LONGEST,
        widget=_LONG,
        error_messages={"required": "Hãy ghi rõ lý do."},
    )
