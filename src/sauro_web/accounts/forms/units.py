"""Input about units and groups, cleaned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from sauro_web.accounts.models import GroupRule, Unit, UnitGroup, UnitKind
from sauro_web.accounts.organisation import Body
from sauro_web.common.fields import BoxesField, DayField

__all__ = [
    "ChangeForm",
    "EndForm",
    "FoundForm",
    "GroupForm",
    "ImportForm",
    "MergeForm",
    "MoveForm",
    "NameForm",
    "RenameForm",
    "SplitForm",
]

BASIS = "Quyết định, nghị quyết: số, ký hiệu, ngày."
# Of what only the commands found.
_FOUNDED_BY_COMMAND = (UnitKind.MINISTRY, UnitKind.PROVINCE)


def _one_line(text: str) -> str:
    return " ".join(text.split())


class UnitChoice(forms.ModelChoiceField):
    """A unit, called with what it belongs to."""

    def label_from_instance(self, obj: Any) -> str:
        """Indented beneath the province as in the tree."""
        return f"{'– ' * max(0, obj.depth - 2)}{obj.label}"


class UnitChoices(BoxesField):
    """Several units, each with a box of its own."""

    gone = "Danh sách có đơn vị không còn để chọn; hãy chọn lại."

    def label_from_instance(self, obj: Any) -> str:
        """Its short name."""
        return str(obj.label)


class IdentifierField(forms.RegexField):
    """An identifier of QĐ 20/2020/QĐ-TTg (or the older kind): groups of capitals and digits with dots."""

    def __init__(self) -> None:
        super().__init__(
            label="Mã định danh điện tử",
            regex=r"^[A-Z0-9]+(\.[A-Z0-9]+)*$",
            max_length=35,
            required=False,
            error_messages={"invalid": "Mã chỉ gồm chữ in hoa không dấu, chữ số và dấu chấm giữa các nhóm."},
        )


class FoundForm(forms.Form):
    """A unit to be founded beneath another."""

    kind = forms.ChoiceField(
        label="Loại", choices=[choice for choice in UnitKind.choices if choice[0] not in _FOUNDED_BY_COMMAND]
    )
    name = forms.CharField(label="Tên đầy đủ", max_length=200)
    short_name = forms.CharField(label="Tên gọi tắt", max_length=80, required=False)
    symbol = forms.CharField(
        label="Chữ viết tắt trong ký hiệu", max_length=30, required=False, help_text="Ví dụ: VHXH."
    )
    area_code = forms.RegexField(
        label="Mã đơn vị hành chính",
        regex=r"^[0-9]{5}$",
        required=False,
        error_messages={"invalid": "Mã gồm đúng 5 chữ số."},
        help_text="Chỉ với UBND xã, phường, đặc khu.",
    )
    identifier = IdentifierField()
    variants = forms.CharField(
        label="Cách viết khác", max_length=1_000, required=False, help_text="Cách nhau bằng dấu chấm phẩy."
    )
    valid_from = DayField(label="Hoạt động từ ngày")
    basis = forms.CharField(label="Căn cứ", max_length=200, required=False, help_text=BASIS)

    def body(self) -> Body:
        """What is to be founded."""
        clean = self.cleaned_data
        return Body(
            UnitKind(clean["kind"]),
            _one_line(clean["name"]),
            clean["symbol"],
            _one_line(clean["short_name"]),
            also=tuple(filter(None, (_one_line(text) for text in clean["variants"].split(";")))),
            area_code=clean["area_code"],
            identifier=clean["identifier"],
        )


class RenameForm(forms.Form):
    """Another official name."""

    name = forms.CharField(label="Tên đầy đủ mới", max_length=200)
    short_name = forms.CharField(label="Tên gọi tắt mới", max_length=80, required=False)
    basis = forms.CharField(label="Căn cứ", max_length=200, help_text=BASIS)

    def clean(self) -> dict[str, Any]:
        """Blanks of the names folded."""
        clean = super().clean() or {}
        return {key: _one_line(value) for key, value in clean.items()}


class ChangeForm(forms.Form):
    """Codes, symbol, place in lists."""

    symbol = forms.CharField(label="Chữ viết tắt trong ký hiệu", max_length=30, required=False)
    identifier = IdentifierField()
    area_code = forms.RegexField(
        label="Mã đơn vị hành chính",
        regex=r"^([0-9]{2}|[0-9]{5})$",
        required=False,
        error_messages={"invalid": "Mã gồm 2 chữ số (tỉnh) hoặc 5 chữ số (xã)."},
    )
    position = forms.IntegerField(
        label="Thứ tự trong danh sách", min_value=0, max_value=9_999, localize=False
    )


class MoveForm(forms.Form):
    """Under another office."""

    to = UnitChoice(label="Chuyển về thuộc", queryset=Unit.objects.none(), empty_label="Chọn đơn vị")
    basis = forms.CharField(label="Căn cứ", max_length=200, help_text=BASIS)

    def __init__(self, *args: Any, targets: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = targets  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day."""

    last_day = DayField(label="Ngày hoạt động cuối cùng")
    basis = forms.CharField(label="Căn cứ", max_length=200, help_text=BASIS)


