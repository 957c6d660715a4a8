"""The head of a document: nation and motto, number and symbol, place and date (NĐ 30/2020, Phụ lục I, Mục II,
1 to 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sauro.anatomy.components import Piece
from sauro.anatomy.head_components import MOTTO, NATION
from sauro.checks.kind import kind_of
from sauro.checks.model import Examined, Fault
from sauro.doctypes.components import FORMS, Component
from sauro.doctypes.kinds import fits, kind_of_symbol
from sauro.findings import Edit
from sauro.folio.model import SourceKind
from sauro.text.compare import plain
from sauro.text.normalise import fold_tone_place

__all__ = [
    "is_doubtful",
    "issuer_symbol",
    "nation_and_motto",
    "number",
    "place_and_date",
    "rules",
    "seat",
    "symbol",
]

_PARTS = re.compile(
    r"(?P<word>[Ss]ố|SỐ)(?P<colon>\s?[:.]?)\s?(?P<number>\d*)(?P<suffix>[a-zđ]?)(?P<blank>[\s.…_]*)/"
    r"(?P<rest>.+)"
)
_YEAR = re.compile(r"\s*(?P<year>(?:19|20)\d\d)\s*/\s*")
_JOINT = re.compile(r"\s*[-–—]\s*")
_SYMBOL = re.compile(r"[A-ZĐ][\w&.]*(?:-[A-ZĐ][\w&.]*)+")
_DATE = re.compile(
    r"(?P<place>[^,]+), ngày(?: (?P<day>\d{1,2}|[.…_\s]+))? tháng(?: (?P<month>\d{1,2}|[.…_\s]+))? "
    r"năm(?: (?P<year>\d{4}|[.…_\s]+|\d{2,3}[.…_]+))?"
)
_LAX_DATE = re.compile(r"(?P<place>.+?)\s*,?\s+ngày\b", re.IGNORECASE)
_NUMBER_FORM = "Số, ký hiệu phải viết theo mẫu “Số: 07/BC-UBND”: sau số là dấu gạch chéo, không có dấu cách."
_ISSUERS = (
    ("uy ban nhan dan", "UBND"),
    ("ubnd", "UBND"),
    ("hoi dong nhan dan", "HĐND"),
    ("hdnd", "HĐND"),
    ("so ", "S"),
    ("bo ", "B"),
    ("van phong", "VP"),
)
"""How the name of an office begins, in plain letters, and what its symbol begins with."""
_OFFICES = frozenset(("UBND", "HĐND"))
_CONSOLIDATED = "VBHN-"
"""A consolidated text bears the title of the document that it consolidates."""
_ANOTHER = re.compile(r"\s(?:so|bo|cuc|chi cuc|tong cuc|van phong|trung tam|hoi dong)\s")
_OF_PLACE = re.compile(
    r"\b(?:tỉnh|thành phố|tp\.?|xã|phường|đặc khu)\s+(?P<name>[^,;()]+?)"
    r"(?:\s(?:sở|ban|phòng|văn phòng|chi cục|trung tâm|thanh tra)\s.*)?$",
    re.IGNORECASE,
)
"""The place that an office is of; where the office above stands in one line with it, the latter follows."""
_RULED = (Component.MOTTO, Component.ISSUER, Component.SUBJECT)


def is_doubtful(examined: Examined) -> bool:
    """Whether single signs of the text may be a fault of its reading: a scan's."""
    return examined.folio.source.kind is SourceKind.SCAN


def nation_and_motto(examined: Examined) -> Iterator[Fault]:
    """Both, word by word."""
    if is_doubtful(examined):
        return
    for component, wanted in ((Component.NATION, NATION), (Component.MOTTO, MOTTO)):
        found = examined.components.first(component)
        if found is not None and fold_tone_place(found.text) != fold_tone_place(wanted):
            told = f"Phải viết đúng “{wanted}”."
            yield Fault(told, found.span, wanted, (Edit(found.span, wanted),))


