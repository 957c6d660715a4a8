"""What is left of the year's quotas, for the first glance: documents, conferences, the share online; reckoned
as the page of indicators does (`queries.standing`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from sauro.indicators.model import THE_SEVEN, Tally
from sauro.reporting.figure_words import thousands
from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.reach import reach_of
from sauro_web.common.between_pages import kept
from sauro_web.common.glances import Glance
from sauro_web.documents.queries.bases import base_of
from sauro_web.documents.queries.counting import documents_count, first_and_last, rule_of
from sauro_web.indicators import rules
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.measuring import Measured
from sauro_web.indicators.queries.standing import Line
from sauro_web.indicators.queries.targets import in_force
from sauro_web.meetings.queries.last_year import YearBefore, typed_last_year
from sauro_web.meetings.queries.limits import limits_of
from sauro_web.meetings.queries.months import months_until

__all__ = ["quota_lines", "quotas_of"]

_DOCUMENTS, _MEETINGS, _ONLINE = THE_SEVEN[:3]
_NEAR = 9
"""Tenths of what may be; from there on it is nearly used up."""


def quotas_of(office: Unit, person: User, on: date) -> Iterator[Glance]:
    """For whoever reads the indicators of the office. Two queries, and four where something of its rules
    changed since the last page."""
    found = reach_of(person, on=on)
    if not rules.may_read(found, office):
        return
    for line in quota_lines(Asked(office, on.year, on, found)):
        code = line.measured.indicator.code
        address = f"{reverse('indicators:indicator', args=[code])}?co-quan={office.pk}&nam={on.year}"
        yield Glance(line.measured.indicator.name, _words(line), _state(line), address)


def quota_lines(asked: Asked) -> tuple[Line, ...]:
    """Of the year so far, without what the page of indicators says besides."""
    office, on = asked.office, asked.last
    targets = kept(("targets", office.pk, on), lambda: in_force(office, on))
    base = base_of(office, asked.year - 1, on)
    first, last = first_and_last(asked.year, base)
    documents = documents_count(office, rule_of(office, on), first, min(last, on), by=on)
    met = months_until(office, on, since=date(asked.year - 1, 1, 1), by=on)
    said = ("typed last year", frozenset(one.pk for one in met.units), asked.year)
    typed = kept(said, lambda: typed_last_year(met.units, asked.year))
    before = YearBefore(asked.year, typed, met).known
    held = met.conferences(asked.year, before.months if before else (1, 12))
    limits = kept(("limits", office.pk, on), lambda: limits_of(office, on))
    tallies = {
        _DOCUMENTS: Tally(documents, base.count if base else None),
        _MEETINGS: Tally(held, before.count if before else None),
        _ONLINE: Tally(met.online(asked.year, limits), met.conferences(asked.year)),
    }
    return tuple(
        Line(Measured(one, tally, "", ""), targets.get(one.code), asked.is_over)
        for one, tally in tallies.items()
    )


def _words(line: Line) -> str:
    tally, unit = line.measured.tally, line.measured.indicator.unit
    if tally is None or (not line.is_number and not tally.against):
        return f"chưa có {unit} nào"
    if line.is_number:
        limit = "" if line.limit is None else f" trên {thousands(line.limit)}"
        return f"đã có {thousands(tally.counted)}{limit} {unit}" + (f", {line.left}" if line.left else "")
    return f"{thousands(tally.counted)}/{thousands(tally.against or 0)} {unit}" + (
        f", {line.target_said}" if line.target else ""
    )


def _state(line: Line) -> str:
    tally, limit = line.measured.tally, line.limit
    if tally is None or line.target is None:
        return "plain"
    if not line.is_number:
        return line.chip[0]
    if limit is None:
        return "doubt"
    if tally.counted > limit:
        return "late"
    return "near" if tally.counted * 10 >= limit * _NEAR else "done"
