"""What do the agreement and the payment plan of an arrangement say?"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from doorstep.affordability.arrangement import ArrangementTerms
from doorstep.affordability.follow import COOLING_OFF_DAYS
from doorstep.affordability.lifecycle import ArrangementState, Step
from doorstep.terms.local_time import local_day
from doorstep_desk.arrangements.debt import debt_of_case
from doorstep_desk.arrangements.queries import ArrangementSeen, arrangements_of_case
from doorstep_desk.documents.contents.about import About, Block, Said, amount, facts, points, text
from doorstep_desk.documents.contents.shared import (
    account_names,
    instalments_table,
    parts_table,
    signatures,
    ways_to_pay,
)
from doorstep_desk.documents.errors import not_agreed, nothing_to_print
from doorstep_desk.payments.queries import received_since

TO_SIGN: Final = frozenset(
    {
        ArrangementState.PROPOSED,
        ArrangementState.APPROVED,
        ArrangementState.AGREED,
        ArrangementState.IN_FORCE,
    }
)
"""States in which an agreement may be printed; what waits for a second person is none yet."""

KEPT: Final = frozenset(
    {ArrangementState.AGREED, ArrangementState.IN_FORCE, ArrangementState.COMPLETED}
)
"""States in which a plan stands that payments may follow."""


def agreement(about: About, arrangement_id: str) -> Said:
    """Return the agreement on an arrangement, to be signed.

    Raises:
        Refused: There is none, or it cannot be signed now.
    """
    seen = _found(about, arrangement_id)
    if seen.state not in TO_SIGN:
        raise not_agreed()
    terms, debt = seen.terms, debt_of_case(about.actor, about.case.pk)
    owed_title = about.say("agreement.owed_title", day=about.day(about.on))
    lead = about.say(
        "agreement.lead", borrower=about.borrower, lender=about.lender, agency=about.agency
    )
    blocks = (
        text(lead), facts(_summary(about, seen)), parts_table(about, owed_title, debt.parts_fen),
        *_schedule(about, terms), _rights(about, terms), *ways_to_pay(about), signatures(about),
    )  # fmt: skip
    return Said(f"arrangement:{seen.row.pk}", about.on, blocks)


def plan(about: About, arrangement_id: str) -> Said:
    """Return the payment plan of an arrangement, with what was paid since.

    Raises:
        Refused: There is none, or nobody agreed to it.
    """
    seen = _found(about, arrangement_id)
    if seen.state not in KEPT or not seen.terms.instalments:
        raise not_agreed()
    lead = about.say("plan.lead", borrower=about.borrower, lender=about.lender)
    rows = _summary(about, seen)
    if (agreed := _agreed_on(seen)) is not None:
        paid = received_since(about.case.agency_id, [about.case.pk], agreed)
        rows += [
            (about.say("label.agreed_on"), about.day(agreed)),
            (about.say("label.paid_since"), about.sum(sum(each.amount_fen for each in paid))),
        ]
    note = about.say("plan.note")
    schedule = instalments_table(about, about.say("plan.table_title"), seen.terms, note)
    total = amount(about.say("label.total"), about.sum(seen.terms.total_fen))
    blocks = (text(lead), total, facts(rows), schedule, *ways_to_pay(about))
    return Said(f"arrangement:{seen.row.pk}", about.on, blocks)


def check_still_signed(case_id: int, subject: str) -> None:
    """Let an agreement pass that was printed earlier and may still be signed.

    Args:
        case_id: The case.
        subject: What the paper is about, as ``agreement`` named it.

    Raises:
        Refused: Its arrangement was withdrawn, contested or ended since.
    """
    if subject not in subjects_to_sign(case_id):
        raise not_agreed()


def subjects_to_sign(case_id: int) -> frozenset[str]:
    """Return the subjects of the agreements of a case that may still be signed."""
    known = arrangements_of_case(case_id)
    return frozenset(f"arrangement:{each.row.pk}" for each in known if each.state in TO_SIGN)


def _found(about: About, arrangement_id: str) -> ArrangementSeen:
    known = arrangements_of_case(about.case.pk)
    seen = next((each for each in known if str(each.row.pk) == arrangement_id), None)
    if seen is None:
        raise nothing_to_print("There is no such arrangement on this case.")
    return seen


def _summary(about: About, seen: ArrangementSeen) -> list[tuple[str, str]]:
    rows = [
        (about.say("label.borrower"), about.borrower),
        (about.say("label.lender"), about.lender),
        (about.say("label.account"), account_names(about, about.accounts)),
        (about.say("label.kind"), about.say(f"arrangement_kind.{seen.terms.kind}")),
    ]
    if seen.terms.pauses_until is not None:
        rows.append((about.say("label.pauses_until"), about.day(seen.terms.pauses_until)))
    if waived := sum(seen.terms.waived_fen):
        rows.append((about.say("label.let_off"), about.sum(waived)))
    return rows


def _schedule(about: About, terms: ArrangementTerms) -> Sequence[Block]:
    if not terms.instalments:
        return (text(about.say("agreement.pause_text")),)
    found = [instalments_table(about, about.say("agreement.plan_title"), terms)]
    if waived := sum(terms.waived_fen):
        found.append(text(about.say("agreement.let_off_text", amount=about.sum(waived))))
    return found


def _rights(about: About, terms: ArrangementTerms) -> Block:
    items = [
        about.say("agreement.right_think", days=COOLING_OFF_DAYS),
        about.say("agreement.right_contest"),
        about.say("agreement.right_kept"),
    ]
    if terms.may_skip:
        items.append(about.say("agreement.right_skip", n=terms.may_skip))
    items.append(about.say("agreement.right_early"))
    return points(about.say("agreement.rights_title"), items)


def _agreed_on(seen: ArrangementSeen) -> date | None:
    steps = (each for each in seen.steps if each.step == str(Step.AGREE))
    return next((local_day(each.taken_at) for each in steps), None)
