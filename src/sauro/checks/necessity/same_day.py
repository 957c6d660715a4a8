"""Several documents to the same receivers on one day that could be one (Kết luận 226-KL/TW, Quyết định
534/QĐ-TTg: related matters go into one document)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from sauro.anatomy.receivers import receivers_in
from sauro.checks.known import KnownDocument
from sauro.checks.levels import AREA_NAME
from sauro.checks.model import Examined, Fault
from sauro.checks.necessity.own_words import described, subject_of
from sauro.text.compare import key, unit_key
from sauro.text.shingles import likeness, shingles, short_runs

__all__ = ["same_day"]

_NOBODY = re.compile(
    r"^(?:nhu tren|nhu (?:dieu|kinh gui|thanh phan)|luu\b|vt\b|ldvp|cvp|pcvp|cpvp|cong thong tin)"
)
_MARKS = re.compile(r"^[\s\-–+*]+|\s*\(.*?\)|[\s;.,:]+$")
_WHERE_AND_WHEN = re.compile(
    rf"\btrên địa bàn (?:xã|phường|đặc khu|tỉnh|thành phố)(?: {AREA_NAME})?|\b(?:năm|giai đoạn) \d[\d\s–-]*"
)
"""What the subjects of one office share, whatever they are about."""
_SAME_RECEIVERS = 0.75
"""Of the receivers of either that both have."""
_SAME_MATTER = 0.2
"""Of the runs of words of either subject that stand in both: some word more than "báo cáo kết quả"."""


def same_day(examined: Examined) -> Iterator[Fault]:
    """Asks once, with every document that could be one with this."""
    own = _receivers(examined)
    subject = subject_of(examined)
    if not own or subject is None:
        return
    near = [
        one
        for one in examined.known.same_day
        if _same(own, _named(one.recipients)) and _one_matter(subject[0], one.subject)
    ]
    if near:
        yield Fault(
            f"{_told(near)} gửi cùng nơi nhận về việc liên quan; có thể gộp thành một văn bản không?",
            subject[1],
        )


def _told(near: Sequence[KnownDocument]) -> str:
    """Documents that were issued by what they are about, drafts by whoever writes them."""
    issued = [f"{described(one)} ({one.subject})" for one in near if not one.pending]
    pending = [one.pending for one in near if one.pending]
    told = [f"Cùng ngày đã có {'; '.join(issued)}"] if issued else []
    if pending:
        told.append(f"{'đang' if told else 'Đang'} chờ ban hành có {'; '.join(pending)}")
    return ", ".join(told)


def _receivers(examined: Examined) -> set[str]:
    listed = [one.value for one in examined.plan.document.recipients]
    return _named(receivers_in(examined.components, listed).names)


def _named(names: Iterable[str]) -> set[str]:
    bare = (_MARKS.sub("", name) for name in names)
    return {unit_key(name) for name in bare if name and not _NOBODY.match(key(name))}


def _same(own: Collection[str], others: Collection[str]) -> bool:
    both = set(own) & set(others)
    return bool(both) and len(both) >= _SAME_RECEIVERS * len(set(own) | set(others))


def _one_matter(subject: str, other: str) -> bool:
    if likeness(shingles(subject), shingles(other)) == 1.0:
        return True
    own, others = (_WHERE_AND_WHEN.sub("", told) for told in (subject, other))
    return likeness(short_runs(own), short_runs(others)) >= _SAME_MATTER
