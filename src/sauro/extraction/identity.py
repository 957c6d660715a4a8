"""Who issued the plan, under what number, when, about what, who signed, who gets it.

The head may be lost: number, date and issuer are then taken from where the plan names itself (the appendix's line in
brackets, the sentence "Ủy ban nhân dân … ban hành Kế hoạch").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sauro.anatomy.lines import Line
from sauro.anatomy.parts import Anatomy, Ending
from sauro.dates.written import read_dates
from sauro.doctypes.reference import Reference, find_references
from sauro.folio.model import Folio
from sauro.folio.passage import Passage
from sauro.plan.model import DocumentFacts, Signer, Value

__all__ = ["read_identity"]

_NUMBER_LINE = re.compile(r"^\s*(?:Số|SỐ|so)\s*[:.]?\s*", re.IGNORECASE)
_BLANK_SYMBOL = re.compile(r"[\s.…_\-]*/\s*(?P<symbol>[A-ZĐ]{1,6}[^\s,;]*)")
_PLACE = re.compile(r"^(?P<place>[^\d:;]{2,40}?),?\s*ngày\b", re.IGNORECASE)
_ISSUES = re.compile(
    r"(?:^|[,.;:]\s|\bcủa\s)(?P<issuer>(?:Chủ tịch |Thủ trưởng |Giám đốc )?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Văn phòng|Sở|Phòng|Ban|Bộ|Cục|Trung tâm|Công an|Hội|Đảng ủy|Huyện ủy|Tỉnh ủy|Thành ủy)\s(?:(?!về việc|về|ban hành|triển khai)[^,;:.()]){0,90}?)\s+"
    r"(?:vừa |đã )?(?:xây dựng|ban hành|triển khai|đề ra|phát động)\s+(?:và (?:ban hành|triển khai)\s+)?(?:[Kk]ế hoạch|[Cc]hương trình|[Đđ]ợt|thực hiện)"
)
_OF = re.compile(r"\bcủa\s+(?P<issuer>[^()]+?)\s*\)?\s*$")
_UNIT_KINDS = frozenset("tỉnh|thành|phố|xã|phường|huyện|quận|thị|trấn|đặc|khu|nước".split("|"))
_AGENCY = re.compile(
    r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HĐND|HỘI ĐỒNG|SỞ|PHÒNG|VĂN PHÒNG|BAN|CHI CỤC|CỤC|TỔNG CỤC|TRUNG TÂM|TRƯỜNG|TRẠM|THANH TRA"
    r"|BỘ|VỤ|VIỆN|HỌC VIỆN|BỆNH VIỆN|HỘI|ĐẢNG ỦY|TỈNH ỦY|THÀNH ỦY|CÔNG AN|ĐOÀN|LIÊN ĐOÀN|KHO BẠC|MẶT TRẬN|CHI BỘ|ĐÀI|BÁO|CÔNG TY)(?=\s|$)"
)
_ABBREVIATIONS = frozenset(("ubnd", "hđnd", "mttq", "ubmttq", "bcđ", "bch"))
_LEADING = re.compile(r"^(?:Chủ tịch|Thủ trưởng|Giám đốc|Chánh Văn phòng)\s+(?=Ủy ban|Uỷ ban|UBND)")


def read_identity(folio: Folio, anatomy: Anatomy) -> DocumentFacts:
    """The facts of head and foot; None where the plan does not say."""
    heading = anatomy.heading
    caption = _caption(anatomy)
    number, symbol = _number(heading.number, caption)
    return DocumentFacts(
        type=_kind(heading.kind),
        number=number,
        symbol=symbol,
        issuer=_issuer(folio, anatomy, caption),
        place=_place(heading.date),
        date=_date(heading.date, caption),
        subject=_subject(folio, heading.subject),
        signer=_signer(anatomy.ending),
        recipients=tuple(Value(entry.text, entry.text, entry.span(), "recipient") for entry in anatomy.ending.recipients),
    )


def _caption(anatomy: Anatomy) -> Passage | None:
    """The line in brackets under an appendix's title that names the plan itself; it may run over two lines."""
    for appendix in anatomy.appendices:
        if appendix.attached_to is None:
            continue
        first = appendix.attached_to.passage
        after = [block.passage for block in appendix.blocks[:1] if isinstance(block, Line)]
        if ")" not in first.text and after and after[0].text.endswith((")", ")*")):
            return Passage.joined((first, after[0]))
        return first
    return None


def _kind(kind: Passage | None) -> Value[str] | None:
    if kind is None:
        return None
    return Value(kind.text.capitalize(), kind.text, kind.span(), "title")


def _number(line: Line | None, caption: Passage | None) -> tuple[Value[str] | None, Value[str] | None]:
    """Number and symbol; a blank number leaves the symbol alone."""
    for passage, rule in ((line.passage if line else None, "number_line"), (caption, "appendix_caption")):
        if passage is None:
            continue
        found = find_references(passage.text)
        if found:
            first = found[0]
            quote, span = passage.text[first.start : first.end], passage.span(first.start, first.end)
            return Value(str(first.reference), quote, span, rule), Value(_symbol(first.reference), quote, span, rule)
        label = _NUMBER_LINE.match(passage.text)
        start = label.end() if label else 0
        if blank := _BLANK_SYMBOL.match(passage.text, start):
            begin, end = blank.span("symbol")
            symbol = blank["symbol"].rstrip(".")
            return None, Value(symbol, passage.text[begin:end], passage.span(begin, end), rule)
    return None, None


