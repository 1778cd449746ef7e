"""How do translators' ``.po`` files become what Django reads, without gettext programs?"""

import os
from pathlib import Path

import polib

from doorstep_desk.config.capabilities import locale_folders


def compile_translations() -> int:
    """Compile each catalogue that is newer than its compiled form; returns how many."""
    return sum(
        _compiled(source)
        for folder in locale_folders()
        for source in sorted(folder.glob("*/LC_MESSAGES/*.po"))
    )


def _compiled(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(draft))
    draft.replace(target)
    return True


if __name__ == "__main__":
    compile_translations()
