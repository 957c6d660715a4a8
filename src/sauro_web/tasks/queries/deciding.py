"""What others wait for: obstacles put to one's unit, work to approve, work given back, more time asked for.
While it lies there somebody else cannot go on, so it stands on the day itself."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.common.desk import Waiting
from sauro_web.common.prepared import count_of, records_of
from sauro_web.common.words import excerpt
from sauro_web.tasks import rules
from sauro_web.tasks.addresses import page_of_task, work_listed
from sauro_web.tasks.models import OPEN, Extension, Obstacle, Part, TaskState, UnitTask
from sauro_web.tasks.part_filters import NOBODY, waiting_so
from sauro_web.tasks.queries.along import put_along
from sauro_web.tasks.queries.days import Days, days_for
from sauro_web.tasks.queries.holding import drawn_in_lists, drawn_with
from sauro_web.tasks.queries.tallies import Tally, tallies_of
from sauro_web.tasks.standing import Counts, term_chip

__all__ = ["SHOWN", "SUM", "Figure", "notebook", "notebook_of", "obstacles_put_to", "to_decide"]

_MOST = 30
SHOWN = 10
"""Of each kind, to who follows the work of an office: what waits longest or is due first; the list has
all."""
SUM = "Chờ quyết định"
"""Name of the figure that holds the three kinds of decisions together."""


def obstacles_put_to(watched: Sequence[Unit], units: Sequence[Unit], days: Days) -> Iterator[Waiting]:
    """What other units wait for until these units answer, by their terms. One query."""
    # Who follows the work of an office finds the others in its list.
    most = SHOWN if watched else _MOST

    def rows() -> QuerySet[Obstacle]:
        open_ones = Obstacle.objects.filter(
            to__in=units, answered_at=None, closed_at=None, part__state__in=OPEN, part__ended_at=None
        )
        return drawn_with(open_ones.select_related("to")).order_by("answer_by", "id")[: most + 1]

    shown = records_of(("put to", frozenset(unit.pk for unit in units), most), rows)
    put_along([raised.part for raised in shown])
    for raised in shown[:most]:
        chip = term_chip(raised.answer_by, days.today, days.calendar(raised.to))
        waits = f"{raised.part.unit.label} đang chờ trả lời vướng mắc"
        yield Waiting(
            title=excerpt(raised.text, "", longest=160),
            address=page_of_task(raised.part.task_id),
            reason=f"{chip[1]}, {waits}" if chip else waits,
            state=chip[0] if chip else "waiting",
            due=raised.answer_by,
            unit=f"{raised.to.label}, việc: {excerpt(raised.part.task.text, '', longest=80)}",
            action="Trả lời",
        )

    if watched and len(shown) > most:
        yield _others("Các vướng mắc khác", {"pham-vi": "co-quan", "cho": "vuong-mac"}, days.on)


def to_decide(person: User, watched: Sequence[Unit], units: Sequence[Unit], days: Days) -> Iterator[Waiting]:
    """Work handed in and work given back to the offices whose work the person follows, and what was handed in
    as help to his unit where it leads; then where these offices are asked for more time. Three queries and
    those of `tallies_of`, one without such an office, and one more where help was handed in: the database
    finds each way to a part by itself."""
    # Help that was handed in to a unit stands in no list of its own.
    most = SHOWN if watched else _MOST
    found = {part for reach in _reach(watched, units) for part in _handed_in(person, reach, most)}
    parts = sorted(found, key=lambda one: (one.handed_in_on or date.max, one.pk))
    for part in parts[:most]:
        yield _handed_over(part, days)
    if watched and len(parts) > most:
        wanted = {"pham-vi": "co-quan", "cho": "quyet-dinh"}
        yield _others("Các việc khác chờ duyệt, đơn vị trả lại", wanted, days.on)
    longer = _longer(person, watched, days) if watched else []
    for one in longer[:SHOWN]:
        since = days.calendar(one.part.unit).between(localdate(one.asked_at), days.on)
        yield _waiting(
            one.part, f"xin gia hạn đến {one.until:%d/%m/%Y}{_since(since)}", days.on, "Quyết định"
        )
    if len(longer) > SHOWN:
        wanted = {"pham-vi": "co-quan", "cho": "gia-han"}
        yield _others("Các đề nghị gia hạn khác", wanted, days.on)


def _others(title: str, wanted: Mapping[str, str], on: date) -> Waiting:
    return Waiting(
        title=title,
        address=work_listed(wanted),
        reason=f"trang này chỉ hiện {SHOWN} mục chờ lâu nhất",
        due=on,
        action="Xem danh sách",
    )


def _reach(watched: Sequence[Unit], units: Sequence[Unit]) -> Iterator[tuple[Hashable, Q]]:
    """The conditions on a part, either of which says that the person decides about it, and what each depends
    on."""
    if watched:
        yield ("given", frozenset(office.pk for office in watched)), Q(office__in=watched)
    name = "help handed in", frozenset(unit.pk for unit in units)
    # Mostly there is none.
    if count_of(name, lambda: UnitTask.objects.filter(_help_given(units), ended_at=None)):
        yield name, _help_given(units)


def _help_given(units: Sequence[Unit]) -> Q:
    leads = UnitTask.objects.filter(part=Part.LEAD, unit__in=units, ended_at=None)
    return Q(task__in=leads.values("task"), part=Part.COOPERATING, state=TaskState.SUBMITTED)


def _handed_in(person: User, reach: tuple[Hashable, Q], most: int) -> list[UnitTask]:
    name, condition = reach

    def rows() -> QuerySet[UnitTask]:
        waiting = UnitTask.objects.filter(
            waiting_so("duyet", person) | waiting_so("tra-lai", person),
            state__in=(TaskState.SUBMITTED, TaskState.RETURNED),
            ended_at=None,
        )
        in_turn = F("handed_in_on").asc(nulls_last=True), F("pk").asc()
        # Their numbers first: there may be hundreds that wait.
        first = waiting.filter(condition).order_by(*in_turn).values("pk")[: most + 1]
        return drawn_in_lists(waiting).filter(pk__in=first)

    return records_of((name, person.pk, most), rows)


def _longer(person: User, watched: Sequence[Unit], days: Days) -> list[Extension]:
    """What was asked first, in turn; one more than is shown."""
    tallies = tallies_of(watched, days).values()
    asked = sorted(one for tally in tallies for one in tally.longer if one.asked_by != person.pk)
    if not asked:
        return []
    first = tuple(one.pk for one in asked[: SHOWN + 1])

    def rows() -> QuerySet[Extension]:
        still = Extension.objects.filter(pk__in=first, granted=None, part__state__in=OPEN)
        return drawn_with(still.filter(part__ended_at=None)).order_by("asked_at", "pk")

    found = records_of(("longer", first), rows)
    put_along([one.part for one in found])
    return found


def _handed_over(part: UnitTask, days: Days) -> Waiting:
    if part.state == TaskState.RETURNED:
        return _waiting(part, "trả lại việc, chờ quyết định", days.on, "Quyết định")
    since = days.calendar(part.unit).between(part.handed_in_on, days.on) if part.handed_in_on else 0
    return _waiting(part, f"chờ duyệt{_since(since)}", days.on, "Xem để duyệt")


def _waiting(part: UnitTask, reason: str, on: date, action: str) -> Waiting:
    return Waiting(
        title=excerpt(part.task.text, "", longest=160),
        address=page_of_task(part.task_id),
        reason=reason,
        state="waiting",
        due=on,
        unit=f"{part.unit.label}, {part.task.source_name}",
        action=action,
    )


def _since(working_days: int) -> str:
    return f", đã {working_days} ngày làm việc" if working_days > 0 else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that opens the very rows that it counted."""

    label: str
    number: int
    address: str
    kind: str = "plain"