def _symbol(reference: Reference) -> str:
    return str(reference.symbol)


def _place(line: Line | None) -> Value[str] | None:
    match = _PLACE.match(line.text) if line else None
    if line is None or match is None:
        return None
    begin, end = match.span("place")
    return Value(match["place"], match["place"], line.passage.span(begin, end), "date_line")


def _date(line: Line | None, caption: Passage | None) -> Value[str] | None:
    for passage, rule in ((line.passage if line else None, "date_line"), (caption, "appendix_caption")):
        if passage is None:
            continue
        found = read_dates(passage.text)
        if found:
            first = found[0]
            return Value(first.value, passage.text[first.start : first.end], passage.span(first.start, first.end), rule)
    return None


def _runs(folio: Folio, lines: Sequence[Passage]) -> list[list[Passage]]:
    """The lines in runs between which something else is printed."""
    runs = [[lines[0]]]
    for line in lines[1:]:
        if folio.text[runs[-1][-1].span().end : line.start].strip(" \n\t*_-"):
            runs.append([])
        runs[-1].append(line)
    return runs


def _subject(folio: Folio, lines: Sequence[Passage]) -> Value[str] | None:
    """The lines of the subject as one, as far as nothing else is printed between them."""
    if not lines:
        return None
    joined = Passage.joined(_runs(folio, lines)[0])
    return Value(joined.text, joined.text, joined.span(), "subject")


def _issuer(folio: Folio, anatomy: Anatomy, caption: Passage | None) -> Value[str] | None:
    """The head first; then the sentence in which the plan says who issues it; then the appendix's caption."""
    readings: list[Value[str]] = []
    if anatomy.heading.issuer:
        readings.append(_from_head(folio, anatomy.heading.issuer))
    for line in anatomy.preamble:
        for match in _ISSUES.finditer(line.text):
            begin, end = match.span("issuer")
            name = match["issuer"]
            readings.append(Value(_LEADING.sub("", name), name, line.passage.span(begin, end), "issuing_sentence"))
    if caption is not None and (named := _OF.search(caption.text)):
        begin, end = named.span("issuer")
        readings.append(Value(_LEADING.sub("", named["issuer"]), named["issuer"], caption.span(begin, end), "appendix_caption"))
    if not readings:
        return None
    first = readings[0]
    others = tuple(dict.fromkeys(reading.value for reading in readings[1:] if reading.value != first.value))
    return Value(first.value, first.quote, first.span, first.rule, others)


def _from_head(folio: Folio, lines: Sequence[Line]) -> Value[str]:
    """The agency of the head, in the letters of running text: its own spelling elsewhere in the plan if there is
    one, else by the rule for names of agencies (NĐ 30/2020, Phụ lục II.IV)."""
    own = _own_lines(lines)
    joined = Passage.joined(_runs(folio, own)[-1])
    name = joined.text
    found = re.search(r"\b" + re.escape(name).replace(r"\ ", r"\s+") + r"\b", folio.text[joined.span().end :], re.IGNORECASE)
    running = " ".join(found[0].split()) if found else ""
    value = running if running and not running.isupper() else _sentence_case(name)
    return Value(value[:1].upper() + value[1:], name, joined.span(), "head")


def _own_lines(lines: Sequence[Line]) -> list[Passage]:
    """The lines of the issuing agency: the last name that begins with a word for an agency, and what runs on."""
    passages = [_before_motto(line.passage) for line in lines]
    start = 0
    for index, passage in enumerate(passages):
        if _AGENCY.match(passage.text):
            start = index
    return passages[start:]


def _before_motto(passage: Passage) -> Passage:
    cut = re.search(r"\s*C[ỘO]NG H[OÒ]À?A? X[ÃA]", passage.text)
    return passage.part(0, cut.start()) if cut and cut.start() else passage


def _sentence_case(name: str) -> str:
    """"ỦY BAN NHÂN DÂN XÃ HƯƠNG BÌNH" → "Ủy ban nhân dân xã Hương Bình": what follows the word for a unit of the
    country is its own name; without one, only the first letter is a capital."""
    words = name.lower().split()
    last = max((index for index, word in enumerate(words) if word in _UNIT_KINDS), default=len(words))
    out = [
        word.upper() if word in _ABBREVIATIONS else word.capitalize() if index > last else word
        for index, word in enumerate(words)
    ]
    text = " ".join(out)
    return text[:1].upper() + text[1:]


def _signer(ending: Ending) -> Signer:
    name = ending.name
    titles = ending.titles
    if not titles:
        return Signer(Value(name.text, name.text, name.span(), "signature") if name else None)
    position = titles[-1]
    authority = Passage.joined(titles[:-1]) if len(titles) > 1 else None
    text = " / ".join(title.text for title in titles[:-1])
    return Signer(
        Value(name.text, name.text, name.span(), "signature") if name else None,
        Value(position.text, position.text, position.span(), "signature"),
        Value(text, authority.text, authority.span(), "signature") if authority else None,
    )
