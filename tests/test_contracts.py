"""Contracts of the house that a program can check."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "src" / "sauro").rglob("*.py"))
DRAWERS = {"utils", "util", "helpers", "helper", "misc", "common", "tools", "stuff"}


def test_import_contracts_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_module_has_one_matter(path: Path) -> None:
    assert path.stem not in DRAWERS
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says what it is for"
    if path.name == "__init__.py":
        return
    public = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    listed = next(
        (
            {ast.literal_eval(item) for item in node.value.elts}
            for node in tree.body
            if isinstance(node, ast.Assign)
            and getattr(node.targets[0], "id", "") == "__all__"
            and isinstance(node.value, ast.List)
        ),
        set(),
    )
    assert public <= listed, "public names stand in __all__"
    undocumented = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert undocumented == []


def test_identifiers_are_not_vietnamese_without_marks() -> None:
    """`nhiem_vu`, `don_vi`: unreadable in both languages (glossary); words of the law in data are meant."""
    forbidden = re.compile(
        r"\b(?:nhiem_vu|don_vi|van_ban|ke_hoach|co_quan|thoi_han|chu_tri|phoi_hop|bao_cao)\b"
    )
    found = [
        (path.name, node.id)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and forbidden.search(node.id)
    ]
    assert found == []


def test_no_host_is_named_in_the_sources() -> None:
    """Nothing is fetched at run time; the only addresses are the namespaces of file formats."""
    allowed = ("schemas.openxmlformats.org", "purl.oclc.org", "schemas.microsoft.com", "www.w3.org", "urn:")
    for path in MODULES:
        for address in re.findall(r"https?://[^\s\"')]+", path.read_text(encoding="utf-8")):
            assert any(host in address for host in allowed), (path.name, address)
