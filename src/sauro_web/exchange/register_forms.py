"""Input on imports of registers, cleaned."""

from __future__ import annotations

from typing import Any

from django import forms

from sauro.registers.model import FIELD_NAMES, Column, Direction, Field, Layout

__all__ = ["ColumnsForm", "RegisterForm", "WatchForm", "column_name"]

_FIRST_YEAR, _LAST_YEAR = 1945, 2199
_DIRECTIONS = (
    ("", "Chưa rõ"),
    (Direction.OUTGOING.value, "Văn bản đi"),
    (Direction.INCOMING.value, "Văn bản đến"),
)


class RegisterForm(forms.Form):
    """A file, and the system that exported it."""

    file = forms.FileField(
        label="Tệp sổ văn bản",
        help_text="Tệp .xlsx, .xls, .ods, .csv như phần mềm xuất ra, không quá 50 MB; nhận cột theo tên.",
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp rỗng; hãy kiểm tra lại tệp."},
    )
    source = forms.CharField(
        label="Phần mềm xuất tệp",
        max_length=100,
        help_text="Ví dụ tên phần mềm quản lý văn bản; cách ghép cột được giữ theo tên này.",
        error_messages={"required": "Hãy ghi tên phần mềm xuất tệp."},
    )


class WatchForm(forms.Form):
    """The system that writes into the watched folder."""

    source = forms.CharField(
        label="Phần mềm ghi tệp vào thư mục",
        max_length=100,
        help_text="Cột được ghép như đã đặt cho phần mềm này ở lần nhập trước.",
        error_messages={"required": "Hãy ghi tên phần mềm ghi tệp vào thư mục."},
    )


def column_name(column: Column) -> str:
    """The name of a column's field in the form."""
    return f"cot-{column.index}"


class ColumnsForm(forms.Form):
    """What each column is, which register it is, and of which year."""

    direction = forms.ChoiceField(label="Sổ", choices=_DIRECTIONS, required=False)
    year = forms.IntegerField(label="Năm của sổ", min_value=_FIRST_YEAR, max_value=_LAST_YEAR, required=False)

    def __init__(self, *args: Any, layout: Layout, **options: Any) -> None:
        super().__init__(*args, **options)
        self.layout = layout
        self.initial.update(direction=layout.direction or "", year=layout.year)
        for column in layout.columns:
            self.fields[column_name(column)] = forms.ChoiceField(
                label=f"Cột {column.letters}: {column.heading}",
                choices=_choices(column),
                initial=column.field.value,
            )

    @property
    def chosen(self) -> dict[int, Field]:
        """The fields by the index of the column, as they were sent, where they differ from what was read."""
        said = {column: Field(self.cleaned_data[column_name(column)]) for column in self.layout.columns}
        return {column.index: field for column, field in said.items() if field is not column.field}


def _choices(column: Column) -> list[tuple[str, str]]:
    """What it is taken for and what it may be first, then the rest."""
    first = list(dict.fromkeys((column.field, *column.alternatives)))
    rest = [field for field in FIELD_NAMES if field not in first]
    return [(field.value, FIELD_NAMES[field]) for field in (*first, *rest)]
