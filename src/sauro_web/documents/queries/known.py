"""What the register knows around a document that is about to be issued: for the checks of necessity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sauro.checks.known import Known, KnownDocument
from sauro.checks.levels import level_of
from sauro.checks.model import Level
from sauro.doctypes.numbering import reference_key
from sauro.text.compare import unit_key
from sauro.text.passages import Passages, shared_passages
from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.accounts.rules import offices_above
from sauro_web.documents import rules
from sauro_web.documents.figures_held import figures_held
from sauro_web.documents.models import Direction, Document, DocumentState, DocumentText
from sauro_web.documents.queries.similar import IN_FORCE, alike

__all__ = ["SideBySide", "known_around", "side_by_side"]

_ABOVE = {
    UnitKind.COMMUNE: (Level.PROVINCE, Level.MINISTRY),
    UnitKind.DEPARTMENT: (Level.MINISTRY,),
    UnitKind.PROVINCE: (Level.MINISTRY,),
}
_CITED = 12
"""Documents that a text cites and that are compared with it, at most."""
_SAME_DAY = 50
"""Documents of one day that are compared, at most: the last ones."""


def known_around(
    office: Unit,
    text: str,
    *,
    person: User,
    on: date,
    cited: Iterable[str] = (),
    but: int | None = None,
) -> Known:
    """What is known around a text that the office is about to issue on a day: documents that share much with
    it, those that it cites (by their numbers), what the office issued that day, and the figures that are
    counted. Of registers only those that the person may read; `but` is the text's own document where it has
    one already."""
    offices = [one.pk for one in rules.offices_of(person, on=on)]
    near = [one.document.pk for one in alike(offices, text, but=but)]
    rows = _rows(offices, [*near, *_cited(offices, cited)])
    above = _offices_above(office)
    similar = tuple(_known(row, above, office) for row in rows if row.pk != but)
    return Known(similar, _same_day(office, on, but) if office.pk in offices else (), figures_held(office))


def _cited(offices: Sequence[int], cited: Iterable[str]) -> list[int]:
    keys = list(dict.fromkeys(map(reference_key, cited)))[:_CITED]
    found = Document.objects.filter(office__in=offices, key__in=keys).order_by("-dated", "-pk")
    return list(found.values_list("pk", flat=True)[:_CITED])


def _rows(offices: Sequence[int], numbers: Iterable[int]) -> list[Document]:
    wanted = list(dict.fromkeys(numbers))
    rows = Document.objects.filter(office__in=offices, pk__in=wanted).select_related("text", "issuer_unit")
    return sorted(rows, key=lambda one: wanted.index(one.pk))


def _offices_above(office: Unit) -> dict[str, str]:
    """Their names as names are compared, by their paths; two of the same name are told by the path."""
    paths = offices_above(office)[:-1]
    return {one.path: unit_key(one.name) for one in Unit.objects.filter(path__in=paths)}


def _known(row: Document, above: dict[str, str], office: Unit) -> KnownDocument:
    text = row.text.text if hasattr(row, "text") else ""
    return KnownDocument(
        row.reference, row.issuer, row.issued_on, row.kind, row.subject, text,
        is_superior=row.direction == Direction.INCOMING and _is_above(row, above, office),
        in_force=row.state in IN_FORCE, number=row.pk,
    )  # fmt: skip


def _is_above(row: Document, above: dict[str, str], office: Unit) -> bool:
    """Whether the issuer stands above the office: by the tree where it is a unit, else by its name."""
    if row.issuer_unit is not None:
        return row.issuer_unit.path in above
    if unit_key(row.issuer) in above.values():
        return True
    return level_of(row.issuer) in _ABOVE.get(UnitKind(office.kind), ())


def _same_day(office: Unit, on: date, but: int | None) -> tuple[KnownDocument, ...]:
    rows = (
        Document.objects.filter(
            office=office, direction=Direction.OUTGOING, dated=on, state=DocumentState.ISSUED
        )
        .prefetch_related("recipients")
        .order_by("-dated", "-pk")[:_SAME_DAY]
    )
    return tuple(
        KnownDocument(
            row.reference, row.issuer, row.issued_on, row.kind, row.subject,
            recipients=tuple(one.name for one in row.recipients.all()), number=row.pk,
        )
        for row in rows
        if row.pk != but
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A text and a document of the register beside it: the texts of both, and what they share."""

    document: Document
    own: str
    other: str
    shared: Passages

    @property
    def pairs(self) -> list[tuple[str, str, int]]:
        """The passages as they stand in either text, with the number of words that are the same."""
        return [
            (self.own[one.start : one.end], self.other[one.other_start : one.other_end], one.words)
            for one in self.shared.found
        ]


def side_by_side(text: str, document: Document, *, person: User, on: date) -> SideBySide | None:
    """The passages of a text that stand in a document, for whoever may read that; None for others."""
    if not rules.may_read_document(person, document, on=on):
        return None
    kept = DocumentText.objects.filter(pk=document.pk).first()
    other = kept.text if kept else ""
    return SideBySide(document, text, other, shared_passages(text, other))
