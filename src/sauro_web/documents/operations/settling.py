"""How numbers run in an office, what counts, and what a year is measured by: settings, each version of which
stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction

from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.accounts.queries.merged import became
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents import rules
from sauro_web.documents.models import (
    Baseline,
    BaselineMethod,
    CountingRule,
    Direction,
    DocumentClass,
    Series,
)
from sauro_web.documents.numbering import ISSUED_BY_LOCAL_BODIES
from sauro_web.documents.operations.asking import day_of
from sauro_web.documents.operations.counters import begin_year, drawing, held_counter, pass_over
from sauro_web.documents.queries.counting import counted_by_kind, documents_counted, rule_of
from sauro_web.documents.queries.numbers import largest_number
from sauro_web.documents.queries.series import series_of

__all__ = [
    "count_baseline",
    "end_series",
    "go_on_from",
    "set_baseline",
    "set_counting_rule",
    "set_series",
    "usual_series",
]

_NOT_YOURS = "Chỉ lãnh đạo hoặc quản trị của cơ quan mới đặt dãy số, quy tắc đếm và số gốc."
_COMMITTEES = (UnitKind.PROVINCE, UnitKind.COMMUNE)
_FARTHEST = 5_000
"""Numbers that a series passes over at once at most; more take a series of its own."""


def _ask(office: Unit, by: User, on: date) -> None:
    if not rules.may_settle(by, office, on=on):
        raise NotAllowed(_NOT_YOURS)


def set_series(
    office: Unit,
    *,
    direction: Direction,
    name: str,
    document_class: DocumentClass,
    kinds: Sequence[str],
    symbol: str,
    issuer: str,
    kept_by: Unit | None,
    first: int | None,
    by: User,
    now: datetime,
) -> Series:
    """Opens a series; `first` is its first number this year where a book on paper came before it, None: the
    one behind the largest of its documents in the register of the year.

    Raises NotAllowed; NotReady where another series numbers one of the kinds, has the name or that number.
    """
    on = day_of(now)
    _ask(office, by, on)
    if direction != Direction.INCOMING and not symbol.strip():
        raise NotReady("Hãy ghi chữ viết tắt của cơ quan ban hành trong ký hiệu, ví dụ UBND.")
    series = Series(
        office=office, direction=direction, name=name.strip(), document_class=document_class,
        kinds=list(kinds), symbol=symbol.strip(), issuer=issuer.strip(), kept_by=kept_by,
        valid_from=date(on.year, 1, 1),
    )  # fmt: skip
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
        _check_kinds(series, series_of(office, on, directions=_beside(direction)))
        try:
            with transaction.atomic():
                series.save()
        except IntegrityError:
            raise NotReady(f"Cơ quan đã có dãy số tên “{series.name}”; hãy đặt tên khác.") from None
        begin = _first_number(series, on.year, first)
        begin_year(series, on.year, first=begin)
        record("documents.set_series", series, by=by, changes={"first": (0, begin)})
    return series


def _beside(direction: Direction) -> Sequence[Direction]:
    """Books whose numbers must not meet: what leaves and what is internal bear one symbol."""
    if direction == Direction.INCOMING:
        return (direction,)
    return (Direction.OUTGOING, Direction.INTERNAL)


def _first_number(series: Series, year: int, first: int | None) -> int:
    last = largest_number(series, year)
    if first is not None and first <= last:
        raise NotReady(
            f"Sổ năm {year} đã có văn bản của dãy số này đến số {last}; hãy ghi bắt đầu từ số {last + 1} "
            "trở đi, hoặc để trống."
        )
    return first or last + 1


def go_on_from(series: Series, *, number: int, reason: str, by: User, now: datetime) -> None:
    """The next number that the series draws this year is this one: those between were used in a book that was
    kept elsewhere. Only upwards.

    Raises NotAllowed; NotReady without a reason, where the series has come that far, or it is too far.
    """
    on = day_of(now)
    _ask(series.office, by, on)
    if not reason.strip():
        raise NotReady("Hãy ghi vì sao đặt lại số tiếp theo, ví dụ các số trước đã cấp trên sổ nào.")
    with drawing():
        counter = held_counter(series, on.year)
        coming = counter.last + 1
        if number <= coming:
            raise NotReady(f"Số tiếp theo của dãy số là {coming}; chỉ đặt được số lớn hơn.")
        if number - coming > _FARTHEST:
            raise NotReady(
                f"Số {number} cách số tiếp theo ({coming}) quá {_FARTHEST} số; hãy kiểm tra lại, hoặc kết "
                "thúc dãy này và lập dãy mới bắt đầu từ số đó."
            )
        pass_over(counter, number - 1)
        record("documents.go_on_from", series, by=by, changes={"next": (coming, number)}, reason=reason)


def _check_kinds(series: Series, others: Sequence[Series]) -> None:
    """No kind of one issuer in two series, arrivals in one."""
    same = [
        one
        for one in others
        if (one.document_class, one.symbol) == (series.document_class, series.symbol)
        or series.direction == Direction.INCOMING
    ]
    for one in same:
        if series.direction == Direction.INCOMING or (not one.kinds and not series.kinds):
            raise NotReady(
                f"Dãy số “{one.name}” ({one.get_direction_display()}) đã đánh số các văn bản này; hãy kết "
                "thúc dãy đó trước, hoặc dùng chữ viết tắt khác trong ký hiệu."
            )
        twice = set(one.kinds) & set(series.kinds)
        if twice:
            raise NotReady(f"{', '.join(sorted(twice))} đã có trong dãy số “{one.name}”.")


def usual_series(office: Unit, *, by: User, now: datetime) -> list[Series]:
    """The series that most offices have: administrative documents together, arrivals, and for a People's
    Committee its normative decisions apart (Luật Ban hành VBQPPL: one series a kind).

    Raises NotAllowed; NotReady where there are series already.
    """
    on = day_of(now)
    _ask(office, by, on)
    if series_of(office, on):
        raise NotReady("Cơ quan đã có dãy số.")
    is_committee = office.kind in _COMMITTEES
    symbol = "UBND" if is_committee else (office.symbol or "CQ")
    keeper = _office_of_province(office)
    rows: list[tuple[Direction, str, DocumentClass, Sequence[str]]] = [
        (Direction.OUTGOING, "Văn bản hành chính", DocumentClass.ADMINISTRATIVE, ()),
        (Direction.INCOMING, "Văn bản đến", DocumentClass.ADMINISTRATIVE, ()),
    ]
    if is_committee:
        kind = ISSUED_BY_LOCAL_BODIES[0]
        rows.insert(
            1, (Direction.OUTGOING, "Quyết định quy phạm pháp luật", DocumentClass.NORMATIVE, (kind,))
        )
    with transaction.atomic():
        return [
            set_series(
                office, direction=direction, name=name, document_class=kind_class, kinds=kinds,
                kept_by=keeper,
                symbol="" if direction == Direction.INCOMING else symbol, issuer=office.name, first=None,
                by=by, now=now,
            )
            for direction, name, kind_class, kinds in rows
        ]  # fmt: skip


def _office_of_province(office: Unit) -> Unit | None:
    """The unit of a province where its clerks sit."""
    if office.kind != UnitKind.PROVINCE:
        return None
    own = Unit.objects.filter(
        province=office, commune=None, depth=office.depth + 1, name__startswith="Văn phòng"
    )
    return own.filter(name__contains="Ủy ban nhân dân").order_by("pk").first()


def end_series(series: Series, *, by: User, now: datetime) -> Series:
    """It draws no more, from this day on; its documents stay.

    Raises NotAllowed; NotReady where it has ended.
    """
    on = day_of(now)
    _ask(series.office, by, on)
    with transaction.atomic():
        held = Series.objects.select_for_update(of=("self",), no_key=True).get(pk=series.pk)
        if held.valid_to is not None:
            raise NotReady("Dãy số này đã kết thúc.")
        held.valid_to = max(held.valid_from, on - timedelta(days=1))
        held.save(update_fields=["valid_to"])
        record("documents.end_series", held, by=by, changes={"valid_to": ("", held.valid_to.isoformat())})
    return held


def set_counting_rule(
    office: Unit,
    *,
    left_out: Sequence[str],
    counts_procedure_results: bool,
    counts_corrections: bool,
    counts_internal: bool,
    cut: Decimal,
    source: str,
    reason: str,
    by: User,
    now: datetime,
    digitised_with_copies: bool = True,
    digitised_of_arrivals: bool = False,
) -> CountingRule:
    """A new version of what counts, from today; set again on the same day it takes that one's place.

    Raises NotAllowed; NotReady without a reason, or for a share that is none.
    """
    _ask(office, by, on := day_of(now))
    if not reason.strip():
        raise NotReady("Hãy ghi lý do hoặc văn bản quy định cách đếm này.")
    if not 0 <= cut < 100:
        raise NotReady("Tỷ lệ phải giảm từ 0 đến dưới 100 %.")
    values = {
        "left_out": list(left_out), "counts_procedure_results": counts_procedure_results,
        "counts_corrections": counts_corrections, "counts_internal": counts_internal, "cut": cut,
        "digitised_with_copies": digitised_with_copies, "digitised_of_arrivals": digitised_of_arrivals,
        "source": source.strip(), "reason": reason.strip(), "set_by": by, "set_at": now,
    }  # fmt: skip
    with transaction.atomic():
        before = rule_of(office, on)
        rule, _ = CountingRule.objects.update_or_create(office=office, valid_from=on, defaults=values)
        changes = {
            name: (str(getattr(before, name)), str(getattr(rule, name)))
            for name in values
            if name not in ("set_by", "set_at", "reason")
        }
        record("documents.set_rule", rule, by=by, changes=changes, reason=reason)
    return rule


def set_baseline(
    office: Unit,
    year: int,
    *,
    counts: Mapping[str, int],
    first_month: int,
    last_month: int,
    source: str,
    by: User,
    now: datetime,
    method: BaselineMethod = BaselineMethod.TYPED,
    reason: str = "",
) -> list[Baseline]:
    """What a year is measured by: `counts` by kind, "" for all together. It takes the place of what was
    there, for a reason; the trail keeps every version (`queries.bases.versions_of_bases`). Of an office that
    became one with another it is said by whoever settles for that one.

    Raises NotAllowed; NotReady without a source or a number, for a year that is not over, and without a
    reason where there is a number already.
    """
    on = day_of(now)
    if not rules.may_settle(by, office, on=on):
        _ask(became(office, on) or office, by, on)
    if not source.strip():
        raise NotReady("Hãy ghi nguồn của số liệu: báo cáo, sổ hoặc văn bản nào.")
    if not counts or year >= on.year:
        raise NotReady(f"Số gốc là số văn bản của một năm đã hết, trước năm {on.year}.")
    if not 1 <= first_month <= last_month <= 12:
        raise NotReady("Số liệu phải của các tháng liền nhau trong năm, từ tháng nhỏ đến tháng lớn.")
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
        old = list(Baseline.objects.filter(office=office, year=year))
        if old and not reason.strip():
            raise NotReady(f"Năm {year} đã có số gốc; hãy ghi lý do sửa.")
        Baseline.objects.filter(office=office, year=year).delete()
        rows = [
            Baseline(
                office=office, year=year, kind=kind, count=count, first_month=first_month,
                last_month=last_month, source=source.strip(), method=method, confirmed_by=by,
                confirmed_at=now,
            )
            for kind, count in counts.items()
        ]  # fmt: skip
        Baseline.objects.bulk_create(rows)
        changes: dict[str, tuple[object, object]] = {
            "year": (year if old else "", year),
            "counts": ({one.kind: one.count for one in old}, dict(counts)),
            "source": (old[0].source if old else "", source.strip()),
            "months": (_months(old[0]) if old else "", _months(rows[0])),
        }
        record("documents.set_baseline", office, by=by, changes=changes, reason=reason.strip())
    return rows


def _months(row: Baseline) -> str:
    return f"{row.first_month}–{row.last_month}"


def count_baseline(office: Unit, year: int, *, by: User, now: datetime) -> list[Baseline]:
    """Counts the register of a year by the rule of today, kind by kind.

    Raises NotAllowed; NotReady where the register of that year is empty.
    """
    on = day_of(now)
    rule = rule_of(office, on)
    first, last = date(year, 1, 1), date(year, 12, 31)
    counts = counted_by_kind(office, rule, first, last)
    if not counts:
        raise NotReady(f"Sổ văn bản đi năm {year} của cơ quan trong phần mềm chưa có văn bản nào để đếm.")
    begun = (
        documents_counted(office, rule, first, last).order_by("dated").values_list("dated", flat=True).first()
    )
    month = begun.month if begun else 1
    return set_baseline(
        office, year, counts=counts, first_month=month, last_month=12,
        source=f"Đếm từ sổ văn bản đi năm {year} trong phần mềm", by=by, now=now,
        method=BaselineMethod.COUNTED, reason="Đếm lại từ sổ",
    )  # fmt: skip
