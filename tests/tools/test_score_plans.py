from pathlib import Path

import pytest
from tools.score_plans import Annotated, load_scorer, read_plan, score_form

SCORER = Path(__file__).resolve().parents[3] / "shared" / "plan-reading" / "score.py"
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "plans" / "van_xuoi.txt"


@pytest.mark.shared
@pytest.mark.skipif(not SCORER.is_file(), reason="../shared is absent")
def test_a_reading_scored_against_itself_is_perfect():
    gold = read_plan(SAMPLE)
    result = score_form(load_scorer(SCORER), [Annotated(SAMPLE, gold)], [SAMPLE])
    assert result.macro == 1.0
    assert result.misses == []


@pytest.mark.shared
@pytest.mark.skipif(not SCORER.is_file(), reason="../shared is absent")
def test_a_lost_task_lowers_the_score_and_is_named():
    gold = read_plan(SAMPLE)
    extra = dict(gold["tasks"][0]) | {"path": "IX.9", "text": "Một việc không hề có trong bản kế hoạch này."}
    gold["tasks"] = [*gold["tasks"], extra]
    result = score_form(load_scorer(SCORER), [Annotated(SAMPLE, gold)], [SAMPLE])
    assert result.macro < 1.0
    assert any("task missed: IX.9" in miss for miss in result.misses)


def test_a_file_that_cannot_be_read_counts_as_nothing_read(tmp_path, capsys):
    assert read_plan(tmp_path / "mat.txt") == {}
    assert "mat.txt" in capsys.readouterr().err
