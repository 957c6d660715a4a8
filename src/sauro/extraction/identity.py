"""Who issued the plan, under what number, when, about what, who signed, who gets it.

Where the head is lost, its facts are read wherever else the plan speaks of itself (the appendix's line in
brackets, the sentence "Ủy ban nhân dân … ban hành Kế hoạch").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sauro.anatomy.lines import COUNTRY, Line
from sauro.anatomy.parts import Anatomy, Ending
from sauro.dates.written import read_dates
from sauro.doctypes.reference import find_references
from sauro.extraction.office_case import office_case
from sauro.extraction.unit_words import AUTHORITY, COMMITTEE
from sauro.extraction.values import value_of, values_of
from sauro.folio.model import Folio
from sauro.folio.passage import Passage
from sauro.plan.model import DocumentFacts, Signer, Value
from sauro.text.capitals import is_capitals
from sauro.text.compare import unit_key
from sauro.text.patterns import either

__all__ = ["is_same_office", "read_identity"]

_NUMBER_LINE = re.compile(r"^\s*(?:Số|SỐ|so)\s*[:.]?\s*", re.IGNORECASE)
_BLANK_SYMBOL = re.compile(r"[\s.…_\-]*/\s*(?P<symbol>[A-ZĐ]{1,6}[^\s,;]*)")
_UNREAD_SYMBOL = re.compile(rf"[^/]{{0,14}}{_BLANK_SYMBOL.pattern}")
"""As `_BLANK_SYMBOL`, behind what a number written by pen was taken for."""
_RUN_TOGETHER = re.compile(
    r"(?P<number>\d{1,5})\s?(?P<symbol>(?:[A-ZĐ]{1,5}|QĐ|KH|CTr|TTr|NQ|ĐA|PA)-[A-ZĐ]{2,}[^\s,;]*)"
)
"""A number whose slash was lost ("87KH-UBND")."""
_PLACE = re.compile(r"^(?P<place>[^\d:;]{2,40}?),?\s*ngày\b", re.IGNORECASE)
_ISSUER = (
    rf"(?:Chủ tịch |Thủ trưởng |Giám đốc )?(?:{COMMITTEE}|{AUTHORITY}|Hội|Huyện ủy)\s"
    r"(?:(?!về việc|về|ban hành|triển khai)[^,;:.()]){0,90}?"
)
_ISSUES = re.compile(
    rf"(?:^|[,.;:]\s|\bcủa\s)(?P<issuer>{_ISSUER})\s+(?:vừa |đã )?"
    r"(?:xây dựng|ban hành|triển khai|đề ra|phát động)\s+(?:và (?:ban hành|triển khai)\s+)?"
    r"(?:[Kk]ế hoạch|[Cc]hương trình|[Đđ]ợt|thực hiện)"
)
_CITED_BEFORE = re.compile(r"\d[\w/]*/[\w-]+(?:,?\s+(?:ban hành\s+)?ngày\s[\d/.\s\-thángnăm]+)?\s+của\s+$")
"""The number and day of another document, whose issuer follows."""
_OF = re.compile(r"\bcủa\s+(?P<issuer>[^()]+?)\s*\)?\s*$")
_AGENCY = either("""
    ỦY BAN; UỶ BAN; UBND; HĐND; HỘI ĐỒNG; SỞ; PHÒNG(?! CHỐNG| CHÁY| NGỪA| THỦ); VĂN PHÒNG;
    BAN; CHI CỤC; CỤC; TỔNG CỤC; TRUNG TÂM; TRƯỜNG; TRẠM; THANH TRA; BỘ(?! ĐỘI); VỤ; VIỆN;
    HỌC VIỆN; BỆNH VIỆN; HỘI; ĐẢNG ỦY; TỈNH ỦY; THÀNH ỦY; CÔNG AN; ĐOÀN; LIÊN ĐOÀN; KHO BẠC;
    MẶT TRẬN; CHI BỘ; ĐÀI; BÁO; CÔNG TY
