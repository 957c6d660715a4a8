"""The registers of the made-up offices: this year's drawn and answered day by day by their own people, last
year's entered from an older book, and what they are measured by."""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from django.utils.timezone import localdate, make_aware

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import made_up_at
from sauro_web.documents.models import (
    Document,
    DocumentClass,
    DocumentState,
    RelationKind,
    Series,
    Urgency,
)
from sauro_web.documents.operations.arriving import (
    Arrival,
    answer_arrival,
    file_arrival,
    register_arrival,
)
from sauro_web.documents.operations.assigning import Helper, assign
from sauro_web.documents.operations.drawing import Particulars, Sent, draw_number
from sauro_web.documents.operations.relating import mark_sent, recall, relate
from sauro_web.documents.operations.requesting import ask_for_number
from sauro_web.documents.operations.reserving import cancel_number, reserve_number
from sauro_web.documents.operations.settling import set_baseline, set_counting_rule, usual_series
from sauro_web.pages.demo_last_year import enter_last_year
from sauro_web.workdays.queries import calendar_of

__all__ = ["enter_documents"]

DATA = Path(__file__).resolve().parents[1] / "data"
_SEED = 30
_MOST_WAITING = 3
"""Arrivals of the last days that nobody has been given yet."""
_REASON = "Theo hướng dẫn của tỉnh về cách đếm văn bản để so sánh giữa các năm"


def enter_documents(offices: Mapping[str, Unit], *, now: datetime) -> None:
    """Through the operations, each at a moment of the year that ends at `now`."""
    about = json.loads((DATA / "demo_documents.json").read_text(encoding="utf-8"))
    for name, said in about["offices"].items():
        _Year(offices[name], said, about, now=now).enter()


