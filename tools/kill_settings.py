"""Settings of the site, with one address more for `kill_trial.py`."""

from __future__ import annotations

from sauro_web.settings import *  # noqa: F403

ROOT_URLCONF = "tools.kill_urls"
