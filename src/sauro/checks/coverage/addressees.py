"""Whom a duty is given to, and who speaks above the level of his office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.coverage.model import Reason
from sauro.checks.levels import Standing, folded, is_of_province, standing_of
from sauro.plan.model import Plan, Task
from sauro.text.compare import unit_key

__all__ = ["above_own_level", "is_given_to"]

_HEADS = r"(?:(?:thủ trưởng|người đứng đầu|lãnh đạo|giám đốc|chủ tịch|trưởng) )?"
_EVERYBODY = re.compile(
    rf"^{_HEADS}(?:tất cả )?(?:các )?(?:cơ quan|đơn vị|tổ chức)"
    r"(?: hành chính(?: nhà nước)?)?(?:$|,| và| có liên quan| liên quan)"
)
_COMMUNES = re.compile(
    r"\b(?:các|từng|mỗi) (?:xã|phường|đặc khu|địa phương)\b|\bđịa phương\b|\bcấp xã\b|\bcác cấp\b|"
    r"\b(?:xã|phường), (?:xã|phường|đặc khu|thị trấn)"
)
_DEPARTMENTS = re.compile(r"\bcác sở\b|\bsở, (?:ban|ngành)|\bban, ngành\b|\bcác ngành\b|^sở, ")
_PROVINCES = re.compile(r"\bcác tỉnh\b|\bđịa phương\b|\btỉnh, thành phố\b|\bcác cấp\b")
_GROUPS = {
    Standing.COMMUNE: _COMMUNES,
    Standing.DEPARTMENT: _DEPARTMENTS,
    Standing.PROVINCE: _PROVINCES,
}
_PLACE = re.compile(r"\b(?:tinh|thanh pho|xa|phuong|dac khu)\b.*$")

_COMMITTEE_ABOVE = r"(?:chủ tịch )?(?:ủy ban nhân dân|ubnd) (?:tỉnh|thành phố)"
_CHAIR_ABOVE = r"chủ tịch (?:ủy ban nhân dân|ubnd) (?:tỉnh|thành phố)"
_TO_COMMITTEE_ABOVE = re.compile(
    rf"\b(?:báo cáo|tham mưu|trình|kiến nghị)(?: [^\W\d_]+){{0,4}}? {_CHAIR_ABOVE}\b|"
    rf"\b(?:trình|kiến nghị)(?: [^\W\d_]+){{0,4}}? {_COMMITTEE_ABOVE}\b"
)
"""What only the commune's committee does. A regular report that one of its offices sends up is usual."""
_OWN_COMMITTEE = re.compile(r"\b(?:ủy ban nhân dân|ubnd|hđnd) (?:xã|phường|đặc khu)\b")
_COMMITTEE = re.compile(r"^(?:(?:phó )?chủ tịch |lãnh đạo )?(?:ủy ban nhân dân|ubnd)\b")
_WIDER_SCOPE = re.compile(
    r"\btoàn (?:tỉnh|thành phố)\b|\btrên địa bàn (?:tỉnh|thành phố)\b|\b(?:các )?sở, (?:ban, )?ngành\b"
)


def is_given_to(office: str | None, leads: tuple[str, ...]) -> bool:
    """Whether a duty of these leads binds `office`: it is named, or a group that it is one of. So it is where
    a duty names nobody, and where the office's level is not known."""
    standing = standing_of(office)
    if standing is None or not leads:
        return True
    return any(_is_meant(lead, office or "", standing) for lead in leads)


def _is_meant(lead: str, office: str, standing: Standing) -> bool:
    name = folded(lead)
    if _EVERYBODY.search(name):
        return True
    group = _GROUPS.get(standing)
    if group is not None and group.search(name):
        return True
    return _is_same_office(lead, office, standing)


def _is_same_office(lead: str, office: str, standing: Standing) -> bool:
    """Departments of two provinces are the same office by what they are for; communes by their name."""
    named, own = unit_key(lead), unit_key(office)
    if standing is Standing.DEPARTMENT:
        named, own = _PLACE.sub("", named).strip(), _PLACE.sub("", own).strip()
    return bool(own) and own in named


def above_own_level(plan: Plan, task: Task) -> Iterator[Reason]:
    """Why a duty of a commune's plan speaks as the province would: led by an office of the province, of its
    whole area, or put before its committee by a unit that answers to the commune's own."""
    issuer = plan.document.issuer
    if standing_of(issuer.value if issuer else None) is not Standing.COMMUNE:
        return
    for lead in task.lead:
        if is_of_province(lead.value):
            yield Reason("level.lead", f"giao cho {lead.value}, không thuộc cấp ban hành kế hoạch")
    written = [task.text, *filter(None, [task.product])]
    for value in written:
        words = folded(value.value)
        if wider := _WIDER_SCOPE.search(words):
            yield Reason("level.scope", f"phạm vi “{wider[0]}” là của cấp trên")
    if _speaks_over_its_committee(task):
        yield Reason(
            "level.receiver",
            "đơn vị thuộc xã, phường báo cáo, kiến nghị thẳng với Ủy ban nhân dân, Chủ tịch cấp trên",
        )


def _speaks_over_its_committee(task: Task) -> bool:
    if not task.lead or any(_is_committee(lead.value) for lead in task.lead):
        return False
    words = " ".join(folded(value.value) for value in filter(None, [task.text, task.product]))
    return bool(_TO_COMMITTEE_ABOVE.search(words)) and not _through_its_committee(words)


def _through_its_committee(words: str) -> bool:
    """ "Tham mưu Ủy ban nhân dân xã báo cáo Ủy ban nhân dân tỉnh": the commune itself reports."""
    return re.search(rf"{_OWN_COMMITTEE.pattern}.*{_COMMITTEE_ABOVE}", words) is not None


def _is_committee(name: str) -> bool:
    return _COMMITTEE.search(folded(name)) is not None
