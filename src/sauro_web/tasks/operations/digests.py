"""One digest a day for each person: what he was reminded of that day, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.db.models.functions import Left
from django.urls import reverse

from sauro_web.accounts.models import Membership
from sauro_web.accounts.rules import in_force
from sauro_web.notices.following import FollowUps
from sauro_web.notices.models import FollowUp, Notice
from sauro_web.notices.operations import Message, tell_people
from sauro_web.tasks.models import Reminder
from sauro_web.tasks.standing import late_words

__all__ = ["send_digests"]

_PEOPLE = 500
_SHOWN = 20
"""Rows of one group in a message; of the others only how many."""
_LETTERS = 160


def send_digests(
    *,
    on: date,
    hour: int,
    follow_ups: FollowUps,
    now: datetime,
    alive: Callable[[], None] = lambda: None,
) -> int:
    """Tells each person whose office's hour has come what he was reminded of on that day; how many people.
    Who was told is not told again."""
    told, everybody = 0, _people(on)
    for start in range(0, len(everybody), _PEOPLE):
        people = everybody[start : start + _PEOPLE]
        houses = _follow_ups_of(people, on, follow_ups)
        key = f"digest.{on.isoformat()}"
        known = set(Notice.objects.filter(person__in=people, key=key).values_list("person_id", flat=True))
        due = [one for one in people if one not in known and houses[one].hour <= hour]
        with transaction.atomic():
            messages = [_message(*row, houses) for row in _rows(due, on)]
            told += tell_people(messages, key=key, now=now)
        alive()
    return told


def _people(on: date) -> list[int]:
    """Everybody who has a reminder of the day, in order of their numbers."""
    people = Reminder.objects.filter(on=on).order_by("person").values_list("person", flat=True).distinct()
    return list(people)


def _follow_ups_of(people: Sequence[int], on: date, follow_ups: FollowUps) -> dict[int, FollowUp]:
    """The settings of the office in which each sits; of who sits nowhere any more the defaults."""
    held = Membership.objects.filter(in_force(on), user__in=people).order_by("-is_head", "unit__path", "pk")
    first: dict[int, str] = {}
    for person, path in held.values_list("user_id", "unit__path"):
        first.setdefault(person, path)
    nowhere = FollowUp()
    return {one: follow_ups.at(first[one]) if one in first else nowhere for one in people}


_Row = tuple[int, int, date, int, str, str]


def _rows(people: Sequence[int], on: date) -> Iterator[tuple[int, list[_Row]]]:
    """For each person his rows: days late, last day, task, its words, unit; the latest first."""
    if not people:
        return
    # From the first to the last: so the database goes along the index instead of over the whole day.
    rows = Reminder.objects.filter(on=on, person__gte=people[0], person__lte=people[-1])
    rows = rows.filter(person__in=people)
    rows = rows.annotate(words=Left("part__task__text", _LETTERS + 1))
    columns = ("person_id", "days", "ends_on", "part__task_id", "words", "part__unit__name")
    ordered = rows.order_by("person", "-days", "ends_on", "pk").values_list(*columns)
    for person, group in groupby(ordered.iterator(chunk_size=5_000), key=itemgetter(0)):
        yield person, list(group)


def _message(person: int, rows: list[_Row], houses: dict[int, FollowUp]) -> Message:
    late = [row for row in rows if row[1] > 0]
    today = [row for row in rows if row[1] == 0]
    soon = [row for row in rows if row[1] < 0][::-1]
    soon.sort(key=lambda row: -row[1])
    parts = (
        (f"{len(late)} việc quá hạn", late),
        (f"{len(today)} việc đến hạn hôm nay", today),
        (f"{len(soon)} việc sắp đến hạn", soon),
    )
    words = ", ".join(title for title, held in parts if held)
    link = _addresses()[0]
    content: dict[str, Any] = {
        "subject": f"Nhắc việc: {words}",
        "lead": f"Ông (bà) có {words}.",
        "link": link,
        "groups": [_group(title, held) for title, held in parts if held],
    }
    house = houses[person]
    return Message(person, f"Nhắc việc hôm nay: {words}.", link, content, house)


@cache
def _addresses() -> tuple[str, str, str]:
    """Of the list, and of a task before and behind its number: worked out once for a run that writes them a
    hundred thousand times."""
    before, after = reverse("tasks:task", args=(0,)).split("0")
    return reverse("tasks:list"), before, after


def _group(title: str, rows: list[_Row]) -> dict[str, Any]:
    _, before, after = _addresses()
    shown = [[_sentence(row), f"{before}{row[3]}{after}"] for row in rows[:_SHOWN]]
    return {"title": title[0].upper() + title[1:], "rows": shown, "more": len(rows) - len(shown)}


def _sentence(row: _Row) -> str:
    _, days, ends_on, _, words, unit = row
    called = words if len(words) <= _LETTERS else words[:_LETTERS].rsplit(" ", 1)[0] + "…"
    if days > 0:
        stands = late_words(days)
    else:
        stands = f"còn {-days} ngày làm việc" if days else "hôm nay là ngày cuối"
    return f"{called} ({unit}; hạn {ends_on:%d/%m/%Y}, {stands})"