class MergeForm(forms.Form):
    """Into which unit, and from when."""

    into = UnitChoice(
        label="Sáp nhập vào",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Đơn vị mới, tên ở dưới",
    )
    name = forms.CharField(label="Tên đơn vị mới", max_length=200, required=False)
    others = UnitChoices(
        label="Cùng sáp nhập",
        queryset=Unit.objects.none(),
        required=False,
        help_text="Những đơn vị khác cùng vào.",
    )
    first_day = DayField(label="Kể từ ngày")
    basis = forms.CharField(label="Căn cứ", max_length=200, help_text=BASIS)

    def __init__(self, *args: Any, targets: QuerySet[Unit], sisters: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = targets  # type: ignore[attr-defined]
        self.fields["others"].queryset = sisters  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of both: a unit, or the name of a new one."""
        clean = super().clean() or {}
        if bool(clean.get("into")) == bool(clean.get("name")):
            self.add_error("into", "Chọn một đơn vị đang có, hoặc ghi tên đơn vị mới; không cả hai.")
        if clean.get("into") and clean["into"] in clean.get("others", ()):
            self.add_error("others", "Đơn vị nhận sáp nhập không thể cùng sáp nhập vào chính nó.")
        return clean


class SplitForm(forms.Form):
    """The names of the parts."""

    names = forms.CharField(
        label="Tên các đơn vị mới", max_length=2_000, widget=forms.Textarea, help_text="Mỗi dòng một đơn vị."
    )
    first_day = DayField(label="Kể từ ngày")
    basis = forms.CharField(label="Căn cứ", max_length=200, help_text=BASIS)

    def clean_names(self) -> list[str]:
        """The lines."""
        names = [_one_line(line) for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(names) < 2:
            raise forms.ValidationError("Ghi ít nhất hai đơn vị, mỗi dòng một đơn vị.")
        if len(set(names)) < len(names) or any(len(name) > 200 for name in names):
            raise forms.ValidationError("Có tên trùng nhau hoặc dài quá 200 ký tự.")
        return names


class NameForm(forms.Form):
    """Another way of writing a unit's name."""

    text = forms.CharField(label="Cách viết khác", max_length=200)
    former = forms.BooleanField(label="Là tên cũ của đơn vị", required=False)


class GroupForm(forms.Form):
    """Whom a group means."""

    name = forms.CharField(label="Tên nhóm", max_length=200)
    rule = forms.ChoiceField(label="Gồm", choices=GroupRule.choices)
    wordings = forms.CharField(
        label="Cách gọi trong văn bản",
        max_length=3_000,
        required=False,
        widget=forms.Textarea,
        help_text="Mỗi dòng một cách gọi; gặp cách gọi này trong kế hoạch thì hiểu là nhóm.",
    )
    included = UnitChoices(label="Thêm các đơn vị", queryset=Unit.objects.none(), required=False)
    excluded = UnitChoices(label="Bớt các đơn vị", queryset=Unit.objects.none(), required=False)

    def __init__(
        self, *args: Any, choices: QuerySet[Unit], group: UnitGroup | None = None, **kwargs: Any
    ) -> None:
        if group is not None:
            kwargs["initial"] = {
                "name": group.name,
                "rule": group.rule,
                "wordings": "\n".join(name.text for name in group.names.all() if name.text != group.name),
                "included": group.included.all(),
                "excluded": group.excluded.all(),
            }
        super().__init__(*args, **kwargs)
        self.fields["included"].queryset = choices  # type: ignore[attr-defined]
        self.fields["excluded"].queryset = choices  # type: ignore[attr-defined]

    def clean_wordings(self) -> list[str]:
        """The lines."""
        lines = [_one_line(line) for line in self.cleaned_data["wordings"].splitlines() if line.strip()]
        if any(len(line) > 300 for line in lines):
            raise forms.ValidationError("Mỗi cách gọi dài nhất 300 ký tự.")
        return lines

    def clean(self) -> dict[str, Any]:
        """No unit on both lists."""
        clean = super().clean() or {}
        if set(clean.get("included", ())) & set(clean.get("excluded", ())):
            self.add_error("excluded", "Có đơn vị vừa được thêm vào vừa bị bớt ra; hãy chọn một.")
        return clean


class ImportForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(label="Tệp Excel (.xlsx)", help_text="Theo tệp mẫu, không quá 5 MB.")
    write = forms.BooleanField(
        label="Ghi vào phần mềm nếu không có lỗi",
        required=False,
        help_text="Không đánh dấu thì chỉ kiểm tra tệp, chưa ghi gì.",
    )
