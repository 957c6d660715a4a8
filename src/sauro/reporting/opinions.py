"""The công văn that sends a plan back with what has to be mended, and the Phiếu góp ý attached to it.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục I and III (công văn). Number and date are left open: they come with the
signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sauro.checks.coverage import Coverage, Row, Verdict
from sauro.checks.coverage.names import (
    MATTERS,
    TO_MEND,
    VERDICTS,
    by_gravity,
    is_owed,
    said_above,
    said_below,
    why,
)
from sauro.checks.gathering import of_many_duties
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio
from sauro.plan.model import Plan
from sauro.plan.serial import Places
from sauro.reporting.reminders import Letterhead, in_two_lines, written_day
from sauro.writing import Frame, Item, lay_out, table, text
from sauro.writing.body import appendix, heading

__all__ = ["head_of", "letter_of_opinions"]

_COMMITTEE = "Ủy ban nhân dân"
_TOLD = (Severity.STOP, Severity.ERROR, Severity.WARN, Severity.ASK)
_WHOLE_DAY = len("2026-01-01")
_LONGEST = 320
"""Characters of a duty's words in the table; the plans themselves have the rest."""
_FEW = 24
"""Characters of words that are hard to find alone: some before and behind them are told."""
_BEFORE, _AFTER = re.compile(r"(?:\S+\s+){0,5}\S*$"), re.compile(r"\S*(?:\s+\S+){0,5}")
_MOST_PATHS = 12
_NOT_OF_THE_PLAN = (
    *("coverage.", "internal.", "table.", "item.", "ocr.", "pdf.", "docx.", "document.number_unread"),
    *("task.due_unread", "task.due_suspect", "target.value_suspect", "text.legacy_encoding"),
)
"""What the beginnings of these codes tell is for whoever reads the plan in, not for its author."""
_LONGEST_PLACE = 90
_OPEN_HEAD = Letterhead(
    issuer="Cơ quan góp ý", symbol="…", place="…", authority=("Thủ trưởng cơ quan",), filing="VT"
)
"""Of an office that nobody has named: it fills in its own."""
_DECREE = "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
_NOTHING = "Không có"
_HEADS = (("Sở ", "Giám đốc"), ("Văn phòng ", "Chánh Văn phòng"), ("Phòng ", "Trưởng phòng"))


def letter_of_opinions(
    plan: Plan,
    coverage: Coverage | None,
    parent: Plan | None,
    *,
    head: Letterhead | None = None,
    year: int | None = None,
    folio: Folio | None = None,
) -> Folio:
    """The letter on `plan`, whose findings are told with their places where its text is given as `folio`,
    and on what it makes of the plan above. `head` is that of the office that writes; without it, as far as
    the plan above tells: else there is room for it. `year` is that in which it is written; without it, that
    of the plan."""
    head = head or (head_of(parent) if parent is not None else _OPEN_HEAD)
    year = year or _year(plan)
    issuer = _issuer(plan) or "đơn vị soạn thảo"
    frame = Frame(
        issuer=in_two_lines(head.issuer),
        parent_issuer=head.parent_issuer,
        symbol=head.symbol,
        place=head.place,
        year=year,
        subject=f"góp ý {_title(plan)}",
        authority=head.authority,
        signer=head.signer,
        addressees=(issuer,),
        recipients=("Như trên",),
        filing=head.filing,
    )
    body = [text(sentence) for sentence in _sentences(plan, coverage, parent, head)]
    return lay_out(frame, body, appendices=_slip(plan, coverage, head, year, folio))


def head_of(plan: Plan) -> Letterhead:
    """The head of a letter of the office that issued a plan, as far as the plan tells it."""
    facts = plan.document
    issuer = _issuer(plan) or _COMMITTEE
    symbol = facts.symbol.value if facts.symbol else "KH-UBND"
    office = symbol.partition("-")[2] or "UBND"
    return Letterhead(
        issuer=issuer,
        symbol=f"{office}-VP",
        place=facts.place.value if facts.place else issuer.rsplit(" ", 1)[-1],
        authority=_authority(issuer),
        filing="VT, VP",
    )


def _authority(issuer: str) -> tuple[str, ...]:
    if issuer.startswith(_COMMITTEE):
        return f"TM. {_COMMITTEE}", "Chủ tịch"
    return (next((title for start, title in _HEADS if issuer.startswith(start)), "Thủ trưởng đơn vị"),)


