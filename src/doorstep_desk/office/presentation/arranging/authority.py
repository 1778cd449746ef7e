"""What does the page about authority show?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from doorstep_desk.office.presentation.parts import Option


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """What one role may propose to let off of one lender's debts.

    Attributes:
        limit_id: Identifier.
        lender: Name.
        role: Role word.
        shares: The shares in words; empty for nothing.
        from_on: First day.
        source: Where it stands.
        proposed_by: Who wrote it down.
        approved_by: Who approved it; empty while it waits.
        may_approve: The reader approves it.
    """

    limit_id: str
    lender: str
    role: str
    shares: str
    from_on: date
    source: str
    proposed_by: str
    approved_by: str
    may_approve: bool


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """All limits, and the form for another.

    Attributes:
        rows: By lender and role, the newest first.
        lenders: Key and name.
        roles: Word and name.
        parts: Fields of the shares.
        may_propose: The reader writes limits down.
        values: What was typed.
        errors: What was refused, by field.
    """

    rows: tuple[AuthorityRow, ...]
    lenders: tuple[Option, ...]
    roles: tuple[Option, ...]
    parts: tuple[Option, ...]
    may_propose: bool
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
