"""Documents in any number, of our own making: each is put together of sentences that many others have too, as
papers of offices are, and of some that every one has; and the same edited, word by word."""

from __future__ import annotations

from itertools import accumulate
from random import Random

__all__ = ["edited", "subject_of", "text_of"]

_SENTENCES = 100_000
_OWN, _FORMS_OF_EACH = 10, 3
"""Sentences of a document out of all, and of the forms of words that a few hundred thousand others have."""
_WHO = (
    "Các thôn", "Bộ phận một cửa", "Phòng chuyên môn", "Văn phòng", "Trạm y tế", "Các trường học",
    "Đội quản lý", "Ban chỉ huy", "Tổ công tác", "Cán bộ địa chính", "Người phụ trách", "Trung tâm",
    "Hợp tác xã", "Tổ hòa giải", "Các hộ kinh doanh", "Ban quản lý chợ",
)  # fmt: skip
_DOES = (
    "rà soát", "lập danh sách", "tổng hợp", "niêm yết công khai", "đối chiếu", "kiểm kê", "cập nhật",
    "bàn giao", "hướng dẫn", "thống kê", "đo đạc lại", "sắp xếp", "phân loại", "số hóa", "xác minh",
    "nghiệm thu", "tu sửa", "thay thế", "lấy ý kiến về", "trả kết quả", "gia hạn", "cấp lại",
    "đăng ký", "chỉnh lý",
)  # fmt: skip
_WHAT = (
    "hồ sơ đất nông nghiệp", "sổ theo dõi hộ tịch", "danh bạ điện thoại", "tủ sách pháp luật", "kho vật tư",
    "bờ kênh nội đồng", "giếng nước chung", "đường ngõ xóm", "đèn chiếu sáng", "bảng tin khu dân cư",
    "phiếu khảo sát", "biên bản họp thôn", "hợp đồng thuê sạp", "quỹ khuyến học", "lịch tiêm phòng",
    "vườn ươm cây", "sân thể thao", "nhà văn hóa", "thùng rác công cộng", "biển chỉ dẫn", "cống thoát nước",
    "giấy phép xây dựng", "đơn đề nghị trợ giúp", "máy bơm nước", "cầu treo dân sinh", "trạm biến áp",
    "hộp thư góp ý", "bản đồ thửa đất", "sổ khám sức khỏe", "lớp học buổi tối", "đàn gia súc",
    "ruộng bỏ hoang",
)  # fmt: skip
_WHERE = (
    "ở khu vực ven sông", "trên toàn địa bàn", "tại các điểm dân cư mới", "ở vùng cao",
    "dọc tuyến đường liên xã",
    "trong khu chợ cũ", "tại trụ sở", "ở các bản xa trung tâm", "quanh hồ chứa nước", "trong khu tái định cư",
    "ở những nơi hay ngập", "tại cụm trường", "trên đồi chè", "giáp ranh hai xã", "ở đầu nguồn nước",
    "trong khu công nghiệp nhỏ",
)  # fmt: skip
_WHEN = (
    "trước mùa mưa", "trong tuần đầu của tháng", "chậm nhất vào cuối quý", "ngay khi nhận được yêu cầu",
    "sau khi thu hoạch vụ mùa", "trước ngày khai giảng", "vào sáng thứ hai hằng tuần",
    "trong ba ngày làm việc",
    "khi thời tiết thuận lợi", "trước kỳ họp cuối năm", "theo từng đợt", "song song với việc kiểm kê",
)  # fmt: skip
_ONSETS = [
    "b",
    "c",
    "ch",
    "d",
    "g",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
_RIMES = [
    "a",
    "ai",
    "am",
    "ang",
    "anh",
    "ao",
    "at",
    "ay",
    "em",
    "en",
    "eo",
    "i",
    "in",
    "inh",
    "o",
    "oi",
    "om",
    "on",
    "ong",
    "u",
    "ui",
    "ung",
    "ua",
    "uoc",
    "uong",
    "uyen",
]
_SYLLABLES = [onset + rime for onset in _ONSETS for rime in _RIMES]
_WORDS = 4_000
"""Made-up words of two syllables, beside those above: what a paper says more precisely."""
_SAID = 8
"""Of them in a sentence."""
_FORMS = tuple(
    f"{who} {what} {how}."
    for who, what, how in (
        (
            "Căn cứ chức năng, nhiệm vụ được giao",
            "và tình hình thực tế",
            "của địa phương trong thời gian qua",
        ),
        ("Trong quá trình thực hiện", "nếu có khó khăn, vướng mắc thì kịp thời phản ánh", "để được xem xét"),
        ("Đề nghị thủ trưởng các đơn vị", "quan tâm chỉ đạo", "tổ chức thực hiện nghiêm túc nội dung trên"),
        ("Nâng cao trách nhiệm", "của người đứng đầu", "trong tổ chức thực hiện nhiệm vụ được giao"),
        ("Việc thực hiện phải bảo đảm", "đúng tiến độ, đúng quy định", "tránh hình thức, lãng phí"),
        ("Giao văn phòng theo dõi", "đôn đốc việc thực hiện", "và tổng hợp báo cáo theo quy định"),
        ("Kinh phí thực hiện", "được bố trí trong dự toán", "ngân sách hằng năm của đơn vị"),
        ("Các đơn vị được phân công", "chủ động phối hợp chặt chẽ", "để hoàn thành nhiệm vụ chung"),
    )
)
_CHANGED = ("mới", "thêm", "khác", "riêng", "chung", "đủ", "sớm", "gần", "bên", "ngoài", "giữa", "cùng")


def _sentences() -> list[str]:
    dice = Random(534)  # noqa: S311
    choose = dice.choice
    words = [f"{choose(_SYLLABLES)} {choose(_SYLLABLES)}" for _ in range(_WORDS)]
    weights = list(accumulate(1 / (place + 50) for place in range(_WORDS)))
    said = [" ".join(dice.choices(words, cum_weights=weights, k=_SAID)) for _ in range(_SENTENCES)]
    return [f"{choose(_WHO)} {choose(_DOES)} {choose(_WHAT)} {one} {choose(_WHERE)}." for one in said]


_POOL = _sentences()
_WEIGHTS = list(accumulate(1 / (place + 1_000) for place in range(_SENTENCES)))
"""The most frequent sentence stands in two thousand of a million documents, the rarest in twenty."""


def text_of(number: int) -> str:
    """The text of a document, always the same: some 370 words."""
    dice = Random(number)  # noqa: S311
    own = dice.choices(_POOL, cum_weights=_WEIGHTS, k=_OWN)
    forms = dice.sample(_FORMS, _FORMS_OF_EACH)
    return "\n".join([forms[0], *own, *forms[1:]])


def subject_of(number: int) -> str:
    """Its subject (trích yếu)."""
    dice = Random(-1 - number)  # noqa: S311
    return f"Về việc {dice.choice(_DOES)} {dice.choice(_WHAT)} {dice.choice(_WHERE)} {dice.choice(_WHEN)}"


def edited(text: str, share: float, dice: Random) -> str:
    """The text with that share of its words changed, each on its own: half of them another word, a quarter
    left out, a quarter with a word put before."""
    words: list[str] = []
    for word in text.split():
        if dice.random() >= share:
            words.append(word)
            continue
        way = dice.random()
        if way < 0.5:
            words.append(dice.choice(_CHANGED))
        elif way < 0.75:
            words += (dice.choice(_CHANGED), word)
    return " ".join(words)
