"""Who never goes with whom, and who goes with whom on one day?"""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain
from typing import Final
from uuid import UUID

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.locks import lock_for_transaction
from doorstep_desk.staff.actions.add_pair import NewShift, add_pair, add_shift
from doorstep_desk.staff.actions.own_people import held
from doorstep_desk.staff.errors import (
    cannot_be_sent,
    excluded_already,
    named_twice,
    needs_reason,
    never_together,
    no_hours_known,
    not_on_file,
)
from doorstep_desk.staff.models import PairExclusion, Shift
from doorstep_desk.staff.queries import pairs, staff_by_id
from doorstep_desk.staff.team import exclusions, fitness_on

_LETTERS: Final = "甲乙丙丁戊己庚辛壬癸"

Couple = tuple[int, int]


@transaction.atomic
def exclude_pair(
    *, actor: Actor, first_id: int, second_id: int, because: str, at: datetime
) -> UUID:
    """Never send two people together, from the next pairs on.

    Raises:
        Refused: The actor may not, one of them is not here, they are the same, they are excluded
            already, or no reason is given.
    """
    actor.require("team.change")
    if not because.strip():
        raise needs_reason()
    if first_id == second_id:
        raise named_twice()
    low, high = sorted((first_id, second_id))
    held(actor, low)
    held(actor, high)
    standing = PairExclusion.objects.filter(first_id=low, second_id=high, lifted_at=None)
    if standing.exists():
        raise excluded_already()
    row = PairExclusion.objects.create(
        id=new_id(), agency_id=actor.agency_id, first_id=low, second_id=high,
        because=because.strip()[:300], noted_by=actor.name, noted_at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="exclusion.added", subject=f"staff:{low}", other=high,
        exclusion=str(row.pk),
    )  # fmt: skip
    return row.pk


@transaction.atomic
def lift_exclusion(*, actor: Actor, exclusion_id: UUID, at: datetime) -> None:
    """Let two people go together again.

    Raises:
        Refused: The actor may not, or there is no such exclusion.
    """
    actor.require("team.change")
    row = PairExclusion.objects.select_for_update().filter(
        pk=exclusion_id, agency_id=actor.agency_id, lifted_at=None
    ).first()  # fmt: skip
    if row is None:
        raise not_on_file("exclusion")
    row.lifted_at = at
    row.save(update_fields=["lifted_at"])
    record(
        at=at, actor=actor, verb="exclusion.lifted", subject=f"staff:{row.first_id}",
        other=row.second_id, exclusion=str(row.pk),
    )  # fmt: skip


@transaction.atomic
def set_day_pairs(*, actor: Actor, on: date, couples: Sequence[Couple], at: datetime) -> list[int]:
    """Let these and no others go on a day, and return their pairs in the same order.

    Who went together before keeps the letter. Hours and start come from the shifts that are
    called off, else from the last shift that is known; no shift is deleted.

    Raises:
        Refused: The actor may not; somebody is named twice, away, uncertified or excluded; or no
            hours are known.
    """
    actor.require("pair.approve")
    lock_for_transaction("staff.pairs", actor.agency_id)
    _refuse_unlawful(actor, on, couples)
    wanted = [_pair_of(actor, couple, at) for couple in couples]
    spare = _called_off(actor, on, wanted, at)
    for pair_id in wanted:
        _on_shift(actor, on, pair_id, spare, at)
    record(
        at=at, actor=actor, verb="pairs.approved", subject=f"day:{on.isoformat()}",
        pairs=[list(couple) for couple in couples],
    )  # fmt: skip
    return wanted


def _refuse_unlawful(actor: Actor, on: date, couples: Sequence[Couple]) -> None:
    named = list(chain.from_iterable(couples))
    if len(set(named)) < len(named):
        raise named_twice()
    fit, people = fitness_on(actor.agency_id, on), staff_by_id(named)
    excluded = {(each.first_id, each.second_id) for each in exclusions(actor.agency_id)}
    for each in named:
        if each not in people or not fit.may_visit([each]):
            raise cannot_be_sent(people[each].display_name if each in people else str(each))
    for first, second in couples:
        if (min(first, second), max(first, second)) in excluded:
            raise never_together(people[first].display_name, people[second].display_name)


def _pair_of(actor: Actor, couple: Couple, at: datetime) -> int:
    known = pairs(actor.agency_id)
    for pair in known:
        if {pair.first.id, pair.second.id} == set(couple):
            return pair.id
    taken = {pair.letter for pair in known}
    names = chain(_LETTERS, (f"P{number}" for number in range(1, 1000)))
    letter = next(name for name in names if name not in taken)
    return add_pair(actor=actor, letter=letter, first_id=couple[0], second_id=couple[1], at=at).id


def _called_off(actor: Actor, on: date, wanted: Sequence[int], at: datetime) -> list[Shift]:
    """Call off the shifts of all other pairs, and return them: their hours are free."""
    rows = Shift.objects.select_for_update().filter(
        on=on, called_off_at=None, pair__organisation_id=actor.agency_id
    ).exclude(pair_id__in=wanted)  # fmt: skip
    spare = list(rows.order_by("pair_id"))
    for row in spare:
        row.called_off_at = at
        row.save(update_fields=["called_off_at"])
        record(at=at, actor=actor, verb="shift.called_off", subject=f"pair:{row.pair_id}", on=on)
    return spare


def _on_shift(actor: Actor, on: date, pair_id: int, spare: list[Shift], at: datetime) -> None:
    known = Shift.objects.filter(on=on, pair_id=pair_id).first()
    if known is not None:
        if known.called_off_at is not None:
            known.called_off_at = None
            known.save(update_fields=["called_off_at"])
            record(at=at, actor=actor, verb="shift.resumed", subject=f"pair:{pair_id}", on=on)
        return
    model = spare.pop(0) if spare else _last_known(actor)
    add_shift(
        actor=actor, at=at,
        new=NewShift(
            pair_id, on, model.starts_minute, model.ends_minute, model.latitude, model.longitude,
            model.max_visits,
        ),
    )  # fmt: skip


def _last_known(actor: Actor) -> Shift:
    rows = Shift.objects.filter(pair__organisation_id=actor.agency_id).order_by("-on", "pair_id")
    row = rows.first()
    if row is None:
        raise no_hours_known()
    return row
