"""The wording of a report that was edited in Word: its sentences are taken over, its figures are held against
those that were frozen, and nothing else of the file comes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from sauro.folio.model import Folio, Paragraph, Table
from sauro.reporting.read_back import FigureChange, differences, read_back
from sauro.reporting.wording import Edited, Passage, body_of
from sauro.writing.runs import FigureRun

__all__ = ["taken_over"]

_OUTSIDE = (
    "Tệp đổi cả phần không sửa ở đây (đầu văn bản, tiêu đề, bảng, nơi nhận, chữ ký, phụ lục); hãy tải tệp "
    "Word của bản này rồi chỉ sửa các câu giữa tiêu đề và chữ ký."
)
_OTHER = "Tệp tải lên không phải bản Word của báo cáo này; hãy tải tệp Word ở trang này, sửa rồi tải lên lại."


def taken_over(
    folio: Folio, written: bytes, returned: bytes, passages: Sequence[Passage], names: Mapping[str, str]
) -> Edited:
    """The passages with the words of `returned`; `written` is the file made of `folio`, which has them.

    Faults name each figure that the file says differently. Raises Unreadable for a file that is damaged or no
    Word file.
    """
    found = differences(written, returned)
    if found.figures:
        kept = {key for one in found.figures for key in ((one.key,) if one.found else ())}
        if not kept and len(found.figures) > 1 and not read_back(returned).figures:
            return Edited(tuple(passages), (_OTHER,))
        return Edited(tuple(passages), tuple(_said(one, names) for one in found.figures))
    before, after = read_back(written).paragraphs, read_back(returned).paragraphs
    places = _places(folio, before)
    if places is None:
        return Edited(tuple(passages), (_OTHER,))
    taken = _Taken(passages)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, start, end, from_, to in matcher.get_opcodes():
        if what != "equal" and not taken.take(places, start, end, after[from_:to]):
            return Edited(tuple(passages), (_OUTSIDE,))
    made = [one for group in taken.groups for one in group]
    return Edited(tuple(made))


class _Taken:
    """The passages, each with what stands in its place now."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.groups: list[list[Passage]] = [[one] for one in passages]

    def take(self, places: Sequence[int | None], start: int, end: int, found: Sequence[str]) -> bool:
        """Puts the paragraphs found in the place of those written from `start` to `end`; whether all of them
        lie in the body."""
        numbers = places[start:end]
        if any(number is None for number in numbers):
            return False
        if not numbers:
            before = places[start - 1] if start else None
            after = places[start] if start < len(places) else None
            beside = before if before is not None else after
            if beside is None:
                return False
            made = [self._said(beside, words) for words in found]
            group = self.groups[beside]
            self.groups[beside] = [*group, *made] if before is not None else [*made, *group]
            return True
        known = [number for number in numbers if number is not None]
        for place, number in enumerate(known):
            last = place == len(known) - 1
            words = found[place:] if last else found[place : place + 1]
            self.groups[number] = [self._said(number, one) for one in words]
        return True

    def _said(self, number: int, words: str) -> Passage:
        old = self.groups[number][0] if self.groups[number] else None
        style = old.style if old else "body"
        return Passage(style, " ".join(words.split()), old.origin if old else "")


def _places(folio: Folio, before: Sequence[str]) -> list[int | None] | None:
    """For each paragraph of the file, in its order, the number of its passage; None outside the body and in
    tables. None where the body is not in the file as it stands."""
    body = body_of(folio)
    inside: list[tuple[str, int | None]] = []
    for number in body:
        block = folio.blocks[number]
        if isinstance(block, Table):
            lines = (one for cell in block.cells for one in cell.paragraphs)
            inside += [(_marked(one), None) for one in lines if one.text.strip()]
        else:
            inside.append((_marked(block), number - body.start))
    words = [_key(text) for text, _ in inside]
    found = [_key(text) for text in before]
    for start in range(len(found) - len(words) + 1):
        if found[start : start + len(words)] == words:
            after = len(found) - start - len(words)
            return [*([None] * start), *(number for _, number in inside), *([None] * after)]
    return None


def _marked(paragraph: Paragraph) -> str:
    return "".join(f"⟦{run.figure}⟧" if isinstance(run, FigureRun) else run.text for run in paragraph.runs)


def _key(text: str) -> str:
    """Without what Word or the form changes: capitals, spaces, hyphens that do not break."""
    return "".join(text.replace("\u2011", "-").split()).casefold()


def _said(change: FigureChange, names: Mapping[str, str]) -> str:
    name = names.get(change.key, "Số liệu")
    if not change.found:
        return f"{name}: tệp thiếu số liệu này hoặc đã mất dấu bảo vệ; hồ sơ ghi {change.written[0]}."
    if not change.written:
        return f"{name}: tệp có thêm số liệu mà báo cáo này không có."
    return f"{name}: tệp ghi {', '.join(change.found)}, hồ sơ ghi {', '.join(change.written)}."
