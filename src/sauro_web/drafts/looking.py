"""How the checks of the core look at a version, and what is kept of their findings.

Pure: works on files, texts and records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any

import sauro
from sauro.checks.known import Known
from sauro.checks.model import Family, Issuer
from sauro.checks.registry import run_checks
from sauro.doctypes.kinds import DocumentKind
from sauro.findings import Edit, Finding, Severity
from sauro.folio.model import Folio
from sauro.folio.span import Span
from sauro.plan.model import Value
from sauro.reading.docx_setting import read_setting
from sauro.reading.docx_unfinished import read_unfinished
from sauro_web.drafts.file_checks import FILE_CHECKS, HandedFile, remarks_of
from sauro_web.drafts.gate_checks import NEVER_OFF, running

__all__ = [
    "STOPPING",
    "finding_from",
    "key_of",
    "kept_finding",
    "look_through",
    "may_be_waived",
    "refused_words",
    "rules_now",
]

STOPPING = (Severity.STOP, Severity.ERROR)
"""What lets nothing be issued until it is mended or waived."""
_OVERLAPS = ("overlap.", "need.forwarding")
"""Codes of findings about what stands in another document."""
_STEP = "3"
"""Raised where this module looks otherwise than before: what was found until then is stale."""


def rules_now(off: Collection[str]) -> str:
    """A digest of the checks that are run where these are `off`."""
    return sha256("\n".join((_STEP, *running(off))).encode()).hexdigest()


def look_through(
    data: bytes,
    folio: Folio,
    *,
    kind: DocumentKind | None,
    issuer: Issuer,
    told: Value[str] | None,
    known: Known,
    off: Collection[str],
) -> tuple[Finding, ...]:
    """All that there is to say about a Word file: what the checks find, then what the reader could not read;
    `told` is the office that it names as its issuer."""
    found = sauro.check(folio, setting=read_setting(data), kind=kind, issuer=issuer, known=known, off=off)
    file = HandedFile(folio, read_unfinished(data), told, issuer.name)
    return (*found, *run_checks(FILE_CHECKS, file, off=off), *remarks_of(folio))


def refused_words(folio: Folio) -> str:
    """Why the text may not be kept: classified wording, in a sentence; "" where it may."""
    found = sauro.check(folio, families=(Family.CLASSIFIED,))
    return next((one.message for one in found if one.severity is Severity.STOP), "")


def may_be_waived(code: str) -> bool:
    """Whether a person may let a finding of this check pass: never one about secrecy."""
    return code not in NEVER_OFF


def kept_finding(finding: Finding, known: Known) -> dict[str, Any]:
    """As a row keeps it, in values that JSON has; with the number of the document in the register that it
    speaks of, which can be put beside the draft."""
    beside = (one.number for one in known.similar if one.reference and one.reference in finding.message)
    return {
        "document": next(beside, None) if finding.code.startswith(_OVERLAPS) else None,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "spans": [[one.start, one.end] for one in finding.spans],
        "basis": finding.basis or "",
        "suggestion": finding.suggestion or "",
        "edits": [[one.span.start, one.span.end, one.text] for one in finding.edits],
    }


def finding_from(kept: Mapping[str, Any]) -> Finding:
    """What `kept_finding` made, again as the core has it."""
    return Finding(
        code=kept["code"],
        severity=Severity(kept["severity"]),
        message=kept["message"],
        spans=tuple(Span(*one) for one in kept["spans"]),
        basis=kept["basis"] or None,
        suggestion=kept["suggestion"] or None,
        edits=tuple(Edit(Span(start, end), text) for start, end, text in kept["edits"]),
    )


def key_of(kept: Mapping[str, Any], text: str) -> str:
    """What a finding is known by in every version of a draft: its check, its sentence and the words that it
    points at, wherever these have come to stand."""
    words = (text[start:end] for start, end in kept["spans"][:1])
    return sha256("\n".join(_plain((kept["code"], kept["message"], *words))).encode()).hexdigest()


def _plain(texts: Iterable[str]) -> Iterable[str]:
    return (" ".join(text.split()) for text in texts)
