"""Has the limitation period run out?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.readings.limitation import Limitation, limitation_of
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs, legs_of
from doorstep.compliance.situation import Mask, Situation
from doorstep.compliance.words import Obligation
from doorstep.terms.codes import Purpose
from doorstep.terms.local_time import NO_DAY

_PERIOD = "CN-PLAN-03"
_CAREFUL = Obligation.LAWYER_REVIEW | Obligation.NO_ACKNOWLEDGEMENT_WORDING


def ordinary_period(now: Situation, legs: Legs) -> Finding:
    """Hold once the period is over: the borrower has a defence, and a lawyer decides."""
    state = limitation_of(now, legs)
    asked = _arises(now) & ~state.rests_on_doubt
    return find(legs, asked, holds=state.is_over, unknown=state.is_unknown)


def instalment_period(now: Situation, legs: Legs) -> Finding:
    """Name the rule about instalments while the period runs."""
    return find(legs, _arises(now) & _state(now).is_running)


def restarted_period(now: Situation, legs: Legs) -> Finding:
    """Name a restart that counted; where only a doubtful one would help, nobody knows."""
    state = _state(now)
    restarted = state.is_running & (now.requests.claim.limitation_restarts_day != NO_DAY)
    return find(
        legs, _arises(now) & (restarted | state.rests_on_doubt), unknown=state.rests_on_doubt
    )


def revival(now: Situation, legs: Legs) -> Finding:
    """Refuse wording that lures the borrower into giving up an expired claim's defence."""
    state, asks = _state(now), now.requests.message.asks_acknowledgement
    return find(
        legs,
        _arises(now) & state.is_over,
        refuses=asks,
        holds=~asks,
        duties=Duties(holding=_CAREFUL, refusing=Obligation.NO_ACKNOWLEDGEMENT_WORDING),
    )


def _arises(now: Situation) -> Mask:
    question = ~equals(now.requests.claim.limitation_from_day, NO_DAY)
    legal = now.has_purpose(Purpose.LEGAL_REMEDY, Purpose.ENFORCEMENT)
    return question & (now.is_pressing | legal)


def _state(now: Situation) -> Limitation:
    """Return the state by the period of CN-PLAN-03, whose number all four share."""
    return limitation_of(now, legs_of(now.rulebook.entries[_PERIOD], now.kinds))


_NEEDS = (
    "at",
    "zone_set",
    "purpose",
    "limitation_from_day",
    "limitation_restarts_day",
    "limitation_maybe_day",
)

RULES = (
    Rule(ids=(_PERIOD,), arises="is_limitation_asked", needs=_NEEDS, examine=ordinary_period),
    Rule(
        ids=("CN-PLAN-04",), arises="is_limitation_asked", needs=_NEEDS, examine=instalment_period
    ),
    Rule(
        ids=("CN-PLAN-05",), arises="is_limitation_asked", needs=_NEEDS, examine=restarted_period
    ),
    Rule(
        ids=("CN-PLAN-06",),
        arises="is_limitation_asked",
        needs=(*_NEEDS, "asks_acknowledgement"),
        examine=revival,
    ),
)
