"""What a year bears: the number of conferences, against last year, how many of them online, and how they
crowd."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from sauro.dates.explain import day_words
from sauro.dates.periods import months_words
from sauro.scheduling.notices import MeetingFacts, Notice, Year, notice
from sauro.scheduling.settings import LimitSettings, MeetingMode, MeetingScope
from sauro.scheduling.wording import listed

__all__ = ["online_share", "yearly_notices"]


def yearly_notices(meeting: MeetingFacts, year: Year, figures: LimitSettings) -> Iterator[Notice]:
    """Numbers of conferences where the meeting is one, and crowding. The meeting itself counts."""
    if meeting.conference:
        if not meeting.exceptional:
            yield from _of_scope(meeting, year, figures)
        yield from _fewer(meeting, year, figures)
        yield from _online(meeting, year, figures)
    yield from _crowding(meeting, year, figures)


def online_share(modes: tuple[MeetingMode, ...], figures: LimitSettings) -> Fraction | None:
    """The share online; None of no conference at all, which is no share."""
    if not modes:
        return None
    return Fraction(sum(_is_online(one, figures) for one in modes), len(modes))


def _is_online(mode: MeetingMode, figures: LimitSettings) -> bool:
    return mode is MeetingMode.ONLINE or (mode is MeetingMode.HYBRID and figures.hybrid_counts_online)


def _of_scope(meeting: MeetingFacts, year: Year, figures: LimitSettings) -> Iterator[Notice]:
    of = {
        MeetingScope.PROVINCE: ("toàn tỉnh", figures.province_wide),
        MeetingScope.COMMUNE: ("toàn xã", figures.commune_wide),
    }.get(meeting.scope)
    if of is None:
        return
    words, figure = of
    others = (one for one in year.conferences(meeting.day.year) if not one.exceptional)
    held = sum(one.scope is meeting.scope for one in others) + 1
    if held > figure.value:
        message = (
            f"Mỗi năm không quá {figure.value} hội nghị {words}; đây là hội nghị thứ {held} của năm "
            f"{meeting.day.year}."
        )
        yield notice(f"meeting.too_many_{meeting.scope.value}_wide", message, figure, held)


def _fewer(meeting: MeetingFacts, year: Year, figures: LimitSettings) -> Iterator[Notice]:
    figure = figures.cut
    now, before = meeting.day.year, meeting.day.year - 1
    share = _percent(figure.value)
    if not year.last_year:
        why = "chưa có số hội nghị" if year.last_year is None else "không có hội nghị nào"
        message = f"Chưa tính được mức giảm {share} số hội nghị: năm {before} {why}."
        yield notice("meeting.no_last_year", message, figure)
        return
    first, last = year.last_year_months
    words = months_words(first, last)
    period = f" {words}" if words else ""
    if not first <= meeting.day.month <= last:
        message = f"Chưa tính được mức giảm {share} số hội nghị: năm {before} chỉ có số{period}."
        yield notice("meeting.no_last_year", message, figure)
        return
    planned = sum(first <= one.day.month <= last for one in year.conferences(now)) + 1
    allowed = floor(year.last_year * (1 - figure.value))
    if planned > allowed:
        message = (
            f"Phải giảm ít nhất {share} số hội nghị so với năm {before} ({year.last_year} hội nghị{period}), "
            f"tức không quá {allowed}; tính cả hội nghị này, năm {now} có {planned}"
            f"{' cùng kỳ' if period else ''}."
        )
        yield notice("meeting.not_fewer", message, figure, 1 - Fraction(planned, year.last_year))


def _online(meeting: MeetingFacts, year: Year, figures: LimitSettings) -> Iterator[Notice]:
    if _is_online(meeting.mode, figures):
        return
    figure = figures.online_share
    modes = (meeting.mode, *(one.mode for one in year.conferences(meeting.day.year)))
    share = online_share(modes, figures)
    if share is not None and share < figure.value:
        online = sum(_is_online(one, figures) for one in modes)
        message = (
            f"Hội nghị trực tuyến phải đạt ít nhất {_percent(figure.value)} số hội nghị trong năm; "
            f"tính cả hội nghị này mới có {online}/{len(modes)} ({_percent(share)})."
        )
        yield notice("meeting.too_few_online", message, figure, share)


def _crowding(meeting: MeetingFacts, year: Year, figures: LimitSettings) -> Iterator[Notice]:
    if meeting.day.month not in figures.crowded_months:
        return
    near = year.in_week_of(meeting.day)
    if len(near) >= figures.crowded_from.value:
        names = listed([f"{one.subject or one.meeting} ({day_words(one.day)})" for one in near], 3)
        message = (
            f"Tránh họp dồn vào đầu năm, cuối năm: trong tuần của ngày {day_words(meeting.day)} đã có "
            f"{len(near)} cuộc khác, gồm {names}."
        )
        yield Notice(
            "meeting.crowded",
            message,
            figures.necessity_basis,
            figures.crowded_from.value,
            len(near),
            figures.crowded_from.sureness,
        )


def _percent(share: Fraction | int) -> str:
    """With one decimal where it has one, cut off: what is below a limit never looks as if it met it."""
    tenths = floor(share * 1000) / 10
    return f"{tenths:g}".replace(".", ",") + "%"
