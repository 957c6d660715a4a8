"""Gives an office that was founded its first administrator, who enters everybody else."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from sauro_web.accounts.forms.people import AddPersonForm
from sauro_web.accounts.models import Role, Unit, UnitKind
from sauro_web.accounts.operations.people import add_person
from sauro_web.accounts.signing_in.passwords import first_password
from sauro_web.common.errors import SiteError

__all__ = ["Command"]

_OFFICES = (UnitKind.PROVINCE, UnitKind.COMMUNE)


class Command(BaseCommand):
    """Prints the password once; it must be changed after signing in."""

    help = "Lập tài khoản quản trị đầu tiên của một cơ quan, in mật khẩu dùng một lần"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where, and who."""
        parser.add_argument("code", help="mã đơn vị hành chính của cơ quan (2 hoặc 5 chữ số)")
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("full_name", help="họ và tên, đặt trong dấu nháy")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enters the person as administrator of the office."""
        office = Unit.objects.filter(area_code=options["code"], kind__in=_OFFICES, valid_to=None).first()
        if office is None:
            raise CommandError(
                f"Chưa có cơ quan nào mang mã {options['code']}; hãy lập bằng lệnh found_commune trước."
            )
        typed = {
            "username": options["username"],
            "full_name": options["full_name"],
            "role": Role.ADMINISTRATOR,
        }
        form = AddPersonForm(typed)
        if not form.is_valid():
            raise CommandError(" ".join(str(error) for errors in form.errors.values() for error in errors))
        password = first_password()
        try:
            person = add_person(
                by=None,
                unit=office,
                username=form.cleaned_data["username"],
                full_name=form.cleaned_data["full_name"],
                role=Role.ADMINISTRATOR,
                title="Quản trị",
                password=password,
                on=localdate(),
            )
        except SiteError as error:
            raise CommandError(error.sentence) from error
        self.stdout.write(f"Mật khẩu dùng một lần của {person.full_name} ({person.username}): {password}")