def _issuer(plan: Plan) -> str:
    """The office, a committee's in full."""
    issuer = plan.document.issuer.value if plan.document.issuer else ""
    return f"{_COMMITTEE} {issuer.removeprefix('UBND ')}" if issuer.startswith("UBND ") else issuer


def _year(plan: Plan) -> int | None:
    day = plan.document.date
    return int(day.value[:4]) if day else None


def _title(plan: Plan) -> str:
    """ "Kế hoạch số 12/KH-UBND", "dự thảo Kế hoạch" while it has no number."""
    kind = plan.document.type.value if plan.document.type else "Kế hoạch"
    number = plan.document.number
    return f"{kind} số {number.value}" if number else f"dự thảo {kind}"


def _sentences(plan: Plan, coverage: Coverage | None, parent: Plan | None, head: Letterhead) -> Iterator[str]:
    issuer = _issuer(plan) or "đơn vị soạn thảo"
    yield f"{head.issuer} đã xem xét {_cited(plan, issuer)} và có ý kiến như sau:"
    if coverage is not None:
        yield _compared(coverage, parent)
    told = len(_told(plan))
    if told:
        yield f"Về thể thức theo {_DECREE}, nội dung và phân công nhiệm vụ, có {told} điểm cần xem lại."
    elif coverage is None:
        yield f"Về thể thức theo {_DECREE}, nội dung và phân công nhiệm vụ, chưa thấy điểm cần xem lại."
    yield (
        f"Các ý kiến cụ thể nêu tại Phiếu góp ý (Phụ lục kèm theo). Đề nghị {issuer} nghiên cứu, tiếp thu, "
        "hoàn thiện kế hoạch; nội dung không tiếp thu đề nghị nêu rõ lý do."
    )


def _cited(plan: Plan, issuer: str) -> str:
    """A plan at its first mention: kind, number, day, office, subject."""
    day = plan.document.date
    if plan.document.number is None or day is None or len(day.value) != _WHOLE_DAY:
        return f"{_title(plan)}{_about(plan)} của {issuer}"
    return f"{_title(plan)} ngày {written_day(date.fromisoformat(day.value))} của {issuer}{_about(plan)}"


def _about(plan: Plan | None) -> str:
    """What a plan is about, as it stands behind its title."""
    subject = plan.document.subject if plan else None
    return f" {subject.value[:1].lower()}{subject.value[1:]}" if subject else ""


def _compared(coverage: Coverage, parent: Plan | None) -> str:
    owed = [row for row in coverage.rows if is_owed(row)]
    met = sum(row.verdict in (Verdict.COVERED, Verdict.TIGHTENED) for row in owed)
    words = (
        f"So với {coverage.parent}{_about(parent)}, kế hoạch đã đáp ứng {met}/{len(owed)} nhiệm vụ, "
        "chỉ tiêu được giao"
    )
    counts = coverage.counts()
    lacks = (
        (counts[Verdict.MISSING], "nội dung còn thiếu"),
        (counts[Verdict.WEAKENED], "nội dung chưa đủ yêu cầu"),
        (counts[Verdict.WRONG_LEVEL], "nội dung chưa đúng cấp"),
    )
    told = ", ".join(f"{count} {what}" for count, what in lacks if count)
    cited = "" if coverage.cites_parent else " Kế hoạch chưa dẫn văn bản này."
    return f"{words}{'; có ' if told else ''}{told}.{cited}"


def _slip(
    plan: Plan, coverage: Coverage | None, head: Letterhead, year: int | None, folio: Folio | None
) -> list[Item]:
    """Phiếu góp ý: what has to be mended, what else there is to say, and what is already met."""
    about = f"(Kèm theo Công văn số        /{head.symbol} ngày      tháng      năm {year or '      '}"
    items: list[Item] = [
        *appendix("Phụ lục", "Phiếu góp ý kế hoạch", f"{about} của {head.issuer})"),
    ]
    sections = [*_compared_sections(coverage)] if coverage else []
    findings = _told(plan)
    sections.append(("Thể thức, nội dung, phân công nhiệm vụ", _findings_table(findings, folio)))
    for number, (title, item) in enumerate(sections, start=1):
        items += [heading(f"{number}. {title}"), item]
    return items


