"""Import what arrives in a folder, once each, with one report per file."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line, tell
from doorstep_desk.commands.imports.drop_folder import DONE, REFUSED, DropFolder, watched
from doorstep_desk.commands.imports.taking import BEGAN, take_sent
from doorstep_desk.commands.session import store
from doorstep_desk.intake.actions.import_file import LARGEST_FILE, Imported, SentFile
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.locks import try_lock_for_run
from doorstep_desk.plumbing.refusal import Refused

_RETRIED: Final = "store-full"
"""A refusal that says nothing about the file: it stays where it is and is tried again."""


def watch(
    folder: Annotated[Path, typer.Argument(help="Where files arrive.")],
    lender: Annotated[
        str | None, typer.Option(help="Who places, where a file does not say.")
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help="Take what lies there complete, then end.")
    ] = False,
    interval: Annotated[
        float, typer.Option(min=0.1, help="Seconds between two looks at the folder.")
    ] = 2.0,
    agency: Annotated[str | None, typer.Option(help="For which agency, with several.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Import what arrives in a folder; each file goes to done or refused, its report to reports.

    A file is taken when it has not changed between two looks. The same content is never taken
    twice. The program ends in order when it is asked to (TERM, Ctrl-C).

    Example: doorstep watch /srv/incoming --lender 北原信贷
    """
    with watched(folder, clock.now()) as dropped, store(data_dir), _alone(folder):
        tell(f"Watching {folder}, every {interval:g} seconds.")
        taker = Taker(dropped, agency, lender or "", json)
        dropped.complete()
        while True:
            time.sleep(interval)
            for file in dropped.complete():
                taker.take(file)
            if once:
                break
        _say_left(dropped)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the store's own lock of a folder, against watchers on other machines."""
    with try_lock_for_run("intake.watch", folder.resolve()) as is_mine:
        if not is_mine:
            raise CommandFailed(f"{folder} is watched already, from another machine.")
        yield


def _say_left(dropped: DropFolder) -> None:
    """Say what stays in the folder, and fail when something could not be read.

    Raises:
        CommandFailed: A file could not be read.
    """
    if left := dropped.waiting():
        tell(f"Left, because still being written or to be tried again: {', '.join(left)}.")
    if dropped.unreadable:
        raise CommandFailed(f"Not readable: {', '.join(sorted(dropped.unreadable))}.")


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes one file after the other.

    Attributes:
        dropped: The folder.
        agency: For which agency, with several.
        lender: Who places, where a file does not say.
        as_json: Answer with one object per file.
    """

    dropped: DropFolder
    agency: str | None
    lender: str
    as_json: bool

    def take(self, file: Path) -> None:
        """Import one file, write its report and move it away; nothing it holds stops the rest."""
        try:
            if file.stat().st_size > LARGEST_FILE:
                self._refuse(file, "file-too-large", f"larger than {LARGEST_FILE >> 20} MiB", "")
                return
            content = self.dropped.read(file)
        except OSError as fault:
            self._unreadable(file, fault)
            return
        if content is not None:
            self._take(file, content)

    def _take(self, file: Path, content: bytes) -> None:
        sent = SentFile(file.name, content, clock.today(), lender=self.lender)
        try:
            done = take_sent(self.agency, sent, clock.now())
        except Refused as refused:
            if refused.code == _RETRIED:
                tell(f"{file.name}: {refused.message}")
                return
            self._refuse(file, refused.code, refused.message, sent.digest)
            return
        self._moved(file, done, sent.digest)

    def _moved(self, file: Path, done: Imported, digest: str) -> None:
        is_refused = done.report["outcome"] == "refused"
        said = {"import": done.file_id, "began": done.began, "changes": done.changes}
        report = {**done.report, "file": file.name, **said}
        self.dropped.report(file.name, report)
        self.dropped.move(file, REFUSED if is_refused else DONE, digest)
        self._say(report, BEGAN[done.began])

    def _refuse(self, file: Path, code: str, message: str, digest: str) -> None:
        report = _own_report(file.name, code, message)
        self.dropped.report(file.name, report)
        self.dropped.move(file, REFUSED, digest)
        self._say(report, message)

    def _unreadable(self, file: Path, fault: OSError) -> None:
        """Say it once and leave the file: whoever gives leave to read it changes how it looks."""
        if (look := self.dropped.looks.get(file.name)) is not None:
            self.dropped.unreadable[file.name] = look
        message = f"It cannot be read ({fault.strerror or fault}); give the program leave to."
        report = _own_report(file.name, "file-unreadable", message)
        self.dropped.report(file.name, report)
        self._say(report, message)

    def _say(self, report: dict[str, Any], sentence: str) -> None:
        if self.as_json:
            print_json(report)
            return
        rows = report.get("rows") or {}
        counts = f"{rows.get('accepted', 0)} of {rows.get('total', 0)} rows"
        print_line(f"{report['file']}: {report['outcome']}, {counts}. {sentence}")


def _own_report(name: str, code: str, message: str) -> dict[str, Any]:
    """Return the report of a file that was refused before or after it was read."""
    refusal = {"rule": code, "column": "", "hint": message}
    return {"file": name, "outcome": "refused", "refusal": refusal, "rows": None}
