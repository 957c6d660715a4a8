"""How an office follows up, and what a person wants by e-mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.notices.conftest import NOW, told
from tests.web.organisation import signed_in

from sauro_web.accounts.models import Role
from sauro_web.audit.models import Entry
from sauro_web.notices.following import FollowUps
from sauro_web.notices.models import Delivery, DeliveryState, FollowUp, MailChoice
from sauro_web.notices.operations import forget_deliveries

PAGE = "/thong-bao/nhac-viec/"
TYPED = {
    "before": "5; 10,5",
    "on_the_day": "on",
    "head_after": "1",
    "chair_after": "3",
    "again_after": "5",
    "hour": "8",
    "by_mail": "on",
    "webhook_url": "https://kenh.example.vn/nhan",
    "webhook_secret": "một khóa đủ dài để ký",
    "version": "0",
}


@pytest.fixture
def browser(administrator):
    return signed_in(administrator)


def test_the_administrator_sets_the_steps(browser, organised):
    assert "Trước hạn 15, 7, 3 ngày làm việc" in browser.get(PAGE).content.decode()
    assert browser.post(PAGE, TYPED).status_code == 302
    row = FollowUp.objects.get()
    assert (row.office, row.before, row.days_before, row.hour) == (organised.commune, "10, 5", (5, 10), 8)
    page = browser.get(PAGE).content.decode()
    assert "Trước hạn 10, 5 ngày làm việc" in page
    assert "một khóa" not in page
    # A blank secret keeps the one that is there.
    assert browser.post(PAGE, TYPED | {"webhook_secret": "", "version": "1"}).status_code == 302
    assert FollowUp.objects.get().webhook_secret == TYPED["webhook_secret"]
    trail = Entry.objects.filter(action="notices.set_follow_up").order_by("pk").first()
    assert "một khóa" not in str(trail.changes)


def test_two_who_change_it_do_not_overwrite_each_other(browser):
    browser.post(PAGE, TYPED)
    answer = browser.post(PAGE, TYPED | {"hour": "9"})
    assert answer.status_code == 409
    assert "Người khác vừa đổi" in answer.content.decode()
    assert FollowUp.objects.get().hour == 8


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("before", "15, bảy", "cách nhau bằng dấu phẩy"),
        ("before", "0", "cách nhau bằng dấu phẩy"),
        ("before", "61", "cách nhau bằng dấu phẩy"),
        ("before", "²", "cách nhau bằng dấu phẩy"),
        ("hour", "24", "23"),
        ("head_after", "0", "1"),
        ("head_after", "9", "không sớm hơn"),
        ("webhook_url", "http://kenh.example.vn/", "https://"),
        ("webhook_url", "https://a:b@kenh.example.vn/", "https://"),
        ("webhook_url", "https://[::1", "https://"),
        ("webhook_url", "https://kenh.example.vn:99999/", "https://"),
        ("webhook_secret", "ngắn", "ít nhất 16"),
        ("webhook_secret", "", "khóa ký"),
    ],
)
def test_what_makes_no_sense_is_refused(browser, field, typed, sentence):
    answer = browser.post(PAGE, TYPED | {field: typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not FollowUp.objects.exists()


def test_officers_read_it_and_change_nothing(people):
    browser = signed_in(people[0])
    page = browser.get(PAGE).content.decode()
    assert "Các mốc nhắc" in page
    assert "<h2>Thay đổi</h2>" not in page
    assert browser.post(PAGE, TYPED).status_code == 403


def test_units_follow_the_nearest_office(organised):
    FollowUp.objects.create(office=organised.province, hour=9, before="20")
    FollowUp.objects.create(office=organised.commune, hour=6)
    follow_ups = FollowUps()
    division = organised.unit(organised.commune, "Phòng Kinh tế")
    assert [follow_ups.of(unit).hour for unit in (division, organised.commune, organised.ward)] == [6, 6, 9]
    assert (follow_ups.hours, follow_ups.longest_before) == ([6, 7, 9], 20)


def test_what_did_not_arrive_is_seen_and_sent_again(browser, organised, people):
    follow_up = FollowUp.objects.create(office=organised.commune)
    told(people, follow_up)
    Delivery.objects.update(made_at=NOW + timedelta(days=900))
    Delivery.objects.filter(person=people[0]).update(
        state=DeliveryState.GIVEN_UP, fault="Không nhận.", tries=12
    )
    page = browser.get(PAGE).content.decode()
    assert "không gửi được, đã thử 12 lần" in page
    assert browser.post(f"{PAGE}gui-lai/").status_code == 302
    assert not Delivery.objects.exclude(state=DeliveryState.WAITING).exists()


def test_a_person_chooses_what_he_gets(people):
    browser = signed_in(people[0])
    assert "mot@xa.gov.vn" in browser.get("/thong-bao/nhan-thu/").content.decode()
    assert browser.post("/thong-bao/nhan-thu/", {"kind": "all"}).status_code == 302
    assert MailChoice.objects.get().kind == "all"
    assert browser.post("/thong-bao/nhan-thu/", {"kind": "x"}).status_code == 422
    told(people)
    browser.post("/thong-bao/nhan-thu/", {"kind": "none"})
    told(people, key="digest.2026-07-28")
    assert Delivery.objects.filter(person=people[0]).count() == 1


def test_what_nobody_s_settings_sent_is_seen_by_the_house_of_its_reader(browser, people, organised):
    away = organised.person("xa-khac", (organised.ward, Role.OFFICER))
    for person in (people[0], away):
        Delivery.objects.create(
            channel="mail", person=person, key="notice.1", content={}, made_at=timezone.now(),
            next_at=timezone.now(), state=DeliveryState.GIVEN_UP, fault="Máy chủ thư không nhận.", tries=3,
        )  # fmt: skip
    page = browser.get(PAGE).content.decode()
    assert page.count("không gửi được, đã thử 3 lần") == 1
    assert str(people[0]) in page
    browser.post(f"{PAGE}gui-lai/")
    assert Delivery.objects.get(person=people[0]).state == DeliveryState.WAITING
    assert Delivery.objects.get(person=away).state == DeliveryState.GIVEN_UP


def test_what_left_long_ago_goes_and_what_waits_stays(people, organised):
    told(people)
    Delivery.objects.filter(person=people[0]).update(state=DeliveryState.SENT)
    assert forget_deliveries(now=NOW + timedelta(days=399), days=400) == 0
    assert forget_deliveries(now=NOW + timedelta(days=401), days=400) == 1
    assert Delivery.objects.count() == len(people) - 1
