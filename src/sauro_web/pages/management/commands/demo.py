"""`python -m sauro_web demo`: fills an empty database with a made-up commune and the province above it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sauro_web.pages.demo_office import fill

__all__ = ["Command"]


class Command(BaseCommand):
    """Fills once; a database with units in it stays as it is."""

    help = "Lập xã và tỉnh dùng thử trong cơ sở dữ liệu còn trống, kèm người dùng có mật khẩu ghi sẵn."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether the office has a past."""
        parser.add_argument(
            "--no-past", action="store_true", help="chỉ có kế hoạch, không có nửa năm làm việc"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Fills and prints who may sign in."""
        if not settings.DEMO:
            raise CommandError(
                "Chỉ lập cơ quan dùng thử khi SAURO_DEMO=true: mật khẩu của nó ai cũng đọc được."
            )
        people = fill(now=timezone.now(), past=not options["no_past"])
        if not people:
            self.stdout.write("Cơ sở dữ liệu đã có đơn vị, giữ nguyên.")
        for person in people:
            self.stdout.write(f"{person.username:12} {person.password:18} {person.name}, {person.title}")
