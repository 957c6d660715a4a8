"""What the made-up office is busy with: the words of its tasks and of what is said about them."""

from __future__ import annotations

from random import Random

from sauro_web.tasks.models import NudgeKind, Origin

__all__ = ["ANSWERS", "NOTES", "NUDGES", "OBSTACLES", "REASONS", "matter", "result", "source_of"]

_WHAT = (
    ("Rà soát, lập danh sách {} báo cáo Ủy ban nhân dân", "Danh sách được duyệt"),
    ("Tổng hợp tình hình {} và đề xuất hướng xử lý", "Báo cáo"),
    ("Kiểm tra thực tế {} tại cơ sở", "Biên bản kiểm tra"),
    ("Tham mưu văn bản chỉ đạo về {}", "Dự thảo văn bản"),
    ("Công khai {} tại trụ sở và trên trang thông tin", "Bảng niêm yết"),
    ("Hoàn thiện hồ sơ {} gửi cơ quan cấp trên", "Hồ sơ"),
    ("Giải quyết dứt điểm kiến nghị của người dân về {}", "Văn bản trả lời"),
    ("Cập nhật dữ liệu {} vào phần mềm dùng chung", "Dữ liệu đã cập nhật"),
)
_ABOUT = (
    "các hộ cần hỗ trợ nhà ở", "đường giao thông nội đồng bị hư hỏng", "tiêm phòng đàn gia súc",
    "diện tích rừng khoanh nuôi", "học sinh có nguy cơ bỏ học", "thủ tục hành chính quá hạn",
    "nước sinh hoạt hợp vệ sinh", "đất ở chưa được cấp giấy chứng nhận", "chợ trung tâm",
    "công tác phòng, chống cháy rừng", "người cao tuổi hưởng trợ cấp", "hộ kinh doanh cá thể",
    "nhà văn hóa thôn xuống cấp", "rác thải sinh hoạt", "cây trồng vụ này", "an toàn hồ đập nhỏ",
    "chi trả dịch vụ môi trường rừng", "tai nạn đuối nước ở trẻ em", "chuyển đổi số ở thôn",
    "hộ nghèo phát sinh", "tiến độ giải ngân vốn đầu tư công", "vi phạm hành lang giao thông",
)  # fmt: skip
_SOURCES = (
    (Origin.DOCUMENT, "Công văn số {0}/UBND-VP ngày {1}"),
    (Origin.DOCUMENT, "Công văn số {0}/SNV-CCHC ngày {1}"),
    (Origin.MEETING, "Thông báo kết luận số {0}/TB-UBND ngày {1}"),
    (Origin.DIRECT, ""),
)
REASONS = {
    "return": ("Việc thuộc chức năng của đơn vị khác", "Chưa rõ phạm vi thực hiện, đề nghị nêu cụ thể"),
    "insist": ("Đơn vị có chức năng về lĩnh vực này", "Đã thống nhất tại cuộc họp giao ban"),
    "send_back": ("Thiếu số liệu của hai thôn", "Chưa nêu nguyên nhân và giải pháp", "Sai thể thức văn bản"),
    "pass_on": ("Chuyển cho đúng đơn vị có chức năng", "Đơn vị đang quá tải"),
    "pause": ("Chờ hướng dẫn của cấp trên", "Tạm dừng do thiên tai"),
    "recall": ("Trùng với việc đã giao", "Đã có văn bản thay thế"),
    "reopen": ("Phát hiện số liệu sai sau khi duyệt",),
    "cancel": ("Không còn phù hợp với chỉ đạo mới",),
    "extension": ("Chờ số liệu của các thôn", "Mưa lũ kéo dài, chưa đi kiểm tra được", "Thiếu người thụ lý"),
    "refuse": ("Việc gấp, đề nghị giữ nguyên thời hạn", "Lý do chưa thỏa đáng"),
}
NOTES = ("Đã gửi mẫu cho các thôn", "Đã có số liệu của ba thôn", "Đang tổng hợp, còn thiếu một phần",
         "Đã trình dự thảo để lấy ý kiến", "Đã họp thống nhất nội dung")  # fmt: skip
OBSTACLES = ("Chưa có hướng dẫn về biểu mẫu", "Thiếu kinh phí in ấn", "Số liệu hai nơi không khớp nhau")
ANSWERS = ("Dùng tạm biểu mẫu năm trước", "Đã bố trí kinh phí", "Lấy theo số liệu của cơ quan thống kê")
NUDGES = {
    NudgeKind.REMINDER: "Đề nghị khẩn trương hoàn thành việc đã quá hạn.",
    NudgeKind.CRITICISM: "Phê bình đơn vị để việc quá hạn kéo dài; yêu cầu báo cáo nguyên nhân.",
    NudgeKind.REVIEW: "Yêu cầu kiểm điểm trách nhiệm người đứng đầu đơn vị.",
}


def matter(rng: Random) -> tuple[str, str]:
    """Words of a task, and its product."""
    words, product = rng.choice(_WHAT)
    return words.format(rng.choice(_ABOUT)), product


def source_of(rng: Random, day: str) -> tuple[Origin, str]:
    """Where a task comes from."""
    origin, words = rng.choice(_SOURCES)
    return origin, words.format(rng.randrange(10, 900), day)


def result(rng: Random, day: str) -> str:
    """What is handed in."""
    kind = rng.choice(("Báo cáo số {}/BC", "Công văn số {}/CV", "Tờ trình số {}/TTr"))
    return f"{kind.format(rng.randrange(10, 900))} ngày {day}"
