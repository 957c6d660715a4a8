"""The file of a draft with what findings suggest.

Pure: works on a file and its Folio.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sauro.findings import Finding
from sauro.folio.model import Folio
from sauro.reading.docx_setting import read_setting
from sauro.writing.correct import correct
from sauro.writing.mend_letters import LETTER_MENDERS
from sauro.writing.mend_paper import PAPER_MENDERS

__all__ = ["MENDED_BY_PROGRAM", "corrected"]

MENDED_BY_PROGRAM = frozenset({*PAPER_MENDERS, *LETTER_MENDERS})
"""Codes of what is mended in how the file is set, without a change of its words."""


def corrected(
    data: bytes, folio: Folio, findings: Sequence[Finding], *, author: str, on: datetime
) -> tuple[bytes, tuple[Finding, ...]]:
    """The file with these findings mended as far as a program can, and those that were: how it is set is
    changed at once, its words as changes that are tracked, in the name of whoever asked for it.

    Raises Unreadable for what is no Word file.
    """
    made = correct(data, folio, findings, on=on, setting=read_setting(data), author=author)
    return made.data, made.mended
