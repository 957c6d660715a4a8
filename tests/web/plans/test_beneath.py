"""Which offices beneath have issued a plan of their own: odd cases of the list, its ways, its spreadsheet."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook
from tests.web.organisation import TODAY, Organisation, signed_in
from tests.web.plans.conftest import ABOVE, NOW, PLAN, put_in_force, words_of

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.operations.successions import merge_units
from sauro_web.accounts.organisation import Body
from sauro_web.plans import operations, queries
from sauro_web.plans.models import ImportedPlan, Origin, PlanState
from sauro_web.plans.queries.beneath import Below, Carried

pytestmark = pytest.mark.django_db

JUNE = date(2026, 6, 2)


def below(plan: ImportedPlan, by: User, on: date = TODAY) -> Below:
    return queries.plans_below(ImportedPlan.objects.get(pk=plan.pk), by=by, on=on)


def row_of(found: Below, unit: Unit) -> Carried:
    return next(row for row in found.rows if row.unit == unit)


def another(own: ImportedPlan, by: User, number: str, **fields: object) -> ImportedPlan:
    """Another plan of the same office that carries out the same."""
    data = PLAN.replace("57/KH", f"{number}/KH").encode()
    made = operations.upload_plan(data, f"{number}.txt", office=own.office, by=by, now=NOW).plan
    ImportedPlan.objects.filter(pk=made.pk).update(parent=own.parent_id, **fields)
    return ImportedPlan.objects.get(pk=made.pk)


def test_two_plans_of_one_office_are_one_row(
    own: ImportedPlan, above: ImportedPlan, organised: Organisation, follower: User, coordinator: User
) -> None:
    put_in_force(own, "57", date(2026, 5, 20))
    put_in_force(another(own, coordinator, "61"), "61", JUNE)
    found = below(above, follower)
    row = row_of(found, organised.commune)
    assert (found.issued, len(found.rows)) == (1, len({row.unit for row in found.rows}))
    assert [one.reference for one in row.plans] == ["61/KH-UBND", "57/KH-UBND"]
    assert not row.is_late
    page = words_of(signed_in(follower).get(f"/ke-hoach/{above.pk}/cap-duoi/"))
    assert "còn Kế hoạch số 57/KH-UBND ngày 20/05/2026" in page


def test_a_plan_that_was_replaced_does_not_make_its_successor_late(
    own: ImportedPlan, above: ImportedPlan, organised: Organisation, follower: User, coordinator: User
) -> None:
    put_in_force(own, "57", date(2026, 5, 20))
    ImportedPlan.objects.filter(pk=own.pk).update(state=PlanState.REPLACED)
    alone = row_of(below(above, follower), organised.commune)
    assert alone.has_issued
    put_in_force(another(own, coordinator, "61"), "61", JUNE)
    row = row_of(below(above, follower), organised.commune)
    assert row.current is not None
    assert (row.current.reference, row.is_late) == ("61/KH-UBND", False)


def test_what_was_put_aside_counts_for_nothing(
    own: ImportedPlan, above: ImportedPlan, follower: User
) -> None:
    put_in_force(own, "57", JUNE)
    ImportedPlan.objects.filter(pk=own.pk).update(state=PlanState.DISCARDED)
    assert below(above, follower).issued == 0


def test_a_draft_that_was_sent_up_is_not_issued(
    above: ImportedPlan, organised: Organisation, follower: User
) -> None:
    data = PLAN.replace("Số: 57/KH-UBND", "Số:     /KH-UBND").encode()
    sent = operations.upload_plan(data, "gui.txt", office=organised.province, by=follower, now=NOW).plan
    ImportedPlan.objects.filter(pk=sent.pk).update(parent=above, origin=Origin.RECEIVED)
    found = below(above, follower)
    row = row_of(found, organised.commune)
    assert row.plans
    assert not row.has_issued
    assert row in found.waiting
    assert row.is_late
    page = words_of(signed_in(follower).get(f"/ke-hoach/{above.pk}/cap-duoi/?xem=chua"))
    assert "dự thảo, chưa có số" in page


def test_number_and_day_of_a_plan_sent_up_are_shown_as_read(
    above: ImportedPlan, organised: Organisation, follower: User
) -> None:
    data = PLAN.encode()
    sent = operations.upload_plan(data, "gui.txt", office=organised.province, by=follower, now=NOW).plan
    ImportedPlan.objects.filter(pk=sent.pk).update(parent=above, origin=Origin.RECEIVED)
    row = row_of(below(above, follower), organised.commune)
    assert row.current is not None
    assert (row.current.reference, row.current.day, row.is_late) == ("57/KH-UBND", JUNE, True)


def test_an_issuer_named_with_its_province_is_the_same_office(
    above: ImportedPlan, organised: Organisation, follower: User
) -> None:
    data = PLAN.encode()
    sent = operations.upload_plan(data, "gui.txt", office=organised.province, by=follower, now=NOW).plan
    name = "UBND xã Mai Lĩnh, tỉnh Đông Giang"
    ImportedPlan.objects.filter(pk=sent.pk).update(parent=above, origin=Origin.RECEIVED, issuer=name)
    found = below(above, follower)
    assert row_of(found, organised.commune).has_issued
    assert not found.others


def test_the_plan_of_a_merged_office_is_told_at_its_successor(
    own: ImportedPlan, above: ImportedPlan, organised: Organisation, follower: User
) -> None:
    put_in_force(own, "57", date(2026, 5, 20))
    day = date(2026, 6, 10)
    merge_units([organised.commune], by=None, into=organised.ward, first_day=day, on=TODAY)
    found = below(above, follower)
    assert organised.commune not in {row.unit for row in found.rows}
    row = row_of(found, organised.ward)
    assert not row.has_issued
    assert [(one.reference, one.is_inherited) for one in row.former] == [("57/KH-UBND", True)]
    assert not found.others
    page = words_of(signed_in(follower).get(f"/ke-hoach/{above.pk}/cap-duoi/"))
    assert "có Kế hoạch số 57/KH-UBND ngày 20/05/2026 của cơ quan trước sắp xếp" in page


def test_plans_that_carry_out_what_was_replaced_are_told(
    own: ImportedPlan, above: ImportedPlan, organised: Organisation, follower: User
) -> None:
    put_in_force(own, "57", date(2026, 5, 20))
    data = ABOVE.replace("12/KH", "30/KH").encode()
    later = operations.upload_plan(data, "moi.txt", office=organised.province, by=follower, now=NOW).plan
    later.amends = above
    put_in_force(later, "30", date(2026, 6, 1))
    ImportedPlan.objects.filter(pk=above.pk).update(state=PlanState.REPLACED)
    row = row_of(below(later, follower), organised.commune)
    assert [one.reference for one in row.former] == ["57/KH-UBND"]
    browser = signed_in(follower)
    page = words_of(browser.get(f"/ke-hoach/{later.pk}/cap-duoi/"))
    assert "thực hiện kế hoạch trước" in page
    page = words_of(browser.get(f"/ke-hoach/{above.pk}/cap-duoi/"))
    assert "Kế hoạch này đã được thay thế" in page
    assert "Tải công văn đôn đốc" not in page
    answer = browser.get(f"/ke-hoach/{above.pk}/cap-duoi/cong-van/")
    assert answer.status_code != 200


def test_a_plan_that_cites_a_wrong_number_is_marked(
    own: ImportedPlan, above: ImportedPlan, organised: Organisation, follower: User, coordinator: User
) -> None:
    data = PLAN.replace("Kế hoạch số 12/KH-UBND", "Kế hoạch số 21/KH-UBND").replace("57/KH", "58/KH")
    wrong = operations.upload_plan(
        data.encode(), "sai.txt", office=organised.commune, by=coordinator, now=NOW
    ).plan
    assert wrong.parent is None
    ImportedPlan.objects.filter(pk=wrong.pk).update(parent=above)
    operations.compare_plan(wrong.pk)
    put_in_force(ImportedPlan.objects.get(pk=wrong.pk), "58", JUNE)
    page = words_of(signed_in(follower).get(f"/ke-hoach/{above.pk}/cap-duoi/"))
    assert "không dẫn số của kế hoạch cấp trên" in page


def test_offices_that_were_not_asked_stand_apart(
    own: ImportedPlan, above: ImportedPlan, organised: Organisation, follower: User
) -> None:
    asked = ABOVE.replace("Các sở, ban, ngành và UBND các xã, phường", "Các sở, ban, ngành")
    plan = operations.upload_plan(
        asked.encode(), "so.txt", office=organised.province, by=follower, now=NOW
    ).plan
    put_in_force(plan, "13", date(2026, 5, 8))
    ImportedPlan.objects.filter(pk=own.pk).update(parent=plan)
    own.refresh_from_db()
    put_in_force(own, "57", JUNE)
    found = below(plan, follower)
    assert organised.commune not in {row.unit for row in found.rows}
    assert [(row.unit, row.is_late) for row in found.others] == [(organised.commune, False)]
    assert found.issued == 0
    page = words_of(signed_in(follower).get(f"/ke-hoach/{plan.pk}/cap-duoi/"))
    assert "Cơ quan khác đã có kế hoạch thực hiện" in page


def test_a_plan_that_asks_nobody_lists_all_and_only_requests(organised: Organisation, follower: User) -> None:
    text = ABOVE.replace("Xây dựng, ban hành kế hoạch thực hiện của cơ quan", "Phổ biến nội dung ở cơ quan")
    plan = operations.upload_plan(
        text.encode(), "khong.txt", office=organised.province, by=follower, now=NOW
    ).plan
    put_in_force(plan, "14", date(2026, 5, 8))
    found = below(plan, follower)
    assert (found.is_asked, found.dues) == (False, [])
    assert organised.commune in {row.unit for row in found.rows}
    page = words_of(signed_in(follower).get(f"/ke-hoach/{plan.pk}/cap-duoi/"))
    assert "không yêu cầu cơ quan nào ban hành kế hoạch riêng" in page


def test_a_plan_from_above_asks_no_unit_that_it_does_not_name(
    organised: Organisation, coordinator: User
) -> None:
    plan = operations.upload_plan(
        ABOVE.encode(), "tinh.txt", office=organised.commune, by=coordinator, now=NOW
    ).plan
    ImportedPlan.objects.filter(pk=plan.pk).update(origin=Origin.RECEIVED)
    plan.refresh_from_db()
    put_in_force(plan, "12", date(2026, 5, 8))
    found = below(plan, coordinator)
    assert not found.rows
    assert not found.others


def test_a_commune_asks_the_units_that_it_names(organised: Organisation, coordinator: User) -> None:
    duty = "Rà soát các loại báo cáo đang yêu cầu thôn gửi về xã"
    own_plan = "Xây dựng, ban hành kế hoạch thực hiện Kế hoạch này"
    text = PLAN.replace(duty, own_plan)
    plan = operations.upload_plan(text.encode(), "x.txt", office=organised.commune, by=coordinator, now=NOW)
    put_in_force(plan.plan, "57", JUNE)
    found = below(plan.plan, coordinator)
    assert [row.name for row in found.rows] == ["Phòng Văn hóa - Xã hội"]
    assert found.dues == [date(2026, 7, 30)]


def test_units_of_a_commune_issue_no_plan_unless_they_are_asked(own: ImportedPlan, coordinator: User) -> None:
    put_in_force(own, "57", JUNE)
    assert not below(own, coordinator).rows
    browser = signed_in(coordinator)
    page = words_of(browser.get(f"/ke-hoach/{own.pk}/cap-duoi/"))
    assert "không giao cơ quan cấp dưới nào ban hành kế hoạch riêng" in page
    assert browser.get(f"/ke-hoach/{own.pk}/cap-duoi/cong-van/").status_code == 409


def test_an_office_does_not_send_its_own_plan_back_to_itself(own: ImportedPlan, coordinator: User) -> None:
    put_in_force(own, "57", JUNE)
    plan = another(own, coordinator, "61")
    ImportedPlan.objects.filter(pk=plan.pk).update(parent=own)
    operations.compare_plan(plan.pk)
    browser = signed_in(coordinator)
    page = words_of(browser.get(f"/ke-hoach/{plan.pk}/doi-chieu/"))
    assert "Tải công văn góp ý" not in page
    assert browser.get(f"/ke-hoach/{plan.pk}/doi-chieu/gop-y/").status_code == 403


@pytest.fixture
def many(organised: Organisation, own: ImportedPlan, above: ImportedPlan) -> list[Unit]:
    """A hundred communes more; every third has issued its plan."""
    bodies = [Body(UnitKind.COMMUNE, f"Ủy ban nhân dân xã Số {number:03}") for number in range(100)]
    units = plant(organised.province, bodies, valid_from=FIRST_DAY)
    operations.compare_plan(own.pk)
    for number, unit in enumerate(units):
        if number % 3 == 0:
            _issue_alike(own, unit, number)
    return units


def _issue_alike(own: ImportedPlan, unit: Unit, number: int) -> None:
    """The same plan once more, of another office."""
    plan = ImportedPlan.objects.get(pk=own.pk)
    reading, coverage = plan.reading, plan.coverage
    plan.pk, plan.office, plan.digest, plan.issuer = None, unit, f"{number:064}", unit.name
    put_in_force(plan, str(number + 1), date(2026, 4, 28) + timedelta(days=number // 3))
    reading.pk = coverage.pk = plan.pk
    reading.save(force_insert=True)
    coverage.save(force_insert=True)


def test_a_hundred_offices_are_asked_for_at_once(
    many: list[Unit], above: ImportedPlan, follower: User
) -> None:
    browser = signed_in(follower)
    address = f"/ke-hoach/{above.pk}/cap-duoi/"
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = words_of(browser.get(address))
    assert page.count("Ủy ban nhân dân xã Số") == 100
    assert len(asked) == FIXED


FIXED = 17


def test_the_list_is_narrowed_and_sorted(many: list[Unit], above: ImportedPlan, follower: User) -> None:
    browser, address = signed_in(follower), f"/ke-hoach/{above.pk}/cap-duoi/"
    page = words_of(browser.get(address + "?xem=chua"))
    assert page.count("Ủy ban nhân dân xã Số") == 66
    page = words_of(browser.get(address + "?xem=roi&xep=ngay"))
    assert page.count("Ủy ban nhân dân xã Số") == 34
    assert page.index("xã Số 000") < page.index("xã Số 003") < page.index("xã Số 099")
    assert browser.get(address + "?xem=gi&xep=gi").status_code == 200
    found = below(above, follower)
    assert found.issued + len(found.waiting) == len(found.rows)


def test_the_list_as_a_spreadsheet(many: list[Unit], above: ImportedPlan, follower: User) -> None:
    answer = signed_in(follower).get(f"/ke-hoach/{above.pk}/cap-duoi/?dang=xlsx&xem=roi")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert len(rows) == 34
    assert rows[0][1:6] == (
        "Ủy ban nhân dân xã Số 000",
        "đã ban hành",
        rows[0][3],
        "1/KH-UBND",
        rows[0][5],
    )


def test_who_is_shown_the_list(
    own: ImportedPlan, above: ImportedPlan, organised: Organisation, follower: User, coordinator: User
) -> None:
    put_in_force(own, "57", JUNE)
    finance = organised.unit(organised.province, "Sở Tài chính")
    address = f"/ke-hoach/{above.pk}/cap-duoi/"
    seen = {
        "superior": follower,
        "head": organised.person("chutichtinh", (organised.province, Role.LEADER)),
        "own leader": organised.person("chutichxa", (organised.commune, Role.LEADER)),
        "other leader": organised.person("chutichphuong", (organised.ward, Role.LEADER)),
        "clerk": organised.person("nhanvien", (finance, Role.OFFICER)),
        "nobody": organised.person("khongai"),
    }
    listed = {name: signed_in(person).get(address).status_code for name, person in seen.items()}
    assert listed == {
        "superior": 200, "head": 200, "own leader": 403, "other leader": 403, "clerk": 403, "nobody": 404,
    }  # fmt: skip
    compared = {
        name: signed_in(person).get(f"/ke-hoach/{own.pk}/doi-chieu/").status_code
        for name, person in seen.items()
    }
    assert compared == {
        "superior": 200, "head": 200, "own leader": 200, "other leader": 404, "clerk": 404, "nobody": 404,
    }  # fmt: skip


def test_the_letter_says_what_plan_it_is_about_and_only_requests_where_none_was_asked(
    organised: Organisation, follower: User, above: ImportedPlan
) -> None:
    text = letter_text(above, follower)
    assert "đôn đốc ban hành kế hoạch thực hiện Kế hoạch số 12/KH-UBND" in text
    assert "phải ban hành kế hoạch của mình, chậm nhất ngày 31/5/2026" in text
    assert "yêu cầu các cơ quan nêu trên" in text
    silent = ABOVE.replace("Xây dựng, ban hành kế hoạch thực hiện của cơ quan", "Phổ biến nội dung ở cơ quan")
    plan = operations.upload_plan(
        silent.encode(), "khong.txt", office=organised.province, by=follower, now=NOW
    ).plan
    text = letter_text(put_in_force(plan, "14", date(2026, 5, 8)), follower)
    assert "phải ban hành" not in text
    assert "đề nghị các cơ quan nêu trên" in text


def letter_text(plan: ImportedPlan, by: User) -> str:
    answer = signed_in(by).get(f"/ke-hoach/{plan.pk}/cap-duoi/cong-van/")
    document = Document(BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = " ".join([*(one.text for one in document.paragraphs), *cells])
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())
