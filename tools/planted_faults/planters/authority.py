"""Matters of another level or of another hand, and matters of personnel in documents about something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.model import Level
from sauro.doctypes.components import Component
from tools.planted_faults.papers import Document, Place, Planted
from tools.planted_faults.planters.choose import added_lines, inserted

__all__ = ["collective", "lower_level", "personnel"]

_VILLAGES = (
    "Các thôn, bản",
    "Trưởng thôn Nà Phai",
    "Tổ dân phố số 4",
    "Các tổ dân phố",
    "Trưởng các thôn",
    "Từng thôn",
)
_DUTIES = (
    "{who} chủ trì lập danh sách hộ; sản phẩm là Danh sách; hoàn thành trước ngày 15 tháng 7 năm 2026.",
    "{who} chủ trì tổ chức họp dân; sản phẩm là Biên bản họp; hoàn thành trước ngày 20 tháng 8 năm 2026.",
    "{who} chịu trách nhiệm dọn vệ sinh đường làng hằng tuần, hoàn thành trước ngày 30 tháng 9 năm 2026.",
)
_LEADS = re.compile(r"(?P<mark>(?:\d+\.|[a-zđ]\)) )(?P<lead>[^,;]+?)(?P<rest>,? chủ trì.+)")


def lower_level(document: Document) -> Iterator[Planted]:
    """A plan of the province or of a department that gives duties to villages: in a line, in its table."""
    if document.issuer.level is not Level.PROVINCE or document.kind.name != "Kế hoạch":
        return
    for index, line in document.lines(Component.CLAUSE):
        found = _LEADS.fullmatch(line.text)
        if found is not None:
            for who in _VILLAGES:
                start = len(found["mark"])
                made = document.with_text(index, f"{found['mark']}{who}{found['rest']}")
                yield Planted(made, Place(index, start, start + len(who)))
    for index, grid in document.grids():
        column = next((at for at, name in enumerate(grid.rows[0]) if name == "Cơ quan chủ trì"), None)
        for row in range(1, len(grid.rows) if column is not None else 0):
            for who in _VILLAGES:
                made = document.with_cell(index, row, column or 0, who)
                yield Planted(made, Place(index, 0, len(who), row, column or 0))
    last = max(
        (index for index, line in document.lines(Component.CLAUSE) if _LEADS.match(line.text)), default=0
    )
    for duty in _DUTIES:
        for who in _VILLAGES:
            text = f"9. {duty.format(who=who)}"
            made = document.with_text(last, text)
            yield Planted(made, Place(last, 3, 3 + len(who)))


_OF_COMMITTEE = (
    "Phân bổ dự toán ngân sách năm 2026",
    "Giao dự toán thu, chi ngân sách địa phương năm 2027",
    "Phê duyệt quyết toán ngân sách năm 2025",
    "Ban hành Quy chế làm việc của Ủy ban nhân dân nhiệm kỳ 2026 - 2031",
    "Phê duyệt quy hoạch chi tiết khu trung tâm",
    "Thực hiện kế hoạch sử dụng đất năm 2027",
    "Sắp xếp cơ quan chuyên môn thuộc Ủy ban nhân dân",
    "Thành lập cơ quan chuyên môn thuộc Ủy ban nhân dân",
    "Phê duyệt kế hoạch phát triển kinh tế - xã hội năm 2027",
)
_PLANS_OF_COMMITTEE = (
    "Phát triển kinh tế - xã hội năm 2027",
    "Phát triển kinh tế - xã hội, bảo đảm quốc phòng, an ninh 6 tháng cuối năm 2026",
)
_OF_CHAIR = (
    "Bổ nhiệm Phó Trưởng phòng Phòng Kinh tế",
    "Điều động công chức giữa các phòng chuyên môn",
    "Khen thưởng tập thể, cá nhân có thành tích trong phong trào thi đua",
    "Tặng Giấy khen cho các hộ gia đình văn hóa",
    "Kỷ luật viên chức Trạm Y tế",
    "Giải quyết khiếu nại lần đầu của ông Lường Văn Phong",
    "Xử phạt vi phạm hành chính trong lĩnh vực đất đai",
    "Ủy quyền giải quyết công việc thường xuyên",
    "Miễn nhiệm Trưởng phòng Phòng Văn hóa - Xã hội",
)


def collective(document: Document) -> Iterator[Planted]:
    """A matter of the whole committee that its chairperson signs alone, and one of his own that he signs for
    the committee."""
    if document.issuer.symbol != "UBND" or document.kind.name not in ("Kế hoạch", "Quyết định"):
        return
    is_together = any(line.text.startswith("TM.") for _, line in document.lines(Component.AUTHORITY))
    about = "Về việc " if document.kind.name == "Quyết định" else ""
    for index, _ in document.lines(Component.SUBJECT):
        together = _OF_COMMITTEE if about else (*_OF_COMMITTEE, *_PLANS_OF_COMMITTEE)
        for subject in _OF_CHAIR if is_together else together:
            text = about + subject[0].lower() + subject[1:] if about else subject
            yield Planted(document.with_text(index, text), Place(index, 0, len(text)))


_PERSONNEL = (
    "Bổ sung 02 biên chế cho đơn vị thực hiện nhiệm vụ này.",
    "Bố trí thêm 01 công chức chuyên trách theo dõi công việc.",
    "Người trực tiếp thực hiện được hưởng phụ cấp trách nhiệm bằng 0,2 mức lương cơ sở.",
    "Đề nghị bổ nhiệm Phó Trưởng phòng phụ trách công tác này.",
    "Thành lập Trung tâm điều hành trực thuộc để theo dõi.",
    "Kiện toàn tổ chức bộ máy của đơn vị trước ngày 30 tháng 9 năm 2026.",
    "Giao thêm 03 chỉ tiêu biên chế sự nghiệp cho năm 2027.",
    "Quy định mức phụ cấp cho người làm công tác này.",
    "Tuyển dụng viên chức có trình độ phù hợp trong quý III năm 2026.",
    "Điều động công chức có kinh nghiệm về nhận nhiệm vụ.",
    "Cấp chế độ bồi dưỡng cho người làm thêm giờ theo mức 50.000 đồng/buổi.",
    "Biệt phái 01 công chức của Phòng Kinh tế sang giúp việc trong 6 tháng.",
    "Nâng bậc lương trước thời hạn cho người có thành tích xuất sắc.",
    "Hỗ trợ phụ cấp hằng tháng cho cộng tác viên theo mức 300.000 đồng.",
    "Sáp nhập Trạm Khuyến nông vào Trung tâm Dịch vụ tổng hợp trong quý IV năm 2026.",
    "Ký hợp đồng lao động với 02 người phục vụ công tác này.",
    "Giải thể Ban Quản lý hiện có, chuyển nhiệm vụ về phòng chuyên môn.",
)


def personnel(document: Document) -> Iterator[Planted]:
    """A sentence or an item that settles such a matter."""
    if document.name in ("quyet_dinh_phuong", "bao_cao_so", "bao_cao_xa", "giay_moi_xa"):
        return
    yield from inserted(document, _PERSONNEL)
    yield from added_lines(document, _PERSONNEL, Component.BODY)
