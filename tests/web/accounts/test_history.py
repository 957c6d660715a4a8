"""What was done with a record, in the words of the office: never a word of the code."""

from __future__ import annotations

import re
from pathlib import Path

from django.db import transaction
from tests.web.organisation import TODAY, Organisation, signed_in

from sauro_web.accounts.models import Role
from sauro_web.accounts.operations.people import give_membership
from sauro_web.accounts.queries.history import history_of
from sauro_web.accounts.signing_in.operations import reset_access
from sauro_web.audit.operations import record

ACCOUNTS = Path(__file__).parents[3] / "src" / "sauro_web" / "accounts"


def test_every_action_of_units_and_people_has_its_word(organised: Organisation) -> None:
    text = "\n".join(path.read_text() for path in ACCOUNTS.rglob("*.py"))
    actions = set(re.findall(r"\"((?:unit|group|person|user|position)\.[a-z_]+)\"", text))
    assert len(actions) > 30
    with transaction.atomic():
        for action in sorted(actions):
            record(action, organised.commune, by=None)
    assert {step.what for step in history_of(organised.commune)} & {"Thay đổi khác"} == set()


def test_a_sign_in_reads_as_a_person_would_say_it(organised: Organisation) -> None:
    person = organised.person("an", (organised.commune, Role.OFFICER))
    changes = {
        "methods": (None, ["password", "totp"]), "address": (None, "10.0.0.7"),
        "device": (None, "Chrome trên máy tính Windows"),
    }  # fmt: skip
    with transaction.atomic():
        record("user.sign_in", person, by=person, changes=changes)
    step = history_of(person)[0]
    assert step.what == "Đăng nhập"
    assert set(step.changes) == {
        "bằng: mật khẩu; mã xác thực", "địa chỉ mạng: 10.0.0.7", "thiết bị: Chrome trên máy tính Windows",
    }  # fmt: skip


def test_a_new_password_is_said_without_dashes_and_days_as_days(organised: Organisation) -> None:
    person = organised.person("an", (organised.commune, Role.OFFICER))
    reset_access(person, by=None, on=TODAY, second_step=True)
    assert history_of(person)[0].changes == ("xác thực hai bước: có → không",)
    give_membership(person, by=None, unit=organised.commune, role=Role.CLERK, on=TODAY)
    assert history_of(person)[0].changes[1] == "từ ngày: 15/06/2026"


def test_who_gave_and_received_sees_the_other_persons_name(organised: Organisation) -> None:
    one = organised.person("mot", (organised.commune, Role.LEADER))
    two = organised.person("hai", (organised.commune, Role.OFFICER))
    for giver, receiver in ((one, two), (two, one)):
        giver.memberships.get().delegations.create(
            receiver=receiver, valid_from="2020-01-01", valid_to="2099-12-31"
        )
    page = signed_in(one).get("/uy-quyen/").content.decode()
    assert "Người mot</td>" not in page
    assert page.count("Người hai</td>") == 2
