"""A file that is handed in with a document, or about one."""

from __future__ import annotations

from typing import Any

from django import forms

from sauro_web.common.scanning import KINDS, fault_of
from sauro_web.common.uploads import MOST_BYTES
from sauro_web.documents.models import CopyForm, FileKind

__all__ = ["FileForm", "OneFile", "signed_original"]


class OneFile(forms.FileField):
    """A file of a type that is taken, not too large, let through by the scanner: its name and its bytes."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "PDF, Word, Excel, PowerPoint hoặc ảnh, không quá 50 MB.")
        options.setdefault("error_messages", {"required": "Hãy chọn tệp."})
        super().__init__(widget=forms.ClearableFileInput(attrs={"accept": ",".join(KINDS)}), **options)

    def clean(self, data: Any, initial: Any = None) -> tuple[str, bytes] | None:
        """None where none was chosen."""
        file = super().clean(data, initial)
        if not file:
            return None
        name = " ".join((file.name or "").split())[-200:]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(f"Tệp “{name}” lớn hơn {MOST_BYTES // 2**20} MB nên không nhận.")
        content = file.read()
        if fault := fault_of(name, content):
            raise forms.ValidationError(fault)
        return name, content


def signed_original() -> OneFile:
    """The field for the file that comes with a document as it is registered."""
    return OneFile(
        label="Tệp bản gốc ký số", required=False,
        help_text="PDF đã ký số; thêm sau ở trang của văn bản cũng được. Tệp mang dấu chỉ độ mật bị từ chối.",
    )  # fmt: skip


class FileForm(forms.Form):
    """A file, and what it is of the document."""

    file = OneFile(label="Tệp")
    kind = forms.ChoiceField(label="Tệp này là", choices=FileKind.choices)
    copy_form = forms.ChoiceField(
        label="Hình thức sao", choices=[("", "Không phải bản sao"), *CopyForm.choices], required=False,
        help_text="Chỉ với bản số hóa từ bản giấy (Nghị định số 30/2020/NĐ-CP, Điều 25).",
    )  # fmt: skip

    @property
    def said(self) -> dict[str, Any]:
        """Of a form that is valid."""
        name, data = self.cleaned_data["file"]
        copy_form = self.cleaned_data["copy_form"]
        return {
            "name": name,
            "data": data,
            "kind": FileKind(self.cleaned_data["kind"]),
            "copy_form": CopyForm(copy_form) if copy_form else None,
        }
