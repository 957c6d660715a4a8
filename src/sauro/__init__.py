"""Sáu Rõ: reads the plans of Vietnamese People's Committees.

folio = sauro.read("ke-hoach.docx")
plan = sauro.extract_plan(folio)
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sauro.checks.known import Known
    from sauro.checks.model import Family, Issuer
    from sauro.checks.signed_copy.model import Comparison
    from sauro.doctypes.kinds import DocumentKind
    from sauro.findings import Finding
    from sauro.folio.model import Folio
    from sauro.folio.setting import Setting
    from sauro.plan.model import Plan, Task
    from sauro.writing.correct import Corrected

__all__ = ["check", "compare", "correct", "extract_plan", "extract_task", "read", "read_setting"]


def read(path: str | Path, *, progress: Callable[[int, int], None] | None = None) -> Folio:
    """The Folio of a file: .docx, .pdf, a scan, text; .doc, .odt and .rtf where LibreOffice is installed.

    `progress` is told pages done and pages in all while a scan is read. Raises `sauro.errors.Unreadable`,
    `Classified` or `Unsupported`, each with one Vietnamese line that says what is wrong and what to do.
    """
    from sauro.reading.open import read as open_and_read  # readers are heavy: loaded when first used

    return open_and_read(path, progress=progress)


def read_setting(path: str | Path) -> Setting | None:
    """How a Word file is set on paper, for `check`; None for a file of another kind.

    Raises `sauro.errors.Unreadable` where the file is damaged.
    """
    from sauro.reading.open import read_setting as open_and_read

    return open_and_read(path)


def extract_plan(folio: Folio) -> Plan:
    """What a plan says: its facts, citations, targets, meeting limits, tasks and reports, each with its
    quotation.

    Raises nothing for a faulty document; what is doubtful stands among `Plan.findings`.
    """
    from sauro.extraction.plan import extract_plan as extract

    return extract(folio)


def extract_task(folio: Folio, start: int) -> Task | None:
    """The paragraph that holds character `start` as a task, whatever speaks against its being one: for a duty
    that a person found and the rules did not. None where no words stand there."""
    from sauro.extraction.plan import extract_task as extract

    return extract(folio, start)


def check(
    folio: Folio,
    *,
    setting: Setting | None = None,
    kind: DocumentKind | None = None,
    issuer: Issuer | None = None,
    known: Known | None = None,
    families: Collection[Family] | None = None,
    off: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What there is to say about a document: its form, whether it agrees with itself, and whether it is
    needed beside what is there already.

    `setting` tells how a Word file is set; without it only what its text shows is looked at. `kind` is the
    kind of document where it is known better than its head says, `issuer` who issues it, `known` what the
    register holds around it (without it only what the text alone shows is asked); `families` are those whose
    checks are run (None: all), `off` the codes of checks that are not. Raises nothing for a faulty
    document.
    """
    from sauro.anatomy.dissect import dissect
    from sauro.checks.known import NOTHING_KNOWN
    from sauro.checks.model import Examined, Issuer
    from sauro.checks.registry import CHECKS, run_checks

    made = Examined(
        folio, dissect(folio), extract_plan(folio), setting, kind, issuer or Issuer(), known or NOTHING_KNOWN
    )
    asked = [one for one in CHECKS if families is None or one.family in families]
    return run_checks(asked, made, off=off)


def compare(draft: Folio, signed: Folio) -> Comparison:
    """What differs between a draft and its signed copy, passage by passage; number and date that were filled
    in and places that a scan read with doubt are told apart. Raises nothing."""
    from sauro.checks.signed_copy import compare as look

    return look(draft, signed)


def correct(
    data: bytes,
    folio: Folio,
    findings: Sequence[Finding],
    *,
    on: datetime,
    setting: Setting | None = None,
    author: str = "Sáu Rõ",
) -> Corrected:
    """A corrected copy of the .docx file with these bytes, of which `folio` was read and `findings` found.

    How the file is set is changed at once (only with its `setting`); what it says is changed by the edits of
    the findings as tracked changes of `author` at the time `on`, so that refusing them gives the old text
    back. Nothing else changes. Raises `sauro.errors.Unreadable` where the bytes are no Word file.
    """
    from sauro.writing.correct import correct as make

    return make(data, folio, findings, on=on, setting=setting, author=author)
