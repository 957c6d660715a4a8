"""A plan comes in: read, known again, refused, kept for a second look."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from tests.web.organisation import Organisation
from tests.web.plans.conftest import NOW, PLAN

from sauro.errors import Classified
from sauro_web.accounts.models import Role, UnitKind, User
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, Mention, MentionState, PlanState, SuggestionKind

pytestmark = pytest.mark.django_db


def _files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_what_was_read_is_a_suggestion_for_each_value(uploaded: ImportedPlan) -> None:
    kinds = [suggestion.kind for suggestion in uploaded.suggestions.all()]
    assert uploaded.state == PlanState.REVIEW
    assert [kinds.count(kind) for kind in SuggestionKind] == [1, 5, 1, 0, 1]
    assert (uploaded.number, uploaded.issued_on) == ("", None)
    assert uploaded.subject == "Rút gọn giấy tờ và hội họp của xã năm 2026"


def test_units_are_matched_to_the_tree_and_the_unknown_is_asked(
    uploaded: ImportedPlan, organised: Organisation
) -> None:
    named = {
        mention.text: (mention.state, mention.unit)
        for suggestion in uploaded.suggestions.all()
        for mention in suggestion.mentions.all()
    }
    division = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    assert named["Phòng Văn hóa - Xã hội"] == (MentionState.MATCHED, division)
    assert named["Tổ công tác số 3"][0] == MentionState.ASK


def test_doubts_say_what_a_person_must_answer(uploaded: ImportedPlan) -> None:
    doubts = [one.doubts for one in uploaded.suggestions.filter(kind=SuggestionKind.TASK)]
    assert doubts == [[], ["several_leads", "no_product"], [], ["unit_unknown", "no_product"], ["no_product"]]


def test_the_file_is_kept_under_its_digest_and_its_name_is_only_shown(uploaded: ImportedPlan) -> None:
    assert uploaded.file.read() == PLAN.encode()
    assert Path(uploaded.file.name).name == f"{uploaded.digest}.txt"
    assert uploaded.file_name == "ke-hoach.txt"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\van thu\KH 12.docx", "KH 12.docx"),
        ("kế\u202ehoạch\x00.pdf", "kếhoạch.pdf"),
        ("...", "tệp không tên"),
        ("", "tệp không tên"),
    ],
)
def test_a_name_is_never_a_path(name: str, shown: str) -> None:
    assert operations.uploading.shown_name(name) == shown


def test_the_same_file_again_is_the_same_plan(
    uploaded: ImportedPlan, organised: Organisation, coordinator: User
) -> None:
    again = operations.upload_plan(
        PLAN.encode(), "ban-sao.txt", office=organised.commune, by=coordinator, now=NOW
    )
    assert (again.plan, again.known) == (uploaded, True)
    assert ImportedPlan.objects.count() == 1


def test_a_plan_put_aside_may_come_again(
    uploaded: ImportedPlan, organised: Organisation, coordinator: User
) -> None:
    operations.discard_plan(uploaded, by=coordinator, now=NOW, reason="Tải nhầm")
    again = operations.upload_plan(
        PLAN.encode(), "lai.txt", office=organised.commune, by=coordinator, now=NOW
    )
    assert not again.known
    assert [plan.state for plan in ImportedPlan.objects.order_by("pk")] == [
        PlanState.DISCARDED,
        PlanState.REVIEW,
    ]


def test_two_offices_may_have_the_same_file(
    uploaded: ImportedPlan, organised: Organisation, neighbour: User
) -> None:
    theirs = operations.upload_plan(PLAN.encode(), "kh.txt", office=organised.ward, by=neighbour, now=NOW)
    assert not theirs.known
    assert theirs.plan != uploaded


def test_a_marked_paper_leaves_nothing_behind(organised: Organisation, coordinator: User) -> None:
    before = _files()
    marked = PLAN.replace("Số: 57/KH-UBND", "TUYỆT MẬT\nSố: 57/KH-UBND").encode()
    with pytest.raises(Classified):
        operations.upload_plan(marked, "ten-tep.txt", office=organised.commune, by=coordinator, now=NOW)
    assert _files() == before
    assert not ImportedPlan.objects.exists()
    entry = Entry.objects.get(action="plan.refuse_classified")
    assert "ten-tep" not in str([getattr(entry, field.attname) for field in Entry._meta.concrete_fields])


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00" + bytes(200), b"PK\x03\x04 not a zip"])
def test_what_cannot_be_read_is_kept_and_says_why(
    organised: Organisation, coordinator: User, data: bytes
) -> None:
    plan = operations.upload_plan(data, "hong.docx", office=organised.commune, by=coordinator, now=NOW).plan
    assert plan.state == PlanState.UNREAD
    assert plan.fault
    assert plan.file.read() == data


@pytest.mark.parametrize("who", ["neighbour", "outsider", "administrator"])
def test_only_who_follows_the_plans_of_the_office_uploads(
    organised: Organisation, who: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        operations.upload_plan(PLAN.encode(), "kh.txt", office=organised.commune, by=person, now=NOW)
    assert not ImportedPlan.objects.exists()


def test_an_upload_is_recorded(uploaded: ImportedPlan, coordinator: User) -> None:
    entry = Entry.objects.get(action="plan.upload")
    assert (entry.actor, entry.changes) == (coordinator, {"digest": ["", uploaded.digest]})


def test_a_plan_that_gave_work_is_not_put_aside(uploaded: ImportedPlan, coordinator: User) -> None:
    ImportedPlan.objects.filter(pk=uploaded.pk).update(units_told_at=NOW)
    with pytest.raises(Conflict):
        operations.discard_plan(uploaded, by=coordinator, now=NOW, reason="")


@pytest.mark.parametrize(
    ("issuer", "asked"),
    [
        ("XÃ MAI LĨNH", False),
        ("TỈNH ĐÔNG GIANG", False),
        ("PHƯỜNG HÒA AN", True),
        ("TỈNH QUẢNG NGÃI", True),
        ("XÃ KHÔNG CÓ TRONG CÂY", True),
    ],
)
def test_the_units_of_an_office_elsewhere_are_not_taken_for_one_s_own(
    organised: Organisation, coordinator: User, issuer: str, asked: bool
) -> None:
    plant(None, [Body(UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Quảng Ngãi")], valid_from=FIRST_DAY)
    data = PLAN.replace("XÃ MAI LĨNH", issuer).encode()
    plan = operations.upload_plan(data, "den.txt", office=organised.commune, by=coordinator, now=NOW).plan
    named = Mention.objects.filter(suggestion__plan=plan, role="lead", text="Phòng Văn hóa - Xã hội")
    unit = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    states = {(mention.state, mention.unit, tuple(mention.candidates)) for mention in named}
    expected = (MentionState.ASK, None, (unit.pk,)) if asked else (MentionState.MATCHED, unit, ())
    assert states == {expected}


def test_before_seven_in_the_morning_it_is_already_today(organised: Organisation) -> None:
    # 06:30 on the 16th in Vietnam; by Greenwich it is still the 15th.
    early = datetime(2026, 6, 15, 23, 30, tzinfo=UTC)
    beginner = organised.person("nguoimoi")
    unit = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    beginner.memberships.create(unit=unit, role=Role.COORDINATOR, valid_from=date(2026, 6, 16))
    taken = operations.upload_plan(
        PLAN.encode(), "ke-hoach.txt", office=organised.commune, by=beginner, now=early
    )
    assert taken.plan.state == "review"
