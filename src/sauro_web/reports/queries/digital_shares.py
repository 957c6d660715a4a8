"""Shares of an office, or of a unit inside one, that registers count, beside the same days of the year before
and the target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from sauro.indicators.model import THE_SEVEN, Shape, Tally
from sauro_web.accounts.queries.reach import Reach
from sauro_web.documents.models import Document
from sauro_web.documents.queries.counted_as import CountedAs
from sauro_web.indicators.models import Comparing, SetTarget
from sauro_web.indicators.queries.targets import in_force
from sauro_web.indicators.queries.windows import counted_between
from sauro_web.meetings.models import Meeting
from sauro_web.reports.queries.counted_where import whole_months_asked
from sauro_web.reports.queries.scopes import Scope
from sauro_web.reports.queries.unit_shares import (
    conferences_online,
    counted_of_unit,
    papers_digitised,
    papers_exchanged,
)

__all__ = ["SHARES", "Rated", "meetings_of_share", "papers_of_share", "shares_of"]

SHARES = "ty-le"
"""Begins the key of each share."""

_SHARES = tuple(one for one in THE_SEVEN if one.shape is Shape.SHARE)
_ONLINE = "online_meetings_share"
_OF_DOCUMENTS = {
    "digitised_documents_share": CountedAs.DIGITISED, "electronic_exchange_share": CountedAs.EXCHANGED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rated:
    """One share; None where nothing of it was recorded."""

    key: str
    name: str
    now: Tally | None
    before: Tally | None
    target: str
    address: str


def shares_of(scope: Scope) -> Sequence[Rated]:
    """All that are counted, in their order, whoever asks: a report says the same to all."""
    now, before = _counted(scope), _counted(scope.year_earlier)
    targets = in_force(scope.office, scope.last)
    return [
        Rated(
            f"{SHARES}.{number}", one.name, now.get(one.code), _known(before.get(one.code)),
            _said(targets.get(one.code)), _address(scope, one.code, f"{SHARES}.{number}"),
        )
        for number, one in enumerate(_SHARES, 1)
    ]  # fmt: skip


def papers_of_share(scope: Scope, key: str) -> QuerySet[Document] | None:
    """The documents of a unit that a share of hers counts; None of a share that counts none."""
    found = {"digitised_documents_share": papers_digitised, "electronic_exchange_share": papers_exchanged}
    rows = found.get(_code(key))
    return rows(scope) if rows and not scope.whole else None


def meetings_of_share(scope: Scope, key: str) -> QuerySet[Meeting] | None:
    """The conferences that the share of those online counts, of an office too: in which ways they are held is
    a matter of its rule."""
    return conferences_online(scope) if _code(key) == _ONLINE else None


def _code(key: str) -> str:
    numbers = {f"{SHARES}.{number}": one.code for number, one in enumerate(_SHARES, 1)}
    return numbers.get(key, "")


def _counted(scope: Scope) -> Mapping[str, Tally]:
    if not scope.whole:
        return counted_of_unit(scope)
    everything = Reach(follows=(), reads=(scope.office,), own=())
    return counted_between(scope.office, *scope.days, [one.code for one in _SHARES], seen_by=everything)


def _known(tally: Tally | None) -> Tally | None:
    return tally if tally is not None and tally.against else None


def _said(target: SetTarget | None) -> str:
    if target is None or target.wanted is None:
        return ""
    share = f"{target.wanted.normalize():f}".replace(".", ",")
    return f"{Comparing(target.comparator).label} {share}\N{NO-BREAK SPACE}%"


def _address(scope: Scope, code: str, key: str) -> str:
    if code == _ONLINE or (not scope.whole and code in _OF_DOCUMENTS):
        return scope.records(key)
    first, last = scope.days
    days = {"tu": f"{first:%d/%m/%Y}", "den": f"{last:%d/%m/%Y}"}
    if code in _OF_DOCUMENTS:
        return _of("documents:outgoing", scope, tinh=_OF_DOCUMENTS[code].value, **days)
    if code == "digital_procedures_share":
        return _of("procedures:overview", scope, **whole_months_asked(first, last))
    return _of("outreach:overview", scope, nam=str(last.year))


def _of(name: str, scope: Scope, **asked: str) -> str:
    return f"{reverse(name)}?{urlencode({'co-quan': scope.office.pk, **asked})}"
