"""Footnotes of a page: smaller lines under a short rule at its foot, and their marks in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from sauro.reading.page_columns import whole_lines
from sauro.reading.page_paragraphs import Line
from sauro.reading.ruled_grid import Rule

__all__ = ["take_notes"]

_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(r"[\[(]?(\d{1,3})[\])]?(?=\D|$)")
_SHORT, _LONG = 40.0, 260.0  # lengths of a rule over footnotes, in points
_SMALL = 0.95  # lines of notes are lower than this part of the usual line
_EDGE = 12.0  # such a rule begins no farther from the left edge of the text than this


def take_notes(lines: list[Line], rules: Sequence[Rule]) -> list[list[Line]]:
    """Takes the footnotes out of a page, each as its lines. Their raised marks are taken out of the
    text above them, where they would run into its figures ("năm 2026¹"); the notes begin with their
    numbers in plain figures."""
    above = _rule_over_notes(lines, rules)
    if above is None:
        return []
    low = whole_lines([line for line in lines if line.middle > above])
    lines[:] = [line for line in lines if line.middle <= above]
    notes: list[list[Line]] = []
    numbers: set[str] = set()
    for line in low:
        line.text = _RAISED.sub(lambda match: f" {match[0].translate(_FIGURES)} ", line.text, count=1)
        line.text = " ".join(line.text.split())
        mark = _MARK.match(line.text)
        if mark is not None:
            numbers.add(mark[1])
        if mark is not None or not notes:
            notes.append([line])
        else:
            notes[-1].append(line)
    for line in lines:
        if _RAISED.search(line.text):
            line.text = _RAISED.sub(lambda match: _unless_note(match[0], numbers), line.text).replace(
                "  ", " "
            )
    return notes


def _unless_note(mark: str, numbers: set[str]) -> str:
    return "" if mark.translate(_FIGURES) in numbers else mark


def _rule_over_notes(lines: Sequence[Line], rules: Sequence[Rule]) -> float | None:
    """Where the rule lies under which there is nothing but small type; None where there is none."""
    left = min((line.left for line in lines), default=0.0)
    for rule in sorted(rules, key=lambda rule: rule.at):
        if not (_SHORT < rule.end - rule.start < _LONG and abs(rule.start - left) < _EDGE):
            continue
        text = [line.height for line in lines if line.middle <= rule.at]
        below = [line.height for line in lines if line.middle > rule.at]
        if text and below and max(below) < _SMALL * median(text):
            return rule.at
    return None
