"""What many offices are measured by at once: their own numbers of a year, else the sum over those that became
one with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sauro.indicators.arithmetic import merged_base
from sauro_web.accounts.models import Succession, SuccessionKind
from sauro_web.documents.allowance import Base
from sauro_web.documents.models import Baseline
from sauro_web.documents.queries.counting import base_from

__all__ = ["bases_of"]

_BECAME_ONE = (SuccessionKind.MERGED, SuccessionKind.RENAMED)
_LONGEST_CHAIN = 8


def bases_of(offices: Collection[int], year: int) -> Mapping[int, Base]:
    """By the number of the office. One that has none of its own has the sum over the units that were merged
    into it, where each of these has one and all cover the same months; else it is left out. One query where
    all have their own, two more for each link of the longest chain."""
    chain = _followed(set(offices), year)
    own, before, names = chain
    return {one: base for one in offices if (base := _base(one, own, before, names, set())) is not None}


def _followed(offices: set[int], year: int) -> tuple[dict[int, Base], dict[int, list[int]], dict[int, str]]:
    """The bases that are written down, whom each office without one follows, and what these are called."""
    own: dict[int, Base] = {}
    before: dict[int, list[int]] = defaultdict(list)
    names: dict[int, str] = {}
    asked, known = offices, set(offices)
    for _ in range(_LONGEST_CHAIN):
        own |= _written(asked, year)
        without = asked - own.keys()
        if not without:
            break
        rows = Succession.objects.filter(successor__in=without, kind__in=_BECAME_ONE)
        for row in rows.select_related("predecessor").order_by("pk"):
            before[row.successor_id].append(row.predecessor_id)
            names[row.predecessor_id] = row.predecessor.label
        asked = {one for some in before.values() for one in some} - known
        known |= asked
        if not asked:
            break
    return own, before, names


def _written(offices: set[int], year: int) -> dict[int, Base]:
    rows: dict[int, list[Baseline]] = defaultdict(list)
    for row in Baseline.objects.filter(office__in=offices, year=year):
        rows[row.office_id].append(row)
    found = {office: base_from(some) for office, some in rows.items()}
    return {office: base for office, base in found.items() if base is not None}


def _base(
    office: int,
    own: Mapping[int, Base],
    before: Mapping[int, Sequence[int]],
    names: Mapping[int, str],
    seen: set[int],
) -> Base | None:
    if office in own or office in seen:
        return own.get(office)
    parts = [_base(one, own, before, names, seen | {office}) for one in before.get(office, ())]
    known = [one for one in parts if one is not None]
    called = [names[one] for one in before.get(office, ())]
    whole = merged_base((name, one.count if one else None) for name, one in zip(called, parts, strict=True))
    if whole.count is None or len({(one.first_month, one.last_month) for one in known}) > 1:
        return None
    first = known[0]
    source = f"cộng số gốc của {', '.join(called)}"
    return Base(first.year, whole.count, source, first.first_month, first.last_month)
