"""The records of an office as the detector of arranged figures reads them, and what was asked about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import chain

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, make_aware

from sauro.indicators.arranged import (
    Gathering,
    Paper,
    Question,
    late_entries,
    no_link,
    renamed,
    split_papers,
)
from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Document
from sauro_web.documents.queries.counting import documents_counted, is_counted, rule_of
from sauro_web.indicators.closings import closed_windows
from sauro_web.indicators.models import ArrangedQuestion
from sauro_web.meetings.models import STANDING, Meeting, MeetingMode
from sauro_web.meetings.moments import day_around, local, stored

__all__ = ["Found", "Named", "names_of", "offices_to_ask", "questions_of", "questions_to_ask"]

_LOOKED_AT = 30
"""Days back over which documents and meetings are looked at each night: a night or two may be missed."""
_SETTLED = 2
"""Days after which no further part of a heap of documents comes."""
_CLOSED = 400
"""Days for which the close of a period is remembered."""
_DOCUMENT, _MEETING = "document", "meeting"


@dataclass(frozen=True, slots=True)
class Found:
    """One question, with its records ([kind, number, how it is called]) and what tells it again."""

    question: Question
    about: Sequence[tuple[str, int, str]]

    @property
    def key(self) -> str:
        """The kind of question and its first record: a further one that is found later asks nothing anew, but
        of entries after a close each is one."""
        records = self.about if self.question.code == "arranged.after_close" else self.about[:1]
        said = "|".join(f"{kind}:{number}" for kind, number, _ in records)
        return sha256(f"{self.question.code}|{said}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Named:
    """A record on a page: how it is called, and its own page."""

    name: str
    address: str


def offices_to_ask(on: date) -> QuerySet[Unit]:
    """Those into whose registers something came, or that met, in the days that are looked at. Two queries."""
    since = make_aware(datetime(on.year, on.month, on.day)) - timedelta(days=_LOOKED_AT)
    wrote = Document.objects.filter(registered_at__gte=since).order_by().values("office").distinct()
    met = Meeting.objects.filter(starts__gte=since).order_by().values("office").distinct()
    return Unit.objects.filter(Q(pk__in=wrote) | Q(pk__in=met)).order_by("pk")


def questions_to_ask(office: Unit, on: date) -> Iterator[Found]:
    """What the detector finds in the last days of an office and has not asked about: days pass out of what is
    looked at, and what is left of a heap is no new one. Six queries."""
    first, asked = on - timedelta(days=_LOOKED_AT), _asked_about(office, on)
    known = asked["arranged.after_close"]
    settled, late = _papers(office, first, on - timedelta(days=_SETTLED)), _papers_entered(office, first, on)
    names = {one.name: (_DOCUMENT, int(one.name), one.number) for one in (*settled, *late)}
    windows = closed_windows(office, on - timedelta(days=_CLOSED))
    late = [one for one in late if (_DOCUMENT, int(one.name)) not in known]
    for question in chain(split_papers(settled), late_entries(late, windows)):
        found = Found(question, [names[name] for name in question.about])
        if not any((kind, number) in asked[question.code] for kind, number, _ in found.about):
            yield found
    met = _gatherings(office, first, on)
    called = {one.name: (_MEETING, int(one.name), one.subject) for one in met}
    for question in chain(renamed(met), no_link(met)):
        yield Found(question, [called[name] for name in question.about])


def _asked_about(office: Unit, on: date) -> Mapping[str, set[tuple[str, int]]]:
    """By the kind of question the records that were asked about."""
    since = on - timedelta(days=_CLOSED)
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    rows = ArrangedQuestion.objects.filter(office=office, asked_on__gte=since)
    for code, about in rows.values_list("code", "about"):
        found[code] |= {(kind, number) for kind, number, _ in about}
    return found


def _papers(office: Unit, first: date, on: date) -> list[Paper]:
    """Documents of these days that count."""
    return _as_papers(documents_counted(office, rule_of(office, on), first, on))


def _papers_entered(office: Unit, first: date, on: date) -> list[Paper]:
    """Documents of whatever day that count and came into the register in these days; not what was brought
    over from an older book, which belongs to no series: it stood there in time."""
    since = make_aware(datetime(first.year, first.month, first.day))
    rows = Document.objects.filter(
        is_counted(rule_of(office, on)), office=office, registered_at__gte=since, series__isnull=False
    )
    return _as_papers(rows)


def _as_papers(rows: QuerySet[Document]) -> list[Paper]:
    found = rows.select_related("drafting_unit").prefetch_related("recipients").order_by("pk")
    return [
        Paper(
            one.reference, one.kind, one.subject, one.dated,
            one.drafting_unit.label if one.drafting_unit else "",
            frozenset(f"{to.unit_id or ''}{to.name}" for to in one.recipients.all()),
            localdate(one.registered_at), str(one.pk),
        )
        for one in found
    ]  # fmt: skip


def _gatherings(office: Unit, first: date, on: date) -> list[Gathering]:
    """Meetings that took place, but for those of which only who attends may know."""
    rows = Meeting.objects.filter(
        office=office, state__in=STANDING, limited=False,
        starts__gte=stored(day_around(first).start), starts__lt=stored(day_around(on).start),
    )  # fmt: skip
    online = (MeetingMode.ONLINE, MeetingMode.HYBRID)
    return [
        Gathering(
            str(one.pk), one.subject, local(one.starts).date(), one.conference, one.mode in online,
            bool(one.link.strip()) or any(hold.room.virtual for hold in one.holds.all() if hold.room),
            len(one.attendees.all()),
        )
        for one in rows.prefetch_related("attendees", "holds__room").order_by("starts", "pk")
    ]  # fmt: skip


def questions_of(office: Unit, *, answered: bool) -> QuerySet[ArrangedQuestion]:
    """Those that wait for an answer, or those that have one, the last first."""
    rows = ArrangedQuestion.objects.filter(office=office, answer__isnull=not answered)
    return rows.select_related("answer__by").order_by("-asked_on", "-pk")


def names_of(question: ArrangedQuestion) -> list[Named]:
    """The records that it is about, each with its page, which has rules of its own."""
    pages = {_DOCUMENT: "documents:document", _MEETING: "meetings:meeting"}
    return [Named(name, reverse(pages[kind], args=[number])) for kind, number, name in question.about]
