"""Whether a document speaks as the office that it is of: on its own level, under its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sauro.anatomy.lines import Line
from sauro.checks.consistency.handed_on import handing_on
from sauro.checks.levels import AREA_NAME, area_of, is_of_province, issuer_of, level_of, level_of_issuer
from sauro.checks.model import Examined, Fault, Level
from sauro.doctypes.former_units import find_former
from sauro.doctypes.issuer import issuer_end
from sauro.doctypes.reference import find_references
from sauro.folio.passage import Passage
from sauro.folio.span import Span
from sauro.text.compare import unit_key

__all__ = ["captions", "cited_issuers", "kinds_of_area", "leads", "names_of_others", "unclear_issuers"]

_OF = re.compile(r"\bcủa\s+")
_IN_PROVINCE = re.compile(rf"trên địa bàn (?P<area>(?:toàn )?(?:tỉnh|thành phố)(?: {AREA_NAME})?)")
_DAY_AND_OF = re.compile(
    r",?(?:\s+(?:ban hành\s+)?ngày\s[\d\s/.-]*(?:tháng\s\d+\s+năm\s\d+)?)?\s*,?\s*của\s+"
)
_SENTENCE_END = re.compile(r"[;.]\s|\n|$")
_SPEAKS = re.compile(
    r"(?<!\w)(?:(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân)\s+|trên địa bàn (?:toàn )?"
    r"|cơ quan, đơn vị (?:thuộc|của) )"
    rf"(?P<area>(?:xã|phường|đặc khu) {AREA_NAME})"
)
_SPEAKS_OF_PROVINCE = re.compile(
    r"(?<!\w)(?:(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân)\s+"
    r"|trên địa bàn (?:toàn )?)"
    rf"(?P<area>(?:tỉnh|thành phố) {AREA_NAME})"
)
_CITIES = frozenset(("Hà Nội", "Huế", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"))
"""Those that stand on the level of provinces (Nghị quyết 202/2025/QH15)."""
_LONGEST_PROVINCE = 2
"""Syllables of the name of a tỉnh; "PCT UBND tỉnh Lê Văn An" names a person."""
_KINDS = {Level.COMMUNE: ("xã", "phường", "đặc khu"), Level.PROVINCE: ("tỉnh", "thành phố")}
_OWN_AREA = re.compile(
    r"(?<!\w)(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|toàn|trên địa bàn(?: toàn)?)"
    rf" (?P<kind>xã|phường|đặc khu|tỉnh|thành phố)(?!\w)(?! {AREA_NAME}|(?:\s*[,;/-]|\s+và|\s+hoặc)"
    r"\s*(?:xã|phường|đặc khu|tỉnh|thành phố|thị|huyện))"
)
"""How an office speaks of its own area without its name: no list of several kinds ("xã, phường")."""
_QUOTES = ("“", '"')
_LONGEST_SUBJECT = 600
"""Characters behind the number of a document in which its subject ends."""
_CITED_NEAR = 160
"""Characters between the number of a document and its issuer at most."""
_AMONG = re.compile(rf"(?:xã|phường|đặc khu) {AREA_NAME},\s*$")
_DOES = re.compile(
    r"\s+(?:ban hành|xây dựng|báo cáo|đề nghị|yêu cầu|trình|thông báo|kính|mời|triển khai|tổ chức|giao"
    r"|quyết định)\b"
)
"""What an office does that speaks of itself."""
_LIST = re.compile(
    r"(?:các|giữa|gồm|với|và|hoặc|giáp|sáp nhập|nhập|từ|cũ|trước đây)\s+(?:\S+\s+){0,2}$|,\s*$"
)


def captions(examined: Examined) -> Iterator[Fault]:
    """ "(Kèm theo … của …)" under an appendix names the office that issues, and none of another level."""
    own, level = issuer_of(examined), level_of_issuer(examined)
    if level is None:
        return
    symbol = examined.plan.document.symbol
    for line in _caption_lines(examined):
        passage = line.passage
        found = next(iter(find_references(passage.text)), None)
        other_kind = found is not None and symbol is not None and found.reference.symbol != symbol.value
        named = None if other_kind else _named(passage, found.end if found else 0)
        if named is not None and level_of(named.text) not in (None, level):
            yield Fault(
                f"Dòng “Kèm theo …” ghi văn bản của “{named.text}”, trong khi cơ quan ban hành là {own};"
                " có thể chép từ văn bản của cấp khác.",
                named.span(),
                own,
            )


def unclear_issuers(examined: Examined) -> Iterator[Fault]:
    """Two issuers of one document, as it was read, with the places where the others stand: in the sentence
    that issues it or under an appendix."""
    issuer = examined.plan.document.issuer
    lines = [line.passage for line in (*examined.anatomy.preamble, *_caption_lines(examined))]
    named = [
        passage.span(start, start + len(other))
        for other in (issuer.alternatives if issuer else ())
        for passage in lines
        if (start := passage.text.find(other)) >= 0
    ]
    for fault in handing_on("document.issuer_unclear")(examined):
        yield replace(fault, others=tuple(named))


def _caption_lines(examined: Examined) -> Iterator[Line]:
    carried = examined.anatomy.heading.carried_by
    for line in (carried, *(one.attached_to for one in examined.anatomy.appendices)):
        if line is not None:
            yield line


def _named(passage: Passage, start: int) -> Passage | None:
    """The office after "của" in a caption."""
    of = _OF.search(passage.text, start)
    end = issuer_end(passage.text, of.end()) if of else 0
    return passage.part(of.end(), end) if of and end > of.end() else None


def cited_issuers(examined: Examined) -> Iterator[Fault]:
    """A document that is cited as one of a commune, while its subject is about a whole province: the name of
    the own office was put where that of the superior stood."""
    text = examined.folio.text
    for cited in examined.plan.citations:
        for place in cited.places:
            issuer = _issuer_at(text, place.end)
            if issuer is None or level_of(issuer.of(text)) is not Level.COMMUNE:
                continue
            reach = issuer.end + _LONGEST_SUBJECT
            end = _SENTENCE_END.search(text, issuer.end, reach)
            wide = _IN_PROVINCE.search(text, issuer.end, end.start() if end else reach)
            if wide:
                yield Fault(
                    f"{cited.type} số {cited.number} được dẫn là của {issuer.of(text)} nhưng nội dung nói về"
                    f" “{wide['area']}”; hãy xem có phải văn bản của cấp trên.",
                    issuer,
                    others=(Span(wide.start("area"), wide.end("area")),),
                )
                break


def _issuer_at(text: str, number: int) -> Span | None:
    """The issuer of a document whose number ends at `number`: behind its day and "của"."""
    of = _DAY_AND_OF.match(text, number)
    end = issuer_end(text, of.end()) if of else 0
    return Span(of.end(), end) if of and end > of.end() else None


def leads(examined: Examined) -> Iterator[Fault]:
    """A commune gives no duties to offices of the province."""
    if level_of_issuer(examined) is not Level.COMMUNE:
        return
    for task in examined.plan.tasks:
        for lead in task.lead:
            if is_of_province(lead.value):
                yield Fault(
                    f"Nhiệm vụ {task.path} giao “{lead.value}” chủ trì, là cơ quan cấp tỉnh; văn bản của"
                    " cấp xã không giao việc cho cấp tỉnh.",
                    lead.span,
                )


def names_of_others(examined: Examined) -> Iterator[Fault]:
    """The names of other communes where a commune speaks of itself, of other provinces where a province does,
    or a commune whose province is known; each told once: text that was copied."""
    text = examined.folio.text
    for own, speaks in _own_areas(examined):
        places: dict[str, list[Span]] = {}
        for found in speaks.finditer(text):
            area = area_of(found["area"])
            if area is None or _is_own(area[1], own[1]) or _is_of_another(text, *found.span()):
                continue
            if speaks is _SPEAKS_OF_PROVINCE and _is_no_province(text, found):
                continue
            places.setdefault(found["area"], []).append(Span(found.start("area"), found.end("area")))
        for name, spans in places.items():
            yield Fault(
                f"Văn bản của {own[0]} {own[1]} nhưng ghi “{name}”; có thể chép từ văn bản của cơ quan khác.",
                spans[0],
                f"{own[0]} {own[1]}",
                others=tuple(spans[1:]),
            )


def _own_areas(examined: Examined) -> Iterator[tuple[tuple[str, str], re.Pattern[str]]]:
    """The areas that the document is of, and how it speaks of such: that of the office, and the province
    where an office above it is named."""
    own, level = area_of(issuer_of(examined)), level_of_issuer(examined)
    if own is not None and own[0] in _KINDS.get(level or Level.MINISTRY, ()):
        yield own, _SPEAKS if level is Level.COMMUNE else _SPEAKS_OF_PROVINCE
    if level is Level.COMMUNE:
        above = (area_of(name) for name in examined.issuer.parents)
        province = next((area for area in above if area and area[0] in _KINDS[Level.PROVINCE]), None)
        if province is not None:
            yield province, _SPEAKS_OF_PROVINCE


def kinds_of_area(examined: Examined) -> Iterator[Fault]:
    """An area of another kind than the own where a document speaks of itself ("toàn tỉnh" in a city's plan),
    each told once: text that was copied."""
    own, level = area_of(issuer_of(examined)), level_of_issuer(examined)
    others = set(_KINDS.get(level, ()) if level else ()) - {own[0] if own else ""}
    if own is None or own[0] not in _KINDS.get(level or Level.MINISTRY, ()):
        return
    places: dict[str, list[Span]] = {}
    for found in _OWN_AREA.finditer(examined.folio.text):
        quoted = examined.folio.text.endswith(_QUOTES, 0, found.start())
        if found["kind"] in others and not quoted and not _is_cited(examined.folio.text, found.start()):
            places.setdefault(found[0], []).append(Span(*found.span()))
    for said, spans in places.items():
        yield Fault(
            f"Văn bản của {own[0]} {own[1]} nhưng ghi “{said}”; có thể chép từ văn bản của cơ quan khác.",
            spans[0],
            others=tuple(spans[1:]),
        )


def _is_own(name: str, own: str) -> bool:
    return unit_key(name).startswith(unit_key(own)) or unit_key(own).startswith(unit_key(name))


def _is_of_another(text: str, start: int, end: int) -> bool:
    """Whether the name belongs to a document that is cited, or stands among others."""
    before = _before(text, start)
    if before.rstrip().endswith(",") and _DOES.match(text, end) and not _AMONG.search(before):
        return False
    return _is_cited(text, start) or _LIST.search(before) is not None


def _is_cited(text: str, start: int) -> bool:
    before = _before(text, start)
    return before.rstrip().endswith("của") and bool(find_references(before))


def _is_no_province(text: str, found: re.Match[str]) -> bool:
    """Whether the name is that of a person, a former province or a city that is none, or may be of the
    subject of a document that is cited: its number stands before it in the sentence."""
    kind, name = area_of(found["area"]) or ("", "")
    if any(find_former(found["area"])) or (kind != "tỉnh" and name not in _CITIES):
        return True
    if kind == "tỉnh" and len(name.split()) > _LONGEST_PROVINCE:
        return True
    start = found.start()
    line = text[max(0, start - _LONGEST_SUBJECT) : start].rpartition("\n")[2]
    return bool(find_references(line.rpartition(";")[2]))


def _before(text: str, start: int) -> str:
    return text[max(0, start - _CITED_NEAR) : start].rpartition("\n")[2]
