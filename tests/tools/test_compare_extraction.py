import json

from tools.compare_extraction import Change, diff_plans, diff_snapshots


def task(path, text, **fields):
    return {
        "path": path,
        "source": "body",
        "text": text,
        "lead": [],
        "cooperating": [],
        "due": None,
        **fields,
    }


def test_the_same_reading_has_no_changes_even_with_other_spans():
    old = {"tasks": [task("II.1", "Rải đá.", span=[0, 5])]}
    new = {"tasks": [task("II.1", "Rải đá.", span=[9, 14])]}
    assert diff_plans(old, new) == []


def test_a_task_that_came_one_that_went_and_a_lead_that_changed():
    old = {"tasks": [task("II.1", "Rải đá."), task("II.2", "Dựng biển.", lead=["Tổ Đường"])]}
    new = {"tasks": [task("II.2", "Dựng biển.", lead=["Tổ Đất"]), task("II.3", "San nền.")]}
    assert diff_plans(old, new) == [
        Change("lead", "~", "II.2 ['Tổ Đường'] → [\"Tổ Đất\"]"),
        Change("task", "+", "II.3 San nền."),
        Change("task", "-", "II.1 Rải đá."),
    ]


def test_a_task_that_only_moved_is_the_same_task():
    old, new = {"tasks": [task("II.1", "Rải đá.")]}, {"tasks": [task("II.1.1", "Rải đá.")]}
    assert diff_plans(old, new) == [Change("path", "~", "II.1.1 II.1 → II.1.1")]


def test_targets_citations_and_head():
    old = {
        "document": {"number": "7/KH-UBND"},
        "targets": [],
        "citations": [{"number": "1/QĐ", "date": None}],
    }
    new = {
        "document": {"number": "8/KH-UBND"},
        "targets": [{"indicator": "x", "comparator": "=", "value": 5, "quote": "5%"}],
        "citations": [{"number": "1/QĐ", "date": "2026-01-01"}],
    }
    assert {(change.what, change.how) for change in diff_plans(old, new)} == {
        ("document.number", "~"),
        ("targets", "+"),
        ("citations", "~"),
    }


def test_a_file_that_can_no_longer_be_read():
    assert diff_plans({}, {"crash": "KeyError: 'x'"}) == [Change("crash", "~", "null → KeyError: 'x'")]


def test_totals_over_two_snapshots(tmp_path, capsys):
    for name, tasks in (("old", []), ("new", [task("II.1", "Rải đá.")])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt.json").write_text(json.dumps({"tasks": tasks}), encoding="utf-8")
    totals = diff_snapshots(tmp_path / "old", tmp_path / "new")
    assert totals == {"files changed": 1, "+ task": 1}
    assert "+ task: II.1 Rải đá." in capsys.readouterr().out
