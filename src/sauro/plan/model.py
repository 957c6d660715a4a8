"""What is read out of a plan. Every value stands with its quotation and its place in the source.

The notions and their rules are those of the contract of `sauro read --json` (docs/dev/plan-json.md). A value
is a suggestion until a person has confirmed it; nothing here is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.findings import Finding
from sauro.folio.span import Span
from sauro.records import quick

__all__ = [
    "Citation",
    "DocumentFacts",
    "Due",
    "DueKind",
    "MeetingLimit",
    "Plan",
    "ReportingDuty",
    "Rhythm",
    "Signer",
    "Source",
    "Target",
    "Task",
    "Value",
]

T = TypeVar("T")


@quick
@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A value read, the words that prove it with single spaces, their place in the Folio's text, the name of
    the rule that found it, and other readings that were possible."""

    value: T
    quote: str
    span: Span
    rule: str
    alternatives: tuple[T, ...] = ()


class Source(StrEnum):
    """Where a task stands."""

    BODY = "body"
    APPENDIX = "appendix"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: name, position ("PHÓ CHỦ TỊCH"), and the authority lines above it joined by " / "."""

    name: Value[str] | None = None
    position: Value[str] | None = None
    authority: Value[str] | None = None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the head and foot say. `date` is ISO as far as it is written ("2026-05-13", "2026-05", "2026")."""

    type: Value[str] | None = None
    number: Value[str] | None = None
    symbol: Value[str] | None = None
    issuer: Value[str] | None = None
    place: Value[str] | None = None
    date: Value[str] | None = None
    subject: Value[str] | None = None
    signer: Signer = Signer()
    recipients: tuple[Value[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited by number, once, with every place where it is."""

    type: str
    number: str
    date: str | None
    issuer: str | None
    mentions: int
    quote: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable target at one place. `comparator` is ">=", "<=" or "="; `by` the year or date until which
    it holds for once, None for every year; `basis` what the share is taken of."""

    indicator: str
    comparator: str
    value: float
    unit: str
    basis: str | None
    by: str | None
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class MeetingLimit:
    """How long a kind of meeting may last, in days."""

    kind: str
    max_days: float
    quote: str
    span: Span


@quick
@dataclass(frozen=True, slots=True)
class Task:
    """One duty: a leaf of the body or a row of an appendix. `heading` is the nearest arabic heading, of a row
    the title of its appendix. `same_as` are the paths of tasks elsewhere in the plan that say the same duty;
    `unread_due` are the words of its line or cell for the time limit of which no limit could be made; `group`
    is what heads the row inside its table ("I. Về giấy tờ", several joined by " / "); `milestones` are other
    dates that the duty names besides its time limit, as of a draft or of a first report."""

    path: str
    source: Source
    heading: str | None
    text: Value[str]
    lead: tuple[Value[str], ...] = ()
    cooperating: tuple[Value[str], ...] = ()
    product: Value[str] | None = None
    due: Value[Due] | None = None
    same_as: tuple[str, ...] = ()
    unread_due: Value[str] | None = None
    group: str | None = None
    milestones: tuple[Value[Due], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportingDuty:
    """One report that somebody owes, one entry a period. `period` is None where only "định kỳ" is written;
    `due_day` is MM-DD, `day_of_month` the day of a monthly or quarterly report; `task` the path of the duty
    it was read from."""

    reporter: tuple[str, ...]
    receiver: tuple[str, ...]
    period: Rhythm | None
    due_day: str | None
    raw: str
    span: Span
    task: str | None = None
    day_of_month: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as read. `version` names the rules that read it."""

    file: str
    document: DocumentFacts
    citations: tuple[Citation, ...]
    targets: tuple[Target, ...]
    meeting_limits: tuple[MeetingLimit, ...]
    tasks: tuple[Task, ...]
    reporting: tuple[ReportingDuty, ...]
    findings: tuple[Finding, ...]
    version: str
