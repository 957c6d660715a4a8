"""Many clerks draw from one series at once: a short run of `benchmarks/bench_numbering.py`, eight
processes with connections of their own, on the database of the tests' vendor."""

from __future__ import annotations

from tests.web.trials import run_trial


def test_no_gap_no_number_twice_and_the_allowance_is_kept() -> None:
    assert "0 faults" in run_trial("benchmarks/bench_numbering.py", "--writers", "8", "--each", "5")
