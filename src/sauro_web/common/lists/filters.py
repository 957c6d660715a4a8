"""What of a list one wants to see. The names of the fields stand in the address; what makes no sense is left
out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar, cast

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict

from sauro_web.common.lists.widgets import Choose, Words

__all__ = ["Filters"]

Row = TypeVar("Row", bound=Model)
EVERY = ("", "tất cả")


class Filters(forms.Form):
    """Base of the filters of a list, all of them optional; a subclass says by `narrow` what each does."""

    use_required_attribute = False
    rare: Collection[str] = ()
    """Fields that are folded away until they are used."""

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked, label_suffix="", auto_id="loc-%s")
        self.arrange()
        for field in self.fields.values():
            field.required = False
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs.setdefault("class", "form-select" if select else "form-control")
        self.is_valid()

    def arrange(self) -> None:
        """Adds fields that are known only now."""

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The rows that were asked for; `wanted` holds what was filled in and makes sense."""
        return rows

    def narrowed(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """The rows that were asked for."""
        return self.narrow(rows, self.wanted)

    @property
    def wanted(self) -> dict[str, Any]:
        """What was filled in and makes sense."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def shown(self) -> Sequence[forms.BoundField]:
        """Fields that stand in the line."""
        folded = self._folded
        return [bound for bound in self if bound.name not in folded]

    @property
    def folded(self) -> Sequence[forms.BoundField]:
        """Fields behind "Thêm điều kiện": the rare ones that say nothing now."""
        folded = self._folded
        return [bound for bound in self if bound.name in folded]

    @property
    def _folded(self) -> set[str]:
        return set(self.rare) - self.wanted.keys()

    @property
    def said(self) -> Sequence[str]:
        """In words, for the head of a sheet: "Trạng thái: đã nhận"."""
        return [
            f"{self.fields[name].label}: {self._word(name, value)}" for name, value in self.wanted.items()
        ]

    def _word(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return next((str(word) for key, word in _flat(field) if key == value), str(value))
        return str(value)


def _flat(field: forms.ChoiceField) -> list[tuple[Any, Any]]:
    return list(cast(Iterable[tuple[Any, Any]], field.choices))


def choice(label: str, choices: Sequence[tuple[Any, Any]], every: str = EVERY[1]) -> forms.ChoiceField:
    """A field to choose one of these, or all."""
    return forms.ChoiceField(label=label, required=False, choices=[("", every), *choices], widget=Choose)


def words(label: str, placeholder: str) -> forms.CharField:
    """A field to type what is sought."""
    widget = Words(attrs={"placeholder": placeholder, "class": "form-control"})
    return forms.CharField(label=label, required=False, max_length=200, widget=widget)
