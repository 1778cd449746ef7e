"""Fit candidates from what is known, and say which models are in use and how far they moved."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from doorstep.facts.columns import PortfolioFacts
from doorstep.probability.fit import FittedHead, base_rate_head, fit_with_trial
from doorstep.probability.heads import Basis, Head
from doorstep.probability.proving.proof import Standing, prove
from doorstep.probability.recipe import recipe_for
from doorstep.probability.rolling import Rolling
from doorstep.probability.samples import (
    Samples,
    contact_samples,
    payment_samples,
    promise_kept_samples,
    promise_samples,
)
from doorstep.terms.local_time import day_number
from doorstep_desk.decisions.actions.keep_model import NewModel, keep_model
from doorstep_desk.decisions.actions.keep_rolling import NewMoves, keep_rolling
from doorstep_desk.decisions.actions.promote_model import put_first_model
from doorstep_desk.decisions.chances import Heads
from doorstep_desk.decisions.marks import Marker, Moves, marker_of
from doorstep_desk.decisions.registry import (
    KeptModel,
    Stands,
    candidate_of,
    moved_today,
    standing,
)
from doorstep_desk.learning.audited import audited_rows
from doorstep_desk.learning.moved import moved_since
from doorstep_desk.plumbing.actor import Actor

SEED: Final = 20261125


@dataclass(frozen=True, slots=True)
class Learned:
    """The heads in use, and what was fitted beside them.

    Attributes:
        heads: Contact, payment and promise, with their moves.
        candidates: Version of the newest fitted model of contact, of payment, of the head on
            which the odds of an arrangement rest (whether a promise is kept), and of promise.
        is_new: Whether anything was fitted; False when nothing new was known.
    """

    heads: Heads
    candidates: tuple[str, str, str, str]
    is_new: bool

    def summary(self) -> dict[str, Any] | None:
        """Return what a run prints about its models; None when nothing was learned."""
        paid, contact = self.heads.paid.card, self.heads.contact.card
        if paid.basis is Basis.BASE_RATE and contact.basis is Basis.BASE_RATE:
            return None
        moves = self.heads.moves
        return {
            "version": paid.version,
            "rows": paid.rows + (0 if moves is None else moves.paid.outcomes),
            "auc": paid.auc,
            "ece": paid.ece,
            "contact_ece": contact.ece,
            "contact_auc": contact.auc,
            "contact_rows": contact.rows + (0 if moves is None else moves.contact.outcomes),
            "candidates": list(self.candidates),
        }


def learn(
    *, actor: Actor, facts: PortfolioFacts, on: date, input_hash: str, at: datetime
) -> Learned:
    """Fit a candidate for each head from everything known before a day, unless done already.

    A candidate is not used: a named person promotes it. Only where no learned model stands does
    the first one come into use at once. What is in use follows the outcomes by its intercept.
    No head learns from the rows it will predict: every outcome window ends before the day.

    Args:
        actor: In whose name the models are fitted.
        facts: The portfolio, closed cases included.
        on: The day.
        input_hash: Hash of the facts; equal facts are not learned from twice.
        at: When.

    Raises:
        Refused: The actor may not.
    """
    actor.require("model.propose")
    marker = marker_of(actor.agency_id, facts.accounts, at)
    lesson = _Lesson(actor, facts, marker, on, input_hash, at)
    today = day_number(on)
    contact = _settled(lesson, contact_samples(facts, today))
    paid = _settled(lesson, payment_samples(facts, today))
    kept = _settled(lesson, promise_kept_samples(facts, today))
    promise = _settled(lesson, promise_samples(facts, today))
    moves = Moves(contact.moved, paid.moved, marker, promise.moved)
    every = (contact, paid, kept, promise)
    return Learned(
        Heads(contact.head, paid.head, moves, promise.head),
        (contact.candidate, paid.candidate, kept.candidate, promise.candidate),
        is_new=any(each.is_new for each in every),
    )


@dataclass(frozen=True, slots=True)
class _Lesson:
    actor: Actor
    facts: PortfolioFacts
    marker: Marker
    on: date
    input_hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Settled:
    """One head in use, its moves, and the candidate beside it."""

    head: FittedHead
    moved: Rolling
    candidate: str
    is_new: bool


def _settled(lesson: _Lesson, samples: Samples) -> _Settled:
    agency, head = lesson.actor.agency_id, samples.head
    stands = standing(agency, head, lesson.on, lesson.at)
    known = candidate_of(agency, head, lesson.input_hash)
    row = _candidate(lesson, samples, stands) if known is None else known
    if stands is None or stands.head.card.basis is Basis.BASE_RATE:
        stands = _first(lesson, row, stands, head)
    moved, watch = moved_since(stands.head, samples, lesson.marker, SEED)
    today = moved_today(agency, head, stands.row_id, lesson.on)
    moved = moved.shifted(today) if today else moved
    new = NewMoves(stands.row_id, head.value, moved, watch, today)
    keep_rolling(actor=lesson.actor, new=new, at=lesson.at)
    return _Settled(stands.head, moved, row.version, row.is_new)


def _candidate(lesson: _Lesson, samples: Samples, stands: Stands | None) -> KeptModel:
    """Fit a head, prove it against rivals, groups and what stands, and keep it."""
    if not len(samples):
        return _kept(lesson, base_rate_head(samples.head, day_number(lesson.on)), {})
    fitted = fit_with_trial(samples, recipe_for(samples.head), SEED)
    if fitted.trial is None:
        return _kept(lesson, fitted.head, {})
    audited = audited_rows(
        lesson.actor.agency_id, lesson.facts, fitted.trial.parts.evaluate, lesson.on
    )
    beside = None
    if stands is not None and stands.head.card.basis is Basis.LEARNED:
        beside = Standing(stands.head, stands.head.card.version)
    return _kept(lesson, fitted.head, prove(fitted.trial, audited, beside, SEED))


def _kept(lesson: _Lesson, head: FittedHead, metrics: dict[str, Any]) -> KeptModel:
    new = NewModel(head, metrics, lesson.on, lesson.input_hash)
    return keep_model(actor=lesson.actor, new=new, at=lesson.at)


def _first(lesson: _Lesson, row: KeptModel, stands: Stands | None, head: Head) -> Stands:
    """Put the first model into use; where it is blocked, the documented base rate stands."""
    chosen = row
    if row.is_blocked:
        chosen = _kept(lesson, base_rate_head(head, day_number(lesson.on)), {})
    if stands is None or stands.row_id != chosen.row_id:
        put_first_model(actor=lesson.actor, row_id=chosen.row_id, at=lesson.at)
    found = standing(lesson.actor.agency_id, head, lesson.on, lesson.at)
    assert found is not None, "a model has just been put into use"  # noqa: S101 (cannot happen)
    return found
