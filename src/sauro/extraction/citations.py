"""Finds the documents that a text cites by number, with what is written of each beside the number.

Form of a citation: NĐ 30/2020, Phụ lục I, mục II.6: kind, number and symbol, date, issuer, trích yếu; in
later mentions kind and number only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sauro.doctypes.citation import CitedDocument
from sauro.doctypes.issuer import issuer_end
from sauro.doctypes.kinds import KINDS, fits, kind_named
from sauro.doctypes.reference import Family, FoundReference, Reference, find_references, parse_reference
from sauro.extraction.identity import is_same_office
from sauro.records import quick
from sauro.text.patterns import by_first_letter

__all__ = ["Mention", "cited_in", "find_citations", "find_mentions"]


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a number is written, with what is said of the document there: `date` as far as it is
    written (ISO), `issuer`, `title`; `end` is where number, date and issuer end. `type` may be derived from
    the symbol; `written` tells whether it stands there."""

    found: FoundReference
    type: str | None
    written: bool
    date: str | None
    issuer: str | None
    title: str | None
    end: int


_PROGRAMME = "Chương trình hành động"
"""A program that bears the symbol of a program ("CTr") and is cited by its longer name."""
_NAMES = sorted({kind.name for kind in KINDS} | {"Văn bản", _PROGRAMME}, key=len, reverse=True)
_NAME_PATTERNS = (re.escape(name).replace(r"\ ", r"\s{1,3}") for name in _NAMES)
_KIND = f"(?:{by_first_letter(_NAME_PATTERNS)})"
_KIND_WORD = re.compile(rf"(?<!\w){_KIND}(?!\w)", re.IGNORECASE)
_NUMBER_WORD = r"s[ốoôồ]\s{0,3}:?\s{0,3}"
_BESIDE = re.compile(
    rf"(?<!\w)(?P<kind>{_KIND})(?:\s{{1,3}}(?:hành động|kết luận|liên ngành|phối hợp|thẩm tra))?"
    rf"\s{{0,3}}:?\s{{0,3}}(?:{_NUMBER_WORD})?$",
    re.IGNORECASE,
)
_BESIDE_LENGTH = 72
"""Characters that kind and word for "number" take at most."""
_HEAD_NUMBER = re.compile(r"(?:^|\n)[\s*_#]*S[ốỐ]\s*:\s*$")
_CLAUSE_BREAK = re.compile(r"[;.!?]\s|\n\s*\n|\t")
_TRAILING_NUMBER_WORD = re.compile(rf"[\s,(]*(?:{_NUMBER_WORD})?$", re.IGNORECASE)

