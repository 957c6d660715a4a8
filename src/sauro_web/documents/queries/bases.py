"""What offices are measured by: their own numbers of a year, else the sum over those that became one with
them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sauro.indicators.arithmetic import merged_base
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.merged import Merged, merged
from sauro_web.audit.models import Entry
from sauro_web.audit.queries import entries_of
from sauro_web.common.between_pages import kept
from sauro_web.documents.allowance import Base
from sauro_web.documents.models import Baseline

__all__ = ["SaidBase", "base_of", "bases_of", "versions_of_bases", "without_base"]

_VERSIONS = 20
"""That a page shows."""


def base_of(office: Unit, year: int, by: date) -> Base | None:
    """The number of a year that the next of an office is measured by, as the office stands on a day: as
    `bases_of`. Two queries where nobody was merged into the office."""
    return _of_one(office, year, by).of(office.pk)


def without_base(office: Unit, year: int, by: date) -> tuple[str, ...]:
    """The names of the units that are one with the office and of which no base is known, itself among them,
    so that there is none of the whole either; blank where there is one, and where nobody was merged into
    it."""
    return _of_one(office, year, by).lacking(office.pk)


def bases_of(offices: Collection[int], year: int, by: date) -> Mapping[int, Base]:
    """By the number of the office. One that was made of others has its own or else their sum, one
    that others joined its own with theirs, where each of these has one and all cover the same months; else it
    is left out. Two queries, two more for each link of the longest chain."""
    chain = _merged(offices, year, by)
    return {one: base for one in offices if (base := chain.of(one)) is not None}


@dataclass(frozen=True, slots=True)
class SaidBase:
    """One version of the number of a year, as the trail has it."""

    at: datetime
    by: str
    year: int
    before: int | None
    after: int
    source: str
    reason: str


def versions_of_bases(office: Unit) -> Sequence[SaidBase]:
    """The numbers that were said of the office, the last first, each with its day, who said it and why. One
    query."""
    rows = entries_of(office).filter(action="documents.set_baseline")[:_VERSIONS]
    return [_version(one) for one in rows]


def _version(entry: Entry) -> SaidBase:
    before, after = entry.changes["counts"]
    # Before there were reasons, the source stood in their place.
    source = entry.changes["source"][1] if "source" in entry.changes else entry.reason
    return SaidBase(
        entry.at, str(entry.actor or ""), entry.changes["year"][1],
        sum(before.values()) if before else None, sum(after.values()), source,
        entry.reason if "source" in entry.changes else "",
    )  # fmt: skip


def _of_one(office: Unit, year: int, by: date) -> Merged[Base]:
    return kept(("baseline", office.pk, year, by), lambda: _merged((office.pk,), year, by))


def _merged(offices: Collection[int], year: int, by: date) -> Merged[Base]:
    def written(some: Collection[int]) -> Mapping[int, Base]:
        rows: dict[int, list[Baseline]] = defaultdict(list)
        for row in Baseline.objects.filter(office__in=some, year=year):
            rows[row.office_id].append(row)
        return {office: _from(found) for office, found in rows.items()}

    return merged(offices, year, by, written, _joined, _begins)


def _begins(base: Base) -> date:
    return date(base.year, base.first_month, 1)


def _from(rows: Sequence[Baseline]) -> Base:
    """The row of the whole, else the sum of the kinds."""
    whole = [row for row in rows if not row.kind] or rows
    one = whole[0]
    return Base(one.year, sum(row.count for row in whole), one.source, one.first_month, one.last_month)


def _joined(names: Sequence[str], parts: Sequence[Base | None]) -> Base | None:
    known = [one for one in parts if one is not None]
    whole = merged_base((name, one.count if one else None) for name, one in zip(names, parts, strict=True))
    if whole.count is None or len({(one.first_month, one.last_month) for one in known}) > 1:
        return None
    first = known[0]
    source = f"cộng số gốc của {', '.join(names)}"
    return Base(first.year, whole.count, source, first.first_month, first.last_month)
