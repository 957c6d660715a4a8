"""Documents that do no more than hand on what a superior has written (sao gửi, chuyển tiếp)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.known import KnownDocument
from sauro.checks.model import Examined, Fault
from sauro.checks.necessity.own_words import described, own_lines, own_passage, sentences_of, shared_with
from sauro.doctypes.reference import find_references
from sauro.folio.passage import Passage
from sauro.text.passages import Passages

__all__ = ["forwarding", "repeats_superior"]

_MOST_OF_IT, _FEW_OWN = 0.6, 80
"""Share of the words that stand in the superior's document, and how many words besides make a document of its
own: who, what, by when."""
_SHORT = 180
"""Words of a letter that hands on, at most."""
_HANDS_ON = re.compile(
    r"\b(?:sao gui|sao luc|chuyen tiep|gui kem(?: theo)?|xin gui"
    r"|chuyen (?:den )?(?:van ban|cong van|toan van)"
    r"|(?:trien khai|to chuc|nghiem tuc|nghien cuu|quan triet)[^.;]{0,60} (?:theo|dung|tai)(?: dung)?"
    r"(?: noi dung| yeu cau| chi dao| tinh than)?(?: tai| cua)?"
    r" (?:van ban|cong van|ke hoach|chi thi|quyet dinh|thong bao|nghi quyet|ket luan|cong dien))\b"
)
_OWN_TERM = re.compile(r"\b(?:truoc|cham nhat|den het|han cuoi|xong)\b[^.;]{0,20}\bngay\b|\btruoc ngay\b")
_OWN_DUTY = re.compile(r"\b(?:chu tri|phan cong|giao (?:phong|ban|to|cho|trung tam|cong chuc|van phong))\b")
_INSTEAD = "có thể chuyển thẳng văn bản đó thay cho ban hành văn bản mới không?"


def forwarding(examined: Examined) -> Iterator[Fault]:
    """A document whose own text beyond the superior's is little, as far as that one is known; else a short
    letter that cites a document, tells to carry it out, and adds neither who nor by when."""
    repeated = repeats_superior(examined)
    if repeated is not None:
        shared, known, own = repeated
        yield Fault(
            f"{shared.share:.0%} nội dung lặp lại {described(known)}, phần riêng chỉ "
            f"{shared.words - shared.shared} chữ; {_INSTEAD}",
            own.span(shared.found[0].start, shared.found[0].end),
            others=tuple(own.span(one.start, one.end) for one in shared.found[1:]),
        )
        return
    handed = _handing_on(examined)
    if handed is not None:
        yield Fault(
            "Văn bản chỉ chuyển tiếp văn bản khác, chưa nêu việc riêng (ai làm, làm gì, khi nào xong); "
            f"{_INSTEAD}",
            handed.span(),
        )


def repeats_superior(examined: Examined) -> tuple[Passages, KnownDocument, Passage] | None:
    """The document of a superior that this one repeats but for a few words, with the passages; None where
    there is none."""
    own = own_passage(examined)
    for known in examined.known.similar:
        if not known.is_superior or not known.text:
            continue
        shared = shared_with(own.text, known)
        if shared.share >= _MOST_OF_IT and shared.words - shared.shared <= _FEW_OWN:
            return shared, known, own
    return None


def _handing_on(examined: Examined) -> Passage | None:
    """The sentence that hands a document on, of a short document that says nothing else."""
    lines = list(own_lines(examined))
    sentences = [sentence for line in lines for sentence in sentences_of(line)]
    if sum(len(text.split()) for _, text in sentences) > _SHORT:
        return None
    if any(_OWN_TERM.search(text) or _OWN_DUTY.search(text) for _, text in sentences):
        return None
    if not find_references(" ".join(line.text for line in lines)):
        return None
    return next((sentence for sentence, text in sentences if _HANDS_ON.search(text)), None)
