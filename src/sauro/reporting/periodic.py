"""The periodic report (báo cáo định kỳ) as a Folio: in the frame of the decree, its figures as such, with
appendices for the units and for what was counted.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục I and III (báo cáo). Window and estimates: Nghị định 09/2019/NĐ-CP,
Điều 12 and what the plan asks for before its cut-off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sauro.doctypes.components import Component
from sauro.folio.layout import ParagraphDraft
from sauro.folio.model import Folio, Run
from sauro.reporting.figure_words import Change, Figure, Share
from sauro.reporting.periodic_facts import Line, Narrative, PeriodicReport, Piece, Turned
from sauro.reporting.periodic_tables import ReportTable, body_tables, late_table, source_rows, unit_tables
from sauro.reporting.reminders import written_day
from sauro.text.marks import VIETNAMESE_LETTERS, roman_text
from sauro.writing import Frame, Item, clause, heading, lay_out, section, table, text
from sauro.writing.body import appendix, paragraph
from sauro.writing.runs import FigureRun, LinkRun, PlaceRun

__all__ = ["periodic_report"]

_COMMITTEE = "Ủy ban nhân dân"
_FEW = 15
"""Late tasks that the text names; more of them go to an appendix."""
_TURNS = {Turned.BETTER: "Tốt lên", Turned.WORSE: "Giảm sút", Turned.NEWLY_LATE: "Mới quá hạn"}


def periodic_report(report: PeriodicReport) -> Folio:
    """The whole report."""
    head = report.head
    frame = Frame(
        issuer=_unbroken(head.issuer),
        parent_issuer=_unbroken(head.parent_issuer),
        symbol=head.symbol,
        place=head.place,
        number=report.number,
        on=report.on,
        year=(report.on or report.last).year,
        kind="Báo cáo",
        subject=report.subject,
        addressees=(report.superior,) if report.superior else (),
        authority=head.authority,
        signer=head.signer,
        recipients=report.recipients,
        filing=head.filing,
    )
    appended = list(_appendices(report))
    return lay_out(frame, list(_body(report)), appendices=_numbered_appendices(report, appended))


def _unbroken(issuer: str) -> str:
    """ "Ủy ban nhân dân" over its area: the area is not broken."""
    if not issuer.startswith(f"{_COMMITTEE} "):
        return issuer
    return f"{_COMMITTEE} " + issuer.removeprefix(f"{_COMMITTEE} ").replace(" ", "\N{NO-BREAK SPACE}")


def _body(report: PeriodicReport) -> Iterator[Item]:
    yield text(
        f"Thực hiện {report.plan}, {report.head.issuer} báo cáo kết quả {report.period} như sau "
        f"({_window(report)}):"
    )
    parts = [
        ("Điểm mới so với báo cáo trước", list(_news(report))),
        ("Kết quả thực hiện", list(_results(report))),
        ("Khó khăn, vướng mắc", list(_narratives(report.obstacles))),
        ("Kiến nghị, đề xuất", list(_narratives(report.proposals))),
    ]
    for number, (title, items) in enumerate(((title, items) for title, items in parts if items), 1):
        yield section(f"{roman_text(number)}. {title}")
        yield from items
    to = f" để {report.superior} xem xét, chỉ đạo" if report.superior else ""
    yield text(
        f"Trên đây là báo cáo kết quả thực hiện {report.plan_short} {report.period}; "
        f"{report.head.issuer} báo cáo{to}."
    )


def _window(report: PeriodicReport) -> str:
    said = f"số liệu từ {written_day(report.first)} đến {written_day(report.last)}"
    if report.real_until is not None and report.real_until < report.last:
        now = replace(report, turns=None)  # without what the report before had estimated
        guessed = any(getattr(piece, "estimated", False) for piece in now.pieces())
        after = "sau ngày này là ước thực hiện" if guessed else "những ngày sau chưa có số liệu"
        said += f"; đến hết ngày {written_day(report.real_until)} là số thực, {after}"
    return said


def _news(report: PeriodicReport) -> Iterator[Item]:
    """What changed, and who is not in the report: on the first page."""
    if report.turns is None:
        yield text("Không có báo cáo kỳ trước để so sánh.")
    elif not report.turns:
        yield text("Không có thay đổi so với báo cáo trước.")
    else:
        for turned, label in _TURNS.items():
            for turn in report.turns:
                if turn.turned is turned:
                    yield _item(turn.line, f"- {label}: ")
    for line in report.estimates:
        yield _item(line, "- Số ước của kỳ trước: ")
    if report.silent:
        count = len(report.silent)
        yield clause(f"- Chưa báo cáo, chưa có trong số liệu ({count} đơn vị): {'; '.join(report.silent)}.")


def _results(report: PeriodicReport) -> Iterator[Item]:
    number = 0
    if report.duties:
        number += 1
        yield heading(f"{number}. Kết quả theo từng nhiệm vụ của kế hoạch")
        for place, duty in enumerate(report.duties):
            yield clause(f"{_letter(place)}) {duty.title}")
            for line in duty.lines:
                yield _item(line, "- ")
    for one in body_tables(report):
        number += 1
        yield heading(f"{number}. {one.title}")
        yield _table(one)
    if report.late:
        number += 1
        yield from _late(report, number)
    if report.absent:
        yield heading(f"{number + 1}. Nội dung không có số liệu")
        yield text(f"Sổ không có số liệu trong kỳ về: {'; '.join(report.absent)}.")
    appended = [title for title, _ in _appendices(report)]
    if appended:
        listed = "; ".join(
            f"{title} ({label})" for title, label in zip(appended, _labels(len(appended)), strict=True)
        )
        yield text(f"Số liệu chi tiết và nguồn của số liệu kèm theo: {listed}.")


def _late(report: PeriodicReport, number: int) -> Iterator[Item]:
    count = len(report.late)
    yield heading(f"{number}. Nhiệm vụ quá hạn: {count} nhiệm vụ")
    if count <= _FEW:
        yield _table(late_table(report.late))
    else:
        yield text(f"Danh sách {count} nhiệm vụ quá hạn có ở phụ lục kèm theo.")


def _narratives(said: Sequence[Narrative]) -> Iterator[Item]:
    for one in said:
        words = " ".join(one.words.split()).rstrip(".;")
        authors = f" ({'; '.join(one.authors)})" if one.authors else ""
        yield clause(f"- {words}{authors}.")


def _appendices(report: PeriodicReport) -> Iterator[tuple[str, Item]]:
    """The title and the table of each, in their order."""
    for one in unit_tables(report):
        yield one.title, _table(one)
    if len(report.late) > _FEW:
        late = late_table(report.late)
        yield late.title, _table(late)
    if report.sources:
        yield "Nguồn của số liệu", _sources(report)


def _numbered_appendices(report: PeriodicReport, appended: Sequence[tuple[str, Item]]) -> list[Item]:
    items: list[Item] = []
    for label, (title, item) in zip(_labels(len(appended)), appended, strict=False):
        items += [*appendix(label, title, _belongs_to(report)), item]
    return items


def _belongs_to(report: PeriodicReport) -> str:
    """Which report an appendix belongs to; room for a number and a day that are not yet drawn."""
    number = f"0{report.number}" if report.number.isdigit() and len(report.number) == 1 else report.number
    when = _day_in_words(report.on) if report.on else f"ngày      tháng      năm {report.last.year}"
    issuer = report.head.issuer
    return f"(Kèm theo Báo cáo số {number or '      '}/{report.head.symbol} {when} của {issuer})"


def _day_in_words(on: date) -> str:
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"


def _labels(count: int) -> list[str]:
    """Appendices are numbered where there are several."""
    return [f"Phụ lục {roman_text(number)}" for number in range(1, count + 1)] if count > 1 else ["Phụ lục"]


def _sources(report: PeriodicReport) -> Item:
    rows: list[list[str | Run]] = []
    for one, (number, register, wanted, count) in zip(report.sources, source_rows(report), strict=True):
        address: str | Run = LinkRun("Xem", address=one.address) if one.address else ""
        line = PlaceRun(register, source=one.key)
        rows.append([number, line, wanted, count, address])
    return table(("TT", "Đếm từ", "Bộ lọc", "Số dòng", "Danh sách"), rows, figures=(0, 3))


def _table(one: ReportTable) -> Item:
    return table(one.heads, [[_piece(piece) for piece in row] for row in one.rows], figures=one.figures)


def _item(line: Line, before: str = "") -> ParagraphDraft:
    """An item of words and figures, closed by a full stop."""
    runs = [Run(piece) if isinstance(piece, str) else _figure(piece) for piece in line]
    last = runs[-1] if runs else Run("")
    if not isinstance(last, FigureRun) and last.text.rstrip().endswith((".", ";")):
        runs[-1] = Run(last.text.rstrip().rstrip(".;"))
    return paragraph(Component.CLAUSE, Run(before), *runs, Run("."))


def _piece(piece: Piece) -> str | Run:
    return piece if isinstance(piece, str) else _figure(piece)


def _figure(piece: Figure | Share | Change) -> FigureRun:
    return FigureRun(piece.words, figure=piece.key, source=piece.source)


def _letter(place: int) -> str:
    """The letters of a Vietnamese list: a, b, c, d, đ, e; after the last they go on doubled."""
    count = len(VIETNAMESE_LETTERS)
    return VIETNAMESE_LETTERS[place % count] * (place // count + 1)
