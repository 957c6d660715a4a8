"""What offices are measured by: their own numbers of a year, else the sum over those that became one with
them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sauro.indicators.arithmetic import merged_base
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.merged import Merged, merged
from sauro_web.common.between_pages import kept
from sauro_web.documents.allowance import Base
from sauro_web.documents.models import Baseline

__all__ = ["base_of", "bases_of", "without_base"]


def base_of(office: Unit, year: int) -> Base | None:
    """The number of a year that the next of an office is measured by: as `bases_of`. One query where it is
    written down, two where nobody was merged into the office."""
    return _of_one(office, year).of(office.pk)


def without_base(office: Unit, year: int) -> tuple[str, ...]:
    """The names of the units that became the office and of which no base is known, so that there is none of
    it either; blank where it has one, and where nobody was merged into it."""
    return _of_one(office, year).lacking(office.pk)


def bases_of(offices: Collection[int], year: int) -> Mapping[int, Base]:
    """By the number of the office. One that has none of its own has the sum over the units that were merged
    into it, where each of these has one and all cover the same months; else it is left out. One query where
    all have their own, two more for each link of the longest chain."""
    chain = _merged(offices, year)
    return {one: base for one in offices if (base := chain.of(one)) is not None}


def _of_one(office: Unit, year: int) -> Merged[Base]:
    return kept(("baseline", office.pk, year), lambda: _merged((office.pk,), year))


def _merged(offices: Collection[int], year: int) -> Merged[Base]:
    def written(some: Collection[int]) -> Mapping[int, Base]:
        rows: dict[int, list[Baseline]] = defaultdict(list)
        for row in Baseline.objects.filter(office__in=some, year=year):
            rows[row.office_id].append(row)
        return {office: _from(found) for office, found in rows.items()}

    return merged(offices, written, _joined)


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
