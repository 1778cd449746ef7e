"""Do the stored models give the same chances of a stored day again?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from doorstep_desk.decisions.actions.decide import chance_of
from doorstep_desk.decisions.chances import Heads, chances_of
from doorstep_desk.decisions.facts import day_facts
from doorstep_desk.decisions.marks import Moves, marker_of
from doorstep_desk.decisions.queries import StoredDecision, stored_decision
from doorstep_desk.decisions.registry import model_named, moves_of
from doorstep_desk.notices.queries import notices_for
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.workdays.roster import with_roster

_HEADS: Final[tuple[str, ...]] = ("contact", "paid", "promise")


@dataclass(frozen=True, slots=True)
class Replayed:
    """The chances of one case on a stored day, as stored and as computed again.

    Attributes:
        on: The day.
        models: Version of each head.
        stored: Chances as they were issued.
        again: The same from the stored models.
        has_same_facts: Everything known then is still the same, roster and law included.
    """

    on: date
    models: Mapping[str, str]
    stored: Mapping[str, Any]
    again: Mapping[str, Any]
    has_same_facts: bool

    @property
    def is_same(self) -> bool:
        """Say whether every number that was stored is the same.

        A day that was decided before a number was kept says nothing of it.
        """
        return self.stored == {
            name: {key: self.again[name][key] for key in chance}
            for name, chance in self.stored.items()
        }


def replay(actor: Actor, case_id: int, on: date | None = None) -> Replayed:
    """Compute the chances of a stored decision again, from its models and what was known then.

    Args:
        actor: Who asks.
        case_id: The case.
        on: The day; None for the newest decision.

    Raises:
        Refused: Nothing was decided, or a model of that day is no longer kept.
    """
    found = stored_decision(actor.agency_id, case_id, on)
    if found is None:
        raise Refused("not-decided", f"Nothing was decided about case {case_id} on that day.")
    day = day_facts(
        actor.agency_id, found.on, found.judged_at,
        notices_for(actor.agency_id, found.on, found.judged_at),
    )  # fmt: skip
    chances = chances_of(day, _heads(actor, found, day.facts.accounts))
    row = next(place for place, case in enumerate(day.cases) if case.case_id == case_id)
    again = {name: chance_of(each, row) for name, each in chances.by_name().items()}
    is_same = with_roster(day, actor.agency_id).digest == found.facts_hash
    models = {
        str(name): str(found.models_used[name]) for name in _HEADS if name in found.models_used
    }
    return Replayed(found.on, models, dict(found.chances), again, is_same)


def _heads(actor: Actor, found: StoredDecision, accounts: Any) -> Heads:
    used = found.models_used
    heads = {name: model_named(actor.agency_id, used[name]) for name in _HEADS if name in used}
    contact, paid, promise = (heads.get(name) for name in _HEADS)
    if contact is None or paid is None or (promise is None and "promise" in used):
        raise Refused("model-unknown", "A model of that day is no longer kept.")
    moves = moves_of(used)
    if not moves:
        return Heads(contact, paid, None, promise)
    marker = marker_of(actor.agency_id, accounts, found.judged_at)
    moved = Moves(moves["contact"], moves["paid"], marker, moves.get("promise"))
    return Heads(contact, paid, moved, promise)
