"""Duties as they are compared: by what they say, not by how, nor at which level of government.

Two plans of one matter say the same duty in other words ("tinh giản" for "cắt giảm", "người đứng đầu" for
"thủ trưởng"), give it to an office of their own level, and one cites in full what the other abbreviates. What
is left after that are the words of the duty, each weighing the more, the fewer duties of both plans use it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from sauro.text.compare import key
from sauro.text.normalise import fold_tone_place, normalise

__all__ = ["Clause", "Index", "Weights", "clauses_of", "terms_of"]

_FEWEST_WORDS = 4
"""Words that a clause of a duty has; a shorter one belongs to the clause before."""
_SHORT = 0.35
"""What a word counts beside a pair of words that follow one another."""
_BREAKS = re.compile(r"[;:]\s+|\.\s+(?=[A-ZĐÀ-Ỹ])")
_BRACKETS = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[^\w%/]+")
_CITED = re.compile(
    r"\bsố \d+[a-zđ]?\s?[/-]\s?[\w/-]+"
    r"(?: ngày \d+(?:/\d+/\d+| tháng \d+ năm \d+)"
    r"(?: của [^,;.:]{3,60}?(?= (?:quy định|về|ban hành|phê duyệt)\b|[,;.:]|$))?"
    r"(?: (?:quy định|về|ban hành|phê duyệt) [^,;.:]*)?)?"
)
"""A number with its date, issuer and subject."""
_OFFICES = re.compile(
    r"\b(?:chủ tịch |phó chủ tịch )?(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd)"
    r"(?: và (?:ubnd|ủy ban nhân dân))?"
    r"|\b(?:các |toàn )?(?:tỉnh|thành phố|xã(?! hội)|phường|đặc khu|thị trấn|cấp xã|cấp tỉnh|trung ương|"
    r"địa phương)\b"
    r"|\b(?:các )?(?:sở|ban|ngành|phòng(?! chống|, chống| ngừa| họp)|trung tâm|bộ phận|cơ quan|đơn vị|"
    r"tổ chức)\b"
)
"""Offices and levels: at each level the same duty names others. Of words in small letters."""
_IDLE = re.compile(
    r"\b(?:kịp thời|khẩn trương|chủ động|tích cực|tiếp tục|tham mưu|thực hiện|triển khai|phối hợp|chủ trì|"
    r"tỷ lệ|tỉ lệ|số lượng|tổng số|đồng thời|từng bước|các|những|mọi|từng|toàn thể|toàn bộ|bao gồm|"
    r"theo quy định|"
    r"theo|thuộc|của|và|với|về|đến|trong|tại|trên|cho|là|được|do|ở|nhằm|để|từ|khi|như|cũng|đã|sẽ|phải|này)\b"
)
"""Words that say how or bind others together."""
_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), word)
    for pattern, word in (
        (r"tthc", "thủ tục hành chính"),
        (r"cntt", "công nghệ thông tin"),
        (r"cchc", "cải cách hành chính"),
        (r"cbccvv", "cán bộ, công chức, viên chức"),
        (r"dvc", "dịch vụ công"),
        (r"đảm bảo", "bảo đảm"),
        (r"tinh giảm|tinh giản|cắt giảm|giảm thiểu|giảm bớt|tiết giảm", "giảm"),
        (r"hàng năm|mỗi năm|thường niên", "hằng năm"),
        (r"hội họp|hội nghị|cuộc họp|phiên họp", "họp"),
        (r"thủ trưởng|người đứng đầu", "đứng đầu"),
        (r"cơ sở vật chất|trang thiết bị|kết cấu hạ tầng|hạ tầng kỹ thuật", "thiết bị"),
        (r"kiên quyết|nghiêm túc|nghiêm chỉnh|triệt để", "nghiêm"),
        (r"ít nhất|không ít hơn|không dưới|trở lên", "tối thiểu"),
        (r"tài liệu giấy|văn bản giấy", "giấy tờ"),
        (r"ph[aâấầ]n đ[aâấầ]u", " "),
    )
)
"""Words of one meaning in such plans."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One of the things that a duty asks: its words as written, and the terms that it is found by."""

    text: str
    terms: frozenset[str]


def terms_of(text: str) -> frozenset[str]:
    """The words of a duty and the pairs of words that follow one another in it, without accents, citations,
    names of levels and offices."""
    words = " ".join(fold_tone_place(normalise(_BRACKETS.sub(" ", text)).text).lower().split())
    for pattern, meant in _SAME:
        words = pattern.sub(meant, words)
    words = _IDLE.sub(" ", _OFFICES.sub(" ", _CITED.sub(" ", words)))
    terms = _SIGNS.sub(" ", key(words)).split()
    return frozenset(terms) | frozenset(f"{one} {two}" for one, two in pairwise(terms))


def clauses_of(text: str) -> tuple[Clause, ...]:
    """What a duty asks, one after the other: its sentences and what semicolons part."""
    parts: list[str] = []
    for part in _BREAKS.split(_BRACKETS.sub(" ", text)):
        if parts and min(len(part.split()), len(parts[-1].split())) < _FEWEST_WORDS:
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return tuple(Clause(part, terms) for part in parts if (terms := terms_of(part)))


class Weights:
    """How much each term says: little where many duties have it."""

    def __init__(self, duties: Iterable[frozenset[str]]) -> None:
        counted = list(duties)
        known = Counter(term for terms in counted for term in terms)
        count = max(2, len(counted))
        self._rarest = log(1 + count)
        self._one = {
            term: (1.0 if " " in term else _SHORT) * log(1 + count / often) for term, often in known.items()
        }
        self._whole: dict[frozenset[str], float] = {}

    def one(self, term: str) -> float:
        """The weight of a term; one that stands in no duty is as rare as can be."""
        known = self._one.get(term)
        return known if known is not None else self._rarest * (1.0 if " " in term else _SHORT)

    def of(self, terms: frozenset[str]) -> float:
        """The weight of these terms together."""
        whole = self._whole.get(terms)
        if whole is None:
            whole = self._whole[terms] = sum(map(self.one, terms))
        return whole

    def share(self, terms: frozenset[str], others: frozenset[str]) -> float:
        """How much of what `terms` say stands in `others`, 0 to 1."""
        whole = self.of(terms)
        return sum(map(self.one, terms & others)) / whole if whole else 0.0


class Index:
    """Finds how much of some terms stands in each of many duties at once."""

    def __init__(self, weights: Weights, duties: Sequence[frozenset[str]]) -> None:
        self._weights = weights
        self._count = len(duties)
        self._places: dict[str, list[int]] = {}
        for number, terms in enumerate(duties):
            for term in terms:
                self._places.setdefault(term, []).append(number)

    def shares(self, terms: frozenset[str]) -> list[float]:
        """`Weights.share` of the terms in each duty, in their order."""
        found = [0.0] * self._count
        whole = self._weights.of(terms) or 1.0
        for term in terms:
            places = self._places.get(term)
            if places:
                part = self._weights.one(term) / whole
                for number in places:
                    found[number] += part
        return found
