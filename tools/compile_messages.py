"""Turn every catalogue (``.po``) of the desk into what Django reads (``.mo``), without gettext.

Run it after installing and after changing a catalogue: ``python tools/compile_messages.py``. It is
quick enough to run every time; a file that is up to date is left alone.
"""

import sys
from pathlib import Path

import polib

DESK = Path(__file__).resolve().parents[1] / "src" / "doorstep_desk"


def compile_catalogues(below: Path = DESK) -> list[Path]:
    """Compile each catalogue below a folder whose compiled form is missing or older.

    Returns:
        The files written.

    Raises:
        OSError: A catalogue is not well-formed; the message names the file and line.
    """
    written = []
    for source in sorted(below.rglob("*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(target))
        written.append(target)
    return written


if __name__ == "__main__":
    done = compile_catalogues()
    sys.stdout.write(f"{len(done)} catalogues compiled\n")
