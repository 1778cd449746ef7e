"""Which columns does a parquet file of loans have?"""

from doorstep.intake.read.parquet import read_parquet
from doorstep.intake.tables import Value


def columns_of(content: bytes) -> dict[str, list[Value | None]]:
    """Return the columns of a parquet file by name; a missing value is None.

    Raises:
        doorstep.intake.tables.RefusedFileError: The bytes are no parquet file that can be read
            to its end, or they expand beyond the limits of intake.
    """
    header, *rows = read_parquet(content).sheets[0].rows
    return {str(name): [row.values.get(at) for row in rows] for at, name in header.values.items()}
