"""Is the letter in a language that the borrower reads?"""

from doorstep.compliance.finding import Duties, Finding, bits, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure
from doorstep.compliance.words import Obligation


def letter_language(now: Situation, legs: Legs) -> Finding:
    """Never refuse; ask for the text in the borrower's language where it is missing."""
    own = now.requests.message.is_in_own_language
    return find(
        legs,
        now.is_letter,
        unknown=unsure(own),
        duties=Duties(passing=bits(no(own), Obligation.BILINGUAL_LETTER)),
    )


RULES = (
    Rule(
        ids=("HP-LANG",),
        arises="is_letter",
        needs=("medium", "is_in_own_language"),
        examine=letter_language,
    ),
)
