"""The figures of the reports counted anew from the raw rows, one row after the other, by the rules as they
are written (NĐ 09/2019/NĐ-CP, Điều 12; the counting rules that offices have unless they say otherwise).
Nothing of the site's own counting is asked."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sauro_web.accounts.models import Membership, Succession, Unit
from sauro_web.documents.models import Document, Recipient
from sauro_web.meetings.models import Meeting
from sauro_web.outreach.models import Attendance
from sauro_web.procedures.models import ProcedureFigures
from sauro_web.reports.models import Report, ReportFigure, ReportPeriod
from tools.province_year.founding import ZONE
from tools.province_year.reporting import TYPED, Told

__all__ = ["Days", "Pair", "Raw", "differences", "of_whole_province", "recounted"]

Pair = tuple[int, int | None]
_DOCUMENTS, _MEETINGS, _ONLINE = "admin_documents_reduction", "meetings_reduction", "online_meetings_share"
_PROCEDURES, _DIGITISED = "digital_procedures_share", "digitised_documents_share"
_EXCHANGED, _SKILLS = "electronic_exchange_share", "digital_skills_share"
_CODES = (_DOCUMENTS, _MEETINGS, _ONLINE, _PROCEDURES, _DIGITISED, _EXCHANGED, _SKILLS)
_CUTS = (_DOCUMENTS, _MEETINGS)
_BY_OFFICE = (_DOCUMENTS, _DIGITISED, _EXCHANGED)
_OFFICES = ("Sở Nội vụ", "Các phòng chuyên môn")


@dataclass(frozen=True)
class Days:
    """Both of them in it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def before(self) -> Days:
        """The same days of the year before: 29/02 has none, and the last of February stays the last."""
        ends = self.last.day == monthrange(self.last.year, self.last.month)[1]
        year, month = self.last.year - 1, self.last.month
        most = monthrange(year, month)[1]
        first = self.first.replace(
            year=self.first.year - 1,
            day=min(self.first.day, monthrange(self.first.year - 1, self.first.month)[1]),
        )
        return Days(first, date(year, month, most if ends else min(self.last.day, most)))


