"""Drafts as lists, and one draft with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils.timezone import localdate

from sauro.dates.workdays import WorkCalendar
from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.history import Step, steps_in
from sauro_web.drafts import rules
from sauro_web.drafts.gate_checks import NAMES
from sauro_web.drafts.models import Draft, DraftState, DraftVersion, Opinion, Waiver

__all__ = [
    "LateOpinion",
    "WaivedCheck",
    "begun_just_now",
    "drafts_of",
    "happened_to",
    "late_opinions",
    "opinions_of",
    "versions_of",
    "waived_checks",
    "waivers_of",
]

_JUST_NOW = timedelta(minutes=1)
_OVER = (DraftState.ISSUED, DraftState.DROPPED)
_WORDS = {
    "draft.begin": "Lập dự thảo",
    "draft.change": "Sửa thông tin dự thảo",
    "draft.add_version": "Đưa lên lần dự thảo mới",
    "draft.refuse_classified": "Từ chối tệp mang dấu hiệu bí mật",
    "draft.ask_opinions": "Lấy ý kiến",
    "draft.give_opinion": "Góp ý",
    "draft.reply_to_opinion": "Tiếp thu, giải trình",
    "draft.submit": "Trình thẩm định",
    "draft.take_back": "Rút về soạn thảo",
    "draft.appraise": "Thẩm định",
    "draft.approve": "Duyệt",
    "draft.send_back": "Trả lại khi duyệt",
    "draft.ask_waiver": "Đề nghị bỏ qua lỗi",
    "draft.decide_waiver": "Quyết định về đề nghị bỏ qua",
    "draft.issue": "Cấp số, ban hành",
    "draft.drop": "Thôi soạn thảo",
}


def drafts_of(office: Unit, person: User, on: date) -> QuerySet[Draft]:
    """The drafts of the office that the person may read, with what a list shows of them."""
    rows = Draft.objects.filter(
        pk__in=Draft.objects.filter(rules.readable(person, office, on=on)).values("pk")
    )
    asked = Count("opinions", distinct=True)
    late = Count(
        "opinions",
        filter=Q(opinions__given_at=None, opinions__due_on__lt=on) & ~Q(state__in=_OVER),
        distinct=True,
    )
    rows = rows.annotate(last_number=Max("versions__number"), asked=asked, late=late)
    return rows.select_related("unit", "author", "document")


def begun_just_now(about: Draft, digest: str, now: datetime) -> Draft | None:
    """The draft of this kind and subject that the same person began for the unit with this file within
    a minute of `now`, as where a form is sent twice; of two at once it may be the later. One query."""
    rows = Draft.objects.filter(
        author=about.author, unit=about.unit, kind=about.kind, subject=" ".join(about.subject.split()),
        begun_at__gt=now - _JUST_NOW, begun_at__lt=now + _JUST_NOW, versions__number=1,
        versions__digest=digest,
    ).exclude(state=DraftState.DROPPED)  # fmt: skip
    return rows.order_by("pk").first()


def happened_to(draft: Draft) -> list[Step]:
    """The newest first. One query."""
    return steps_in(draft, _WORDS)


def versions_of(draft: Draft) -> list[DraftVersion]:
    """All of them with how they were appraised, the last first, without what was read of them. Two
    queries."""
    rows = draft.versions.select_related("by").defer("folio").prefetch_related("appraisals__by")
    return list(rows.order_by("-number"))


@dataclass(frozen=True, slots=True)
class LateOpinion:
    """An opinion that was due, and by how many working days it is late."""

    opinion: Opinion
    days: int


def opinions_of(draft: Draft, on: date, calendar: WorkCalendar) -> list[LateOpinion]:
    """All that were asked for, in their order; `days` is nought in time."""
    rows = draft.opinions.select_related("unit", "given_by", "asked_of", "replied_by")
    return [LateOpinion(one, _days(one, on, calendar)) for one in rows]


def _days(one: Opinion, on: date, calendar: WorkCalendar) -> int:
    done = localdate(one.given_at) if one.given_at else on
    return max(0, calendar.between(one.due_on, done)) if done > one.due_on else 0


def late_opinions(office: Unit, person: User, on: date, calendar: WorkCalendar) -> list[LateOpinion]:
    """Of drafts that the person may read: the units that have not answered by their term, the latest
    first."""
    seen = Draft.objects.filter(rules.readable(person, office, on=on)).exclude(state__in=_OVER)
    rows = Opinion.objects.filter(draft__in=seen.values("pk"), given_at=None, due_on__lt=on)
    rows = rows.select_related("unit", "draft__unit").order_by("due_on", "pk")
    return [LateOpinion(one, _days(one, on, calendar)) for one in rows[:500]]


@dataclass(frozen=True, slots=True)
class WaivedCheck:
    """How often a check was asked to be let pass."""

    code: str
    name: str
    asked: int
    passed: int
    refused: int
    drafts: int


def waived_checks(office: Unit, year: int) -> Sequence[WaivedCheck]:
    """Of the drafts of an office in a year, the check let pass most often first. One query."""
    rows = Waiver.objects.filter(draft__office=office, asked_at__year=year).order_by().values("code")
    counted = rows.annotate(
        asked=Count("pk"),
        passed=Count("pk", filter=Q(granted=True)),
        refused=Count("pk", filter=Q(granted=False)),
        drafts=Count("draft", distinct=True),
    )
    found = [WaivedCheck(name=NAMES.get(row["code"], row["code"]), **row) for row in counted]
    return sorted(found, key=lambda one: (-one.passed, -one.asked, one.code))


def waivers_of(office: Unit, year: int, *, limit: int = 200) -> list[Waiver]:
    """Each with its draft, its reason and who decided, the last first. One query."""
    rows = Waiver.objects.filter(draft__office=office, asked_at__year=year)
    return list(rows.select_related("draft", "asked_by", "decided_by").order_by("-pk")[:limit])
