"""The list of figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from sauro_web.common.lists import Column, Kind, Listing
from sauro_web.procedures.counts import COUNTS
from sauro_web.procedures.models import ProcedureFigures

__all__ = ["figures_list"]

_SHOWN = {"received", "online", "paper_digital", "resolved", "on_time"}


def figures_list(title: str) -> Listing:
    """A row for each unit and month, the last month first."""
    return Listing(
        "so-lieu-tthc",
        title,
        (
            Column(
                "don-vi",
                "Đơn vị",
                lambda row: row.unit.label,
                by=("unit__name",),
                kind=Kind.MAIN,
                link=lambda row: reverse("procedures:figures", args=[row.pk]),
                width=36,
            ),
            Column(
                "thang", "Tháng", lambda row: f"{row.month:%m/%Y}", by=("month",), kind=Kind.SHORT, width=10
            ),
            *(
                Column(
                    count.name.replace("_", "-"),
                    count.short,
                    _value(count.name),
                    by=(count.name,),
                    kind=Kind.FIGURE,
                    shown=count.name in _SHOWN,
                    width=12,
                )
                for count in COUNTS
            ),
            Column("tinh-trang", "Tình trạng", _state, kind=Kind.SHORT, chip=_chip, width=18),
            Column(
                "nguon",
                "Nguồn",
                lambda row: row.get_origin_display(),
                by=("origin",),
                kind=Kind.SHORT,
                shown=False,
                width=12,
            ),
            Column("nguoi", "Người nhập", lambda row: str(row.saved_by), shown=False, width=24),
            Column("luc", "Nhập lúc", lambda row: row.saved_at, by=("saved_at",), kind=Kind.DATE, width=17),
        ),
        order=("-month", "unit__name", "id"),
    )


def _value(name: str) -> Callable[[ProcedureFigures], Any]:
    return lambda row: getattr(row, name)


def _state(row: ProcedureFigures) -> str:
    if row.nothing:
        return "không phát sinh"
    return "thiếu cột" if None in row.counted.values() else "đủ số liệu"


def _chip(row: ProcedureFigures) -> tuple[str, str]:
    kinds = {"không phát sinh": "plain", "thiếu cột": "doubt", "đủ số liệu": "done"}
    return kinds[_state(row)], _state(row)