class Raw:
    """All rows as they stand."""

    def __init__(self) -> None:
        self.units = {one.pk: one for one in Unit.objects.all()}
        self.followed = list(Succession.objects.values_list("predecessor", "successor"))
        went: dict[int, list[tuple[str, bool]]] = {}
        for document, name, sent in Recipient.objects.values_list("document", "name", "sent_on"):
            went.setdefault(document, []).append((name, sent is not None))
        self.documents = [
            (row, any(name in _OFFICES and (sent or row.sent_on) for name, sent in went.get(row.pk, ())))
            for row in Document.objects.order_by("pk")
        ]
        self.meetings = [(row, row.starts.astimezone(ZONE).date()) for row in Meeting.objects.all()]
        self.procedures = list(ProcedureFigures.objects.all())
        self.members = list(Membership.objects.select_related("user", "unit"))
        self.attended = list(Attendance.objects.select_related("session"))

    def counted(self, code: str, offices: Sequence[Unit], days: Days) -> Pair | None:
        """What the books of these offices have of it; None where they have nothing to say."""
        numbers = {one.pk for one in offices}
        if code == _DOCUMENTS:
            return self._issued(numbers, days), self._year_before(code, offices, days.before)
        if code == _MEETINGS:
            return len(self._held(numbers, days)), self._year_before(code, offices, days.before)
        if code == _ONLINE:
            held = self._held(numbers, days)
            found = sum(row.mode == "online" for row in held), len(held)
        elif code == _PROCEDURES:
            found = self._handled(offices, days)
        elif code == _DIGITISED:
            found = self._digitised(numbers, days)
        elif code == _EXCHANGED:
            found = self._exchanged(numbers, days)
        else:
            found = self._trained(offices, days)
        return found if found[1] else None

    def _year_before(self, code: str, offices: Sequence[Unit], days: Days) -> int | None:
        """Of the same days a year earlier; None where the book of an office begins later than their first
        month, for they would look emptier than they were. Of several that became one an office that was
        founded later had none."""
        count = 0
        for one in offices:
            begun = self._goes_back(code, one, days)
            has = 0
            if begun:
                has = self._issued({one.pk}, days) if code == _DOCUMENTS else len(self._held({one.pk}, days))
            if not has and (len(offices) == 1 or not (begun or one.valid_from > days.last)):
                return None
            count += has
        return count

    def _goes_back(self, code: str, office: Unit, days: Days) -> bool:
        year, month = days.first.year, days.first.month
        if code == _DOCUMENTS:
            dated = [
                row.dated
                for row, _ in self.documents
                if row.office_id == office.pk and row.direction == "out"
            ]
            last = date(year, month, monthrange(year, month)[1])
            return any(day <= last for day in dated) and any(day.year == year for day in dated)
        return any(
            row.office_id == office.pk
            and row.state in ("firm", "held")
            and (day.year, day.month) <= (year, month)
            for row, day in self.meetings
        )

    def _issued(self, offices: Iterable[int], days: Days) -> int:
        """Administrative documents that left and hold or were replaced; no results of procedures."""
        return sum(
            row.office_id in offices
            and row.direction == "out"
            and row.document_class == "administrative"
            and row.state in ("issued", "replaced")
            and not row.is_procedure_result
            and row.dated in days
            for row, _ in self.documents
        )

    def _digitised(self, offices: Iterable[int], days: Days) -> tuple[int, int]:
        judged = [
            row
            for row, _ in self.documents
            if row.office_id in offices
            and row.direction in ("out", "internal")
            and row.state in ("issued", "replaced", "recalled")
            and row.dated in days
        ]
        return sum(row.digitally_signed is True or row.has_digitised_copy is True for row in judged), len(
            judged
        )

    def _exchanged(self, offices: Iterable[int], days: Days) -> tuple[int, int]:
        went = [
            row
            for row, to_office in self.documents
            if to_office
            and row.office_id in offices
            and row.direction == "out"
            and row.state in ("issued", "replaced")
            and row.dated in days
        ]
        return sum(row.channel != "paper" for row in went), len(went)

    def _held(self, offices: Iterable[int], days: Days) -> list[Meeting]:
        return [
            row
            for row, day in self.meetings
            if row.office_id in offices and row.conference and row.state in ("firm", "held") and day in days
        ]

    def _handled(self, offices: Sequence[Unit], days: Days) -> tuple[int, int]:
        """Whole months; of a commune with its units, of a province without its communes."""
        parts, wholes = 0, 0
        for row in self.procedures:
            last = row.month.replace(day=monthrange(row.month.year, row.month.month)[1])
            if row.month not in days or last not in days:
                continue
            if not any(self._is_of(row, one) for one in offices):
                continue
            if row.online is not None and row.paper_digital is not None and row.received is not None:
                parts, wholes = parts + row.online + row.paper_digital, wholes + row.received
        return parts, wholes

    @staticmethod
    def _is_of(row: ProcedureFigures, office: Unit) -> bool:
        if office.kind == "commune":
            return row.commune_id == office.pk
        if office.kind == "province":
            return row.province_id == office.pk and row.commune_id is None
        return row.unit_id == office.pk

    def _trained(self, offices: Sequence[Unit], days: Days) -> tuple[int, int]:
        staff = {
            one.user_id
            for one in self.members
            if one.user.is_active
            and one.valid_from <= days.last
            and (one.valid_to is None or one.valid_to >= days.last)
            and any(one.unit.path.startswith(office.path) for office in offices)
        }
        began = Days(date(days.last.year, 1, 1), days.last)
        attended = {
            row.person_id
            for row in self.attended
            if row.session.withdrawn_at is None and row.session.starts_on in began
        }
        return len(staff & attended), len(staff)


