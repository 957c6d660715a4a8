"""What a program has to say about a document: a finding tells or asks, it never changes anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sauro.folio.span import Span

__all__ = ["Edit", "Finding", "Severity", "short_quote"]

_LONGEST_QUOTE = 60
"""Characters of the longest quotation beside a message."""


class Severity(StrEnum):
    """`STOP`: must be settled before work goes on; `ERROR`: against the clause that is named; `WARN`: likely
    a fault; `ASK`: a person has to decide; `NOTE`: worth knowing."""

    STOP = "stop"
    ERROR = "error"
    WARN = "warn"
    ASK = "ask"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the text that would mend a finding: what stands at `span` of `Folio.text` becomes
    `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation. `code` is dotted and stable ("task.no_lead"); `message` is one Vietnamese sentence;
    `spans` are the places it speaks of, in order; `basis` is the clause it rests on; `suggestion` is what
    might be meant, in words; `edits` mend it, all of them together, where a program can."""

    code: str
    severity: Severity
    message: str
    spans: tuple[Span, ...] = ()
    basis: str | None = None
    suggestion: str | None = None
    edits: tuple[Edit, ...] = ()

    @property
    def proposal(self) -> str | None:
        """The suggestion where the message does not say it already."""
        return None if self.suggestion and f"“{self.suggestion}”" in self.message else self.suggestion


def short_quote(text: str) -> str:
    """The first words of a text that a finding quotes, so that the message stays one sentence to be read."""
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
