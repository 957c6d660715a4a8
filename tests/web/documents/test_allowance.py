"""What counts, what is left of it, and who lets a document go beyond."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.web.documents.conftest import NOW, TODAY, Books, at, base_of, particulars
from tests.web.organisation import signed_in

from sauro_web.accounts.models import Succession, SuccessionKind, Unit
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.common.desk import waiting_for
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.allowance import Allowance, Base
from sauro_web.documents.models import BaselineMethod, CountingRule, RelationKind, RequestState
from sauro_web.documents.operations.drawing import draw_number
from sauro_web.documents.operations.relating import recall, relate
from sauro_web.documents.operations.requesting import ask_for_number, decide_request, withdraw_request
from sauro_web.documents.operations.reserving import cancel_number
from sauro_web.documents.operations.settling import count_baseline, set_baseline, set_counting_rule
from sauro_web.documents.queries.bases import versions_of_bases
from sauro_web.documents.queries.counting import allowance_of
from sauro_web.notices.models import Notice


def _allowance(count: int | None, counted: int, cut: str = "15") -> Allowance:
    base = None if count is None else Base(2025, count, "Báo cáo")
    return Allowance(2026, counted, base, Decimal(cut), "")


def test_the_allowance_is_exact() -> None:
    assert _allowance(55, 41).allowed == 46  # 46,75
    assert _allowance(100, 0, "15").allowed == 85
    assert _allowance(20, 0, "15").allowed == 17
    assert _allowance(3, 0, "33.33").allowed == 2
    assert _allowance(55, 41).said == (
        "Năm 2026 đã ban hành 41 văn bản trên 46 văn bản được ban hành để giảm 15 % so với 55 văn bản năm "
        "2025; còn 5 văn bản."
    )
    assert _allowance(55, 48).said.startswith("Năm 2026 đã ban hành 48 văn bản, vượt 2 văn bản")


def test_without_a_base_nothing_is_a_hundred_percent() -> None:
    for count in (None, 0):
        allowance = _allowance(count, 7)
        assert (allowance.allowed, allowance.left, allowance.is_used_up) == (None, None, False)
        assert "Chưa tính được" in allowance.said


def test_part_of_a_year_is_measured_by_the_same_part() -> None:
    base = Base(2025, 40, "Sổ nửa cuối năm", 7, 12)
    assert "từ tháng 7 đến tháng 12" in Allowance(2026, 3, base, Decimal(15), "").said


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [(9, 10, "giảm 10 %"), (12, 9, "tăng 33,3 %"), (5, 5, "không đổi"), (5, 0, "chưa tính")],
)
def test_the_same_days_of_last_year(now: int, before: int, words: str) -> None:
    assert words in Allowance(2026, now, None, Decimal(15), "", before).compared


def _counted(books: Books) -> int:
    return allowance_of(books.office, 2026, TODAY).counted


@pytest.mark.django_db
def test_what_counts_is_the_rule_of_the_office(books: Books) -> None:
    for kind in ("Kế hoạch", "Giấy mời", "Quyết định"):
        books.draw(kind, kind=kind)
    books.draw("Cấp phép", kind="Quyết định", is_procedure_result=True)
    books.draw("Quy phạm", series=books.decisions, kind="Quyết định")
    gone = books.draw("Hủy").document
    cancel_number(gone, reason="Nhầm", by=books.clerk, now=NOW)
    back = books.draw("Thu hồi").document
    assert _counted(books) == 4
    recall(back, reason="Sai", by=books.clerk, now=NOW)
    assert _counted(books) == 3
    letter = books.draw("Đính chính", kind="Công văn", symbol_part="VX").document
    relate(letter, RelationKind.CORRECTS, to="01/KH-UBND", reason="", by=books.clerk, now=NOW)
    assert _counted(books) == 4
    said = {
        "left_out": ["Giấy mời"], "counts_procedure_results": True, "counts_corrections": False,
        "counts_internal": False, "cut": Decimal("12.5"), "source": "Kế hoạch số 10/KH-UBND",
        "by": books.leader,
    }  # fmt: skip
    with pytest.raises(NotReady, match="lý do"):
        set_counting_rule(books.office, reason=" ", now=NOW, **said)
    set_counting_rule(books.office, reason="Theo hướng dẫn của tỉnh", now=NOW, **said)
    stands = allowance_of(books.office, 2026, TODAY)
    assert (stands.counted, stands.cut) == (3, Decimal("12.5"))
    assert "không tính giấy mời" in stands.wording
    assert "không tính văn bản đính chính" in stands.wording
    with pytest.raises(NotAllowed):
        set_counting_rule(books.office, reason="Gì đó", now=NOW, **(said | {"by": books.clerk}))
    set_counting_rule(books.office, reason="Lần sau", now=at(date(2026, 7, 1)), **said)
    assert CountingRule.objects.count() == 2
    assert allowance_of(books.office, 2026, date(2026, 6, 14)).counted == 4


@pytest.mark.django_db
def test_a_base_is_typed_with_its_source_or_counted(books: Books) -> None:
    with pytest.raises(NotReady, match="nguồn"):
        base_of(books, 10, source=" ")
    with pytest.raises(NotReady, match="đã hết"):
        set_baseline(
            books.office,
            2026,
            counts={"": 5},
            first_month=1,
            last_month=12,
            source="x",
            by=books.leader,
            now=NOW,
        )
    base_of(books, 55)
    assert allowance_of(books.office, 2026, TODAY).allowed == 46
    for month in (1, 2, 2):
        books.draw("Năm nay", issued_on=date(2026, month, 5), now=at(date(2026, month, 5)))
    rows = count_baseline(books.office, 2026, by=books.leader, now=at(date(2027, 1, 4)))
    assert [(row.kind, row.count, row.method) for row in rows] == [("Kế hoạch", 3, BaselineMethod.COUNTED)]
    next_year = allowance_of(books.office, 2027, date(2027, 1, 31))
    assert (next_year.allowed, next_year.same_period) == (2, 1)


@pytest.mark.django_db
def test_a_base_is_corrected_for_a_reason_and_every_version_stays(books: Books) -> None:
    base_of(books, 55)
    with pytest.raises(NotReady, match="lý do sửa"):
        base_of(books, 60)
    base_of(books, 60, source="Báo cáo số 10/BC-UBND", reason="Đếm thiếu tháng 12")
    last, first = versions_of_bases(books.office)
    assert (first.year, first.before, first.after, first.reason) == (2025, None, 55, "")
    assert (last.before, last.after, last.source) == (55, 60, "Báo cáo số 10/BC-UBND")
    assert (last.by, last.reason) == (str(books.leader), "Đếm thiếu tháng 12")
    assert last.at >= first.at
    page = signed_in(books.leader).get(reverse("documents:settings")).content.decode()
    assert "Đếm thiếu tháng 12" in page
    assert allowance_of(books.office, 2026, TODAY).base.count == 60


@pytest.mark.django_db
def test_the_base_of_an_office_that_is_gone_is_said_by_its_successor(books: Books) -> None:
    base_of(books, 50)
    (gone,) = plant(
        books.office.province, [Body(books.office.kind, "Ủy ban nhân dân xã Khe Trúc")], valid_from=FIRST_DAY
    )
    said = {"counts": {"": 30}, "first_month": 1, "last_month": 12, "source": "Báo cáo số 4/BC-UBND"}
    with pytest.raises(NotAllowed):
        set_baseline(gone, 2025, **said, by=books.leader, now=NOW)
    Unit.objects.filter(pk=gone.pk).update(valid_to=date(2026, 2, 28))
    gone.refresh_from_db()
    Succession.objects.create(
        predecessor=gone, successor=books.office, kind=SuccessionKind.MERGED, on=date(2026, 3, 1)
    )
    assert allowance_of(books.office, 2026, TODAY).base is None
    form = signed_in(books.leader).get(reverse("documents:change_baseline")).content.decode()
    assert gone.label in form
    with pytest.raises(NotAllowed):
        set_baseline(gone, 2025, **said, by=books.outsider, now=NOW)
    set_baseline(gone, 2025, **said, by=books.leader, now=NOW)
    assert allowance_of(books.office, 2026, TODAY).base.count == 80


@pytest.mark.django_db
def test_beyond_the_allowance_the_leader_decides(books: Books) -> None:
    base_of(books, 2)
    books.draw("Văn bản duy nhất")
    with pytest.raises(NotReady, match="đã đủ mức"):
        books.draw("Thêm nữa")
    assert books.draw("Quy phạm", series=books.decisions, kind="Quyết định").document.number == 1
    said = {
        "kind": "Kế hoạch", "why_needed": "Phòng chống bão", "drafting_unit": books.culture,
        "is_procedure_result": False, "now": NOW,
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        ask_for_number(books.administrative, subject="Bão", by=books.outsider, **said)
    request = ask_for_number(books.administrative, subject="Phòng chống bão", by=books.drafter, **said)
    assert (request.state, request.counted, request.allowed) == (RequestState.ABOVE, 1, 1)
    with pytest.raises(NotReady, match="chờ lãnh đạo"):
        books.draw("Phòng chống bão", request=request)
    (thing,) = [one for span in waiting_for(books.leader, on=TODAY) for one in span.things]
    assert "đã ban hành 1 trên 1" in thing.reason
    for person in (books.drafter, books.clerk, books.outsider):
        with pytest.raises(NotAllowed):
            decide_request(request, granted=True, answer="Được", by=person, now=NOW)
    request = decide_request(request, granted=True, answer="Thiên tai, cần ngay", by=books.leader, now=NOW)
    assert Notice.objects.filter(person=books.drafter, text__contains="đồng ý cấp số").exists()
    with pytest.raises(NotReady, match="đúng như trong đề nghị"):
        books.draw("Việc khác", request=request)
    document = books.draw("Phòng chống bão", request=request).document
    request.refresh_from_db()
    assert (request.state, request.document) == (RequestState.DRAWN, document)
    with pytest.raises(NotReady):
        books.draw("Phòng chống bão", request=request)


@pytest.mark.django_db
def test_a_request_is_refused_or_taken_back(books: Books) -> None:
    base_of(books, 1)
    said = {
        "kind": "Báo cáo", "why_needed": "Theo yêu cầu", "drafting_unit": None, "is_procedure_result": False,
        "by": books.drafter, "now": NOW,
    }  # fmt: skip
    first = ask_for_number(books.administrative, subject="Một", **said)
    second = ask_for_number(books.administrative, subject="Hai", **said)
    refused = decide_request(first, granted=False, answer="Ghép vào báo cáo quý", by=books.leader, now=NOW)
    assert refused.state == RequestState.REFUSED
    with pytest.raises(NotAllowed):
        withdraw_request(second, by=books.clerk, now=NOW)
    assert withdraw_request(second, by=books.drafter, now=NOW).state == RequestState.WITHDRAWN
    with pytest.raises(NotReady):
        draw_number(
            books.administrative, particulars("Một", kind="Báo cáo"), by=books.clerk, now=NOW, request=refused
        )
