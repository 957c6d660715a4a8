"""What a province sees of all its offices together: documents against the sum of their bases, and shares of
the sums."""

from __future__ import annotations

from dataclasses import dataclass

from sauro.indicators.arithmetic import RolledUp
from sauro_web.documents.queries.counting import rule_of, wording_of
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.totals import Sums, documents_of, offices_of, standings_of, sums_of

__all__ = ["ProvinceSums", "sums_of_province"]


@dataclass(frozen=True, slots=True)
class ProvinceSums:
    """Of a year so far and of the same days of the year before; `documents` are those of the offices whose
    base is known, in its months, against the sum of these bases. `wording` is the rule that all of it is
    counted by."""

    now: Sums
    before: Sums
    documents: RolledUp
    wording: str


def sums_of_province(asked: Asked) -> ProvinceSums:
    """The sums of a province, by its own counting rule."""
    province, rule = asked.office, rule_of(asked.office, asked.last)
    standings = standings_of(list(offices_of(province, asked.last)), rule, asked.year, on=asked.last)
    return ProvinceSums(
        sums_of(province, rule, asked.first, asked.last),
        sums_of(province, rule, *asked.days_before),
        documents_of(standings),
        wording_of(rule),
    )
