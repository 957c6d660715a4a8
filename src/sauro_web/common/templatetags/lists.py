"""The cells of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import template
from django.template import Template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from sauro_web.common.lists.columns import Column, Kind
from sauro_web.common.lists.drawing import drawn, escaped

__all__ = ["register"]

register = template.Library()
_PICK = (
    '<td class="pick"><label><input type="checkbox" class="form-check-input" form="picked" name="{}" '
    'value="{}" autocomplete="off"><span class="visually-hidden">Chọn dòng {}</span></label></td>'
)


@register.filter
def cell(row: Any, column: Column) -> str:
    """What stands in this column of the row."""
    return drawn(column, row)


@register.simple_tag(takes_context=True)
def table_rows(context: Context, rows: Iterable[Any], columns: Sequence[Column], picked: str) -> SafeString:
    """The rows of a list on a page, put together here: a page has several hundred cells, and a template takes
    for each as long as for all else."""
    engine = cast(Template, context.template).engine
    begun = [_begun(column) for column in columns]
    drawings = [engine.get_template(one.template) if one.template else None for one in columns]
    name = escaped(picked)
    written: list[str] = []
    for number, row in enumerate(rows, start=1):
        written += ("<tr>", _PICK.format(name, row.pk, number) if picked else "")
        for column, opening, drawing in zip(columns, begun, drawings, strict=True):
            if drawing is None:
                cut = escaped(drawn(column, row))
            else:
                with context.push(row=row, column=column):
                    cut = drawing.render(context)
            written += (opening, cut, "</div></td>")
        written.append("</tr>\n")
    return mark_safe("".join(written))  # noqa: S308 (each piece is escaped)


def _begun(column: Column) -> str:
    if column.kind is Kind.MAIN:
        return '<td class="main"><div class="cut">'
    return format_html('<td class="{}" data-label="{}"><div class="cut">', column.kind.value, column.heading)
