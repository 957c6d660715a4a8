"""The duty to issue a plan of one's own: what the plan below itself is."""

from __future__ import annotations

import re

from sauro.checks.coverage.addressees import is_given_to
from sauro.plan.model import Plan, Task
from sauro.text.compare import key

__all__ = ["is_own_plan", "own_plan_duty"]

_OFFICES = (
    r"(?:(?:cac|thu truong|chu tich|uy ban nhan dan|ubnd|so|ban|nganh|co quan|don vi|dia phuong|xa|phuong"
    r"|dac khu|phong|doan the|tinh|thanh pho|chuyen mon|truc thuoc|thuoc|cap|lien quan|va)\b[\s,;]*)*"
)
_MANNER = (
    r"(?:(?:can cu|tren co so) [^.;:]{0,90}?[,;]? )?"
    r"(?:(?:khan truong|chu dong|kip thoi|nghiem tuc|tich cuc|co trach nhiem|phai|to chuc|chi dao)[\s,]+)*"
)
_BOTH = r"xay dung(?:,| va|, va)? ban hanh"
_ONE = r"(?:xay dung|ban hanh|lap)"
_CARRIES_OUT = r"(?:de |va )?(?:to chuc )?(?:trien khai|thuc hien)(?:,? (?:va )?(?:trien khai|thuc hien))?"
_OWN = r"cua (?:cac |tung )?(?:minh|co quan|don vi|dia phuong|nganh|linh vuc|so|ban|cap|ubnd|xa|phuong)\b"
_HERE = r"(?:tai|o) (?:tung )?(?:co quan|don vi|dia phuong)\b|phu hop\b"
_THIS = (
    r"ke hoach nay|(?:cac )?(?:nhiem vu|noi dung)(?: (?:duoc giao|neu tren|tren|tai ke hoach|cua ke hoach"
    r"|trong ke hoach)|[,.;:]|$)"
)
_OWN_PLAN = re.compile(
    rf"^{_MANNER}{_OFFICES}{_MANNER}(?:"
    rf"{_BOTH} ke hoach (?:cu the |chi tiet |rieng )?{_CARRIES_OUT}\b"
    rf"|(?:{_BOTH}|{_ONE}) ke hoach (?:cu the |chi tiet |rieng )?"
    rf"(?:{_OWN}|{_CARRIES_OUT}(?:[,.;:]|$| {_THIS}|[^,.;:]{{0,60}}? (?:{_OWN}|{_HERE}))))"
)
"""A plan of one's own: both verbs and what it is for, or that it is for the office itself or for this plan. A
plan of a meeting or of an inspection is another thing."""


def is_own_plan(task: Task) -> bool:
    """Whether a duty asks for a plan that carries this one out."""
    return _OWN_PLAN.search(key(task.text.value)) is not None


def own_plan_duty(plan: Plan, office: str) -> Task | None:
    """The duty of `plan` by which an office has to issue its own; the one with a time limit where it stands
    twice. None where the plan asks it of nobody, or of others."""
    asked = [
        task
        for task in plan.tasks
        if is_own_plan(task) and is_given_to(office, tuple(lead.value for lead in task.lead))
    ]
    return min(asked, key=lambda task: task.due is None, default=None)
