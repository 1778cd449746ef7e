"""Check an evidence pack or a whole audit log; needs no store."""

from pathlib import Path
from typing import Annotated

import typer

from doorstep.audit.verifier import Broken, read_pack, verify_log, verify_pack
from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import Json
from doorstep.cli.output import print_json, print_line, tell


def verify(
    pack: Annotated[Path | None, typer.Argument(help="An evidence pack.")] = None,
    log: Annotated[Path | None, typer.Option(help="A whole log instead of a pack.")] = None,
    checkpoint: Annotated[
        Path | None,
        typer.Option(help="Checkpoints that somebody else kept: a file of the witness folder."),
    ] = None,
    key: Annotated[
        str, typer.Option(help="The log's public key, or a file that holds it, from elsewhere.")
    ] = "",
    json: Json = False,
) -> None:
    """Check an evidence pack, or a whole log against its checkpoints; needs no store.

    Example: doorstep verify case-812.zip --checkpoint witness/2026-11-26.txt --key log.pub
    """
    if (pack is None) is (log is None):
        raise CommandFailed("Give an evidence pack, or a log with --log; not both.")
    known = Path(key).read_text(encoding="utf-8") if key and Path(key).is_file() else key
    try:
        kept = checkpoint.read_bytes() if checkpoint is not None else b""
        said = _said(pack, log, kept, known)
    except Broken as broken:
        raise CommandFailed(f"NOT VALID. {broken}") from broken
    except OSError as fault:
        raise CommandFailed(f"{fault.filename} cannot be read ({fault.strerror}).") from fault
    if not known:
        tell("The key was taken from the pack itself; compare it with the one that you know.")
    if json:
        print_json({"valid": True, "found": said, "key_given": bool(known)})
    else:
        print_line(f"Valid. {said}")


def _said(pack: Path | None, log: Path | None, kept: bytes, key: str) -> str:
    if pack is not None:
        return verify_pack(read_pack(pack), key, kept)
    if log is None or not kept or not key:
        raise CommandFailed("A log is checked against --checkpoint and --key; give both.")
    with log.open("rb") as lines:
        return verify_log(lines, kept, key)
