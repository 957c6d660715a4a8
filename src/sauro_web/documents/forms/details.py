"""Fields of NĐ 30/2020, Phụ lục VI, that a clerk seldom fills: behind “Mục ít dùng” where a document is
registered, and on a page of their own for a document that is in the register already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from sauro_web.common.fields import DayField
from sauro_web.documents.models import VIETNAMESE, Direction, Document
from sauro_web.documents.operations.completing import Details

__all__ = [
    "CompleteForm",
    "FileFields",
    "page_count",
    "places_written",
    "position_of_signer",
    "remarks",
    "reply_day",
]


def position_of_signer() -> forms.CharField:
    """The field for it, wherever it is asked for; so are the next ones."""
    return forms.CharField(label="Chức vụ người ký", max_length=120, required=False)


def page_count() -> forms.IntegerField:
    """How many pages a document has."""
    return forms.IntegerField(label="Số trang", min_value=1, max_value=32_000, required=False)


def reply_day() -> DayField:
    """By when an outgoing document is to be answered."""
    return DayField(
        label="Thời hạn trả lời", required=False, help_text="Ngày mà nơi nhận phải trả lời, nếu có."
    )


def places_written() -> forms.CharField:
    """Whom the issuer of an incoming document sent it to."""
    return forms.CharField(
        label="Nơi nhận ghi trên văn bản", max_length=1_000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


def remarks() -> forms.CharField:
    """Ghi chú of a line of a register."""
    return forms.CharField(label="Ghi chú", max_length=500, required=False)


class FileFields(forms.Form):
    """The language of a document, and the file in which it is kept."""

    language = forms.CharField(label="Ngôn ngữ", max_length=30, required=False, initial=VIETNAMESE)
    file_notation = forms.CharField(
        label="Số và ký hiệu hồ sơ", max_length=60, required=False,
        help_text="Hồ sơ mà văn bản được lập vào, theo danh mục hồ sơ của cơ quan.",
    )  # fmt: skip
    file_year = forms.IntegerField(label="Năm của hồ sơ", min_value=1945, max_value=2199, required=False)
    file_ordinal = forms.IntegerField(
        label="Số thứ tự trong hồ sơ", min_value=1, max_value=32_000, required=False
    )

    rare: ClassVar[Sequence[str]] = ("language", "file_notation", "file_year", "file_ordinal")
    """Fields that are folded away until something stands in them."""

    def clean_language(self) -> str:
        """What nobody says is in Vietnamese."""
        return " ".join(self.cleaned_data["language"].split()) or VIETNAMESE

    @property
    def shown_usual(self) -> Sequence[forms.BoundField]:
        """The others, in their order."""
        return [bound for bound in self if bound.name not in self.rare]

    @property
    def shown_rare(self) -> Sequence[forms.BoundField]:
        """Those that are folded away."""
        return [self[name] for name in self.rare]

    @property
    def opens_rare(self) -> bool:
        """Whether one of these has something that was typed, or is wrong."""
        changed = self.changed_data if self.is_bound else ()
        return any(name in changed or self[name].errors for name in self.rare)


class CompleteForm(FileFields):
    """What may be added to a document of the register, whatever became of it."""

    position = position_of_signer()
    pages = page_count()
    due_on = reply_day()
    to_places = places_written()
    notes = remarks()
    version = forms.IntegerField(widget=forms.HiddenInput)

    rare: ClassVar[Sequence[str]] = ()

    def __init__(self, data: QueryDict | None, *, document: Document) -> None:
        said: dict[str, Any] = {name: getattr(document, name) for name in self.base_fields}
        super().__init__(data, initial=said)
        # The term of what arrived is said where it is given to a unit; places are those of its issuer.
        del self.fields["due_on" if document.direction == Direction.INCOMING else "to_places"]

    @property
    def details(self) -> Details:
        """Of a form that is valid."""
        return Details(**{name: value for name, value in self.cleaned_data.items() if name != "version"})
