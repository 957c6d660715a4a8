"""Changes of the text as a person would make them with "Track Changes" on (ECMA-376 Part 1, 17.13.5): each
can be accepted or refused in Word, and refusing all of them gives the old text back."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from lxml import etree

from sauro.writing.printed import Atom, Printed
from sauro.writing.properties import paragraph_property
from sauro.writing.word_parts import Element, W

__all__ = ["Pen", "can_replace", "replace_text"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NUMBERED = frozenset(
    W + name
    for name in (
        [
            "ins",
            "del",
            "moveFrom",
            "moveTo",
            "rPrChange",
            "pPrChange",
            "sectPrChange",
            "tblPrChange",
            "tcPrChange",
            "trPrChange",
        ]
    )
)


@dataclass(slots=True)
class Pen:
    """Who writes, when; `number` is the last one given to a change."""

    author: str
    on: datetime
    number: int

    @classmethod
    def of(cls, author: str, on: datetime, root: Element) -> Pen:
        """A pen that goes on after the changes that a part holds already."""
        numbers = [one.get(W + "id", "") for one in root.iter(*_NUMBERED)]
        return cls(author, on, max((int(one) for one in numbers if one.isdigit()), default=0))

    def mark(self, name: str) -> Element:
        """An empty w:ins or w:del."""
        self.number += 1
        made = etree.Element(W + name)
        made.set(W + "id", str(self.number))
        made.set(W + "author", self.author)
        made.set(W + "date", self.on.strftime("%Y-%m-%dT%H:%M:%SZ"))
        return made


def can_replace(printed: Printed, start: int, end: int, text: str) -> bool:
    """Whether characters `start` to `end` can be replaced: no picture, note, formula, field border or other
    person's change stands among them."""
    start, end, text = _least(printed.text, start, end, text)
    atoms = printed.atoms[start:end] if end > start else printed.atoms[max(start - 1, 0) : start + 1][:1]
    return (
        bool(atoms)
        and all(atom.run is not None for atom in atoms)
        and not any(start < place < end for place in printed.objects)
    )


def replace_text(printed: Printed, start: int, end: int, text: str, pen: Pen) -> None:
    """Puts `text` in the place of these characters, which `can_replace` allows. Several changes of
    a paragraph are made from its end to its beginning: places before a change stay what they were."""
    start, end, text = _least(printed.text, start, end, text)
    if start == end and text.strip("\n") and _inserts_paragraphs(printed, start, text):
        _insert_paragraphs(printed, text, pen)
        return
    before: Element | None = None
    make: Element | None = None
    if end > start:
        runs = [(run, list(group)) for run, group in groupby(printed.atoms[start:end], _run)]
        for run, atoms in reversed(runs):
            taken = _isolated(run, atoms[0], atoms[-1])
            mark = pen.mark("del")
            taken.addprevious(mark)
            mark.append(taken)
            for piece in taken.iter(W + "t"):
                piece.tag = W + "delText"
                piece.set(_SPACE, "preserve")
            before = mark if before is None else before
            make = taken
    elif start:
        atom = printed.atoms[start - 1]
        before = make = _run(atom)
        _cut_after(before, atom)
    if text:
        _insert(printed, before, make, text, pen)


def _least(old: str, start: int, end: int, text: str) -> tuple[int, int, str]:
    """The same change without the words that stay at its beginning and its end."""
    words = old[start:end]
    same = 0
    while same < min(len(words), len(text)) and words[same] == text[same]:
        same += 1
    if same < min(len(words), len(text)):
        same = words.rfind(" ", 0, same) + 1
    words, text, start = words[same:], text[same:], start + same
    same = 0
    while same < min(len(words), len(text)) and words[-1 - same] == text[-1 - same]:
        same += 1
    while 0 < same < min(len(words), len(text)) and words[len(words) - same] != " ":
        same -= 1
    return start, end - same, text[: len(text) - same]


def _piece(atom: Atom) -> Element:
    if atom.piece is None:
        raise ValueError("a character that cannot be changed")
    return atom.piece


