"""Fields of filters, put together without a template: a page has hundreds of options, and a template for each
takes longer than the rows of the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

__all__ = ["Choose", "Words"]


class Choose(forms.Select):
    """As `forms.Select` draws it, for choices without groups."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The field with its options."""
        wanted, drawn = set(self.format_value(value)), []
        for key, word in cast(Iterable[tuple[Any, Any]], self.choices):
            said = "" if key is None else str(key)
            chosen = " selected" if said in wanted else ""
            wanted.discard(said)
            drawn.append(
                f'  <option value="{conditional_escape(said)}"{chosen}>{conditional_escape(word)}</option>'
            )
        own = _written(self.build_attrs(self.attrs, attrs))
        options = "\n".join(drawn)
        return mark_safe(  # noqa: S308 (each piece is escaped)
            f'<select name="{conditional_escape(name)}"{own}>\n{options}\n</select>'
        )


class Words(forms.TextInput):
    """As `forms.TextInput` draws it."""

    input_type = "search"

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The field with what was typed."""
        said = self.format_value(value)
        typed = "" if said is None else f' value="{conditional_escape(said)}"'
        own = _written(self.build_attrs(self.attrs, attrs))
        return mark_safe(  # noqa: S308 (each piece is escaped)
            f'<input type="{self.input_type}" name="{conditional_escape(name)}"{typed}{own}>'
        )


def _written(attributes: Mapping[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in attributes.items()
        if value is not False
    )
