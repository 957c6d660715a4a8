"""The table of the cache is there after every migrate."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db(transaction=True)
def test_migrate_makes_the_table() -> None:
    with connection.schema_editor() as editor:
        editor.execute("DROP TABLE common_cache")
    call_command("migrate", verbosity=0)
    assert cache.add("a", 1)
    assert not cache.add("a", 1)
