"""What a program can mend is mended by the corrected copy: no finding of the same check is left in it, and
refusing the tracked changes gives the old words back."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.core.writing.test_correct import refused
from tools.planted_faults.measuring import chosen
from tools.planted_faults.notation import clean_documents
from tools.planted_faults.papers import Document
from tools.planted_faults.planters import PLANTERS
from tools.planted_faults.typeset import HANDS, typed

import sauro
from sauro.checks.model import Family
from sauro.findings import Finding
from sauro.folio.model import Folio
from sauro.folio.setting import Setting
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes

DOCUMENTS = clean_documents()
FORM = [code for code in PLANTERS if code.startswith("F") and code != "F18.wording"]


def looked(data: bytes, document: Document) -> tuple[Folio, Setting, tuple[Finding, ...]]:
    folio, setting = read_bytes(data, name="a.docx"), read_setting(data)
    found = sauro.check(
        folio, setting=setting, kind=document.kind, issuer=document.issuer, families=(Family.FORM,)
    )
    return folio, setting, found


@pytest.mark.parametrize("code", FORM)
def test_what_is_mended_is_not_found_again(code):
    for number, (planted, _, _) in enumerate(chosen(code, PLANTERS[code], DOCUMENTS, 2)):
        data = typed(planted.document, HANDS[number % 2])
        folio, setting, found = looked(data, planted.document)
        made = sauro.correct(data, folio, found, on=datetime(2026, 1, 5, 9), setting=setting)
        _, _, left = looked(made.data, planted.document)
        mended = {finding.code for finding in made.mended} - {finding.code for finding in made.left}
        assert mended.isdisjoint(finding.code for finding in left)
        assert read_bytes(refused(made.data), name="a.docx").text == folio.text
