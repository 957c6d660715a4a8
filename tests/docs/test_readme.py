"""The documents tell the truth: commands run, output is today's, links and pictures are there."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from tests.docs.examples import (
    DOCUMENTS,
    ROOT,
    Command,
    blocks_of,
    commands_of,
    differs,
    renewed,
    run,
    run_program,
)
from tests.docs.workshop import furnish, put_scan
from tools.make_pictures import LARGEST, PICTURES
from tools.sample_pdf import NoLibreOfficeError

ENGLISH, VIETNAMESE, GUIDE = DOCUMENTS
READMES = (ENGLISH, VIETNAMESE)
PROSE = (
    *DOCUMENTS,
    ROOT / "docs" / "huong-dan" / "README.md",
    ROOT / "docs" / "huong-dan" / "ke-hoach.md",
    ROOT / "docs" / "huong-dan" / "dang-nhap.md",
    ROOT / "docs" / "huong-dan" / "don-vi-nguoi-dung.md",
    ROOT / "docs" / "huong-dan" / "nhiem-vu.md",
    ROOT / "docs" / "huong-dan" / "danh-sach.md",
    ROOT / "docs" / "huong-dan" / "tong-quan.md",
    ROOT / "docs" / "huong-dan" / "nhac-viec.md",
    ROOT / "docs" / "huong-dan" / "van-ban.md",
    ROOT / "docs" / "huong-dan" / "kiem-tra-the-thuc.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "docs" / "dev" / "architecture.md",
    ROOT / "docs" / "dev" / "testing.md",
    ROOT / "docs" / "dev" / "plan-json.md",
    ROOT / "changelog.d" / "README.md",
)
SOURCES = ROOT / "src" / "sauro"
COMMANDS = [
    (path, command) for path in DOCUMENTS for block in blocks_of(path) for command in commands_of(block)
]
SCAN = "ban-quet.pdf"
FINDING_CODE = re.compile(
    r"(?:document|numbering|item|table|task|pair|target|citation|unit|plan|ocr|docx|pdf|text)\.[a-z_]+"
)
REFUSERS = (
    "classified", "docx_package", "encodings", "file_kind", "limits", "office_convert", "open",
    "scan_pictures", "tesseract",
)  # fmt: skip
"""Modules all of whose messages say that a file is not read."""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    furnish(folder)
    return folder


def _named(path: Path, command: Command) -> str:
    return f"{path.name}: {command.line}"


def _starting(program: str) -> list[tuple[Path, Command]]:
    return [(path, command) for path, command in COMMANDS if command.line.split()[0] == program]


def test_every_command_is_of_a_known_kind() -> None:
    known = {"sauro", "make", "sudo", ".", "python"}
    assert {command.line.split()[0] for _, command in COMMANDS} <= known
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "VENV := .venv\n" in makefile
    assert {command.line for _, command in _starting(".")} == {". .venv/bin/activate"}


@pytest.mark.parametrize(
    ("document", "command"),
    [pytest.param(*pair, id=_named(*pair)) for pair in _starting("sauro") if SCAN not in pair[1].line],
)
def test_commands_print_what_the_documents_show(document: Path, command: Command, workshop: Path) -> None:
    printed = run(command.line, workshop)
    if command.output is not None:
        assert differs(command.output, printed) == "", f"{document.name}: python -m tests.docs.examples"


@pytest.mark.ocr
@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "command",
    [command for _, command in _starting("sauro") if SCAN in command.line],
    ids=lambda one: one.line,
)
def test_the_scan_of_the_guide_is_read(command: Command, workshop: Path) -> None:
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed")
    try:
        put_scan(workshop)
    except NoLibreOfficeError as error:
        pytest.skip(str(error))
    assert command.output is not None
    assert differs(command.output, run(command.line, workshop)) == ""


@pytest.mark.parametrize("line", sorted({command.line for _, command in _starting("make")}))
def test_make_knows_its_targets(line: str) -> None:
    printed = run(f"{line} --dry-run >/dev/null", ROOT)
    assert printed == [""]


def test_packages_are_those_that_the_tests_install() -> None:
    script = (ROOT / "tools" / "system_packages.sh").read_text(encoding="utf-8")
    for _, command in _starting("sudo"):
        assert all(package in script for package in command.line.split()[3:])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_programs_print_what_the_documents_show(document: Path, workshop: Path) -> None:
    blocks = blocks_of(document)
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.language == "python":
            assert following is not None
            assert following.language == "text"
            assert run_program(block.text, workshop) == following.text.splitlines()


def test_an_output_that_changed_is_seen() -> None:
    printed = ["a", "b", "c", "d"]
    assert differs(("a", "b", "c", "d"), printed) == ""
    assert differs(("a", "…", "d"), printed) == ""
    assert differs(("a", "…", "c", "…"), printed) == ""
    assert differs(("a", "b", "c"), printed) != ""
    assert differs(("b", "…", "d"), printed) != ""
    assert differs(("a", "…", "c"), printed) != ""
    assert differs(("a", "…", "x", "…", "d"), printed) != ""


def test_an_output_that_changed_is_written_anew() -> None:
    printed = ["head", "DUTIES (12)", "one", "TARGETS (3)", "first", "second", "third"]
    shown = ("head", "…", "DUTIES (9)", "…", "TARGETS (2)", "first", "second")
    anew = ["head", "…", "DUTIES (12)", "…", "TARGETS (3)", "first", "second", "third"]
    assert renewed(shown, printed) == anew
    with pytest.raises(ValueError, match="not in list"):
        renewed(("head", "…", "REPORTS (1)"), printed)


@pytest.mark.parametrize("document", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_and_pictures_are_there(document: Path) -> None:
    for target in _links(document):
        path, _, anchor = target.partition("#")
        place = (document.parent / path).resolve() if path else document
        assert place.exists(), target
        if anchor:
            assert anchor in _anchors(place), target


@pytest.mark.parametrize("document", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_that_are_named_are_there(document: Path) -> None:
    """A path in backticks that begins with a folder of the repository."""
    named = re.findall(
        r"`((?:src|tests|tools|docs|benchmarks|changelog\.d)/[\w./-]+)`", document.read_text("utf-8")
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_address_and_no_place_of_a_machine_is_named(document: Path) -> None:
    """The address of the site on one's own machine is the one that may be named."""
    text = document.read_text(encoding="utf-8")
    assert re.findall(r"https?://(?!localhost[:/])\S+|/(?:home|root|work|Users)/\S+", text) == []


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_small_and_used(name: str) -> None:
    path = ROOT / "docs" / "hinh" / f"{name}.png"
    assert path.stat().st_size <= LARGEST
    with Image.open(path) as picture:
        assert picture.format == "PNG"
    assert any(f"hinh/{name}.png" in document.read_text(encoding="utf-8") for document in PROSE)


