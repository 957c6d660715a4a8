"""Why a time is proposed, in words: who is free, which room, how far from the wish, what a nearer one met
with."""

from __future__ import annotations

from collections.abc import Sequence

from sauro.dates.explain import day_words
from sauro.dates.intervals import moment_of
from sauro.scheduling.clashes import Clash
from sauro.scheduling.model import Party, Wish
from sauro.scheduling.obstacles import Obstacle
from sauro.scheduling.wording import length_words, listed, moment_words

__all__ = ["TOLD_OF_NEARER", "reasons_for"]

TOLD_OF_NEARER = 3
"""Hindrances of a nearer time that are told in full."""


def reasons_for(
    wish: Wish,
    room: Party | None,
    minutes_away: int,
    missing: Sequence[Clash],
    told: Sequence[Clash],
    nearer: int | None,
    avoids: Sequence[Obstacle],
) -> tuple[str, ...]:
    """Parts of a sentence, the weightiest first; `nearer` is the start next to it on the side of the wish."""
    parts = [_people(wish, missing), _room(wish, room), _distance(wish, minutes_away), *_told(told)]
    if nearer is not None and avoids:
        parts.append(_nearer(nearer, avoids))
    return tuple(part for part in parts if part)


def _people(wish: Wish, missing: Sequence[Clash]) -> str:
    count = len(wish.needed)
    away = _names(missing)
    if away:
        return f"{count - len(away)}/{count} người bắt buộc dự rảnh, vắng {listed(away)}"
    if count == 1:
        return f"{wish.needed[0].title} rảnh"
    return f"tất cả {count} người bắt buộc dự đều rảnh" if count else ""


def _room(wish: Wish, room: Party | None) -> str:
    if room is None:
        return "chưa có phòng trống, có thể họp trực tuyến hoặc mượn phòng khác" if wish.rooms else ""
    return f"{room.title} trống" + (f" ({room.capacity} chỗ)" if room.capacity is not None else "")


def _distance(wish: Wish, minutes_away: int) -> str:
    if wish.wanted is None:
        first = f"sớm nhất trong khoảng từ {day_words(wish.earliest)} đến {day_words(wish.latest)}"
        return first if not minutes_away else ""
    if not minutes_away:
        return "đúng lịch mong muốn"
    side = "muộn" if minutes_away > 0 else "sớm"
    return f"cách lịch mong muốn {length_words(abs(minutes_away))} ({side} hơn)"


def _told(told: Sequence[Clash]) -> list[str]:
    """Optional people who are busy, and required ones who are invited elsewhere without having to come."""
    optional = _names([one for one in told if not one.needed and one.hold.firm])
    invited = _names([one for one in told if one.needed])
    parts = []
    if optional:
        parts.append(f"bận nhưng không bắt buộc dự: {listed(optional)}")
    if invited:
        parts.append(f"cùng giờ được mời dự cuộc khác, không bắt buộc: {listed(invited)}")
    return parts


def _nearer(nearer: int, avoids: Sequence[Obstacle]) -> str:
    told = ", ".join(one.message.rstrip(".") for one in avoids[:TOLD_OF_NEARER])
    left = len(avoids) - TOLD_OF_NEARER
    more = f" và {left} vướng mắc khác" if left > 0 else ""
    return f"không thể gần hơn ({moment_words(moment_of(nearer))}) vì {told}{more}"


def _names(clashes: Sequence[Clash]) -> list[str]:
    return list(dict.fromkeys(one.party.title for one in clashes))
