"""From the lines of a printed page to its paragraphs; for PDF pages and for scans alike.

A page knows no paragraphs, only lines. What parts them is how administrative documents are typed (Decree
30/2020, appendix I): first lines indented by 1 to 1.27 cm, lines justified so that only the last one of a
paragraph is short, headings bold or centred, list items begun by their marks. The strongest single sign needs
no measure of the type: a line on which the next line's first word would still have found room was ended on
purpose.

Measures are points (1/72 inch) from the top left corner of the page as it is shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from sauro.folio.layout import ParagraphDraft, TableDraft
from sauro.folio.model import Alignment, Box, Part, Run, Sheet
from sauro.text.marks import read_mark

__all__ = [
    "Line",
    "Manner",
    "PageDrafts",
    "Setting",
    "cuts_number",
    "edges_of",
    "is_centred",
    "is_closed",
    "joint",
    "paragraphs_of",
    "setting_of",
    "starts_item",
    "starts_small",
]

_DASHES = "-–—+*•▪○●✓"
_CLOSING = ".;:!?…"
_HANGING = re.compile(
    r"(?:,|\b(?:của|và|với|về|tại|theo|trong|trên|từ|đến|ngày|tháng|quý|số|là|các|những|mọi|mỗi|cho|do|để|hoặc))$"
)
_BEFORE_NUMBER = re.compile(r"(?:^|[\s(])(?:ngày|tháng|năm|quý|số|điều|khoản|điểm|mục)$", re.IGNORECASE)
_LABEL = re.compile(r"[A-ZĐÀ-Ỹ](?:[^\W\d_]+,? ){1,6}?[^\W\d_]+:")
_TIES = ("-", "/")
_CUT_YEAR = re.compile(r"(?:\d{1,2}/)?\d{1,2}/(?:19|20)\d\d[.,;)]?")
_EDGE = 4.0  # how far an edge may lie from the column's and still count as lying on it
_SAMPLE = 240  # so many lines show how a text is set
_INDENT = 8.0  # from here on a line is indented
_DEEP = 62.0  # no first-line indent reaches so far (2.2 cm): only centred or right-set lines start there


class Manner(Enum):
    """How the lines of a column follow one another."""

    FLOWING = "running text"
    COLUMN = "head or foot of a document, where every line stands for itself unless it plainly goes on"
    CELL = "cell of a table: narrow, often centred, without indents"


@dataclass(slots=True)
class Line:
    """One printed line of one column. `bold` and `bold_end` are the make of its first and its last character.

    `origin` is the offset of its first character in the page's own text. A reader that knows more than that
    (the confidence of each word) gives `runs`, which put together are `text`; otherwise the line becomes one
    run."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    bold_end: bool = False
    italic: bool = False
    origin: int | None = None
    runs: list[Run] | None = None

    @property
    def middle(self) -> float:
        """How far down the page its middle stands."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Height of the line."""
        return self.bottom - self.top


