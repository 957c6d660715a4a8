"""Gives a person a new first password, where no administrator can sign in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from sauro_web.accounts.signing_in.operations import reset_access
from sauro_web.accounts.signing_in.queries import person_of

__all__ = ["Command"]


class Command(BaseCommand):
    """Prints the password once; it must be changed after signing in."""

    help = "Cấp mật khẩu dùng một lần cho một người"

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, and what else is taken away."""
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("--second-step", action="store_true", help="tắt cả xác thực hai bước")
        parser.add_argument("--province", action="store_true", help="bỏ gắn với đăng nhập một lần của tỉnh")

    def handle(self, *args: Any, **options: Any) -> None:
        """Finds the person, gives the password, prints it."""
        person = person_of(options["username"])
        if person is None:
            raise CommandError(f"Không có người dùng tên {options['username']}.")
        password = reset_access(
            person, by=None, on=localdate(), second_step=options["second_step"], province=options["province"]
        )
        self.stdout.write(f"Mật khẩu dùng một lần của {person.full_name} ({person.username}): {password}")
