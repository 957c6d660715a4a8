"""What a w:p prints, character by character, and where in the file each character stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from sauro.writing.word_parts import Element, W

__all__ = ["Atom", "Printed", "printed"]

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_INSIDE = frozenset(
    W + name
    for name in ("sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo")
)
_INSERTED = frozenset((W + "ins", W + "moveTo"))
_FORMULAS = frozenset((_M + "oMath", _M + "oMathPara"))
_SIGNS = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_SILENT = frozenset(W + name for name in ("rPr", "lastRenderedPageBreak", "softHyphen", "proofErr"))
_UNKNOWN = "\ufffc"
_BLANKS = frozenset("\t\n\r\f\xa0\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}
_BREAKS = frozenset("\u2028\u2029")
_UNSEEN = frozenset(
    chr(code)
    for code in (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)
)
_HYPHENS = frozenset("\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Atom:
    """One printed character: characters `start` to `end` of `piece` (a w:t; or a w:tab, w:br …, which is one
    character long) in `run`. What cannot be changed there (inside a change that somebody else tracks, a
    formula, a sign by its code) has no run."""

    text: str
    run: Element | None = None
    piece: Element | None = None
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Printed:
    """A paragraph: `text` as a reader gives it, blanks at both ends left out, and its characters. `objects`
    are the places before which something stands that prints no character (a picture, the mark of a note)."""

    element: Element
    text: str = ""
    atoms: tuple[Atom, ...] = ()
    objects: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Walk:
    atoms: list[Atom] = field(default_factory=list)
    objects: set[int] = field(default_factory=set)
    fields: list[bool] = field(default_factory=list)
    codes: int = 0

    def through(self, container: Iterable[Element], *, is_locked: bool = False) -> None:
        """All runs of a paragraph or of what stands in it."""
        for entry in container:
            if entry.tag == W + "r":
                self.run(entry, is_locked)
            elif entry.tag in _INSIDE:
                self.through(entry, is_locked=is_locked)
            elif entry.tag in _INSERTED:
                self.through(entry, is_locked=True)
            elif entry.tag in _FORMULAS:
                self.lock(_formula(entry))
            elif entry.tag == _MC + "AlternateContent" and len(entry):
                self.through(entry[0], is_locked=True)

    def run(self, run: Element, is_locked: bool) -> None:
        if _is_hidden(run):
            return
        for piece in run:
            tag = piece.tag
            if tag == W + "fldChar":
                self.field(piece.get(W + "fldCharType"))
                self.objects.add(len(self.atoms))
            elif self.codes or tag in _SILENT:
                continue
            elif tag == W + "t":
                text = piece.text or ""
                self.atoms += (
                    Atom(letter, None if is_locked else run, piece, place, place + 1)
                    for place, letter in enumerate(text)
                )
            elif tag in _SIGNS:
                self.atoms.append(Atom(_SIGNS[tag], None if is_locked else run, piece, 0, 1))
            elif tag == W + "sym":
                self.lock(_UNKNOWN)
            else:
                self.objects.add(len(self.atoms))

    def field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
            self.codes += 1
        elif self.fields and kind == "separate" and not self.fields[-1]:
            self.fields[-1] = True
            self.codes -= 1
        elif self.fields and kind == "end" and not self.fields.pop():
            self.codes -= 1

    def lock(self, text: str) -> None:
        self.atoms += (Atom(letter) for letter in text)


def printed(paragraph: Element) -> Printed:
    """What a w:p prints with all tracked changes accepted."""
    walk = _Walk()
    walk.through(paragraph)
    made: list[Atom] = []
    objects: set[int] = set()
    for place, atom in enumerate(walk.atoms):
        if place in walk.objects:
            objects.add(len(made))
        if atom.text in _UNSEEN:
            continue
        if unicodedata.combining(atom.text) and made:
            made[-1:] = _composed(made[-1], atom)
        else:
            made.append(_plain(atom))
    text = "".join(atom.text for atom in made)
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    inner = frozenset(place - first for place in objects if first < place < last)
    return Printed(paragraph, text.strip(), tuple(made[first:last]), inner)


def _plain(atom: Atom) -> Atom:
    letter = atom.text
    if letter in _BLANKS and atom.piece is not None and atom.piece.tag == W + "t":
        letter = " "
    elif letter in _BREAKS:
        letter = "\n"
    elif letter in _HYPHENS:
        letter = "-"
    else:
        letter = unicodedata.normalize("NFC", letter)
    return Atom(letter, atom.run, atom.piece, atom.start, atom.end) if letter != atom.text else atom


def _composed(letter: Atom, mark: Atom) -> list[Atom]:
    """A letter and a mark that was typed behind it; they can be changed where both stand in one piece."""
    text = unicodedata.normalize("NFC", letter.text + mark.text)
    whole = letter.run if letter.piece is mark.piece else None
    if len(text) == 1:
        return [Atom(text, whole, letter.piece, letter.start, mark.end)]
    return [letter, mark]


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(W + "val", "1") not in {"0", "false", "off"}


def _formula(entry: Element) -> str:
    """The letters of a formula, a fraction as "a/b"."""
    pieces: list[str] = []
    for part in entry:
        if part.tag in {_M + "t", W + "t"}:
            pieces.append(part.text or "")
        elif part.tag == _M + "f":
            above, below = part.find(_M + "num"), part.find(_M + "den")
            pieces.append("/".join("" if one is None else _formula(one) for one in (above, below)))
        elif part.tag != W + "del":
            pieces.append(_formula(part))
    return "".join(pieces)
