"""Verifies the audit trail and prints its last digest, for the record on paper."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sauro_web.audit.queries import verify

__all__ = ["Command"]


class Command(BaseCommand):
    """Exit code 1 where the chain is broken."""

    help = "Kiểm tra chuỗi nhật ký và in mã băm cuối cùng"

    def handle(self, *args: Any, **options: Any) -> None:
        """Goes through the chain and says what it found."""
        verdict = verify()
        if verdict.broken_at is not None:
            raise CommandError(
                f"Nhật ký bị can thiệp từ dòng {verdict.broken_at} ({verdict.fault}); "
                f"{verdict.good} dòng trước đó còn nguyên."
            )
        self.stdout.write(f"Nhật ký còn nguyên: {verdict.good} dòng. Mã băm cuối: {verdict.digest or '—'}")
