"""Which other plan a plan speaks of: the one above that it carries out, the one in force that it amends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from sauro.text.compare import key, unit_key
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.queries.matching import Matcher
from sauro_web.accounts.rules import offices_above
from sauro_web.plans.models import ImportedPlan, Origin, PlanState

__all__ = [
    "Proposal",
    "amendable",
    "amended_reference",
    "cited_parent",
    "look_up",
    "look_up_amendable",
    "matcher_for",
    "origin_of",
    "parents_for",
    "proposed_amended",
]

_PLAN = "Kế hoạch"
_LONGEST_REFERENCE = 100
_MOST_FOUND = 12
_LOOKED_THROUGH = 1_000
"""Plans in force that are searched for a parent, the latest first."""
_SAME_SUBJECT = 88.0
"""Closeness of two subjects, 0 to 100, from which a person is asked whether one plan amends the other."""
_AMENDING = re.compile(
    r"(?<!được )(?:sửa đổi|điều chỉnh|bổ sung|thay thế|thay cho)(?:(?!kế hoạch|được)[^.;\n]){0,80}"
    r"kế hoạch(?: số)?:?\s*$",
    re.IGNORECASE,
)
_SOME_COMMITTEE = re.compile(r"uy ban nhan dan (?:tinh|thanh pho|xa|phuong|dac khu) \w")
_BEFORE = 160
"""Letters before a citation in which it may be said that it is amended."""
_AMENDING_WORDS = ("sua doi", "bo sung", "dieu chinh", "thay the", "mot so noi dung", "cua", "ke hoach")
_IN_FORCE = Q(state=PlanState.ISSUED) | Q(state=PlanState.KEPT, origin=Origin.RECEIVED)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan in force that another seems to amend. `says` where its text names it; else the subjects are
    alike."""

    plan: ImportedPlan
    says: bool
    why: str


def parents_for(office: Unit) -> QuerySet[ImportedPlan]:
    """Plans in force that an office may carry out: its own, those that it received, and those of the offices
    above it."""
    seen = ImportedPlan.objects.filter(_IN_FORCE, office__path__in=offices_above(office))
    return seen.select_related("office").order_by("-issued_on", "-id")


def look_up(plan: ImportedPlan, words: str) -> Sequence[ImportedPlan]:
    """The plans that `plan` may carry out and whose symbol, subject or issuer has all the words, without
    accents; the latest where nothing was typed. One query."""
    return _with_words(parents_for(plan.office).exclude(pk=plan.pk), words)


def look_up_amendable(plan: ImportedPlan, words: str) -> Sequence[ImportedPlan]:
    """The same among the plans that `plan` may amend. One query."""
    return _with_words(amendable(plan), words)


def _with_words(plans: QuerySet[ImportedPlan], words: str) -> Sequence[ImportedPlan]:
    wanted = key(words).split()
    found = []
    for one in plans[:_LOOKED_THROUGH]:
        said = key(f"{one.reference} {one.subject} {one.issuer} {one.office.name}")
        if all(word in said for word in wanted):
            found.append(one)
        if len(found) == _MOST_FOUND:
            break
    return found


def amendable(plan: ImportedPlan) -> QuerySet[ImportedPlan]:
    """Plans in force of the same office that `plan` may amend, the latest first."""
    own = ImportedPlan.objects.filter(office_id=plan.office_id, state=PlanState.ISSUED)
    return own.exclude(pk=plan.pk).select_related("office").order_by("-issued_on", "-id")


def cited_parent(
    found: Mapping[str, Any], text: str, office: Unit, matcher: Matcher
) -> tuple[ImportedPlan | None, str]:
    """The plan that is cited by reference, date and issuer, and is there, with the words that cite it. None
    where it is none, or more than one: a person then says which; the words then are those of the only plan
    cited, if it is the only one. What is cited as amended is no parent."""
    cited = list(_plans_cited(found, text))
    there = {
        plan.pk: (plan, _words(citation))
        for citation in cited
        for plan in _with_reference(citation, office)
        if _is_by(citation["issuer"], plan, matcher)
    }
    if len(there) == 1:
        return next(iter(there.values()))
    return None, _words(cited[0]) if len(cited) == 1 else ""


def amended_reference(found: Mapping[str, Any], text: str) -> str:
    """The first plan that the text says it amends or replaces, in words; "" where it says so of none."""
    return next((_words(citation) for citation in _cited(found) if _is_amended(citation, text)), "")