def rules(examined: Examined) -> Iterator[Fault]:
    """The line below the motto, the name of the office and the subject; a line that hangs elsewhere in the
    head may be theirs."""
    setting = examined.setting
    if setting is None:
        return
    faulty = []
    for component in _RULED:
        lines = setting.of(component)
        if lines and FORMS[component].rule is not None and not any(line.ruled for line in lines):
            faulty.append(lines[-1])
    last = max((one.span.end for one in setting.of(*_RULED)), default=0)
    loose = sum(place <= last for place in setting.shapes)
    ruled = sum(any(line.ruled for line in setting.of(component)) for component in _RULED)
    if loose - ruled >= len(faulty):
        return
    names = {
        Component.MOTTO: "Tiêu ngữ phải có đường kẻ ngang, nét liền, dài bằng dòng chữ",
        Component.ISSUER: "tên cơ quan ban hành phải có đường kẻ ngang dài bằng 1/3 đến 1/2 dòng chữ",
        Component.SUBJECT: "trích yếu phải có đường kẻ ngang dài bằng 1/3 đến 1/2 dòng chữ",
    }
    for line in faulty:
        if line.component is not None:
            yield Fault(f"Bên dưới {names[line.component]}.", line.span)


def number(examined: Examined) -> Iterator[Fault]:
    """ "Số:", the number with a nought before one digit or room for it, "/", the symbol without blanks."""
    found = examined.components.first(Component.NUMBER)
    parts = _PARTS.fullmatch(found.text) if found is not None else None
    if found is None or parts is None or is_doubtful(examined):
        return
    year, symbol = _apart(parts["rest"])
    figures = parts["number"]
    short = len(figures) == 1
    wanted = f"Số: {'0' if short else ''}{figures}{parts['suffix']}{'' if figures else parts['blank']}/"
    wanted += year + symbol
    if short:
        yield Fault(
            "Số của văn bản nhỏ hơn 10 phải ghi thêm số 0 phía trước.",
            found.span,
            wanted,
            (Edit(found.passage.span(parts.start("number"), parts.end("number")), "0" + figures),),
        )
    written = found.text if not short else found.text.replace(figures, "0" + figures, 1)
    loose = re.sub(r"^Số:\s*", "Số: ", written)
    if loose != wanted and _SYMBOL.fullmatch(symbol) is not None:
        yield Fault(_NUMBER_FORM, found.span, wanted, () if short else (Edit(found.span, wanted),))


def _apart(rest: str) -> tuple[str, str]:
    """The year with its stroke, and the symbol, both without blanks."""
    year = _YEAR.match(rest)
    symbol = _JOINT.sub("-", rest[year.end() if year else 0 :].strip())
    return (f"{year['year']}/" if year else ""), symbol


def _symbol(examined: Examined) -> tuple[Piece, str] | None:
    """The number's piece and the symbol in it, where that is one of an administrative document."""
    found = examined.components.first(Component.NUMBER)
    parts = _PARTS.fullmatch(found.text) if found is not None else None
    if found is None or parts is None:
        return None
    _, symbol = _apart(parts["rest"])
    return (found, symbol) if _SYMBOL.fullmatch(symbol) else None


def symbol(examined: Examined) -> Iterator[Fault]:
    """The symbol begins with the abbreviation of the kind; that of a công văn with none."""
    found, kind = _symbol(examined), kind_of(examined)
    if found is None or kind is None or is_doubtful(examined):
        return
    piece, written = found
    if kind.abbreviation is None:
        shown = kind_of_symbol(written)
        first, second, *_ = written.split("-")
        is_kind = shown is not None and first in shown.abbreviations
        own = _begins(examined)
        office = second in _OFFICES or (own and second.startswith(own) and not first.startswith(own))
        if kind.name == "Công văn" and is_kind and (first == "CV" or office):
            yield Fault(
                f"Ký hiệu “{written}” của công văn không ghi tên loại: chỉ gồm chữ viết tắt tên cơ quan và "
                "tên đơn vị soạn thảo hoặc lĩnh vực, ví dụ “UBND-VX”.",
                piece.span,
            )
    elif not fits(kind.name, written) and not written.startswith(_CONSOLIDATED):
        first, _, rest = written.partition("-")
        wanted = f"{kind.abbreviation}-{rest}" if rest and first.isalpha() else None
        at = piece.text.rfind(first + "-")
        edit = Edit(piece.passage.span(at, at + len(first)), kind.abbreviation)
        yield Fault(
            f"Ký hiệu “{written}” không đúng với tên loại văn bản “{kind.name}”.",
            piece.span,
            wanted,
            (edit,) if wanted and at >= 0 and kind_of_symbol(written) else (),
        )


