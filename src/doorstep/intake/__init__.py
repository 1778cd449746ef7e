"""What was sent, and what may be taken of it? Bytes in; a report and typed rows out.

Pure: no clock, no store, no network. The public names are these, and only these::

    read_tables(name, content) -> Tables | Refusal
    check(name, content, *, as_of, known, kind=None, sent_with=(), profile=NO_PROFILE) -> Checked
    mentioned(name, content, kind=None) -> Mentioned           # numbers to load from a store
    understand(name, content, *, profile=NO_PROFILE) -> tuple[UnderstoodSheet, ...] | Refusal
    check_file(path, context_paths, as_of) -> Checked          # doorstep.intake.files

``check`` decides everything: container, encoding, header, kind of each sheet, every cell, every
rule, across rows, and against the accounts that are already ``known``. ``kind`` (``placement``,
``supplement``, ``repayment``, ``recall`` or ``attempts``) is only used for sheets whose own
header words fit no kind. ``sent_with`` is the list of context file names that the report repeats.

A file of a stranger is best read in a process that can be killed: the desk's ``plumbing.apart``
runs ``check``, ``understand`` or ``mentioned`` there. ``profile`` (``Profile``, made of
``ProfileColumn``) is what a person settled about a lender's headers; it goes before everything
understood, and ``ProfileError`` names every header that it is wrong about. ``understand`` tells
each column's ``Evidence`` and unit source, also of files refused for a missing column.

``Checked``: ``.report`` (``Report``: ``.as_dict()`` is the JSON shape, ``.write(stream)`` the same
entry by entry, ``.is_refused``, ``.outcome``, ``.kind``, ``.rejected`` …), and the accepted rows
``.placements``, ``.supplements``, ``.repayments``, ``.recalls``, ``.attempts``: sequences of
``PlacementRow``, ``SupplementRow``, ``RepaymentRow``, ``RecallRow``, ``AttemptRow``
(``rows.py``). Rows are typed while they are looked at, so that a million never stand in memory
together: ``for row in checked.repayments``, as often as wanted. A row has ``origin`` (sheet, row),
days as ``date``, money as integer fen, phones as ``Phone`` (number, kind), ``flags``
(``terms.codes.RemarkFlag``) and ``warnings`` (rule names). Rows that speak of an account carry
``account``: the ``KnownAccount`` as it was before this file.

``KnownAccounts``: what is in the store: ``KnownAccounts.of(accounts, transactions)`` from the
desk, ``KnownAccounts.empty()``, and ``known.after(checked)`` for what it is after a file.
``KnownAccount`` is one account, ``Transaction`` one payment or reversal that was taken.
"""

from doorstep.intake.check import check
from doorstep.intake.checked import Checked
from doorstep.intake.headers.evidence import Evidence, UnitSource
from doorstep.intake.headers.understood import UnderstoodColumn, UnderstoodSheet
from doorstep.intake.known import KnownAccount, KnownAccounts, Transaction
from doorstep.intake.mentioned import Mentioned, mentioned
from doorstep.intake.profile import (
    NO_PROFILE,
    Profile,
    ProfileColumn,
    ProfileError,
    ProfileProblem,
)
from doorstep.intake.read import read_tables
from doorstep.intake.report import Report
from doorstep.intake.rows import (
    AttemptRow,
    ContactPerson,
    Origin,
    Parts,
    PlacementRow,
    RecallRow,
    RepaymentRow,
    SupplementRow,
)
from doorstep.intake.tables import Refusal, Tables
from doorstep.intake.understand import understand

__all__ = [
    "NO_PROFILE",
    "AttemptRow",
    "Checked",
    "ContactPerson",
    "Evidence",
    "KnownAccount",
    "KnownAccounts",
    "Mentioned",
    "Origin",
    "Parts",
    "PlacementRow",
    "Profile",
    "ProfileColumn",
    "ProfileError",
    "ProfileProblem",
    "RecallRow",
    "Refusal",
    "RepaymentRow",
    "Report",
    "SupplementRow",
    "Tables",
    "Transaction",
    "UnderstoodColumn",
    "UnderstoodSheet",
    "UnitSource",
    "check",
    "mentioned",
    "read_tables",
    "understand",
]
