"""Many files at once: order, failures, and processes that die."""

import os
import signal
import sys
from functools import partial
from pathlib import Path

import pytest

from sauro.cli.batch import Failure, Outcome, process_count, read_all, read_one
from sauro.cli.crew import in_order
from sauro.folio.model import Folio
from sauro.plan.model import Plan


def ignore(done: int) -> None:
    return


def name_of(place: Path, folio: Folio, plan: Plan) -> str:
    return place.name + str(len(plan.tasks))


def broken(place: Path, folio: Folio, plan: Plan) -> str:
    raise KeyError("lời trong văn bản")


def deadly(place: Path) -> Outcome[str]:
    """Ends its process where the file's name says so, as a lack of memory would."""
    if "chet" in place.name:
        os._exit(9)
    return Outcome(place, place.name)


def deadly_while_sending(place: Path) -> Outcome[bytes]:
    """Is killed while a result too large for any pipe is on its way."""
    if "chet" in place.name:
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        return Outcome(place, bytes(64_000_000))
    return Outcome(place, b"")


def interrupted(place: Path) -> Outcome[str]:
    os.kill(os.getpid(), signal.SIGINT)
    return Outcome(place, place.name)


def files(folder: Path, count: int) -> list[Path]:
    places = [folder / f"{number}.txt" for number in range(count)]
    for place in places:
        place.write_text("KẾ HOẠCH\nI. NHIỆM VỤ\n1. Phòng Kinh tế: Rà soát hồ sơ.\n", encoding="utf-8")
    return places


@pytest.mark.parametrize("processes", [1, 2])
def test_outcomes_come_in_order_and_failures_stop_nothing(tmp_path, processes):
    places = files(tmp_path, 6)
    places[2].write_bytes(b"")
    places[4].unlink()
    counts: list[int] = []
    outcomes = list(read_all(places, name_of, processes=processes, advance=counts.append))
    assert [outcome.place for outcome in outcomes] == places
    assert [outcome.result for outcome in outcomes] == ["0.txt1", "1.txt1", None, "3.txt1", None, "5.txt1"]
    assert counts[0] == 0
    assert counts[-1] == 6
    assert counts == sorted(counts)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_fault_of_the_program_is_the_failure_of_its_file(tmp_path, processes):
    outcomes = list(read_all(files(tmp_path, 2), broken, processes=processes, advance=ignore))
    for outcome in outcomes:
        assert outcome.failure is not None
        assert outcome.failure.message.startswith("lỗi nội bộ")
        assert "lời trong văn bản" not in outcome.failure.message


def test_a_fault_of_the_program_is_raised_for_a_single_file(tmp_path):
    with pytest.raises(KeyError):
        read_one(files(tmp_path, 1)[0], broken)


def test_a_process_that_dies_costs_only_its_own_file(tmp_path):
    names = ["a", "b", "chet-1", "c", "d", "chet-2", "e"]
    places = [tmp_path / name for name in names]
    outcomes = list(in_order(places, deadly, processes=2, advance=ignore))
    assert [outcome.place.name for outcome in outcomes] == names
    lost = [outcome.place.name for outcome in outcomes if outcome.failure]
    assert lost == ["chet-1", "chet-2"]
    failure = outcomes[2].failure
    assert isinstance(failure, Failure)
    assert "bộ nhớ" in failure.message


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no alarms")
def test_a_process_that_dies_while_sending_stops_nothing(tmp_path):
    places = [tmp_path / name for name in ("a", "chet", "b", "c", "d")]
    outcomes = list(in_order(places, deadly_while_sending, processes=2, advance=ignore))
    assert [outcome.place for outcome in outcomes] == places
    assert [outcome.place.name for outcome in outcomes if outcome.failure] == ["chet"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_processes_ignore_ctrl_c_where_the_program_does(tmp_path):
    places = [tmp_path / name for name in "abc"]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        outcomes = list(in_order(places, interrupted, processes=2, advance=ignore))
    finally:
        signal.signal(signal.SIGINT, before)
    assert [outcome.result for outcome in outcomes] == ["a", "b", "c"]


def test_processes_are_made_only_where_there_is_work_for_them(tmp_path):
    small = files(tmp_path, 3)
    assert process_count(small) == 1
    assert process_count(small[:1], 8) == 1
    assert process_count(small, 8) == 3
    scan = tmp_path / "a.png"
    scan.write_bytes(bytes(2_000_000))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert process_count([scan, scan, *small]) == min(cores or 1, 5)


def test_leaving_early_leaves_no_process_behind(tmp_path):
    outcomes = read_all(files(tmp_path, 6), partial(name_of), processes=2, advance=ignore)
    assert next(outcomes).result == "0.txt1"
    outcomes.close()
