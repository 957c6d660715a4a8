"""The công văn that urges a unit about what it owes late: the facts filled in, for a person to read and sign.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục I and III (công văn). Number and date are left open: they come with the
signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sauro.folio.model import Folio
from sauro.writing import Frame, Item, lay_out, table, text

__all__ = [
    "LateDuty",
    "Letterhead",
    "Urging",
    "UrgingKind",
    "in_two_lines",
    "letter_that_urges",
    "written_day",
]

_COMMITTEE = "Ủy ban nhân dân"
_NAMED = 2
"""Documents that are named in the first sentence; of more the table tells."""


class UrgingKind(StrEnum):
    """How serious it is."""

    REMINDER = "reminder"
    CRITICISM = "criticism"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class LateDuty:
    """One duty: its words, the document that gave it, deadline, working days late, the numbers and days of
    earlier letters or notes that urged, and on how many days the software reminded."""

    text: str
    source: str
    due_on: date | None
    days_late: int
    urged: tuple[tuple[int, date], ...] = ()
    reminded: int = 0


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose letter it is: `issuer` under `parent_issuer`, the symbol behind the number, the place, the lines
    over the signature, who signs, and who keeps it ("VT, VP")."""

    issuer: str
    symbol: str
    place: str
    authority: Sequence[str]
    signer: str = ""
    parent_issuer: str = ""
    filing: str = "VT"


@dataclass(frozen=True, slots=True)
class Urging:
    """What is to be said: to whom, about which duties, as they stood on which day, with which words of one's
    own, and by when an answer is due."""

    kind: UrgingKind
    unit: str
    duties: Sequence[LateDuty]
    on: date
    words: str = ""
    answer_by: date | None = None


def letter_that_urges(head: Letterhead, urging: Urging) -> Folio:
    """The letter.

    Raises ValueError without a duty.
    """
    if not urging.duties:
        raise ValueError("nothing to urge about")
    frame = Frame(
        issuer=in_two_lines(head.issuer),
        parent_issuer=head.parent_issuer,
        symbol=head.symbol,
        place=head.place,
        year=urging.on.year,
        subject=_SUBJECTS[urging.kind],
        authority=head.authority,
        signer=head.signer,
        addressees=(urging.unit,),
        recipients=("Như trên",),
        filing=head.filing,
    )
    return lay_out(frame, _body(head, urging))


_SUBJECTS = {
    UrgingKind.REMINDER: "đôn đốc thực hiện nhiệm vụ quá hạn",
    UrgingKind.CRITICISM: "phê bình việc chậm thực hiện nhiệm vụ",
    UrgingKind.REVIEW: "kiểm điểm việc chậm thực hiện nhiệm vụ",
}


def in_two_lines(issuer: str) -> str:
    """ "Ủy ban nhân dân" over its area, as People's Committees write themselves: the area is not broken."""
    if not issuer.startswith(f"{_COMMITTEE} "):
        return issuer
    return f"{_COMMITTEE} " + issuer.removeprefix(f"{_COMMITTEE} ").replace(" ", "\N{NO-BREAK SPACE}")


def _body(head: Letterhead, urging: Urging) -> list[Item]:
    issuer, unit = head.issuer, urging.unit
    count, latest = len(urging.duties), max(duty.days_late for duty in urging.duties)
    longest = f"chậm nhiều nhất {latest} ngày làm việc so với thời hạn" if latest else "đều đã quá hạn"
    alone = f"quá hạn {latest} ngày làm việc" if latest else "đã quá hạn"
    items: list[Item] = [
        text(_given(issuer, urging)),
        text(
            f"Theo kết quả theo dõi, đến ngày {written_day(urging.on)}, {unit} chưa hoàn thành các nhiệm vụ "
            f"này, {longest}:"
        )
        if count > 1
        else text(
            f"Theo kết quả theo dõi, đến ngày {written_day(urging.on)}, {unit} chưa hoàn thành nhiệm vụ "
            f"này, {alone}:"
        ),
        table(
            ("TT", "Nhiệm vụ", "Văn bản giao", "Thời hạn", "Quá hạn (ngày làm việc)", "Đã nhắc, đôn đốc"),
            [_row(number, duty) for number, duty in enumerate(urging.duties, 1)],
            figures=(0, 4),
        ),
    ]
    items += [text(sentence) for sentence in _asks(issuer, unit, urging)]
    return items