def _run(atom: Atom) -> Element:
    """The run that holds a character now: earlier cuts may have moved it to another one."""
    parent = _piece(atom).getparent()
    if parent is None:
        raise ValueError("a character that no run holds")
    return parent


def _isolated(run: Element, first: Atom, last: Atom) -> Element:
    """A run of its own for the characters from `first` to `last` of a run."""
    _cut_after(run, last)
    return _cut_before(run, first)


def _cut_after(run: Element, atom: Atom) -> None:
    """Moves what stands behind a character into a new run."""
    piece = _piece(atom)
    rest = [*piece.itersiblings()]
    text = piece.text or ""
    if piece.tag == W + "t" and atom.end < len(text):
        behind = _words(text[atom.end :])
        piece.text = text[: atom.end]
        piece.set(_SPACE, "preserve")
        rest.insert(0, behind)
    if rest:
        _new_run(run, rest)


def _cut_before(run: Element, atom: Atom) -> Element:
    """The run that begins with a character, its old one where that is its first."""
    piece = _piece(atom)
    text = piece.text or ""
    if piece.tag == W + "t" and atom.start:
        behind = _words(text[atom.start :])
        rest = [behind, *piece.itersiblings()]
        piece.text = text[: atom.start]
        piece.set(_SPACE, "preserve")
        return _new_run(run, rest)
    if all(one.tag == W + "rPr" for one in piece.itersiblings(preceding=True)):
        return run
    return _new_run(run, [piece, *piece.itersiblings()])


def _new_run(run: Element, pieces: list[Element]) -> Element:
    """A run right behind another one, made like it, that holds these pieces."""
    made = _like(run)
    made.extend(pieces)
    run.addnext(made)
    return made


def _like(run: Element) -> Element:
    made = etree.Element(W + "r")
    make = run.find(W + "rPr")
    if make is not None:
        made.append(deepcopy(make))
    return made


def _words(text: str) -> Element:
    made = etree.Element(W + "t")
    made.set(_SPACE, "preserve")
    made.text = text
    return made


def _inserts_paragraphs(printed: Printed, start: int, text: str) -> bool:
    """Whether whole lines are put ahead of a paragraph, or behind it."""
    ahead = start == 0 and text.endswith("\n")
    behind = start == len(printed.text) and text.startswith("\n")
    is_last_of_section = printed.element.find(f"{W}pPr/{W}sectPr") is not None
    return ahead or (behind and not is_last_of_section)


def _insert_paragraphs(printed: Printed, text: str, pen: Pen) -> None:
    """Paragraphs of their own for each line, set like the one that they stand beside. The mark that ends
    a paragraph is new where the paragraph is ahead, the old one's where it is behind: so Word tracks it."""
    is_ahead = text.endswith("\n")
    make = _run(printed.atoms[0] if is_ahead else printed.atoms[-1])
    lines = text.strip("\n").split("\n")
    here = printed.element
    for line in lines:
        made = etree.Element(W + "p")
        properties = here.find(W + "pPr")
        if properties is not None:
            made.append(deepcopy(properties))
        run = _like(make)
        run.append(_words(line))
        mark = pen.mark("ins")
        mark.append(run)
        made.append(mark)
        if is_ahead:
            _mark_inserted(made, pen)
            here.addprevious(made)
        else:
            _mark_inserted(here, pen)
            here.addnext(made)
            here = made


def _mark_inserted(paragraph: Element, pen: Pen) -> None:
    make = paragraph_property(paragraph, "rPr")
    for old in make.findall(W + "ins"):
        make.remove(old)
    make.insert(0, pen.mark("ins"))


def _insert(printed: Printed, before: Element | None, make: Element | None, text: str, pen: Pen) -> None:
    """Writes new text behind `before` (in front of all, where None), in the letters of the run `make`."""
    first = _run(printed.atoms[0]) if make is None else make
    run = _like(first)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(etree.Element(W + "br"))
        if line:
            run.append(_words(line))
    mark = pen.mark("ins")
    mark.append(run)
    if before is None:
        _cut_before(first, printed.atoms[0]).addprevious(mark)
    else:
        before.addnext(mark)