_DATE = re.compile(
    r"\s{0,3}[,(]?\s{0,3}(?:(?:ban hành|ký|"
    r"được ban hành)\s+)?(?:ngày\s{0,3}(?P<day>\d{1,2})?\s{0,3}(?:[/.-]|"
    r"tháng)\s{0,3}(?P<month>\d{1,2})\s{0,3}(?:[/.,-]|năm)\s{0,3}(?P<year>\d{4})|"
    r"tháng\s{0,3}(?P<month2>\d{1,2})\s{0,3}(?:/|năm)\s{0,3}(?P<year2>\d{4})|năm\s{0,3}(?P<year3>(?:19|"
    r"20)\d\d)|\(?(?P<day4>\d{1,2})[/-](?P<month4>\d{1,2})[/-](?P<year4>\d{4})\)?)(?!\d)",
    re.IGNORECASE,
)
_OF = re.compile(r"\s{0,3}[,(]?\s{0,3}(?:do|của)\s{1,3}", re.IGNORECASE)
_BARE_ISSUER = re.compile(
    r"\s{1,3}(?=Thủ tướng Chính phủ|Chính phủ|Quốc hội|Ban Bí thư|Bộ Chính trị|Bộ trưởng|UBND|"
    r"Ủy ban nhân dân|HĐND)"
)
_TITLE = re.compile(r"\s{0,3},?\s{0,3}(?=(?:v/v|về)\s)", re.IGNORECASE)
_TITLE_VERB = re.compile(
    r"\s{0,3}(?=(?:quy định|ban hành|phê duyệt|sửa đổi|hướng dẫn|triển khai|thực hiện|công bố|giao|"
    r"điều chỉnh)\s)",
    re.IGNORECASE,
)
_TITLE_END = re.compile(
    r"[;(\t]|\.(?=\s|$)|/\.|\n\s*\n|\)|$"
    rf"|,\s(?=(?:(?:các\s)?(?:{_KIND})\s{{1,3}}(?:{_NUMBER_WORD})?\d|Ủy ban|Uỷ ban|UBND"
    r"|Văn phòng|Chủ tịch|Phó Chủ tịch|Thủ tướng|Phó Thủ tướng|Bộ trưởng|Sở|Căn cứ|cụ thể))"
    r"|\svà\scác\s"
    rf"|\s(?:và|tại)\s(?=(?:các\s)?(?:{_KIND})\s{{1,3}}(?:{_NUMBER_WORD})?\d)",
)
_TITLE_LIMIT = 400
"""Characters of the longest title."""
_LIST_GAP = re.compile(rf"[\s,;]*(?:và\s+)?(?:các\s+)?(?:{_KIND})?\s*(?:{_NUMBER_WORD})?", re.IGNORECASE)
_LIST_JOINT = re.compile(r"[,;&]|\svà\s")
_NEXT_IN_LIST = re.compile(r"[;,]\s+(?:và\s+)?số\s*:?\s*$")
_SHORT = re.compile(
    rf"(?P<kind>{_KIND})\s{{1,3}}(?P<told>{_NUMBER_WORD})?(?P<number>\d{{1,6}}[a-zđ]?)"
    r"(?:/(?P<year>(?:19|20)\d\d))?(?!\w|\s{0,3}[/–-]|\s?%|[.,]\d)"
)
_MARKS = re.compile(r"[*_]{1,3}")


def find_citations(
    text: str, *, own_number: str | None = None, own_issuer: str | None = None, own_date: str | None = None
) -> tuple[CitedDocument, ...]:
    """Every document that `text` cites by number, in order of first mention, each once.

    What is given of the text itself is told at `find_mentions`.
    """
    mentions = find_mentions(text, own_number=own_number, own_issuer=own_issuer, own_date=own_date)
    return cited_in(text, mentions)


def find_mentions(
    text: str, *, own_number: str | None = None, own_issuer: str | None = None, own_date: str | None = None
) -> tuple[Mention, ...]:
    """Every place where `text` writes the number of another document, in order.

    `own_number` is the number of the text itself, which is no citation; where it is not given, the number
    after "Số:" at the head of a line is taken for it. `own_issuer` and `own_date` (ISO) tell a document of
    another office, or of another year, that bears the same number.
    """
    own = parse_reference(own_number) if own_number else None
    mentions: list[Mention] = []
    for found in find_references(text):
        if _HEAD_NUMBER.search(text, max(0, found.start - 40), found.start):
            own = own or found.reference
            continue
        mentions.append(_mention(text, found, mentions[-1] if mentions else None))
    return tuple(
        one
        for one in _with_shared_issuer(text, mentions)
        if _key(one.found.reference) != _key(own) or _is_another(one, own_issuer, own_date)
    )


def _is_another(one: Mention, own_issuer: str | None, own_date: str | None) -> bool:
    """Whether a document with the number of the text itself is another one: issued on another day, by an
    office of another kind or level. A day alone may be misspelt."""
    if one.issuer is None or own_issuer is None or one.date is None or one.date == own_date:
        return False
    return not is_same_office(own_issuer, one.issuer)


def _key(reference: Reference | None) -> str | None:
    return None if reference is None else str(reference).casefold()


