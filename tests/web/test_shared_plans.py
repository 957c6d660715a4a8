"""The five real plans beside the repository, each from upload to issued in the organisation it was written
for: by the pages an officer uses, and with every unit found where a person would have looked for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.shared import SAMPLES, SHARED, TEXTS
from tests.web.organisation import signed_in

from sauro_web.accounts.models import Membership, Role, Unit, UnitGroup, UnitKind, User
from sauro_web.accounts.operations.founding import found_commune, found_province
from sauro_web.audit.queries import verify
from sauro_web.notices.models import Notice
from sauro_web.plans import operations
from sauro_web.plans.models import (
    ImportedPlan,
    Mention,
    MentionRole,
    MentionState,
    PlanState,
    Suggestion,
    SuggestionState,
)
from sauro_web.tasks.models import Task, UnitTask

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with real plans is absent"),
]
SETTLED = 0.95

# What each name means, read off its own words: a unit of the office that wrote the plan; ">" a unit of the
# province above it; "@" a group of the office, "+" between two, "/" from an
# office to one of its own. Written as the plan has it, and as the tree.
_OF_A_COMMUNE = {
    "Chủ tịch UBND tỉnh": ">",
    "UBND tỉnh": ">",
    "Sở Nội vụ": ">Sở Nội vụ",
    "Văn phòng UBND tỉnh": ">Văn phòng Ủy ban nhân dân",
    "Ủy ban nhân dân xã": "",
    "Lãnh đạo UBND xã": "",
    "Chủ tịch UBND phường": "",
    "Phòng Văn hóa - Xã hội": "Phòng Văn hóa - Xã hội",
    "Phòng Văn hóa – Xã hội": "Phòng Văn hóa - Xã hội",
    "Phòng Văn hóa-Xã hội": "Phòng Văn hóa - Xã hội",
    "Phòng Văn hóa - Xã hội xã": "Phòng Văn hóa - Xã hội",
    "Văn phòng HĐND và UBND": "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
    "Văn phòng HĐND và UBND xã": "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
    "Trung tâm Phục vụ hành chính công": "Trung tâm Phục vụ hành chính công",
    "Trung tâm Phục vụ HCC": "Trung tâm Phục vụ hành chính công",
    "Trung tâm Cung ứng dịch vụ sự nghiệp công": "Trung tâm Cung ứng dịch vụ sự nghiệp công",
    "Trung tâm dịch vụ tổng hợp xã": "Trung tâm Dịch vụ tổng hợp",
    "Trung tâm Dịch vụ tổng hợp xã": "Trung tâm Dịch vụ tổng hợp",
    "Trung tâm Dịch vụ tổng hợp": "Trung tâm Dịch vụ tổng hợp",
    "Các cơ quan, đơn vị": "@Các cơ quan, đơn vị",
    "Các cơ quan, tổ chức, đơn vị": "@Các cơ quan, đơn vị",
    "các cơ quan, tổ chức, đơn vị": "@Các cơ quan, đơn vị",
    "Thủ trưởng các cơ quan, tổ chức, đơn vị": "@Các cơ quan, đơn vị",
    "Thủ trưởng các cơ quan, đơn vị thuộc UBND phường": "@Các cơ quan, đơn vị",
    "Thủ trưởng các cơ quan, đơn vị thuộc phường": "@Các cơ quan, đơn vị",
    "Thủ trưởng các cơ quan chuyên môn, các đơn vị": "@Các cơ quan, đơn vị",
    "Các phòng, ban, ngành, đơn vị trực thuộc": "@Các cơ quan, đơn vị",
    # Whoever drafts a paper: any of them.
    "Cơ quan chủ trì soạn thảo": "@Các cơ quan, đơn vị",
    "Các cơ quan chuyên môn": "@Các cơ quan chuyên môn",
    "các phòng chuyên môn": "@Các cơ quan chuyên môn",
    "các bộ phận chuyên môn": "@Các cơ quan chuyên môn",
    "các đơn vị trực thuộc": "@Các đơn vị sự nghiệp",
}
_OF_A_PROVINCE = {
    "UBND thành phố": "",
    "Chủ tịch UBND thành phố": "",
    "Sở Nội vụ": "Sở Nội vụ",
    "Sở Tư pháp": "Sở Tư pháp",
    "Sở Khoa học và Công nghệ": "Sở Khoa học và Công nghệ",
    "Thanh tra thành phố": "Thanh tra thành phố",
    "Văn phòng UBND thành phố": "Văn phòng Ủy ban nhân dân",
    "Báo và Phát thanh, Truyền hình Huế": "Báo và Phát thanh, Truyền hình Huế",
    "Ban Tuyên giáo và Dân vận Thành ủy": "Thành ủy/Ban Tuyên giáo và Dân vận Thành ủy",
    "Các sở, ban, ngành": "@Các sở, ban, ngành",
    "Thủ trưởng các sở, ban, ngành": "@Các sở, ban, ngành",
    "Các sở, ban, ngành và địa phương": "@Các sở, ban, ngành+UBND các xã, phường",
    "Người đứng đầu các sở, ban, ngành, địa phương": "@Các sở, ban, ngành+UBND các xã, phường",
    "UBND các xã, phường": "@UBND các xã, phường",
    "Ủy ban nhân dân các xã, phường": "@UBND các xã, phường",
    "Chủ tịch UBND các xã, phường": "@UBND các xã, phường",
    "các cơ quan báo chí, truyền thông": "@Các cơ quan báo chí, truyền thông",
    "Các cơ quan báo chí, phương tiện thông tin đại chúng trên địa bàn": "@Các cơ quan báo chí, truyền thông",
}
_OF_AN_OFFICE = {
    "Sở Nội vụ": ">Sở Nội vụ",
    "Phòng Hành chính – Quản trị": "Phòng Hành chính - Quản trị",
    "Các phòng, ban, trung tâm": "@Các phòng, đơn vị trực thuộc",
    "Người đứng đầu cơ quan, đơn vị, các phòng, ban, trung tâm": "@Các phòng, đơn vị trực thuộc",
}


_MISREAD = {
    "Các cơ quan, tố chức, đơn vị": "@Các cơ quan, đơn vị",
    "Phòng Văn hóa Xã hội": "Phòng Văn hóa - Xã hội",
    "Phòng Văn hóa — Xã hội": "Phòng Văn hóa - Xã hội",
    "Trung tâm Dịch vụ tống hợp": "Trung tâm Dịch vụ tổng hợp",
}
"""Names of the scan with a letter that Tesseract read wrongly: still plainly those units."""


def _province_office() -> Unit:
    return Unit.objects.get(province=found_province("12"), name="Văn phòng Ủy ban nhân dân")


def _commune(code: str) -> Callable[[], Unit]:
    return lambda: found_commune(code)


# The file, the office it is of, and what its names mean there.
PLANS = [
    pytest.param(TEXTS / "000_707369c25b7aeffb.txt", _commune("09253"), _OF_A_COMMUNE, id="000"),
    pytest.param(TEXTS / "001_990ddbe88c7e4d67.txt", lambda: found_province("46"), _OF_A_PROVINCE, id="001"),
    pytest.param(TEXTS / "002_9de10d0bc246d8bc.txt", _commune("18523"), _OF_A_COMMUNE, id="002"),
    pytest.param(TEXTS / "003_c05ab9e5b4ae4959.txt", _commune("02008"), _OF_A_COMMUNE, id="003"),
    pytest.param(TEXTS / "004_b8287380541554f1.txt", _province_office, _OF_AN_OFFICE, id="004"),
    pytest.param(SAMPLES / "003_ke-hoach.docx", _commune("02008"), _OF_A_COMMUNE, id="003.docx"),
    pytest.param(SAMPLES / "003_ke-hoach.pdf", _commune("02008"), _OF_A_COMMUNE, id="003.pdf"),
    pytest.param(
        SAMPLES / "003_ke-hoach_quet.pdf",
        _commune("02008"),
        _OF_A_COMMUNE | _MISREAD,
        id="003.scan",
        marks=pytest.mark.ocr,
    ),
]


@pytest.mark.parametrize(("path", "found", "meant"), PLANS)
def test_a_real_plan_goes_from_upload_to_issued(
    path: Path, found: Callable[[], Unit], meant: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    office = found()
    officer = User.objects.create_user("theodoi", full_name="Người theo dõi")
    Membership.objects.create(user=officer, unit=_desk_of(office), role=Role.COORDINATOR)
    browser = signed_in(officer)
    plan = _upload(browser, path, office)
    wrong, settled, named = _compared(plan, meant)
    share = f"{100 * settled / named:.1f}".replace(".", ",")
    with capsys.disabled():
        print(f"\n{path.name}: {settled}/{named} đơn vị tự nhận ra ({share} %), sai {len(wrong)}")
    assert wrong == []
    _review_to_the_end(browser, plan)
    issued = _issue(browser, plan)
    assert issued.state == PlanState.ISSUED
    _check_work(issued)


def test_together_they_are_matched_by_themselves() -> None:
    shares = []
    officer = User.objects.create_user("theodoi", full_name="Người theo dõi")
    for case in PLANS[:5]:
        path, found, meant = case.values
        office = found()  # type: ignore[operator]
        Membership.objects.create(user=officer, unit=_desk_of(office), role=Role.COORDINATOR)
        taken = operations.upload_plan(
            path.read_bytes(),  # type: ignore[union-attr]
            path.name,  # type: ignore[union-attr]
            office=office,
            by=officer,
            now=timezone.now(),
        )
        shares.append(_compared(taken.plan, meant)[1:])  # type: ignore[arg-type]
    settled, named = (sum(column) for column in zip(*shares, strict=True))
    assert settled >= SETTLED * named


def _desk_of(office: Unit) -> Unit:
    """Where whoever follows the plans of the office sits."""
    inside = Unit.objects.filter(path__startswith=office.path, depth=office.depth + 1)
    return inside.filter(kind__in=(UnitKind.DIVISION, UnitKind.DEPARTMENT)).order_by("path")[0]


def _upload(browser: Client, path: Path, office: Unit) -> ImportedPlan:
    with path.open("rb") as file:
        answer = browser.post(reverse("plans:upload") + f"?co-quan={office.pk}", {"file": file})
    plan = ImportedPlan.objects.get()
    page = "plans:review" if plan.state == PlanState.REVIEW else "plans:plan"
    assert answer.headers["Location"] == reverse(page, args=[plan.pk])
    if plan.state == PlanState.QUEUED:
        assert browser.get(reverse("plans:plan", args=[plan.pk])).status_code == 200
        operations.read_plan(plan.pk)
        plan.refresh_from_db()
    assert (plan.office, plan.state) == (office, PlanState.REVIEW)
    return plan


def _compared(plan: ImportedPlan, meant: dict[str, str]) -> tuple[list[str], int, int]:
    """Matches that are not what the words mean, how many names were settled by themselves, and of how
    many."""
    wrong, settled, named = [], 0, 0
    for mention in Mention.objects.filter(suggestion__plan=plan).select_related("unit"):
        named += 1
        if mention.state == MentionState.ASK:
            continue
        settled += 1
        if mention.state == MentionState.RELATED:
            # Nobody in particular is meant, and nobody is given a part.
            if "liên quan" not in mention.text:
                wrong.append(mention.text)
        elif _signs(mention, plan.office) != meant.get(mention.text):
            wrong.append(f"{mention.text} → {_signs(mention, plan.office)}")
    return wrong, settled, named


def _signs(mention: Mention, office: Unit) -> str:
    """What a mention means, in the signs of the lists above."""
    if mention.unit is None:
        groups = {group.pk: group.name for group in UnitGroup.objects.filter(office=office)}
        return "@" + "+".join(groups[number] for number in mention.groups)
    for sign, top in (("", office.path), (">", office.path[: -Unit.steplen])):
        if top and mention.unit.path.startswith(top):
            between = range(len(top) + Unit.steplen, len(mention.unit.path) + 1, Unit.steplen)
            names = Unit.objects.filter(path__in=[mention.unit.path[:end] for end in between])
            return sign + "/".join(names.order_by("path").values_list("name", flat=True))
    return mention.unit.path


def _review_to_the_end(browser: Client, plan: ImportedPlan) -> None:
    page = browser.get(reverse("plans:review", args=[plan.pk]))
    assert page.status_code == 200
    for pk in plan.suggestions.filter(twin_of=None).values_list("pk", flat=True):
        _answer_what_is_asked(browser, pk)
        suggestion = Suggestion.objects.get(pk=pk)
        # A sentence of the prose without a lead stays what it was: it gives nobody work.
        state = "rejected" if "no_lead" in suggestion.doubts else "confirmed"
        asked = {"state": state, "version": suggestion.version}
        answer = browser.post(reverse("plans:decide", args=[pk]), asked)
        assert answer.status_code == 302, suggestion.doubts
    assert not plan.suggestions.filter(twin_of=None, state=SuggestionState.OPEN).exists()


def _answer_what_is_asked(browser: Client, pk: int) -> None:
    for mention in Mention.objects.filter(suggestion=pk):
        mention.refresh_from_db()
        if mention.state == MentionState.ASK:
            near = next(iter(mention.candidates), "")
            asked = {"unit": near, "version": Suggestion.objects.get(pk=pk).version}
            assert browser.post(reverse("plans:choose_unit", args=[mention.pk]), asked).status_code == 302
    suggestion = Suggestion.objects.get(pk=pk)
    if "several_leads" in suggestion.doubts:
        leads = suggestion.mentions.filter(role=MentionRole.LEAD).exclude(state=MentionState.OUTSIDE)
        button = reverse("plans:give_role", args=[leads[0].pk])
        page = browser.get(reverse("plans:card", args=[pk]), headers={"HX-Request": "true"})
        assert f'formaction="{button}"' in page.content.decode()
        asked = {"role": MentionRole.LEAD, "version": suggestion.version}
        assert browser.post(button, asked).status_code == 302
        suggestion.refresh_from_db()
        assert "several_leads" not in suggestion.doubts


def _issue(browser: Client, plan: ImportedPlan) -> ImportedPlan:
    page = browser.get(reverse("tasks:issue", args=[plan.pk]))
    assert page.status_code == 200
    plan.refresh_from_db()
    asked = {"number": "57", "issued_on": "13/05/2026", "version": plan.version}
    answer = browser.post(reverse("tasks:issue", args=[plan.pk]), asked)
    assert answer.headers["Location"] == reverse("tasks:of_plan", args=[plan.pk])
    plan.refresh_from_db()
    assert browser.get(reverse("tasks:of_plan", args=[plan.pk])).status_code == 200
    return plan


def _check_work(plan: ImportedPlan) -> None:
    """Every confirmed duty is a task, every task is led, whoever has a part is told, the trail is whole."""
    confirmed = plan.suggestions.filter(twin_of=None, kind="task", state=SuggestionState.CONFIRMED)
    assert Task.objects.filter(plan=plan).count() == confirmed.count() > 0
    led = Counter(
        UnitTask.objects.filter(task__plan=plan, part="lead").values_list("task_id", "answers_alone")
    )
    assert {task for task, _ in led} == set(Task.objects.filter(plan=plan).values_list("pk", flat=True))
    assert all(count == 1 for (_, alone), count in led.items() if alone)
    told = set(Notice.objects.values_list("unit_id", flat=True))
    assert told == set(UnitTask.objects.filter(task__plan=plan).values_list("unit_id", flat=True))
    assert verify().broken_at is None
