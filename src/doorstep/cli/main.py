"""What happens when somebody types ``doorstep``?"""

import os
import sys
from collections.abc import Sequence
from itertools import takewhile

from doorstep.cli.commands import build, installed_commands, wanted_command
from doorstep.cli.failure import CommandFailed
from doorstep.cli.output import tell


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; a failure is one sentence and a non-zero exit status.

    ``DOORSTEP_DEBUG=1`` lets the traceback through.

    Args:
        arguments: Words after ``doorstep``; those of the process when omitted.

    Raises:
        SystemExit: Always, with the status.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _run(words)
    except CommandFailed as failed:
        _let_through_if_debugging()
        tell(f"doorstep: {_one_line(failed)}")
        sys.exit(failed.status)
    except Exception as error:  # the edge of the program: one sentence, never a traceback
        _let_through_if_debugging()
        kind = type(error).__name__
        tell(f"doorstep: {kind}: {_one_line(error)} (set DOORSTEP_DEBUG=1 to see where)")
        sys.exit(1)


def _run(words: list[str]) -> None:
    commands = installed_commands()
    leading = list(takewhile(lambda word: not word.startswith("-"), words))
    application = build(commands, wanted_command(leading, list(commands)))
    application(args=words, prog_name="doorstep")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _let_through_if_debugging() -> None:
    if os.environ.get("DOORSTEP_DEBUG") == "1":
        raise


if __name__ == "__main__":
    main()