def test_both_readmes_have_the_same_sections_commands_and_pictures() -> None:
    assert [level for level, _ in _headings(ENGLISH)] == [level for level, _ in _headings(VIETNAMESE)]
    assert [block.text for block in blocks_of(ENGLISH)] == [block.text for block in blocks_of(VIETNAMESE)]
    assert _pictures(ENGLISH) == _pictures(VIETNAMESE)
    assert _counts(ENGLISH) == _counts(VIETNAMESE)
    assert "(README.vi.md)" in ENGLISH.read_text("utf-8").split("\n## ")[0]
    assert "(README.md)" in VIETNAMESE.read_text("utf-8").split("\n## ")[0]


@pytest.mark.parametrize("name", ["figures", "speed"])
def test_both_readmes_tell_the_same_figures(name: str) -> None:
    first, second = (_figures(path, name) for path in READMES)
    assert first == second


def test_the_guide_explains_every_finding() -> None:
    written = set(re.findall(r"^\| `([a-z._]+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE))
    assert written == _finding_codes()


def test_the_guide_quotes_messages_of_the_program() -> None:
    known = {text for path in SOURCES.rglob("*.py") for text in _strings(path)}
    quoted = _quoted_messages()
    assert len(quoted) > 40
    assert [one.pattern for one in quoted if not any(map(one.match, known))] == []


def test_the_guide_has_every_message_of_refusal() -> None:
    quoted = _quoted_messages()
    for module in REFUSERS:
        for message in _strings(SOURCES / "reading" / f"{module}.py"):
            if "hãy" in message:
                assert any(one.match(message) for one in quoted), message


def _links(document: Path) -> list[str]:
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"\]\(([^)\s]+)\)", text)


def _pictures(document: Path) -> list[str]:
    return re.findall(r"!\[[^\]]+\]\(([^)]+)\)", document.read_text(encoding="utf-8"))


def _headings(document: Path) -> list[tuple[int, str]]:
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [(len(match[1]), match[2]) for match in re.finditer(r"^(#+) (.+)$", text, re.MULTILINE)]


def _anchors(document: Path) -> set[str]:
    """Anchors of the headings as forges make them: small letters, no punctuation, hyphens for blanks."""
    return {re.sub(r"[^\w\- ]", "", text).lower().replace(" ", "-") for _, text in _headings(document)}


def _counts(document: Path) -> list[tuple[int, int]]:
    """How many items of lists and rows of tables each section has."""
    sections = re.split(r"^#+ ", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [
        (len(re.findall(r"^- ", text, re.MULTILINE)), len(re.findall(r"^\|", text, re.MULTILINE)))
        for text in sections
    ]


def _figures(document: Path, name: str) -> list[str]:
    """The figures of a table; thousands and decimals are written the other way round in Vietnamese."""
    text = document.read_text(encoding="utf-8")
    table = text.split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->")[0]
    return [figure.replace(",", ".") for figure in re.findall(r"—|\d[\d.,]*", table)]


def _quoted_messages() -> list[re.Pattern[str]]:
    """The beginnings of messages in the first column of the tables of messages; "…" is what changes."""
    text = GUIDE.read_text(encoding="utf-8")
    tables = re.findall(r"^\| Thông báo \|.*\n\|---\|---\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    quoted = [row.split("|")[1].strip() for table in tables for row in table.splitlines()]
    return [re.compile(".+".join(map(re.escape, words.split("…"))) + r"(?!\w)") for words in quoted]


def _strings(path: Path) -> Iterator[str]:
    """All texts of a module; what is put in at run time shows as {}."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def _finding_codes() -> set[str]:
    """Texts that look like codes of findings on the reading of a plan, names of files left out. Each check
    of drafts has a page of its own."""
    modules = (path for path in SOURCES.rglob("*.py") if "checks" not in path.parts)
    found = {text for path in modules for text in _strings(path) if FINDING_CODE.fullmatch(text)}
    return {code for code in found if not code.endswith((".docx", ".pdf", ".html", ".xlsx"))}
