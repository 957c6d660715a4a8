"""Half a year of the made-up commune and its province: every figure on every page equals an independent
recount from the plain log of what was done (`tools/half_year`)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.web.organisation import signed_in
from tools.half_year.everything import comparison, look_at_all, look_at_unit

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.queries import verify
from sauro_web.pages.demo_office import fill
from sauro_web.pages.half_year import Deed

pytestmark = pytest.mark.django_db
END = date(2026, 6, 30)
"""Tết and the holidays at the end of April lie in the half year before it."""


def test_every_figure_equals_the_recount(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO, settings.DATA, settings.MEDIA_ROOT = True, tmp_path, tmp_path / "files"
    now = timezone.make_aware(datetime(END.year, END.month, END.day, 18))
    log: list[Deed] = []
    fill(now=now, log=log)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert log[0].on < date(2026, 1, 15)
    assert {"submit", "send_back", "decide_extension", "pause", "nudge", "cancel"} <= {
        one.what for one in log
    }
    found = comparison(log, END)
    for name in ("chutich", "kinhte", "tinh"):
        user = User.objects.get(username=name)
        look_at_all(found, signed_in(user), user, deep=name == "chutich")
    commune = Unit.objects.get(name="Ủy ban nhân dân xã Suối Ngần")
    look_at_unit(found, signed_in(user), user, commune.pk)
    assert found.differences == []
    assert found.number > 5_000
    assert verify().broken_at is None
