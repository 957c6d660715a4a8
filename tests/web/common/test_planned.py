"""Statements that PostgreSQL plans once: the same answers, and one plan for whatever is asked."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sauro_web.accounts.models import User
from sauro_web.common.planned import planned_cursor, with_texts

pytestmark = pytest.mark.django_db
_ASKED = "SELECT %s + 1, %s, id FROM accounts_user WHERE full_name = %s"


def _asked(number: int, word: str, name: str) -> list[tuple[int, str, int]]:
    with planned_cursor(connection) as cursor:
        cursor.execute(_ASKED, [number, word, name])
        return list(cursor.fetchall())


def _planned() -> int | None:
    """Plans that the server holds of the question; None where there is no such thing."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["SELECT $1 +%"]
        )
        return int(cursor.fetchone()[0])


def test_whatever_is_asked_has_one_plan() -> None:
    person = User.objects.create_user("mot", full_name="Lò \"Một\" – 100 % 'số'")
    for number in range(8):
        assert _asked(number, f"từ {number}", person.full_name) == [(number + 1, f"từ {number}", person.pk)]
        assert _asked(number, "", "không có") == []
    assert _planned() in (1, None)


def test_what_is_taken_back_leaves_it_usable() -> None:
    person = User.objects.create_user("hai", full_name="Lò Hai")
    with transaction.atomic():
        assert _asked(1, "x", person.full_name) == [(2, "x", person.pk)]
        transaction.set_rollback(True)
    assert _asked(1, "x", person.full_name) == [(2, "x", person.pk)]


def test_texts_become_part_of_the_words_and_nothing_else_does() -> None:
    asked = "SELECT %s, '5 %%s', %s, %s"
    said = ['it\'s 100 % \\ "so" %s ?', 7, "nhãn"]
    words, left = with_texts(asked, said, connection)
    assert left == ((7,) if connection.vendor == "postgresql" else tuple(said))
    with planned_cursor(connection) as cursor:
        cursor.execute(words, left)
        assert cursor.fetchone() == (said[0], "5 %s", 7, "nhãn")


def test_a_logged_statement_shows_its_parameters() -> None:
    with CaptureQueriesContext(connection) as log:
        _asked(1, "từ", "Lò Ba")
    (said,) = log.captured_queries
    assert "Lò Ba" in said["sql"]
