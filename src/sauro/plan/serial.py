"""A plan as the agreed JSON (docs/dev/plan-json.md) and back.

Every value stands with its evidence: quotation, span and rule. A span counts code points of `source.text`, so
that whoever has the JSON alone can check it, and names the place in the file besides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.explain import explain
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio, Paragraph, Remark
from sauro.folio.span import Span
from sauro.plan.model import (
    Citation,
    DocumentFacts,
    MeetingLimit,
    Plan,
    ReportingDuty,
    Signer,
    Source,
    Target,
    Task,
    Value,
)

__all__ = ["Places", "due_from_json", "due_to_json", "findings_of", "from_json", "task_to_json", "to_json"]

Json = dict[str, object]

_HEAD_FIELDS = ("type", "number", "symbol", "issuer", "place", "date", "subject")
_SIGNER_FIELDS = ("name", "position", "authority")
_HARMLESS = frozenset({"ocr.blank_page", "ocr.roman_strokes", "text.legacy_encoding"})
_READER = "reader"
_RULES = "rules"


def to_json(plan: Plan, folio: Folio) -> dict[str, object]:
    """What `sauro read --json` prints of `plan`, read from `folio`."""
    return _Writer(folio).plan(plan)


def task_to_json(task: Task, folio: Folio) -> dict[str, object]:
    """One task as it stands among those of `to_json`."""
    return _Writer(folio).task(task)


def from_json(data: Mapping[str, Any]) -> Plan:
    """The plan that `to_json` wrote; remarks of the reader, which belong to the Folio, are left out.

    Raises ValueError where `data` is no such object.
    """
    try:
        return _plan(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a plan as written by sauro: {error!r}") from error


def findings_of(plan: Plan, folio: Folio) -> tuple[Finding, ...]:
    """The findings on a plan, then what its reader has remarked on the reading."""
    return (*plan.findings, *map(_finding_of_remark, folio.remarks))


def _finding_of_remark(remark: Remark) -> Finding:
    severity = Severity.NOTE if remark.code in _HARMLESS else Severity.WARN
    spans = (remark.span,) if remark.span else ()
    return Finding(remark.code, severity, remark.message, spans, suggestion=remark.suggestion)


class Places:
    """Finds the paragraph and the page of a span; the index is built once for a Folio."""

    __slots__ = ("_paragraphs", "_starts")

    def __init__(self, folio: Folio) -> None:
        self._paragraphs = tuple(folio.paragraphs)
        self._starts = [paragraph.span.start for paragraph in self._paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds `offset`, or the last one before it; None before the first."""
        number = bisect_right(self._starts, offset)
        return self._paragraphs[number - 1] if number else None

    def page_at(self, offset: int) -> int | None:
        """The page (from 1) on which the character at `offset` is printed; None where the format has no
        pages."""
        paragraph = self.paragraph_at(offset)
        return _page_within(paragraph, offset) if paragraph else None


def _page_within(paragraph: Paragraph, offset: int) -> int | None:
    """The page of a character of a paragraph: its run's, where the paragraph runs on over the page."""
    page = paragraph.place.page
    if page is None:
        return None
    end = paragraph.span.start
    for run in paragraph.runs:
        end += len(run.text)
        if offset < end:
            return page if run.page is None else run.page
    return page


