"""What is said of a part on pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django import template
from django.template.defaultfilters import capfirst
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from sauro_web.accounts.models import Unit
from sauro_web.common.lists.drawing import escaped
from sauro_web.common.templatetags.look import chip, day, figure, pace, share
from sauro_web.tasks.addresses import page_of_task
from sauro_web.tasks.models import TaskState, UnitTask
from sauro_web.tasks.queries.days import Days
from sauro_web.tasks.queries.deciding import Figure
from sauro_web.tasks.queries.progress import Row

__all__ = ["register"]

register = template.Library()
register.filter("page_of_task", page_of_task)
_IN_A_CARD = 24
"""Words."""


@register.filter
def called(unit: Unit, office: Unit) -> str:
    """A unit by its name, with whose it is where it is none of the office's own."""
    host = unit.host_beyond(office)
    return f"{unit.label} ({host.label})" if host else unit.label


@register.filter
def ended(unit: Unit, on: date) -> str:
    """That a unit is no more, and since when; nothing while it exists."""
    since = unit.ended_since(on)
    return f"đơn vị đã kết thúc hoạt động từ {since:%d/%m/%Y}" if since else ""


@register.simple_tag
def stands(part: UnitTask, days: Days) -> SafeString:
    """How a part stands to its deadline, as a chip; nothing where there is nothing to say."""
    said = days.chip(part)
    return chip(*said) if said else mark_safe("")


@register.simple_tag
def card(part: UnitTask, days: Days) -> SafeString:
    """A part among cards: what is to be done, how it stands, whose it is. Without a template: a board has a
    hundred and sixty."""
    said = [part.unit.label + (f", {part.officer.full_name}" if part.officer else "")]
    if part.due_on:
        said.append(f"hạn {day(part.due_on)}")
    if part.percent and part.state != TaskState.FINISHED:
        said.append(f"{part.percent} %")
    return format_html(
        '<li class="card-part"><a href="{}">{}</a>\n  <p>{} <span class="soft">{}</span></p></li>',
        page_of_task(part.task_id),
        Truncator(part.task.text).words(_IN_A_CARD, truncate=" …"),
        stands(part, days),
        "; ".join(said),
    )


@register.simple_tag
def rows_of_six(rows: Iterable[Row]) -> SafeString:
    """Rows of a table of progress: how far, how many, and the six with their addresses. Without a template: a
    plan of a province has two hundred units."""
    return format_html_join(
        "",
        '<tr><td>{}</td><td class="pace-cell" data-label="Hoàn thành">{} {}</td><td class="number" '
        'data-label="Tổng số"><a href="{}">{}</a></td>{}</tr>',
        (_of_six(row, row.counts.finished, row.counts.total) for row in rows),
    )


def _of_six(row: Row, finished: int, total: int) -> tuple[object, ...]:
    name = format_html('<a href="{}">{}</a>', row.address, row.label) if row.address else row.label
    six = mark_safe("".join(_one_of_six(one) for one in row.figures))  # noqa: S308 (each is escaped)
    return (
        name,
        pace(finished, total, None, "done"),
        share(finished, total),
        row.total_address,
        figure(total),
        six,
    )


def _one_of_six(one: Figure) -> str:
    label = _heading(one.label)
    if not one.number:
        return f'<td class="number" data-label="{label}"><span class="soft nought">0</span></td>'
    late = ' class="is-late"' if one.kind == "late" else ""
    link = f'<a href="{escaped(one.address)}"{late}>{figure(one.number)}</a>'
    return f'<td class="number" data-label="{label}">{link}</td>'


@lru_cache(maxsize=100)
def _heading(label: str) -> str:
    return escaped(capfirst(label))