@dataclass(slots=True)
class PageDrafts:
    """What was read from one page, in reading order. `page` counts from 1; `width` and `height` in
    points, as read; `turns` and `angle` say how it was turned before (`Sheet`)."""

    page: int
    blocks: list[ParagraphDraft | TableDraft]
    width: float
    height: float
    turns: int = 0
    angle: float = 0.0

    def sheet(self, *, scanned: bool) -> Sheet:
        """The page itself, without what stands on it."""
        width, height, angle = round(self.width, 2), round(self.height, 2), round(float(self.angle), 3)
        return Sheet(self.page, width, height, scanned, self.turns, angle)


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text of a column is set: its edges, the usual first-line indent (0 where there is none)
    and the usual distance from one line's top to the next one's (0 where unknown)."""

    left: float
    right: float
    indent: float = 0.0
    pitch: float = 0.0

    @property
    def width(self) -> float:
        """Width of the column."""
        return self.right - self.left


def setting_of(lines: Sequence[Line]) -> Setting:
    """The setting of running text, measured on its lines (those of one page, or of several of one size)."""
    if not lines:
        return Setting(0.0, 0.0)
    left, right = edges_of(lines)
    sample = lines[:_SAMPLE]
    indents = Counter([round(line.left - left) for line in sample if _INDENT < line.left - left < _DEEP])
    indent = float(indents.most_common(1)[0][0]) if indents and max(indents.values()) >= 2 else 0.0
    steps = [(below.bottom - above.bottom, above.bottom - above.top) for above, below in pairwise(sample)]
    usual = Counter([round(step * 2) for step, height in steps if 0.8 * height < step < 2.4 * height])
    return Setting(left, right, indent, usual.most_common(1)[0][0] / 2 if usual else 0.0)


def edges_of(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of running text: the leftmost place where several lines begin, and the
    rightmost end but for the odd line that juts out."""
    rights = sorted([line.right for line in lines])
    lefts = sorted([line.left for line in lines])
    needed = max(2, len(lines) // 20)
    left = lefts[0]
    for index in range(len(lefts) - needed + 1):
        if lefts[index + needed - 1] - lefts[index] < _EDGE:
            left = lefts[index]
            break
    return left, rights[-1 - len(rights) // 30]


def starts_item(text: str) -> bool:
    """Whether a line begins like a list item or a numbered heading: "I. ", "2.1. ", "a) ", "- "."""
    return read_mark(text) is not None


def joint(before: str, after: str) -> str:
    """What stands between two lines of one paragraph: a space, or nothing inside a document number ("226-" |
    "KL/TW", "153a" | "/KH-UBND"). A hyphen at a line's end is the writer's own: Vietnamese is never
    hyphenated. Nor stands anything between the digits of a year that a narrow cell cut ("20/4/202" | "6")."""
    if before[-1:].isdigit() and after[:1].isdigit() and _CUT_YEAR.fullmatch(_meeting(before, after)):
        return ""
    if before[-1:] in _TIES:
        return "" if before[-2:-1].isalnum() and after[:1].isalnum() else " "
    if after[:1] in _TIES:
        return "" if before[-1:].isalnum() and after[1:2].isalpha() else " "
    return " "


def _meeting(before: str, after: str) -> str:
    """The last word of one line and the first of the next, put together."""
    return before.rsplit(None, 1)[-1] + after.split(None, 1)[0]


def paragraphs_of(
    lines: Sequence[Line],
    setting: Setting,
    *,
    page: int,
    part: Part = Part.BODY,
    manner: Manner = Manner.FLOWING,
) -> list[ParagraphDraft]:
    """The paragraphs that these lines of one column, in their order, make up."""
    if not lines:
        return []
    goes_on = _RULES[manner]
    group = [lines[0]]
    groups = [group]
    last = len(lines) - 1
    for index in range(1, last + 1):
        line = lines[index]
        if goes_on(group, line, lines[index + 1] if index < last else None, setting):
            group.append(line)
        else:
            group = [line]
            groups.append(group)
    return [_draft(group, setting, page, part) for group in groups]


def _draft(group: list[Line], setting: Setting, page: int, part: Part) -> ParagraphDraft:
    runs: list[Run] = []
    last = len(group) - 1
    for index, line in enumerate(group):
        text = line.text
        space = joint(text, group[index + 1].text) if index < last else ""
        if line.runs is None:
            box = Box(line.left, line.top, line.right, line.bottom)
            bold = line.bold and line.bold_end
            runs.append(Run(text + space, bold, line.italic, line.origin, None, None, box))
        else:
            runs.extend(line.runs)
            if space:
                runs.append(Run(space, bold=line.bold_end, italic=line.italic))
    # The last line shows how the paragraph is set: the others may be full.
    return ParagraphDraft(runs, page, part, None, None, _alignment(group[-1], setting))


def _alignment(line: Line, setting: Setting) -> Alignment | None:
    """Centred or right; None for running text."""
    before = line.left - setting.left
    if before < 2 * _INDENT:  # most lines are at the left edge
        return None
    if is_centred(line, setting):
        return Alignment.CENTRE
    return Alignment.RIGHT if before > _DEEP and setting.right - line.right < _EDGE else None


def is_centred(line: Line, setting: Setting) -> bool:
    """Whether the line stands in the middle of its column; an indented line that happens to end as far
    from the right edge is not taken for one."""
    before = line.left - setting.left
    if before < 2 * _INDENT or (before <= _DEEP and abs(before - setting.indent) <= 3):  # most lines
        return False
    return _is_even(line, setting)


def _is_even(line: Line, setting: Setting) -> bool:
    """Whether the line ends as far from the right edge as it begins from the left one."""
    apart = abs((line.left - setting.left) - (setting.right - line.right))
    return apart <= _EDGE or apart <= (setting.right - setting.left) / 60


def _first_word(below: Line, above: Line) -> float:
    """About how wide the first word of `below` is, with the blank before it, in the type of `above`."""
    letter = (above.right - above.left) / (len(above.text) or 1)
    word = below.text.partition(" ")[0]
    if (word.islower() and word.isalpha()) or above.text.isupper():
        return (len(word) + 1) * letter
    return letter * (1 + sum([1.45 if sign.isupper() else 1.2 if sign.isdigit() else 1.0 for sign in word]))


def _room_left(above: Line, below: Line, setting: Setting) -> bool:
    """Whether the first word of `below` would still have found room behind `above`. Where first lines
    are indented, the indent tells paragraphs apart and only a plain gap counts."""
    share = 1.3 if setting.indent else 1.0
    return (
        above.right < setting.right - _EDGE
        and above.right + share * _first_word(below, above) < setting.right
    )


def starts_small(text: str) -> bool:
    """Whether a line begins like the middle of a sentence: with a small letter or a figure that is no
    list mark."""
    first = text.lstrip("\"'“‘(")[:1]
    return first.islower() or (first.isdigit() and not starts_item(text))


def is_closed(text: str) -> bool:
    """Whether a line ends in a mark that may close a paragraph."""
    return text.rstrip("\"'”’)]")[-1:] in _CLOSING


def cuts_number(above: str, below: str) -> bool:
    """Whether what looks like a list mark is a number cut off from its sentence: "(tháng" | "12) gửi"."""
    return below[:1].isdigit() and (
        above.rfind("(") > above.rfind(")") or _BEFORE_NUMBER.search(above) is not None
    )


def _is_mid_sentence(above: Line, below: Line) -> bool:
    """Whether a line begins with a small letter behind a line, not in capitals, that no mark closes."""
    small = below.text[0].islower() and not starts_item(below.text)
    return small and not is_closed(above.text) and not above.text.isupper()


def _changes_make(above: Line, below: Line) -> bool:
    """A heading in bold ends, or begins, between the two lines."""
    if above.bold_end == below.bold:
        return False
    whole = above.bold == above.bold_end if above.bold_end else below.bold == below.bold_end
    return whole and not starts_small(below.text)


def _flows_on(group: list[Line], below: Line, after: Line | None, setting: Setting) -> bool:
    """Whether `below` goes on the paragraph `group` of running text."""
    above = group[-1]
    step = below.bottom - above.bottom
    if step < 0 or (setting.pitch and step > 1.6 * setting.pitch + 1):
        return False
    offset = below.left - setting.left
    if offset < _INDENT and below.text[0].islower() and setting.right - above.right < _EDGE:
        return not is_closed(above.text) or not starts_item(below.text)
    if _changes_make(above, below):
        return False
    if below.left - above.left < _INDENT and _is_mid_sentence(above, below):
        return True
    first, second = is_centred(above, setting), is_centred(below, setting)
    if len(group) > 1 and not (first and second) and any(is_centred(line, setting) for line in group):
        first, second = first or _is_even(above, setting), second or _is_even(below, setting)
    if first or second:
        return _centred_on(above, below, setting, (first, second))
    room = _room_left(above, below, setting)
    item = starts_item(below.text)
    if item and not (
        below.text[0] in _DASHES and not room and not is_closed(above.text) and offset < _INDENT
    ):
        if room or is_closed(above.text) or offset >= _INDENT:
            return False
        return bool(setting.indent) or cuts_number(above.text, below.text)
    if offset > _INDENT:
        return _indented_on(group, below, after, room)
    if room:
        return _hangs_together(above.text, below.text)
    if not is_closed(above.text) or starts_small(below.text):
        return True
    spaced = bool(setting.pitch) and step > setting.pitch + 1.8
    return not (spaced or below.text[0] == "(" or (not setting.indent and _LABEL.match(below.text)))


def _hangs_together(above: str, below: str) -> bool:
    """Whether the words alone show that a sentence goes on from one line to the next."""
    if is_closed(above):
        return False
    return starts_small(below) or (_HANGING.search(above) is not None and not starts_item(below))


def _centred_on(above: Line, below: Line, setting: Setting, middle: tuple[bool, bool]) -> bool:
    """Whether a line goes on a centred one, or the other way round: titles of several lines."""
    offset = below.left - setting.left
    full = abs((above.left - setting.left) - (setting.right - above.right)) < 2 * _INDENT
    if above.text.isupper() != below.text.isupper() or not (middle[0] or (full and above.bold == below.bold)):
        return False
    if not middle[1] and (offset > 2 * _INDENT or not above.bold):
        return False
    if below.text[:1] == "(" or starts_item(below.text):
        return False
    if starts_small(below.text):
        return not is_closed(above.text)
    free = setting.left + (above.right - above.left)
    shifted = Line(above.text, setting.left, above.top, free, above.bottom)
    return not _room_left(shifted, below, setting)


def _indented_on(group: list[Line], below: Line, after: Line | None, room: bool) -> bool:
    """Whether an indented line goes on: hanging below a list mark, or in a paragraph that is indented
    as a whole."""
    above = group[-1]
    if room and not _hangs_together(above.text, below.text):
        return False
    if below.left > above.left + _EDGE:
        return len(group) == 1 and starts_item(group[0].text)
    if below.left < above.left - _EDGE:
        return True
    if len(group) > 1:
        return True
    return after is None or after.left > below.left - _EDGE or starts_small(below.text)


def _runs_on(group: list[Line], below: Line, after: Line | None, setting: Setting) -> bool:
    """Whether `below` goes on the last line in a column of the head or the foot."""
    above = group[-1]
    if below.top - above.bottom > 0.9 * (above.bottom - above.top) or _changes_make(above, below):
        return False
    if starts_item(below.text) or above.text[-1:] in ";.:":
        return False
    if group[0].text.startswith(("V/v", "V/V")) or (
        group[0].text.startswith("CỘNG H") and below.text.isupper()
    ):
        return True
    if below.text[:1] == "(" or below.text.isupper() or above.text.isupper():
        return False
    return starts_small(below.text) or (starts_item(group[0].text) and not _room_left(above, below, setting))


def _fills_on(group: list[Line], below: Line, after: Line | None, setting: Setting) -> bool:
    """Whether `below` goes on the last line in a cell. Where the line stands in the cell says nothing
    there; what counts is whether the next word would still have found room."""
    above = group[-1]
    if _changes_make(above, below):
        return False
    room = above.right - above.left + 1.1 * _first_word(below, above) + 1 < setting.width
    if starts_item(below.text):
        if not room and cuts_number(above.text, below.text):
            return True
        return (
            below.text[0] in _DASHES
            and not room
            and not is_closed(above.text)
            and not starts_item(group[0].text)
        )
    return _hangs_together(above.text, below.text) or not room


_RULES = {Manner.FLOWING: _flows_on, Manner.COLUMN: _runs_on, Manner.CELL: _fills_on}
