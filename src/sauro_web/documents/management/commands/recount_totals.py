"""Counts the totals of the registers anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from sauro_web.common.guards import audited
from sauro_web.documents.operations.totalling import recount_totals
from sauro_web.documents.totals import REGISTER_TOTALS

__all__ = ["Command"]


class Command(BaseCommand):
    """For when the nightly comparison has found a difference, and its cause is known."""

    help = "Đếm lại toàn bộ số tổng của sổ văn bản từ sổ"

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many totals were wrong before."""
        before = audited(REGISTER_TOTALS, most=1)
        recount_totals()
        self.stdout.write(f"Đã đếm lại: {before.compared} số, {before.differing} số chênh lệch đã sửa.")
