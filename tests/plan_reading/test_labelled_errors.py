"""What the checks call an error in 60 real, issued documents: each was looked at by a person, and at least
nine of ten are right."""

from __future__ import annotations

import csv

from tests.shared import needs_shared
from tools.label_findings import DRAWN, FIELDS, LIST, VERDICTS, drawn, look, share_right, verdicts

LEAST_RIGHT = 0.9


def test_the_list_says_of_each_whether_and_why() -> None:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(set(row) == set(FIELDS) for row in rows)
    assert all(row["verdict"] in VERDICTS and row["why"] for row in rows)
    assert len(verdicts()) == len(rows)


@needs_shared
def test_every_error_of_today_was_looked_at_and_nine_of_ten_are_right() -> None:
    documents = drawn()
    assert len(set(documents)) == DRAWN
    told = verdicts()
    errors = [error for path in documents for error in look(path).errors]
    assert [error for error in errors if error not in told] == []
    assert share_right(errors, told) >= LEAST_RIGHT
