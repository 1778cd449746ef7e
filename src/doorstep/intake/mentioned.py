"""Which accounts and transactions does a file speak of?

A store of a million accounts need not be loaded to check a file that speaks of a hundred: ask here
first, then give ``KnownAccounts.of`` what was found. Sums over the whole store in the report
(``closing_outstanding_fen``, ``borrowers_released``) then cover only what was given.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from doorstep.intake.cells.words import read_key
from doorstep.intake.headers import Layout, layout_of
from doorstep.intake.profile import NO_PROFILE, Profile
from doorstep.intake.read import read_tables
from doorstep.intake.tables import Refusal, RefusedFileError


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Numbers in a file, rejected rows included.

    Attributes:
        accounts: By field: ``loan_no``, ``contract_no`` or ``case_no``.
        transactions: Transaction numbers, and those that reversals name.
    """

    accounts: dict[str, frozenset[str]] = field(default_factory=dict)
    transactions: frozenset[str] = frozenset()


def mentioned(
    name: str, content: bytes, kind: str | None = None, profile: Profile = NO_PROFILE
) -> Mentioned:
    """Return the numbers in a file; none when the file is refused.

    Args:
        name: The file's name.
        content: All its bytes.
        kind: Kind to assume where the header words fit none.
        profile: What a person settled about this lender's headers.
    """
    tables = read_tables(name, content, profile.all_words)
    if isinstance(tables, Refusal):
        return Mentioned()
    try:
        layout = layout_of(tables, kind, profile)
    except RefusedFileError:
        return Mentioned()
    accounts: dict[str, set[str]] = {}
    for plan in layout.sheets:
        accounts.setdefault(plan.key_field, set()).update(_numbers(layout, (plan.key_field,)))
    return Mentioned(
        {key: frozenset(numbers) for key, numbers in accounts.items()},
        frozenset(_numbers(layout, ("txn_id", "original_txn_id"))),
    )


def _numbers(layout: Layout, fields: tuple[str, ...]) -> Iterable[str]:
    for plan in layout.sheets:
        columns = [column.at for column in plan.columns if column.field in fields]
        for row in plan.rows:
            for at in columns:
                value = row.values.get(at)
                number = None if value is None else read_key(value).value
                if isinstance(number, str):
                    yield number
