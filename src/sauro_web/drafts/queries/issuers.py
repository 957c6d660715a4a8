"""Who issues a draft, as the checks ask for it."""

from __future__ import annotations

from datetime import date

from sauro.checks.model import Issuer, Level
from sauro.doctypes.kinds import DocumentKind
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.documents.letterheads import letterhead_for
from sauro_web.documents.numbering import kind_named
from sauro_web.documents.queries.units import drafting_units
from sauro_web.drafts.models import Draft

__all__ = ["issuer_of", "kind_of"]

_LEVELS = {
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.DEPARTMENT: Level.PROVINCE,
    UnitKind.COMMUNE: Level.COMMUNE,
}


def issuer_of(draft: Draft, on: date) -> Issuer:
    """What the site knows of the office: its name, symbol and seat, what is above it and inside it. Four
    queries at most."""
    office, series = draft.office, draft.series
    inside = list(drafting_units(office, on))
    return Issuer(
        name=series.issuer or office.name,
        symbol=series.symbol,
        seat=letterhead_for(office, None, on=on).place,
        level=_LEVELS.get(UnitKind(office.kind)),
        parents=_parents(office),
        units=tuple(one.name for one in inside),
        unit_symbols=tuple(one.symbol for one in inside),
    )


def _parents(office: Unit) -> tuple[str, ...]:
    above = office.province
    return (above.name,) if above is not None and above.pk != office.pk else ()


def kind_of(draft: Draft) -> DocumentKind:
    """The kind that the draft is to be."""
    return kind_named(draft.series.document_class, draft.kind)
