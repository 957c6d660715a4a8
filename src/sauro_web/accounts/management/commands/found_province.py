"""Founds a province with its usual organisation; running it again adds only what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sauro_web.accounts.models import Unit
from sauro_web.accounts.operations.founding import FIRST_DAY, found_province
from sauro_web.accounts.prefixes import begins
from sauro_web.common.errors import SiteError

__all__ = ["Command"]


class Command(BaseCommand):
    """`found_province CODE [--from 2025-07-01]`."""

    help = "Lập UBND tỉnh, thành phố theo mã đơn vị hành chính, với tổ chức bên trong thường có."

    def add_arguments(self, parser: CommandParser) -> None:
        """The code, and the first day."""
        parser.add_argument("code", help="mã đơn vị hành chính")
        parser.add_argument("--from", dest="valid_from", type=date.fromisoformat, default=FIRST_DAY)

    def handle(self, *args: Any, **options: Any) -> None:
        """Founds it and prints its name and how many units stand beneath it."""
        try:
            unit = found_province(options["code"], valid_from=options["valid_from"])
        except SiteError as error:
            raise CommandError(error.sentence) from error
        beneath = Unit.objects.filter(begins("path", unit.path)).count() - 1
        self.stdout.write(f"{unit.name}: {beneath} đơn vị trực thuộc.")
