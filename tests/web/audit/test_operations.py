"""The audit trail: what `record` writes, and that nothing written can be changed unnoticed."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from sauro_web.accounts.models import User
from sauro_web.audit.chain import digest_of
from sauro_web.audit.models import Chain, Entry
from sauro_web.audit.operations import record, record_each
from sauro_web.audit.queries import Verdict, entries_of, verify
from sauro_web.common import guards

pytestmark = pytest.mark.django_db


def _person(name: str = "tran.van.binh") -> User:
    return User.objects.create(username=name, full_name="Trần Văn Bình")


def _recorded(count: int) -> list[Entry]:
    person = _person()
    with transaction.atomic():
        return [
            record("user.change", person, by=person, changes={"phone": ("", str(number))}, reason="Đổi số")
            for number in range(count)
        ]


def test_an_entry_says_who_did_what_to_which_record_and_why() -> None:
    entry = _recorded(1)[0]
    entry.refresh_from_db()
    assert (entry.number, entry.action, entry.object_type, entry.object_name) == (
        1, "user.change", "accounts.user", "Trần Văn Bình",
    )  # fmt: skip
    assert entry.changes == {"phone": ["", "0"]}
    assert (entry.actor, entry.reason) == (User.objects.get(), "Đổi số")


def test_entries_are_numbered_without_gaps_and_chained() -> None:
    first, second, third = _recorded(3)
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert (first.previous_digest, second.previous_digest) == ("", first.digest)
    assert verify() == Verdict(3, third.digest)


def test_entries_of_a_record_come_newest_first() -> None:
    recorded = _recorded(2)
    assert list(entries_of(User.objects.get())) == recorded[::-1]


def test_recording_outside_a_transaction_is_a_fault_of_the_programmer(transactional_db: None) -> None:
    person = _person()
    with pytest.raises(TransactionManagementError):
        record("user.change", person, by=person)
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_an_entry(change: str) -> None:
    _recorded(2)
    entries = Entry.objects.filter(number=1)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        entries.update(reason="khác") if change == "update" else entries.delete()
    assert verify().broken_at is None


def test_a_change_behind_the_guard_is_found() -> None:
    _recorded(3)
    guards.remove(connection)
    Entry.objects.filter(number=2).update(reason="khác")
    guards.install(connection)
    assert (verify().broken_at, verify().good, verify().fault) == (2, 1, "nội dung đã bị sửa")


def test_a_row_taken_out_of_the_middle_is_found() -> None:
    _recorded(3)
    guards.remove(connection)
    Entry.objects.filter(number=2).delete()
    assert (verify().broken_at, verify().fault) == (2, "thiếu dòng")


def test_rows_taken_off_the_end_are_found() -> None:
    _recorded(3)
    guards.remove(connection)
    Entry.objects.filter(number=3).delete()
    assert (verify().broken_at, verify().fault) == (3, "thiếu các dòng cuối")


def test_all_rows_taken_away_are_found() -> None:
    _recorded(2)
    guards.remove(connection)
    Entry.objects.all().delete()
    Chain.objects.all().delete()
    assert verify() == Verdict(0, "")
    Chain.objects.create(pk=1, length=2, digest="x")
    assert verify().broken_at == 1


def test_a_row_put_behind_the_end_is_found() -> None:
    last = _recorded(2)[-1]
    forged = Entry.objects.get(pk=last.pk)
    forged.number, forged.previous_digest = 3, last.digest
    forged.digest = digest_of(forged.covered(), forged.previous_digest)
    forged.save(force_insert=True)
    assert (verify().broken_at, verify().fault) == (3, "có dòng chen vào sau dòng cuối")


def test_a_chain_written_anew_does_not_meet_its_end() -> None:
    _recorded(2)
    guards.remove(connection)
    forged = Entry.objects.get(number=2)
    forged.reason = "khác"
    forged.digest = digest_of(forged.covered(), forged.previous_digest)
    forged.save()
    assert (verify().broken_at, verify().fault) == (2, "chuỗi đã bị viết lại")


def test_an_entry_is_not_replaced_by_another() -> None:
    _recorded(2)
    names = [field.column for field in Entry._meta.concrete_fields]
    copied = ", ".join("'khác'" if name == "reason" else name for name in names)
    word = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    into = f"INTO audit_entry ({', '.join(names)})"
    copy = " ".join((word, into, "SELECT", copied, "FROM audit_entry WHERE number = 1"))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(copy)
    assert Entry.objects.get(number=1).reason == "Đổi số"


@pytest.mark.parametrize("change", ["back", "delete"])
def test_the_end_of_the_chain_only_goes_forward(change: str) -> None:
    _recorded(2)
    ends = Chain.objects.filter(pk=1)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ends.update(length=1) if change == "back" else ends.delete()
    assert ends.get().length == 2


def test_the_command_compares_with_what_was_noted_on_paper(capsys: pytest.CaptureFixture[str]) -> None:
    first, _ = _recorded(2)
    call_command("verify_audit", paper=first.digest)
    assert "còn nguyên" in capsys.readouterr().out
    with pytest.raises(CommandError, match="trên giấy"):
        call_command("verify_audit", paper="0" * 64)


def test_the_command_prints_the_last_digest(capsys: pytest.CaptureFixture[str]) -> None:
    last = _recorded(2)[-1]
    call_command("verify_audit")
    assert capsys.readouterr().out == f"Nhật ký còn nguyên: 2 dòng. Mã băm cuối: {last.digest}\n"


def test_the_command_fails_where_the_chain_is_broken() -> None:
    _recorded(2)
    guards.remove(connection)
    Entry.objects.filter(number=1).update(reason="khác")
    with pytest.raises(CommandError, match="từ dòng 1"):
        call_command("verify_audit")


def test_a_reason_at_length_is_cut_and_many_subjects_are_one_chain() -> None:
    people = [_person("mot"), _person("hai")]
    with transaction.atomic():
        record("user.change", people[0], by=None, reason="vì " * 400)
        record_each("user.move", ((one, {"phone": ("", "1")}) for one in people), by=None)
    first = Entry.objects.get(action="user.change")
    assert len(first.reason) <= 500
    assert first.reason.endswith("…")
    assert [one.object_id for one in Entry.objects.filter(action="user.move")] == [str(p.pk) for p in people]
    assert verify().broken_at is None
