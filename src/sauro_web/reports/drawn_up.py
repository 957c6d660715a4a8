"""A report as it is issued: its facts with the head of the office that issues it, laid out in the frozen
wording, written as a Word file and looked through as it is read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse

from sauro import check
from sauro.checks.model import Family
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes
from sauro.reporting.frozen import facts_from
from sauro.reporting.periodic import periodic_report
from sauro.reporting.periodic_facts import PeriodicReport
from sauro.reporting.read_back import read_back
from sauro.reporting.reminders import Letterhead
from sauro.reporting.wording import Passage, reworded
from sauro.writing import write_docx
from sauro.writing.issued import HERE, numbered
from sauro.writing.runs import figures_of
from sauro.writing.template import fill_template
from sauro_web.accounts.models import Unit
from sauro_web.documents.letterheads import drafting_unit, letterhead_for
from sauro_web.documents.models import Series
from sauro_web.documents.numbering import reference_in
from sauro_web.reports.models import FrozenReport, Report, ReportFigure, ReportWording
from sauro_web.reports.queries.counted_where import counted_where
from sauro_web.reports.queries.issuing import template_of
from sauro_web.reports.queries.names import recipients_of
from sauro_web.reports.written import facts_of

__all__ = [
    "REPORT",
    "Written",
    "facts_of_frozen",
    "facts_to_issue",
    "folio_of",
    "form_faults",
    "kept_passages",
    "laid",
    "passages_in",
    "word_of",
    "written_of",
]

REPORT = "Báo cáo"
"""The kind of document that it becomes (NĐ 30/2020, Điều 7)."""
_HOLDS_UP = (Severity.STOP, Severity.ERROR)
_LIKE_ANY = "00"


@dataclass(frozen=True, slots=True)
class Written:
    """A file whose number is still to be put in, and what the form check said of it."""

    data: bytes
    figures: str
    """Digest of its figures."""
    faults: tuple[str, ...]


def facts_to_issue(
    report: Report, series: Series, on: date, known_at: datetime | None = None
) -> PeriodicReport:
    """What the report says now, under the head of whoever issues it; addresses without a host. `known_at` as
    in `body_of`."""
    facts = facts_of(report, on=on, address=_address, known_at=known_at)
    unit, office = report.unit, series.office
    head = facts.head
    if series.kept_by_id != unit.pk and unit.pk != office.pk:
        head = letterhead_for(office, unit, on=on)
    symbol = reference_in(series, REPORT, 1, year=on.year).partition("/")[2]
    head = replace(head, symbol=symbol, filing=_filing(report, head, office, on))
    superior = "" if facts.superior == head.issuer else facts.superior
    recipients = recipients_of(report, head.issuer, superior)
    return replace(facts, head=head, superior=superior, recipients=recipients)


def _filing(report: Report, head: Letterhead, office: Unit, on: date) -> str:
    """Who keeps it: the unit that drafted a report of the office itself besides the records clerk."""
    if report.unit_id != office.pk:
        return head.filing
    people = [report.sent_by] if report.sent_by else []
    drafter = drafting_unit(office, people, on=on)
    return letterhead_for(office, drafter, on=on).filing if drafter else head.filing


def _address(row: ReportFigure) -> str:
    """The list of what was counted, else the line of the report."""
    counted = counted_where(row)
    return counted.address if counted else f"{reverse('reports:report', args=[row.report_id])}#sl-{row.pk}"


def facts_of_frozen(frozen: FrozenReport) -> PeriodicReport:
    """As they were frozen."""
    return facts_from(frozen.facts)


def passages_in(wording: ReportWording) -> list[Passage]:
    """As the core has them."""
    return [Passage(*one) for one in wording.passages]


def kept_passages(passages: Sequence[Passage]) -> list[list[str]]:
    """As the row keeps them."""
    return [[one.style, one.text, one.origin] for one in passages]


def folio_of(
    frozen: FrozenReport, wording: ReportWording, *, number: str = "", on: date | None = None, site: str = ""
) -> Folio:
    """The report as it is printed; `site` is put before the addresses of its figures."""
    facts = facts_from(frozen.facts)
    head = replace(facts.head, authority=tuple(wording.authority), signer=wording.signer)
    sources = tuple(
        replace(one, address=f"{site}{one.address}" if one.address.startswith("/") else one.address)
        for one in facts.sources
    )
    facts = replace(
        facts, head=head, superior=wording.superior, recipients=tuple(wording.recipients), number=number,
        on=on, sources=sources,
    )  # fmt: skip
    return reworded(periodic_report(facts), passages_in(wording))


def laid(report: Report, folio: Folio) -> bytes:
    """The Word file in the form that the office gave its reports, else in that of the decree."""
    form = template_of(report.unit.house)
    if form is None:
        return write_docx(folio)
    with form.file.open("rb") as file:
        return fill_template(file.read(), folio)


def word_of(frozen: FrozenReport, wording: ReportWording, *, site: str) -> bytes:
    """The Word file, number and date left open."""
    return laid(frozen.report, folio_of(frozen, wording, site=site))


def written_of(frozen: FrozenReport, wording: ReportWording, *, on: date, site: str) -> Written:
    """The Word file of that day with room for its number, read back and looked through."""
    folio = folio_of(frozen, wording, number=HERE, on=on, site=site)
    data = laid(frozen.report, folio)
    like_any = numbered(data, _LIKE_ANY)
    back = read_back(like_any)
    faults = [one.message for one in form_faults(like_any)]
    if back.figures != figures_of(folio) or not back.is_true:
        faults.append("Số liệu trong tệp không đọc lại được đúng như báo cáo.")
    return Written(data, back.digest, tuple(faults))


def form_faults(data: bytes) -> tuple[Finding, ...]:
    """What is surely not as the decree has it in the form of a Word file that the software wrote. What may be
    otherwise in words that people typed (how a document is cited, a former unit) holds nothing up."""
    folio = read_bytes(data, name="bao-cao.docx")
    found = check(folio, setting=read_setting(data), families=(Family.FORM,))
    return tuple(one for one in found if one.severity in _HOLDS_UP)
