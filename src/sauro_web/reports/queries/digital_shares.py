"""Shares of an office that its registers count, beside the same days of the year before and the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from sauro.indicators.model import THE_SEVEN, Shape, Tally
from sauro_web.accounts.queries.reach import Reach
from sauro_web.documents.queries.counted_as import CountedAs
from sauro_web.indicators.models import Comparing, SetTarget
from sauro_web.indicators.queries.targets import in_force
from sauro_web.indicators.queries.windows import counted_between
from sauro_web.reports.queries.counted_where import whole_months_asked
from sauro_web.reports.queries.scopes import Scope

__all__ = ["Rated", "shares_of"]

_SHARES = tuple(one for one in THE_SEVEN if one.shape is Shape.SHARE)
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
    """All that are counted of an office, in their order, whoever asks: a report says the same to all."""
    everything = Reach(follows=(), reads=(scope.office,), own=())
    codes = [one.code for one in _SHARES]
    now = counted_between(scope.office, *scope.days, codes, seen_by=everything)
    before = counted_between(scope.office, *scope.year_earlier.days, codes, seen_by=everything)
    targets = in_force(scope.office, scope.last)
    return [
        Rated(
            f"ty-le.{number}", one.name, now.get(one.code), _known(before.get(one.code)),
            _said(targets.get(one.code)), _address(scope, one.code),
        )
        for number, one in enumerate(_SHARES, 1)
    ]  # fmt: skip


def _known(tally: Tally | None) -> Tally | None:
    return tally if tally is not None and tally.against else None


def _said(target: SetTarget | None) -> str:
    if target is None or target.wanted is None:
        return ""
    return f"{Comparing(target.comparator).label} {target.wanted.normalize():f} %".replace(".", ",")


def _address(scope: Scope, code: str) -> str:
    first, last = scope.days
    days = {"tu": f"{first:%d/%m/%Y}", "den": f"{last:%d/%m/%Y}"}
    if code in _OF_DOCUMENTS:
        return _of("documents:outgoing", scope, tinh=_OF_DOCUMENTS[code].value, **days)
    if code == "online_meetings_share":
        return scope.records("hop.hoi-nghi.truc-tuyen")
    if code == "digital_procedures_share":
        return _of("procedures:overview", scope, **whole_months_asked(first, last))
    return _of("outreach:overview", scope, nam=str(last.year))


def _of(name: str, scope: Scope, **asked: str) -> str:
    return f"{reverse(name)}?{urlencode({'co-quan': scope.office.pk, **asked})}"
