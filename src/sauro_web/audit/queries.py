"""Reading the trail, and telling whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from sauro_web.audit.chain import digest_of
from sauro_web.audit.models import Chain, Entry

__all__ = ["Verdict", "entries_of", "has_digest", "verify"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found: how many entries are good from the first on, the last good digest, and the number
    of the first that is not, with what is wrong; None where all are."""

    good: int
    digest: str
    broken_at: int | None = None
    fault: str = ""


def entries_of(subject: models.Model) -> models.QuerySet[Entry]:
    """What was done to a record, newest first."""
    kept = Entry.objects.filter(object_type=subject._meta.label_lower, object_id=str(subject.pk))
    return kept.select_related("actor").order_by("-number")


def verify() -> Verdict:
    """Goes through the whole chain, in pieces, so that its length does not matter to memory. Entries may be
    added meanwhile: the end is looked up before, which must be met, and after, which must not lie behind."""
    before = _end()
    good, digest = 0, ""
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2_000):
        if entry.number != good + 1:
            return Verdict(good, digest, good + 1, "thiếu dòng")
        if entry.previous_digest != digest or entry.digest != digest_of(entry.covered(), digest):
            return Verdict(good, digest, entry.number, "nội dung đã bị sửa")
        good, digest = entry.number, entry.digest
        if good == before.length and digest != before.digest:
            return Verdict(good - 1, entry.previous_digest, good, "chuỗi đã bị viết lại")
    if good < before.length:
        return Verdict(good, digest, good + 1, "thiếu các dòng cuối")
    if good > (end := _end().length):
        return Verdict(good, digest, end + 1, "có dòng chen vào sau dòng cuối")
    return Verdict(good, digest)


def _end() -> Chain:
    return Chain.objects.filter(pk=1).first() or Chain()


def has_digest(digest: str) -> bool:
    """Whether some entry bears the digest: one that was noted on paper must, for as long as the trail is
    kept. A trail that was written anew from the beginning, its end included, is found by nothing else."""
    return Entry.objects.filter(digest=digest).exists()
