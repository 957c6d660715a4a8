"""What was made once and put back is what would have been made."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from tests.web import put_back
from tests.web.organisation import Organisation
from tests.web.plans.conftest import coordinator, uploaded
from tests.web.tasks.conftest import reviewed

from sauro_web.accounts.models import Role, User
from sauro_web.audit.queries import verify
from sauro_web.plans.models import ImportedPlan

__all__ = ["coordinator", "reviewed", "uploaded"]

pytestmark = pytest.mark.django_db
_seen: list[dict[str, Any]] = []


def everything() -> dict[str, Any]:
    """All rows but those of people, whose passwords nobody can have twice, and of the moments of writing."""
    found = {}
    for table, key in put_back._tables().items():
        columns, rows = put_back._rows(table, key)
        if table != "accounts_user" and rows:
            found[table] = sorted(rows), columns
    return found


@pytest.mark.parametrize("time", ["made", "put back"])
def test_the_same_rows_stand_there(reviewed: ImportedPlan, uploaded: ImportedPlan, time: str) -> None:
    _seen.append(everything())
    assert _seen[0] == _seen[-1]
    assert reviewed is uploaded
    assert reviewed.version == ImportedPlan.objects.get().version
    assert not reviewed.suggestions.filter(twin_of=None, state="open").exists()
    assert default_storage.exists(reviewed.file.name)
    assert verify().broken_at is None
    connection.check_constraints()


@pytest.mark.parametrize("time", ["made", "put back"])
def test_what_comes_after_has_keys_of_its_own(organised: Organisation, time: str) -> None:
    before = set(User.objects.values_list("pk", flat=True))
    person = organised.person("sau", (organised.commune, Role.OFFICER))
    assert person.pk not in before
    assert person.memberships.get().unit.name == organised.commune.name


def test_what_was_written_by_other_statements_is_told_apart(db: None) -> None:
    def make() -> int:
        return User.objects.count()

    assert put_back.made_once(make) == 0
    User.objects.create_user("mot", full_name="Người Một")
    assert put_back.made_once(make) == 1


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_has_it_made_for_itself() -> None:
    made = []

    def make() -> None:
        made.append(User.objects.create_user("mot", full_name="Người Một"))

    put_back.made_once(make)
    assert len(made) == User.objects.count() == 1
