"""What does the page of house policy show?"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.office.presentation.parts import FormState, Option


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One policy that somebody proposed.

    Attributes:
        policy_id: Identifier.
        key: The number.
        value: As it is written.
        from_on: First day; of an approved one, the day on which it really begins.
        reason: Why.
        proposed_by: Who.
        proposed_at: When, in Beijing.
        approved_by: The second person; empty while there is none.
        approved_at: When.
        withdrawal_asked_by: Who asked to withdraw it; empty for nobody.
        withdrawn_by: Who took it back; empty for nobody.
        withdrawn_at: When.
        withdrawn_because: Why.
        seal: Hash of what was proposed; whoever approves sends it back.
        is_own: The reader proposed it, so somebody else must approve it.
        may_approve: The reader may approve it.
        may_withdraw: The reader may take it back or ask for that.
    """

    policy_id: uuid.UUID
    key: str
    value: str
    from_on: date
    reason: str
    proposed_by: str
    proposed_at: datetime
    approved_by: str
    approved_at: datetime | None
    withdrawal_asked_by: str
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdrawn_because: str
    seal: str
    is_own: bool
    may_approve: bool
    may_withdraw: bool

    @property
    def policy_id_text(self) -> str:
        """Return the identifier as the errors of the page name it."""
        return str(self.policy_id)


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number of the house.

    Attributes:
        key: Such as ``HP-VISIT-CAP.per_month``.
        rule: Its rule.
        shipped: Value as shipped, the mildest that anybody gets.
        value: Value today.
        is_lower: Lower is stricter; otherwise higher is.
        behind: The rule of law that asks the same; empty for none.
        policy: The policy that sets today's value, or None.
        later: Approved policies that begin later.
    """

    key: str
    rule: str
    shipped: str
    value: str
    is_lower: bool
    behind: str
    policy: PolicyLine | None
    later: tuple[PolicyLine, ...]


@dataclass(frozen=True, slots=True)
class ProposalForm:
    """The form that proposes a stricter number.

    Attributes:
        state: What was typed and what is wrong.
        numbers: The numbers to choose from.
        first_on: First day that can be proposed.
    """

    state: FormState
    numbers: tuple[Option, ...]
    first_on: date


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """The page.

    Attributes:
        rows: Every number that may be made stricter.
        waiting: What waits for a second person.
        form: Offered to whoever may propose; None for others.
        history_of: Key whose history is shown; empty for none.
        history: Everything ever proposed for it, newest first.
        errors: Identifier of a policy to what was refused about it.
    """

    rows: tuple[NumberRow, ...]
    waiting: tuple[PolicyLine, ...]
    form: ProposalForm | None
    history_of: str
    history: tuple[PolicyLine, ...]
    errors: Mapping[str, str]
