"""The list of notices."""

from __future__ import annotations

from typing import Any

from sauro_web.common.lists import Column, Kind, Listing

__all__ = ["notices_list"]


def notices_list(title: str) -> Listing:
    """Notices with whether the person saw them, the last first."""
    return Listing(
        "thong-bao",
        title,
        (
            Column(
                "noi-dung",
                "Nội dung",
                lambda notice: notice.text,
                kind=Kind.MAIN,
                template="notices/_text.html",
            ),
            Column(
                "luc", "Báo lúc", lambda notice: notice.told_at, by=("told_at",), kind=Kind.DATE, width=17
            ),
            Column("don-vi", "Báo cho", _for_whom, by=("unit__name",), width=30),
            Column("xem", "Đã xem", _seen, by=("is_seen",), kind=Kind.SHORT, chip=_chip, width=12),
        ),
        order=("-told_at", "-id"),
    )


def _for_whom(notice: Any) -> str:
    """The unit; one's account where it is one's own affair."""
    return notice.unit.label if notice.unit else "Tài khoản của ông (bà)"


def _seen(notice: Any) -> str:
    return "đã xem" if notice.is_seen else "chưa xem"


def _chip(notice: Any) -> tuple[str, str]:
    return ("plain" if notice.is_seen else "waiting", _seen(notice))
