"""What the checks found, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from json import JSONEncoder

from sauro.cli.wording import place_words
from sauro.findings import Finding
from sauro.folio.model import Folio
from sauro.folio.span import Span
from sauro.plan.serial import Places

__all__ = ["findings_json"]

_ENCODE = JSONEncoder(ensure_ascii=False).encode


def findings_json(name: str, folio: Folio, findings: Sequence[Finding]) -> str:
    """One object: the file, its findings, each on a line, and the text that their places count in."""
    places = Places(folio)
    lines = ",\n  ".join(_ENCODE(_finding(one, folio, places)) for one in findings)
    listed = f"[\n  {lines}\n]" if lines else "[]"
    source = {"name": name, "digest": folio.source.digest, "text": folio.text}
    return f'{{\n"file": {_ENCODE(name)},\n"findings": {listed},\n"source": {_ENCODE(source)}\n}}'


def _finding(finding: Finding, folio: Folio, places: Places) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "place": place_words(places, finding.spans[0]) if finding.spans else None,
        "quote": finding.spans[0].of(folio.text) if finding.spans else None,
        "spans": [_span(span) for span in finding.spans],
        "basis": finding.basis,
        "suggestion": finding.suggestion,
        "edits": [{**_span(edit.span), "text": edit.text} for edit in finding.edits],
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
