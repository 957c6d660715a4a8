"""Cuts sentences into the clauses of their figures: which words belong to a figure, what time governs it.

Clauses are parted by semicolons, colons and brackets, and by commas or "và" where the words behind begin a
demand of their own. All patterns without accents are matched against `sauro.text.compare.plain`, so that lost
or mistaken accents do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sauro.extraction.indicator_names import has_subject
from sauro.extraction.indicators import is_usual, reduces
from sauro.extraction.time_frames import time_frame
from sauro.text.numbers import Quantity

__all__ = ["Clause", "Sentence", "clauses_of", "sentences_of"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch between full stops."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure with the stretch that is quoted for it, the time that governs it, and the plain words it takes
    over from the clause before. `opening` is where the words begin that only say until when ("Phấn đấu đến
    năm 2031 …"), `start` itself where there are none. `shares_verb`: what it takes over is only the verb."""

    start: int
    end: int
    quantity: Quantity
    until: str | None
    carried: str
    opening: int
    shares_verb: bool


_FULL_STOP = re.compile(r"[.!?](?=\s|$)(?<!\d\.(?=\d))|\n\s*\n|\t")
_COMMA = re.compile(r",\s+|\s+(?=(?:và|đồng thời|trong đó)\s)")
_MARKER = re.compile(
    r"\s*(?:[-–+•*]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(\d{1,2}\)|[a-zđ]{1,2}[.)])\s+|\s*\d{1,2}\.\s+",
    re.IGNORECASE,
)
_CONNECTOR = re.compile(
    r"(?:\s|[-–+•*,]|(?:đồng thời|trong đó|và|ngoài ra|cụ thể|nhưng|song)(?!\w)|chỉ tiêu\s+\d+\s*:?)+",
    re.IGNORECASE,
)
# What a clause of its own begins with (plain letters).
_HEAD = re.compile(
    r"(?:va |dong thoi |trong do )*(?:phan dau|bao dam|dam bao|cat giam|tinh gian|giam|tang|nang|dua|"
    r"duy tri|ty le|ti le|ty trong|so luong|toc do|gia tri|tong|thuc hien|hoan thanh|hinh thanh|phat trien|"
    r"xay dung|co |it nhat|toi thieu|grdp|kim ngach|san luong|nang suat|thu nhap|"
    r"(?:tren|hon|duoi|tu) (?=\d|[a-z]+ \d)|khong (?:qua|duoi|it hon)|moi (?!truong)|"
    r"chi tieu|muc tieu|"
    r"den |nam \d{4}|\d|so (?!hoa)|ho tro|to chuc|trien khai|>|≥)"
)
_CUT_AFTER = re.compile(
    r",\s+(?=(?:gop phan|gan voi|tung buoc|nham|qua do|tao |lam co so|phuc vu|dap ung|"
    r"bao cao ket qua)(?:\s|$))"
)
# What only says until when; the clause that states the target is quoted without it.
_TIME_FIRST = re.compile(
    r"(?:(?:phan dau|muc tieu|chi tieu),? )?(?:(?:ngay |phan dau )?(?:den|trong|het|vao|tu)(?: het| cuoi)? )?"
    r"(?:(?:quy (?:iv|i{1,3}|[1-4])|thang \d{1,2}) ?(?:/|nam ) ?|nam |cuoi nam |het nam )20\d\d,? "
    r"(?=[a-z\d≥>])(?!(?:dat|la|co|tro|tu|tren|hon|duoi|khoang|chiem) |va )"
)
# A heading before a colon that may name what the figure behind it measures, in words.
_SUBJECT_WORDS = 9
# Characters: no clause is longer, and no more is taken over from another. Keeps hostile texts from costing
# time.
_REACH = 1000
_CARRIED = 300
_LOOSE_JOINT = re.compile(r"\s+(?:và|đồng thời|trong đó)$")
_AND = re.compile(r"va\s")
_FROM = re.compile(r"(?<!\w)tu\s+(?:muc\s+|khoang\s+)?$")
_TO = re.compile(r"[^,;.]{0,40}?(?<!\w)(?:len|xuong|den|toi)(?!\w)")


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of an item in their order, the mark at its head left out."""
    sentences: list[Sentence] = []
    start = 0
    marker = _MARKER.match(text)
    if marker:
        start = marker.end()
    for stop in _FULL_STOP.finditer(text, start):
        sentences.append(Sentence(start, stop.start()))
        start = stop.end()
    sentences.append(Sentence(start, len(text)))
    return sentences


def clauses_of(text: str, flat: str, sentence: Sentence, inside: list[Quantity]) -> list[Clause]:
    """The clauses of a sentence. A time at its end holds for the clause before too, where both have their
    verb in common: "cắt giảm 15% văn bản, 10% hội nghị trong năm 2026"."""
    clauses = list(_clauses_of(text, flat, sentence, inside))
    for index in range(len(clauses) - 1, 0, -1):
        before, after = clauses[index - 1 : index + 1]
        if before.until is None and after.until is not None and after.shares_verb:
            clauses[index - 1] = replace(before, until=after.until)
    return clauses


def _clauses_of(text: str, flat: str, sentence: Sentence, inside: list[Quantity]) -> Iterator[Clause]:
    """The clause of each figure of a sentence, with the time that governs it and what it takes over from the
    clause before: "cắt giảm 15% số lượng văn bản và 10% số lượng hội nghị"."""
    governing: str | None = None
    low, last = sentence.start, None
    for index, quantity in enumerate(inside):
        hard = _hard_start(text, low, quantity.start)
        governing = time_frame(flat[low:hard]) or governing
        following = inside[index + 1] if index + 1 < len(inside) else None
        earlier = inside[index - 1].end if index else sentence.start
        opening, end = _extent(text, flat, sentence, hard, earlier, quantity, following)
        led = _TIME_FIRST.match(flat, opening, quantity.start + 12)
        start = led.end() if led and led.end() <= quantity.start else opening
        low = hard
        until = time_frame(flat[start:end]) or time_frame(flat[hard:start]) or governing
        if _is_departure(flat, quantity, following):
            continue
        is_nested = (
            last is not None and last.start == start and last.quantity.unit == "%" and quantity.unit != "%"
        )
        if not is_nested:
            carried = _carried(text, last, start, end, quantity, hard, following, sentence.end)
            shares_verb = bool(carried) and has_subject(
                text[start:end], quantity.start - start, quantity.end - start
            )
            last = Clause(start, end, quantity, until, carried, opening, shares_verb)
            yield last


def _carried(
    text: str,
    last: Clause | None,
    start: int,
    end: int,
    quantity: Quantity,
    hard: int,
    following: Quantity | None,
    high: int,
) -> str:
    """The words of the clause before that this one leaves out: the verb of reduction, or all of it."""
    named = has_subject(text[start:end], quantity.start - start, quantity.end - start)
    if last is None:
        if named:
            return ""
        if has_subject(text[hard:start], 0, 0):
            return _told_before(text, max(hard, start - _CARRIED), start)
        if hard and text[hard - 1] == "(":  # "Toàn bộ hồ sơ được số hóa (100%)"
            return text[max(0, hard - _CARRIED) : hard - 1].rsplit(". ", 1)[-1]
        if following is None:
            return ""
        return text[following.end : _hard_end(text, following.end, high)] + " "
    head = (last.carried + text[last.start : last.quantity.start])[-_CARRIED:]
    if last.start >= hard and quantity.start == start and reduces(head) and not reduces(text[start:end]):
        return head
    if not named:
        unit = last.quantity.unit or ""
        counted = "" if unit == "%" else f"{unit} "
        return head + counted + text[last.quantity.end : last.end] + " "
    return ""


def _told_before(text: str, low: int, start: int) -> str:
    """The words of a clause before the one that states the target; where they only say who carries it out,
    those before them in the sentence."""
    told = text[low:start]
    if "chủ trì" not in told and "phối hợp" not in told:
        return told
    earlier = text[max(0, low - _CARRIED) : low].rsplit(". ", 1)[-1]
    return earlier if has_subject(earlier, 0, 0) else told


def _hard_start(text: str, low: int, at: int) -> int:
    """Where the clause around `at` begins at the latest mark that parts clauses; brackets that close before
    are no such mark."""
    low = max(low, at - _REACH)
    start, depth = low, 0
    for index in range(at - 1, low - 1, -1):
        letter = text[index]
        if letter == ")":
            depth += 1
        elif letter == "(":
            if depth == 0:
                return index + 1
            depth -= 1
        elif depth == 0 and (letter == ";" or (letter == ":" and not text[index + 1 : index + 2].isdigit())):
            return index + 1
    return start


def _hard_end(text: str, at: int, high: int) -> int:
    """Where the clause ends: a semicolon, a bracket that closes around it, or a bracket right behind the
    figure."""
    high = min(high, at + _REACH)
    if text[at:high].lstrip().startswith("("):
        return at
    depth = 0
    for index in range(at, high):
        letter = text[index]
        if letter == "(":
            depth += 1
        elif letter == ")":
            if depth == 0:
                return index
            depth -= 1
        elif letter == ";" and depth == 0:
            return index
    return high


def _commas(text: str, low: int, high: int) -> list[int]:
    """Where words begin behind a comma or before "và": a last resort to part two shares of one clause."""
    return [comma.end() for comma in _COMMA.finditer(text, low, high)]


def _soft_starts(text: str, flat: str, low: int, high: int) -> list[int]:
    """Places between `low` and `high` where a clause of its own may begin after a comma or "và"."""
    starts: list[int] = []
    depth, last = 0, low
    for comma in _COMMA.finditer(text, low, high):
        depth += text.count("(", last, comma.start()) - text.count(")", last, comma.start())
        last = comma.start()
        if depth <= 0 and _HEAD.match(flat, comma.end()):
            starts.append(comma.end())
    return starts


def _extent(
    text: str,
    flat: str,
    sentence: Sentence,
    hard: int,
    earlier: int,
    quantity: Quantity,
    following: Quantity | None,
) -> tuple[int, int]:
    """Where the clause of a figure begins and ends, as it is quoted: from the word that demands, up to the
    next figure's clause. `earlier` is where the figure before it ends."""
    start = _start(text, flat, hard, earlier, quantity)
    end = _end(text, flat, sentence, quantity, following)
    if start == hard and text[hard - 1 : hard] == ":":
        head = _hard_start(text, max(sentence.start, min(earlier, hard - 1)), hard - 1)
        if _is_headed(text, head, hard, end, quantity):
            start = head
    connector = _CONNECTOR.match(text, start, quantity.start)
    return (connector.end() if connector else start), end


