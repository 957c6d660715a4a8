"""What the database itself refuses, whatever the code does; and that it goes on doing so after migrations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from tests.web.meetings.conftest import House, at

from sauro_web.common import guards
from sauro_web.meetings.models import Hold, Meeting
from sauro_web.meetings.moments import stored

pytestmark = pytest.mark.django_db
GUARDS = {"meetings_hold_room_id_no_overlap", "meetings_hold_person_id_no_overlap"}


def _refused(write: object) -> bool:
    try:
        with transaction.atomic():
            write()  # type: ignore[operator]
    except IntegrityError:
        return True
    return False


def _hold(house: House, meeting: Meeting, start: float, end: float, **party: object) -> Hold:
    when = at(10, start, end)
    about: dict[str, object] = {"room": house.hall, "live": True} | party
    return Hold(meeting=meeting, starts=stored(when.start), ends=stored(when.end), **about)


@pytest.fixture
def meeting(house: House) -> Meeting:
    return house.call(at(9, 8, 9))


@pytest.mark.parametrize(
    ("start", "end", "refused"),
    [
        (8, 9, True),
        (8.5, 9.5, True),
        (7, 8.5, True),
        (8.25, 8.75, True),
        (7, 10, True),
        (9, 10, False),
        (7, 8, False),
    ],
)
def test_two_live_holds_of_a_room_never_overlap(
    house: House, meeting: Meeting, start: float, end: float, refused: bool
) -> None:
    _hold(house, meeting, 8, 9).save()
    assert _refused(_hold(house, meeting, start, end).save) is refused


def test_nor_does_a_move_or_a_revival_make_them(house: House, meeting: Meeting) -> None:
    _hold(house, meeting, 8, 9).save()
    beside = _hold(house, meeting, 9, 10)
    beside.save()
    beside.starts -= timedelta(minutes=15)
    assert _refused(beside.save)
    asleep = _hold(house, meeting, 8, 9, live=False)
    asleep.save()
    asleep.live = True
    assert _refused(asleep.save)
    every = Hold.objects.filter(meeting=meeting, room=house.hall, live=True)
    assert _refused(lambda: every.update(starts=stored(at(10, 8, 9).start), ends=stored(at(10, 8, 9).end)))


def test_a_hold_may_be_changed_where_it_is(house: House, meeting: Meeting) -> None:
    held = _hold(house, meeting, 8, 9)
    held.save()
    held.ends += timedelta(minutes=30)
    assert not _refused(held.save)


def test_who_need_not_come_and_what_only_waits_hold_nothing(house: House, meeting: Meeting) -> None:
    person = {"room": None, "person": house.head}
    _hold(house, meeting, 8, 9, **person).save()
    assert _refused(_hold(house, meeting, 8, 9, **person).save)
    assert not _refused(_hold(house, meeting, 8, 9, required=False, **person).save)
    assert not _refused(_hold(house, meeting, 8, 9, live=False, **person).save)
    assert not _refused(_hold(house, meeting, 8, 9, room=None, person=house.officer).save)


def test_of_many_rows_of_which_one_clashes_none_is_written(house: House, meeting: Meeting) -> None:
    _hold(house, meeting, 8, 9).save()
    rows = [_hold(house, meeting, 14, 15, room=house.small), _hold(house, meeting, 8.5, 10)]
    assert _refused(lambda: Hold.objects.bulk_create(rows))
    assert not Hold.objects.filter(room=house.small).exists()


def _missing() -> set[str]:
    return {guard.name for guard in guards.missing(connection)}


def test_the_start_is_refused_without_them() -> None:
    guards.remove(connection, [one for one in guards.all_guards() if one.name in GUARDS])
    found = guards.guards_are_in_place(None, ["default"])
    assert [error.id for error in found] == ["sauro.E001"] * 2
    guards.install(connection)
    assert guards.guards_are_in_place(None, ["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_they_survive_migrations_that_rebuild_the_table(house: House) -> None:
    old = Hold._meta.get_field("required")
    new = models.BooleanField(null=True)
    new.set_attributes_from_name("required")
    new.model = Hold
    with connection.schema_editor() as editor:
        editor.alter_field(Hold, old, new)
    assert _missing() == (GUARDS if connection.vendor == "sqlite" else set())
    call_command("migrate", verbosity=0)
    assert _missing() == set()
    with connection.schema_editor() as editor:
        editor.alter_field(Hold, new, old)
    call_command("migrate", verbosity=0)
    assert _missing() == set()
    meeting = house.call(at(9, 8, 9))
    _hold(house, meeting, 8, 9).save()
    assert _refused(_hold(house, meeting, 8.5, 9.5).save)
