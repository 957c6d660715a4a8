"""What is filled in from registers, and which reports plans ask for."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.indicators.test_indicators import NOW as LATER
from tests.web.indicators.test_indicators import Office, office, plan_with
from tests.web.organisation import signed_in
from tests.web.reports.conftest import said

from sauro.indicators.model import THE_SEVEN, Tally
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.reach import reach_of
from sauro_web.common.errors import Conflict, NotReady
from sauro_web.documents.models import DocumentState
from sauro_web.indicators.queries.windows import counted_between
from sauro_web.meetings.models import MeetingMode
from sauro_web.plans.models import Mention, MentionRole, MentionState, Suggestion, SuggestionKind
from sauro_web.reports.models import Came, DueFrom, Frequency, Report
from sauro_web.reports.operations import (
    FigureSaid,
    found_regime,
    open_periods_of,
    prefill,
    say_nothing,
)
from sauro_web.reports.queries.proposing import proposed

__all__ = ["office"]

pytestmark = pytest.mark.django_db
DOCUMENTS, ONLINE = "admin_documents_reduction", "online_meetings_share"
CODES = [one.code for one in THE_SEVEN]
FIRST, LAST = date(2025, 12, 15), date(2026, 6, 14)


def test_registers_are_counted_between_the_days_of_the_window(office: Office) -> None:
    for number, day in enumerate(
        (date(2025, 12, 14), date(2025, 12, 15), date(2025, 12, 31), date(2026, 6, 14), date(2026, 6, 15))
    ):
        office.document(day, number + 1)
    office.document(date(2026, 3, 3), 9, state=DocumentState.RECALLED)
    office.document(date(2024, 12, 2), 49)  # the register goes back so far
    office.document(date(2025, 6, 14), 50)
    office.document(date(2025, 6, 15), 51)
    office.conference(date(2026, 6, 14), MeetingMode.ONLINE)
    office.conference(date(2025, 12, 31), MeetingMode.IN_PERSON)
    office.conference(date(2025, 12, 14), MeetingMode.ONLINE)
    found = counted_between(office.commune, FIRST, LAST, CODES, seen_by=reach_of(office.coordinator, on=LAST))
    assert found[DOCUMENTS] == Tally(3, 1)
    assert found[ONLINE] == Tally(1, 2)
    assert found["meetings_reduction"] == Tally(2)
    assert "digital_procedures_share" not in found
    assert (
        counted_between(
            office.commune,
            date(2028, 2, 29),
            date(2028, 2, 29),
            [ONLINE, "khac"],
            seen_by=reach_of(None, on=LAST),
        )
        == {}
    )


def test_the_office_is_filled_in_from_its_register(office: Office) -> None:
    office.document(date(2026, 3, 2), 1)
    figures = [FigureSaid(DOCUMENTS, "Văn bản", "văn bản", counted_from=DOCUMENTS)]
    asked = said([office.commune], figures=figures, consolidator=None, due_from=DueFrom.AFTER, due_number=2,
                 due_month=0, due_before=False)  # fmt: skip
    regime = found_regime(office.commune, asked, by=office.coordinator, now=LATER)
    open_periods_of(regime, now=LATER)
    report = Report.objects.get(period__last=LAST)
    row = prefill(report, version=0, by=office.coordinator, now=LATER)
    figure = row.figures.get()
    assert (figure.counted, figure.came, figure.real_until) == (1, Came.COUNTED, LAST)
    assert figure.note.startswith("sổ của")
    with pytest.raises(NotReady, match="trong sổ"):
        say_nothing(row, version=1, by=office.coordinator, now=LATER)


def duty(office: Office, **value: object) -> Suggestion:
    plan = plan_with(office)
    whole = {"period": "half_year", "due_day": "06-01", "day_of_month": None, "raw": "6 tháng (trước 01/6)"}
    row = Suggestion.objects.create(
        plan=plan, kind=SuggestionKind.REPORT, position=1, read={"quote": "Báo cáo 6 tháng trước 01/6"},
        value=whole | value, state="confirmed",
    )  # fmt: skip
    Mention.objects.create(
        suggestion=row, role=MentionRole.REPORTER, position=0, text="Phòng Kinh tế", key="phong kinh te",
        state=MentionState.MATCHED, unit=Unit.objects.get_children(office.commune).get(name="Phòng Kinh tế"),
    )  # fmt: skip
    return row


def test_a_duty_of_a_plan_is_proposed_with_its_words_and_taken_once(office: Office) -> None:
    row = duty(office)
    (one,) = proposed(office.commune, LATER.date())
    assert (one.rhythm, one.due_from, one.due_number, one.due_month) == (
        Frequency.HALF_YEAR, DueFrom.YEARLY, 1, 6,
    )  # fmt: skip
    assert one.due_before
    assert one.due_words == "trước ngày 01/06"
    assert [unit.name for unit in one.units] == ["Phòng Kinh tế"]
    taken = said(list(one.units))
    regime = found_regime(office.commune, taken, by=office.coordinator, now=LATER, suggestion=row)
    assert regime.quote == "Báo cáo 6 tháng trước 01/6"
    assert regime.resting_on == "theo kế hoạch: Kế hoạch số 27/KH-UBND"
    assert not proposed(office.commune, LATER.date())
    with pytest.raises(Conflict, match="đã được đưa vào"):
        found_regime(office.commune, taken, by=office.coordinator, now=LATER, suggestion=row)


def test_what_is_no_period_or_not_confirmed_is_not_proposed(office: Office) -> None:
    row = duty(office, period="week", due_day=None)
    assert not proposed(office.commune, LATER.date())
    Suggestion.objects.filter(pk=row.pk).update(value=row.value | {"period": "quarter", "day_of_month": 25})
    (one,) = proposed(office.commune, LATER.date())
    assert (one.due_from, one.due_number) == (DueFrom.LAST_MONTH, 25)
    Suggestion.objects.filter(pk=row.pk).update(state="open")
    assert not proposed(office.commune, LATER.date())
    with pytest.raises(NotReady, match="không còn"):
        found_regime(office.commune, said([office.commune]), by=office.coordinator, now=LATER, suggestion=row)


def test_the_page_of_a_duty_shows_its_words(office: Office) -> None:
    row = duty(office)
    client = signed_in(office.coordinator)
    assert "Báo cáo 6 tháng trước 01/6" in client.get("/bao-cao/che-do/").content.decode()
    page = client.get(f"/bao-cao/che-do/moi/?tu={row.pk}")
    assert page.status_code == 200
    assert 'value="6"' in page.content.decode()
    assert client.get("/bao-cao/che-do/moi/?tu=999999").status_code == 404
