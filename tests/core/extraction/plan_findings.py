"""A short plan in the notation of tests, and the findings that a review of it gives. Offices are made up."""

from sauro.extraction.plan import extract_plan
from sauro.folio.notation import notate

HEAD = """
ỦY BAN NHÂN DÂN XÃ AN MẪU
Số: 15/KH-UBND
An Mẫu, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Giảm giấy tờ năm 2026
"""
DUTY = "1. Phòng Kinh tế: Rà soát văn bản."
FOOT = """
CHỦ TỊCH
Lê Văn Mẫu
"""


def found(code: str, text: str) -> list[tuple[str, list[str]]]:
    """Message and quoted words of each finding of a code."""
    folio = notate(text)
    return [
        (finding.message, [span.of(folio.text) for span in finding.spans])
        for finding in extract_plan(folio).findings
        if finding.code == code
    ]


def plan(*lines: str, head: str = HEAD, foot: str = FOOT) -> str:
    """The text of a plan whose section of duties holds these lines."""
    return "\n".join((head, "II. NHIỆM VỤ", *lines, foot))
