"""Shares of a unit inside an office: of the documents that it drafted, the conferences that it prepared, the
procedures that it resolved and its own people."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, QuerySet

from sauro.indicators.model import Tally
from sauro_web.accounts.queries.reach import Reach
from sauro_web.documents.models import Document
from sauro_web.documents.queries.counting import rule_of
from sauro_web.documents.queries.digitised import digitised_rows, is_digitised
from sauro_web.documents.queries.exchanged import exchanged_rows, is_by_line
from sauro_web.indicators.queries.asking import Stretch
from sauro_web.indicators.queries.windows import whole_months
from sauro_web.meetings.models import Meeting, MeetingMode
from sauro_web.meetings.queries.limits import limits_of
from sauro_web.meetings.queries.months import counts_online
from sauro_web.outreach.queries.staff import trained
from sauro_web.procedures.models import ProcedureFigures
from sauro_web.procedures.queries.settings import counting_of
from sauro_web.procedures.queries.sums import sums_of
from sauro_web.reports.queries.meetings_held import meetings_in
from sauro_web.reports.queries.papers_issued import own_papers, register_of
from sauro_web.reports.queries.scopes import Scope

__all__ = ["conferences_online", "counted_of_unit", "papers_digitised", "papers_exchanged"]


def counted_of_unit(scope: Scope) -> Mapping[str, Tally]:
    """By the code of the indicator; a share of nothing at all is left out. Some fifteen queries."""
    found = {
        "online_meetings_share": _online(scope),
        "digital_procedures_share": _procedures(scope),
        "digitised_documents_share": _share(_judged(scope), papers_digitised(scope)),
        "electronic_exchange_share": _share(_sent(scope), papers_exchanged(scope)),
        "digital_skills_share": _trained(scope),
    }
    return {code: tally for code, tally in found.items() if tally.against}


def conferences_online(scope: Scope) -> QuerySet[Meeting]:
    """The conferences of the unit that count as online by the rule of its office."""
    limits = limits_of(scope.unit.house, scope.last)
    modes = [mode for mode in MeetingMode.values if counts_online(mode, limits)]
    return meetings_in(scope).filter(conference=True, mode__in=modes)


def papers_digitised(scope: Scope) -> QuerySet[Document]:
    """The documents of the unit that count as digitised."""
    return _judged(scope).filter(is_digitised(rule_of(register_of(scope), scope.last)))


def papers_exchanged(scope: Scope) -> QuerySet[Document]:
    """Those that left electronically, of what it sent to offices."""
    return _sent(scope).filter(is_by_line())


def _judged(scope: Scope) -> QuerySet[Document]:
    register = register_of(scope)
    return own_papers(scope, register, digitised_rows(register, rule_of(register, scope.last), *scope.days))


def _sent(scope: Scope) -> QuerySet[Document]:
    register = register_of(scope)
    return own_papers(scope, register, exchanged_rows(register, *scope.days))


def _share(every: QuerySet[Document], part: QuerySet[Document]) -> Tally:
    return Tally(part.count(), every.count())


def _online(scope: Scope) -> Tally:
    every = meetings_in(scope).filter(conference=True).aggregate(many=Count("pk"))["many"]
    return Tally(conferences_online(scope).count(), every)


def _procedures(scope: Scope) -> Tally:
    """Of the months that lie in these days whole."""
    stretch = Stretch(scope.office, *scope.days, scope.last, Reach((), (), ()))
    months = whole_months(stretch)
    rows = ProcedureFigures.objects.filter(unit=scope.unit, month__range=months)
    part = sums_of(rows, counting_of(scope.office, months[1]).shares[:1]).digital
    return Tally(part.part, part.whole) if part.known else Tally(0, 0)


def _trained(scope: Scope) -> Tally:
    """Of its people of the last day those who have attended a course this year."""
    house = scope.unit.house
    lines, _ = trained(house, Reach((), (house,), ()), scope.last.year, on=scope.last)
    own = next((one for one in lines if one.unit.pk == scope.unit.pk), None)
    return Tally(own.part, own.whole) if own else Tally(0, 0)