def recounted(raw: Raw, period: ReportPeriod, told: Sequence[Told]) -> Mapping[tuple[int, str], Pair]:
    """What every figure of the reports of a period must be, by unit and code; the last of `told` sums up."""
    days = Days(period.first, period.last)
    *others, summing = told
    here = set(Report.objects.filter(period=period).values_list("unit", flat=True))
    found: dict[tuple[int, str], Pair] = {}
    for one in others:
        for code in _CODES:
            found[one.unit.pk, code] = _of_unit(raw, code, one, days, here)
        found |= {(one.unit.pk, code): one.typed[code] for code in TYPED}
    office = raw.units[period.regime.office_id]
    for code in _CODES:
        own = _own(raw, code, summing.unit, office, days)
        below = [found[one.unit.pk, code] for one in others if not _holds(code, one.unit)]
        found[summing.unit.pk, code] = _sum(code, [*own, *below])
    for code in TYPED:
        found[summing.unit.pk, code] = _sum(code, [found[one.unit.pk, code] for one in others])
    return found


def of_whole_province(raw: Raw, period: ReportPeriod, told: Sequence[Told]) -> Mapping[tuple[int, str], Pair]:
    """The shares of the sum counted another way: over all books of all offices of the province at once, where
    each of them has reported what its books hold."""
    days, unit = Days(period.first, period.last), told[-1].unit
    province = raw.units[period.regime.office_id]
    every = [one for one in raw.units.values() if one.province_id == province.pk]
    books = dict.fromkeys((_DIGITISED, _EXCHANGED, _ONLINE), every)
    books[_PROCEDURES] = [province, *(one for one in every if one.kind == "commune")]
    return {(unit.pk, code): raw.counted(code, offices, days) or (0, 0) for code, offices in books.items()}


def _of_unit(raw: Raw, code: str, told: Told, days: Days, here: set[int]) -> Pair:
    unit = told.unit
    merged = [raw.units[before] for before, after in raw.followed if after == unit.pk]
    took = [one for one in merged if one.kind == unit.kind and one.pk not in here]
    is_calendar = code in (_MEETINGS, _ONLINE) and unit.kind == "department"
    pair = None if is_calendar else raw.counted(code, [unit, *took], days)
    if code == _SKILLS and unit.kind == "department":
        pair = None  # whoever writes it does not read the sums of the house
    if pair is not None and code in _CUTS and merged and pair[1] is None and not took:
        pair = pair[0], 0  # its base is told by those who went into it
    if pair is None:
        return 0, None if code in _CUTS else 0
    return (0, pair[1]) if told.nothing else pair


def _own(raw: Raw, code: str, unit: Unit, office: Unit, days: Days) -> list[Pair]:
    """Of the province itself; its departments have books of documents of their own."""
    books = [office, unit] if code in _BY_OFFICE else [office]
    return [pair for one in books if (pair := raw.counted(code, [one], days)) is not None]


def _holds(code: str, unit: Unit) -> bool:
    """Whether the province's own books have what the unit reports."""
    if code == _SKILLS:
        return True
    return unit.kind == "department" and code not in _BY_OFFICE


def _sum(code: str, pairs: Sequence[Pair]) -> Pair:
    """Of a cut without those who have no base; of nobody at all nothing."""
    if code in _CUTS:
        pairs = [one for one in pairs if one[1] is not None]
    against = None if any(one[1] is None for one in pairs) else sum(one[1] or 0 for one in pairs)
    return sum(one[0] for one in pairs), against


def differences(period: ReportPeriod, expected: Mapping[tuple[int, str], Pair]) -> list[str]:
    """Figures of the reports sent that are not what they must be, and those that nobody expected."""
    rows = ReportFigure.objects.filter(report__period=period).exclude(report__state="draft")
    said = {
        (row.report.unit_id, row.asked.code): (row.counted, row.against)
        for row in rows.select_related("asked", "report")
    }
    found = []
    for key in sorted(said.keys() | expected.keys()):
        if said.get(key) != expected.get(key):
            unit = Unit.objects.get(pk=key[0]).name
            found.append(f"{period.name}, {unit}, {key[1]}: report {said.get(key)}, rows {expected.get(key)}")
    return found
