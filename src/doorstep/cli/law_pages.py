"""Write one page per rule, with an index and the open doubts."""

from pathlib import Path
from typing import Annotated, Final

import typer

from doorstep.cli.case_files import read_case_files
from doorstep.cli.output import print_line
from doorstep.compliance.lawbook.pages import examples_of, pages_of
from doorstep.compliance.lawbook.register import rule_register
from doorstep.parameters.doubts import all_doubts

OUT: Final = Path("docs/law")
CASES: Final = Path(__file__).resolve().parents[1] / "compliance" / "cases" / "examples"
"""The worked examples that the product ships."""


def law_pages(
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = OUT,
    cases: Annotated[
        Path,
        typer.Option(
            help="Folder of worked cases to show as examples.",
            show_default="those that are shipped",
        ),
    ] = CASES,
) -> None:
    """Write one page per rule: question, sources, numbers by date, doubts and examples.

    Example: doorstep law pages --out docs/law
    """
    pages = written_pages(cases)
    for path, text in pages.items():
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    print_line(f"{len(pages)} pages in {out}")


def written_pages(cases: Path) -> dict[str, str]:
    """Return every page by its path below the folder.

    Raises:
        CommandFailed: A case is not in order.
    """
    files = sorted(cases.glob("*.yaml"))
    read = [case for some, _ in read_case_files(files, None) for case in some]
    return dict(pages_of(rule_register(), examples_of(read), all_doubts()))