def _compared_sections(coverage: Coverage) -> Iterator[tuple[str, Item]]:
    rows = by_gravity(coverage.rows)
    mend = [row for row in rows if row.verdict in TO_MEND]
    yield "Nội dung còn thiếu, chưa đủ yêu cầu, chưa đúng cấp", _rows_table(mend)
    beyond = [row for row in rows if row.verdict in (Verdict.TIGHTENED, Verdict.EXTRA)]
    if beyond:
        yield "Nội dung cao hơn yêu cầu, có thêm", _rows_table(beyond)
    met = [row for row in rows if row.verdict is Verdict.COVERED]
    yield "Nội dung đã đáp ứng", _met_table(met)


def _rows_table(rows: Sequence[Row]) -> Item:
    if not rows:
        return text(f"{_NOTHING}.")
    heads = ("TT", "Kế hoạch cấp trên", "Kế hoạch được góp ý", "Ý kiến")
    return table(heads, [_cells(number, row) for number, row in enumerate(rows, 1)], figures=(0,))


def _cells(number: int, row: Row) -> tuple[str, ...]:
    opinion = f"{VERDICTS[row.verdict]}. {why(row)}".strip()
    return str(number), _short(said_above(row)), _short(said_below(row)), opinion


def _met_table(rows: Sequence[Row]) -> Item:
    if not rows:
        return text(f"{_NOTHING}.")
    made = [
        (str(number), MATTERS[row.matter], _short(said_above(row), 140), _places(row))
        for number, row in enumerate(rows, 1)
    ]
    return table(("TT", "Loại", "Kế hoạch cấp trên", "Nơi đáp ứng"), made, figures=(0,))


def _places(row: Row) -> str:
    paths = ", ".join(dict.fromkeys(side.path for side in row.own if side.path))
    return f"Mục {paths}" if paths else "Trong kế hoạch"


def _findings_table(findings: Sequence[Finding], folio: Folio | None) -> Item:
    if not findings:
        return text(f"{_NOTHING}.")
    heads: tuple[str, ...] = ("TT", "Ý kiến", "Căn cứ")
    rows: list[tuple[str, ...]] = [
        (str(number), _finding_words(finding), finding.basis or "")
        for number, finding in enumerate(findings, start=1)
    ]
    if folio is not None:
        heads = (*heads[:2], "Vị trí", *heads[2:])
        rows = [
            (*row[:2], _where(finding, folio), *row[2:]) for row, finding in zip(rows, findings, strict=True)
        ]
    return table(heads, rows, figures=(0,))


def _where(finding: Finding, folio: Folio) -> str:
    """The words that a finding speaks of, with those around them where they are few, and their page."""
    if not finding.spans:
        return "Toàn văn bản"
    span = finding.spans[0]
    paragraph = next((one for one in folio.paragraphs if one.span.holds(span.start)), None)
    words = " ".join(span.of(folio.text).split())
    if paragraph is not None and len(words) < _FEW:
        text, start = paragraph.text, span.start - paragraph.span.start
        end = min(len(text), span.end - paragraph.span.start)
        before, after = _BEFORE.search(text[:start]), _AFTER.match(text[end:])
        around = (before[0] if before else "", text[start:end], after[0] if after else "")
        words = " ".join("".join(around).split())
    more = f" và {len(finding.spans) - 1} chỗ nữa" if len(finding.spans) > 1 else ""
    sheet = Places(folio).page_at(span.start)
    page = f"Trang {sheet}: " if sheet else ""
    return f"{page}“{_short(words, _LONGEST_PLACE)}”{more}"


def _finding_words(finding: Finding) -> str:
    return f"{finding.message} Gợi ý: {finding.proposal}." if finding.proposal else finding.message


def _told(plan: Plan) -> list[Finding]:
    """The findings as a letter tells them: the same lack of many duties is one matter."""
    told = (one for one in _own_findings(plan) if one.severity in _TOLD)
    return list(of_many_duties(told, named=_MOST_PATHS))


def _own_findings(plan: Plan) -> list[Finding]:
    """Those that the comparison does not tell already, and that are of the plan, not of its reading."""
    return [finding for finding in plan.findings if not finding.code.startswith(_NOT_OF_THE_PLAN)]


def _short(words: str, longest: int = _LONGEST) -> str:
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0].rstrip(" ,;.:") + "…"
