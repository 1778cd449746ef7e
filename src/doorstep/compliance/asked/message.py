"""What will be said or written, and by which means of pressure?"""

from dataclasses import dataclass

from doorstep.compliance.asked.columns import ColumnGroup, Flag, Mask, Truth


@dataclass(frozen=True, slots=True)
class MessageFacts(ColumnGroup):
    """One row per planned contact.

    Attributes:
        mentions_debt: It speaks of a debt before the identity is checked, or to others.
        names_institution: It says at once which institution is represented.
        poses_as_other: It poses as police, court, office, lawyer, lender, courier or friend.
        has_invented_consequence: It names a consequence that does not exist.
        matches_ledger: The amount named is the one in the ledger.
        announces_bureau_report: It announces a report to the credit bureau.
        has_threat_or_insult: It threatens or insults.
        urges_new_borrowing: It pushes towards new borrowing.
        asks_acknowledgement: It asks for a new acknowledgement of the debt.
        has_all_card_items: A card letter carries all six items.
        is_in_own_language: It is (also) in the language that the borrower reads.
        has_opt_out: It says how to stop such messages.
        is_marked_private: The letter is marked private.
        checks_identity_first: Identity is checked before any detail.
        has_misleading_card: A calling card misleads.
        presses_for_too_much: It presses for payment at once, by borrowing or by selling.
        threatens_suit: It threatens a suit.
        is_posted_publicly: It is posted where others read it.
        tactics: Bits of ``words.Tactic`` that are planned.
    """

    mentions_debt: Truth
    names_institution: Truth
    poses_as_other: Truth
    has_invented_consequence: Truth
    matches_ledger: Truth
    announces_bureau_report: Flag
    has_threat_or_insult: Truth
    urges_new_borrowing: Truth
    asks_acknowledgement: Flag
    has_all_card_items: Flag
    is_in_own_language: Truth
    has_opt_out: Truth
    is_marked_private: Truth
    checks_identity_first: Truth
    has_misleading_card: Truth
    presses_for_too_much: Truth
    threatens_suit: Flag
    is_posted_publicly: Flag
    tactics: Mask
