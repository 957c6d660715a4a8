"""What all tests of the site need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from tests.web.organisation import administrator, organised, outsider

from sauro_web.common import guards

__all__ = ["administrator", "organised", "outsider"]


@pytest.fixture(autouse=True)
def _guards_lifted_before_the_database_is_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that commits is followed by a flush, which append-only tables refuse; the flush ends in
    `post_migrate`, which puts the guards back."""
    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        guards.remove(connection)
