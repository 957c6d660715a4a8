"""The registers of the year before, as the books of another system had them: entered with the numbers they
have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sauro.doctypes.kinds import ADMINISTRATIVE_KINDS
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.documents.models import Channel, Direction
from sauro_web.documents.operations.entering import Older, enter_older

__all__ = ["enter_last_year"]

_LETTER = "Công văn"
_REASON = "Theo sổ của phần mềm cũ"


def enter_last_year(
    office: Unit,
    said: Mapping[str, Any],
    about: Mapping[str, Any],
    rng: Random,
    *,
    by: User,
    year: int,
    now: datetime,
) -> None:
    """What left the office and what arrived in that year, inside the caller's transaction."""
    older = [*_left(said, about, rng, year), *_arrived(said, about, year)]
    written = enter_older(office, older, by=by, now=now, reason=_REASON)
    record("documents.enter", office, by=by, changes={"written": (0, len(written))}, reason=_REASON)


def _left(said: Mapping[str, Any], about: Mapping[str, Any], rng: Random, year: int) -> Iterator[Older]:
    """As many as the year is said to have had, and invitations besides."""
    symbols = {kind.name: kind.abbreviation for kind in ADMINISTRATIVE_KINDS}
    kinds = about["outgoing"]
    rows = [kinds[place % len(kinds)] for place in range(said["base"])]
    rows += [("Giấy mời", subject) for subject in about["invitations"] * 4]
    rng.shuffle(rows)
    for place, (kind, subject) in enumerate(rows):
        day = _day(year, place, len(rows))
        symbol = f"UBND-{said['symbol_part']}" if kind == _LETTER else f"{symbols[kind]}-UBND"
        yield Older(
            Direction.OUTGOING, place + 1, "", f"{place + 1:02}/{symbol}", day, subject, kind=kind,
            signer=said["signed"], channel=Channel.ELECTRONIC, sent_on=day,
            recipients=f"Như trên; {said['villages']}",
        )  # fmt: skip


def _arrived(said: Mapping[str, Any], about: Mapping[str, Any], year: int) -> Iterator[Older]:
    count = said["incoming"]
    for place in range(count):
        issuer, symbol, kind, subject = about["incoming"][place % len(about["incoming"])]
        day = _day(year, place, count)
        written = max(day - timedelta(days=2), date(year, 1, 1))
        yield Older(
            Direction.INCOMING, place + 1, "", f"{90 + place * 5}/{symbol}", written, subject, kind=kind,
            issuer=issuer, arrived_on=day,
        )  # fmt: skip


def _day(year: int, place: int, count: int) -> date:
    """Spread over the year, none of them on the first days of January."""
    return date(year, 1, 6) + timedelta(days=place * 350 // count)
