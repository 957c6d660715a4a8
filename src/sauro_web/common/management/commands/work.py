"""`python -m sauro_web work`: the background work, until SIGTERM."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from sauro_web.common import jobs
from sauro_web.common.held import only_one

__all__ = ["Command"]


class Command(BaseCommand):
    """Takes up what an earlier worker left, then does jobs as they come."""

    help = "Chạy việc nền: nhận lại việc dở dang của lần chạy trước rồi làm các việc mới."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs until told to stop."""
        with only_one("worker") as alone:
            jobs.start(alone=alone)
            # The processes of the cluster are forked off this one: each opens its own connection.
            connections.close_all()
            call_command("qcluster")
