"""A commune with its usual series, a clerk, a drafter and a leader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone
from tests.web.organisation import Organisation
from tests.web.put_back import made_once

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.documents.models import DocumentClass, Series
from sauro_web.documents.operations.drawing import Drawn, Particulars, draw_number
from sauro_web.documents.operations.settling import set_baseline, usual_series

TODAY = date(2026, 6, 15)
"""A Monday."""


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


NOW = at(TODAY)


@dataclass(frozen=True)
class Books:
    """What tests of registers name."""

    organised: Organisation
    office: Unit
    culture: Unit
    clerk: User
    drafter: User
    leader: User
    outsider: User
    administrative: Series
    decisions: Series
    arrivals: Series

    def draw(self, subject: str = "Rà soát hộ nghèo năm 2026", **said: Any) -> Drawn:
        series = said.pop("series", self.administrative)
        now, request = said.pop("now", NOW), said.pop("request", None)
        about = particulars(subject, **said)
        return draw_number(series, about, by=self.clerk, now=now, request=request)


def particulars(subject: str = "Rà soát hộ nghèo năm 2026", **said: Any) -> Particulars:
    known = {
        "kind": "Kế hoạch",
        "issued_on": TODAY,
        "why_needed": "Theo yêu cầu của tỉnh",
        "signer": "Lò Văn A",
    }
    return Particulars(subject=subject, **(known | said))


@pytest.fixture
def books(organised: Organisation) -> Books:
    return made_once(lambda: _books(organised), organised)


def _books(organised: Organisation) -> Books:
    commune, ward = organised.commune, organised.ward
    office = organised.unit(commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    culture = organised.unit(commune, "Phòng Văn hóa - Xã hội")
    leader = organised.person("chutich", (commune, Role.LEADER))
    made = usual_series(commune, by=leader, now=NOW)
    by_class = {(one.direction, one.document_class): one for one in made}
    return Books(
        organised=organised,
        office=commune,
        culture=culture,
        clerk=organised.person("vanthu", (office, Role.CLERK)),
        drafter=organised.person("chuyenvien", (culture, Role.OFFICER)),
        leader=leader,
        outsider=organised.person("ben", (ward, Role.CLERK), (ward, Role.LEADER)),
        administrative=by_class["out", DocumentClass.ADMINISTRATIVE],
        decisions=by_class["out", DocumentClass.NORMATIVE],
        arrivals=by_class["in", DocumentClass.ADMINISTRATIVE],
    )


def base_of(books: Books, count: int, **said: Any) -> None:
    """Last year's number, as a report has it."""
    known = {"first_month": 1, "last_month": 12, "source": "Báo cáo số 9/BC-UBND"}
    set_baseline(books.office, 2025, counts={"": count}, by=books.leader, now=NOW, **(known | said))
