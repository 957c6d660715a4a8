"""The frame that plants faults: every check has its own, no two are alike, and each is where it is said to
be."""

from __future__ import annotations

import pytest
from tools.planted_faults.measuring import chosen, clean_of, forms_of, score, span_of
from tools.planted_faults.notation import clean_documents
from tools.planted_faults.papers import Grid, Line
from tools.planted_faults.planters import PLANTERS
from tools.planted_faults.typeset import HANDS, plain_text, typed

from sauro.checks.necessity import NECESSITY_CHECKS
from sauro.checks.registry import CHECKS
from sauro.reading.open import read_bytes

WANTED = 20
DOCUMENTS = clean_documents()
FORMS = {form.name: form for form in forms_of()}


def test_every_check_has_planters():
    assert {check.code for check in CHECKS} == PLANTERS.keys()


@pytest.mark.parametrize("code", PLANTERS)
def test_a_planter_knows_many_faults_no_two_alike(code):
    planted = [one for document in DOCUMENTS for one in PLANTERS[code](document)]
    made = {(one.document, one.place) for one in planted}
    assert len(made) >= WANTED
    assert not any(one.document in DOCUMENTS for one in planted)


@pytest.mark.parametrize("code", PLANTERS)
def test_a_fault_stands_where_it_is_said_to(code):
    for planted, _, form in chosen(code, PLANTERS[code], DOCUMENTS, 3):
        if planted.place is None:
            continue
        folio, _ = FORMS[form.name].looked(planted.document)
        block = planted.document.blocks[planted.place.block]
        place = planted.place
        text = block.text if isinstance(block, Line) else block.rows[place.row][place.column]
        span = span_of(folio, planted.document, place)
        assert span is not None
        assert span.of(folio.text).split() == text[place.start : place.end].split()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_a_clean_document_is_read_back_as_it_was_written(document):
    lines = [one.text for one in document.blocks if isinstance(one, Line)]
    cells = [cell for one in document.blocks if isinstance(one, Grid) for row in one.rows for cell in row]
    for hand in HANDS:
        text = read_bytes(typed(document, hand), name="a.docx").text
        assert all(line in text for line in (*lines, *cells))
    words = read_bytes(plain_text(document), name="a.txt").text.split()
    assert words == plain_text(document).decode().split()


def test_clean_documents_have_hardly_an_error():
    clean = list(clean_of(DOCUMENTS))
    assert sum(len(one.errors) for one in clean) <= 0.2 * len(clean)


def test_clean_documents_are_seldom_asked_whether_they_are_needed():
    """Though the register around them is full of documents of the same offices, places and days."""
    asked = {check.code for check in NECESSITY_CHECKS}
    clean = list(clean_of(DOCUMENTS))
    found = [finding for one in clean for finding in one.findings if finding.code in asked]
    assert all(document.known.similar and document.known.same_day for document in DOCUMENTS)
    assert len(found) <= 0.2 * len(clean)


def test_faults_are_found_where_they_are():
    scores = dict(score(PLANTERS, DOCUMENTS, wanted=4))
    missed = [line for result in scores.values() for line in result.missed]
    planted = sum(result.planted for result in scores.values())
    assert len(missed) <= 0.03 * planted, "\n".join(missed)