def proposed_amended(plan: ImportedPlan) -> Proposal | None:
    """The plan in force that `plan` seems to amend, until a person has said whether it does: the one that its
    text says it amends, else the one of the same issuer with nearly the same subject. One query."""
    if plan.amends_said or plan.amends_id or plan.state != PlanState.REVIEW:
        return None
    near = None
    for one in amendable(plan)[:_LOOKED_THROUGH]:
        if plan.amends_reference and _is_called(one, plan.amends_reference):
            return Proposal(one, says=True, why=f"văn bản ghi sửa đổi, thay thế {plan.amends_reference}")
        if near is None and _is_alike(plan, one):
            near = Proposal(one, says=False, why="cùng cơ quan ban hành và trích yếu gần giống nhau")
    return near


def origin_of(issuer: str, office: Unit) -> str:
    """Whose plan it is by its issuer: the office's own, or "" for a person to say."""
    return Origin.OWN if not issuer or unit_key(issuer) == unit_key(office.name) else ""


def matcher_for(issuer: str, office: Unit, matcher: Matcher) -> Matcher:
    """How the units named in a plan of that issuer are matched: those of an office elsewhere are its own, so
    that none of ours is certain."""
    return matcher.doubting() if _is_elsewhere(issuer, office, matcher) else matcher


def _is_elsewhere(issuer: str, office: Unit, matcher: Matcher) -> bool:
    """Whether the issuer is of another province, or another commune."""
    if not issuer or origin_of(issuer, office):
        return False
    match = matcher.match(issuer)
    if match.unit is None:
        near = {candidate.unit.pk for candidate in match.candidates}
        return bool(_SOME_COMMITTEE.match(unit_key(issuer))) and not near & {office.pk, office.province_id}
    unit = match.unit
    province = unit.pk if unit.kind == UnitKind.PROVINCE else unit.province_id
    elsewhere = province is not None and province != (office.province_id or office.pk)
    return elsewhere or unit.commune_id not in (None, office.commune_id)


def _cited(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    own = found["document"]["number"]
    for citation in found["citations"]:
        if citation["type"] == _PLAN and citation["number"] and citation["number"] != own:
            yield citation


def _plans_cited(found: Mapping[str, Any], text: str) -> Iterator[Mapping[str, Any]]:
    return (citation for citation in _cited(found) if not _is_amended(citation, text))


def _is_amended(citation: Mapping[str, Any], text: str) -> bool:
    starts = (span["start"] for span in citation["spans"])
    return any(_AMENDING.search(text[max(0, start - _BEFORE) : start]) for start in starts)


def _words(citation: Mapping[str, Any]) -> str:
    words = [citation["number"]]
    if citation["date"]:
        words.append(f"ngày {_written(citation['date'])}")
    if citation["issuer"]:
        words.append(f"của {citation['issuer']}")
    return " ".join(words)[:_LONGEST_REFERENCE]


def _written(day: str) -> str:
    """A date as far as it is known, the day first."""
    return "/".join(reversed(day.split("-")))


def _with_reference(citation: Mapping[str, Any], office: Unit) -> Iterator[ImportedPlan]:
    number, _, symbol = citation["number"].partition("/")
    if not citation["date"] or len(citation["date"]) < len("2026-01-01"):
        return
    day = date.fromisoformat(citation["date"])
    for plan in parents_for(office).filter(number__iexact=number, issued_on=day):
        if plan.symbol.casefold() == symbol.casefold():
            yield plan


def _is_by(issuer: str | None, plan: ImportedPlan, matcher: Matcher) -> bool:
    if not issuer:
        return False
    if plan.origin != Origin.RECEIVED:
        return matcher.match(issuer).unit == plan.office
    meant = matcher.match(issuer).unit
    return unit_key(issuer) == unit_key(plan.issuer) or (
        meant is not None and meant == matcher.match(plan.issuer).unit
    )


def _is_called(plan: ImportedPlan, reference: str) -> bool:
    """Whether a reference in words names the plan: number and symbol, and the day where it is said."""
    said = reference.casefold()
    if said.split(" ")[0] != plan.reference.casefold():
        return False
    return "ngày" not in said or (plan.issued_on is not None and f"{plan.issued_on:%d/%m/%Y}" in said)


def _is_alike(plan: ImportedPlan, other: ImportedPlan) -> bool:
    if not plan.subject or unit_key(plan.issuer) != unit_key(other.issuer):
        return False
    first, second = _bare(plan.subject), _bare(other.subject)
    # A plan for another year, another phase, is no amendment.
    figures = [set(re.findall(r"\d+", words)) for words in (first, second)]
    return figures[0] == figures[1] and fuzz.ratio(first, second) >= _SAME_SUBJECT


def _bare(subject: str) -> str:
    words = key(re.sub(r"\d+[^\s,]*/[^\s,]+|ngày \d+/\d+/\d+", "", subject))
    for amending in _AMENDING_WORDS:
        words = words.replace(amending, "")
    return " ".join(words.split())
