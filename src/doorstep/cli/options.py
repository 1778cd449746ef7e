"""Which options do all commands share?"""

from pathlib import Path
from typing import Annotated, Final

import typer

DEFAULT_DATA_DIR: Final = Path(".doorstep")

DataDir = Annotated[
    Path,
    typer.Option(
        "--data-dir",
        envvar="DOORSTEP_DATA_DIR",
        help="Folder of the store.",
        show_default=True,
    ),
]
"""Where the store lies."""

Json = Annotated[
    bool,
    typer.Option("--json", help="Print one JSON object (or JSON lines) instead of a table."),
]
"""Whether a program reads the answer."""
