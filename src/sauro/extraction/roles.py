"""Lists of units that say of each what it is in the duty: "A chủ trì; B, C phối hợp", "Chủ trì: A. Phối hợp:
B", "A (chủ trì), B (phối hợp)", "A là cơ quan chủ trì, phối hợp với B".

A word for the role stands before its names (with a colon or "với") or behind them; the names between two such
words belong to the one that claims them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sauro.extraction.unit_lists import split_units
from sauro.extraction.unit_verbs import next_verb
from sauro.extraction.unit_words import begins_name
from sauro.folio.passage import Passage

__all__ = ["split_pair", "split_roles", "tells_roles"]

_ROLE = re.compile(
    r"(?<!\w)(?P<who>(?:cơ quan|đơn vị|bộ phận|đầu mối)\s+)?"
    r"(?:(?P<strong>chủ trì|CT(?=\s*:))|(?P<with>phối hợp|PH(?=\s*:))"
    r"|(?P<weak>thực hiện|(?:là|làm) đầu mối|tham mưu|chịu trách nhiệm))(?!\w)"
    r"(?:\s*(?:,|và|/)?\s*(?:thực hiện|triển khai|tổ chức|tham mưu|chính)(?!\w))*"
    r"\s*(?P<sign>:|(?:cùng với|với|cùng)(?!\w)\s*:?)?",
    re.IGNORECASE,
)
_ROLE_WORDS = ("hối hợp", "chủ trì", "Chủ trì", "CHỦ TRÌ", "HỐI HỢP")
_JOINT = re.compile(r"[;.,)]\s*(?:và\s+)?|\s+và\s+")
"""Where names may begin anew behind a role that the words after it spell out."""
_BEFORE_NAMES = re.compile(r"[\s;,.:)\-–+•]*(?:(?:và|còn|đồng thời|đề nghị|giao|mời)\s+)*", re.IGNORECASE)
_AFTER_NAMES = re.compile(
    # "… theo chức năng, nhiệm vụ (phối hợp)", "… là (cơ quan chủ trì)", "… ("
    r"(?:\s*,?\s+(?:theo|căn cứ|trên cơ sở)\s.*)?(?:[\s,;(\-–]|(?<!\w)(?:là|làm|cùng|sẽ|có trách nhiệm))*$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"[;,.]\s+(?:và\s+)?(?:đề nghị|mời|yêu cầu|giao)\s+", re.IGNORECASE)
_HELPS = ("hướng dẫn", "hỗ trợ", "giám sát", "kiểm tra", "đôn đốc", "tham gia", "cung cấp", "tạo điều kiện")
"""What a unit does beside the one that carries the work out."""
_ASKS = re.compile(r"(?:đề nghị|mời|yêu cầu)\s+", re.IGNORECASE)
_IS = re.compile(r"(?:(?<!\w)(?:là|làm)|[(\-–])\s*$", re.IGNORECASE)


def tells_roles(text: str) -> bool:
    """Whether a list says who leads or who cooperates."""
    return any(word in text for word in _ROLE_WORDS)


def split_roles(*passages: Passage) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Lead and cooperating units of a list that may name both, its paragraphs in order. Names without a word
    for their role lead; beside one of which is said "chủ trì" they cooperate."""
    reader = _Reader()
    for passage in passages:
        reader.read(passage)
    return tuple(reader.leading), tuple(reader.with_them)


def split_pair(passage: Passage) -> tuple[tuple[Passage, ...], tuple[Passage, ...]] | None:
    """Lead and cooperating units of a cell under "Chủ trì/Phối hợp" that is written like the name of its
    column ("Sở Nội vụ/Sở Tài chính, các xã"); None for two names of one office ("Phòng Kinh tế/Phòng Kinh tế,
    Hạ tầng và Đô thị") and for any other list."""
    text = passage.text
    leading, slash, others = (piece.strip() for piece in text.partition("/"))
    alike = leading.split()[:2] == others.split()[:2]
    if not slash or "/" in others or alike or tells_roles(text):
        return None
    if not (begins_name(leading) and begins_name(others)):
        return None
    at = text.index("/")
    return split_units(passage.part(0, at)), split_units(passage.part(at + 1))