""")
_BEGINS_AGENCY = re.compile(rf"(?:{_AGENCY})(?=\s|$)")
_CUT_WORD = re.compile(
    r"(?:VÀ|[,\-–&]|CỦA|CÁC|THUỘC) \S+$"
    r"|(?<!\w)(?:(?:MÔI|THỊ|NÔNG|CÔNG) TRƯỜNG|(?:NỘI|NGOẠI|DỊCH|PHỤC|NGHIỆP|THƯỜNG|HẢI) VỤ|(?:HIỆP|CHI) HỘI"
    r"|QUỐC HỘI|(?:CÁN|NỘI|CHI|ĐẢNG|ĐƯỜNG) BỘ|(?:CÔNG|LIÊN|QUÂN|TẬP) ĐOÀN|(?:HỌC|BỆNH) VIỆN"
    r"|(?:VĂN|QUỐC|DỰ|BIÊN|HẢI) PHÒNG|[ỦU][ỶY] BAN|(?:TỔNG|CHI) CỤC|CƠ SỞ|(?:CẢNH|THÔNG) BÁO)$"
)
"""The last word of a line and the first of the next that are of one name: "… VÀ MÔI | TRƯỜNG"."""
_SOCIAL = re.compile(r"HỘI(?=$| (?:TỈNH|THÀNH|XÃ|PHƯỜNG|KHU|CƠ|VÀ|VIỆT))")
_WITHOUT_NAME = ("VĂN PHÒNG", "BAN THƯỜNG TRỰC")
"""What is called after the body that stands above it: "TỈNH ỦY AN MẪU | VĂN PHÒNG"."""
_OF_AREAS = (unit_key("Ủy ban nhân dân"), unit_key("Hội đồng nhân dân"))
"""The offices that are also called by their area alone, as keys."""
_BESIDES = re.compile(
    r"^(?:(?:Ban Thường vụ|Ban Chấp hành|Thường trực)\s+"
    r"|.+ - (?=(?:Ủy ban|Uỷ ban|UBND)\s))",
    re.IGNORECASE,
)
"""The board that acts for a committee or a council, and the office that issues together with a committee."""
_MOTTO = re.compile(rf"\s*(?:{COUNTRY}|Độc lập\s*[-–]\s*Tự do)")
_ONLY_MOTTO = re.compile(
    rf"(?:[\s|*_\-–]|{COUNTRY} H[ỘO]I CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc)*"
)
_ABOVE = re.compile(
    r"(?:BỘ|SỞ|(?:UBND|[ỦU][ỶY] BAN NHÂN DÂN) (?:TỈNH|THÀNH PHỐ)|(?:TỔNG )?CỤC) [^,()]{2,60}?\s+"
    r"(?=(?:(?:TỔNG|CHI) CỤC|CỤC|SỞ|BỆNH VIỆN|TRUNG TÂM|CHI CỤC|THUẾ (?:TỈNH|THÀNH PHỐ))\s)"
)
"""The agency above, where it was run together with the issuing one on one line."""
_SCRAP = re.compile(r"\s*(?:_{2,}|-{3,}|\||\bSỐ\s*:)", re.IGNORECASE)
"""A rule of the page, the border of a cell or the number, which a scan puts on the line of the agency."""
_LEADING = re.compile(
    r"^(?:(?:Chủ tịch|Thủ trưởng|Giám đốc|Chánh Văn phòng)\s+(?=Ủy ban|Uỷ ban|UBND)"
    r"|Bộ trưởng\s+(?=Bộ\s)|Giám đốc\s+(?=Sở\s))"
)


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
        recipients=tuple(values_of(anatomy.ending.recipients, "recipient")),
    )


def _caption(anatomy: Anatomy) -> Passage | None:
    """The line in brackets under an appendix's title that names the plan itself; it may run over two
    lines."""
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
    return replace(value_of(kind, "title"), value=kind.text.capitalize()) if kind is not None else None


def _number(line: Line | None, caption: Passage | None) -> tuple[Value[str] | None, Value[str] | None]:
    """Number and symbol; a blank number leaves the symbol alone."""
    for passage, rule in ((line.passage if line else None, "number_line"), (caption, "appendix_caption")):
        if passage is None:
            continue
        found = find_references(passage.text)
        if found:
            reference = found[0].reference
            quote = value_of(passage.part(found[0].start, found[0].end), rule)
            return replace(quote, value=str(reference)), replace(quote, value=str(reference.symbol))
        label = _NUMBER_LINE.match(passage.text)
        joined = _RUN_TOGETHER.match(passage.text, label.end()) if label else None
        mended = find_references(f"{joined['number']}/{joined['symbol']}") if joined else ()
        if joined and mended:
            quote = value_of(passage.part(*joined.span()), "number_line")
            reference = mended[0].reference
            return replace(quote, value=str(reference)), replace(quote, value=str(reference.symbol))
        blank = (
            _UNREAD_SYMBOL.match(passage.text, label.end()) if label else _BLANK_SYMBOL.match(passage.text)
        )
        if blank:
            quote = value_of(passage.part(*blank.span("symbol")), rule)
            return None, replace(quote, value=quote.value.rstrip("."))
    return None, None


def _place(line: Line | None) -> Value[str] | None:
    match = _PLACE.match(line.text) if line else None
    if line is None or match is None:
        return None
    return value_of(line.passage.part(*match.span("place")), "date_line")


def _date(line: Line | None, caption: Passage | None) -> Value[str] | None:
    for passage, rule in ((line.passage if line else None, "date_line"), (caption, "appendix_caption")):
        found = read_dates(passage.text) if passage is not None else ()
        if passage is not None and found:
            quote = value_of(passage.part(found[0].start, found[0].end), rule)
            return replace(quote, value=found[0].value)
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
    return value_of(Passage.joined(_runs(folio, lines)[0]), "subject")


def _issuer(folio: Folio, anatomy: Anatomy, caption: Passage | None) -> Value[str] | None:
    """The head first; then the sentence in which the plan says who issues it; then the appendix's caption."""
    readings = list(_issuers(folio, anatomy, caption))
    if not readings:
        return None
    first = readings[0]
    others = dict.fromkeys(
        reading.value for reading in readings if not is_same_office(first.value, reading.value)
    )
    return replace(first, alternatives=tuple(others))


