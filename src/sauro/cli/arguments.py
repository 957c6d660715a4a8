"""Command lines in Vietnamese: argparse without its English."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import NoReturn

__all__ = ["Parser", "UsageError"]

_HELP = "hiện phần trợ giúp này rồi thoát"


class UsageError(Exception):
    """The command line cannot be understood; `str(error)` is one Vietnamese sentence."""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Says "Cách dùng" where argparse says "usage"."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """As in argparse, under a Vietnamese heading."""
        super().add_usage(usage, actions, groups, prefix or "Cách dùng: ")


class Parser(argparse.ArgumentParser):
    """A parser that speaks Vietnamese and raises UsageError instead of leaving the program.

    What argparse would say in English cannot happen or is put into Vietnamese here: options are never
    abbreviated and all their values are plain strings, so that only a value missing or one too many is left.
    """

    def __init__(self, prog: str, description: str, epilog: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
        )
        self._positionals.title = "Đối số"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help=_HELP)

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The options of a command line. Raises UsageError where it is not understood."""
        try:
            known, unknown = self.parse_known_args(arguments)
        except argparse.ArgumentError as error:
            raise UsageError(self._sentence(error)) from None
        if unknown:
            raise UsageError(f"Không có tùy chọn “{unknown[0]}”; hãy xem {self.prog} --help.")
        return known

    def error(self, message: str) -> NoReturn:
        """Raises UsageError where argparse would leave the program with an English message."""
        raise UsageError(f"Dòng lệnh không hợp lệ; hãy xem {self.prog} --help.")

    def _sentence(self, error: argparse.ArgumentError) -> str:
        name = error.argument_name or ""
        if "explicit" in error.message:
            return f"Tùy chọn {name} không nhận giá trị; hãy xem {self.prog} --help."
        return f"Tùy chọn {name} còn thiếu giá trị; hãy xem {self.prog} --help."
