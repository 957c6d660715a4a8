"""A plan of the made-up commune, and people around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.web.organisation import Organisation, signed_in
from tests.web.put_back import made_once

from sauro_web.accounts.models import Role, User
from sauro_web.plans import operations, queries
from sauro_web.plans.models import ImportedPlan, PlanState, Suggestion, SuggestionKind

NOW = datetime(2026, 6, 15, 2, 30, tzinfo=UTC)

HTMX: dict[str, Any] = {"headers": {"HX-Request": "true"}}
"""How a browser with script asks for a part of a page."""

PLAN = """\
ỦY BAN NHÂN DÂN
XÃ MAI LĨNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 57/KH-UBND
Mai Lĩnh, ngày 02 tháng 6 năm 2026
KẾ HOẠCH
Rút gọn giấy tờ và hội họp của xã năm 2026
Thực hiện Kế hoạch số 12/KH-UBND ngày 08/5/2026 của Ủy ban nhân dân tỉnh Đông Giang, Ủy ban nhân dân xã \
ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Giảm tối thiểu 15% số lượng văn bản hành chính so với năm 2025.
II. NHIỆM VỤ
1. Rà soát các loại báo cáo đang yêu cầu thôn gửi về xã
- Đơn vị chủ trì: Phòng Văn hóa - Xã hội
- Đơn vị phối hợp: Phòng Kinh tế; các thôn
- Thời gian hoàn thành: Trước ngày 30/7/2026
- Sản phẩm: Danh mục báo cáo được bãi bỏ
2. Gộp các cuộc họp giao ban trong tuần thành một cuộc
- Đơn vị chủ trì: Phòng Kinh tế; Phòng Văn hóa - Xã hội
- Thời gian hoàn thành: Quý III/2026
3. Cập nhật hồ sơ công việc lên phần mềm dùng chung
- Đơn vị chủ trì: Các phòng, đơn vị thuộc xã
- Thời gian hoàn thành: Thường xuyên
- Sản phẩm: Hồ sơ điện tử
4. Niêm yết quy trình tiếp công dân tại trụ sở
- Đơn vị chủ trì: Tổ công tác số 3
- Thời gian hoàn thành: Tháng 8/2026
III. TỔ CHỨC THỰC HIỆN
1. Các cơ quan, đơn vị báo cáo Phòng Văn hóa - Xã hội định kỳ hằng quý trước ngày 20 tháng cuối quý.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Ngô Thị Lệ Quyên
"""


ABOVE = """\
ỦY BAN NHÂN DÂN
TỈNH ĐÔNG GIANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Đông Giang, ngày 08 tháng 5 năm 2026
KẾ HOẠCH
Rút gọn giấy tờ và hội họp năm 2026
Ủy ban nhân dân tỉnh Đông Giang ban hành Kế hoạch như sau:
II. NHIỆM VỤ
1. Các sở, ban, ngành và UBND các xã, phường
a) Xây dựng, ban hành kế hoạch thực hiện của cơ quan, địa phương trong tháng 5 năm 2026.
b) Gộp các cuộc họp giao ban trong tuần thành một cuộc.
c) Rà soát bến khách ngang sông, công bố luồng tuyến an toàn.
d) Giảm tối thiểu 20% số lượng văn bản hành chính so với năm 2025.
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Hai
"""


@pytest.fixture
def coordinator(organised: Organisation) -> User:
    """Who follows the plans of the commune."""
    unit = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    return organised.person("theodoi", (unit, Role.COORDINATOR))


@pytest.fixture
def neighbour(organised: Organisation) -> User:
    """Who follows the plans of the ward next door."""
    return organised.person("phuongben", (organised.ward, Role.COORDINATOR))


@pytest.fixture
def uploaded(organised: Organisation, coordinator: User) -> ImportedPlan:
    """The plan above, read and not yet reviewed."""

    def upload() -> ImportedPlan:
        data, office = PLAN.encode(), organised.commune
        return operations.upload_plan(data, "ke-hoach.txt", office=office, by=coordinator, now=NOW).plan

    return made_once(upload, organised, coordinator)


@pytest.fixture
def duty(uploaded: ImportedPlan) -> Callable[[str], Suggestion]:
    """The task whose wording begins so."""

    def find(beginning: str) -> Suggestion:
        tasks = uploaded.suggestions.filter(kind=SuggestionKind.TASK)
        return next(task for task in tasks if task.value["text"].startswith(beginning))

    return find


@pytest.fixture
def leader(organised: Organisation) -> User:
    """The chairperson of the commune."""
    return organised.person("chutich", (organised.commune, Role.LEADER))


@pytest.fixture
def browser(coordinator: User) -> Client:
    """Of whoever follows the plans."""
    return signed_in(coordinator)


def words_of(response: HttpResponse) -> str:
    """What a page says."""
    return response.content.decode()


@pytest.fixture
def follower(organised: Organisation) -> User:
    """Who follows the plans of the province."""
    unit = organised.unit(organised.province, "Sở Tài chính")
    return organised.person("theodoitinh", (unit, Role.COORDINATOR))


@pytest.fixture
def above(organised: Organisation, follower: User) -> ImportedPlan:
    """The plan of the province, in force."""
    plan = operations.upload_plan(
        ABOVE.encode(), "tinh.txt", office=organised.province, by=follower, now=NOW
    ).plan
    return put_in_force(plan, "12", date(2026, 5, 8))


@pytest.fixture
def own(organised: Organisation, coordinator: User, above: ImportedPlan) -> ImportedPlan:
    """That of the commune, which cites it."""
    data = PLAN.encode()
    return operations.upload_plan(data, "xa.txt", office=organised.commune, by=coordinator, now=NOW).plan


def put_in_force(plan: ImportedPlan, number: str, day: date) -> ImportedPlan:
    """The plan under its number, its work given."""
    plan.state, plan.number, plan.symbol = PlanState.ISSUED, number, "KH-UBND"
    plan.issued_on, plan.units_told_at = day, NOW
    plan.save()
    return plan


def verdicts(plan: ImportedPlan) -> dict[str, str]:
    """What became of each demand of the plan above, by its path or name."""
    compared = queries.coverage_of(plan)
    assert compared is not None
    return {
        row.parents[0].path or row.name: row.verdict.value for row in compared.coverage.rows if row.parents
    }
