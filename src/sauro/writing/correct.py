"""A corrected copy of a Word file: how it is set is changed at once, what it says only by changes that are
tracked, so that a person sees and accepts each of them. Nothing else in the file changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sauro.anatomy.components import components_of
from sauro.anatomy.dissect import dissect
from sauro.findings import Edit, Finding
from sauro.folio.model import Folio
from sauro.folio.setting import SetParagraph, Setting
from sauro.writing.mend_letters import LETTER_MENDERS
from sauro.writing.mend_paper import PAPER_MENDERS
from sauro.writing.placing import Placed, Places
from sauro.writing.tracked import Pen, can_replace, replace_text
from sauro.writing.word_parts import WordParts, is_transitional

__all__ = ["AUTHOR", "Corrected", "correct"]

AUTHOR = "Sáu Rõ"
"""Who is named beside the tracked changes."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The corrected file, the findings that it mends, and those that a person has to mend."""

    data: bytes
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    placed: Placed
    start: int
    end: int
    text: str


def correct(
    data: bytes,
    folio: Folio,
    findings: Sequence[Finding],
    *,
    on: datetime,
    setting: Setting | None = None,
    author: str = AUTHOR,
) -> Corrected:
    """The corrected copy of the .docx file with these bytes, of which `folio` was read and `findings` found;
    `setting` is how it is set, without which only what it says is mended. Raises Unreadable where the bytes
    are no Word file."""
    parts = WordParts(data)
    if not is_transitional(parts.root(parts.main)):
        return Corrected(data, (), tuple(findings))
    places = Places(parts, folio)
    form = _Form(parts, places, folio, setting)
    mended = [finding for finding in findings if not finding.edits and form.mend(finding)]
    changes: list[_Change] = []
    for finding in findings:
        wanted = _changes(places, finding.edits)
        if wanted and _fit(changes, wanted):
            changes += [one for one in wanted if one not in changes]
            mended.append(finding)
    _write(parts, changes, author, on)
    done = {id(finding) for finding in mended}
    left = tuple(finding for finding in findings if id(finding) not in done)
    kept = tuple(finding for finding in findings if id(finding) in done)
    return Corrected(parts.saved() if kept else data, kept, left)


def _named(folio: Folio, setting: Setting) -> tuple[SetParagraph, ...]:
    """The paragraphs of a setting with what each of them is, as text and parts of the document tell it."""
    known = components_of(folio, dissect(folio))
    return tuple(replace(one, component=known.at(one.span) or one.component) for one in setting.paragraphs)


class _Form:
    """Mends what is set otherwise than the form wants it."""

    def __init__(self, parts: WordParts, places: Places, folio: Folio, setting: Setting | None) -> None:
        self._parts, self._places = parts, places
        self._set = () if setting is None else _named(folio, setting)
        self._papers: dict[str, bool] = {}

    def mend(self, finding: Finding) -> bool:
        """Whether a finding is mended now."""
        paper = PAPER_MENDERS.get(finding.code)
        if paper is not None:
            if finding.code not in self._papers:
                self._papers[finding.code] = paper(self._parts)
                self._parts.changed(self._parts.main)
            return self._papers[finding.code]
        mender = LETTER_MENDERS.get(finding.code)
        if mender is None:
            return False
        done = False
        for placed, how in self._paragraphs(finding):
            if mender(placed.printed.element, how):
                self._parts.changed(placed.part)
                done = True
        return done

    def _paragraphs(self, finding: Finding) -> list[tuple[Placed, SetParagraph]]:
        found = [placed for span in finding.spans for placed in self._places.at(span)]
        return [(placed, how) for placed in found if (how := self._how(placed)) is not None]

    def _how(self, placed: Placed) -> SetParagraph | None:
        span = placed.paragraph.span
        return next(
            (one for one in self._set if one.span.start < span.end and span.start < one.span.end), None
        )


def _changes(places: Places, edits: Sequence[Edit]) -> list[_Change]:
    """The edits of a finding as changes of paragraphs; none where one of them cannot be made."""
    changes: list[_Change] = []
    for edit in edits:
        for placed in places.at(edit.span):
            inside = placed.inside(edit.span)
            if inside is not None and can_replace(placed.printed, *inside, edit.text):
                changes.append(_Change(placed, *inside, edit.text))
                break
        else:
            return []
    return changes


def _fit(made: Sequence[_Change], wanted: Sequence[_Change]) -> bool:
    """Whether new changes touch none of those that are settled; the same change asked twice is one."""
    return not any(
        one.placed is other.placed and one != other and _meet(one, other) for one in made for other in wanted
    )


def _meet(one: _Change, other: _Change) -> bool:
    if (one.start, one.end) == (other.start, other.end):
        return True
    return one.start < other.end and other.start < one.end


def _write(parts: WordParts, changes: Sequence[_Change], author: str, on: datetime) -> None:
    """Makes the changes, in each paragraph from its end to its beginning."""
    pens: dict[str, Pen] = {}
    for change in sorted(changes, key=lambda one: (one.start, one.end), reverse=True):
        name = change.placed.part
        if name not in pens:
            pens[name] = Pen.of(author, on, parts.root(name))
            parts.changed(name)
        replace_text(change.placed.printed, change.start, change.end, change.text, pens[name])
