"""Verifies the audit trail and prints its last digest, for the record on paper."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sauro_web.audit.queries import has_digest, verify

__all__ = ["Command"]


class Command(BaseCommand):
    """Exit code 1 where the chain is broken."""

    help = "Kiểm tra chuỗi nhật ký và in mã băm cuối cùng"

    def add_arguments(self, parser: CommandParser) -> None:
        """A digest that was noted on paper."""
        parser.add_argument("--paper", default="", metavar="DIGEST", help="mã băm đã ghi trên giấy lần trước")

    def handle(self, *args: Any, **options: Any) -> None:
        """Goes through the chain and says what it found."""
        verdict = verify()
        if verdict.broken_at is not None:
            raise CommandError(
                f"Nhật ký bị can thiệp từ dòng {verdict.broken_at} ({verdict.fault}); "
                f"{verdict.good} dòng trước đó còn nguyên."
            )
        if (paper := options["paper"].strip().lower()) and not has_digest(paper):
            raise CommandError(
                "Trong nhật ký không còn mã băm đã ghi trên giấy: có dòng bị bỏ, hoặc cả chuỗi bị viết lại."
            )
        self.stdout.write(f"Nhật ký còn nguyên: {verdict.good} dòng. Mã băm cuối: {verdict.digest or '—'}")
