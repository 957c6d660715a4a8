"""Automatic list numbers that print what the source text has typed.

One multilevel list carries I. / 1. / 1.1. / a) / - / +. Where the typed sequence leaves what the list would
count, a new `w:num` with `startOverride` forces it; "đ)", which Word's own letters do not know, comes from
a list whose level text is that literal. Counters are simulated as Word keeps them: per abstract list,
deeper levels cleared.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tools.sample_text import Item, Mark

__all__ = ["Numbering", "NumberReference"]

LEVELS = {Mark.ROMAN: 0, Mark.ARABIC: 1, Mark.DOTTED: 2, Mark.LETTER: 3, Mark.DASH: 4, Mark.PLUS: 5}
FORMATS = (
    ("upperRoman", "%1."),
    ("decimal", "%2."),
    ("decimal", "%2.%3."),
    ("lowerLetter", "%4)"),
    ("bullet", "-"),
    ("bullet", "+"),
)
BULLETS = (4, 5)
MAIN, LITERAL_D, RANKS = 1, 2, 3
FIRST_NUM, D_NUM = 1, 2
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class NumberReference:
    """What a paragraph's `w:numPr` says. `by_style`: the heading style's own number will do."""

    num_id: int
    level: int
    by_style: bool = False


@dataclass(slots=True)
class Numbering:
    """Hands out references in the order of the paragraphs and writes the numbering part at the end."""

    style_of_romans: str
    counters: list[int] = field(default_factory=lambda: [0] * len(FORMATS))
    num: int = FIRST_NUM
    forced_level: int = -1
    overrides: list[tuple[int, int, int, int]] = field(default_factory=list)

    def reference(self, item: Item) -> NumberReference | None:
        """The reference that prints `item.label`; None where it has to be typed."""
        if item.label == "đ)":
            return NumberReference(D_NUM, 0)
        level = LEVELS[item.mark]
        ordinal = self._ordinal(item)
        if ordinal is None or (level in BULLETS and item.label != FORMATS[level][1]):
            return None
        expected = self.counters[level] + 1
        if level not in BULLETS and (expected != ordinal or level < self.forced_level):
            self.num = self._new_num(MAIN, level, ordinal)
            self.forced_level = level
        self.counters[level] = ordinal
        self.counters[level + 1 :] = [0] * (len(FORMATS) - level - 1)
        return NumberReference(self.num, level, level == 0 and self.num == FIRST_NUM)

    def ranks(self) -> NumberReference:
        """A new count 1, 2, 3 … for the first column of a table."""
        return NumberReference(self._new_num(RANKS, 0, 1), 0)

    def _new_num(self, abstract: int, level: int, start: int) -> int:
        num_id = D_NUM + 1 + len(self.overrides)
        self.overrides.append((num_id, abstract, level, start))
        return num_id

    def _ordinal(self, item: Item) -> int | None:
        bare = item.label.rstrip(".)")
        if item.mark is Mark.ROMAN:
            return _roman(bare)
        if item.mark is Mark.ARABIC:
            return int(bare)
        if item.mark is Mark.DOTTED:
            outer, inner = (int(part) for part in bare.split("."))
            in_place = outer == self.counters[1] and item.label.endswith(".")
            return inner if in_place and inner == self.counters[2] + 1 else None
        if item.mark is Mark.LETTER:
            return ord(bare) - ord("a") + 1
        return self.counters[LEVELS[item.mark]] + 1

    def xml(self) -> str:
        """The numbering part."""
        levels = "".join(
            _level(number, form, text, self.style_of_romans if number == 0 else None)
            for number, (form, text) in enumerate(FORMATS)
        )
        abstracts = (
            _abstract(MAIN, "multilevel", levels)
            + _abstract(LITERAL_D, "singleLevel", _level(0, "none", "đ)", None))
            + _abstract(RANKS, "singleLevel", _rank_level())
        )
        nums = _num(FIRST_NUM, MAIN) + _num(D_NUM, LITERAL_D)
        nums += "".join(
            _num(num_id, abstract, (level, start)) for num_id, abstract, level, start in self.overrides
        )
        return f'<w:numbering xmlns:w="{NAMESPACE}">{abstracts}{nums}</w:numbering>'


def _roman(text: str) -> int | None:
    values = [ROMAN_VALUES[letter] for letter in text]
    signed = [-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)]
    return sum(signed)


def _level(number: int, form: str, text: str, style: str | None) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
        '<w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr></w:lvl>'
    )


def _rank_level() -> str:
    return (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val="%1"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )


def _abstract(number: int, kind: str, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>'
        f"{levels}</w:abstractNum>"
    )


def _num(number: int, abstract: int, start: tuple[int, int] | None = None) -> str:
    override = ""
    if start is not None:
        override = f'<w:lvlOverride w:ilvl="{start[0]}"><w:startOverride w:val="{start[1]}"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
