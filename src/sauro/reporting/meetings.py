"""Papers of a meeting: the invitation (giấy mời) and the notice of its conclusions (thông báo kết luận); the
report (báo cáo) of what came of opinions asked for in its place. The facts filled in, for a person to read
and sign.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục I and III. What an invitation says: Quyết định 45/2018/QĐ-TTg (chair,
who comes, matter, time, place, what is asked of those who come). Number and date are left open: they come
with the signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sauro.folio.model import Folio
from sauro.reporting.reminders import Letterhead, written_day
from sauro.writing import Frame, Item, clause, lay_out, text

__all__ = [
    "Concluded",
    "Invitation",
    "OpinionResult",
    "Outcome",
    "SlipSaid",
    "invitation_letter",
    "notice_of_conclusions",
    "report_of_opinions",
]

_COMMITTEE = "Ủy ban nhân dân"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation says: `when` and `where` in words, `called` as lines, `link` for who comes
    online, `agenda` line by line."""

    subject: str
    when: str
    where: str
    chair: str
    called: Sequence[str]
    on: date
    conference: bool = False
    link: str = ""
    agenda: Sequence[str] = ()
    asks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Concluded:
    """One conclusion: its words, the unit that carries it out, and by when; both blank for what gives nobody
    anything to do."""

    text: str
    lead: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a notice says: about which meeting on which day, under whose chair, what was concluded."""

    subject: str
    held_on: date
    chair: str
    concluded: Sequence[Concluded]
    on: date
    conference: bool = False
    recipients: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SlipSaid:
    """What one of those asked answered, in words; `choice` is blank for who did not."""

    who: str
    choice: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OpinionResult:
    """What came of opinions asked for in writing: of `asked` so many agreed, did not, had another opinion;
    `late` of these answered after the term."""

    subject: str
    asked_on: date
    due_on: date
    asked: int
    agree: int
    disagree: int
    other: int
    late: int
    slips: Sequence[SlipSaid]
    on: date


def invitation_letter(head: Letterhead, said: Invitation) -> Folio:
    """The invitation."""
    frame = _frame(head, "Giấy mời", "GM", f"{_what(said.conference)} {_lower(said.subject)}", said.on.year)
    return lay_out(frame, list(_invited(head, said)))


def notice_of_conclusions(head: Letterhead, said: Outcome) -> Folio:
    """The notice.

    Raises ValueError without a conclusion.
    """
    if not said.concluded:
        raise ValueError("nothing was concluded")
    what = "hội nghị" if said.conference else "cuộc họp"
    subject = f"Kết luận {what} {_lower(said.subject)}"
    frame = _frame(head, "Thông báo", "TB", subject, said.on.year, said.recipients)
    return lay_out(frame, list(_concluded(head, said, what)))


def report_of_opinions(head: Letterhead, said: OpinionResult) -> Folio:
    """The report of the result.

    Raises ValueError where nobody was asked.
    """
    if said.asked < 1:
        raise ValueError("nobody was asked")
    subject = f"Kết quả lấy ý kiến bằng phiếu về {_lower(said.subject)}"
    return lay_out(_frame(head, "Báo cáo", "BC", subject, said.on.year), list(_counted(head, said)))


def _frame(
    head: Letterhead, kind: str, symbol: str, subject: str, year: int, recipients: Sequence[str] = ()
) -> Frame:
    issuer = head.issuer
    if issuer.startswith(f"{_COMMITTEE} "):
        area = issuer.removeprefix(f"{_COMMITTEE} ").replace(" ", "\N{NO-BREAK SPACE}")
        issuer = f"{_COMMITTEE} {area}"
    return Frame(
        issuer=issuer,
        parent_issuer=head.parent_issuer,
        symbol=f"{symbol}-{head.symbol.partition('-')[0]}",
        place=head.place,
        year=year,
        kind=kind,
        subject=subject,
        authority=head.authority,
        signer=head.signer,
        recipients=("Như thành phần mời",) if symbol == "GM" else (*recipients, "Như trên")[:12],
        filing=head.filing,
    )


def _invited(head: Letterhead, said: Invitation) -> Iterator[Item]:
    yield text(f"{head.issuer} trân trọng kính mời các ông, bà dự {_lower(_what(said.conference))} như sau:")
    yield text(f"1. Nội dung: {_sentence(said.subject)}")
    yield text(f"2. Thời gian: {_sentence(said.when)}")
    if said.where:
        yield text(f"3. Địa điểm: {_sentence(said.where)}")
    if said.link:
        yield text(f"{'4' if said.where else '3'}. Tham dự trực tuyến: {_sentence(said.link)}")
    number = 3 + bool(said.where) + bool(said.link)
    yield text(f"{number}. Chủ trì: {_sentence(said.chair)}")
    yield text(f"{number + 1}. Thành phần:")
    for line in said.called:
        yield text(f"- {_stop(line, ';')}")
    if said.agenda:
        yield text(f"{number + 2}. Chương trình:")
        for line in said.agenda:
            yield text(f"- {_stop(line, ';')}")
    for line in said.asks:
        yield text(_sentence(line))
    yield text(f"{head.issuer} kính mời các ông, bà đến dự đúng thời gian, thành phần nêu trên")


def _concluded(head: Letterhead, said: Outcome, what: str) -> Iterator[Item]:
    yield text(
        f"Ngày {written_day(said.held_on)}, {said.chair} đã chủ trì {what} {_lower(said.subject)}. "
        f"{head.issuer} thông báo kết luận như sau:"
    )
    for number, one in enumerate(said.concluded, 1):
        parts = [_sentence(one.text)]
        if one.lead:
            parts.append(f"Giao {one.lead} chủ trì thực hiện.")
        if one.due:
            parts.append(f"Thời hạn: {_sentence(one.due)}")
        yield clause(f"{number}. {' '.join(parts)}")
    yield text(f"{head.issuer} thông báo để các cơ quan, đơn vị, cá nhân liên quan biết, thực hiện")


def _counted(head: Letterhead, said: OpinionResult) -> Iterator[Item]:
    yield text(
        f"Ngày {written_day(said.asked_on)}, {head.issuer} gửi phiếu lấy ý kiến về {_lower(said.subject)} "
        f"đến {said.asked} nơi, hạn trả lời ngày {written_day(said.due_on)}. Kết quả như sau:"
    )
    answered = said.agree + said.disagree + said.other
    yield clause(f"1. Trả lời: {_of(answered, said.asked)}, trong đó quá hạn {said.late}.")
    parts = (("Đồng ý", said.agree), ("Không đồng ý", said.disagree), ("Ý kiến khác", said.other))
    for number, (label, count) in enumerate(parts, 2):
        yield clause(f"{number}. {label}: {_of(count, said.asked)}.")
        for one in said.slips:
            if one.choice.casefold() == label.casefold() and (one.reason.strip() or count < said.asked):
                yield text(f"- {_sentence(f'{one.who}: {one.reason}' if one.reason.strip() else one.who)}")
    silent = [one.who for one in said.slips if not one.choice]
    if silent:
        yield clause(f"5. Chưa trả lời: {_of(len(silent), said.asked)}.")
        yield text(f"- {_stop('; '.join(silent), '.')}")
    yield text(f"{head.issuer} báo cáo để xem xét, quyết định")


def _of(count: int, whole: int) -> str:
    """A part of a whole: "7/10 (70,0 %)"."""
    return f"{count}/{whole} ({f'{count * 100 / whole:.1f}'.replace('.', ',')} %)"


def _what(conference: bool) -> str:
    return "Hội nghị" if conference else "Họp"


def _lower(words: str) -> str:
    """Inside a sentence; a word in capitals is a name and stays."""
    first, _, rest = words.strip().partition(" ")
    name = len(first) > 1 and first.isupper()
    return f"{first if name else first[:1].lower() + first[1:]} {rest}".strip()


def _sentence(words: str) -> str:
    return _stop(words, ".")


def _stop(words: str, mark: str) -> str:
    words = " ".join(words.split())
    return words if words.endswith((".", "!", "?", ";")) else f"{words}{mark}"
