"""An issued plan with as many tasks as a test wants, and sheets read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import NOW, coordinator, leader, neighbour, uploaded
from tests.web.put_back import made_once
from tests.web.tasks.conftest import reviewed

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.plans.models import ImportedPlan, Suggestion
from sauro_web.tasks.models import Part, Task, UnitTask
from sauro_web.tasks.operations import issue_plan

__all__ = ["coordinator", "leader", "neighbour", "reviewed", "uploaded"]
FIRST = date(2026, 7, 1)


@dataclass(frozen=True)
class Sheet:
    """What an exported workbook says: the lines above, the headings, the rows without their numbers."""

    above: list[str]
    headings: list[str]
    rows: list[list[Any]]
    numbers: list[int]


def sheet_of(client: Client, address: str) -> Sheet:
    """Asks for the sheet of a list and reads it."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    return read_sheet(b"".join(response.streaming_content))  # type: ignore[attr-defined]


def read_sheet(data: bytes) -> Sheet:
    """The first sheet of a workbook."""
    lines = [list(line) for line in load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True)]
    top = next(place for place, line in enumerate(lines) if line[0] == "TT")
    rows = [line for line in lines[top + 1 :] if isinstance(line[0], int)]
    return Sheet(
        [str(line[0]) for line in lines[:top] if line[0]],
        [heading for heading in lines[top][1:] if heading],
        [line[1:] for line in rows],
        [line[0] for line in rows],
    )


@pytest.fixture
def issued(reviewed: ImportedPlan, coordinator: User) -> ImportedPlan:
    """The plan of the commune, its work given."""
    said = {"number": "57", "issued_on": date(2026, 6, 2), "version": reviewed.version}

    def issue() -> ImportedPlan:
        issue_plan(reviewed, by=coordinator, now=NOW, **said)
        reviewed.refresh_from_db()
        return reviewed

    return made_once(issue, coordinator, reviewed)


@pytest.fixture
def division(organised: Organisation) -> Unit:
    return organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")


@pytest.fixture
def lead(organised: Organisation, division: Unit) -> User:
    """An officer of the unit that leads."""
    return organised.person("chutri", (division, Role.OFFICER))


@pytest.fixture
def browser(lead: User) -> Client:
    return signed_in(lead)


@pytest.fixture
def more(issued: ImportedPlan, division: Unit) -> Callable[..., None]:
    """Leaves nothing of the plan but so many tasks, each with one part of the division that leads."""

    def make(count: int, text: str = "Việc số {}") -> None:
        plain = Suggestion.objects.filter(plan=issued, task__isnull=False).first()
        pattern = Task.objects.get(suggestion=plain)
        UnitTask.objects.all().delete()
        Task.objects.all().delete()
        cards = Suggestion.objects.bulk_create(
            Suggestion(plan=issued, kind=plain.kind, position=10_000 + n, read=plain.read, value=plain.value)
            for n in range(count)
        )
        tasks = Task.objects.bulk_create(
            Task(
                office=pattern.office, plan=issued, suggestion=card, position=card.position,
                text=text.format(n), given_at=NOW, due_text="Quý III/2026",
            )
            for n, card in enumerate(cards)
        )  # fmt: skip
        UnitTask.objects.bulk_create(
            UnitTask(
                task=task, unit=division, part=Part.LEAD, answers_alone=True, commune=division.commune,
                due_on=FIRST + timedelta(days=n // 2) if n % 3 else None,
            )
            for n, task in enumerate(tasks)
        )  # fmt: skip

    return make
