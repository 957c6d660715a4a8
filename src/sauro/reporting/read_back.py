"""A report that comes back as a Word file: which of its figures were changed, and which of its words.

Words may be edited before issue, figures may not: Word locks them, other programs do not, so what counts is
the comparison with the file that was frozen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sauro.reading.docx_package import Element, Package, W
from sauro.reading.limits import DEFAULT_LIMITS, Limits, check_archive
from sauro.writing.docx_properties import FIGURE_DIGEST
from sauro.writing.docx_runs import FIGURE_TAG, figure_key
from sauro.writing.runs import figure_digest

__all__ = ["Differences", "FigureChange", "ReadBack", "WordingChange", "differences", "read_back"]

_LEFT_OUT = frozenset(
    W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "txbxContent")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_MARKS = {W + "noBreakHyphen": "-", W + "tab": "\t", W + "br": "\n", W + "cr": "\n"}


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The figures of a file, key and text in the order of the document; its paragraphs, with the key of each
    figure in the place of its text ("⟦vb-cv⟧"); and the digest that the file bears, None where it bears
    none."""

    figures: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    stated_digest: str | None

    @property
    def digest(self) -> str:
        """That of the figures as they stand in the file now."""
        return figure_digest(self.figures)

    @property
    def is_true(self) -> bool:
        """Whether the file's figures are those that its own digest was made of. Hold `digest` against the one
        that was kept too: a file can be given another."""
        return self.stated_digest == self.digest


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that does not stand as it was written: its texts then and now, one for each place; none now
    where it was taken away or lost its mark, none then where it was added."""

    key: str
    written: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordingChange:
    """Paragraphs that were replaced by others; one side is empty where some were added or taken away."""

    written: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What is different in the file that came back. `digest_is_true` as in `ReadBack.is_true`;
    `digest_is_kept` is whether its figures have the digest of the frozen file."""

    figures: tuple[FigureChange, ...]
    wording: tuple[WordingChange, ...]
    digest_is_true: bool
    digest_is_kept: bool

    @property
    def only_wording(self) -> bool:
        """Whether the figures are those of the frozen file, each in its order."""
        return not self.figures and self.digest_is_kept


def read_back(data: bytes, limits: Limits = DEFAULT_LIMITS) -> ReadBack:
    """What stands in a .docx file.

    Raises Unreadable where it is damaged, too large when unpacked or no Word file.
    """
    check_archive(data, limits)
    package = Package(data)
    root = package.root(package.main)
    figures: list[tuple[str, str]] = []
    paragraphs: list[str] = []
    for paragraph in () if root is None else root.iter(W + "p"):
        words = _Words()
        text = words.text(paragraph).strip()
        figures += words.figures
        if text:
            paragraphs.append(text)
    return ReadBack(tuple(figures), tuple(paragraphs), _stated_digest(package))


def differences(frozen: bytes, returned: bytes) -> Differences:
    """What is different in `returned`, the file that came back, from the `frozen` one.

    Raises Unreadable as `read_back` does.
    """
    before, after = read_back(frozen), read_back(returned)
    return Differences(
        tuple(_figure_changes(before.figures, after.figures)),
        tuple(_wording_changes(before.paragraphs, after.paragraphs)),
        after.is_true,
        after.digest == before.digest,
    )


class _Words:
    """The words of one paragraph as they will be printed, tracked changes accepted; a paragraph inside it (in
    a text box) is one of its own. Figures are told by their bookmark or, where that was lost, by the tag of
    their content control."""

    def __init__(self) -> None:
        self.figures: list[tuple[str, str]] = []
        self._pieces: list[str] = []
        self._open: tuple[str, str | None] | None = None
        self._figure: list[str] = []

    def text(self, paragraph: Element) -> str:
        self._walk(paragraph)
        self._close()
        return "".join(self._pieces)

    def _walk(self, element: Element) -> None:
        for entry in element:
            tag = entry.tag
            if tag == W + "t":
                self._say(entry.text or "")
            elif tag in _MARKS:
                self._say(_MARKS[tag])
            elif tag == W + "bookmarkStart":
                key = figure_key(entry.get(W + "name", ""))
                if key is not None:
                    self._begin(key, entry.get(W + "id"))
            elif tag == W + "bookmarkEnd":
                if self._open is not None and self._open[1] == entry.get(W + "id"):
                    self._close()
            elif tag == W + "sdt" and self._open is None and (key := _tagged(entry)) is not None:
                self._begin(key, None)
                self._walk(entry)
                self._close()
            elif tag not in _LEFT_OUT and tag != W + "p":
                self._walk(entry)

    def _say(self, words: str) -> None:
        (self._pieces if self._open is None else self._figure).append(words)

    def _begin(self, key: str, bookmark: str | None) -> None:
        self._close()
        self._open = (key, bookmark)

    def _close(self) -> None:
        if self._open is not None:
            self.figures.append((self._open[0], "".join(self._figure)))
            self._pieces.append(f"⟦{self._open[0]}⟧")
            self._open, self._figure = None, []


def _tagged(control: Element) -> str | None:
    """The key of the figure in a content control; None for another."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    named = "" if tag is None else tag.get(W + "val", "")
    return named.removeprefix(FIGURE_TAG) if named.startswith(FIGURE_TAG) else None


def _stated_digest(package: Package) -> str | None:
    properties = package.related("", "custom-properties")
    for entry in () if properties is None else properties:
        if entry.get("name") == FIGURE_DIGEST:
            return "".join(str(text) for text in entry.itertext()).strip() or None
    return None


def _figure_changes(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> Iterator[FigureChange]:
    """By key, in the order of the frozen file, then what was added."""
    written, found = _by_key(before), _by_key(after)
    for key in dict.fromkeys((*written, *found)):
        then, now = written.get(key, ()), found.get(key, ())
        if then != now:
            yield FigureChange(key, then, now)


def _by_key(figures: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    gathered: dict[str, list[str]] = {}
    for key, text in figures:
        gathered.setdefault(key, []).append(text)
    return {key: tuple(texts) for key, texts in gathered.items()}


def _wording_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[WordingChange]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, from_, to, start, end in matcher.get_opcodes():
        if what != "equal":
            yield WordingChange(tuple(before[from_:to]), tuple(after[start:end]))
