"""What the style guide shows: made-up records and a form with an error in it, of no office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms

from sauro_web.common.keyset import Page

__all__ = ["all_of_them"]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A row of the made-up table."""

    title: str
    unit: str
    due: date | None
    kind: str
    word: str
    clear: frozenset[str]
    part: int
    whole: int


ALL_CLEAR = frozenset({"person", "work", "time", "responsibility", "product", "authority"})
ROWS = (
    Specimen(
        "Lập lịch họp chung của xã, công khai trên trang thông tin điện tử",
        "Văn phòng HĐND và UBND xã", date(2026, 3, 15), "late", "Trễ 6 ngày làm việc", ALL_CLEAR, 3, 8,
    ),
    Specimen(
        "Rà soát các mẫu báo cáo nội bộ, bỏ mẫu trùng nhau",
        "Phòng Kinh tế", date(2026, 6, 30), "near", "Còn 2 ngày làm việc", ALL_CLEAR - {"product"}, 5, 6,
    ),
    Specimen(
        "Tập huấn ký số cho công chức các thôn",
        "Phòng Văn hóa - Xã hội", date(2026, 7, 20), "working", "Đang thực hiện", ALL_CLEAR, 4, 12,
    ),
    Specimen(
        "Công khai thủ tục hành chính tại bộ phận một cửa",
        "Trung tâm Phục vụ hành chính công", date(2026, 5, 31), "done", "Hoàn thành trước hạn",
        ALL_CLEAR, 12, 12,
    ),
    Specimen(
        "Họp gọn, tài liệu gửi trước hai ngày làm việc",
        "Các cơ quan, đơn vị thuộc xã", None, "doubt", "Chưa rõ thời hạn", ALL_CLEAR - {"time", "product"},
        0, 0,
    ),
)  # fmt: skip
STATES = (
    ("plain", "Chưa xem"),
    ("waiting", "Chờ tiếp nhận"),
    ("working", "Đang thực hiện"),
    ("near", "Sắp đến hạn"),
    ("late", "Quá hạn"),
    ("done", "Hoàn thành"),
    ("refused", "Trả lại"),
    ("doubt", "Cần xem lại"),
)

MARKS = (
    ("k-lead", "chủ trì"),
    ("k-coop", "phối hợp"),
    ("k-due", "thời hạn"),
    ("k-product", "sản phẩm"),
    ("unsure", "chưa chắc"),
)


class SpecimenForm(forms.Form):
    """One field of each kind."""

    subject = forms.CharField(
        label="Trích yếu", max_length=300, widget=forms.Textarea, help_text="Ghi như trên văn bản."
    )
    due = forms.DateField(
        label="Thời hạn",
        widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"}),
        help_text="Ngày cuối cùng được tính là đúng hạn.",
    )
    unit = forms.ChoiceField(
        label="Đơn vị chủ trì",
        choices=(("", "Chọn một đơn vị"), ("1", "Phòng Kinh tế"), ("2", "Văn phòng HĐND và UBND xã")),
    )
    urgency = forms.ChoiceField(
        label="Độ khẩn",
        choices=(("", "Thường"), ("k", "Khẩn"), ("h", "Hỏa tốc")),
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(label="Ghi chú", required=False)
    file = forms.FileField(label="Tệp kèm theo", required=False)
    told = forms.BooleanField(label="Báo cho đơn vị phối hợp", required=False)


def all_of_them() -> dict[str, object]:
    """The context of the style guide."""
    answered = {"subject": "Lập lịch họp chung của xã", "due": "31/02/2026", "unit": ""}
    return {
        "rows": ROWS,
        "states": STATES,
        "marks": MARKS,
        "all_clear": ALL_CLEAR,
        "some_clear": {"person", "work", "responsibility"},
        "form": SpecimenForm(prefix="moi", auto_id="moi_%s"),
        "wrong": SpecimenForm(data=answered, auto_id="sai_%s"),
        "page": Page(ROWS, "truoc", "sau"),  # type: ignore[type-var]
        "day": date(2026, 6, 15),
    }