def _mention(text: str, found: FoundReference, last: Mention | None) -> Mention:
    type_, written, inner = _type(text, found, last)
    day, issuer, end = None, None, found.end
    at = _DATE.match(text, end)
    if at and "Ngày" not in at[0]:  # a sentence that begins with its own day
        day, end = _iso(at), at.end()
    of = _OF.match(text, end) or _BARE_ISSUER.match(text, end)
    if of and (stop := issuer_end(text, of.end())) > of.end():
        issuer, end = _single(text[of.end() : stop]), stop
        late = None if day else _DATE.match(text, end)
        if late and not late["year3"]:  # "… của Ban Bí thư năm 2026" tells the year of the plan
            day, end = _iso(late), late.end()
    title = _title(text, end, bool(issuer))
    return Mention(found, type_, written, day, issuer or _issuer_of(inner), title or _law_title(inner), end)


def _single(text: str) -> str:
    if "*" in text or "_" in text:
        text = _MARKS.sub("", text)
    return " ".join(text.split())


def _iso(at: re.Match[str]) -> str | None:
    """The date as far as it is written; None where there is no such day."""
    year = at["year"] or at["year2"] or at["year3"] or at["year4"]
    month = at["month"] or at["month2"] or at["month4"]
    day = at["day"] or at["day4"]
    if not month:
        return str(year)
    try:
        checked = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return checked.isoformat() if day else checked.isoformat()[:7]


def _type(text: str, found: FoundReference, last: Mention | None) -> tuple[str | None, bool, str]:
    """The kind of the document, whether it is written at this place, and the words between kind and
    number."""
    symbol = found.reference.symbol
    low = max(0, found.start - 160)
    for cut in _CLAUSE_BREAK.finditer(text, low, found.start):
        low = cut.end()
    beside = _BESIDE.search(text, max(low, found.start - _BESIDE_LENGTH), found.start)
    if beside:
        name = _kind_name(beside["kind"], found.reference)
        if fits(_proper(name), symbol) or (
            beside["kind"][0].isupper() and not _fitting(text, low, beside.start(), symbol)
        ):
            return name, True, ""
    may_follow = last and last.type and fits(_proper(last.type), symbol)
    if last and may_follow and _is_listed(text, low, last.found.end, found.start):
        return last.type, last.written, ""
    shown = found.reference.document_kind
    earlier = _fitting(text, max(low, last.end if last else 0), found.start, symbol)
    if earlier and (found.reference.family is not Family.LETTER):
        inner = _TRAILING_NUMBER_WORD.sub("", text[earlier.end() : found.start])
        return _kind_name(earlier[0], found.reference), True, inner
    return (shown.name if shown else None), False, ""


def _is_listed(text: str, low: int, end: int, start: int) -> bool:
    """Whether the number at `start` goes on with the list in which the number before it (up to `end`) stands:
    "Quyết định số 1/QĐ-TTg và số 2/QĐ-TTg"."""
    if start - end > 250:
        return False
    between = text[end:start]
    if _NEXT_IN_LIST.search(between):
        return True
    return low <= end and not _KIND_WORD.search(between) and bool(_LIST_JOINT.search(between))


def _fitting(text: str, low: int, high: int, symbol: str) -> re.Match[str] | None:
    """The last kind word between `low` and `high` that may bear `symbol`; for a law the first one, because
    titles of laws name other laws."""
    fitting = [word for word in _KIND_WORD.finditer(text, low, high) if word[0][0].isupper()]
    fitting = [word for word in fitting if fits(_proper(word[0]), symbol)]
    if not fitting:
        return None
    laws = [word for word in fitting if _proper(word[0]) in ("Luật", "Bộ luật", "Pháp lệnh")]
    return laws[0] if laws else fitting[-1]


def _proper(word: str) -> str:
    """The name of a kind as it is written in lists, whatever its case and blanks here."""
    return _AS_LISTED.get(word) or _listed(word)


def _listed(word: str) -> str:
    name = _single(word).capitalize()
    if name == _PROGRAMME:
        return "Chương trình"
    kind = kind_named(name)
    return kind.name if kind else name


_AS_LISTED = {name: _listed(name) for name in _NAMES}
"""Of the names in their usual case, which are asked for again and again."""


