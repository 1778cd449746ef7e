"""Which house numbers stand today, who changed them, and what waits for a second person?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from doorstep.compliance.house.policy import ADJUSTABLE, Stricter, said_value
from doorstep.terms.local_time import BEIJING
from doorstep_desk.office.presentation.lawbook.policy import (
    NumberRow,
    PolicyLine,
    PolicyPage,
    ProposalForm,
)
from doorstep_desk.office.presentation.parts import FormState, Option
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.policies.queries import (
    HouseNumber,
    first_day,
    policies_as_of,
    policy_history,
    waiting_for_second,
)


def policy_page(
    actor: Actor,
    on: date,
    key: str = "",
    typed: FormState | None = None,
    errors: Mapping[str, str] | None = None,
) -> PolicyPage:
    """Return the page, in a constant number of queries.

    Args:
        actor: Who reads.
        on: The present day.
        key: Number whose history is wanted; empty for none.
        typed: The form as it was typed, when it comes back.
        errors: What was refused about a policy, by its identifier.
    """
    wanted = key if key in ADJUSTABLE else ""
    history = policy_history(actor.agency_id, wanted) if wanted else []
    return PolicyPage(
        rows=tuple(_row(actor, number) for number in policies_as_of(actor.agency_id, on)),
        waiting=tuple(_line(actor, row) for row in waiting_for_second(actor.agency_id)),
        form=_form(on, typed, wanted) if actor.may("policy.propose") else None,
        history_of=wanted,
        history=tuple(_line(actor, row) for row in history),
        errors=errors or {},
    )


def _form(on: date, typed: FormState | None, key: str) -> ProposalForm:
    state = typed or FormState(values={"from_on": on.isoformat(), "number": key})
    chosen = state.values.get("number", "")
    numbers = tuple(
        Option(each, said(each, "house_number"), is_chosen=each == chosen) for each in ADJUSTABLE
    )
    return ProposalForm(state, numbers, on)


def _row(actor: Actor, number: HouseNumber) -> NumberRow:
    what = number.what
    return NumberRow(
        key=what.key,
        rule=what.rule_id,
        shipped=said_value(what.key, number.shipped),
        value=said_value(what.key, number.value),
        is_lower=what.stricter is Stricter.LOWER,
        behind=what.behind,
        policy=None if number.policy is None else _line(actor, number.policy),
        later=tuple(_line(actor, row) for row in number.later),
    )


def _line(actor: Actor, row: Any) -> PolicyLine:
    is_open = row.withdrawn_at is None
    is_own = row.proposed_by == actor.name
    return PolicyLine(
        policy_id=row.pk,
        key=row.parameter_key,
        value=said_value(row.parameter_key, row.value),
        from_on=first_day(row) or row.effective_from,
        reason=row.reason,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at.astimezone(BEIJING),
        approved_by=row.approved_by,
        approved_at=None if row.approved_at is None else row.approved_at.astimezone(BEIJING),
        withdrawal_asked_by=row.withdrawal_asked_by,
        withdrawn_by=row.withdrawn_by,
        withdrawn_at=None if is_open else row.withdrawn_at.astimezone(BEIJING),
        withdrawn_because=row.withdrawal_because,
        seal=row.payload_hash,
        is_own=is_own,
        may_approve=(
            is_open and row.approved_at is None and not is_own and actor.may("policy.approve")
        ),
        may_withdraw=(
            is_open and actor.may("policy.propose") and row.withdrawal_asked_by != actor.name
        ),
    )