class _Writer:
    """Writes the values of one Folio."""

    __slots__ = ("_folio", "_places")

    def __init__(self, folio: Folio) -> None:
        self._folio = folio
        self._places = Places(folio)

    def plan(self, plan: Plan) -> Json:
        """The whole object."""
        findings = [self._finding(finding, _RULES) for finding in plan.findings]
        findings += [self._finding(_finding_of_remark(remark), _READER) for remark in self._folio.remarks]
        return {
            "file": plan.file,
            "document": self._document(plan.document),
            "citations": [self._citation(citation) for citation in plan.citations],
            "targets": [self._target(target) for target in plan.targets],
            "meeting_limits": [self._limit(limit) for limit in plan.meeting_limits],
            "tasks": [self.task(task) for task in plan.tasks],
            "reporting": [self._duty(duty) for duty in plan.reporting],
            "findings": findings,
            "source": self._source(),
            "version": plan.version,
        }

    def _source(self) -> Json:
        source = self._folio.source
        return {
            "name": source.name,
            "kind": source.kind.value,
            "sha256": source.digest,
            "size": source.size,
            "pages": source.pages,
            "text": self._folio.text,
        }

    def _span(self, span: Span) -> Json:
        paragraph = self._places.paragraph_at(span.start)
        if paragraph is None:
            nowhere = dict.fromkeys(("page", "paragraph", "row", "column"))
            return {"start": span.start, "end": span.end, **nowhere}
        place = paragraph.place
        return {
            "start": span.start,
            "end": span.end,
            "page": place.page and _page_within(paragraph, span.start),
            "paragraph": place.paragraph,
            "row": place.row,
            "column": place.column,
        }

    def _spans(self, spans: Sequence[Span]) -> list[Json]:
        return [self._span(span) for span in spans]

    def _evidence(self, value: Value[str] | Value[Due] | None) -> Json | None:
        if value is None:
            return None
        evidence: Json = {"quote": value.quote, "span": self._span(value.span), "rule": value.rule}
        if value.alternatives:
            evidence["alternatives"] = [_plain(other) for other in value.alternatives]
        return evidence

    def _document(self, facts: DocumentFacts) -> Json:
        head: dict[str, Value[str] | None] = {name: getattr(facts, name) for name in _HEAD_FIELDS}
        signer: dict[str, Value[str] | None] = {name: getattr(facts.signer, name) for name in _SIGNER_FIELDS}
        evidence: Json = {name: self._evidence(value) for name, value in head.items()}
        evidence["signer"] = {name: self._evidence(value) for name, value in signer.items()}
        evidence["recipients"] = [self._evidence(value) for value in facts.recipients]
        return {
            **{name: value and value.value for name, value in head.items()},
            "signer": {name: value and value.value for name, value in signer.items()},
            "recipients": [value.value for value in facts.recipients],
            "evidence": evidence,
        }

    def _citation(self, citation: Citation) -> Json:
        return {
            "type": citation.type,
            "number": citation.number,
            "date": citation.date,
            "issuer": citation.issuer,
            "mentions": citation.mentions,
            "quote": citation.quote,
            "spans": self._spans(citation.places),
        }

    def _target(self, target: Target) -> Json:
        return {
            "indicator": target.indicator,
            "comparator": target.comparator,
            "value": _number(target.value),
            "unit": target.unit,
            "basis": target.basis,
            "by": target.by,
            "quote": target.quote,
            "span": self._span(target.span),
        }

    def _limit(self, limit: MeetingLimit) -> Json:
        return {
            "kind": limit.kind,
            "max_days": _number(limit.max_days),
            "quote": limit.quote,
            "span": self._span(limit.span),
        }

    def task(self, task: Task) -> Json:
        """One of its tasks."""
        return {
            "path": task.path,
            "source": task.source.value,
            "heading": task.heading,
            "text": task.text.value,
            "lead": [value.value for value in task.lead],
            "cooperating": [value.value for value in task.cooperating],
            "product": task.product and task.product.value,
            "due": task.due and due_to_json(task.due.value),
            "unread_due": task.unread_due and task.unread_due.value,
            "milestones": [_due(value.value) for value in task.milestones],
            "same_as": list(task.same_as),
            "group": task.group,
            "evidence": {
                "text": self._evidence(task.text),
                "lead": [self._evidence(value) for value in task.lead],
                "cooperating": [self._evidence(value) for value in task.cooperating],
                "product": self._evidence(task.product),
                "due": self._evidence(task.due),
                "unread_due": self._evidence(task.unread_due),
                "milestones": [self._evidence(value) for value in task.milestones],
            },
        }

    def _duty(self, duty: ReportingDuty) -> Json:
        return {
            "reporter": list(duty.reporter),
            "receiver": list(duty.receiver),
            "period": duty.period and duty.period.value,
            "due_day": duty.due_day,
            "raw": duty.raw,
            "quote": " ".join(duty.span.of(self._folio.text).split()),
            "span": self._span(duty.span),
            "task": duty.task,
            "day_of_month": duty.day_of_month,
        }

    def _finding(self, finding: Finding, by: str) -> Json:
        return {
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message,
            "spans": self._spans(finding.spans),
            "basis": finding.basis,
            "suggestion": finding.suggestion,
            "by": by,
        }


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


def _plain(value: str | Due) -> str | Json:
    return value if isinstance(value, str) else _due(value)


def due_to_json(due: Due) -> dict[str, object]:
    """A time limit as a duty of the agreed JSON has it, with its explanation in words."""
    return {**_due(due), "explained": explain(due)}


