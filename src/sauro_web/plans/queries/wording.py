"""How a card says what a suggestion holds, in the words that the printed reading uses too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sauro.cli.wording import (
    NOTHING,
    basis_words,
    indicator_words,
    level_words,
    number_words,
    period_words,
    report_due_words,
    written_date,
)
from sauro.dates.due import Rhythm
from sauro.folio.span import Span
from sauro.plan.model import ReportingDuty, Target
from sauro_web.plans.models import SuggestionKind

__all__ = ["facts_of", "target_words"]

Facts = list[tuple[str, str]]


def facts_of(kind: SuggestionKind, value: Mapping[str, Any], read: Mapping[str, Any]) -> Facts:
    """Names and values of a target, a limit of meetings, a report or the document; those of a task stand in
    its card, for units are named there."""
    return _WORDS[kind](value, read) if kind in _WORDS else []


def _document(value: Mapping[str, Any], read: Mapping[str, Any]) -> Facts:
    number = f"{value['number']}/{value['symbol']}" if value["number"] else ""
    return [
        ("Loại", value["type"] or NOTHING),
        ("Số, ký hiệu", number or "chưa có số"),
        ("Ngày", written_date(value["date"]) if value["date"] else "chưa có ngày"),
        ("Cơ quan", value["issuer"] or NOTHING),
    ]


def target_words(value: Mapping[str, Any], read: Mapping[str, Any]) -> dict[str, str]:
    """What of a target is kept under a code, or as JSON has it, in words; blank for nothing."""
    target = _as_read(value, read)
    return {
        "indicator": indicator_words(target),
        "basis": basis_words(target.basis) if target.basis else "",
        "by": written_date(target.by) if target.by else "",
    }


def _as_read(value: Mapping[str, Any], read: Mapping[str, Any]) -> Target:
    return Target(
        value["indicator"],
        value["comparator"],
        value["value"],
        value["unit"],
        value["basis"] or None,
        value["by"] or None,
        read["quote"],
        Span(read["span"]["start"], read["span"]["end"]),
    )


def _target(value: Mapping[str, Any], read: Mapping[str, Any]) -> Facts:
    target = _as_read(value, read)
    return [
        ("Chỉ tiêu", indicator_words(target)),
        ("Mức", level_words(target)),
        ("So với", basis_words(target.basis)),
        ("Đến", written_date(target.by) if target.by else NOTHING),
    ]


def _limit(value: Mapping[str, Any], read: Mapping[str, Any]) -> Facts:
    return [("Loại họp", value["kind"]), ("Nhiều nhất", f"{number_words(value['max_days'])} ngày")]


def _report(value: Mapping[str, Any], read: Mapping[str, Any]) -> Facts:
    span = Span(read["span"]["start"], read["span"]["end"])
    period = Rhythm(value["period"]) if value["period"] else None
    duty = ReportingDuty(
        reporter=(),
        receiver=(),
        period=period,
        due_day=value["due_day"],
        day_of_month=value["day_of_month"],
        raw=value["raw"],
        span=span,
    )
    return [("Kỳ", period_words(period)), ("Hạn", report_due_words(duty))]


_WORDS = {
    SuggestionKind.DOCUMENT: _document,
    SuggestionKind.TARGET: _target,
    SuggestionKind.LIMIT: _limit,
    SuggestionKind.REPORT: _report,
}
