"""Whom a document is addressed and sent to (NĐ 30/2020, Phụ lục I, Mục II, 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.anatomy.components import Piece
from sauro.checks.form.head import is_doubtful
from sauro.checks.form.naming import Seen, gathered
from sauro.checks.kind import kind_of
from sauro.checks.model import Examined, Fault
from sauro.doctypes.components import Component
from sauro.doctypes.kinds import Order
from sauro.findings import Edit, short_quote
from sauro.folio.span import Span

__all__ = ["addressees", "filing", "recipients"]

_ADDRESSED = frozenset(
    ("Công văn", "Tờ trình", "Báo cáo", "Giấy mời", "Phiếu gửi", "Phiếu chuyển", "Phiếu báo")
)
"""Kinds that may be addressed; the forms of the decree for invitations and slips are as well."""
_ALWAYS = frozenset(("Công văn", "Tờ trình"))
_HEAD = "Nơi nhận:"
_ALONE = re.compile(r"Kính gửi\s*:?\s*", re.IGNORECASE)
_FILED = re.compile(r"^\W*Lưu\b", re.IGNORECASE)
_FILING = re.compile(r"[-+] Lưu: VT\b(?:[^.]*\..*|.*\(\d+\s?\w*\)\s*\w+)", re.DOTALL)
"""Up to the full stop; behind the number of copies may stand initials (ô số 12)."""
_LOOSE_FILING = re.compile(r"\W*Lưu\s*[:.]?\s*(?P<rest>.*?)\s*[.;,]*", re.IGNORECASE | re.DOTALL)
_TELLS_FILING = "Dòng cuối của nơi nhận phải là “- Lưu: VT, (đơn vị soạn thảo).”."


def addressees(examined: Examined) -> Iterator[Fault]:
    """ "Kính gửi:" in a công văn, a tờ trình, a báo cáo to a superior, and nowhere else; several addressed
    one a line."""
    kind = kind_of(examined)
    heads = examined.components.of(Component.ADDRESSEES)
    if kind is None or kind.order is Order.PARTY:
        return
    if heads and kind.name not in _ADDRESSED:
        name = kind.name.lower()
        told = f"Văn bản là {name}, không có “Kính gửi”; nơi cần gửi ghi ở “Nơi nhận”."
        yield Fault(told, heads[0].span)
    elif not heads and kind.name in _ALWAYS and examined.setting is not None:
        before = examined.components.of(Component.SUBJECT, Component.LETTER_SUBJECT)
        yield Fault(
            f"{kind.name} phải có dòng “Kính gửi:”.", before[-1].span if before else None, "Kính gửi: …"
        )
    if heads and not is_doubtful(examined):
        yield from gathered(_addressed(examined, heads[0]))


def _addressed(examined: Examined, head: Piece) -> Iterator[Seen]:
    if head.text.rstrip()[:9].rstrip(": ") == "Kính gửi" and not head.text.startswith("Kính gửi:"):
        yield _seen(head, "phải viết “Kính gửi:” (có dấu hai chấm)")
    named = examined.components.of(Component.ADDRESSEE)
    if not named or not _ALONE.fullmatch(head.text):
        return
    for place, one in enumerate(named):
        last = place == len(named) - 1
        text = one.text
        if len(named) > 1 and not text.startswith("- "):
            yield _seen(one, "phải bắt đầu bằng gạch đầu dòng", _put(one.span.start, "- "))
        elif not last and not text.endswith(";"):
            yield _seen(one, "phải kết thúc bằng dấu chấm phẩy", _ended(one, ";"))


def recipients(examined: Examined) -> Iterator[Fault]:
    """ "Nơi nhận:", below it entries with a dash that end in ";"."""
    if is_doubtful(examined):
        return
    heads, entries = (examined.components.of(one) for one in (Component.RECIPIENTS, Component.RECIPIENT))
    kind = kind_of(examined)
    if kind is not None and kind.order is Order.PARTY:
        return
    if heads and heads[0].text.strip() != _HEAD:
        yield Fault(f"Phải viết đúng “{_HEAD}”.", heads[0].span, _HEAD, (Edit(heads[0].span, _HEAD),))
    elif not heads and examined.setting is not None and examined.components.of(Component.NATION):
        titles = examined.components.of(Component.AUTHORITY)
        yield Fault("Thiếu “Nơi nhận:”.", titles[0].span if titles else None)
    yield from gathered(_entries([one for one in entries if one.whole and not _FILED.match(one.text)]))


def _entries(entries: list[Piece]) -> Iterator[Seen]:
    """Of entries on lines of their own; where all stand on one, a dash may be of a name."""
    wrong = "phải bắt đầu bằng gạch đầu dòng và kết thúc bằng dấu chấm phẩy"
    below = False
    for entry in entries:
        edits = []
        if not entry.text.startswith("- ") and not (below and entry.text.startswith("+ ")):
            edits.append(_dashed(entry))
        below = entry.text.endswith(":") or (below and entry.text.startswith("+ "))
        if not entry.text.endswith((";", ":")):
            edits.append(_ended(entry, ";"))
        if edits:
            yield _seen(entry, wrong, *edits)


def filing(examined: Examined) -> Iterator[Fault]:
    """The last line, "- Lưu: VT, …."."""
    entries = examined.components.of(Component.RECIPIENT)
    if not entries or is_doubtful(examined):
        return
    last = entries[-1]
    rest_of_line = examined.folio.text[last.span.start :].split("\n", 1)[0]
    # Where all recipients stand on one line, a dash may be of the initials behind ("Hằng - 3b").
    if _FILING.fullmatch(last.text) or (not last.whole and _FILING.fullmatch(rest_of_line.strip())):
        return
    filed = _LOOSE_FILING.fullmatch(last.text)
    rest = filed["rest"] if filed is not None else ""
    wanted = f"- Lưu: {rest}." if rest.startswith("VT") else None
    quote = short_quote(last.text)
    yield Fault(
        f"{_TELLS_FILING[:-1]}; văn bản ghi “{quote}”.",
        last.span,
        wanted,
        (Edit(last.span, wanted),) if wanted else (),
    )


def _dashed(piece: Piece) -> Edit:
    mark = re.match(r"[-–—+•*]?\s*", piece.text)
    end = mark.end() if mark else 0
    start = piece.span.start
    return Edit(Span(start, piece.passage.place(end) if end else start), "- ")


def _ended(piece: Piece, mark: str) -> Edit:
    """The mark at the end, in place of another one."""
    tail = len(piece.text) - len(piece.text.rstrip(" .,;"))
    end = piece.span.end
    start = piece.passage.place(len(piece.text) - tail) if tail else end
    return Edit(Span(start, end), mark)


def _put(place: int, words: str) -> Edit:
    return Edit(Span(place, place), words)


def _seen(piece: Piece, wrong: str, *edits: Edit) -> Seen:
    return (piece.component, wrong, piece.text, piece.span, edits)
