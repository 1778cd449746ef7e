"""How is a long list handed out page by page without skipping or repeating a row?"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet

from doorstep_desk.plumbing.refusal import Malformed

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list.

    Attributes:
        items: The rows of this page, in order.
        next_cursor: Opaque word that asks for the next page; None on the last one.
        count: Rows in the whole list.
    """

    items: tuple[Item, ...]
    next_cursor: str | None
    count: int


def page_of(
    rows: QuerySet[Row],
    *,
    order: Sequence[str],
    cursor: str | None = None,
    size: int = 50,
    count: int | None = None,
    first: Sequence[int] | None = None,
) -> Page[Row]:
    """Return the page that follows a cursor, in two queries whatever the length of the list.

    Args:
        rows: What to page through; its own ordering is replaced.
        order: Field names, ``-`` for descending; the last must be unique and none may be NULL.
        cursor: ``next_cursor`` of the page before, None for the first.
        size: Rows per page, 1 to 500.
        count: Rows in the whole list when that is known; else a query asks for it.
        first: Keys of the first ``size`` + 1 rows when they are known; used without a cursor.

    Raises:
        Malformed: The cursor was not made for this order, or the size is out of range.
    """
    if not 1 <= size <= 500:
        raise Malformed([f"a page has 1 to 500 rows; got {size}"])
    wanted = rows.order_by(*order)
    if cursor is not None:
        wanted = wanted.filter(_after(order, _opened(cursor, len(order))))
    if cursor is None and first is not None:
        found = list(wanted.filter(pk__in=first))
    else:
        found = list(_chosen_first(wanted, order, size + 1))
    shown = tuple(found[:size])
    following = _closed(order, shown[-1]) if len(found) > size else None
    return Page(shown, following, rows.count() if count is None else count)


def _chosen_first(wanted: QuerySet[Row], order: Sequence[str], size: int) -> QuerySet[Row]:
    """Return the first rows; what is joined to them is looked up for those alone."""
    if not wanted.query.select_related:
        return wanted[:size]
    return wanted.filter(pk__in=wanted.values("pk")[:size]).order_by(*order)


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    beyond = Q()
    same: dict[str, Any] = {}
    for field, value in zip(order, values, strict=True):
        name, lookup = (field[1:], "lt") if field.startswith("-") else (field, "gt")
        beyond |= Q(**same, **{f"{name}__{lookup}": value})
        same[name] = value
    return beyond


def _closed(order: Sequence[str], row: Model) -> str:
    values = [_value(row, field.lstrip("-")) for field in order]
    plain = json.dumps(values, cls=DjangoJSONEncoder, separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _value(row: Model, path: str) -> object:
    value: Any = row
    for step in path.split("__"):
        value = getattr(value, step)
    return value


def _opened(cursor: str, length: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        values = None
    if not isinstance(values, list) or len(values) != length:
        raise Malformed(["the page mark is not one of ours; start from the first page"])
    return values
