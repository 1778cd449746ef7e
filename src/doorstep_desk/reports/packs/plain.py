"""How does a stored row look as plain JSON?"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model

from doorstep_desk.plumbing.encryption import BlindIndexField, EncryptedField


def plain_rows(
    rows: Iterable[Model], leave_out: Collection[str] = frozenset()
) -> list[dict[str, Any]]:
    """Return rows with their columns as plain JSON; what is sealed in the store stays out.

    Args:
        rows: Rows of one table.
        leave_out: Names of fields that are not to be shown either.
    """
    return [
        {
            field.attname: plain(getattr(row, field.attname))
            for field in row._meta.concrete_fields
            if not isinstance(field, EncryptedField | BlindIndexField)
            and field.name not in leave_out
        }
        for row in rows
    ]


def plain(value: Any) -> Any:
    """Return a value of a column as plain JSON."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case bytes() | memoryview():
            return bytes(value).hex()
        case _:
            return value
