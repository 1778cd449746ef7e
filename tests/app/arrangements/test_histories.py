"""Whatever people try, in whatever order: is anything let off on one person's word?"""

from contextlib import suppress

import numpy as np
from django.db import IntegrityError, transaction
from tests.app.arrangements.household import PARTS, proposed, reduced
from tests.app.portfolio import NOON, account, mandate, publish

from doorstep.affordability.lifecycle import ArrangementState, Step
from doorstep_desk.arrangements.actions import (
    agree_arrangement,
    approve_arrangement,
    contest_arrangement,
    refuse_proposal,
    uphold_arrangement,
    withdraw_arrangement,
)
from doorstep_desk.arrangements.actions.step import Wanted, write_step
from doorstep_desk.arrangements.models import ActiveArrangement, Arrangement
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

HISTORIES = 16
TRIES = 9
SEED = 20261126
SEALED = (approve_arrangement, refuse_proposal, uphold_arrangement)
OPEN = (contest_arrangement, withdraw_arrangement)


def one_of(chance, items):
    """Return one of some things by chance."""
    return items[int(chance.integers(len(items)))]


def tried(chance, actor, row) -> None:
    """Try something: by its action, with the right seal or a wrong one, or past all actions."""
    seal = one_of(chance, [row.payload_hash] * 3 + ["0" * 64])
    usual = {"actor": actor, "arrangement_id": row.pk, "at": NOON}
    with suppress(Refused, IntegrityError), transaction.atomic(), acting_as(actor):
        match int(chance.integers(5)):
            case 0 | 1:
                agree_arrangement(seal=seal, **usual)
            case 2 | 3:
                act = one_of(chance, SEALED + SEALED[:1])
                act(seal=seal, because="tried", **usual)
            case _ if chance.random() < 0.5:
                one_of(chance, OPEN)(because="tried", **usual)
            case _:
                step = one_of(chance, [Step.APPROVE, Step.AGREE, Step.COMPLETE])
                after = {
                    Step.APPROVE: ArrangementState.APPROVED,
                    Step.AGREE: ArrangementState.AGREED,
                    Step.COMPLETE: ArrangementState.COMPLETED,
                }[step]
                write_step(
                    actor=actor, row=row, wanted=Wanted(step), after=after,
                    ordinal=row.steps.count(), at=NOON,
                )  # fmt: skip


def executed_alone() -> list[str]:
    """Return arrangements that let something off without the word of two people."""
    wrong = []
    for row in Arrangement.objects.filter(waived_fen__gt=0).prefetch_related("steps"):
        steps = sorted(row.steps.all(), key=lambda each: each.ordinal)
        approved = False
        for step in steps:
            approved |= (
                step.step == "approve"
                and step.taken_by != row.proposed_by
                and step.payload_hash == row.payload_hash
            )
            if step.state in ("agreed", "in_force", "completed") and not approved:
                wrong.append(str(row.pk))
    return wrong


def test_random_histories_never_let_anything_off_on_one_word(cast):
    chance = np.random.default_rng(SEED)
    people = [cast.agent, cast.lead, cast.compliance, cast.rival]
    batch = mandate(cast)
    publish(cast, [account(cast, batch, n, f"L{n}", **PARTS) for n in range(HISTORIES // 2)])
    cases = [each.case_id for each in accounts_on_file(cast.agency_id)] * 2
    for case in cases:
        with suppress(Refused):
            row = proposed(cast.lead, case, reduced())
            for _ in range(TRIES):
                tried(chance, one_of(chance, people), row)

    assert executed_alone() == []
    agreed = Arrangement.objects.filter(steps__state="agreed").distinct().count()
    assert 0 < agreed < HISTORIES
    assert ActiveArrangement.objects.count() <= HISTORIES // 2
