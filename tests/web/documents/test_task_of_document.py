"""An incoming document becomes a task in the step that assigns it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web.documents.conftest import NOW, TODAY, Books
from tests.web.organisation import signed_in

from sauro_web.accounts.models import Role
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.models import Document
from sauro_web.documents.operations.arriving import Arrival, register_arrival
from sauro_web.documents.operations.assigning import Helper, assign
from sauro_web.notices.models import Notice
from sauro_web.tasks.models import Origin, Part, Task

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 19)


@pytest.fixture
def arrived(books: Books) -> Document:
    about = Arrival("UBND tỉnh Đông Giang", "Báo cáo hộ nghèo", TODAY, "45/UBND-VX", TODAY)
    return register_arrival(books.arrivals, about, by=books.clerk, now=NOW)


def test_one_step_gives_both(books: Books, arrived: Document) -> None:
    economy = books.organised.unit(books.office, "Phòng Kinh tế")
    held = assign(
        arrived, lead=books.culture, due_on=DUE, opinion="Khẩn trương", helpers=[Helper(economy)],
        by=books.leader, now=NOW, as_task=True,
    )  # fmt: skip
    task = Task.objects.get(pk=held.task_number)
    assert (task.origin, task.quote, task.due_on) == (Origin.DOCUMENT, "Báo cáo hộ nghèo", DUE)
    assert task.source == ("Văn bản đến số 1 năm 2026: 45/UBND-VX của UBND tỉnh Đông Giang ngày 15/06/2026")
    assert "Ý kiến chỉ đạo: Khẩn trương" in task.text
    parts = {one.part: one.unit for one in task.parts.all()}
    assert parts == {Part.LEAD: books.culture, Part.COOPERATING: economy}
    assert Notice.objects.filter(unit=books.culture).count() == 1  # told of the task alone
    for as_task in (True, False):
        with pytest.raises(NotReady, match="chuyển nhiệm vụ cho đơn vị khác"):
            assign(
                held, lead=economy, due_on=DUE, opinion="", helpers=(), by=books.leader, now=NOW,
                as_task=as_task,
            )  # fmt: skip
    held.refresh_from_db()
    assert (held.lead, held.task_number) == (books.culture, task.pk)
    page = signed_in(books.leader).get(reverse("documents:document", args=(held.pk,))).content.decode()
    assert reverse("documents:give", args=(held.pk,)) not in page


def test_without_the_tick_there_is_none(books: Books, arrived: Document) -> None:
    held = assign(arrived, lead=books.culture, due_on=None, opinion="", helpers=(), by=books.leader, now=NOW)
    assert held.task_number is None
    assert not Task.objects.exists()


def test_the_clerk_assigns_but_gives_no_tasks(books: Books, arrived: Document) -> None:
    with pytest.raises(NotAllowed):
        assign(
            arrived, lead=books.culture, due_on=DUE, opinion="", helpers=(), by=books.clerk, now=NOW,
            as_task=True,
        )  # fmt: skip
    arrived.refresh_from_db()
    assert arrived.lead is None
    page = signed_in(books.clerk).get(reverse("documents:give", args=(arrived.pk,))).content.decode()
    assert "Giao thành nhiệm vụ" not in page


def test_the_pages_lead_to_each_other(books: Books) -> None:
    today = timezone.localdate()
    about = Arrival("Sở Nội vụ", "Báo cáo hộ nghèo", today, "45/SNV-VP")
    arrived = register_arrival(books.arrivals, about, by=books.clerk, now=timezone.now())
    leader, address = signed_in(books.leader), reverse("documents:give", args=(arrived.pk,))
    assert "Giao thành nhiệm vụ" in leader.get(address).content.decode()
    typed = {"lead": str(books.culture.pk), "version": str(arrived.version), "as_task": "on"}
    answer = leader.post(address, typed, follow=True).content.decode()
    assert "và lập thành nhiệm vụ" in answer
    task = Task.objects.get()
    assert reverse("tasks:task", args=(task.pk,)) in answer
    document = reverse("documents:document", args=(arrived.pk,))
    for person in (books.leader, books.drafter):
        assert document in signed_in(person).get(reverse("tasks:task", args=(task.pk,))).content.decode()
    other = books.organised.person("nguoi-ngoai", (books.organised.ward, Role.OFFICER))
    assert signed_in(other).get(document).status_code == 404
