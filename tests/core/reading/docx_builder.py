"""Builds small .docx files in memory for tests: the XML is written by hand, each trap in its test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

__all__ = [
    "STRICT",
    "cell",
    "docx",
    "level",
    "numbered",
    "numbering",
    "package",
    "paragraph",
    "row",
    "run",
    "style",
    "table",
]

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMESPACES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
}


def run(text: str, properties: str = "") -> str:
    """A w:r with one w:t."""
    make = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{make}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A w:p; plain text is put into a run."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def numbered(text: str, num_id: int = 1, ilvl: int = 0) -> str:
    """A paragraph in a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>')


def level(ilvl: int, kind: str, text: str, more: str = "", start: int = 1) -> str:
    """A w:lvl."""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, nums: str = "") -> str:
    """A numbering part with one definition; `nums` replaces the one w:num that points at it."""
    nums = nums or '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def style(
    identifier: str, content: str, kind: str = "paragraph", based_on: str = "", default: bool = False
) -> str:
    """A w:style; its name is its identifier."""
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    is_default = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{is_default} w:styleId="{identifier}"><w:name w:val="{identifier}"/>'
        f"{parent}{content}</w:style>"
    )


def cell(content: str, properties: str = "") -> str:
    """A w:tc; plain text becomes one paragraph."""
    inner = content if content.startswith(("<w:p", "<w:tbl")) else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A w:tr; plain texts become cells."""
    inner = "".join(entry if entry.startswith("<w:tc") else cell(entry) for entry in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def table(*rows: str, properties: str = '<w:tblStyle w:val="TableGrid"/>') -> str:
    """A w:tbl, ruled unless told otherwise."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def docx(
    *body: str,
    parts: Mapping[str, str] | None = None,
    margins: Mapping[str, str] | None = None,
    main: str = "word/document.xml",
    namespace: str = MAIN,
) -> bytes:
    """A whole file. `parts`: content of "styles", "numbering", "footnotes", "endnotes" or "settings";
    `margins`: content of headers and footers by relationship id ("rIdHeader1")."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    spaces = f'xmlns:w="{namespace}" {_NAMESPACES}'
    files = {main: f"{head}<w:document {spaces}><w:body>{''.join(body)}</w:body></w:document>"}
    links = []
    folder, _, name = main.rpartition("/")
    prefix = f"{folder}/" if folder else ""
    for key, content in (parts or {}).items():
        files[f"{prefix}{key}.xml"] = f"{head}<w:{_ROOTS[key]} {spaces}>{content}</w:{_ROOTS[key]}>"
        links.append(f'<Relationship Id="rId{key}" Type="{_OFFICE}/{key}" Target="{key}.xml"/>')
    for key, content in (margins or {}).items():
        kind = "header" if "Header" in key else "footer"
        tag = "hdr" if kind == "header" else "ftr"
        files[f"{prefix}{key}.xml"] = f"{head}<w:{tag} {spaces}>{content}</w:{tag}>"
        links.append(f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{key}.xml"/>')
    files[f"{prefix}_rels/{name}.rels"] = _relationships(*links)
    files["_rels/.rels"] = _relationships(
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{main}"/>'
    )
    files["[Content_Types].xml"] = (
        f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    return package(files)


def field(kind: str) -> str:
    """A mark of a field: "begin", "separate" or "end"."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def package(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _relationships(*links: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{"".join(links)}</Relationships>'