def _is_headed(text: str, head: int, start: int, end: int, quantity: Quantity) -> bool:
    """Whether what is measured stands before the colon: "Tỷ lệ họp trực tuyến: 60%", "Số lượng văn bản: giảm
    15% so với năm trước"."""
    if not has_subject(text[start:end], quantity.start - start, quantity.end - start):
        return True
    words, clause = text[head : start - 1], text[start:end]
    if len(words.split()) > _SUBJECT_WORDS or reduces(words):
        return False
    unit = quantity.unit or ""
    return not is_usual(clause, unit=unit) and is_usual(words + clause, unit=unit)


def _start(text: str, flat: str, hard: int, earlier: int, quantity: Quantity) -> int:
    """Behind the last comma that a demand follows; "và" parts two clauses only past an earlier figure."""
    starts = _soft_starts(text, flat, hard, quantity.start + 1)
    starts = [one for one in starts if one > earlier > hard or not _AND.match(flat, one)]
    if quantity.unit == "%" and earlier > hard and not any(one >= earlier for one in starts):
        starts += _commas(text, earlier, quantity.start)[-1:]
    return starts[-1] if starts else hard


def _end(text: str, flat: str, sentence: Sentence, quantity: Quantity, following: Quantity | None) -> int:
    end = _hard_end(text, quantity.end, sentence.end)
    if following and following.start < end:
        later = _soft_starts(text, flat, quantity.end, following.start + 1)
        if not later and following.unit == "%":
            later = _commas(text, quantity.end, following.start)[-1:]
        end = later[0] if later else end
    cut = _CUT_AFTER.search(flat, quantity.end, end)
    if cut:
        end = cut.start()
    while end > quantity.end and text[end - 1] in " ,;:\n-–":
        end -= 1
    trailing = _LOOSE_JOINT.search(text, quantity.end, end)
    return trailing.start() if trailing else end


def _is_departure(flat: str, quantity: Quantity, following: Quantity | None) -> bool:
    """ "từ 50% lên 70%": the first figure is where one starts from."""
    if following is None or not _FROM.search(flat[max(0, quantity.figure - 16) : quantity.figure]):
        return False
    return _TO.match(flat, quantity.end, following.figure) is not None
