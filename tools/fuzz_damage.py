"""Samples for the fuzzer, and the ways in which it damages them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence

from PIL import Image

from sauro.reading.limits import ZIP_ERRORS
from sauro.text.legacy import to_tcvn3, to_vni

__all__ = ["MUTATIONS", "Mutation", "built_seeds"]

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]
"""Damages a sample; other samples to take pieces from are the last argument."""

# fmt: off
_PUT_IN = (
    "\t", "\t\t", "TT\t", "STT", "1\t", "1", "I", "\n", "\n\n", "\f", "\r", "\x0b", "\u2028", "|", "**",
    "*", "#", "- ",
    "<b>", "</i>", "<br>", "\\", "&lt;", "(", "\u0301", "\u200b", "\ufeff", "𝒳", "İ", "ǆ", "ﬁ",
    "M Ậ T",
)
_TOKENS = (
    b"0", b"-1", b"1e30", b"4294967296", b"0.000001", b"nan", b"null", b"<<", b">>", b"[",
    b"]", b"R", b"obj", b"q", b"Q", b"BT", b"Tj", b"cm", b"re", b"/Rotate", b"(" * 50, b"",
)
# fmt: on
TEXT = (
    "ỦY BAN NHÂN DÂN\nXÃ MẪU\n\nSố: 12/KH-UBND\n\n## KẾ HOẠCH\n\n**Triển khai công tác năm 2026**\n\n"
    "1. Rà soát văn bản, cắt giảm ít nhất 15% số\n\nlượng báo cáo.\n\na) Văn phòng chủ trì;\n\n"
    "TT\tNội dung\tCơ quan chủ trì\tThời hạn\n1\tXây dựng kế hoạch\tVăn phòng\tTháng 5/2026\n"
    "2\tRà soát\t\tQuý III\n\nSTT\tTên\tGhi chú\n\nI\tNhóm một\t\n\n1\tViệc\tGhi\n\n| a | b |\n|---|---|\n"
    "| 1 | 2 |\n"
)


def text_seeds() -> list[bytes]:
    return [
        TEXT.encode(),
        TEXT.encode("utf-16"),
        to_tcvn3(TEXT).encode("latin-1", "replace"),
        to_vni(TEXT).encode("latin-1", "replace"),
    ]


def docx_seed() -> bytes:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    paragraph = "<w:p><w:pPr>{0}</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{1}</w:t><w:tab/></w:r></w:p>"
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    cell = (
        '<w:tc><w:tcPr><w:gridSpan w:val="{0}"/><w:vMerge/></w:tcPr>' + paragraph.format("", "Ô") + "</w:tc>"
    )
    table = (
        '<w:tbl><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>'
        f"<w:tr>{cell.format(1)}{cell.format(1)}</w:tr><w:tr>{cell.format(2)}</w:tr></w:tbl>"
    )
    body = paragraph.format("", "KẾ HOẠCH") + paragraph.format(number, "Rà soát") + table
    body += '<w:ins w:id="1">' + paragraph.format(number, "Thêm") + "</w:ins><w:sectPr/>"
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{types}.numbering+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r2" Type="{office}/numbering" Target="numbering.xml"/></Relationships>',
        "word/document.xml": f"<w:document {w}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f'<w:numbering {w}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    }
    return zipped({name: content.encode() for name, content in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def pdf_seed() -> bytes:
    """A page of text with a ruled table, objects in the clear, so that damage reaches their inside."""
    lines = "".join(
        f"BT /F1 12 Tf 72 {780 - 20 * n} Td (Dong chu thu {n} cua van ban.) Tj ET\n" for n in range(12)
    )
    rules = "".join(f"72 {400 - 30 * n} m 500 {400 - 30 * n} l S\n" for n in range(4))
    rules += "".join(f"{72 + 214 * n} 400 m {72 + 214 * n} 310 l S\n" for n in range(3))
    content = (lines + rules).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return data + tail % (table, len(data))


def image_seeds() -> list[bytes]:
    picture = Image.linear_gradient("L").resize((120, 160))
    seeds = []
    for kind in ("PNG", "JPEG", "TIFF"):
        buffer = io.BytesIO()
        picture.save(buffer, kind)
        seeds.append(buffer.getvalue())
    return seeds


def built_seeds(reader: str) -> list[bytes]:
    """The samples built in for a reader; all of them for one that takes any file."""
    built = {"plain": text_seeds(), "docx": [docx_seed()], "pdf": [pdf_seed()], "image": image_seeds()}
    return built[reader] if reader in built else [seed for seeds in built.values() for seed in seeds]


def damage_bytes(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Bits flipped, ranges cut out, doubled, moved, or taken from another sample."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        start = rng.randrange(len(changed) + 1)
        end = min(len(changed), start + rng.choice((1, 2, 4, 16, 64, 512)))
        kind = rng.randrange(7)
        if kind == 0 and changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del changed[start:end]
        elif kind == 2:
            changed[start:start] = changed[start:end]
        elif kind == 3:
            changed[start:end] = rng.randbytes(end - start)
        elif kind == 4:
            other = rng.choice(others)
            cut = rng.randrange(len(other) + 1)
            changed[start:end] = other[cut : cut + end - start]
        elif kind == 5:
            changed[start:end] = rng.choice((b"\0", b"\xff", b"\x7f")) * (end - start)
        elif rng.random() < 0.3:
            del changed[start:]
    return bytes(changed)


def damage_text(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Lines moved and doubled; tabs, marks, numbers and strange characters put in."""
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return damage_bytes(rng, data, others)
    for _ in range(rng.choice((1, 3, 10))):
        place = rng.randrange(len(lines))
        line = lines[place]
        cut = rng.randrange(len(line) + 1)
        put = rng.choice(_PUT_IN)
        kind = rng.randrange(5)
        if kind < 2:
            lines[place] = line[:cut] + put + line[cut:]
        elif kind == 2:
            lines.insert(rng.randrange(len(lines)), line)
        elif kind == 3 and len(lines) > 1:
            del lines[place]
        else:
            lines[place] = line.replace(" ", put, rng.randrange(1, 4))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def damage_docx(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Parts left out or exchanged; elements, attributes and values of their XML damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
    except ZIP_ERRORS:
        return damage_bytes(rng, data, others)
    xml = [name for name in parts if name.endswith((".xml", ".rels"))]
    for _ in range(rng.choice((1, 2, 5))):
        name = rng.choice(xml)
        kind = rng.randrange(6)
        if kind == 0 and rng.random() < 0.3:
            parts.pop(name, None)
            xml = [other for other in xml if other != name] or list(parts)
            if not parts:
                break
        elif kind == 1 and rng.random() < 0.3:
            parts[name] = parts.get(rng.choice(xml), b"")
        else:
            parts[name] = damage_markup(rng, parts.get(name, b""))
    return zipped(parts)


def damage_markup(rng: random.Random, xml: bytes) -> bytes:
    pieces = xml.replace(b">", b">\0").split(b"\0")
    place = rng.randrange(len(pieces))
    kind = rng.randrange(6)
    if kind == 0:
        del pieces[place]
    elif kind == 1:
        pieces.insert(rng.randrange(len(pieces) + 1), pieces[place])
    elif kind == 2:
        other = rng.randrange(len(pieces))
        pieces[place], pieces[other] = pieces[other], pieces[place]
    elif kind == 3:
        value = rng.choice(
            (b"-1", b"0", b"99999999999", b"", b"x", b"1.5", "đ".encode(), b"%1%2%9%0", b"NaN")
        )
        head, quote, rest = pieces[place].partition(b'val="')
        pieces[place] = head + quote + value + b'"' + rest.partition(b'"')[2] if quote else pieces[place]
    elif kind == 4:
        end = min(len(pieces), place + rng.randrange(1, 12))
        pieces[place:end] = pieces[place:end] * rng.choice((2, 3, 40))
    else:
        return damage_bytes(rng, xml, [xml])
    return b"".join(pieces)


def damage_pdf(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Numbers, names and keywords exchanged, offsets left as they are."""
    tokens = data.split(b" ")
    for _ in range(rng.choice((1, 2, 6))):
        place = rng.randrange(len(tokens))
        tokens[place] = rng.choice(_TOKENS) if rng.random() < 0.7 else rng.choice(tokens)
    return b" ".join(tokens)


MUTATIONS: dict[str, tuple[Mutation, ...]] = {
    "plain": (damage_bytes, damage_text, damage_text),
    "docx": (damage_bytes, damage_docx, damage_docx),
    "pdf": (damage_bytes, damage_pdf),
    "image": (damage_bytes,),
    "kind": (damage_bytes, damage_docx),
}
