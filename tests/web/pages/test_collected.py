"""Style and script gathered for the site: once, anew when one changed, and from nothing after a cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sauro_web.pages.collected import collect_changed


@pytest.fixture
def source(tmp_path: Path, settings: Any) -> Path:
    """A folder with one style, and nothing gathered yet."""
    (tmp_path / "assets").mkdir()
    style = tmp_path / "assets" / "own.css"
    style.write_text("b { color: red }")
    settings.STATICFILES_DIRS = [style.parent]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    hashed = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": hashed}
    settings.STATIC_ROOT = tmp_path / "static"
    return style


def test_what_did_not_change_is_gathered_once(source: Path) -> None:
    assert [collect_changed(), collect_changed()] == [True, False]


def test_what_changed_is_gathered_and_the_old_stays_for_open_pages(source: Path, settings: Any) -> None:
    collect_changed()
    source.write_text("b { color: green; margin: 0 }")
    assert collect_changed()
    assert len(list(settings.STATIC_ROOT.glob("own.*.css"))) == 2
    assert not collect_changed()


def test_what_was_cut_off_is_gathered_from_nothing(source: Path, settings: Any) -> None:
    collect_changed()
    (settings.STATIC_ROOT / "own.css").write_text("b {")
    (settings.STATIC_ROOT / "collected.txt").unlink()
    assert collect_changed()
    assert (settings.STATIC_ROOT / "own.css").read_text() == source.read_text()
