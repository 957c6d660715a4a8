"""A unit to be chosen from a list."""

from __future__ import annotations

from typing import Any

from django import forms

__all__ = ["UnitChoice"]


class UnitChoice(forms.ModelChoiceField):
    """By its short name: the list holds units of one office."""

    def label_from_instance(self, obj: Any) -> str:
        """By its short name."""
        return str(obj.label)