def due_from_json(data: Mapping[str, Any]) -> Due:
    """The time limit that `due_to_json` wrote. Raises ValueError where `data` is none."""
    try:
        return _read_due(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a time limit as written by sauro: {error!r}") from error


def _due(due: Due) -> Json:
    rhythms = [rhythm.value for rhythm in due.every]
    return {
        "raw": due.raw,
        "kind": due.kind.value,
        "date": due.date and due.date.isoformat(),
        "every": None if not rhythms else rhythms[0] if len(rhythms) == 1 else rhythms,
        "starts": due.starts and due.starts.isoformat(),
        "then": due.then and _due(due.then),
    }


def _plan(data: Mapping[str, Any]) -> Plan:
    return Plan(
        data["file"],
        _read_document(data["document"]),
        tuple(_read_citation(one) for one in data["citations"]),
        tuple(_read_target(one) for one in data["targets"]),
        tuple(
            MeetingLimit(one["kind"], float(one["max_days"]), one["quote"], _read_span(one["span"]))
            for one in data["meeting_limits"]
        ),
        tuple(_read_task(one) for one in data["tasks"]),
        tuple(_read_duty(one) for one in data["reporting"]),
        tuple(_read_finding(one) for one in data["findings"] if one["by"] != _READER),
        data["version"],
    )


def _read_span(data: Mapping[str, Any]) -> Span:
    return Span(data["start"], data["end"])


def _read_spans(data: Sequence[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(_read_span(one) for one in data)


def _read_value(value: str | None, evidence: Mapping[str, Any] | None) -> Value[str] | None:
    return None if value is None or evidence is None else _read_string(value, evidence)


def _read_string(value: str, evidence: Mapping[str, Any]) -> Value[str]:
    span = _read_span(evidence["span"])
    return Value(value, evidence["quote"], span, evidence["rule"], tuple(evidence.get("alternatives", ())))


def _read_strings(values: Sequence[str], evidence: Sequence[Mapping[str, Any]]) -> tuple[Value[str], ...]:
    return tuple(_read_string(value, proof) for value, proof in zip(values, evidence, strict=True))


def _read_document(data: Mapping[str, Any]) -> DocumentFacts:
    proof = data["evidence"]
    signer = {name: _read_value(data["signer"][name], proof["signer"][name]) for name in _SIGNER_FIELDS}
    head = {name: _read_value(data[name], proof[name]) for name in _HEAD_FIELDS}
    recipients = _read_strings(data["recipients"], proof["recipients"])
    return DocumentFacts(**head, signer=Signer(**signer), recipients=recipients)


def _read_citation(data: Mapping[str, Any]) -> Citation:
    head = {name: data[name] for name in ("type", "number", "date", "issuer", "mentions", "quote")}
    return Citation(**head, places=_read_spans(data["spans"]))


def _read_target(data: Mapping[str, Any]) -> Target:
    level = (data["indicator"], data["comparator"], float(data["value"]), data["unit"])
    return Target(*level, data["basis"], data["by"], data["quote"], _read_span(data["span"]))


def _read_task(data: Mapping[str, Any]) -> Task:
    proof = data["evidence"]
    return Task(
        data["path"],
        Source(data["source"]),
        data["heading"],
        _read_string(data["text"], proof["text"]),
        _read_strings(data["lead"], proof["lead"]),
        _read_strings(data["cooperating"], proof["cooperating"]),
        _read_value(data["product"], proof["product"]),
        _read_due_value(data["due"], proof["due"]),
        tuple(data["same_as"]),
        _read_value(data.get("unread_due"), proof.get("unread_due")),
        data.get("group"),
        tuple(filter(None, map(_read_due_value, data.get("milestones", ()), proof.get("milestones", ())))),
    )


def _read_due_value(data: Mapping[str, Any] | None, evidence: Mapping[str, Any] | None) -> Value[Due] | None:
    if data is None or evidence is None:
        return None
    others = tuple(_read_due(one) for one in evidence.get("alternatives", ()))
    return Value(_read_due(data), evidence["quote"], _read_span(evidence["span"]), evidence["rule"], others)


def _read_due(data: Mapping[str, Any]) -> Due:
    every = data["every"]
    rhythms = [every] if isinstance(every, str) else every or []
    return Due(
        DueKind(data["kind"]),
        data["raw"],
        _read_day(data["date"]),
        tuple(Rhythm(one) for one in rhythms),
        _read_day(data["starts"]),
        None if data["then"] is None else _read_due(data["then"]),
    )


def _read_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _read_duty(data: Mapping[str, Any]) -> ReportingDuty:
    return ReportingDuty(
        tuple(data["reporter"]),
        tuple(data["receiver"]),
        None if data["period"] is None else Rhythm(data["period"]),
        data["due_day"],
        data["raw"],
        _read_span(data["span"]),
        data["task"],
        data["day_of_month"],
    )


def _read_finding(data: Mapping[str, Any]) -> Finding:
    return Finding(
        data["code"],
        Severity(data["severity"]),
        data["message"],
        _read_spans(data["spans"]),
        data["basis"],
        data["suggestion"],
    )
