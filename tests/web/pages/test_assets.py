"""What the front end is built from and what it weighs."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from tools import build_assets

ROOT = Path(__file__).resolve().parents[3]
BUILT = ROOT / "src" / "sauro_web" / "assets"
MOST_SCRIPT = 300 * 1024

built = pytest.mark.skipif(
    not (BUILT / "site.js").exists(), reason="front end not built: tools/build_assets.py"
)


def test_the_lock_file_names_no_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert "http" not in re.sub(r'"(?:url|funding)": "[^"]*"', "", lock)
    packages = json.loads(lock)["packages"]
    assert packages["node_modules/htmx.org"]["version"] == "2.0.11"


@built
def test_all_script_together_is_light() -> None:
    weight = sum(len(gzip.compress(path.read_bytes(), 6)) for path in BUILT.rglob("*.js"))
    print(f"script: {weight / 1024:.1f} KB gzip of at most {MOST_SCRIPT / 1024:.0f}")
    assert weight <= MOST_SCRIPT


@built
def test_nothing_is_fetched_from_elsewhere() -> None:
    style = (BUILT / "site.css").read_text(encoding="utf-8")
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]{1,40})", style)
    assert addresses
    assert [at for at in addresses if not at.startswith(("data:", "./fonts/", "#"))] == []
    assert "@import" not in style


@built
def test_the_letters_of_vietnamese_come_in_three_weights() -> None:
    fonts = sorted(path.name for path in (BUILT / "fonts").iterdir())
    assert fonts == sorted(
        f"be-vietnam-pro-{letters}-{weight}-normal.woff2"
        for letters in ("latin", "latin-ext", "vietnamese")
        for weight in (400, 600, 700)
    )


@built
def test_every_icon_that_a_page_names_was_built() -> None:
    drawings = json.loads((BUILT / "icons.json").read_text())
    assert set(build_assets.icon_names()) == set(drawings)
    assert all(drawings.values())


@built
def test_what_is_served_comes_with_its_licences() -> None:
    text = (BUILT / "licences.txt").read_text(encoding="utf-8")
    for name in ("@tabler/core", "htmx.org", "@alpinejs/csp", "@fontsource/be-vietnam-pro", "@tabler/icons"):
        assert name in text
