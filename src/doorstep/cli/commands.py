"""Which sub-commands are installed, and how is only the wanted one loaded?

Commands are plain functions with typer annotations, registered by packages under the
entry-point group ``doorstep.commands``; a dot in the name makes a group (``staff.add`` is
``doorstep staff add``). All others are listed with the first line of their module's docstring,
which is read without running the module, so that help is quick and a broken command cannot
spoil the others.
"""

import ast
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Final

import typer

from doorstep.cli.failure import CommandFailed

GROUP: Final = "doorstep.commands"

Function = Callable[..., Any]

_SETTINGS: Final = {"help_option_names": ["-h", "--help"]}


def installed_commands() -> dict[str, EntryPoint]:
    """Return every registered command whose module is there, by dotted name."""
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    return {name: found[name] for name in sorted(found) if _source(found[name]) is not None}


def wanted_command(words: Sequence[str], names: Sequence[str]) -> str | None:
    """Return the name that the words of a command line ask for, or None."""
    for length in range(len(words), 0, -1):
        if (name := ".".join(words[:length])) in names:
            return name
    return None


def build(commands: Mapping[str, EntryPoint], wanted: str | None) -> typer.Typer:
    """Return the application: the wanted command in full, all others as a line of help.

    Raises:
        CommandFailed: The wanted command cannot be loaded.
    """
    top = _group("Plan, guide, record and learn from lawful home visits for overdue loans.")
    groups = {"": top}
    for name, entry in commands.items():
        path, _, word = name.rpartition(".")
        if path not in groups:
            groups[path] = _group(f"Commands about {path}.")
            top.add_typer(groups[path], name=path)
        function = _loaded(name, entry) if name == wanted else _listed(_summary(entry))
        groups[path].command(word, context_settings=_SETTINGS)(function)
    return top


def _group(summary: str) -> typer.Typer:
    application = typer.Typer(
        help=summary,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings=_SETTINGS,
    )
    application.callback()(_listed(summary))
    return application


def _loaded(name: str, entry: EntryPoint) -> Function:
    try:
        function: Function = entry.load()
    except (ImportError, AttributeError) as error:
        spoken = name.replace(".", " ")
        raise CommandFailed(f"The command '{spoken}' cannot be loaded: {error}.") from error
    return function


def _listed(summary: str) -> Function:
    def only_listed() -> None:
        """Give the list of commands a line; what is asked for is loaded in full instead."""

    only_listed.__doc__ = summary
    return only_listed


def _summary(entry: EntryPoint) -> str:
    source = _source(entry)
    if source is None:
        return ""
    text = ast.get_docstring(ast.parse(source.read_bytes())) or ""
    return text.partition("\n")[0]


def _source(entry: EntryPoint) -> Path | None:
    """Find a module's file without running any package on the way to it."""
    top, *inner = entry.module.split(".")
    spec = importlib.util.find_spec(top)
    if spec is None or not spec.submodule_search_locations:
        return None
    place = Path(spec.submodule_search_locations[0]).joinpath(*inner)
    found = [place.with_suffix(".py"), place / "__init__.py"]
    return next((path for path in found if path.exists()), None)
