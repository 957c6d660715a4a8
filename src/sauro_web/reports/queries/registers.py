"""Whose registers a report counts: that of its own office, those of offices that were merged into it, and for
the unit that sums up for an office the one of that office. What two of them hold is counted once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sauro.indicators.model import THE_SEVEN, Tally
from sauro.reporting.periods import Window
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.queries.reach import Reach
from sauro_web.accounts.queries.successions import living_successors, numbers_followed
from sauro_web.accounts.rules import is_in_house
from sauro_web.indicators.queries.windows import counted_between, is_begun
from sauro_web.reports.models import Report
from sauro_web.reports.queries.scopes import scope_of_unit
from sauro_web.reports.queries.table_figures import (
    DOCUMENTS,
    MEETINGS,
    WORK,
    counted_in_tables,
    is_of_table,
)

__all__ = ["Counted", "counted_in_registers", "is_covered"]

_DOCUMENTS = frozenset(
    {"admin_documents_reduction", "digitised_documents_share", "electronic_exchange_share"}
)
_MEETINGS = frozenset({"meetings_reduction", "online_meetings_share"})
_CUT_OF_DOCUMENTS = "admin_documents_reduction"
_CUTS = frozenset({_CUT_OF_DOCUMENTS, "meetings_reduction"})
_SKILLS = "digital_skills_share"
_EVERY = frozenset(one.code for one in THE_SEVEN)
_KEPT_BY = {
    UnitKind.PROVINCE: _EVERY,
    UnitKind.COMMUNE: _EVERY,
    # The calendar of meetings is that of its province.
    UnitKind.DEPARTMENT: _EVERY - _MEETINGS,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What the registers of one office hold."""

    office: Unit
    tally: Tally


def counted_in_registers(
    report: Report, codes: Collection[str], last: date, *, seen_by: Reach
) -> Mapping[str, Sequence[Counted]]:
    """By code what each of the offices has from the first day of the period to `last`; codes that none of
    them counts are left out."""
    found: dict[str, list[Counted]] = {code: [] for code in codes}
    window = Window(report.period.first, last)
    offices = _offices(report)
    for office in offices:
        for code, tally in _of_office(office, report, window, codes, seen_by).items():
            _count(found, code, office, tally)
    cells = [code for code in codes if is_of_table(code)]
    for unit in dict.fromkeys((report.unit, *offices)) if cells else ():
        for code, tally in _in_tables(unit, report, window, cells, seen_by).items():
            _count(found, code, unit, tally)
    return {code: rows for code, rows in found.items() if rows}


def _count(found: dict[str, list[Counted]], code: str, office: Unit, tally: Tally) -> None:
    """Unless what it has stands in the registers of another that counts already."""
    if not any(is_covered(code, office, [one.office]) for one in found[code]):
        found[code] = [one for one in found[code] if not is_covered(code, one.office, [office])]
        found[code].append(Counted(office, tally))


def _in_tables(
    unit: Unit, report: Report, window: Window, codes: Sequence[str], seen_by: Reach
) -> Mapping[str, Tally]:
    """Cells of tables of a unit, with what it took over from offices that were merged into it. Work goes to
    the successor itself and is not asked of who is no more."""
    own = counted_in_tables(scope_of_unit(unit, window, window.last), codes)
    merged, reporting = _merged(unit, report) if unit.kind in _KEPT_BY else ((), ())
    kept = [code for code in codes if not code.startswith(WORK)] if merged else []
    tallies = [own, *(counted_in_tables(scope_of_unit(one, window, window.last), kept) for one in merged)]
    units, found = (unit, *merged), {}
    for code in dict.fromkeys(code for of in tallies for code in of):
        if code.startswith(DOCUMENTS) and (merged or reporting):
            every = [(one, of.get(code, Tally(0))) for one, of in zip(units, tallies, strict=True)]
            found[code] = _with_bases(_CUT_OF_DOCUMENTS, every, window, seen_by)
        else:
            known = zip(units, tallies, strict=True)
            found[code] = _together([(one, of[code]) for one, of in known if code in of])
    return found


