"""The head and the signature of a letter of an office: who it is, where, and who signs for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sauro.reporting.reminders import Letterhead
from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
from sauro_web.accounts.queries.units import heads_of, home_of
from sauro_web.accounts.rules import in_force

__all__ = ["drafting_unit", "letterhead_for"]

_COMMITTEES = (UnitKind.PROVINCE, UnitKind.COMMUNE)
_KINDS_OF_AREA = ("tỉnh ", "thành phố ", "xã ", "phường ", "đặc khu ", "Tỉnh ", "Thành phố ")
_ACTING = {"acting": "Q. ", "in_charge": "Phụ trách "}


def letterhead_for(office: Unit, drafter: Unit | None, *, on: date) -> Letterhead:
    """Of a People's Committee or a department; `drafter` is the unit that writes the letter, named in its
    symbol and among those who keep it. Two queries at most."""
    is_committee = office.kind in _COMMITTEES
    head = heads_of([office], on).get(office.pk)
    own = office.symbol or ("UBND" if is_committee else "")
    drafted = drafter.symbol if drafter is not None and drafter.pk != office.pk else ""
    area = office if is_committee else (office.province or office)
    return Letterhead(
        issuer=office.name,
        parent_issuer="" if is_committee or office.province is None else f"UBND {office.province.area}",
        symbol="-".join(part for part in ("UBND" if is_committee else own, drafted) if part) or "CV",
        place=_place(area),
        authority=_authority(head, is_committee=is_committee),
        signer=head.user.full_name if head else "",
        filing=f"VT, {drafted}" if drafted else "VT",
    )


def drafting_unit(office: Unit, people: Iterable[User], *, on: date) -> Unit | None:
    """Which unit of the office writes a letter: that of the first of these people who works in one with a
    symbol of its own; else the only one that follows the work of the office. A leader has no such unit."""
    for person in people:
        home = home_of(person, on)
        if home is not None and home.symbol and home.pk != office.pk and home.path.startswith(office.path):
            return home
    following = Unit.objects.filter(
        path__startswith=office.path,
        commune=office.commune_id,
        pk__in=Membership.objects.filter(in_force(on), role=Role.COORDINATOR).values("unit"),
    ).exclude(pk=office.pk)
    units = list(following.exclude(symbol="")[:2])
    return units[0] if len(units) == 1 else None


def _place(office: Unit) -> str:
    """ "Mai Lĩnh" of "xã Mai Lĩnh"."""
    area = office.area or office.label
    return next((area.removeprefix(kind) for kind in _KINDS_OF_AREA if area.startswith(kind)), area)


def _authority(head: Membership | None, *, is_committee: bool) -> tuple[str, ...]:
    title = (head.title if head else "") or ("Chủ tịch" if is_committee else "Thủ trưởng")
    # "Chủ tịch Ủy ban nhân dân xã" signs as "Chủ tịch".
    title = title.split(" Ủy ban")[0].split(" UBND")[0]
    line = f"{_ACTING.get(head.acting, '') if head else ''}{title}"
    return ("TM. Ủy ban nhân dân", line) if is_committee else (line,)
