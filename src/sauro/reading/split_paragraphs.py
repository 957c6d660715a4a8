"""Puts together what a page break cut in two.

A paragraph breaks off where it has no closing mark and the next one goes on in lower case, or where it ends
in a word that cannot end a sentence. Heads of documents, list items, signatures and tables stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sauro.folio.layout import ParagraphDraft, TableDraft
from sauro.folio.model import Part, Run

__all__ = ["join_split_paragraphs", "joint"]

_CLOSED = re.compile(r"[.;:!?…][)\]”\"'’»*]*$")
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:trang|page)?\s*\d{1,3}(?:\s*/\s*\d{1,3})?[-–—|\s]*", re.IGNORECASE)
_LIST_MARK = re.compile(
    r"(?:[a-zđ]{1,2}\d?\s?[).](?!\w)|[ivx]{1,5}\s?[).]|\d{1,3}(?:\.\d{1,3})*\s?[.)](?!\d)|\d{1,2}(?:\.\d{1,2})+(?=\s|$)"
    r"|[-–—−•●▪·+*○►✓\uf0b7\uf02d]\s?(?=\S)|\([\divxa-zđ]{1,3}\)|\[\d{1,3}\])"
)
_HEAD = re.compile(
    r"(?:Số\s?:|CỘNG H[ÒO]A|Độc lập|Kính gửi|Nơi nhận|V/v|(?:KT|TM|TL|TUQ|Q)\.\s"
    r"|\d{1,3}\.\s*$|[IVXLC]+\.?\s*$)",
    re.IGNORECASE,
)
_HEAD_FOLLOWER = re.compile(r"v/v\b|về việc\b|kính gửi", re.IGNORECASE)
_HANGING = re.compile(
    r"(?:,|\(|“|/|[\w)]\s*[-–]"
    r"|\b(?:của|và|với|về|(?<!hiện )tại|theo|trong|ngoài|trên|dưới|từ|đến|tới|ngày|tháng|quý|số"
    r"|khoản|điểm|là|bằng"
    r"|các|những|mọi|mỗi|cho|do|để|bởi|hoặc|hay|không|đạt|ít nhất|tối thiểu|tối đa|khoảng"
    r"|chủ trì|phối hợp))$",
    re.IGNORECASE,
)
_STRONGLY_HANGING = re.compile(r"\b(?:của|và|với|về|(?<!hiện )tại|theo|cho|do|bởi|hoặc|các|những|mọi)$")
_GOES_ON_IN_FIGURES = re.compile(r"[\d%)\]”]")
_FEWEST_WORDS = 3
_MOST_UNIT_WORDS = 2  # "công", "người/ngày"
_SENTENCE_WORDS = 8
_INSIDE_NUMBER = re.compile(r"[\dA-ZĐ][-/]$")
_NUMBER_GOES_ON = re.compile(r"[A-ZĐ]{1,6}")


def join_split_paragraphs(
    drafts: Iterable[ParagraphDraft | TableDraft],
) -> list[ParagraphDraft | TableDraft]:
    """The drafts with paragraphs that a break cut in two made one again.

    The first part is changed in place (so that remarks on it keep their place); blank paragraphs and page
    numbers between two parts are left out.
    """
    joined: list[ParagraphDraft | TableDraft] = []
    passed: list[ParagraphDraft | TableDraft] = []
    for draft in drafts:
        if isinstance(draft, ParagraphDraft) and joined and _is_passed_over(draft):
            passed.append(draft)
            continue
        last = joined[-1] if joined else None
        if isinstance(draft, ParagraphDraft) and isinstance(last, ParagraphDraft) and _goes_on(last, draft):
            _append(last, draft)
        else:
            joined += (*passed, draft)
        passed = []
    return joined + passed


def joint(before: str, after: str) -> str:
    """What stands between two parts of a sentence: one space, or nothing inside the number of a document."""
    return "" if _INSIDE_NUMBER.search(before) and _NUMBER_GOES_ON.match(after) else " "


def _is_passed_over(draft: ParagraphDraft) -> bool:
    text = draft.text.strip()
    return not text or (len(text) <= 16 and _PAGE_NUMBER.fullmatch(text) is not None)


def _goes_on(first: ParagraphDraft, second: ParagraphDraft) -> bool:
    if first.part is not Part.BODY or second.part is not Part.BODY or second.label is not None:
        return False
    if first.outline_level is not None or second.outline_level is not None:
        return False
    before, after = first.text.rstrip(), second.text.lstrip()
    if not before or not after or _CLOSED.search(before) or _LIST_MARK.match(after):
        return False
    if _HEAD.match(before) or _HEAD_FOLLOWER.match(after) or before.endswith(("--", "__", "**")):
        return False
    if before.isupper() and not _INSIDE_NUMBER.search(before):
        return False
    hanging = _HANGING.search(before) is not None
    if after[0].islower():
        return hanging or not _may_be_cells(before, after)
    if _GOES_ON_IN_FIGURES.match(after):
        return hanging or after[0] in ")]”" or (after[0] == "%" and before[-1].isdigit())
    if _INSIDE_NUMBER.search(before):
        return _NUMBER_GOES_ON.match(after) is not None
    return _STRONGLY_HANGING.search(before) is not None and not after.isupper()


def _may_be_cells(before: str, after: str) -> bool:
    """Whether two lines are too short for the halves of a sentence: cells of a table that lost its shape."""
    first, second = len(before.split()), len(after.split())
    if first < _FEWEST_WORDS:
        return True
    if _CLOSED.search(after) or second > _MOST_UNIT_WORDS:
        return False
    return second == 1 or first < _SENTENCE_WORDS


def _append(first: ParagraphDraft, second: ParagraphDraft) -> None:
    before, after = first.text, second.text
    runs = _stripped(first.runs, at_end=True)
    gap = joint(before.rstrip(), after.lstrip())
    if gap:
        last = runs[-1]
        runs.append(Run(gap, last.bold, last.italic))
    other_page = second.page is not None and second.page != first.page
    for run in _stripped(second.runs, at_end=False):
        runs.append(replace(run, page=second.page) if other_page and run.page is None else run)
    first.runs = runs


def _stripped(runs: list[Run], *, at_end: bool) -> list[Run]:
    """The runs without blanks at one end."""
    kept = list(runs)
    while kept and not kept[-1 if at_end else 0].text.strip():
        kept.pop(-1 if at_end else 0)
    if not kept:
        return kept
    if at_end:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    else:
        first = kept[0]
        lead = len(first.text) - len(first.text.lstrip())
        origin = None if first.origin is None else first.origin + lead
        kept[0] = replace(first, text=first.text[lead:], origin=origin)
    return kept
