"""A form in Word that an office made its own: names in double braces are filled with the parts of a document,
its body and its appendices are written where theirs stand, figures under lock as ever.

A tag is a name and nothing else ("{{trich_yeu}}"): nothing in a form is worked out or run. In capitals it is
filled in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from sauro.doctypes.components import Component
from sauro.folio.layout import ParagraphDraft, compose
from sauro.folio.model import Folio, Run, Table
from sauro.writing.docx import add_styles, write_blocks, write_docx
from sauro.writing.docx_properties import FIGURE_DIGEST, add_property, drop_properties
from sauro.writing.docx_runs import RunWriter
from sauro.writing.runs import figure_digest

__all__ = ["APPENDICES", "BODY", "TAGS", "TemplateFault", "fill_template", "template_faults", "with_tags"]

BODY, APPENDICES = "noi_dung", "phu_luc"
_PARTS: Mapping[str, tuple[Component, ...]] = {
    "co_quan_chu_quan": (Component.PARENT_ISSUER,),
    "co_quan": (Component.ISSUER,),
    "so_ky_hieu": (Component.NUMBER,),
    "dia_danh_ngay": (Component.PLACE_DATE,),
    "trich_yeu": (Component.SUBJECT,),
    "kinh_gui": (Component.ADDRESSEES, Component.ADDRESSEE),
    "noi_nhan": (Component.RECIPIENT,),
    "chuc_vu": (Component.AUTHORITY,),
    "nguoi_ky": (Component.SIGNER,),
}
TAGS: Mapping[str, str] = {
    "co_quan_chu_quan": "cơ quan chủ quản",
    "co_quan": "cơ quan ban hành",
    "so_ky_hieu": "số và ký hiệu",
    "dia_danh_ngay": "địa danh, ngày tháng năm",
    "trich_yeu": "trích yếu",
    "kinh_gui": "kính gửi",
    BODY: "toàn bộ nội dung, số liệu và bảng",
    "noi_nhan": "các dòng nơi nhận",
    "chuc_vu": "thẩm quyền, chức vụ người ký",
    "nguoi_ky": "họ tên người ký",
    APPENDICES: "các phụ lục",
}
"""What a form may name, and what is written there."""
_TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_]+")
_CODE = re.compile(r"\{%|%\}|\{#|#\}")
_FIELDS = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong with a form, in one sentence that names the tag and its place."""

    message: str


def template_faults(template: bytes) -> tuple[TemplateFault, ...]:
    """Why a form cannot be used. Tags that are broken, unknown or no mere
    names; what reaches outside the file; body and appendices that are missing or named twice."""
    try:
        document = Document(BytesIO(template))
    except (PackageNotFoundError, BadZipFile, LookupError, ValueError, SyntaxError):
        return (TemplateFault("Tệp không mở được như tệp Word; hãy mở bằng Word rồi lưu lại dạng .docx."),)
    faults = [*_reaching_out(document), *_out_of_reach(document)]
    named: list[str] = []
    for place, paragraph in _placed(document):
        found, fault = _tags_in(paragraph.text, place)
        named += found
        faults += fault
        alone = [one for one in found if one in (BODY, APPENDICES)]
        if alone and (paragraph.text.strip() != f"{{{{{alone[0]}}}}}" or not place.startswith("đoạn")):
            faults.append(TemplateFault(f"Thẻ {{{{{alone[0]}}}}} ở {place} phải đứng một mình thành đoạn."))
    for name in (BODY, APPENDICES):
        if named.count(name) != 1:
            faults.append(TemplateFault(f"Mẫu phải có thẻ {{{{{name}}}}} ({TAGS[name]}) đúng một lần."))
    if not faults and named.index(BODY) > named.index(APPENDICES):
        faults.append(TemplateFault(f"Thẻ {{{{{APPENDICES}}}}} phải đứng sau thẻ {{{{{BODY}}}}}."))
    return tuple(faults)


