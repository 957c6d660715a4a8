"""The letter of an appraisal, as the site has it."""

from __future__ import annotations

from django.utils.timezone import localdate

from sauro.findings import Severity
from sauro.reporting.returned_drafts import ReturnedDraft, ReturnedPoint, letter_that_returns
from sauro.writing import write_docx
from sauro_web.common.errors import NotReady
from sauro_web.documents.letterheads import drafting_unit, letterhead_for
from sauro_web.drafts.looking import STOPPING
from sauro_web.drafts.models import Appraisal

__all__ = ["letter_of"]


def letter_of(appraisal: Appraisal) -> bytes:
    """The Word file of the letter with which a draft was returned.

    Raises NotReady for one that was accepted.
    """
    if appraisal.accepted:
        raise NotReady("Dự thảo này đạt yêu cầu thẩm định nên không có phiếu trả lại.")
    version, on = appraisal.draft_version, localdate(appraisal.at)
    draft = version.draft
    text = version.folio["text"]
    head = letterhead_for(draft.office, drafting_unit(draft.office, [appraisal.by], on=on), on=on)
    points = [
        ReturnedPoint(
            one["message"], _words(text, one["spans"]), one["basis"], one["suggestion"],
            Severity(one["severity"]) in STOPPING,
        )
        for one in appraisal.findings
        if one["severity"] != Severity.NOTE
    ]  # fmt: skip
    said = appraisal.words or ("" if points else "Đề nghị xem lại các điểm phần mềm đã nêu.")
    facts = ReturnedDraft(draft.unit.name, draft.kind, draft.subject, version.number, points, said, on.year)
    return write_docx(letter_that_returns(head, facts))


def _words(text: str, spans: list[list[int]]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans[:2])
