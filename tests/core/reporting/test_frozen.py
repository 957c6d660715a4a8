"""A report frozen and back: nothing is lost, one letter shows in its digest, every figure has a name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.core.reporting.made_reports import province, small

from sauro.reporting.figure_words import Figure
from sauro.reporting.frozen import facts_digest, facts_from, facts_json, figure_names, moved
from sauro.reporting.periodic import periodic_report
from sauro.reporting.periodic_facts import PeriodicReport
from sauro.reporting.read_back import read_back
from sauro.reporting.word_back import taken_over
from sauro.reporting.wording import Passage, carried_over, edited, figure_text, passages_of, reworded, shown
from sauro.writing import write_docx
from sauro.writing.runs import figures_of

MAKES = pytest.mark.parametrize("make", [small, province])


@MAKES
def test_it_comes_back_whole(make: Callable[[], PeriodicReport]) -> None:
    facts = make()
    kept = facts_json(facts)
    back = json.loads(json.dumps(kept))
    assert facts_from(back) == facts
    assert facts_digest(back) == facts_digest(kept)


def test_the_digest_tells_of_one_letter() -> None:
    facts = small()
    for other in (replace(facts, silent=("xã Khác",)), replace(facts, subject=f"{facts.subject}.")):
        assert facts_digest(facts_json(other)) != facts_digest(facts_json(facts))


def test_what_is_no_report_is_refused() -> None:
    for kept in ({"_": "Letterhead"}, {"_": "os"}, {}):
        with pytest.raises((ValueError, TypeError)):
            facts_from(kept)


@MAKES
def test_every_figure_has_a_name(make: Callable[[], PeriodicReport]) -> None:
    facts = make()
    assert {key for key, _ in figures_of(periodic_report(facts))} <= figure_names(facts).keys()


def test_a_figure_that_moved_is_named_with_both_its_words() -> None:
    facts = small()
    first = facts.documents[0]
    now = replace(first, now=Figure(first.now.key, 9, source=first.now.source))
    found = moved(facts, replace(facts, documents=(now, *facts.documents[1:])))
    assert [(one.name, one.now) for one in found] == [(first.name, "9")]
    assert moved(facts, facts) == ()


@MAKES
def test_its_own_words_change_nothing(make: Callable[[], PeriodicReport]) -> None:
    folio = periodic_report(make())
    assert reworded(folio, passages_of(folio)).text == folio.text


def test_a_sentence_is_split_and_taken_away_around_its_figures() -> None:
    one = Passage("clause", "- Có ⟦a⟧ văn bản.", "- Có ⟦a⟧ văn bản.")
    figures, names = {"a": "1.234"}, {"a": "Văn bản"}
    assert shown(one, figures) == "- Có ⟦1.234⟧ văn bản."
    split = edited(one, "- Ban hành ⟦1.234⟧ văn bản.\n- Đúng mức [giao].", figures, names)
    assert [passage.text for passage in split.passages] == ["- Ban hành ⟦a⟧ văn bản.", "- Đúng mức [giao]."]
    assert edited(one, "", figures, names).faults == (
        "Văn bản: đoạn sửa thiếu số liệu này; hãy để lại ⟦1.234⟧.",
    )
    words = Passage("body", "Nhận xét.", "Nhận xét.")
    assert edited(words, " \n ", figures, names).passages == ()


def test_frozen_anew_keeps_what_was_changed_and_drops_what_was_dropped() -> None:
    first = [Passage("body", text, text) for text in ("A", "B", "Có ⟦x⟧")] + [Passage("table", "", "")]
    before = [Passage("body", "A mới", "A"), first[2], first[3]]
    now = [*first, Passage("body", "C", "C")]
    assert [one.text for one in carried_over(now, before, first)] == ["A mới", "Có ⟦x⟧", "", "C"]


def test_what_is_typed_in_braces_by_a_unit_is_no_figure() -> None:
    facts = small()
    said = replace(facts.obstacles[0], words="Giả ⟦vb-cv⟧ số")
    folio = periodic_report(replace(facts, obstacles=(said,)))
    (line,) = [one for one in passages_of(folio) if "Giả [" in one.text]
    assert line.figures == ()


@MAKES
def test_the_file_itself_brings_no_change(make: Callable[[], PeriodicReport]) -> None:
    folio = periodic_report(make())
    data, passages = write_docx(folio), passages_of(folio)
    found = taken_over(folio, data, data, passages, {})
    assert (found.passages, found.faults) == (passages, ())


def test_words_of_a_file_come_over_with_its_figures_in_place() -> None:
    folio = periodic_report(small())
    passages = list(passages_of(folio))
    place = next(number for number, one in enumerate(passages) if one.figures)
    typed = f"{passages[place].text} Thêm lời."
    passages[place] = replace(passages[place], text=typed)
    passages.insert(place + 1, Passage("body", "Một câu mới.", ""))
    other = write_docx(reworded(folio, passages))
    found = taken_over(folio, write_docx(folio), other, passages_of(folio), {})
    assert found.faults == ()
    assert [one.text for one in found.passages] == [one.text for one in passages]
    back = write_docx(reworded(folio, found.passages))
    assert read_back(back).figures == figures_of(folio)
    assert figure_text(folio) == figure_text(reworded(folio, found.passages))


def test_another_file_is_told_from_an_edited_one() -> None:
    folio = periodic_report(small())
    plain = write_docx(periodic_report(replace(small(), documents=(), unit_tables=(), duties=())))
    found = taken_over(folio, write_docx(folio), plain, passages_of(folio), figure_names(small()))
    assert found.faults
