"""A page as Django gives it: its own middlewares, one table without a frame, filters or columns to choose;
what the list of tasks is measured against. Served with `benchmarks.bare_settings`."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from sauro_web.tasks.models import UnitTask

__all__ = ["urlpatterns"]

_PAGE = """<!doctype html><html lang="vi"><title>Nhiệm vụ</title><table>
<tr><th>Nhiệm vụ<th>Đơn vị<th>Thời hạn<th>Trạng thái<th>%<th>Người thụ lý
<th>Hạn ban đầu<th>Phần việc<th>Kế hoạch</tr>
{% for part in parts %}<tr><td><a href="/nhiem-vu/{{ part.task_id }}/">{{ part.task.text }}</a>
<td>{{ part.unit.name }}<td>{{ part.due_on|date:"d/m/Y" }}
<td>{{ part.get_state_display }}<td>{{ part.percent }}
<td>{{ part.officer.full_name }}<td>{{ part.first_due_on|date:"d/m/Y" }}<td>{{ part.get_part_display }}
<td>{{ part.task.plan.number }}</tr>
{% endfor %}</table></html>"""


@cache
def _template() -> Any:
    return engines["django"].from_string(_PAGE)


@login_required
def page(request: HttpRequest, office: int, rows: int) -> HttpResponse:
    """The first rows of what an office gave, those due first before others."""
    parts = UnitTask.objects.filter(office=office, ended_at=None).select_related(
        "task__plan", "unit", "officer"
    )
    return HttpResponse(_template().render({"parts": parts.order_by("due_on", "id")[:rows]}, request))


urlpatterns = [path("<int:office>/<int:rows>/", page)]
