"""What a small "?" on a page opens: the rule in a sentence, where it is written, the page of the guide."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EXPLANATIONS", "Explanation"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """`source` is the act with its clause; blank for a rule of the product's own. `guide` is the page of the
    guide, with the heading."""

    rule: str
    guide: str
    source: str = ""


_CONCLUSION = "Kết luận số 226-KL/TW ngày 11/12/2025 của Ban Bí thư"

EXPLANATIONS = {
    "review": Explanation(
        "Kết quả đọc chỉ là đề xuất. Việc chỉ được giao sau khi có người xác nhận từng mục, và mỗi việc "
        "phải rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm, rõ thẩm quyền.",
        "ke-hoach#soát",
        _CONCLUSION,
    ),
    "one-lead": Explanation(
        "Mỗi việc chỉ giao một người hoặc một cơ quan chủ trì; các đơn vị khác là phối hợp.",
        "ke-hoach#một-việc-một-đầu-mối",
        _CONCLUSION,
    ),
    "issue": Explanation(
        "Số và ký hiệu của văn bản là duy nhất trong một năm; văn bản phát hành ngay trong ngày ký, "
        "chậm nhất là ngày làm việc tiếp theo.",
        "ke-hoach#giao-việc",
        "Nghị định số 30/2020/NĐ-CP, Điều 14 đến Điều 19",
    ),
    "groups": Explanation(
        "Nhóm là một quy tắc. Vào lúc giao việc, phần mềm chốt danh sách đơn vị của ngày hôm đó; đơn vị "
        "lập sau không tự nhận việc cũ.",
        "ke-hoach#nhóm-đơn-vị",
    ),
    "delegation": Explanation(
        "Ký thừa ủy quyền phải có văn bản ủy quyền, trong thời hạn và phạm vi đã ghi; người được ủy quyền "
        "không ủy quyền tiếp.",
        "don-vi-nguoi-dung#ủy-quyền",
        "Nghị định số 30/2020/NĐ-CP, Điều 13",
    ),
    "parent": Explanation(
        "Kế hoạch cấp trên được tìm theo số, ngày và cơ quan ban hành ghi trong phần căn cứ; không chắc thì "
        "phần mềm để ông (bà) chọn.",
        "ke-hoach#kế-hoạch-cấp-trên",
    ),
    "amending": Explanation(
        "Kế hoạch đã giao việc không sửa trực tiếp. Ban hành sai nội dung thì sửa đổi hoặc thay thế bằng văn "
        "bản cùng loại; việc đang làm được chuyển sang kế hoạch mới.",
        "ke-hoach#sửa-đổi-thay-thế",
        "Nghị định số 30/2020/NĐ-CP, Điều 18",
    ),
}
"""By the name that `{% help "…" %}` says."""
