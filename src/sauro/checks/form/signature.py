"""Authority and post of whoever signs (NĐ 30/2020, Điều 13 and Phụ lục I, Mục II, 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.anatomy.components import Piece
from sauro.checks.form.head import is_doubtful
from sauro.checks.kind import kind_of
from sauro.checks.model import Examined, Fault
from sauro.doctypes.components import Component
from sauro.doctypes.kinds import Order
from sauro.findings import Edit, short_quote
from sauro.folio.span import Span
from sauro.text.compare import plain

__all__ = ["authority", "issuing", "names", "on_behalf"]

_SHORT = re.compile(r"(?P<short>TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ|Q)(?P<stop>(?:\s?[.:])?)(?=\s|[A-ZĐ]{2})")
_GOOD = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s?")
_DEPUTY = re.compile(r"\b(?:PHÓ|THỨ TRƯỞNG)\b", re.IGNORECASE)
_BY_CHIEF = ("so ", "van phong", "phong ", "bo ", "cuc ", "chi cuc", "trung tam", "thanh tra")
"""How the names of offices under one chief begin, in plain letters: nobody signs on behalf of them."""
_COLLECTIVE = ("uy ban nhan dan", "ubnd")
_HONOURS = re.compile(
    r"^(?:ThS|Ths|TS|PGS|GS|BS|KS|CN|Ông|Bà|Đồng chí|Đ/c|Thạc sĩ|Tiến sĩ|Bác sĩ|Kỹ sư|Luật sư)\b\.?\s*"
)
_DECIDES = re.compile(
    r"^(?P<chief>CHỦ TỊCH\s+)?(?:ỦY|UỶ) BAN NHÂN DÂN(?:\s+(?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU)\b.*)?$"
)


def authority(examined: Examined) -> Iterator[Fault]:
    """The short words have their full stop: "TM.", "KT.", "TL.", "TUQ.", "Q."."""
    if is_doubtful(examined):
        return
    for line in examined.components.of(Component.AUTHORITY):
        match = _SHORT.match(line.text)
        if match is not None and not _GOOD.match(line.text):
            wanted = match["short"].replace("/", "") + "."
            edit = Edit(line.passage.span(0, match.end()), wanted)
            yield Fault(
                f"“{short_quote(line.text)}” phải viết “{wanted}” (in hoa, có dấu chấm sau chữ viết tắt).",
                line.span,
                wanted,
                (edit,),
            )


def on_behalf(examined: Examined) -> Iterator[Fault]:
    """KT. stands before a deputy, a deputy stands after KT., TL. or TUQ.; on behalf of nobody where one chief
    answers for the office."""
    lines = examined.components.of(Component.AUTHORITY)
    kind = kind_of(examined)
    if not lines or is_doubtful(examined) or (kind is not None and kind.order is Order.PARTY):
        return
    words = [re.sub(r"/", "", line.text) for line in lines]
    for place, line in enumerate(lines):
        below = words[place + 1 :]
        if words[place].startswith("KT") and below and not any(_DEPUTY.search(one) for one in below):
            told = "phải là cấp phó ký thay; chức vụ ghi dưới “KT.” không phải cấp phó"
            yield Fault(f"“{short_quote(line.text)}” {told}.", line.span, others=(lines[place + 1].span,))
    yield from _deputies(examined, lines, words)
    name = _issuer(examined)
    behalf = next((line for line in lines if line.text.startswith(("TM", "T/M"))), None)
    if behalf is not None and name.startswith(_BY_CHIEF):
        yield Fault(
            f"“{short_quote(behalf.text)}”: cơ quan làm việc theo chế độ thủ trưởng, người đứng đầu ký "
            "trực tiếp, không ghi “TM.”.",
            behalf.span,
        )


def _deputies(examined: Examined, lines: tuple[Piece, ...], words: list[str]) -> Iterator[Fault]:
    """A deputy chairman or deputy director signs in somebody's place, and says so."""
    if not _issuer(examined).startswith((*_COLLECTIVE, *_BY_CHIEF)):
        return
    for place, line in enumerate(lines):
        before = words[:place]
        if line.text.startswith("PHÓ ") and not any(re.match(r"(?:KT|TL|TUQ)\b", one) for one in before):
            chief = line.text.removeprefix("PHÓ ").strip()
            wanted = f"KT. {chief}"
            edit = Edit(Span(line.span.start, line.span.start), wanted + "\n")
            told = f"Cấp phó ký phải ghi “{short_quote(wanted)}” phía trên “{short_quote(line.text)}”."
            yield Fault(told, line.span, wanted, (edit,))


def issuing(examined: Examined) -> Iterator[Fault]:
    """Who decides in the words of promulgation signs: the chairman himself, or somebody on behalf of the
    People's Committee (§ Điều 13)."""
    lines = examined.components.of(Component.AUTHORITY)
    if not lines or not _issuer(examined).startswith(_COLLECTIVE):
        return
    subject = max((one.span.end for one in examined.components.of(Component.SUBJECT)), default=None)
    first = next(iter(examined.components.of(Component.BASIS)), None)
    if subject is None or first is None or first.span.start < subject:
        return
    between = examined.folio.text[subject : first.span.start].strip()
    match = _DECIDES.match(" ".join(between.split()))
    if match is None:
        return
    behalf = any(line.text.startswith(("TM", "T/M")) for line in lines)
    at = examined.folio.text.find(between, subject)
    place = Span(at, at + len(between))
    if match["chief"] and behalf:
        told = "Thẩm quyền ghi là Chủ tịch Ủy ban nhân dân thì không ký “TM. ỦY BAN NHÂN DÂN”."
        yield Fault(told, lines[0].span, others=(place,))
    elif not match["chief"] and not behalf:
        told = "Văn bản của Ủy ban nhân dân phải ký “TM. ỦY BAN NHÂN DÂN”."
        yield Fault(told, lines[0].span, "TM. ỦY BAN NHÂN DÂN", others=(place,))


def names(examined: Examined) -> Iterator[Fault]:
    """No title or degree before the name."""
    for name in examined.components.of(Component.SIGNER):
        start = name.span.start
        before = examined.folio.text[max(0, start - 24) : start].split("\n")[-1]
        whole = before + name.text
        match = _HONOURS.match(whole.strip())
        if match is not None and not is_doubtful(examined):
            end = start + len(name.text)
            begin = start - len(before.lstrip())
            cut = Edit(Span(begin, begin + match.end()), "")
            yield Fault(
                f"Trước họ tên người ký không ghi học hàm, học vị hay danh xưng (“{match[0].strip()}”).",
                Span(begin, end),
                edits=(cut,),
            )


def _issuer(examined: Examined) -> str:
    """The name of the office in plain letters, as the head or whoever asks names it."""
    read = " ".join(one.text for one in examined.components.of(Component.ISSUER))
    return plain(read or examined.issuer.name) + " "
