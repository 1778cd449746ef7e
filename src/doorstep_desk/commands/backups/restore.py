"""Fill a store from a file that ``doorstep backup`` wrote."""

import hashlib
import json as json_format
import tarfile
from pathlib import Path
from typing import Annotated, Any, Final

import psycopg
import typer
from django.db import connection

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line
from doorstep_desk.audit.actions import begin_era, record
from doorstep_desk.commands.backups.backup import DUMP, MANIFEST
from doorstep_desk.commands.backups.programs import embedded, restored_into
from doorstep_desk.commands.session import Store, store
from doorstep_desk.organisations.queries import organisations
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.embedded.bootstrap import create_roles, require_chinese_trigrams
from doorstep_desk.plumbing.embedded.cluster import Cluster
from doorstep_desk.plumbing.endpoint import DATABASE
from doorstep_desk.plumbing.keys import current_keys
from doorstep_desk.plumbing.owner import migrate
from doorstep_desk.plumbing.scope import acting_as

INCOMING: Final = "doorstep_incoming"
OUTGOING: Final = "doorstep_outgoing"


def restore(
    file: Annotated[Path, typer.Argument(help="A file written by 'doorstep backup'.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Give up what the store holds now.")
    ] = False,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Fill a store from a backup; the old contents stay until the new ones are complete.

    Put the folder "keys" of the old store into the new one first.

    Example: doorstep restore /media/backup/doorstep-2026-11-25.tar --data-dir new-store
    """
    manifest, dump = _read(file)
    with store(data_dir) as opened:
        _require_place(opened, replace=replace)
        _require_keys(opened, manifest)
        _exchange(embedded(opened.server), dump)
        migrate()
        at = clock.now()
        with acting_as(SYSTEM):
            era = begin_era(at=at)
            record(
                at=at, actor=SYSTEM, verb="store.restored", subject="store:1",
                era=era, sha256=manifest["sha256"],
            )  # fmt: skip
    if json:
        print_json({"data_dir": opened.data_dir, "era": era, **manifest})
    else:
        print_line(f"{opened.data_dir} now holds what was saved at {manifest['made_at']}.")


def _read(file: Path) -> tuple[dict[str, Any], bytes]:
    if not file.is_file():
        raise CommandFailed(f"There is no file {file}.")
    try:
        with tarfile.open(file) as archive:
            manifest = json_format.loads(_member(archive, MANIFEST))
            dump = _member(archive, DUMP)
    except (tarfile.TarError, KeyError, ValueError) as error:
        raise CommandFailed(f"{file} is not a complete backup of ours; take another.") from error
    if hashlib.sha256(dump).hexdigest() != manifest.get("sha256"):
        raise CommandFailed(f"{file} was damaged since it was written; take another.")
    return manifest, dump


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    content = archive.extractfile(name)
    if content is None:
        raise KeyError(name)
    return content.read()


def _require_place(opened: Store, *, replace: bool) -> None:
    if not opened.server.is_only_user():
        raise CommandFailed("This store is in use; stop every other 'doorstep' command first.")
    if organisations() and not replace:
        raise CommandFailed(
            f"{opened.data_dir} is not empty; choose another --data-dir, or give up its contents "
            "with --replace."
        )


def _require_keys(opened: Store, manifest: dict[str, Any]) -> None:
    held = {key.hex() for key in current_keys().encryption}
    if lacking := set(manifest["key_ids"]) - held:
        raise CommandFailed(
            f"The backup was sealed with the key {', '.join(sorted(lacking))}, which is not in "
            f"{opened.data_dir / 'keys'}; copy the folder 'keys' of the old store there first."
        )


def _exchange(cluster: Cluster, dump: bytes) -> None:
    connection.close()
    with cluster.connect() as server:
        create_roles(server)
        _drop(server, INCOMING)
        server.execute(f"CREATE DATABASE {INCOMING} OWNER doorstep_owner TEMPLATE template0")
    restored_into(cluster, INCOMING, dump)
    with cluster.connect(INCOMING) as database:
        require_chinese_trigrams(database)
    with cluster.connect() as server:
        _drop(server, OUTGOING)
        server.execute(f"ALTER DATABASE {DATABASE} RENAME TO {OUTGOING}")
        server.execute(f"ALTER DATABASE {INCOMING} RENAME TO {DATABASE}")
        _drop(server, OUTGOING)


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
