"""What README.md says about running the site for an office: its commands, its settings."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import load_command_class
from tests.docs.examples import ROOT, blocks_of, commands_of

from sauro_web.settings import KNOWN

READMES = (ROOT / "README.md", ROOT / "README.vi.md")
COMMANDS = [
    command.line
    for block in blocks_of(READMES[0])
    for command in commands_of(block)
    if command.line.startswith("python ")
]
SITE = "python -m sauro_web "


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A data folder of its own, and nothing of this test run's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAURO_", "DJANGO_"))}
    folder = tmp_path_factory.mktemp("office")
    return kept | {"SAURO_DATA": str(folder), "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}


def test_an_office_is_set_up_by_the_commands_as_they_stand(environment: dict[str, str]) -> None:
    said = ""
    for line in COMMANDS:
        words = shlex.split(line)
        if not line.startswith(SITE) or words[3] == "serve":
            continue
        done = subprocess.run(
            [sys.executable, *words[1:]],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, f"{line}: {done.stderr}"
        said += done.stdout
    assert "Ủy ban nhân dân xã Cẩm Giàng" in said
    assert said.count("Mật khẩu dùng một lần của") == 2
    assert "Nhật ký còn nguyên" in said


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith(f"{SITE}serve")])
def test_the_site_is_started_with_options_that_it_has(line: str) -> None:
    """What it does once started is looked at in tests/web/pages/test_serve.py."""
    parser = load_command_class("sauro_web.pages", "serve").create_parser("sauro_web", "serve")
    chosen = parser.parse_args(shlex.split(line)[4:])
    assert (chosen.host, chosen.port) == ("0.0.0.0", 8000)  # noqa: S104 (as an office listens)


def test_the_other_commands_are_those_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    others = {line for line in COMMANDS if not line.startswith(SITE)}
    assert others == {"python -m pip install -e '.[site]'", "python tools/build_assets.py"}
    assert "-e '.[site]'" in makefile
    assert "tools/build_assets.py" in makefile


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_setting_has_its_row(readme: Path) -> None:
    rows = re.findall(r"^\| `(SAURO_[A-Z_]+)` \|", readme.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(KNOWN)
