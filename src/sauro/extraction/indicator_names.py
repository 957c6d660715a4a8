"""The name of an indicator that has none of its own: the noun phrase of the target as the plan writes it.

"tối thiểu 70% người cao tuổi có thẻ ưu tiên" → "ty_le_nguoi_cao_tuoi_co_the_uu_tien". The phrase is not cut
in the middle of a word of several syllables: a long one ends before a joint ("và", "được", a comma).
"""

from __future__ import annotations

import re

from sauro.text.compare import plain

__all__ = ["has_subject", "made_name"]

_WORD = re.compile(r"[^\W\d_]+")
_HEADS = re.compile(
    r"(?<!\w)(?:ph[aâầấ]n đ[aâầấ]u|đảm bảo|bảo đảm|chỉ tiêu|mục tiêu|tỷ lệ|tỉ lệ|tỷ trọng|số lượng|tổng số|"
    r"duy trì|nâng|đưa|tăng|giảm|hoàn thành|hình thành|xây dựng|thành lập|lựa chọn|hỗ trợ|tổ chức|dự kiến|"
    r"bình quân|(?:đến |vào |trong )?(?:hết |cuối )?năm \d+|hằng năm|hàng năm|mỗi năm|trở lên|trở đi|"
    r"trở xuống|địa bàn|địa phương|"
    r"so với(?: cùng kỳ)?(?: các)?(?: năm)?(?: liền)?(?: trước| kề| \d+)?)(?!\w)"
)
_LITTLE_WORDS = """
các những của và trên trong toàn mỗi từng tất cả tổng số được cho tại theo với thuộc là có đến từ ở về đạt
chiếm vào hết tối thiểu đa ít nhất lên xuống còn không quá dưới khoảng hơn một hai thêm phải đều sẽ từ
tỉnh này đó lệ năm quý tháng khoảng sau
"""
_LITTLE = frozenset(_LITTLE_WORDS.split())
_SHARES = (
    re.compile(r"(?<!\w)(?:tỷ lệ|tỉ lệ|tỷ trọng)(?!\w)"),
    re.compile(r"(?<!\w)(?:số lượng|tổng số)(?!\w)"),
)
_LEADS = re.compile(
    r"(?<!\w)(?:tỷ lệ|tỉ lệ|tỷ trọng|số lượng|tốc độ|giá trị|sản lượng|quy mô|tổng|tỷ suất|tỷ số)(?!\w)"
)
_OPENING = re.compile(
    r"(?:\W|\d|(?:t[ỷỉ] lệ|ph[aâầấ]n đ[aâầấ]u|đảm bảo|bảo đảm|chỉ tiêu|mục tiêu|duy trì|nâng cao|nâng|đưa|"
    r"tăng|cắt giảm|giảm|bình quân|dự kiến|(?:đến |vào |trong )?(?:hết |cuối )?năm \d+|hằng năm|hàng năm|"
    r"mỗi năm|trong đó|đồng thời|nhưng|không quá|không dưới|tối thiểu|tối đa|ít nhất|và|các|những|số|toàn bộ|"
    r"tổng|tổng số|kết quả|khoảng|của|trên|trong|là|có|được|đạt|cả|tất cả)(?!\w))*"
)
"""What may stand before the phrase: demands, times, words of number."""
_VERBS = re.compile(r"(?:hình thành|xây dựng|thành lập|lựa chọn|hỗ trợ|tổ chức|thực hiện|hoàn thành)\s+")
_CUT = re.compile(
    r"[;:(./“\"]|,\s+(?=\d|(?:trong đó|phấn đấu|bảo đảm|đảm bảo|góp phần|phục vụ|nhằm|từng bước|gắn với|"
    r"đáp ứng|hướng tới|qua đó)(?!\w))"
    r"|(?<!\w)(?:so với|(?:trong|vào|đến|từ|của)\s+(?:(?:hết|cuối|đầu)\s+)?"
    r"(?:năm|quý|tháng|giai đoạn|ngày|kỳ)|năm \d|trên địa bàn|trên phạm vi|trên toàn|trong toàn|"
    r"trong tổng số|trên tổng số|theo quy định|hằng năm|hàng năm|mỗi năm|trở lên|trở xuống|nhằm|để|"
    r"(?:hoàn thành|xong) trước|trước (?:ngày|tháng|quý|năm|\d)|"
    r"góp phần|hằng tháng|hàng tháng|hằng quý)(?!\w)"
)
"""Where the phrase ends: what is told of time, place and purpose is no part of the name."""
_JOINT = re.compile(
    r",\s|\s(?=(?:và|hoặc|đạt|được|của|cho|với|trong|theo|tại|trên|từ|ở|do|qua|bằng|về|khi|có|đủ|phải|là|"
    r"không|thuộc|sau|trước|đáp ứng|phục vụ|thực hiện|bảo đảm|đảm bảo|sử dụng|triển khai|ứng dụng|tham gia|"
    r"xây dựng|thích ứng)\s)"
)
_LOOSE_END = re.compile(
    r"(?:(?:^|\s)(?:và|hoặc|được|của|cho|với|trong|theo|tại|trên|từ|ở|do|qua|bằng|về|là|có|các|còn|phải|đạt|"
    r"không|tăng|giảm|xuống|lên|chiếm|khoảng|cao hơn|thực hiện|(?:cụ thể )?như sau|cụ thể|phấn đấu|dự kiến|"
    r"ước|đối với|tỷ lệ))+$"
)
_MEASURES = re.compile(
    r"(?:triệu|tỷ|tỉ|nghìn)|(?:tấn|tạ|kg|ha|héc ta|km|km2|m|m2|m3|mm|cm|mét|mw|kwh|con|ca|trẻ|bé|lần)$"
)
"""Measures that say nothing of what is measured."""
_MOST_WORDS = 12
_FEWEST_WORDS = 3