_NOTEBOOK = (
    ("late", "Quá hạn", "late", {"han": "qua-han"}),
    ("soon", "Sắp đến hạn", "near", {"han": "sap-den-han"}),
    ("deciding", SUM, "waiting", {"cho": "quyet-dinh"}),
    ("submitted", "Chờ duyệt", "waiting", {"cho": "duyet"}),
    ("returned", "Đơn vị trả lại", "refused", {"cho": "tra-lai"}),
    ("extensions", "Xin gia hạn", "waiting", {"cho": "gia-han"}),
    ("obstacles", "Có vướng mắc", "doubt", {"cho": "vuong-mac"}),
    ("unnamed", "Chưa có người thụ lý", "doubt", {"nguoi": NOBODY}),
    ("mine", "Tôi giao", "plain", {"giao": "toi", "han": "tinh"}),
)


def notebook(person: User, tallies: Collection[Tally]) -> list[Figure]:
    """For who follows the work of some offices: what is late, what waits for him, what he gave himself;
    `tallies` are those of all plans of theirs."""
    counts = Counts.sum(one for tally in tallies for one in tally.counts.values())
    counted = {
        "late": counts.late,
        "soon": counts.soon,
        "unnamed": sum(tally.unnamed for tally in tallies),
        "mine": sum(tally.given.get(person.pk, 0) for tally in tallies),
    }
    return _figures(counted | _deciding(person, tallies))


def notebook_of(person: User, *, on: date) -> list[Figure]:
    """The same without the sum, where the person follows the work of an office; nothing for others. The
    queries of `tallies_of`, one for the calendars, and those of where he stands."""
    watched = rules.offices_watched(person, on=on)
    if not watched:
        return []
    figures = notebook(person, tallies_of(watched, days_for(watched, on=on)).values())
    return [one for one in figures if one.label != SUM]


def _deciding(person: User, tallies: Collection[Tally]) -> dict[str, int]:
    """What waits for a decision, all in all and by what is to be decided, and what is held up. What somebody
    handed in or asked for himself another decides; a part for which more time is asked may wait for approval
    too."""
    by_others = (tally.submitted.items() for tally in tallies)
    submitted = sum(number for said in by_others for who, number in said if who != person.pk)
    returned = sum(tally.returned for tally in tallies)
    asked = [
        (state, who, number)
        for tally in tallies
        for (asker, state, who), number in tally.asked.items()
        if asker != person.pk
    ]
    alone = (
        number
        for state, who, number in asked
        if state != TaskState.RETURNED and (state != TaskState.SUBMITTED or who == person.pk)
    )
    return {
        "submitted": submitted,
        "returned": returned,
        "extensions": sum(number for _, _, number in asked),
        "deciding": submitted + returned + sum(alone),
        "obstacles": sum(tally.held_up for tally in tallies),
    }


def _figures(counted: Mapping[str, int]) -> list[Figure]:
    return [
        Figure(
            label,
            counted[key],
            work_listed({"pham-vi": "co-quan"} | wanted),
            kind,
        )
        for key, label, kind, wanted in _NOTEBOOK
    ]
