"""Enters the first administrator of an office, who then enters everybody else on the pages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from sauro_web.accounts.models import Role, Unit, UnitKind
from sauro_web.accounts.operations.people import add_person
from sauro_web.accounts.signing_in.passwords import first_password
from sauro_web.common.errors import SiteError

__all__ = ["Command"]


class Command(BaseCommand):
    """`add_administrator CODE USERNAME "FULL NAME"`; prints the password once, to be changed at once."""

    help = "Thêm quản trị đầu tiên của một cơ quan đã lập, với mật khẩu dùng một lần"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where, and whom."""
        parser.add_argument("code", help="mã đơn vị hành chính của cơ quan")
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("full_name", help="họ và tên")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enters the person and prints the password."""
        offices = Unit.objects.filter(kind__in=(UnitKind.PROVINCE, UnitKind.COMMUNE), valid_to=None)
        office = offices.filter(area_code=options["code"]).first()
        if office is None:
            raise CommandError(
                f"Chưa lập cơ quan có mã {options['code']}; hãy chạy found_commune hoặc found_province trước."
            )
        password = first_password()
        try:
            person = add_person(
                by=None, unit=office, username=options["username"], full_name=options["full_name"],
                role=Role.ADMINISTRATOR, title="Quản trị", password=password, on=localdate(),
            )  # fmt: skip
        except SiteError as error:
            raise CommandError(error.sentence) from error
        self.stdout.write(f"Mật khẩu dùng một lần của {person.full_name} ({person.username}): {password}")