class _Year:
    """The year of one office. What is done stands in an agenda by its moment, since much of it follows from
    what was done before."""

    def __init__(
        self, office: Unit, said: Mapping[str, Any], about: Mapping[str, Any], *, now: datetime
    ) -> None:
        self.office, self.said, self.about, self.end = office, said, about, now
        self.rng = Random(_SEED)  # noqa: S311 (nothing secret)
        self.calendar = calendar_of(office)
        self.today = localdate(now)
        first = date(self.today.year, 1, 1)
        days = [first + timedelta(days=place) for place in range((self.today - first).days + 1)]
        self.days = [day for day in days if self.calendar.is_working(day)] or [self.today]
        self.leader, self.clerk, self.drafter = (
            User.objects.get(username=said[role]) for role in ("leader", "clerk", "drafter")
        )
        self.units = self._units()
        self.issued: list[Document] = []
        self._agenda: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._number = 0

    def enter(self) -> None:
        """All of it."""
        begin = self._moment(self.days[0], 7)
        with made_up_at(begin):
            series = {
                (one.direction, one.document_class): one
                for one in usual_series(self.office, by=self.leader, now=begin)
            }
            self._settle(begin)
        with made_up_at(self.end):
            enter_last_year(
                self.office, self.said, self.about, self.rng, by=self.clerk,
                year=self.today.year - 1, now=self.end,
            )  # fmt: skip
        self._plan_outgoing(
            series["out", DocumentClass.ADMINISTRATIVE], series["out", DocumentClass.NORMATIVE]
        )
        self._plan_incoming(series["in", DocumentClass.ADMINISTRATIVE])
        while self._agenda:
            moment, _, act = heapq.heappop(self._agenda)
            with made_up_at(moment):
                act(moment)

    def _settle(self, now: datetime) -> None:
        set_counting_rule(
            self.office, left_out=["Giấy mời"], counts_procedure_results=False, counts_corrections=False,
            counts_internal=False, cut=Decimal(15), source="Kết luận số 226-KL/TW ngày 11/12/2025",
            reason=_REASON, by=self.leader, now=now,
        )  # fmt: skip
        set_baseline(
            self.office, self.today.year - 1, counts={"": self.said["base"]}, first_month=1, last_month=12,
            source=self.said["source"], by=self.leader, now=now,
        )  # fmt: skip

    def _plan_outgoing(self, administrative: Series, normative: Series) -> None:
        """What counts and what does not, spread over the year but for its last days, in which a document
        beyond the allowance is asked for, numbers are cancelled and documents recalled."""
        last = max(1, len(self.days) - 8)
        kinds = [(*row, administrative) for row in self.about["outgoing"]]
        wanted = [kinds[place % len(kinds)] for place in range(self.said["outgoing"])]
        subjects = self.about["invitations"]
        wanted += [
            ("Giấy mời", subjects[place % len(subjects)], administrative)
            for place in range(self.said["invitations"])
        ]
        self.rng.shuffle(wanted)
        wanted += [("Quyết định", subject, normative) for subject in self.about["normative"]]
        times: Counter[str] = Counter()
        for place, (kind, subject, series) in enumerate(wanted):
            times[subject] += 1
            named = subject if times[subject] == 1 else f"{subject}, lần {times[subject]}"
            self._put(self.days[place * last // len(wanted)], 9, partial(self._draw, series, kind, named))
        for turn, act in enumerate((self._ask_beyond, self._take_back, self._relate, self._keep_numbers)):
            self._put(self._late(6 - turn), 15, partial(act, administrative))

    def _draw(self, series: Series, kind: str, subject: str, now: datetime) -> None:
        drafting = next((one for one in self.units if one.name == self.said["drafting"]), None)
        about = Particulars(
            kind, subject, localdate(now), self.rng.choice(self.about["why"]), drafting_unit=drafting,
            symbol_part=self.said["symbol_part"] if kind == "Công văn" else "", authority="TM.",
            signer=self.leader.full_name, position="Chủ tịch" if series.kept_by is None else "Phó Chủ tịch",
            copies=3, pages=self.rng.randint(1, 9), kept_by="VT",
            recipients=(Sent("Như trên"), Sent(self.said["villages"])),
        )  # fmt: skip
        document = draw_number(series, about, by=self.clerk, now=now).document
        self.issued.append(document)
        if self.rng.random() < 0.8:
            self._put(localdate(now), 16, partial(self._send, document))

    def _send(self, document: Document, now: datetime) -> None:
        mark_sent(document, by=self.clerk, now=now)

    def _ask_beyond(self, series: Series, now: datetime) -> None:
        """Before numbers were cancelled the allowance was used up."""
        for place, one in enumerate(self.said["asked"]):
            ask = partial(self._ask, series, one)
            if place == 0:
                ask(now)
            else:
                self._put(self._late(1), 10, ask)

    def _ask(self, series: Series, one: Mapping[str, str], now: datetime) -> None:
        ask_for_number(
            series, kind=one["kind"], subject=one["subject"], why_needed=one["why"],
            drafting_unit=next(unit for unit in self.units if unit.name == self.said["drafting"]),
            is_procedure_result=False, by=self.drafter, now=now,
        )  # fmt: skip

    def _counted(self) -> list[Document]:
        """What was drawn and holds, apart from what does not count anyway; as it stands now."""
        keys = [one.pk for one in self.issued]
        rows = Document.objects.filter(pk__in=keys, state=DocumentState.ISSUED).exclude(kind="Giấy mời")
        return list(rows.filter(document_class=DocumentClass.ADMINISTRATIVE).order_by("dated", "pk"))

    def _take_back(self, series: Series, now: datetime) -> None:
        """Numbers of what never left are cancelled, what was sent is recalled."""
        kept = [one for one in self._counted() if one.sent_on is None]
        for document in kept[-self.said["cancelled"] :]:
            cancel_number(
                document, reason="Không ban hành nữa, đã gộp vào văn bản khác", by=self.clerk, now=now
            )
        sent = [one for one in self._counted() if one.sent_on is not None]
        for document in sent[: self.said["recalled"]]:
            recall(document, reason="Nội dung trùng với văn bản của tỉnh", by=self.clerk, now=now)

    def _relate(self, series: Series, now: datetime) -> None:
        """A plan takes the place of an earlier one, a report has the first plan as its basis."""
        held = self._counted()
        plans = [one for one in held if one.kind == "Kế hoạch"]
        reports = [one for one in held if one.kind == "Báo cáo"]
        act = partial(relate, by=self.clerk, now=now)
        if len(plans) > 2:
            why = "Điều chỉnh theo chỉ tiêu được giao lại"
            replaced, basis = plans[0], plans[1]  # last year had documents of these numbers, too
            act(plans[-1], RelationKind.REPLACES, to=replaced.reference, dated=replaced.issued_on, reason=why)
            act(reports[-1], RelationKind.BASIS, to=basis.reference, dated=basis.issued_on, reason="")

    def _keep_numbers(self, series: Series, now: datetime) -> None:
        """One number waits for its document, one was kept in vain."""
        until = min(localdate(now) + timedelta(days=20), date(self.today.year, 12, 31))
        keep = partial(reserve_number, series, until=until, by=self.clerk, now=now)
        whom = f"{self.said['drafting']}, quyết định khen thưởng"
        keep(for_whom=whom, reason="In bằng khen trước ngày tổng kết")
        in_vain = keep(for_whom="Văn phòng, báo cáo quý", reason="Chờ ký")
        why = "Báo cáo đã gộp vào báo cáo tháng"
        cancel_number(in_vain, reason=why, by=self.clerk, now=now, version=in_vain.version)

    def _plan_incoming(self, series: Series) -> None:
        count = self.said["incoming"]
        for place in range(count):
            day = self.days[place * (len(self.days) - 1) // max(1, count - 1)]
            is_new = place >= count - _MOST_WAITING
            self._put(day, 10 if is_new else 8, partial(self._arrive, series, place, is_new))

    def _arrive(self, series: Series, place: int, is_new: bool, now: datetime) -> None:
        """Registered on the day it comes, now and then days later; given to somebody the same day."""
        issuer, symbol, kind, subject = self.about["incoming"][place % len(self.about["incoming"])]
        day = localdate(now)
        earlier = self.days[max(0, self.days.index(day) - 3)] if place % 17 == 5 else day
        about = Arrival(
            issuer, f"{subject} (đợt {place // 12 + 1})", earlier, reference=f"{120 + place * 7}/{symbol}",
            issued_on=max(earlier - timedelta(days=2), date(earlier.year, 1, 1)), kind=kind,
            urgency=Urgency.URGENT if place % 11 == 4 else Urgency.NONE, pages=self.rng.randint(1, 12),
        )  # fmt: skip
        document = register_arrival(series, about, by=self.clerk, now=now)
        if is_new:
            return
        if place % 6 == 3:
            self._put(day, 14, partial(self._file, document))
        else:
            self._put(day, 14, partial(self._assign, document, place))

    def _file(self, document: Document, now: datetime) -> None:
        file_arrival(document, reason="Để biết", by=self.clerk, now=now, version=document.version)

    def _assign(self, document: Document, place: int, now: datetime) -> None:
        """Answered in time, sometimes late; of the last ones some are still open."""
        lead, helper = self.rng.sample(self.units, 2)
        due = self.calendar.add(localdate(now), self.rng.randint(4, 12))
        helpers = [Helper(helper, due)] if place % 4 == 1 else []
        held = assign(
            document, lead=lead, due_on=due, opinion="Chủ trì tham mưu, báo cáo đúng hạn", helpers=helpers,
            by=self.leader, now=now, version=document.version,
        )  # fmt: skip
        if place % 19 == 7 and place > self.said["incoming"] // 2:
            return  # forgotten: open and late
        late = self.rng.randint(1, 4) if place % 7 == 2 else -self.rng.randint(0, 3)
        day = max(self.calendar.add(due, late), localdate(now))
        if day < self.today:
            self._put(day, 16, partial(self._answer, held, place))

    def _answer(self, document: Document, place: int, now: datetime) -> None:
        """By a document of the register, or by what was done."""
        replies = [
            one for one in self._counted()[-6:] if one.kind in ("Công văn", "Báo cáo")
        ] if place % 3 == 0 else []  # fmt: skip
        reply = replies[-1].reference if replies else ""
        note = "" if reply else "Đã cập nhật số liệu trên hệ thống của sở"
        answer_arrival(document, reply=reply, note=note, by=self.clerk, now=now, version=document.version)

    def _units(self) -> Sequence[Unit]:
        """Those right below the office in which somebody works."""
        below = Unit.objects.filter(path__startswith=self.office.path, depth=self.office.depth + 1)
        below = below.filter(commune=self.office.commune_id, memberships__isnull=False)
        return list(below.exclude(kind="village").distinct().order_by("path"))

    def _late(self, before: int) -> date:
        """A working day near the end of the year."""
        return self.days[max(0, len(self.days) - 1 - before)]

    def _put(self, day: date, hour: int, act: Callable[[datetime], None]) -> None:
        self._number += 1
        moment = min(self._moment(day, hour) + timedelta(seconds=self._number), self.end)
        heapq.heappush(self._agenda, (moment, self._number, act))

    def _moment(self, day: date, hour: int) -> datetime:
        return min(make_aware(datetime.combine(day, time(hour))), self.end)
