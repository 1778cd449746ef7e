"""Which outcomes fit with whom the agents met or spoke with?"""

from typing import Final

from doorstep.terms.codes import Channel, Disposition

VISIT_OUTCOMES: Final[dict[str, tuple[Disposition, ...]]] = {
    "borrower": (Disposition.MET_BORROWER,),
    "third_party": (Disposition.MET_THIRD_PARTY,),
    "nobody": (Disposition.NOBODY_MET, Disposition.CANCELLED),
}
CALL_OUTCOMES: Final[dict[str, tuple[Disposition, ...]]] = {
    "borrower": (Disposition.RIGHT_PARTY_CONTACT, Disposition.CONNECTED_SHORT),
    "third_party": (Disposition.THIRD_PARTY_CONTACT, Disposition.WRONG_PERSON),
    "nobody": (
        Disposition.NO_ANSWER,
        Disposition.BUSY,
        Disposition.NOT_CONNECTED,
        Disposition.VOICEMAIL,
    ),
}
REASONS: Final = (
    "income_lower", "illness", "business_slow", "forgot", "disputes_sum", "other_debts",
    "family", "other",
)  # fmt: skip


def outcomes_of(channel: Channel) -> dict[str, tuple[Disposition, ...]]:
    """Return the outcomes that fit each answer to "whom did you meet", for visits or calls."""
    return VISIT_OUTCOMES if channel is Channel.VISIT else CALL_OUTCOMES
