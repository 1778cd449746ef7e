"""What does each cell say? One reader per type of field."""

from collections.abc import Callable
from datetime import date
from typing import Final

from doorstep.intake.cells.amount import read_amount
from doorstep.intake.cells.day import read_day, read_moment
from doorstep.intake.cells.number import read_number
from doorstep.intake.cells.phone import read_phones
from doorstep.intake.cells.reading import Reading
from doorstep.intake.cells.text import ADDRESS, CODED, FREE, TextRules, read_remark, read_text
from doorstep.intake.cells.words import read_identity, read_key, read_name
from doorstep.intake.tables import Value

Reader = Callable[[Value], Reading]

MOST_RECALLED: Final = 4_096
LONGEST_RECALLED: Final = 64


def reader_of(kind: str, unit: str, day_zero: date) -> Reader:
    """Return the reader for a type of field.

    Args:
        kind: Type as in the list of fields: ``name``, ``code``, ``id``, ``phone``, ``amount`` …
        unit: Unit of an amount column.
        day_zero: Day of serial number 0 in the workbook.
    """
    match kind:
        case "amount":
            return lambda value: read_amount(value, unit)
        case "date":
            return lambda value: read_day(value, day_zero)
        case "datetime":
            return lambda value: read_moment(value, day_zero)
        case _:
            return _READERS[kind]


def remembering(reader: Reader) -> Reader:
    """Return the same reader, which recalls short texts that it has read before.

    Most columns repeat themselves: days, names of towns, kinds of loans.
    """
    recalled: dict[str, Reading] = {}

    def read(value: Value) -> Reading:
        if type(value) is not str:
            return reader(value)
        reading = recalled.get(value)
        if reading is None:
            reading = reader(value)
            if len(recalled) < MOST_RECALLED and len(value) <= LONGEST_RECALLED:
                recalled[value] = reading
        return reading

    return read


def _as_text(rules: TextRules) -> Reader:
    return lambda value: read_text(value, rules)


_READERS: dict[str, Reader] = {
    "name": read_name,
    "code": read_key,
    "id": read_identity,
    "phone": read_phones,
    "int": read_number,
    "enum": _as_text(CODED),
    "address": _as_text(ADDRESS),
    "text": _as_text(FREE),
    "remark": read_remark,
}
