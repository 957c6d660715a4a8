"""Short documents for the checks, in the notation of tests, and what the checks say of them. Offices, people
and matters are made up."""

from __future__ import annotations

from sauro import check
from sauro.checks.model import Family, Issuer
from sauro.findings import Finding
from sauro.folio.notation import notate

__all__ = ["commune_plan", "findings_of", "letter", "quoted"]

_PLAN = """
ỦY BAN NHÂN DÂN XÃ AN MẪU
Số: 15/KH-UBND
An Mẫu, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
{title}
I. MỤC ĐÍCH
Nâng cao chất lượng công tác văn thư.
II. NHIỆM VỤ
{body}
CHỦ TỊCH
Lê Văn Mẫu
{appendix}
"""
_LETTER = """
ỦY BAN NHÂN DÂN XÃ AN MẪU
Số: 21/UBND-VP
An Mẫu, ngày 05 tháng 3 năm 2026
V/v bố trí phòng họp
Kính gửi: Phòng Kinh tế.
{body}
CHỦ TỊCH
Lê Văn Mẫu
"""


def commune_plan(*body: str, title: str = "Giảm giấy tờ năm 2026", appendix: str = "") -> str:
    """A plan of a commune whose section of duties holds these lines."""
    return _PLAN.format(title=title, body="\n".join(body), appendix=appendix)


def letter(*body: str) -> str:
    """A letter of a commune."""
    return _LETTER.format(body="\n".join(body))


def findings_of(text: str, issuer: Issuer | None = None) -> tuple[Finding, ...]:
    """What the checks of consistency and of secrecy find."""
    families = (Family.CONSISTENCY, Family.CLASSIFIED)
    return check(notate(text), issuer=issuer, families=families)


def quoted(code: str, text: str, issuer: Issuer | None = None) -> list[list[str]]:
    """The words at the places of each finding of a code."""
    folio = notate(text)
    return [
        [" ".join(span.of(folio.text).split()) for span in finding.spans]
        for finding in findings_of(text, issuer)
        if finding.code == code
    ]
