"""`python -m sauro_web sweep_files`: removes kept files that no row of the database names."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sauro_web.common.kept_files import sweep

__all__ = ["Command"]


class Command(BaseCommand):
    """What the nightly job does, by hand."""

    help = "Xóa các tệp được giữ đã quá một ngày mà không dòng dữ liệu nào nêu tên."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--dry-run` only counts."""
        parser.add_argument("--dry-run", action="store_true", help="chỉ đếm, không xóa")

    def handle(self, *, dry_run: bool = False, **_: Any) -> None:
        """Says how many and how large they were."""
        swept = sweep(dry_run=dry_run)
        what = "Sẽ xóa" if dry_run else "Đã xóa"
        self.stdout.write(f"{what} {swept.files} tệp, {swept.size} byte.")
