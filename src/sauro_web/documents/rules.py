"""Who may do what with the registers of an office. A register belongs to a house
(`accounts.rules.own_house`); that of a province is kept, and read, where it sits: at the top and in the
units that keep its series, not in every department."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.queries.merged import became
from sauro_web.accounts.queries.standings import Standing, standings
from sauro_web.accounts.rules import offices_above
from sauro_web.common.between_pages import kept
from sauro_web.documents.models import Cooperation, Document, DocumentState, Series

__all__ = [
    "decider",
    "helps_in",
    "keeper",
    "keeper_of",
    "keeps_series",
    "may_answer",
    "may_ask",
    "may_be_given",
    "may_decide",
    "may_keep",
    "may_read",
    "may_read_document",
    "may_receive",
    "may_see_classified",
    "may_see_sums",
    "may_settle",
    "offices_of",
    "takes_files",
]

_WITH_REGISTERS = (UnitKind.PROVINCE, UnitKind.DEPARTMENT, UnitKind.COMMUNE)
_ASKING = (Role.OFFICER, Role.HEAD, Role.COORDINATOR, Role.CLERK, Role.LEADER)


def _keepers(office: Unit) -> list[str]:
    """Paths of the units that keep the series of a province, besides itself."""

    def read() -> list[str]:
        named = Series.objects.filter(office=office, kept_by__isnull=False)
        return list(named.order_by().values_list("kept_by__path", flat=True).distinct())

    return kept(("keepers of series", office.pk), read)


def _sits_in(one: Standing, office: Unit, keepers: Collection[str]) -> bool:
    unit = one.unit
    if office.kind == UnitKind.PROVINCE:
        return unit.pk == office.pk or any(unit.path.startswith(path) for path in keepers)
    if office.kind == UnitKind.COMMUNE:
        return office.pk in (unit.pk, unit.commune_id)
    return unit.commune_id is None and unit.path.startswith(office.path)


def _holding(user: User, roles: Collection[Role] | None, office: Unit, on: date) -> Standing | None:
    """The first position of the person that is one of these in the office."""
    held = [one for one in standings(user, on) if roles is None or one.role in roles]
    keepers = _keepers(office) if held and office.kind == UnitKind.PROVINCE else ()
    return next((one for one in held if _sits_in(one, office, keepers)), None)


def _holds(user: User, roles: Collection[Role] | None, office: Unit, on: date) -> bool:
    return _holding(user, roles, office, on) is not None


def may_read(user: User, office: Unit, *, on: date) -> bool:
    """See the registers of the office: whoever works in it. The office above sees counts, never the rows."""
    return _holds(user, None, office, on)


def may_read_document(user: User, document: Document, *, on: date) -> bool:
    """See a document: whoever may see its register, and whoever works in the unit that has it to answer, or
    in one that helps; of an office that became one with another, whoever may see the register of that one."""
    if may_read(user, document.office, on=on):
        return True
    if not document.office.exists_on(on):
        heir = became(document.office, on)
        if heir is not None and may_read(user, heir, on=on):
            return True
    if document.lead is None:
        return False
    held = standings(user, on)
    if any(one.covers(document.lead) for one in held):
        return True
    helping = [row.unit for row in document.cooperations.select_related("unit")]
    return any(one.covers(unit) for unit in helping for one in held)


def may_be_given(office: Unit, unit: Unit) -> bool:
    """Whether what arrived at the office may be given to the unit, to lead or to help: one of the office's
    own. A commune has its bodies and villages, a department its divisions, a province its departments; to a
    commune, an office of its own, a province sends a document."""
    if office.kind == UnitKind.COMMUNE:
        return office.pk in (unit.pk, unit.commune_id)
    return unit.commune_id is None and unit.path.startswith(office.path)


def helps_in(user: User, cooperations: Iterable[Cooperation], *, on: date) -> list[Cooperation]:
    """Those of the units in which the person works."""
    own = {one.unit.pk for one in standings(user, on)}
    return [one for one in cooperations if one.unit_id in own]


def keeper(user: User, office: Unit, *, on: date) -> Standing | None:
    """The position in which the person keeps the registers: draws numbers, registers what arrives, cancels,
    recalls. Its clerks do."""
    return _holding(user, (Role.CLERK,), office, on)


def may_keep(user: User, office: Unit, *, on: date) -> bool:
    """Whether there is one."""
    return keeper(user, office, on=on) is not None


def keeper_of(user: User, series: Series, *, on: date) -> Standing | None:
    """The position in which the person draws from this very series: clerks of the office, or of the unit
    that keeps it where one is named. One query."""
    held = [one for one in standings(user, on) if one.role is Role.CLERK]
    if series.kept_by is not None:
        path = series.kept_by.path
        return next((one for one in held if one.unit.path.startswith(path)), None)
    return next((one for one in held if _sits_in(one, series.office, ())), None)


def keeps_series(user: User, series: Series, *, on: date) -> bool:
    """Whether there is one."""
    return keeper_of(user, series, on=on) is not None


def takes_files(document: Document) -> bool:
    """Whether there is a document to have files: not behind a number that is only kept, or was cancelled;
    what was recalled stays as it is."""
    return document.state not in (DocumentState.RESERVED, DocumentState.CANCELLED, DocumentState.RECALLED)


def may_ask(user: User, office: Unit, *, on: date) -> bool:
    """Ask for a number: who drafts documents in the office."""
    return _holds(user, _ASKING, office, on)


def decider(user: User, office: Unit, *, on: date) -> Standing | None:
    """The position in which the person lets a document beyond the allowance have a number, and says who
    answers for one that arrived: leaders of the office itself. A department of a province is led by its
    head."""
    if office.kind == UnitKind.DEPARTMENT:
        held = standings(user, on)
        heads = (one for one in held if one.role is Role.HEAD and one.unit.pk == office.pk)
        if (head := next(heads, None)) is not None:
            return head
    return _holding(user, (Role.LEADER,), office, on)


def may_decide(user: User, office: Unit, *, on: date) -> bool:
    """Whether there is one."""
    return decider(user, office, on=on) is not None


def may_receive(user: User, office: Unit, *, on: date) -> bool:
    """See what other offices have sent it, before it is in its register: its clerks and leaders."""
    return _holds(user, (Role.CLERK, Role.LEADER), office, on)


def may_see_sums(user: User, province: Unit, *, on: date) -> bool:
    """See the sums of the communes of a province, never their documents: who leads or follows its work."""
    held = standings(user, on)
    return any(one.role in (Role.LEADER, Role.COORDINATOR) and one.is_in_house(province) for one in held)


def may_see_classified(user: User, office: Unit, *, on: date) -> bool:
    """See how many classified documents there were: clerks and leaders of the office."""
    return _holds(user, (Role.CLERK, Role.LEADER), office, on)


def may_answer(user: User, document: Document, *, on: date) -> bool:
    """Say that an incoming document is done: who works in the unit that answers for it, and the clerks."""
    if may_keep(user, document.office, on=on):
        return True
    lead = document.lead
    roles = (Role.HEAD, Role.OFFICER, Role.COORDINATOR)
    return lead is not None and any(one.covers(lead) and one.role in roles for one in standings(user, on))


def may_settle(user: User, office: Unit, *, on: date) -> bool:
    """Say how numbers run and what counts: leaders and administrators of the office."""
    return _holds(user, (Role.LEADER, Role.ADMINISTRATOR), office, on)


def offices_of(user: User, *, on: date) -> list[Unit]:
    """The offices whose registers the person works with, that of his first position before others: a commune,
    else a department and its province where it keeps a series there."""
    found: dict[int, Unit] = {}
    for one in standings(user, on):
        for office in _around(one.unit):
            if office.pk not in found and may_read(user, office, on=on):
                found[office.pk] = office
    return list(found.values())


def _around(unit: Unit) -> list[Unit]:
    if unit.commune is not None:
        return [unit.commune]
    return [one for one in (unit, *_ancestors(unit)) if one.kind in _WITH_REGISTERS]


def _ancestors(unit: Unit) -> list[Unit]:
    """From the nearest office upwards; the province comes with the unit itself."""
    if unit.province is None or unit.province_id == unit.pk:
        return []
    if unit.depth == unit.province.depth + 1:
        return [unit.province]
    between = Unit.objects.filter(
        path__in=[path for path in offices_above(unit)[:-1] if len(path) > len(unit.province.path)]
    ).select_related("province", "commune")
    return [*sorted(between, key=lambda one: -one.depth), unit.province]
