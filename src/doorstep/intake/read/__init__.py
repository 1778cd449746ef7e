"""Which tables are in these bytes? Containers are told by content, never by extension."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from doorstep.intake.read.container import Container, container_of, is_blank
from doorstep.intake.read.gzipped import read_gzip
from doorstep.intake.read.parquet import read_parquet
from doorstep.intake.read.text import read_text
from doorstep.intake.read.workbook import read_workbook
from doorstep.intake.read.xls import read_old_workbook
from doorstep.intake.tables import Refusal, RefusedFileError, Tables

_READERS: Final[dict[Container, Callable[[bytes, frozenset[str]], Tables]]] = {
    Container.ZIP: lambda content, _: read_workbook(content),
    Container.OLE: lambda content, _: read_old_workbook(content),
    Container.PARQUET: lambda content, _: read_parquet(content),
    Container.GZIP: read_gzip,
    Container.TEXT: read_text,
}

_EXTENSIONS: Final = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "csv",
    ".gz": "csv.gz",
    ".parquet": "parquet",
}


def read_tables(
    name: str, content: bytes, words: frozenset[str] = frozenset()
) -> Tables | Refusal:
    """Read a file of any supported container.

    Args:
        name: The file's name; only its extension is looked at, and only to compare.
        content: All bytes of the file.
        words: Header words besides those of the lists, to tell encoding and delimiter by.

    Returns:
        The tables, or why the file as a whole cannot be read.
    """
    try:
        if is_blank(content):
            raise RefusedFileError("file_empty")
        tables = _READERS[container_of(content)](content, words)
    except RefusedFileError as refused:
        return refused.refusal
    expected = _EXTENSIONS.get(PurePath(name).suffix.lower(), tables.container)
    return replace(tables, has_other_extension=expected != tables.container)