def issuer_symbol(examined: Examined) -> Iterator[Fault]:
    """The symbol names the office that issues: by its own abbreviation where that is known, else by what the
    name in the head begins with."""
    found = _symbol(examined)
    if found is None or is_doubtful(examined):
        return
    piece, written = found
    letters = written.split("-")
    shown, kind = kind_of_symbol(written), kind_of(examined)
    named = shown is not None and letters[0] in shown.abbreviations
    if kind is not None and kind.abbreviation is None:
        named = letters[0] == "CV"
    own = letters[1] if named else letters[0]
    wanted = examined.issuer.symbol
    if wanted:
        if own != wanted:
            yield _other_issuer(piece, written, own, wanted)
        return
    begins = _begins(examined)
    if begins and not own.startswith(begins):
        yield _other_issuer(piece, written, own, begins if begins in {"UBND", "HĐND"} else None)


def _begins(examined: Examined) -> str:
    """What the symbol of the office in the head begins with; empty where two offices stand on one line, or
    the name is of no usual one."""
    name = plain(" ".join(one.text for one in examined.components.of(Component.ISSUER))) + " "
    begins = next((short for words, short in _ISSUERS if name.startswith(words)), "")
    return "" if _ANOTHER.search(name.replace("uy ban", "")) else begins


def _other_issuer(piece: Piece, written: str, own: str, wanted: str | None) -> Fault:
    at = piece.text.rfind(own)
    edits = (Edit(piece.passage.span(at, at + len(own)), wanted),) if wanted and at >= 0 else ()
    told = f"; phải là “{wanted}”" if wanted else ""
    message = f"Phần “{own}” trong ký hiệu “{written}” không đúng với tên cơ quan ban hành{told}."
    return Fault(message, piece.span, written.replace(own, wanted) if wanted else None, edits)


def place_and_date(examined: Examined) -> Iterator[Fault]:
    """Comma after the place; a nought before days below ten and the months 1 and 2 only; a day that exists.
    In a draft any of them may be left blank."""
    found = examined.components.first(Component.PLACE_DATE)
    if found is None or is_doubtful(examined):
        return
    match = _DATE.fullmatch(found.text)
    if match is None:
        yield Fault("Địa danh, thời gian phải viết theo mẫu “Huế, ngày 05 tháng 6 năm 2026”.", found.span)
        return
    figures = [(match[name] or "").strip() for name in ("day", "month", "year")]
    if all(figure.isdigit() for figure in figures):
        yield from _real_day(found, match, [int(figure) for figure in figures])


def _real_day(found: Piece, match: re.Match[str], figures: list[int]) -> Iterator[Fault]:
    day, month, year = figures
    try:
        on = date(year, month, day)
    except ValueError:
        yield Fault("Ngày ban hành không có trong lịch.", found.span)
        return
    wanted = {"day": f"{on.day:02}", "month": f"{on.month:02}" if on.month < 3 else str(on.month)}
    edits = tuple(
        Edit(found.passage.span(*match.span(name)), right)
        for name, right in wanted.items()
        if match[name] != right
    )
    if edits:
        yield Fault(
            f"Phải viết “ngày {wanted['day']} tháng {wanted['month']}”: ngày nhỏ hơn 10 và tháng 1, tháng 2 "
            "có số 0 phía trước, các tháng khác thì không.",
            found.span,
            edits=edits,
        )


def seat(examined: Examined) -> Iterator[Fault]:
    """The place is that of the office's seat: as it is known, else as the name of the office tells."""
    found = examined.components.first(Component.PLACE_DATE)
    match = _LAX_DATE.match(found.text) if found is not None else None
    wanted = examined.issuer.seat or _place_in_name(examined)
    if found is None or match is None or not wanted:
        return
    if plain(wanted) not in plain(match["place"]) and plain(match["place"]) not in plain(wanted):
        place = found.passage.span(*match.span("place"))
        told = f"Địa danh “{match['place']}” không phải nơi cơ quan đóng trụ sở ({wanted})."
        yield Fault(told, place, wanted, (Edit(place, wanted),) if examined.issuer.seat else ())


def _place_in_name(examined: Examined) -> str:
    """The name of the unit that the issuer, or the office above it, is of; empty where it is none."""
    for component in (Component.ISSUER, Component.PARENT_ISSUER):
        name = " ".join(one.text for one in examined.components.of(component))
        match = _OF_PLACE.search(name)
        if match is not None:
            return match["name"].strip().title()
    return ""
