"""E-mail against a server that is a process of its own: one that takes, that refuses, that hangs."""

from __future__ import annotations

from datetime import timedelta

from tests.web.notices.conftest import NOW, states, told

from sauro_web.notices.models import Delivery, DeliveryState, MailChoice, MailKind, Notice
from sauro_web.notices.operations import tell_units
from sauro_web.notices.sending.mail import keep_notices, send_mail


def test_everybody_gets_his_letter_once(people, mail_server):
    server = mail_server("takes")
    told(people)
    told(people)
    assert send_mail(now=NOW) == 3
    assert send_mail(now=NOW + timedelta(minutes=1)) == 0
    assert sorted(one["to"][0] for one in server.messages) == [
        "ba@xa.gov.vn",
        "hai@xa.gov.vn",
        "mot@xa.gov.vn",
    ]
    first = server.messages[0]
    assert first["subject"] == "Nhắc việc: 2 việc quá hạn"
    assert first["text"].startswith("Kính gửi ông (bà) Người mot,")
    assert "1. Rà soát <báo cáo> & biểu mẫu" in first["text"]
    assert "https://sauro.xa.gov.vn/nhiem-vu/1/" in first["text"]
    assert "… và 3 việc khác." in first["text"]
    assert first["html"]
    assert first["id"].endswith("@sauro.xa.gov.vn>")
    assert states() == {DeliveryState.SENT: 3}


def test_a_server_that_refuses_loses_nothing(people, mail_server):
    server = mail_server("refuses")
    told(people)
    assert send_mail(now=NOW) == 0
    assert states() == {DeliveryState.WAITING: 3}
    assert set(Delivery.objects.values_list("tries", "fault")) == {(0, "Máy chủ thư từ chối (554).")}
    server.process.kill()
    server.process.wait()
    assert send_mail(now=NOW + timedelta(minutes=1)) == 0
    better = mail_server("takes")
    assert send_mail(now=NOW + timedelta(minutes=2)) == 3
    assert len(better.messages) == 3


def test_a_server_that_hangs_is_tried_later(people, mail_server):
    told(people)
    mail_server("silent")
    assert send_mail(now=NOW) == 0
    assert states() == {DeliveryState.WAITING: 3}
    assert Delivery.objects.first().fault == "Máy chủ thư không trả lời trong thời gian chờ."
    server = mail_server("stuck")
    assert send_mail(now=NOW) == 0
    assert states() == {DeliveryState.WAITING: 3}
    better = mail_server("takes")
    assert send_mail(now=NOW + timedelta(minutes=30)) == 3
    assert len(better.messages) == len({one["id"] for one in better.messages}) == 3
    assert server.file == better.file


def test_a_server_that_takes_a_letter_and_never_says_so_is_not_sent_it_twice(people, mail_server):
    told(people)
    server = mail_server("swallows")
    assert send_mail(now=NOW) == 0
    assert states() == {DeliveryState.WAITING: 2, DeliveryState.IN_DOUBT: 1}
    mail_server("takes")
    assert send_mail(now=NOW + timedelta(hours=1)) == 2
    assert sorted(one["to"][0] for one in server.messages) == [
        "ba@xa.gov.vn",
        "hai@xa.gov.vn",
        "mot@xa.gov.vn",
    ]
    # Whoever got none for certain has the notice in the app all the same.
    assert Notice.objects.filter(key="digest.2026-07-27").count() == 3


def test_one_address_that_is_refused_holds_nobody_up(people, mail_server):
    people[0].email = "xa-la@xa.gov.vn"
    people[0].save()
    server = mail_server("refuses-address")
    told(people)
    assert send_mail(now=NOW) == 2
    assert len(server.messages) == 2
    row = Delivery.objects.get(person=people[0])
    assert (row.state, row.tries, row.fault) == (
        DeliveryState.WAITING,
        1,
        "Máy chủ thư không nhận địa chỉ này (550).",
    )
    for lap in range(1, 12):
        send_mail(now=NOW + timedelta(days=lap))
    row.refresh_from_db()
    assert (row.state, row.tries) == (DeliveryState.GIVEN_UP, 12)


def test_a_message_that_is_put_off_comes_later(people, mail_server):
    mail_server("busy")
    told(people)
    assert send_mail(now=NOW) == 0
    assert states() == {DeliveryState.WAITING: 3}
    mail_server("takes")
    assert send_mail(now=NOW + timedelta(minutes=1)) == 0  # not yet
    assert send_mail(now=NOW + timedelta(minutes=5)) == 3


def test_what_was_in_hand_when_the_machine_stopped_is_in_doubt(people, mail_server):
    server = mail_server("takes")
    told(people)
    Delivery.objects.filter(person=people[0]).update(state=DeliveryState.SENDING, next_at=NOW)
    assert send_mail(now=NOW + timedelta(minutes=1)) == 2
    assert Delivery.objects.get(person=people[0]).state == DeliveryState.IN_DOUBT
    assert len(server.messages) == 2


def test_who_left_gets_no_letter(people, mail_server):
    server = mail_server("takes")
    told(people)
    people[0].is_active = False
    people[0].save()
    assert send_mail(now=NOW) == 2
    assert len(server.messages) == 2
    assert Delivery.objects.get(person=people[0]).state == DeliveryState.GIVEN_UP


def test_who_wants_every_notice_gets_each_once(people, organised, mail_server):
    server = mail_server("takes")
    MailChoice.objects.create(person=people[0], kind=MailKind.ALL, since=NOW)
    about = {"link": "/nhiem-vu/7/", "now": NOW + timedelta(minutes=1)}
    tell_units([(organised.commune, "Kế hoạch số 57: đơn vị chủ trì\n2 việc.")], key="plan.1", **about)
    tell_units([(organised.ward, "Việc của phường.")], key="plan.2", **about)
    tell_units([(organised.commune, "Trước khi chọn.")], key="old", link="/", now=NOW - timedelta(hours=1))
    later = NOW + timedelta(minutes=2)
    assert keep_notices(now=later) == 1
    assert keep_notices(now=later) == 0
    assert send_mail(now=later) == 1
    (letter,) = server.messages
    assert letter["to"] == ["mot@xa.gov.vn"]
    assert letter["subject"] == "Kế hoạch số 57: đơn vị chủ trì 2 việc."
    assert "https://sauro.xa.gov.vn/nhiem-vu/7/" in letter["text"]
