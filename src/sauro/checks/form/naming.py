"""What components are called, and one finding for all paragraphs of a component that have the same fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sauro.checks.model import Fault
from sauro.doctypes.components import Component
from sauro.findings import Edit, short_quote
from sauro.folio.span import Span

__all__ = ["COMPONENT_NAMES", "gathered"]

COMPONENT_NAMES = {
    Component.NATION: "Quốc hiệu",
    Component.MOTTO: "Tiêu ngữ",
    Component.PARENT_ISSUER: "Tên cơ quan chủ quản",
    Component.ISSUER: "Tên cơ quan ban hành",
    Component.NUMBER: "Số, ký hiệu",
    Component.PLACE_DATE: "Địa danh và thời gian",
    Component.URGENCY: "Dấu chỉ mức độ khẩn",
    Component.CIRCULATION: "Chỉ dẫn về phạm vi lưu hành",
    Component.COPY_MARK: "Dòng hình thức sao, thời gian ký số",
    Component.KIND: "Tên loại",
    Component.SUBJECT: "Trích yếu",
    Component.LETTER_SUBJECT: "Trích yếu công văn",
    Component.ADDRESSEES: "Dòng “Kính gửi”",
    Component.ADDRESSEE: "Nơi được kính gửi",
    Component.BASIS: "Căn cứ ban hành",
    Component.CHAPTER: "Số của phần, chương, mục",
    Component.CHAPTER_TITLE: "Tiêu đề của phần, chương, mục",
    Component.ARTICLE: "Điều",
    Component.SECTION: "Tiêu đề phần đánh số La Mã",
    Component.HEADING: "Tiêu đề của khoản",
    Component.CLAUSE: "Khoản, điểm",
    Component.BODY: "Nội dung",
    Component.TABLE_HEAD: "Đầu bảng",
    Component.TABLE_CELL: "Ô của bảng",
    Component.TABLE_FIGURE: "Ô số của bảng",
    Component.AUTHORITY: "Quyền hạn, chức vụ người ký",
    Component.SIGNER: "Họ tên người ký",
    Component.RECIPIENTS: "Dòng “Nơi nhận”",
    Component.RECIPIENT: "Tên nơi nhận",
    Component.DRAFTER: "Ký hiệu người soạn thảo và số lượng bản",
    Component.CONTACT: "Dòng địa chỉ, liên lạc",
    Component.APPENDIX: "Chữ “Phụ lục”",
    Component.APPENDIX_TITLE: "Tiêu đề phụ lục",
    Component.APPENDIX_BASIS: "Dòng “Kèm theo”",
}
"""As messages name them."""

Seen = tuple[Component | None, str, str, Span, tuple[Edit, ...]]
"""The component, what is wrong with it, its text and place, and what would mend it."""


def gathered(found: Iterable[Seen]) -> Iterator[Fault]:
    """One fault for each component and what is wrong with it, at all the places where it is."""
    groups: dict[tuple[Component | None, str], list[Seen]] = {}
    for seen in found:
        groups.setdefault((seen[0], seen[1]), []).append(seen)
    for (component, wrong), group in groups.items():
        name = COMPONENT_NAMES.get(component, "Đoạn") if component is not None else "Đoạn"
        first, *rest = group
        more = f" và {len(rest)} chỗ nữa" if rest else ""
        yield Fault(
            f"{name} “{short_quote(' '.join(first[2].split()))}”{more} {wrong}.",
            first[3],
            edits=tuple(edit for one in group for edit in one[4]),
            others=tuple(one[3] for one in rest),
        )
