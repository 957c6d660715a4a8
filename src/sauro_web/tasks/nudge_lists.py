"""The list of nudges."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sauro_web.common.lists import Column, Kind, Listing
from sauro_web.tasks.models import NudgeKind

__all__ = ["nudges_list"]

_CHIPS = {NudgeKind.REMINDER: "near", NudgeKind.CRITICISM: "late", NudgeKind.REVIEW: "refused"}


def nudges_list(title: str) -> Listing:
    """Nudges with whether the unit has seen them, the last first."""
    return Listing(
        "don-doc",
        title,
        (
            Column(
                "noi-dung",
                "Nội dung",
                lambda row: row.text,
                kind=Kind.MAIN,
                link=lambda row: reverse("tasks:nudge", args=(row.pk,)),
            ),
            Column("lan", "Số", lambda row: f"{row.number}/{row.year}", kind=Kind.SHORT, width=10),
            Column("don-vi", "Đơn vị", lambda row: row.unit.label, by=("unit__name",), width=30),
            Column(
                "hinh-thuc",
                "Hình thức",
                lambda row: row.get_kind_display(),
                by=("kind",),
                kind=Kind.SHORT,
                chip=lambda row: (_CHIPS[NudgeKind(row.kind)], row.get_kind_display()),
                width=18,
            ),
            Column("so-viec", "Số việc", lambda row: row.part_count, kind=Kind.FIGURE, width=10),
            Column("luc", "Lúc", lambda row: row.at, by=("at",), kind=Kind.DATE, width=17),
            Column("nguoi", "Người đôn đốc", lambda row: str(row.by), shown=False, width=24),
            Column("xem", "Đã xem", _seen, by=("seen_at",), kind=Kind.SHORT, chip=_chip, width=12),
        ),
        order=("-at", "-id"),
    )


def _seen(row: Any) -> str:
    return "đã xem" if row.seen_at else "chưa xem"


def _chip(row: Any) -> tuple[str, str]:
    return ("done" if row.seen_at else "waiting", _seen(row))
