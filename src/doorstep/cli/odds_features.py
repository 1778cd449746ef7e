"""Write the page of all features that a chance may be computed from."""

from pathlib import Path
from typing import Annotated, Final

import typer

from doorstep.cli.output import print_line
from doorstep.cli.report_file import replacing, require_report_path
from doorstep.probability.axes import features_page

OUT: Final = Path("docs/features.md")


def odds_features(
    out: Annotated[Path, typer.Option(help="File to write.")] = OUT,
) -> None:
    """Write the page of all features: meaning, unit, axis, source and lawful basis.

    Example: doorstep odds features --out docs/features.md
    """
    require_report_path(out)
    with replacing(out) as part:
        part.write_text(features_page(), encoding="utf-8")
    print_line(str(out))
