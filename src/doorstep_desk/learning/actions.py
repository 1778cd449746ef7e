"""What can change by learning: heads are fitted from what is known, and put into use."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from doorstep.facts.columns import PortfolioFacts
from doorstep.probability.fit import FittedHead, base_rate_head, fit_head
from doorstep.probability.heads import Basis, Head
from doorstep.probability.recipe import recipe_for
from doorstep.probability.samples import (
    Samples,
    contact_samples,
    payment_samples,
    promise_kept_samples,
)
from doorstep.terms.local_time import day_number
from doorstep_desk.audit.actions import record
from doorstep_desk.decisions.actions.keep_model import keep_model
from doorstep_desk.decisions.chances import Heads
from doorstep_desk.decisions.queries import model_in_use
from doorstep_desk.plumbing.actor import Actor

SEED = 20261125


@dataclass(frozen=True, slots=True)
class Learned:
    """The heads in use from now on.

    Attributes:
        heads: Contact and payment.
        kept: Whether a promise is kept; the odds of arrangements rest on it.
        is_new: Whether anything was fitted; False when nothing new was known.
    """

    heads: Heads
    kept: FittedHead
    is_new: bool

    def summary(self) -> dict[str, Any] | None:
        """Return what a run prints about its models; None when nothing was learned."""
        paid, contact = self.heads.paid.card, self.heads.contact.card
        if paid.basis is Basis.BASE_RATE and contact.basis is Basis.BASE_RATE:
            return None
        return {
            "version": paid.version,
            "rows": paid.rows,
            "auc": paid.auc,
            "ece": paid.ece,
            "contact_ece": contact.ece,
            "contact_auc": contact.auc,
            "contact_rows": contact.rows,
        }


def learn(
    *, actor: Actor, facts: PortfolioFacts, on: date, input_hash: str, at: datetime
) -> Learned:
    """Fit the heads from everything known before a day, unless that was done already.

    A head never learns from the rows it will predict: every outcome window ends before the day.

    Args:
        actor: In whose name the models are put into use.
        facts: The portfolio, closed cases included.
        on: The day.
        input_hash: Hash of the facts; equal facts are not learned from twice.
        at: When.

    Raises:
        Refused: The actor may not.
    """
    actor.require("model.promote")
    agency = actor.agency_id
    in_use = [model_in_use(agency, head) for head in (Head.CONTACT, Head.PAID_WITHIN_14_DAYS)]
    kept_before = model_in_use(agency, Head.PROMISE_KEPT)
    if kept_before and all(model is not None and model[1] == input_hash for model in in_use):
        contact, paid = (model[0] for model in in_use if model is not None)
        return Learned(Heads(contact, paid), kept_before[0], is_new=False)
    today = day_number(on)
    heads = Heads(
        contact=_fitted(contact_samples(facts, today), today),
        paid=_fitted(payment_samples(facts, today), today),
    )
    kept = _fitted(promise_kept_samples(facts, today), today)
    for head in (heads.contact, heads.paid, kept):
        because = "refit" if head.card.basis is Basis.LEARNED else "base rate"
        keep_model(actor=actor, head=head, on=on, input_hash=input_hash, because=because, at=at)
    record(
        at=at, actor=actor, verb="model.proposed", subject=f"day:{on.isoformat()}",
        contact=heads.contact.model.version, paid=heads.paid.model.version,
        kept=kept.model.version,
    )  # fmt: skip
    return Learned(heads, kept, is_new=True)


def _fitted(samples: Samples, today: int) -> FittedHead:
    if not len(samples):
        return base_rate_head(samples.head, today)
    return fit_head(samples, recipe_for(samples.head), SEED)
