"""Every value's span points at text that holds the value: over made-up plans and over all real ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.shared import DOCUMENTS, PLANS, SAMPLES, TEXTS, needs_shared

import sauro
from sauro.folio.model import Folio
from sauro.folio.span import Span
from sauro.plan.model import Plan

OWN = sorted((Path(__file__).parents[2] / "samples" / "plans").glob("*.txt"))
REAL = [path for folder in (TEXTS, PLANS, DOCUMENTS) if folder.is_dir() for path in sorted(folder.iterdir())]
FILES = [
    path for path in sorted(SAMPLES.glob("*")) if path.suffix in (".docx", ".pdf") and "quet" not in path.name
]


def quoted(plan: Plan) -> Iterator[tuple[str, str, Span]]:
    """All values of a plan: a name for messages, the quotation, the span."""
    document = plan.document
    signer = document.signer
    for value in (
        document.type, document.number, document.symbol, document.issuer, document.place, document.date,
        document.subject, signer.name, signer.position, *document.recipients,
    ):  # fmt: skip
        if value is not None:
            yield "document", value.quote, value.span
    for task in plan.tasks:
        values = [task.text, *task.lead, *task.cooperating, *([task.product] if task.product else [])]
        for value in values:
            yield task.path, value.quote, value.span
            assert value.value == value.quote, task.path
        if task.due is not None:
            yield task.path, task.due.quote, task.due.span
    for target in plan.targets:
        yield target.indicator, target.quote, target.span
    for limit in plan.meeting_limits:
        yield limit.kind, limit.quote, limit.span
    for duty in plan.reporting:
        yield "reporting", duty.raw, duty.span
    for citation in plan.citations:
        yield citation.number, citation.quote, citation.places[0]


def astray(folio: Folio, plan: Plan) -> list[tuple[str, str, str]]:
    """The values whose span holds other words."""
    out = []
    for name, quote, span in quoted(plan):
        there = " ".join(span.of(folio.text).split())
        if " ".join(quote.split()) not in there:
            out.append((name, quote, there))
    return out


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_spans_of_made_up_plans(path: Path) -> None:
    folio = sauro.read(path)
    assert astray(folio, sauro.extract_plan(folio)) == []


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_spans_of_word_and_pdf_files(path: Path) -> None:
    folio = sauro.read(path)
    assert astray(folio, sauro.extract_plan(folio)) == []


@needs_shared
@pytest.mark.shared
def test_spans_of_all_real_texts() -> None:
    wrong = {}
    for path in REAL:
        folio = sauro.read(path)
        if found := astray(folio, sauro.extract_plan(folio)):
            wrong[path.name] = found[:3]
    assert wrong == {}


@needs_shared
@pytest.mark.shared
def test_paths_tell_tasks_apart() -> None:
    for path in REAL:
        tasks = sauro.extract_plan(sauro.read(path)).tasks
        assert len({task.path for task in tasks}) == len(tasks), path.name