def _together(known: Sequence[tuple[Unit, Tally]]) -> Tally:
    (_, first), *others = known
    return sum((tally for _, tally in others), first)


def _with_bases(code: str, known: Sequence[tuple[Unit, Tally]], window: Window, seen_by: Reach) -> Tally:
    """Together, held against the year before of all of them, by what the register of `code` goes back to. An
    office that did not exist a year ago had none then; what it took over is in its base or, where who had it
    still reports, in his."""
    before = window.year_earlier
    bases = [
        0
        if tally.against is None
        and (one.valid_from > before.last or is_begun(one, before.first, before.last, code, seen_by=seen_by))
        else tally.against
        for one, tally in known
    ]
    base = None if None in bases else sum(one or 0 for one in bases)
    return Tally(sum(tally.counted for _, tally in known), base)


def is_covered(code: str, unit: Unit, offices: Iterable[Unit]) -> bool:
    """Whether what the unit has of it stands in the registers of one of the offices."""
    for office in offices:
        inside = unit.kind not in _KEPT_BY and unit.pk != office.pk and is_in_house(unit, office)
        if _of_documents(code) and inside:
            return True
        if _of_meetings(code) and unit.house.pk == office.pk and unit.pk != office.pk:
            return True
        if code == _SKILLS and unit.pk != office.pk and unit.path.startswith(office.path):
            return True
        beside = not (_of_documents(code) or _of_meetings(code) or code == _SKILLS) and unit.pk != office.pk
        if beside and is_in_house(unit, office):
            return True
    return False


def _of_documents(code: str) -> bool:
    return code in _DOCUMENTS or code.startswith(DOCUMENTS)


def _of_meetings(code: str) -> bool:
    return code in _MEETINGS or code.startswith(MEETINGS)


def _offices(report: Report) -> Sequence[Unit]:
    unit, regime = report.unit, report.period.regime
    found = [unit] if unit.kind in _KEPT_BY else []
    office = unit.house
    is_asked = office.pk == regime.office_id and office.pk != unit.pk
    if is_asked and not report.period.reports.filter(unit=office).exists():
        summing = {unit.pk} if regime.consolidator_id == unit.pk else numbers_followed({unit.pk})
        if regime.consolidator_id in summing:
            found.append(office)
    return found


def _of_office(
    office: Unit, report: Report, window: Window, codes: Collection[str], seen_by: Reach
) -> Mapping[str, Tally]:
    """With what it took over from offices that were merged into it and do not report themselves."""
    wanted = [code for code in codes if code in _KEPT_BY[UnitKind(office.kind)]]
    merged, reporting = _merged(office, report)
    days = window.first, window.last
    tallies = [counted_between(one, *days, wanted, seen_by=seen_by) for one in (office, *merged)]
    found = {}
    for code in wanted:
        known = [(one, of[code]) for one, of in zip((office, *merged), tallies, strict=True) if code in of]
        if not known:
            continue
        is_cut = code in _CUTS and (merged or reporting)
        found[code] = _with_bases(code, known, window, seen_by) if is_cut else _together(known)
    return found


def _merged(office: Unit, report: Report) -> tuple[Sequence[Unit], Sequence[Unit]]:
    """The offices that went over into this one alone: those that do not report in the period, and those that
    do. One query where there are none, as mostly."""
    numbers = numbers_followed({office.pk})
    if not numbers:
        return (), ()
    gone = list(Unit.objects.filter(pk__in=numbers, kind=office.kind).order_by("pk"))
    followed = living_successors(gone, report.period.last)
    whole = [one for one in gone if [after.pk for after in followed[one.pk]] == [office.pk]]
    here = set(report.period.reports.filter(unit__in=whole).values_list("unit", flat=True))
    return [one for one in whole if one.pk not in here], [one for one in whole if one.pk in here]
