"""What was read → drafts of suggestions: twins put together, units looked up, doubts named. Nothing is
written here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sauro.folio.model import Folio
from sauro.text.compare import unit_key
from sauro_web.accounts.matches import Match
from sauro_web.accounts.queries.matching import Matcher
from sauro_web.plans.doubts import doubts_of_report, doubts_of_task
from sauro_web.plans.models import MentionRole, MentionState, SuggestionKind

__all__ = ["Draft", "draft_of_task", "drafts_of"]

Json = Mapping[str, Any]

_LONGEST_TEXT = 300
_LONGEST_QUOTE = 2_000


@dataclass(slots=True)
class Draft:
    """One suggestion before it is kept."""

    kind: SuggestionKind
    position: int
    read: Json
    value: dict[str, Any]
    doubts: list[str] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    twins: list[Json] = field(default_factory=list)


def drafts_of(found: Json, folio: Folio, matcher: Matcher) -> Iterator[Draft]:
    """One draft for the document, each duty (with its twins), each target, limit and report owed."""
    yield Draft(SuggestionKind.DOCUMENT, 0, found["document"], _identity(found["document"]))
    confidence = _Confidence(folio)
    for together in twins_of(found["tasks"]):
        yield _task(together, matcher, confidence)
    for target in found["targets"]:
        names = ("indicator", "comparator", "value", "unit", "basis", "by")
        yield Draft(
            SuggestionKind.TARGET, target["span"]["start"], target, {name: target[name] for name in names}
        )
    for limit in found["meeting_limits"]:
        value = {"kind": limit["kind"], "max_days": limit["max_days"]}
        yield Draft(SuggestionKind.LIMIT, limit["span"]["start"], limit, value)
    for report in found["reporting"]:
        yield _report(report, matcher)


def draft_of_task(task: Json, folio: Folio, matcher: Matcher) -> Draft:
    """The draft for one duty that a person pointed out."""
    return _task([task], matcher, _Confidence(folio))


def twins_of(tasks: Sequence[Json]) -> list[list[Json]]:
    """Duties that stand twice put together, the one in prose first. Only pairs that nothing else claims:
    where a sentence of the prose covers several rows, they stay tasks of their own."""
    by_path: dict[str, list[Json]] = {}
    for task in tasks:
        by_path.setdefault(task["path"], []).append(task)
    claimed: dict[int, list[Json]] = {}
    for task in tasks:
        others = [other for path in task["same_as"] for other in by_path.get(path, ()) if other is not task]
        claimed[id(task)] = others
    taken: set[int] = set()
    together = []
    for task in tasks:
        if id(task) in taken:
            continue
        others = claimed[id(task)]
        alone = len(others) != 1 or [id(back) for back in claimed[id(others[0])]] not in ([], [id(task)])
        pair = [task] if alone or id(others[0]) in taken else [task, others[0]]
        taken.update(map(id, pair))
        together.append(pair)
    return together


def _identity(document: Json) -> dict[str, Any]:
    number, _, symbol = (document["number"] or "").partition("/")
    return {
        "type": document["type"],
        "number": number,
        "symbol": symbol or document["symbol"] or "",
        "issuer": document["issuer"],
        "date": document["date"],
        "subject": document["subject"],
    }


def _task(together: Sequence[Json], matcher: Matcher, confidence: _Confidence) -> Draft:
    """The prose gives the wording; who, what and when come from whichever says it, the table first, for there
    it is said in a column of its own."""
    first, *twins = together
    stated = [*twins, first]
    mentions: list[dict[str, Any]] = []
    for role, name in ((MentionRole.LEAD, "lead"), (MentionRole.COOPERATING, "cooperating")):
        said = next((task for task in stated if task[name]), first)
        mentions += _mentions(role, said[name], said["evidence"][name], matcher)
    due = next((task["due"] for task in stated if task["due"]), None)
    unread = next((task["unread_due"] for task in stated if task["unread_due"]), None)
    product = next((task["product"] for task in stated if task["product"]), None)
    value = {
        "text": first["text"],
        "product": product or "",
        "due": due,
        "due_text": due["raw"] if due else unread or "",
        "authority": "",
        "each": False,
    }
    leads = [str(mention["text"]) for mention in mentions if mention["role"] is MentionRole.LEAD]
    doubts = doubts_of_task(
        value,
        leads,
        [mention["state"] for mention in mentions],
        differs=any(_differ(first, twin) for twin in twins),
        confidence=confidence.worst(together),
    )
    start = first["evidence"]["text"]["span"]["start"]
    return Draft(SuggestionKind.TASK, start, first, value, doubts, mentions, list(twins))


def _differ(one: Json, other: Json) -> bool:
    """Whether both say who leads or by when, and not the same."""
    leads = [{unit_key(name) for name in task["lead"]} for task in (one, other)]
    dues = [task["due"] and (task["due"]["kind"], task["due"]["date"]) for task in (one, other)]
    return (all(leads) and leads[0] != leads[1]) or (all(dues) and dues[0] != dues[1])


def _report(report: Json, matcher: Matcher) -> Draft:
    names = ("period", "due_day", "day_of_month", "raw")
    value = {name: report.get(name) for name in names}
    evidence = {"quote": report["quote"], "span": report["span"]}
    mentions: list[dict[str, Any]] = []
    for role, name in ((MentionRole.REPORTER, "reporter"), (MentionRole.RECEIVER, "receiver")):
        mentions += _mentions(role, report[name], [evidence] * len(report[name]), matcher)
    value["receiver"] = ", ".join(report["receiver"])
    doubts = doubts_of_report(value, [mention["state"] for mention in mentions])
    return Draft(SuggestionKind.REPORT, report["span"]["start"], report, value, doubts, mentions)


def _mentions(
    role: MentionRole, names: Sequence[str], evidence: Sequence[Json], matcher: Matcher
) -> Iterator[dict[str, Any]]:
    for position, (name, proof) in enumerate(zip(names, evidence, strict=True)):
        match = matcher.match(name)
        yield {
            "role": role,
            "position": position,
            "text": name[:_LONGEST_TEXT],
            "key": unit_key(name)[:_LONGEST_TEXT],
            "quote": proof["quote"][:_LONGEST_QUOTE],
            "spans": [proof["span"]],
            "state": _state(match, role),
            "unit_id": match.unit.pk if match.unit else None,
            "groups": [group.pk for group in match.groups],
            "candidates": [candidate.unit.pk for candidate in match.candidates[:2]],
        }


def _state(match: Match, role: MentionRole) -> MentionState:
    if not match.is_settled:
        return MentionState.ASK
    if match.related:
        # Somebody in particular has to lead, and to send and receive a report.
        return MentionState.RELATED if role is MentionRole.COOPERATING else MentionState.ASK
    return MentionState.MATCHED


class _Confidence:
    """How sure the recognition of letters was, of whatever part of the text."""

    def __init__(self, folio: Folio) -> None:
        self._ends: list[int] = []
        self._words: list[tuple[int, float]] = []
        for paragraph in folio.paragraphs:
            start = paragraph.span.start
            for run in paragraph.runs:
                end = start + len(run.text)
                if run.confidence is not None and run.text.strip():
                    self._ends.append(end)
                    self._words.append((start, run.confidence))
                start = end

    def worst(self, tasks: Sequence[Json]) -> float | None:
        """The least confidence, 0 to 100, among the words of the quotations; None where nothing was
        recognised."""
        found: list[float] = []
        for task in tasks:
            for span in _spans(task["evidence"]):
                for start, confidence in self._words[bisect_right(self._ends, span["start"]) :]:
                    if start >= span["end"]:
                        break
                    found.append(confidence)
        return min(found, default=None)


def _spans(evidence: Any) -> Iterator[Json]:
    """All spans in the evidence of a duty."""
    if isinstance(evidence, Mapping):
        if "start" in evidence:
            yield evidence
        else:
            for part in evidence.values():
                yield from _spans(part)
    elif isinstance(evidence, list):
        for part in evidence:
            yield from _spans(part)
