"""What is each treatment worth for each case, beyond doing nothing?

    value = affordable amount × chance of reaching × effect of being reached × chance it was needed
            − money − harm

The effect is on two separate axes: on those who can pay, and, through an affordable arrangement,
on those who cannot. There is no term for fear, presence, repetition or anything else that presses.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from doorstep.strategy.treatment import Basis, TreatmentCosts
from doorstep.terms.codes import Treatment

Floats = NDArray[np.float64]
TREATMENTS = len(Treatment)


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """What value reads of each case; columns of the length ``n``. All chances lie in 0 to 1.

    Attributes:
        owed_fen: All that is owed and due.
        affordable_fen: What the borrower can pay by an income and expense sheet; -1 if unknown.
        sms_delivered: Chance that an SMS arrives.
        email_read: Chance that an e-mail is opened.
        call_answered: Chance that the borrower answers a call.
        visit_met: Chance that the borrower is met at the door.
        paid_anyway: Chance of a payment within 14 days if nothing is done.
        in_hardship: Chance that the borrower cannot pay without harm.
    """

    owed_fen: NDArray[np.int64]
    affordable_fen: NDArray[np.int64]
    sms_delivered: Floats
    email_read: Floats
    call_answered: Floats
    visit_met: Floats
    paid_anyway: Floats
    in_hardship: Floats

    def __post_init__(self) -> None:
        """Refuse columns of different lengths and chances outside 0 to 1 (also missing ones).

        Raises:
            ValueError: One of these holds; the message names the column.
        """
        sizes = {field.name: getattr(self, field.name).shape for field in fields(self)}
        if len(set(sizes.values())) > 1:
            raise ValueError(f"columns differ in length: {sizes}")
        for field in fields(self)[2:]:
            chance = getattr(self, field.name)
            if not ((chance >= 0) & (chance <= 1)).all():
                raise ValueError(f"{field.name} must lie between 0 and 1")
        if (self.owed_fen < 0).any() or (self.affordable_fen < -1).any():
            raise ValueError("amounts must not be negative; -1 stands for an unknown sheet")

    def __len__(self) -> int:
        """Return the number of cases."""
        return int(self.owed_fen.size)


@dataclass(frozen=True, slots=True)
class EffectEstimate:
    """A measured effect of one treatment, which takes the place of the assumed one.

    Attributes:
        treatment: Whose effect.
        uplift: Points by which the chance of paying within 14 days rises over doing nothing, per
            case, shape ``(n,)``; reaching and need are already inside.
        low: Lower end of its interval, shape ``(n,)``.
        high: Upper end, shape ``(n,)``.
        basis: ``OBSERVED`` or ``RANDOMISED``.
        source: Which model or experiment, and its date.
    """

    treatment: Treatment
    uplift: Floats
    low: Floats
    high: Floats
    basis: Basis
    source: str

    def __post_init__(self) -> None:
        """Refuse an estimate of nothing, one without evidence and one outside its interval.

        Raises:
            ValueError: One of these holds.
        """
        if self.treatment is Treatment.NONE or self.basis is Basis.ASSUMED:
            raise ValueError("an estimate is of a treatment, and rests on data")
        if not ((self.low <= self.uplift) & (self.uplift <= self.high)).all():
            raise ValueError(f"{self.treatment.word}: an effect must lie in its interval")


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """What each treatment is worth for each case, columns in the order of ``Treatment``.

    Attributes:
        value_fen: Worth over doing nothing, shape ``(n, 7)``; column 0 is 0.
        amount_fen: The affordable part that counts, shape ``(n,)``.
        uplift: Points of chance of paying within 14 days over doing nothing, shape ``(n, 7)``.
        uplift_low: Lower end, shape ``(n, 7)``.
        uplift_high: Upper end, shape ``(n, 7)``.
        cost_fen: Money, shape ``(7,)``.
        harm_fen: Priced harm, shape ``(n, 7)``.
        basis: How each effect is known: every ``ASSUMED`` one is an assumption, not a finding.
        evidence: What each effect leans on.
        valid_from: ISO day from which the assumptions hold, and who stands behind them.
    """

    value_fen: Floats
    amount_fen: Floats
    uplift: Floats
    uplift_low: Floats
    uplift_high: Floats
    cost_fen: Floats
    harm_fen: Floats
    basis: tuple[Basis, ...]
    evidence: tuple[str, ...]
    valid_from: str

    def assumed(self) -> tuple[Treatment, ...]:
        """Return the treatments whose effect is an assumption and not a finding."""
        return tuple(
            member
            for member in Treatment
            if member is not Treatment.NONE and self.basis[member] is Basis.ASSUMED
        )


def affordable_part(facts: ValueFacts, costs: TreatmentCosts) -> Floats:
    """Return the part of each debt that counts: what can be paid, never simply all of it.

    A sheet of income and expense decides where there is one. Otherwise the first part counts in
    full and a share of the rest, up to a ceiling, so that no large debt outweighs a street of
    small ones. Shape ``(n,)``, fen.
    """
    owed = facts.owed_fen.astype(np.float64)
    first = np.minimum(owed, costs.first_part_fen)
    part = np.minimum(first + costs.share_of_rest * (owed - first), costs.ceiling_fen)
    known = facts.affordable_fen >= 0
    sheet = np.minimum(facts.affordable_fen, np.minimum(owed, costs.ceiling_fen))
    found: Floats = np.where(known, sheet, part)
    return found


def value_treatments(
    facts: ValueFacts, costs: TreatmentCosts, estimates: tuple[EffectEstimate, ...] = ()
) -> ValueColumns:
    """Return what each treatment is worth for each case, beyond doing nothing.

    Args:
        facts: Chances and amounts.
        costs: Prices and assumed effects.
        estimates: Measured effects, at most one per treatment; they replace the assumed ones.

    Returns:
        Values and everything they are made of.

    Raises:
        ValueError: Two estimates are of one treatment, or one has another length.
    """
    amount = affordable_part(facts, costs)
    uplift, low, high = (
        _assumed_uplift(facts, costs, end) for end in ("gain", "gain_low", "gain_high")
    )
    basis = [Basis.ASSUMED] * TREATMENTS
    evidence = [row.evidence for row in costs.by_treatment]
    if len({estimate.treatment for estimate in estimates}) < len(estimates):
        raise ValueError("at most one estimate per treatment")
    for estimate in estimates:
        if estimate.uplift.shape != (len(facts),):
            raise ValueError(f"estimate of {estimate.treatment.word}: wrong number of cases")
        column = int(estimate.treatment)
        uplift[:, column], low[:, column] = estimate.uplift, estimate.low
        high[:, column] = estimate.high
        basis[column], evidence[column] = estimate.basis, estimate.source
    cost = np.array([row.cost_fen for row in costs.by_treatment], dtype=np.float64)
    weight = 1 + (costs.harm_factor_in_hardship - 1) * facts.in_hardship
    harm = np.outer(weight, [row.harm_fen for row in costs.by_treatment]).astype(np.float64)
    value = uplift * amount[:, None] - cost - harm
    value[:, Treatment.NONE] = 0.0
    return ValueColumns(
        value_fen=value,
        amount_fen=amount,
        uplift=uplift,
        uplift_low=low,
        uplift_high=high,
        cost_fen=cost,
        harm_fen=harm,
        basis=tuple(basis),
        evidence=tuple(evidence),
        valid_from=f"{costs.valid_from.isoformat()}, {costs.source}",
    )


def _assumed_uplift(facts: ValueFacts, costs: TreatmentCosts, end: str) -> Floats:
    """Return points over doing nothing at one end of the assumed interval, shape ``(n, 7)``."""
    reach = np.zeros((len(facts), TREATMENTS))
    reach[:, Treatment.SMS] = facts.sms_delivered
    reach[:, Treatment.EMAIL] = facts.email_read
    reach[:, Treatment.CALL] = facts.call_answered
    reach[:, Treatment.VISIT] = facts.visit_met
    reach[:, Treatment.HARDSHIP_OFFER] = facts.call_answered
    reach[:, Treatment.LEGAL_REFERRAL] = 1.0
    gain = np.array([getattr(row, end) for row in costs.by_treatment])
    relief = np.array([row.hardship_gain for row in costs.by_treatment])
    hardship = facts.in_hardship[:, None]
    found: Floats = reach * ((1 - hardship) * gain + hardship * relief)
    found *= (1 - facts.paid_anyway)[:, None]
    return found
