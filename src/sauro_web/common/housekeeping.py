"""What is tidied up every night."""

from __future__ import annotations

import logging

from django.core.management import call_command
from django.db import connection

from sauro_web.common.guards import begin_log_anew
from sauro_web.common.kept_files import sweep

__all__ = ["forget_changes", "forget_expired_sessions", "sweep_kept_files"]

_LOG = logging.getLogger(__name__)


def forget_expired_sessions() -> None:
    """Rows of sessions that ended by themselves; nobody comes back to them."""
    call_command("clearsessions")


def forget_changes() -> None:
    """The log of what changed, by which processes know what they keep is old; each begins anew."""
    begin_log_anew(connection)


def sweep_kept_files() -> None:
    """Kept files that no row names."""
    swept = sweep()
    if swept.files:
        _LOG.info("removed %d kept files that no row names, %d bytes", swept.files, swept.size)