def is_same_office(one: str, other: str) -> bool:
    """Whether one name is the other or a short form of it: "UBND xã Đồi Chè", "Ủy ban nhân dân xã" and "xã
    Đồi Chè" are one office, so are a committee and its standing board; "Văn phòng UBND xã Đồi
    Chè" is another. Of two that issue together ("HĐND - UBND") the last counts."""
    keys = [unit_key(_BESIDES.sub("", name)) for name in (one, other)]
    short, long = sorted(keys, key=len)
    return f"{long} ".startswith(f"{short} ") or long in (f"{office} {short}" for office in _OF_AREAS)


def _issuers(folio: Folio, anatomy: Anatomy, caption: Passage | None) -> Iterator[Value[str]]:
    above, own = _own_lines(anatomy.heading.issuer)
    if own:
        yield _from_head(folio, own, above)
    for line in anatomy.preamble:
        for match in _ISSUES.finditer(line.text):
            if _CITED_BEFORE.search(line.text, 0, match.start("issuer")):
                continue
            yield _agency(line.passage.part(*match.span("issuer")), "issuing_sentence")
    for passage in (caption, *_later_captions(anatomy)):
        if passage is not None and (named := _OF.search(passage.text)):
            yield _agency(passage.part(*named.span("issuer")), "appendix_caption")


