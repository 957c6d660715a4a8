"""What stands elsewhere already: documents that repeat or hand on another, ask for what is held, or could be
one with a document of the same day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sauro.checks.known import KnownDocument
from sauro.doctypes.components import Component
from tools.planted_faults.neighbours import FIGURES, as_known
from tools.planted_faults.papers import Block, Document, Line, Place, Planted
from tools.planted_faults.planters.choose import inserted

__all__ = ["forwarding", "held_figures", "in_force", "same_day", "superior"]

_RUNNING = (Component.CLAUSE, Component.BODY)
_OWN_TEXT = (*_RUNNING, Component.SECTION, Component.HEADING)
_SHORT = 25
"""Words of a line that is no passage yet."""
_FEW = 4
"""Passages of a superior that are a document of the length of a letter."""
_RESTS_ON = ("Căn cứ", "Thực hiện ", "(Kèm theo", "|")
_EVERY = (0, 20, 10)
"""Every how manyth word of what is repeated is another one; 0: none."""
_OTHER_WORDS = ("cụ thể", "kịp thời", "địa phương", "đồng bộ")


def superior(document: Document) -> Iterator[Planted]:
    """Passages of a document of an office above."""
    yield from _repeating(document, lambda one: one.is_superior)


def in_force(document: Document) -> Iterator[Planted]:
    """Passages of a document of the register that is in force."""
    yield from _repeating(document, lambda one: not one.is_superior)


def _repeating(document: Document, wanted: Callable[[KnownDocument], bool]) -> Iterator[Planted]:
    """Two or more passages of another document ahead of running lines, as they are and with other words."""
    own = _own_words(document)
    places = [index for index, _ in document.lines(*_RUNNING)][1:]
    for known in filter(wanted, document.known.similar):
        passages = _passages(known)
        for every in _EVERY:
            for taken in (passages, passages[1:], passages[:-1]):
                many = sum(len(line.split()) for line in taken)
                # Less is a quotation; where hardly anything else is said, it is mere handing on.
                if len(taken) > 1 and many >= max(80, own * 0.3) and own >= 100:
                    texts = [_otherwise(line, every) for line in taken]
                    yield from _put_ahead(document, places[:: max(1, len(places) // 3)], texts)


def _own_words(document: Document) -> int:
    lines = [line.text for _, line in document.lines(*_OWN_TEXT)]
    cells = [cell for _, grid in document.grids() for row in grid.rows for cell in row]
    return sum(len(text.split()) for text in (*lines, *cells))


def _passages(known: KnownDocument) -> list[str]:
    """The lines that say something: neither what a document rests on nor its head and foot."""
    lines = (line.removesuffix("./.") for line in known.text.splitlines())
    return [line for line in lines if len(line.split()) >= _SHORT and not line.startswith(_RESTS_ON)]


def _put_ahead(document: Document, places: Sequence[int], texts: Sequence[str]) -> Iterator[Planted]:
    lines = [Line(Component.BODY, text) for text in texts]
    for index in places:
        made = document.with_block(index, *lines, document.blocks[index])
        yield Planted(made, Place(index, 0, len(texts[0])))


def _otherwise(text: str, every: int) -> str:
    words = text.split()
    if every:
        for at in range(every // 2, len(words), every):
            words[at] = _OTHER_WORDS[at % len(_OTHER_WORDS)]
    return " ".join(words)


_HANDING_ON = (
    "{office} sao gửi {cited} để các cơ quan, đơn vị biết, thực hiện./.",
    "{office} chuyển tiếp {cited} đến các cơ quan, đơn vị. Đề nghị nghiêm túc thực hiện./.",
    "{office} nhận được {cited}. Yêu cầu các đơn vị triển khai theo đúng nội dung Công văn nêu trên./.",
    "Thực hiện {cited}, {office} gửi kèm theo toàn văn và đề nghị các đơn vị nghiên cứu, thực hiện./.",
    "{office} xin gửi {cited}, yêu cầu các đơn vị quán triệt, thực hiện theo đúng tinh thần chỉ đạo./.",
    "Theo chỉ đạo của cấp trên, {office} sao lục {cited} gửi các đơn vị để nghiên cứu, vận dụng./.",
    "Tiếp nhận {cited}, {office} đề nghị các đơn vị tổ chức thực hiện theo nội dung Công văn này./.",
)
_CITED = (
    "Công văn số 1207/UBND-NC ngày 15 tháng 4 năm 2026 của Ủy ban nhân dân tỉnh Bình Lâm",
    "Công văn số 88/STC-NS ngày 06 tháng 5 năm 2026 của Sở Tài chính tỉnh Bình Lâm",
)


def forwarding(document: Document) -> Iterator[Planted]:
    """A letter, notice or guidance that says only that another is handed on; and any document that says a few
    passages of a superior and hardly a word more. A decision says it in articles, and is left alone."""
    if document.kind.name in ("Công văn", "Thông báo", "Hướng dẫn"):
        for sentence in _HANDING_ON:
            for cited in _CITED:
                text = sentence.format(office=document.issuer.name, cited=cited)
                yield _body_of(document, [Line(Component.BODY, text)])
    for known in document.known.similar:
        passages = _passages(known)[:_FEW]
        if known.is_superior and len(passages) > 1 and document.kind.name != "Quyết định":
            for every in _EVERY:
                said = [_otherwise(text, every) for text in passages]
                lines = [Line(Component.BODY, text) for text in (*said, "Đề nghị các đơn vị thực hiện./.")]
                yield _body_of(document, lines)


def _body_of(document: Document, lines: Sequence[Line]) -> Planted:
    """The document that says these lines in the place of all that it says, its appendices too."""
    index = next(index for index, _ in document.lines(*_RUNNING))
    foot = next(at for at, _ in document.lines(Component.RECIPIENTS))
    end = next((at for at, _ in document.lines(Component.APPENDIX)), len(document.blocks))
    blocks: tuple[Block, ...] = (*document.blocks[:index], *lines, *document.blocks[foot:end])
    return Planted(replace(document, blocks=blocks), Place(index, 0, len(lines[0].text)))


_ASKING = (
    "Đề nghị các đơn vị báo cáo {figure} trước ngày 10 tháng 12 năm 2026.",
    "Yêu cầu các phòng thống kê {figure} trong tháng, gửi về cơ quan đầu mối để tổng hợp.",
    "Giao từng bộ phận cung cấp {figure} theo biểu mẫu đính kèm.",
    "Đề nghị cập nhật {figure} hằng quý vào bảng theo dõi chung.",
    "Yêu cầu các cơ quan, đơn vị tổng hợp {figure} của đơn vị mình, kèm thuyết minh.",
)
_FIGURES = tuple(one.name[0].lower() + one.name[1:] for one in FIGURES)


_OTHERWISE_NAMED = (
    "số lượng văn bản hành chính ban hành",
    "số lượng cuộc họp theo hình thức trực tuyến",
    "tỷ lệ các nhiệm vụ đã hoàn thành đúng hạn",
    "số liệu về hồ sơ thủ tục hành chính được giải quyết đúng hạn",
    "tỷ lệ % văn bản đi được ký số",
)
"""The same figures in the words of whoever asks."""


def held_figures(document: Document) -> Iterator[Planted]:
    """Somebody is asked for a figure that is held."""
    names = (*_FIGURES, *_OTHERWISE_NAMED)
    yield from inserted(document, [ask.format(figure=name) for ask in _ASKING for name in names])


def same_day(document: Document) -> Iterator[Planted]:
    """Another document of the office on that day about the same, to the same receivers or nearly."""
    own = as_known(document)
    for index, line in document.lines(Component.SUBJECT, Component.LETTER_SUBJECT):
        for near in _neighbours(own):
            same_day = (*document.known.same_day, near)
            known = replace(document.known, same_day=same_day)
            yield Planted(replace(document, known=known), Place(index, 0, len(line.text)))


def _neighbours(own: KnownDocument) -> Iterator[KnownDocument]:
    about = own.subject.removeprefix("Về việc ")
    for subject in (
        own.subject,
        f"Đôn đốc {about[0].lower()}{about[1:]}",
        f"Phân công {about[0].lower()}{about[1:]}",
        f"{about} (bổ sung)",
        " ".join(about.split()[: max(5, len(about.split()) * 2 // 3)]),
    ):
        for receivers in (own.recipients, own.recipients[::-1], tuple(map(str.upper, own.recipients))):
            yield replace(own, reference="301/TB-X", kind="Thông báo", subject=subject, recipients=receivers)
        if len(own.recipients) > 3:
            yield replace(own, reference="302/TB-X", subject=subject, recipients=own.recipients[:-1])
