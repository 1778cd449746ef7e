"""Is this a person from whom anything may be asked?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation, no, yes
from doorstep.compliance.words import Life, Relation
from doorstep.terms.codes import Purpose


def who_may_be_approached(now: Situation, legs: Legs) -> Finding:
    """Refuse to approach anybody who does not owe; contact persons may only help to find.

    Whether a spouse owes is CN-TGT-06's question: while it is open, this rule says nothing.
    """
    spouse = now.is_relation(Relation.SPOUSE) & ~now.is_third_party
    open_question = spouse & ~yes(now.requests.people.has_joint_debt)
    open_question &= ~no(now.requests.people.has_joint_debt)
    represents = now.is_relation(Relation.ATTORNEY)
    wrong = _is_wrong_person(now) | _asks_contact_person_too_much(now)
    silent = represents | open_question | (now.is_third_party & ~wrong)
    return find(legs, ~silent, refuses=wrong)


def _is_wrong_person(now: Situation) -> Mask:
    people = now.requests.people
    obligor = now.is_relation(Relation.CO_BORROWER, Relation.GUARANTOR, Relation.HEIR)
    heir = now.is_relation(Relation.HEIR)
    spouse = now.is_relation(Relation.SPOUSE)
    wrong = now.is_outsider | (obligor & ~people.is_listed_obligor)
    wrong |= heir & (~equals(people.life, Life.DECEASED))
    wrong |= now.is_relation(Relation.GUARDIAN) & yes(people.has_capacity)
    wrong |= spouse & no(people.has_joint_debt)
    return wrong & ~now.is_third_party


def _asks_contact_person_too_much(now: Situation) -> Mask:
    return now.is_third_party & ~now.has_purpose(Purpose.LOCATE, Purpose.PASS_MESSAGE)


RULES = (
    Rule(
        ids=("CN-TGT-01",),
        needs=(
            "channel",
            "purpose",
            "relation",
            "is_listed_obligor",
            "life",
            "has_capacity",
            "has_joint_debt",
        ),
        examine=who_may_be_approached,
    ),
)
