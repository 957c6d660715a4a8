"""The command `sauro`: finds the subcommand, and turns whatever goes wrong into one Vietnamese line."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module

from sauro.cli.arguments import Parser, UsageError
from sauro.cli.exit_codes import CLOSED_PIPE, FAILED, INTERNAL, INTERRUPTED
from sauro.cli.streams import (
    OutputError,
    flush_out,
    forget_out,
    internal_fault,
    is_debugging,
    say,
    use_utf8,
    write_out,
)

__all__ = ["main"]

_DESCRIPTION = """\
Sáu Rõ: đọc kế hoạch của Ủy ban nhân dân thành nhiệm vụ, chỉ tiêu, thời hạn
và chế độ báo cáo."""
_EPILOG = """\
Lệnh:
  read TỆP…    đọc văn bản và in ra những gì đọc được, mỗi giá trị kèm trích dẫn
  check TỆP    kiểm tra thể thức của dự thảo, nêu rõ chỗ sai, căn cứ và cách sửa
  review TỆP   soát kế hoạch, đối chiếu với kế hoạch của cơ quan cấp trên
  compare A B  so dự thảo với bản đã ký: thêm, bớt, sửa chỗ nào

Xem cách dùng của từng lệnh: sauro read --help, sauro check --help
"""
_COMMANDS = {
    "read": "sauro.cli.read",
    "check": "sauro.cli.check",
    "review": "sauro.cli.review",
    "compare": "sauro.cli.compare",
}
"""The module of each command, loaded when the command is run."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs `sauro` with these arguments (those of the process by default); returns the exit code: 0 where all
    went well, 1 where a check found an error, 2 where a file or the command line is at fault, 70 for a fault
    of the program itself."""
    use_utf8()
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        flush_out()
    except (UsageError, OutputError) as error:
        say(f"sauro: {error}")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        forget_out()
        return CLOSED_PIPE
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except Exception as error:
        if is_debugging():
            traceback.print_exc()
        say(f"sauro: {internal_fault(error)}")
        return INTERNAL
    return code


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in _COMMANDS:
        run: Callable[[Sequence[str]], int] = import_module(_COMMANDS[arguments[0]]).run
        return run(arguments[1:])
    parser = Parser("sauro", _DESCRIPTION, _EPILOG)
    parser.usage = "sauro [-h] [--version] LỆNH …"
    parser.add_argument("--version", action="store_true", help="hiện phiên bản rồi thoát")
    parser.add_argument("command", nargs="?", help="lệnh cần chạy", metavar="LỆNH")
    if arguments and not arguments[0].startswith("-"):
        raise UsageError(f"Không có lệnh “{arguments[0]}”; hãy dùng: sauro read TỆP hoặc sauro check TỆP")
    options = parser.parse(arguments)
    if options.version:
        from sauro.cli.read import program_version

        write_out(f"sauro {program_version()}\n")
    else:
        write_out(parser.format_help())
    return 0


if __name__ == "__main__":
    sys.exit(main())
