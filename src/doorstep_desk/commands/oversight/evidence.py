"""Export what can be proven about a case."""

from pathlib import Path
from typing import Annotated

import typer

from doorstep.audit.verifier import packed, unpacked, verify_pack
from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line
from doorstep_desk.audit.witness import witness_folder
from doorstep_desk.cases.queries import case_numbered
from doorstep_desk.commands.agency import present_runner
from doorstep_desk.commands.session import store
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.reports.actions.evidence import export_evidence


def evidence(
    case: Annotated[str, typer.Argument(help="Number of the case.")],
    out: Annotated[Path, typer.Option(help="Where to write the pack; never replaced.")],
    agency: Annotated[str | None, typer.Option(help="Whose, with several agencies.")] = None,
    witness: Annotated[
        Path | None, typer.Option(help="Folder of the witness; else as for 'audit keep'.")
    ] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Export the evidence pack of a case: its records, its log entries, and their proofs.

    It is checked by the independent verifier before it is handed out; anybody can do so again
    with "doorstep verify".

    Example: doorstep evidence D-000812 --out case-812.zip
    """
    if out.exists():
        raise CommandFailed(f"{out} is there already; a pack is never replaced.")
    with store(data_dir):
        actor = present_runner(clock.now(), agency)
        with acting_as(actor):
            case_id = case_numbered(actor, case)
        pack = export_evidence(
            actor=actor, case_id=case_id, witness=witness or witness_folder(), at=clock.now()
        )
    content = packed(pack.files)
    said = verify_pack(unpacked(content))
    draft = out.with_name(f"{out.name}.part")
    draft.write_bytes(content)
    draft.replace(out)
    if json:
        print_json({"file": out, "bytes": len(content), "entries": pack.entries,
                    "files": len(pack.files), "log": pack.size})  # fmt: skip
    else:
        print_line(f"{out}: {said}")