def _later_captions(anatomy: Anatomy) -> Iterator[Passage]:
    """The lines in brackets of the second appendix and those behind it, as far as they bear the document's
    own symbol: a form may belong to another."""
    own = find_references(anatomy.heading.number.text) if anatomy.heading.number else ()
    for appendix in anatomy.appendices[1:]:
        line = appendix.attached_to
        found = find_references(line.text) if own and line is not None else ()
        if line is not None and found and found[0].reference.symbol == own[0].reference.symbol:
            yield line.passage


def _agency(passage: Passage, rule: str) -> Value[str]:
    """The agency whose head is named as the one who issues ("Chủ tịch Ủy ban nhân dân …")."""
    return replace(value_of(passage, rule), value=_LEADING.sub("", passage.text))


def _from_head(folio: Folio, own: Sequence[Passage], above: Sequence[Passage]) -> Value[str]:
    """The agency of the head, in the letters of running text: its own spelling elsewhere in the plan if there
    is one, else by the rule for names of agencies. An office without a name of its own has that of the body
    `above` it."""
    runs = _runs(folio, own)
    joined = Passage.joined(runs[-1])
    name = Passage.joined(_around_motto(folio, runs)).text
    if above and name in _WITHOUT_NAME:
        name = f"{name} {Passage.joined(above).text}"
    places = _in_any_letters(name).finditer(folio.text, joined.span().end)
    running = next((found[0] for found in places if not is_capitals(found[0])), None)
    value = " ".join(running.split()) if running else office_case(name)
    return Value(value[:1].upper() + value[1:], joined.text, joined.span(), "head")


def _around_motto(folio: Folio, runs: Sequence[Sequence[Passage]]) -> list[Passage]:
    """The last run, and those before it that only the motto parts from it, as in a head read line by line
    over both of its columns."""
    lines = list(runs[-1])
    for run in reversed(runs[:-1]):
        if not _ONLY_MOTTO.fullmatch(folio.text, run[-1].span().end, lines[0].start):
            break
        lines[:0] = run
    return lines


def _in_any_letters(name: str) -> re.Pattern[str]:
    """A pattern of a name in capitals or small letters. It begins with the two forms of the first letter,
    since a pattern that begins with so few letters is looked for quickly."""
    first, rest = name[0], re.escape(name[1:]).replace(r"\ ", r"\s+")
    return re.compile(rf"[{re.escape(first.upper() + first.lower())}](?<!\w.)(?i:{rest})\b")


def _own_lines(lines: Sequence[Line]) -> tuple[list[Passage], list[Passage]]:
    """The lines of the body above the issuing agency, and those of the agency: the last name that begins with
    a word for an agency, and what runs on."""
    passages = [_bare(line.passage) for line in lines if not _SCRAP.match(line.text)]
    above = start = 0
    for index, passage in enumerate(passages):
        if _BEGINS_AGENCY.match(passage.text) and not (index and _runs_on(passages[index - 1], passage)):
            above, start = start, index
    return passages[above:start], passages[start:]


def _runs_on(before: Passage, line: Passage) -> bool:
    """Whether a line of the head begins in the middle of a name."""
    first = line.text.split(None, 1)[0]
    last = before.text.rsplit(None, 1)[-1]
    if last == "XÃ" and _SOCIAL.match(line.text):
        return True
    return _CUT_WORD.search(f"{last} {first}") is not None


def _bare(passage: Passage) -> Passage:
    """A line of the head as far as the agency's name goes in it: without the motto, a rule, the number."""
    for end in (_MOTTO, _SCRAP):
        cut = end.search(passage.text)
        passage = passage.part(0, cut.start()) if cut and cut.start() else passage
    above = _ABOVE.match(passage.text)
    return passage.part(above.end()) if above else passage


def _signer(ending: Ending) -> Signer:
    titles = ending.titles
    authority = None
    if len(titles) > 1:
        text = " / ".join(title.text for title in titles[:-1])
        authority = replace(value_of(Passage.joined(titles[:-1]), "signature"), value=text)
    return Signer(
        value_of(ending.name, "signature") if ending.name else None,
        value_of(titles[-1], "signature") if titles else None,
        authority,
    )