def made_name(clause: str, at: int, end: int, unit: str, *, head: str) -> str:
    """A name out of the noun phrase of a `clause` whose figure stands from `at` to `end`: after the figure
    where it stands there ("100% trẻ em …"), else before it ("Tỷ lệ hộ nghèo giảm còn 2%"). `head` is that of
    a share; of a count, the thing counted is the first part of the name."""
    low = clause.lower()
    rest = low[end:].lstrip()
    if unit == "%":
        if _LEADS.search(low[:at]):
            return _joined(head, _before(low[:at]) or _after(rest))
        return _joined(head, _after(rest) or _before(low[:at]))
    counted = [] if _MEASURES.match(unit.lower()) else _WORD.findall(unit.lower())
    told = (_after(rest) if counted else []) or _before(low[:at]) or _after(rest)
    return _joined("so", told if told[: len(counted)] == counted else counted + told)


def has_subject(clause: str, at: int, end: int) -> bool:
    """Whether a `clause` says what its figure measures; "năm 2027 đạt 100%" does not."""
    return bool(_nouns(f"{clause[:at]} {clause[end:]}".lower()))


def _after(text: str) -> list[str]:
    return [] if _CUT.match(text) else _phrase(text)


def _before(text: str) -> list[str]:
    """The phrase before a figure: behind the last word for a share, or from the head of the clause."""
    for share in _SHARES:
        for lead in reversed(list(share.finditer(text))):
            if words := _phrase(text[lead.end() :]):
                return words
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    verb = _VERBS.match(text, start)
    return _phrase(text[verb.end() if verb else start :])


def _phrase(text: str) -> list[str]:
    """The words of the phrase at the head of a text, none where there is no noun in it."""
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    cut = _CUT.search(text, start)
    text = text[start : cut.start() if cut else len(text)]
    words = _words(text)
    if len(words) > _MOST_WORDS:
        pieces = [_words(text[: joint.start()]) for joint in _JOINT.finditer(text)]
        fitting = [piece for piece in pieces if _FEWEST_WORDS <= len(piece) <= _MOST_WORDS]
        words = fitting[-1] if fitting else words[:_MOST_WORDS]
    phrase = _LOOSE_END.sub("", " ".join(words))
    return phrase.split() if _nouns(phrase) else []


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _joined(head: str, words: list[str]) -> str:
    return "_".join((head, *(plain(word) for word in words))) if words else f"{head}_khac"


def _nouns(text: str) -> list[str]:
    return [word for word in _WORD.findall(_HEADS.sub(" ", text)) if word not in _LITTLE]
