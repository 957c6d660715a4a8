"""What is asked of a whole commune: who works somewhere inside it reads it, and does not act for it."""

from __future__ import annotations

import pytest
from tests.web.organisation import TODAY, Organisation, signed_in
from tests.web.plans.conftest import NOW

from sauro_web.accounts.models import Role, User
from sauro_web.common.errors import NotAllowed
from sauro_web.tasks import rules
from sauro_web.tasks.life import Actor, StepKind
from sauro_web.tasks.models import Origin, Part, Task, UnitTask
from sauro_web.tasks.operations.extensions import ask_extension
from sauro_web.tasks.operations.living import take_step
from sauro_web.tasks.operations.taking_up import take_up


def asked_of(organised: Organisation, *, part: Part = Part.LEAD) -> UnitTask:
    task = Task.objects.create(
        office=organised.province, origin=Origin.DIRECT, position=1, text="Báo cáo", given_at=NOW
    )
    return UnitTask.objects.create(
        task=task,
        unit=organised.commune,
        part=part,
        answers_alone=part is Part.LEAD,
        due_on=TODAY,
        ends_on=TODAY,
    )


def helping(organised: Organisation, part: UnitTask) -> UnitTask:
    unit = organised.unit(organised.province, "Sở Nội vụ")
    return UnitTask.objects.create(task=part.task, unit=unit, part=Part.COOPERATING)


@pytest.mark.parametrize(
    ("inside", "role"),
    [
        ("Phòng Kinh tế", Role.OFFICER),
        ("Phòng Kinh tế", Role.HEAD),
        ("Thôn 1", Role.HEAD),
        ("", Role.ADMINISTRATOR),
        ("", Role.INSPECTOR),
    ],
)
def test_who_works_inside_reads_and_does_not_act(organised: Organisation, inside: str, role: Role) -> None:
    part = asked_of(organised)
    other = helping(organised, part)
    unit = organised.unit(organised.commune, inside) if inside else organised.commune
    person = organised.person("trong", (unit, role))
    assert rules.may_read_task(person, part.task, on=TODAY)
    assert rules.actors_on(person, part, on=TODAY) == frozenset()
    assert rules.actors_on(person, other, on=TODAY) == frozenset()
    assert not rules.may_give_step(person, part.task, on=TODAY)
    with pytest.raises(NotAllowed):
        take_up(part, by=person, now=NOW)
    with pytest.raises(NotAllowed):
        take_step(part, StepKind.RETURN, by=person, now=NOW, reason="nhầm")
    with pytest.raises(NotAllowed):
        ask_extension(part, until=TODAY.replace(year=2027), reason="bận", by=person, now=NOW)


def test_who_leads_or_follows_it_and_whom_it_names_act(organised: Organisation) -> None:
    part = asked_of(organised)
    office = organised.unit(organised.commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    named = organised.person("thuly", (office, Role.OFFICER))
    people: list[User] = [
        organised.person("chutich", (organised.commune, Role.LEADER)),
        organised.person("theodoi", (office, Role.COORDINATOR)),
        named,
    ]
    part.officer = named
    part.save()
    for person in people:
        assert rules.actors_on(person, part, on=TODAY) == {Actor.UNIT}
        assert rules.actors_on(person, helping(organised, part), on=TODAY) == {Actor.LEAD}
        part.task.parts.filter(part=Part.COOPERATING).delete()
        assert rules.may_give_step(person, part.task, on=TODAY)


def test_what_the_commune_is_told_is_not_read_by_a_village(organised: Organisation) -> None:
    part = asked_of(organised, part=Part.INFORMED)
    person = organised.person("thon", (organised.unit(organised.commune, "Thôn 1"), Role.HEAD))
    assert signed_in(person).get(f"/nhiem-vu/{part.task_id}/").status_code == 200
    part.refresh_from_db()
    assert part.state == "assigned"
