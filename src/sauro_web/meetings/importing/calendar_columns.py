"""The spreadsheet of a week's or a month's meetings: the template, and by which headings the columns of an
office's own calendar are recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.protection import SheetProtection

from sauro.scheduling.settings import MeetingKind
from sauro_web.accounts.importing.columns import Column, Sheet
from sauro_web.accounts.importing.template import head
from sauro_web.meetings.importing.cells import heard
from sauro_web.meetings.importing.columns import NAMED_ON
from sauro_web.meetings.models import MeetingMode, MeetingScope

__all__ = [
    "CALENDAR", "CALLED", "CHAIR", "CONFERENCE", "COST", "DAY", "DOCUMENT", "END", "EXCEPTIONAL", "GUESTS",
    "GUIDANCE", "KIND", "LAST_DAY", "LIMITED", "LINK", "MODE", "MOST_MEETINGS", "NEEDED", "OPTIONAL",
    "REASON", "ROOM", "SCOPE", "SECRETARY", "SPEECH", "START", "SUBJECT", "TEMPLATE", "URGENT", "WHY",
    "calendar_template", "recognised",
]  # fmt: skip

DAY, START, END, LAST_DAY = "Ngày", "Giờ bắt đầu", "Giờ kết thúc", "Đến ngày"
SUBJECT, MODE, ROOM, LINK = "Nội dung", "Hình thức", "Phòng họp", "Đường dẫn tham dự"
CHAIR, SECRETARY, CALLED, GUESTS = "Chủ trì", "Thư ký", "Thành phần", "Khách mời"
CONFERENCE, KIND, SCOPE, WHY = "Là hội nghị", "Loại", "Phạm vi", "Vì sao cần họp"
DOCUMENT, COST, URGENT, LIMITED = "Về văn bản số", "Kinh phí (đồng)", "Họp gấp", "Chỉ thành phần dự biết"
OPTIONAL, SPEECH, GUIDANCE = "Mời dự", "Thời lượng phát biểu (phút)", "Văn bản hướng dẫn"
EXCEPTIONAL, REASON = "Lý do ngoài hạn mức số hội nghị", "Lý do vẫn họp"
MOST_MEETINGS = 200
"""Of one file, more than an office holds in a month: nobody else writes while they are put there."""
NEEDED = (DAY, START, SUBJECT, CHAIR)
"""Without these a sheet is no calendar of meetings."""
TEMPLATE = "Sáu Rõ - lịch họp - 2026.1"
"""The name of the template, in the first cell of its hidden sheet; it changes where a file of the
one before would not be understood."""
_NAMES = "họ tên hoặc tên đăng nhập"
CALENDAR = Sheet(
    "Lịch họp",
    (
        Column(DAY, 60, True, "ngày/tháng/năm"),
        Column(START, 40, True, "thí dụ 08:00"),
        Column(END, 40, False, "thí dụ 09:30"),
        Column(LAST_DAY, 60, False, "chỉ ghi khi họp nhiều ngày hoặc qua nửa đêm"),
        Column(SUBJECT, 300, True),
        Column(MODE, 60, False, f"{'; '.join(MeetingMode.labels)}; để trống: trực tiếp"),
        Column(ROOM, 300, False, "tên phòng trong phần mềm, nhiều phòng cách nhau bằng dấu ;"),
        Column(LINK, 300, False, "khi họp trực tuyến mà không có phòng họp trực tuyến"),
        Column(CHAIR, 200, True, _NAMES),
        Column(SECRETARY, 200, False, _NAMES),
        Column(CALLED, 4_000, False, f"người ({_NAMES}) và đơn vị, cách nhau bằng dấu ;"),
        Column(OPTIONAL, 4_000, False, f"người ({_NAMES}) không bắt buộc dự, cách nhau bằng dấu ;"),
        Column(GUESTS, 4_000, False, "khách ngoài hệ thống, cách nhau bằng dấu ;"),
        Column(CONFERENCE, 1, False, "ghi x"),
        Column(KIND, 200, False, f"{'; '.join(one.words for one in MeetingKind)}; hội nghị thì phải ghi"),
        Column(SCOPE, 60, False, f"{'; '.join(MeetingScope.labels)}; để trống: nội bộ"),
        Column(WHY, 500, False, "hội nghị thì phải ghi"),
        Column(DOCUMENT, 120, False, "thí dụ 226-KL/TW"),
        Column(GUIDANCE, 300, False, "văn bản đã hướng dẫn nội dung này"),
        Column(SPEECH, 4, False, "của lãnh đạo, số nguyên"),
        Column(COST, 30, False, "số nguyên"),
        Column(URGENT, 1, False, "ghi x; không tính hạn gửi giấy mời, tài liệu"),
        Column(LIMITED, 1, False, "ghi x"),
        Column(EXCEPTIONAL, 300, False, "hội nghị không tính vào hạn mức toàn tỉnh, toàn xã của năm"),
        Column(REASON, 500, False, "khi không giữ được hạn gửi giấy mời, tài liệu hoặc giới hạn khác"),
    ),
)
_HEARD: Mapping[str, Sequence[str]] = {
    DAY: ("Ngày họp", "Thứ, ngày", "Thứ ngày tháng", "Ngày tháng", "Ngày tháng năm"),
    START: ("Bắt đầu", "Từ giờ", "Giờ", "Giờ họp", "Thời gian"),
    END: ("Kết thúc", "Đến giờ"),
    LAST_DAY: ("Ngày kết thúc",),
    SUBJECT: ("Nội dung họp", "Nội dung cuộc họp", "Nội dung công việc", "Nội dung làm việc"),
    MODE: ("Hình thức họp",),
    ROOM: ("Phòng", "Địa điểm", "Nơi họp", "Địa điểm, phòng", "Địa điểm, phòng họp", "Địa điểm/phòng"),
    LINK: ("Đường dẫn", "Đường dẫn trực tuyến"),
    CHAIR: ("Người chủ trì", "Lãnh đạo chủ trì", "Chủ trì cuộc họp"),
    SECRETARY: ("Thư ký cuộc họp",),
    CALLED: ("Thành phần dự", "Thành phần tham dự", "Thành phần dự họp", "Thành phần họp"),
    OPTIONAL: ("Mời tham dự",),
    GUESTS: ("Khách mời ngoài hệ thống",),
    CONFERENCE: ("Hội nghị",),
    KIND: ("Loại họp", "Loại cuộc họp"),
    SCOPE: ("Phạm vi họp",),
    WHY: ("Sự cần thiết", "Lý do cần họp"),
    DOCUMENT: ("Văn bản số", "Căn cứ văn bản"),
    GUIDANCE: ("Văn bản đã hướng dẫn nội dung này",),
    SPEECH: ("Phát biểu của lãnh đạo (phút)",),
    COST: ("Kinh phí",),
    URGENT: ("Họp gấp, đột xuất",),
    LIMITED: ("Chỉ thành phần dự được biết", "Họp hạn chế"),
    EXCEPTIONAL: ("Lý do ngoài hạn mức",),
    REASON: ("Lý do ngoài giới hạn",),
}
_MEANT = {heard(text): name for name, others in _HEARD.items() for text in (name, *others)}


def recognised(headings: Sequence[str]) -> dict[str, str]:
    """Of a row of headings those that are known: ours by the one that stands there. Of two that mean the same
    the one that is ours word for word, else the first."""
    found: dict[str, str] = {}
    for heading in headings:
        name = _MEANT.get(heard(heading))
        if name is not None and (name not in found or heading == name):
            found[name] = heading
    return found


def calendar_template() -> bytes:
    """The workbook, empty."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = CALENDAR.title
    head(page, CALENDAR)
    hidden = book.create_sheet(NAMED_ON)
    hidden.cell(1, 1, TEMPLATE)
    hidden.sheet_state = "hidden"
    hidden.protection = SheetProtection(sheet=True)
    written = BytesIO()
    book.save(written)
    return written.getvalue()
