"""What the journeys of tasks begin with: a plan that a person has just issued, and small ways of saying what
is seen and done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from tests.journeys.conftest import PICTURES, Visitor

from sauro_web.accounts.models import Unit, User
from sauro_web.plans.models import ImportedPlan, Suggestion, SuggestionState
from sauro_web.plans.operations import decide
from sauro_web.tasks.models import UnitTask
from sauro_web.workdays.queries import calendar_of

__all__ = [
    "SIZES",
    "Arrive",
    "before_today",
    "confirmed_plan",
    "due",
    "led_by",
    "opens",
    "person",
    "sits_down",
    "small_form",
    "sound",
    "told",
]

Arrive = Callable[..., Visitor]
SIZES = ["desktop", "phone"]


def person(username: str) -> User:
    """Somebody of the made-up office."""
    return User.objects.get(username=username)


def sits_down(someone: Visitor, username: str, path: str) -> Any:
    """The person opens a page; that page."""
    someone.sign_in(person(username))
    answer = someone.go(path)
    assert answer.status == 200, (username, path, answer.status)
    return someone.page


def opens(someone: Visitor, username: str, part: UnitTask) -> Any:
    """The person opens the page of a task."""
    return sits_down(someone, username, f"/nhiem-vu/{part.task_id}/")


def sound(someone: Visitor, name: str) -> None:
    """Nothing is wrong with what is seen; a picture of the screen is kept for the guide."""
    found = {"faults": someone.faults(), "wider": max(0, someone.sideways()), "said": someone.complaints}
    assert found == {"faults": [], "wider": 0, "said": []}, (name, found)
    PICTURES.mkdir(parents=True, exist_ok=True)
    someone.page.screenshot(path=PICTURES / f"screen-{name}.png")


def small_form(page: Any, opened_by: str) -> Any:
    """Opens a small form on the page of a task."""
    page.get_by_role("link", name=opened_by).first.click()
    form = page.locator(".small-form form")
    form.wait_for()
    return form


def told(page: Any, words: str, *, after: Any) -> None:
    """Presses the button and hears that it was done."""
    after.click()
    page.get_by_role("status").filter(has_text=words).first.wait_for()


def confirmed_plan() -> ImportedPlan:
    """The plan that waits in the made-up office, decided to its end: what is clear is confirmed."""
    plan, by = ImportedPlan.objects.get(state="review"), person("vanphong")
    for card in Suggestion.objects.filter(plan=plan, twin_of=None):
        unclear = {"no_lead", "several_leads", "unit_unknown"} & set(card.doubts)
        state = SuggestionState.REJECTED if unclear else SuggestionState.CONFIRMED
        decide(card, state, by=by, now=timezone.now(), version=card.version)
    return plan


def led_by(plan: ImportedPlan, unit: str) -> UnitTask:
    """What a unit alone leads in the plan, with a deadline."""
    alone = UnitTask.objects.filter(task__plan=plan, unit__name__startswith=unit, answers_alone=True)
    return alone.filter(due_on__isnull=False).order_by("pk")[0]


def before_today(unit: Unit, working_days: int) -> date:
    """So many working days ago."""
    return calendar_of(unit).add(timezone.localdate(), -working_days)


def due(part: UnitTask, day: date) -> UnitTask:
    """The part as if it had been given with that deadline a month before it."""
    days = dict.fromkeys(("due_on", "ends_on", "first_due_on", "first_ends_on"), day)
    UnitTask.objects.filter(pk=part.pk).update(**days)
    given = timezone.now() - timedelta(days=30)
    type(part.task).objects.filter(pk=part.task_id).update(due_on=day, given_at=given)
    part.refresh_from_db()
    return part
