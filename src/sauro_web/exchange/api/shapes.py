"""What the interface gives: one shape for each kind of answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

__all__ = [
    "ChangesOut",
    "CountsOut",
    "DeskOut",
    "ExtensionOut",
    "HappenedOut",
    "HistoryOut",
    "MeOut",
    "NoteOut",
    "NudgeOut",
    "NudgesOut",
    "ObstacleOut",
    "PartFullOut",
    "PartOut",
    "PartsOut",
    "PersonOut",
    "PlanOut",
    "PlanProgressOut",
    "PlansOut",
    "ProblemOut",
    "TaskFullOut",
    "TaskOut",
    "TasksOut",
    "UnitOut",
    "UnitWorkOut",
    "UnitsOut",
]


class FieldFault(Schema):
    """Một trường chưa đúng."""

    field: str = Field(description="Tên trường hoặc tham số")
    message: str = Field(description="Sai ở đâu, sửa thế nào")


class ProblemOut(Schema):
    """Lỗi theo RFC 9457 (application/problem+json)."""

    type: str
    title: str
    status: int
    code: str = Field(description="Mã lỗi cho chương trình: not_found, conflict, not_ready, refused_input …")
    detail: str = Field(description="Câu tiếng Việt: sai ở đâu, cần làm gì")
    instance: str
    fields: list[FieldFault] = Field(default=[], description="Từng trường chưa đúng (422)")
    current: dict[str, Any] | None = Field(
        None, description="Phần việc hiện nay, khi người khác vừa sửa (409)"
    )


class UnitOut(Schema):
    """Đơn vị."""

    id: int
    name: str
    short_name: str
    kind: str = Field(description="Loại: province, commune, department, division …")
    area_code: str = Field(description="Mã đơn vị hành chính")
    identifier: str = Field(description="Mã định danh điện tử")


class UnitsOut(Schema):
    """Các đơn vị tìm thấy."""

    items: list[UnitOut]


class PersonOut(Schema):
    """Người."""

    id: int
    name: str


class PlanRef(Schema):
    """Kế hoạch nguồn của việc."""

    id: int
    reference: str = Field(description="Số, ký hiệu")
    issued_on: date | None


class PartOut(Schema):
    """Phần việc của một đơn vị."""

    id: int
    version: int = Field(description="Gửi lại khi ghi, để không ghi đè thay đổi của người khác")
    task_id: int
    text: str = Field(description="Nội dung việc")
    product: str = Field(description="Sản phẩm phải có")
    due_text: str = Field(description="Thời hạn như trong văn bản giao")
    plan: PlanRef | None
    source: str = Field(description="Văn bản nguồn như khi viện dẫn")
    unit: UnitOut
    part: str = Field(description="lead chủ trì, cooperating phối hợp, informed để biết")
    answers_alone: bool = Field(description="Đơn vị duy nhất chịu trách nhiệm chính")
    state: str = Field(description="Trạng thái: assigned, received, working, submitted, finished …")
    state_name: str
    percent: int
    officer: PersonOut | None = Field(description="Người thụ lý")
    due_on: date | None = Field(description="Hạn hiện nay")
    ends_on: date | None = Field(description="Ngày cuối cùng còn đúng hạn (dời qua ngày nghỉ)")
    first_due_on: date | None = Field(description="Hạn giao ban đầu")
    timing: str = Field(
        description="So với hạn: in_time, finished_late, soon, in_term, late_started, late_not_started, "
        "no_deadline, not_counted"
    )
    timing_name: str
    days_late: int = Field(description="Số ngày làm việc quá hạn")
    handed_in: str = Field(description="Sản phẩm đã trình")
    handed_in_on: date | None
    received_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    recognised_at: datetime | None
    ended: bool = Field(description="Kế hoạch sửa đổi không còn giao phần việc này")
    goes_on: bool = Field(description="Việc thường xuyên, định kỳ; làm theo từng kỳ")
    series_id: int | None = Field(description="Phần việc định kỳ mà kỳ này thuộc về")
    page: str = Field(description="Trang của việc trong phần mềm")


class PartsOut(Schema):
    """Một trang phần việc."""

    items: list[PartOut]
    next: str | None = Field(description="Gửi lại ở tham số trang để lấy trang sau; null là hết")
    previous: str | None


class StepOut(Schema):
    """Bước làm được với phần việc."""

    slug: str
    label: str
    needs_reason: bool


class ExtensionOut(Schema):
    """Đề nghị gia hạn."""

    id: int
    part_id: int
    until: date
    reason: str
    asked_by: str
    asked_at: datetime
    granted: bool | None = Field(description="null: chưa quyết định")
    granted_until: date | None
    answer: str


class ObstacleOut(Schema):
    """Vướng mắc."""

    id: int
    part_id: int
    text: str
    proposal: str
    to: UnitOut = Field(description="Đơn vị giải quyết")
    answer_by: date
    raised_by: str
    raised_at: datetime
    answer: str
    answered_at: datetime | None
    closed_at: datetime | None


class NoteOut(Schema):
    """Ghi chú, tiến độ."""

    id: int
    part_id: int
    at: datetime
    by: str
    text: str
    percent: int | None
    interim: bool = Field(description="Trả lời bước đầu")


class PartFullOut(PartOut):
    """Phần việc, kèm những gì làm được với nó."""

    steps: list[StepOut] = Field(description="Các bước người được làm thay làm được lúc này")
    notes: list[NoteOut] = Field(description="50 ghi chú mới nhất, mới nhất đứng đầu")
    extensions: list[ExtensionOut]
    obstacles: list[ObstacleOut]


class TaskOut(Schema):
    """Việc như khi được giao."""

    id: int
    text: str
    product: str
    authority: str = Field(description="Thẩm quyền quyết định")
    due_text: str
    due_on: date | None
    origin: str = Field(description="plan, document, meeting, direct")
    plan: PlanRef | None
    source: str
    office: UnitOut = Field(description="Cơ quan giao")
    parent_id: int | None = Field(description="Việc mà việc này là một thành phần")
    group_name: str = Field(description="Nhóm chủ trì, nếu nhiều đơn vị cùng chủ trì")
    given_at: datetime
    page: str


class TasksOut(Schema):
    """Một trang việc."""

    items: list[TaskOut]
    next: str | None
    previous: str | None


class QuotationOut(Schema):
    """Lời văn chứng minh việc được giao."""

    place: str
    quote: str


class StageOut(Schema):
    """Việc thành phần."""

    id: int
    text: str
    state: str | None
    percent: int | None


class HappenedOut(Schema):
    """Một diễn biến."""

    at: datetime
    who: str
    what: str
    unit: str
    words: str
    changes: list[str]


class TaskFullOut(TaskOut):
    """Việc, các phần việc, lời văn nguồn và diễn biến gần nhất."""

    parts: list[PartOut]
    quotations: list[QuotationOut]
    stages: list[StageOut] = Field(description="Việc thành phần")
    history: list[HappenedOut] = Field(description="20 diễn biến mới nhất")


class HistoryOut(Schema):
    """Diễn biến, mới nhất đứng đầu."""

    items: list[HappenedOut]
    before: datetime | None = Field(description="Gửi lại ở tham số truoc để lấy phần cũ hơn; null là hết")


class CountsOut(Schema):
    """Số phần việc theo sáu cột, cùng một cách tính với các trang của phần mềm."""

    finished_in_time: int = Field(description="hoàn thành đúng hạn")
    finished_late: int = Field(description="hoàn thành quá hạn")
    in_term: int = Field(description="trong hạn")
    late_started: int = Field(description="quá hạn, đang thực hiện")
    late_not_started: int = Field(description="quá hạn, chưa thực hiện")
    no_deadline: int = Field(description="không có thời hạn")
    total: int
    late: int = Field(description="quá hạn, chưa xong")
    soon: int = Field(description="sắp đến hạn")
    finished: int
    in_time_at_first: int = Field(description="hoàn thành đúng hạn giao ban đầu")
    extended: int = Field(description="đã được gia hạn, trong mọi việc được tính")


class PlanOut(Schema):
    """Kế hoạch."""

    id: int
    reference: str
    subject: str
    issuer: str
    issued_on: date | None
    state: str
    state_name: str
    office: UnitOut
    given_at: datetime | None = Field(description="Lúc giao việc; null: chưa giao")


class PlansOut(Schema):
    """Một trang kế hoạch."""

    items: list[PlanOut]
    next: str | None
    previous: str | None


class LineOut(Schema):
    """Một dòng của bảng tiến độ."""

    label: str
    counts: CountsOut


class PlanProgressOut(Schema):
    """Tiến độ một kế hoạch: cả kế hoạch, từng mục, từng đơn vị."""

    plan: PlanOut
    on: date
    whole: CountsOut
    sections: list[LineOut]
    units: list[LineOut]


class UnitWorkOut(Schema):
    """Việc của một đơn vị."""

    unit: UnitOut
    on: date
    readable: CountsOut = Field(description="Những phần việc người được làm thay xem được")
    rolled_up: CountsOut | None = Field(
        description="Tất cả, chỉ số lượng; chỉ cho người theo dõi, lãnh đạo cơ quan ấy hoặc cơ quan cấp trên"
    )


class DeskLineOut(Schema):
    """Một dòng của Việc của tôi."""

    title: str
    reason: str
    state: str
    due: date | None
    unit: str
    page: str


class DeskOut(Schema):
    """Việc của tôi, việc gần hạn nhất đứng đầu."""

    on: date
    items: list[DeskLineOut]


class ChangeOut(Schema):
    """Một thay đổi đã được ghi nhật ký."""

    number: int
    at: datetime
    action: str = Field(description="task.submit, task.approve, plan.issue …")
    what: str
    who: str
    kind: str = Field(description="part phần việc, task việc, plan kế hoạch, office cơ quan nhập từ tệp")
    id: int
    task_id: int | None


class ChangesOut(Schema):
    """Thay đổi từ một mốc."""

    items: list[ChangeOut]
    next: int = Field(description="Gửi lại ở tham số sau trong lần hỏi tới")
    more: bool = Field(description="Còn nữa, hỏi tiếp ngay")


class NudgedOut(Schema):
    """Phần việc bị đôn đốc."""

    part_id: int
    task_id: int
    text: str
    days_late: int


class NudgeOut(Schema):
    """Đôn đốc."""

    id: int
    number: int
    year: int
    kind: str
    kind_name: str
    office: UnitOut
    unit: UnitOut
    text: str
    at: datetime
    by: str
    seen_at: datetime | None
    parts: list[NudgedOut] = Field(description="Trống trong danh sách; đủ khi xem từng lần")


class NudgesOut(Schema):
    """Một trang đôn đốc."""

    items: list[NudgeOut]
    next: str | None
    previous: str | None


class MeOut(Schema):
    """Kết nối đang dùng."""

    client: str
    scope: str
    person: PersonOut
    office: UnitOut
    expires_on: date
    requests_a_minute: int
    units: list[UnitOut] = Field(description="Đơn vị có việc là việc của người này")
    follows: list[UnitOut] = Field(description="Cơ quan mà người này theo dõi hoặc lãnh đạo")
