"""What reports say in words, and how the words of units become those of the report that sums them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from sauro.reporting.narratives import SaidBy, merged, units_taken_over
from sauro_web.reports.models import Narrative, NarrativePart, Report, ReportFigure, ReportState
from sauro_web.reports.queries.names import WITH_HOUSE, name_in

__all__ = ["PartSaid", "accepted_beneath", "narratives_of", "said_in", "words_of_units"]


@dataclass(frozen=True, slots=True)
class PartSaid:
    """What one unit wrote of a part, and whether it stands in the report above already."""

    narrative: Narrative
    unit: str
    part: NarrativePart
    taken: bool


def narratives_of(report: Report) -> dict[NarrativePart, Narrative]:
    """The text of each part that holds, with its author; from what was fetched along, else one query."""
    fetched = getattr(report, "_prefetched_objects_cache", {})
    rows = report.narratives.all()
    if "narratives" not in fetched:
        rows = rows.select_related("by").order_by("pk")
    return {NarrativePart(row.part): row for row in rows}


def accepted_beneath(report: Report) -> Sequence[Report]:
    """The accepted reports that it sums up, with their figures and words. Three queries."""
    figures = ReportFigure.objects.select_related("asked").order_by("asked__position", "pk")
    words = Narrative.objects.select_related("by").order_by("pk")
    rows = report.beneath.filter(state=ReportState.ACCEPTED).select_related(*WITH_HOUSE)
    rows = rows.prefetch_related(Prefetch("figures", figures), Prefetch("narratives", words))
    return list(rows.order_by("unit__position", "unit__path"))


def said_in(report: Report, below: Sequence[Report], part: NarrativePart) -> Sequence[SaidBy]:
    """The lines of a part: those of the report, then of the units that it has not taken over."""
    texts = [_text(narratives_of(one), part) for one in below]
    return merged(_text(narratives_of(report), part), zip(_names(report, below), texts, strict=True))


def words_of_units(report: Report, below: Sequence[Report]) -> Sequence[PartSaid]:
    """What the units beneath wrote, part by part."""
    own = narratives_of(report)
    names = _names(report, below)
    found = []
    for part in NarrativePart:
        taken = units_taken_over(_text(own, part), names)
        for one, name in zip(below, names, strict=True):
            row = narratives_of(one).get(part)
            if row is not None and row.text.strip():
                found.append(PartSaid(row, name, part, name in taken))
    return found


def _names(report: Report, below: Sequence[Report]) -> list[str]:
    return [name_in(one.unit, report.period.regime.office) for one in below]


def _text(rows: Mapping[NarrativePart, Narrative], part: NarrativePart) -> str:
    row = rows.get(part)
    return row.text if row is not None else ""