@dataclass(slots=True)
class _Reader:
    """Reads a list from left to right. `waits`: where the names go that no word behind claims; `announced`:
    that a word before them said so."""

    leading: list[Passage] = field(default_factory=list)
    with_them: list[Passage] = field(default_factory=list)
    waits: list[Passage] = field(init=False)
    announced: bool = False

    def __post_init__(self) -> None:
        self.waits = self.leading

    def read(self, passage: Passage) -> None:
        """Adds the units of one paragraph to those who lead and those who cooperate."""
        text = passage.text
        start = 0
        told = False
        for match in _ROLE.finditer(text):
            names = self._names(passage, start, match.start(), told=told)
            own = self.with_them if match["with"] else self.leading
            if match["who"] and match["sign"] != ":" and not _IS.search(text, start, match.start()):
                continue  # "các cơ quan chủ trì soạn thảo" are called so
            if _announces(text, match):
                self.waits += split_units(names) if names.text else ()
                self.waits, self.announced, told = own, True, False
                start = match.end()
                continue
            if match["weak"] and self.announced:
                own = self.waits
            if names.text:
                own += self._with_asked(names) if match["with"] else split_units(names)
                self.waits = self._beside(match)
                self.announced = False
            start, told = match.end(), True
        rest = self._names(passage, start, len(text), told=told, claimed=False)
        if rest.text:
            self.waits += self._without_helpers(split_units(rest))

    def _with_asked(self, names: Passage) -> tuple[Passage, ...]:
        """Those of the names before a "phối hợp" of whom it is said: where some are asked to ("A; đề nghị B,
        C phối hợp"), or no other leads ("A; B, C phối hợp"), the ones before them lead."""
        asked = _ASKED.search(names.text)
        cut = asked.start() if asked else names.text.rfind("; ")
        if cut > 0 and (asked or not self.leading) and begins_name(names.text):
            self.waits += split_units(names.part(0, cut))
            return split_units(names.part(asked.end() if asked else cut + 2))
        return split_units(names)

    def _without_helpers(self, units: tuple[Passage, ...]) -> tuple[Passage, ...]:
        """The units of a list that no role claims, without those that only help another there ("A; B hướng
        dẫn kỹ thuật")."""
        out: list[Passage] = []
        for unit in units:
            asked = _ASKS.match(unit.text) if out or self.leading else None
            begin = asked.end() if asked else 0
            verb = (
                next_verb(unit.text, begin, begin, len(unit.text)) if asked or out or self.leading else None
            )
            if verb and unit.text.startswith(_HELPS, verb) and begins_name(unit.text, begin):
                self.with_them.append(unit.part(begin, verb))
            elif not (verb and unit.text.startswith("chỉ đạo", verb)):  # who directs all of them leads none
                out.append(unit)
        return tuple(out)

    def _beside(self, match: re.Match[str]) -> list[Passage]:
        """What the others are whom no word claims, beside units of this role."""
        if match["with"]:
            return self.leading
        return self.with_them if match["strong"] else []

    def _names(self, passage: Passage, start: int, end: int, *, told: bool, claimed: bool = True) -> Passage:
        """The names between two words for roles; behind a role (`told`) only what begins like a name, and
        before one that claims them without what leads over to it."""
        text = passage.text
        joint = _BEFORE_NAMES.match(text, start, end)
        begin = joint.end() if joint else start
        if told and not (_JOINT.match(text, start) and begins_name(text, begin)):
            begin = _first_name(text, start, end)
        stop = _AFTER_NAMES.search(text, begin, end) if claimed else None
        return passage.part(begin, stop.start() if stop else end)


def _announces(text: str, match: re.Match[str]) -> bool:
    """Whether a word for a role stands before its names: "phối hợp với …", "Chủ trì: …", "phối hợp Sở …"."""
    if match["sign"]:
        return match["sign"] == ":" or match["with"] is not None
    return match["with"] is not None and begins_name(text, match.end()) and text[match.end() - 1 :][:1] == " "


def _first_name(text: str, start: int, end: int) -> int:
    """Where the first name behind a joint begins; `end` where none does."""
    for joint in _JOINT.finditer(text, start, end):
        begin = _BEFORE_NAMES.match(text, joint.end(), end)
        place = begin.end() if begin else joint.end()
        if place < end and begins_name(text, place):
            return place
    return end