def _kind_name(word: str, reference: Reference) -> str:
    if _single(word).lower() == _PROGRAMME.lower():
        return _PROGRAMME
    name = _proper(word)
    if name != "Văn bản":
        return name
    shown = reference.document_kind
    return shown.name if shown else name


def _issuer_of(inner: str) -> str | None:
    """ "Quyết định của Thủ tướng Chính phủ số …": the issuer stands before the number."""
    of = _OF.match(inner)
    if not of:
        return None
    stop = issuer_end(inner, of.end())
    return _single(inner[of.end() : stop]) if stop > of.end() else None


def _law_title(inner: str) -> str | None:
    """ "Luật Đầu tư số …": the title stands between kind and number."""
    title = _single(inner).strip(" ,")
    return title if title[:1].isupper() or title.startswith("sửa đổi") else None


def _title(text: str, end: int, has_issuer: bool) -> str | None:
    start = _TITLE.match(text, end) or (_TITLE_VERB.match(text, end) if has_issuer else None)
    if not start:
        return None
    stop = _TITLE_END.search(text, start.end(), min(len(text), start.end() + _TITLE_LIMIT))
    return _single(text[start.end() : stop.start()]) or None if stop else None


def _with_shared_issuer(text: str, mentions: list[Mention]) -> list[Mention]:
    """In "Nghị quyết số 1/NQ-CP, số 2/NQ-CP của Chính phủ" the issuer is that of both."""
    shared = list(mentions)
    for index in range(len(shared) - 2, -1, -1):
        one, following = shared[index], shared[index + 1]
        if one.issuer or not following.issuer:
            continue
        same = one.found.reference.issuer == following.found.reference.issuer
        if same and _LIST_GAP.fullmatch(text, one.end, following.found.start):
            shared[index] = replace(one, issuer=following.issuer)
    return shared


def cited_in(text: str, mentions: Sequence[Mention]) -> tuple[CitedDocument, ...]:
    """The documents that these mentions in `text` cite, each once."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(str(mention.found.reference).casefold(), []).append(mention)
    shorts = _short_mentions(text, groups)
    return tuple(_document(group, shorts.get(key, ())) for key, group in groups.items())


def _document(group: list[Mention], shorts: tuple[tuple[int, int], ...]) -> CitedDocument:
    written = [one.type for one in group if one.written and one.type]
    derived = [one.type for one in group if one.type]
    places = sorted({*((one.found.start, one.found.end) for one in group), *shorts})
    return CitedDocument(
        type=next(iter(written or derived), None),
        reference=group[0].found.reference,
        date=max((one.date for one in group if one.date), key=len, default=None),
        issuer=next((one.issuer for one in group if one.issuer), None),
        title=next((one.title for one in group if one.title), None),
        places=tuple(places),
    )


def _short_mentions(text: str, groups: dict[str, list[Mention]]) -> dict[str, tuple[tuple[int, int], ...]]:
    """Places that write a cited number without its symbol ("Nghị định 09/2019", "Kết luận số 226"). They
    count only where exactly one document with this kind and number is cited in full."""
    index: dict[tuple[str, str, int | None], set[str]] = {}
    taken: set[int] = set()
    for key, group in groups.items():
        taken.update(one.found.start for one in group)
        for one in group:
            reference = one.found.reference
            if one.type and reference.number:
                number = reference.number + reference.suffix
                index.setdefault((_proper(one.type), number, reference.year), set()).add(key)
    shorts: dict[str, list[tuple[int, int]]] = {}
    for match in _SHORT.finditer(text):
        if match.start("number") in taken or text[match.start() - 1 : match.start()].isalnum():
            continue
        if not (match["told"] or match["year"] or len(match["number"]) > 2):
            continue
        year = int(match["year"]) if match["year"] else None
        keys = index.get((_proper(match["kind"]), match["number"], year), set())
        if len(keys) == 1:
            shorts.setdefault(next(iter(keys)), []).append((match.start("number"), match.end()))
    return {key: tuple(places) for key, places in shorts.items()}
