"""Who may do what with drafts. A draft is read by those who write it, are asked about it, appraise or approve
it, and by the leaders and records clerks of the office; for everybody else it is not there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.accounts.queries.standings import Standing, standings
from sauro_web.documents import rules as register_rules
from sauro_web.drafts.models import Aspect, Draft, DraftState, GateRule, Opinion

__all__ = [
    "UNDER_WAY",
    "answers_for",
    "appraiser",
    "approver",
    "decides_waivers",
    "drafting_in",
    "may_read",
    "may_settle",
    "numbers",
    "oversees",
    "readable",
    "writer",
]

_WRITING = (Role.OFFICER, Role.HEAD, Role.COORDINATOR, Role.CLERK)
_OVERSEEING = (Role.LEADER, Role.CLERK, Role.COORDINATOR)
UNDER_WAY = (DraftState.WRITTEN, DraftState.OPINIONS, DraftState.RETURNED)
"""States in which the file may still change."""


def _held(user: User, roles: Collection[Role], on: date) -> list[Standing]:
    return [one for one in standings(user, on) if one.role in roles]


def drafting_in(user: User, office: Unit, *, on: date) -> list[Unit]:
    """The units of the office for which the person writes drafts: those in which he works."""
    held = (one.unit for one in _held(user, _WRITING, on) if one.is_in_house(office))
    return list({unit.pk: unit for unit in held}.values())


def writer(user: User, draft: Draft, *, on: date) -> Standing | None:
    """The position in which the person changes the draft and moves it on: who works in the unit that writes
    it, its author among them."""
    return next((one for one in _held(user, _WRITING, on) if one.unit.pk == draft.unit_id), None)


def oversees(user: User, office: Unit, *, on: date) -> bool:
    """Whether the person sees all drafts of the office: its leaders, its records clerks and whoever follows
    its work."""
    return any(one.is_in_house(office) for one in _held(user, _OVERSEEING, on))


def appraiser(user: User, draft: Draft, gate: GateRule | None, *, on: date) -> Standing | None:
    """The position in which the person appraises the draft: in the unit that the office has named, else as
    one who follows its work; never who wrote a version of it."""
    if draft.author_id == user.pk or draft.versions.filter(by=user).exists():
        return None
    return _appraising(user, draft.office, gate, on)


def _appraising(user: User, office: Unit, gate: GateRule | None, on: date) -> Standing | None:
    if gate is not None and gate.appraiser_id is not None:
        held = _held(user, (Role.OFFICER, Role.HEAD, Role.COORDINATOR), on)
        return next((one for one in held if one.unit.pk == gate.appraiser_id), None)
    return next((one for one in _held(user, (Role.COORDINATOR,), on) if one.is_in_house(office)), None)


def approver(user: User, draft: Draft, aspect: Aspect, gate: GateRule | None, *, on: date) -> Standing | None:
    """The position in which the person answers for the content (the head of the unit that writes it), or for
    the form (whom the office has named, else its records clerks; not the author himself)."""
    if aspect is Aspect.CONTENT:
        return next((one for one in _held(user, (Role.HEAD,), on) if one.unit.pk == draft.unit_id), None)
    if user.pk == draft.author_id:
        return None
    if gate is not None and gate.form_checker_id is not None:
        if gate.form_checker_id != user.pk:
            return None
        return next((one for one in standings(user, on) if one.is_in_house(draft.office)), None)
    return register_rules.keeper_of(user, draft.series, on=on)


def decides_waivers(user: User, draft: Draft, gate: GateRule | None, *, on: date) -> Standing | None:
    """The position in which the person lets a finding pass: leaders of the office and who appraises; never
    the author or who wrote a version."""
    if draft.author_id == user.pk or draft.versions.filter(by=user).exists():
        return None
    return register_rules.decider(user, draft.office, on=on) or _appraising(user, draft.office, gate, on)


def numbers(user: User, draft: Draft, *, on: date) -> Standing | None:
    """The position in which the person gives the draft its number: as for any document of its series."""
    return register_rules.keeper_of(user, draft.series, on=on)


def answers_for(user: User, opinion: Opinion, *, on: date) -> Standing | None:
    """The position in which the person gives the opinion of a unit: who works in it."""
    roles = (Role.HEAD, Role.OFFICER, Role.COORDINATOR, Role.CLERK, Role.LEADER)
    return next((one for one in _held(user, roles, on) if one.unit.pk == opinion.unit_id), None)


def readable(user: User, office: Unit, *, on: date) -> Q:
    """The condition on a draft of the office that the person may read it; the named appraiser and checker of
    the form see what has come to them."""
    if oversees(user, office, on=on):
        return Q(office=office)
    own = [one.unit.pk for one in standings(user, on) if one.role is not Role.INSPECTOR]
    seen = Q(author=user) | Q(unit__in=own) | Q(opinions__unit__in=own)
    gate = GateRule.objects.filter(office=office).order_by("-pk").first()
    if gate is not None and (gate.appraiser_id in own or gate.form_checker_id == user.pk):
        seen |= ~Q(state__in=UNDER_WAY) | Q(versions__appraisals__isnull=False)
    return Q(office=office) & seen


def may_read(user: User, draft: Draft, *, on: date) -> bool:
    """See the draft with its versions and all that was said of it."""
    return Draft.objects.filter(readable(user, draft.office, on=on), pk=draft.pk).exists()


def may_settle(user: User, office: Unit, *, on: date) -> bool:
    """Say which checks are run and who appraises: as for the registers."""
    return register_rules.may_settle(user, office, on=on)
