"""Write the whole store into one file."""

import hashlib
import io
import json as json_format
import os
import tarfile
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line
from doorstep_desk.commands.backups.programs import dumped, embedded
from doorstep_desk.commands.session import Store, store
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.keys import current_keys

MANIFEST: Final = "manifest.json"
DUMP: Final = "database.dump"


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write; replaced when it exists.")],
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Write the whole store into one file, while it may be in use.

    The keys are not in the file: whoever finds it cannot read names, phones or identity
    numbers. Keep a copy of the folder "keys" elsewhere; a restore needs both.

    Example: doorstep backup /media/backup/doorstep-2026-11-25.tar
    """
    with store(data_dir) as opened:
        manifest = _write(opened, file)
    if json:
        print_json({"file": file, **manifest})
    else:
        print_line(f"{file}: {manifest['bytes']:,} bytes, PostgreSQL {manifest['postgresql']}.")
        print_line(
            f"The keys are not inside; keep a copy of {opened.data_dir / 'keys'} elsewhere."
        )


def _write(opened: Store, file: Path) -> dict[str, Any]:
    dump = dumped(embedded(opened.server))
    keys = current_keys()
    manifest: dict[str, Any] = {
        "made_at": clock.now().isoformat(),
        "postgresql": opened.server.version,
        "kind": opened.kind,
        "bytes": len(dump),
        "sha256": hashlib.sha256(dump).hexdigest(),
        "key_ids": sorted(key.hex() for key in keys.encryption),
    }
    draft = file.with_name(f"{file.name}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as sink:
        with tarfile.open(fileobj=sink, mode="w") as archive:
            _add(archive, MANIFEST, json_format.dumps(manifest, indent=1).encode())
            _add(archive, DUMP, dump)
        sink.flush()
        os.fsync(sink.fileno())
    draft.replace(file)
    return manifest


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    entry.mode = 0o600
    archive.addfile(entry, io.BytesIO(content))
