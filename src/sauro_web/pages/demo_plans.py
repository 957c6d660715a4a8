"""The plans of the made-up office: dated from today, uploaded, reviewed and issued by its own people."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sauro_web.accounts.models import Unit, User
from sauro_web.plans.models import ImportedPlan, Mention, MentionState, Suggestion, SuggestionState
from sauro_web.plans.operations import Meant, choose_unit, decide, upload_plan
from sauro_web.tasks.operations import issue_plan

__all__ = ["bring_in", "dated"]

_TEXT = "word/document.xml"
_DAY = re.compile(r"\[\[([+-]\d+)( ngày| năm)?\]\]")
_SATURDAY = 5
_MARCH = 3


def dated(file: bytes, on: date) -> bytes:
    """The Word file with days in place of `[[+9]]` (09/12/2026), `[[-45 ngày]]` (07 tháng 10) and
    `[[-45 năm]]` (2026), counted from `on`; a day of a weekend is the Friday before."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            inside = old.read(entry)
            if entry.filename == _TEXT:
                inside = _DAY.sub(lambda found: _day(found, on), inside.decode()).encode()
            new.writestr(entry, inside)
    return written.getvalue()


def _day(found: re.Match[str], on: date) -> str:
    day = _working_day(on, int(found[1]))
    match (found[2] or "").strip():
        case "năm":
            return str(day.year)
        case "ngày":
            # Decree 30/2020: of the months only January and February have a nought before them.
            month = f"{day:%m}" if day.month < _MARCH else str(day.month)
            return f"{day:%d} tháng {month}"
        case _:
            return f"{day:%d/%m/%Y}"


def _working_day(on: date, days: int) -> date:
    day = on + timedelta(days)
    return day - timedelta(max(0, day.weekday() - _SATURDAY + 1))


def bring_in(
    about: Mapping[str, Any], file: bytes, *, office: Unit, by: User, now: datetime, on: date
) -> ImportedPlan:
    """Uploads a plan whose days are counted from `on`, and where `about` says so has it reviewed and
    issued."""
    plan = upload_plan(dated(file, on), about["name"], office=office, by=by, now=now).plan
    if not about["issued"]:
        return plan
    _name_outsiders(plan, about["outside"], by=by, now=now)
    for card in Suggestion.objects.filter(plan=plan, twin_of=None):
        decide(card, SuggestionState.CONFIRMED, by=by, now=now, version=card.version)
    plan.refresh_from_db()
    issue_plan(
        plan, number=about["number"], issued_on=_working_day(on, about["dated"]), by=by, now=now,
        version=plan.version,
    )  # fmt: skip
    return plan


def _name_outsiders(plan: ImportedPlan, names: list[str], *, by: User, now: datetime) -> None:
    """Bodies that the tree does not have, said once for the plan."""
    for name in names:
        asked = Mention.objects.filter(suggestion__plan=plan, text=name, state=MentionState.ASK)
        mention = asked.select_related("suggestion").first()
        if mention is not None:
            choose_unit(mention, Meant(), by=by, now=now, version=mention.suggestion.version)
