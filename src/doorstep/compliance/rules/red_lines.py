"""Would this cross a line that nobody may cross, whoever asks?

Each line here is a refusal without an exception. Other lines are kept by rules of their own:
tracking and bought data by HP-GEO and HP-ADDR, caller numbers by CN-CHAN-02, posing as somebody by
CN-CONT-01, entering, filming and faces by CN-VISIT-03, CN-VISIT-05 and CN-PI-03, new loans by
CN-CONT-04, and expired debts by CN-PLAN-06.
"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure
from doorstep.compliance.words import PaymentWay, PlaceKind, Relation, Tactic


def deterrence(now: Situation, legs: Legs) -> Finding:
    """Refuse visits or scripts that are meant to frighten."""
    return find(legs, now.everything, refuses=now.uses(Tactic.DETERRENT_SHOW))


def pressure_through_others(now: Situation, legs: Legs) -> Finding:
    """Refuse pressure through employer, village committee or address book."""
    used = now.uses(
        Tactic.EMPLOYER_PRESSURE,
        Tactic.VILLAGE_COMMITTEE_PRESSURE,
        Tactic.MASS_MESSAGE_CONTACTS,
    )
    return find(legs, now.everything, refuses=used)


def shaming(now: Situation, legs: Legs) -> Finding:
    """Refuse public lists of names and posts in groups."""
    used = now.uses(Tactic.PUBLIC_NAME_LIST, Tactic.GROUP_CHAT_POST)
    return find(legs, now.everything, refuses=used)


def through_minors(now: Situation, legs: Legs) -> Finding:
    """Refuse messages or tasks through minors, and visits to schools."""
    age = now.requests.people.target_age
    minor = (age >= 0) & (age < legs.most("age"))
    minor &= ~now.is_relation(Relation.GUARDIAN, Relation.ATTORNEY)
    return find(legs, now.everything, refuses=minor | now.is_place(PlaceKind.SCHOOL))


def cash_and_papers(now: Situation, legs: Legs) -> Finding:
    """Refuse cash in an agent's hands, held papers, and escorts to a bank."""
    cash = now.is_at_door & (equals(now.requests.visit.payment_way, PaymentWay.CASH))
    used = now.uses(Tactic.HOLD_PAPERS, Tactic.ESCORT_TO_BANK)
    return find(legs, now.everything, refuses=used | cash)


def unlawful_debt(now: Situation, legs: Legs) -> Finding:
    """Refuse to press for usurious or otherwise illegal debts."""
    lawful = now.requests.claim.is_lawful
    return find(legs, now.is_pressing, refuses=no(lawful), unknown=unsure(lawful))


def secret_recording(now: Situation, legs: Legs) -> Finding:
    """Refuse secret recordings."""
    return find(legs, now.everything, refuses=now.requests.visit.is_covert_recording)


def ambush(now: Situation, legs: Legs) -> Finding:
    """Refuse visits where people are ill, mourn, celebrate or are examined."""
    places = now.is_place(
        PlaceKind.HOSPITAL,
        PlaceKind.FUNERAL,
        PlaceKind.WEDDING,
        PlaceKind.EXAM_SITE,
        PlaceKind.LEISURE,
    )
    return find(legs, now.is_visit, refuses=places)


RULES = (
    Rule(ids=("RL-02",), needs=("tactics",), examine=deterrence),
    Rule(ids=("RL-04",), needs=("tactics",), examine=pressure_through_others),
    Rule(ids=("RL-05",), needs=("tactics",), examine=shaming),
    Rule(
        ids=("RL-06",), needs=("relation", "target_age", "medium", "place"), examine=through_minors
    ),
    Rule(ids=("RL-10",), needs=("tactics", "stage", "payment_way"), examine=cash_and_papers),
    Rule(ids=("RL-12",), needs=("purpose", "is_lawful"), examine=unlawful_debt),
    Rule(ids=("RL-16",), needs=("is_covert_recording",), examine=secret_recording),
    Rule(ids=("RL-18",), arises="is_visit", needs=("medium", "place"), examine=ambush),
)