def _given(issuer: str, urging: Urging) -> str:
    """Who gave what, and by which papers: what was given without one is not put under another's."""
    sources = list(dict.fromkeys(duty.source for duty in urging.duties if duty.source))
    count = len(urging.duties)
    direct = sum(not duty.source for duty in urging.duties)
    given = f"{issuer} đã giao {urging.unit} {count} nhiệm vụ"
    if not sources:
        return f"{given} nêu dưới đây."
    few = len(sources) <= _NAMED
    if not direct:
        papers = f"Thực hiện {' và '.join(sources)}, {given}" if few else f"{given} theo các văn bản"
        return f"{papers} nêu dưới đây."
    papers = " và ".join(sources) if few else "các văn bản nêu trong bảng"
    parts = f"{count - direct} nhiệm vụ theo {papers} và {direct} nhiệm vụ giao trực tiếp"
    return f"{given} nêu dưới đây, gồm {parts}."


def _row(number: int, duty: LateDuty) -> tuple[str, ...]:
    told = [f"Đôn đốc số {urged} ngày {written_day(on)}" for urged, on in duty.urged]
    told += [f"Phần mềm nhắc {duty.reminded} lần"] if duty.reminded else []
    due = written_day(duty.due_on) if duty.due_on else ""
    return str(number), duty.text, duty.source, due, str(duty.days_late or "dưới 1"), "\n".join(told)


def _asks(issuer: str, unit: str, urging: Urging) -> list[str]:
    by = f" trước ngày {written_day(urging.answer_by)}" if urging.answer_by else ""
    those = "các nhiệm vụ nêu trên" if len(urging.duties) > 1 else "nhiệm vụ nêu trên"
    asks = {
        UrgingKind.REMINDER: [
            f"{issuer} yêu cầu {unit} tập trung hoàn thành {those}, báo cáo kết quả và nguyên nhân chậm{by}."
        ],
        UrgingKind.CRITICISM: [
            f"{issuer} phê bình {unit} để chậm {those}.",
            f"Yêu cầu {unit} nghiêm túc rút kinh nghiệm, hoàn thành ngay và báo cáo kết quả{by}.",
        ],
        UrgingKind.REVIEW: [
            f"{issuer} yêu cầu {_head_of(unit)} tổ chức kiểm điểm, làm rõ trách nhiệm của tập thể, cá nhân "
            f"để chậm {those}; báo cáo kết quả kiểm điểm và kết quả thực hiện nhiệm vụ{by}.",
        ],
    }[urging.kind]
    words = " ".join(urging.words.split())
    own = [words if words.endswith((".", "!", "?")) else f"{words}."] if words else []
    return [*asks, *own, f"Đề nghị {unit} triển khai thực hiện."]


_HEADS = {
    "tổ dân phố": "Tổ trưởng",
    "thôn": "Trưởng",
    "bản": "Trưởng",
    "ấp": "Trưởng",
    "khu phố": "Trưởng",
}


def _head_of(unit: str) -> str:
    """Who answers for the unit: "Trưởng thôn Đông", "Tổ trưởng tổ dân phố số 3", else its thủ trưởng."""
    for kind, title in _HEADS.items():
        if unit.lower().startswith(f"{kind} "):
            return f"{title} {kind}{unit[len(kind) :]}"
    return f"thủ trưởng {unit}"


def written_day(on: date) -> str:
    """Days below ten and the months 1 and 2 with a nought before them, as in the head of a document."""
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"{on.day:02}/{month}/{on.year}"
