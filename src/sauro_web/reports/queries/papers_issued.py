"""Documents that count, kind by kind, beside the same days of the year before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from sauro.text.compare import key
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.documents.models import Direction, Document, DocumentClass
from sauro_web.documents.numbering import kinds_of_class
from sauro_web.documents.queries.counted_as import CountedAs
from sauro_web.documents.queries.counting import documents_counted, rule_of, wording_of
from sauro_web.reports.queries.scopes import Scope

__all__ = [
    "ALL",
    "NAMED_KINDS",
    "OTHER_KINDS",
    "Issued",
    "Papers",
    "kind_key",
    "own_papers",
    "papers_counted",
    "papers_of",
    "register_of",
]

ALL, OTHER_KINDS = "vb.tong", "vb.con-lai"
NAMED_KINDS = ("Nghị quyết", "Quyết định", "Kế hoạch", "Thông báo", "Báo cáo", "Tờ trình", "Công văn")
"""The kinds that a form names; the others stand together in it."""
_LONGEST, _MARK = 20, 6
_ODD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Issued:
    """How many of one kind; `before` is None where the register has nothing of that year."""

    key: str
    name: str
    now: int
    before: int | None
    address: str


@dataclass(frozen=True, slots=True)
class Papers:
    """The kinds that there are, and all of them together, from the register of `office`. `known`: it has
    something of the year."""

    kinds: Sequence[Issued]
    total: Issued
    known: bool
    wording: str
    office: Unit


def papers_of(scope: Scope) -> Papers:
    """Five queries at most, of a department some more."""
    now, before = _by_kind(scope), _by_kind(scope.year_earlier)
    known, known_before = _known(scope), _known(scope.year_earlier)
    order = {name: place for place, name in enumerate(kinds_of_class(DocumentClass.ADMINISTRATIVE))}
    names = sorted({*now, *(before if known_before else ())}, key=lambda one: (order.get(one, 99), one))
    kinds = [
        Issued(
            kind_key(name), name or "Không ghi tên loại", now.get(name, 0),
            before.get(name, 0) if known_before else None, _address(scope, name),
        )
        for name in names
    ]  # fmt: skip
    total = Issued(
        ALL, "Tổng số", sum(now.values()), sum(before.values()) if known_before else None, _address(scope, "")
    )
    office = register_of(scope)
    return Papers(kinds, total, known, wording_of(rule_of(office, scope.last)), office)


def papers_counted(scope: Scope) -> QuerySet[Document]:
    """The documents themselves: of a unit without a register those that it drafted."""
    office = register_of(scope)
    rows = documents_counted(office, rule_of(office, scope.last), *scope.days)
    if scope.stopped_at is not None:
        rows = rows.filter(registered_at__lte=scope.stopped_at)
    return own_papers(scope, office, rows)


def own_papers(scope: Scope, register: Unit, rows: QuerySet[Document]) -> QuerySet[Document]:
    """Of the documents in a register those that are the unit's: all where it is its own or that of the whole
    office, else those that it drafted."""
    return rows if scope.whole or register.pk == scope.unit.pk else rows.filter(drafting_unit=scope.unit)


def register_of(scope: Scope) -> Unit:
    """Whose register is asked: of a department that had put nothing into one of its own by the last day that
    of its province, for what it drafted. What it issues later, this very report at first, changes nothing. A
    query for a department only."""
    own = scope.office
    if own.kind != UnitKind.DEPARTMENT:
        return own
    kept = Document.objects.filter(office=own, direction=Direction.OUTGOING, dated__lte=scope.last)
    if scope.stopped_at is not None:
        kept = kept.filter(registered_at__lte=scope.stopped_at)
    return own if kept.exists() else own.house


def kind_key(name: str) -> str:
    """Tells a kind in an address and among the figures of a report. Names that are in no list of kinds may
    read alike without their marks, or from the first letters: they are told apart by what they are."""
    word = _ODD.sub("-", key(name)).strip("-")
    if name in kinds_of_class(DocumentClass.ADMINISTRATIVE):
        return f"vb.{word[:_LONGEST].strip('-')}"
    if not name:
        return "vb.khong-ten"
    mark = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
    return f"vb.{word[: _LONGEST - _MARK - 1].strip('-') or 'khac'}-{mark}"


def _by_kind(scope: Scope) -> Mapping[str, int]:
    rows = papers_counted(scope).values_list("kind").annotate(many=Count("pk"))
    return dict(rows)


def _known(scope: Scope) -> bool:
    first, last = scope.days
    years = date(first.year, 1, 1), date(last.year, 12, 31)
    rows = Document.objects.filter(
        office=register_of(scope), direction=Direction.OUTGOING, dated__range=years
    )
    if scope.stopped_at is not None:
        rows = rows.filter(registered_at__lte=scope.stopped_at)
    return rows.exists()


def _address(scope: Scope, name: str) -> str:
    """The register of the office narrowed to them; of a unit inside it the records."""
    if not scope.whole or name not in {"", *kinds_of_class(DocumentClass.ADMINISTRATIVE)}:
        return scope.records(kind_key(name) if name else ALL)
    first, last = scope.days
    asked = {
        "co-quan": scope.office.pk, "tinh": CountedAs.DOCUMENTS.value, "tu": f"{first:%d/%m/%Y}",
        "den": f"{last:%d/%m/%Y}",
    }  # fmt: skip
    return f"{reverse('documents:outgoing')}?{urlencode(asked | ({'loai': name} if name else {}))}"