def fill_template(template: bytes, folio: Folio) -> bytes:
    """The document in the form: of a form without faults. Paragraphs of parts that the document has not are
    left out."""
    document = Document(BytesIO(template))
    for mark in [*document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    add_styles(document)
    runs = RunWriter(lambda address: document.part.relate_to(address, RT.HYPERLINK, is_external=True))
    words = _words_of(folio)
    sides = _sides(folio)
    body = range(_first_of_body(folio, sides), sides[-1])
    after = range(body.stop + 1, len(folio.blocks))
    for _, paragraph in [*_placed(document)]:
        name = paragraph.text.strip().strip("{}")
        if name in (BODY, APPENDICES):
            blocks = [folio.blocks[number] for number in (body if name == BODY else after)]
            _put(document, paragraph, partial(write_blocks, document, blocks, runs))
        elif _TAG.search(paragraph.text):
            _fill(paragraph, words)
    drop_properties(document)
    if runs.figures:
        add_property(document, FIGURE_DIGEST, figure_digest(runs.figures))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def with_tags(folio: Folio) -> bytes:
    """A document of ours as a form to begin with: its parts replaced by their tags."""
    sides = _sides(folio)
    first = _first_of_body(folio, sides)
    tagged = compose(
        [ParagraphDraft([Run(f"{{{{{name}}}}}")], style=Component.BODY.value) for name in (BODY, APPENDICES)],
        source=folio.source,
    ).blocks
    blocks = (*folio.blocks[:first], tagged[0], folio.blocks[sides[-1]], tagged[1])
    document = Document(BytesIO(write_docx(replace(folio, blocks=blocks))))
    styles = {f"nd30_{one.value}": name for name, kinds in _PARTS.items() for one in kinds}
    capitals = {
        f"nd30_{one.value}" for one in (Component.PARENT_ISSUER, Component.ISSUER, Component.AUTHORITY)
    }
    seen: set[str] = set()
    for _, paragraph in [*_placed(document)]:
        style = paragraph.style.name if paragraph.style is not None else ""
        name = styles.get(style or "")
        if name is None or not paragraph.text.strip():
            continue
        if name in seen:
            _remove(paragraph)
            continue
        seen.add(name)
        _say(paragraph, f"{{{{{name.upper() if style in capitals else name}}}}}")
    drop_properties(document)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _sides(folio: Folio) -> Sequence[int]:
    """Where head and signature stand among the blocks."""
    return [
        number for number, block in enumerate(folio.blocks) if isinstance(block, Table) and not block.ruled
    ]


def _first_of_body(folio: Folio, sides: Sequence[int]) -> int:
    titles = {
        one.value for one in (Component.KIND, Component.SUBJECT, Component.ADDRESSEES, Component.ADDRESSEE)
    }
    number = sides[0] + 1
    while number < sides[-1] and getattr(folio.blocks[number], "style", None) in titles:
        number += 1
    return number


def _words_of(folio: Folio) -> Mapping[str, Sequence[str]]:
    """For each tag its lines."""
    lines: dict[str, list[str]] = {}
    for paragraph in folio.paragraphs:
        lines.setdefault(paragraph.style or "", []).append(paragraph.text)
    return {
        name: [line for one in kinds for line in lines.get(one.value, [])] for name, kinds in _PARTS.items()
    }


def _placed(document: WordDocument) -> Iterator[tuple[str, WordParagraph]]:
    """All paragraphs, each with its place in words."""
    count = tables = 0
    for element in document.element.body:
        if element.tag == qn("w:p"):
            count += 1
            yield f"đoạn {count}", WordParagraph(element, document._body)
        elif element.tag == qn("w:tbl"):
            tables += 1
            for row, line in enumerate(element.iter(qn("w:tr")), 1):
                for one in line.iter(qn("w:p")):
                    yield f"bảng {tables}, dòng {row}", WordParagraph(one, document._body)
        else:
            for one in element.iter(qn("w:p")):
                yield "khung chữ", WordParagraph(one, document._body)
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield from (("đầu, chân trang", one) for one in part.paragraphs)


def _tags_in(text: str, place: str) -> tuple[list[str], list[TemplateFault]]:
    if _CODE.search(text):
        return [], [
            TemplateFault(f"Mẫu có lệnh ở {place}; mẫu chỉ nhận thẻ dạng {{{{tên}}}}, không nhận lệnh.")
        ]
    named: list[str] = []
    faults: list[TemplateFault] = []
    for tag in _TAG.findall(text):
        name = " ".join(tag.split())
        shown = name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…"
        if not _NAME.fullmatch(name):
            faults.append(
                TemplateFault(f"Thẻ {{{{{shown}}}}} ở {place} không phải tên thẻ; mẫu không nhận biểu thức.")
            )
        elif name.lower() not in TAGS:
            faults.append(TemplateFault(f"Không có thẻ {{{{{shown}}}}} (ở {place}); hãy xem danh sách thẻ."))
        else:
            named.append(name.lower())
    rest = _TAG.sub("", text)
    if "{{" in rest or "}}" in rest:
        faults.append(TemplateFault(f"Thẻ ở {place} thiếu dấu mở {{{{ hoặc dấu đóng }}}}."))
    return named, faults


def _reaching_out(document: WordDocument) -> Iterator[TemplateFault]:
    """Macros, and what would be fetched from elsewhere as the file is opened or printed."""
    package = document.part.package
    if any("vba" in str(part.partname).lower() or "activex" in str(part.partname).lower()
           or "embeddings" in str(part.partname).lower() for part in package.iter_parts()):  # fmt: skip
        yield TemplateFault("Mẫu có macro hoặc đối tượng nhúng; hãy bỏ đi rồi lưu lại dạng .docx.")
    for part in package.iter_parts():
        for relation in part.rels.values():
            if relation.is_external and relation.reltype != RT.HYPERLINK:
                yield TemplateFault("Mẫu lấy hình hoặc mẫu từ bên ngoài tệp; hãy nhúng vào tệp hoặc bỏ đi.")
                return
    roots = [*_roots(document)]
    if any(next(root.iter(qn("w:altChunk")), None) is not None for root in roots):
        yield TemplateFault("Mẫu nhúng cả một tệp khác; hãy chép nội dung vào mẫu rồi lưu lại dạng .docx.")
    fields = [one.text or "" for root in roots for one in root.iter(qn("w:instrText"))]
    fields += [one.get(qn("w:instr")) or "" for root in roots for one in root.iter(qn("w:fldSimple"))]
    if any(not _FIELDS.match(one) for one in fields if one.strip()):
        yield TemplateFault("Mẫu có trường tự động (field) ngoài số trang; hãy thay bằng chữ hoặc bỏ đi.")


def _roots(document: WordDocument) -> Iterator[BaseOxmlElement]:
    """Text, headers, footers, notes: whatever of the file is XML of Word's own."""
    for part in document.part.package.iter_parts():
        if not str(part.partname).startswith("/word/") or not part.content_type.endswith("+xml"):
            continue
        with suppress(SyntaxError):  # such a part is shown by nobody
            yield part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _out_of_reach(document: WordDocument) -> Iterator[TemplateFault]:
    """Tags where none is filled: in text boxes, in tables of headers, in notes. They would be printed."""
    within = {paragraph._p for _, paragraph in _placed(document)}
    for root in _roots(document):
        for paragraph in root.iter(qn("w:p")):
            words = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
            if paragraph not in within and ("{{" in words or "}}" in words or _CODE.search(words)):
                shown = words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
                yield TemplateFault(
                    f"Không điền được thẻ trong “{shown}”: thẻ đặt trong khung chữ, chú thích hoặc bảng ở "
                    "đầu, chân trang; hãy chuyển thẻ vào đoạn hoặc bảng của thân văn bản."
                )
                return


def _put(document: WordDocument, at: WordParagraph, write: Callable[[], None]) -> None:
    """Writes at the end, as the writer does, and brings what was written to its place."""
    body = document.element.body
    there = set(body)
    write()
    for element in [one for one in body if one not in there]:
        at._p.addprevious(element)
    body.remove(at._p)


def _fill(paragraph: WordParagraph, words: Mapping[str, Sequence[str]]) -> None:
    """A paragraph of one tag is written once for each of its lines."""
    text = paragraph.text
    whole = _TAG.fullmatch(text.strip())
    if whole is None:
        _say(paragraph, _TAG.sub(lambda tag: " ".join(_lines(tag[1], words)), text))
        return
    lines = _lines(whole[1], words)
    for line in lines[:-1]:
        copy = deepcopy(paragraph._p)
        paragraph._p.addprevious(copy)
        _say(WordParagraph(copy, paragraph._parent), line)
    if lines:
        _say(paragraph, lines[-1])
    else:
        _remove(paragraph)


def _lines(tag: str, words: Mapping[str, Sequence[str]]) -> Sequence[str]:
    name = tag.strip()
    found = words.get(name.lower(), ())
    return [one.upper() for one in found] if name.isupper() else found


def _say(paragraph: WordParagraph, text: str) -> None:
    """The words in the form of its first run."""
    first, *others = paragraph.runs or [paragraph.add_run()]
    for one in others:
        paragraph._p.remove(one._r)
    for element in [*first._r]:
        if element.tag != qn("w:rPr"):
            first._r.remove(element)
    first.text = text


def _remove(paragraph: WordParagraph) -> None:
    """A cell keeps one paragraph."""
    element: BaseOxmlElement = paragraph._p
    parent = element.getparent()
    if parent is None:
        return
    if len(parent.findall(qn("w:p"))) > 1 or parent.tag != qn("w:tc"):
        parent.remove(element)
    else:
        _say(paragraph, "")
