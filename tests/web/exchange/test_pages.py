"""The page that describes the interface, and the guide: its commands are run as they stand there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer
from tests.web.exchange.conftest import System
from tests.web.organisation import signed_in

from sauro_web.accounts.models import User
from sauro_web.exchange.api.interface import api
from sauro_web.tasks.models import UnitTask

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "huong-dan" / "giao-dien-du-lieu.md"


@pytest.mark.django_db
def test_the_page_has_every_operation_and_field_of_the_schema(officer: User) -> None:
    page = signed_in(officer).get("/giao-dien-du-lieu/").content.decode()
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            assert f"{method.upper()} {path}" in page
            assert said["summary"] in page
            for parameter in said["parameters"]:
                assert f"<code>{parameter['name']}</code>" in page
    for shape in ("StepIn", "GiveIn", "ObstacleIn", "PartOut"):
        for name in schema["components"]["schemas"][shape]["properties"]:
            assert f"<code>{name}</code>" in page
    names = re.findall(r'id="([^"]+)"', page)
    assert len(names) == len(set(names))
    assert "<script>" not in page
    assert " style=" not in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_the_commands_of_the_guide_do_what_it_says(
    live_server: LiveServer, lead: System, part: UnitTask
) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    settings, *commands = blocks
    assert settings.startswith("export GOC=")
    known = {
        "GOC": live_server.url,
        "MA_TRUY_CAP": lead.token,
        "PHAN_VIEC": str(part.pk),
        "PATH": "/usr/bin:/bin",
    }
    for command in commands:
        done = subprocess.run(
            ["/bin/sh", "-e", "-c", command], env=known, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        assert done.stdout.startswith("{")
    part.refresh_from_db()
    assert (part.state, part.percent) == ("submitted", 100)
    assert "Báo cáo số 45/BC-VHXH" in part.product
