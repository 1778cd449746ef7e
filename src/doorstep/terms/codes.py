"""Which closed lists do people, rules and files choose from?

Every list is an ``IntEnum`` so that a column of it is an ``int8`` array. The store and every
file keep the ``word`` (lower case), never the number; numbers may therefore only be appended
to, never reordered. The words of channel, purpose, direction and disposition are those of the
worked law cases.
"""

from enum import IntEnum
from typing import Self


class Code(IntEnum):
    """A member of a closed list, with its word as stored and shown to programs."""

    def __init_subclass__(cls) -> None:
        """Let Python find members directly; until 3.12 it asks the metaclass each time.

        The law engine names some hundreds of members in one decision of two milliseconds.
        """
        for name, member in cls.__members__.items():
            type.__setattr__(cls, name, member)

    @property
    def word(self) -> str:
        """Return the word that stores, files and interfaces use."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Self:
        """Return the member for a word.

        Raises:
            ValueError: No member has that word; the message lists those that exist.
        """
        try:
            return cls[word.upper()]
        except KeyError:
            words = ", ".join(member.word for member in cls)
            raise ValueError(f"{cls.__name__} has no word {word!r}; it has: {words}") from None


class Known(Code):
    """Three-valued truth: a missing fact is never taken for a yes or a no."""

    UNKNOWN = -1
    NO = 0
    YES = 1


class Channel(Code):
    """How a person is reached."""

    CALL = 0
    SMS = 1
    EMAIL = 2
    IM = 3
    VISIT = 4
    LETTER = 5
    LEGAL_NOTICE = 6
    THIRD_PARTY = 7


class Purpose(Code):
    """Why a person is reached; the first six press, the others do not."""

    COLLECT = 0
    NOTIFY = 1
    REMIND = 2
    LOCATE = 3
    PASS_MESSAGE = 4
    VISIT_NOTICE = 5
    REPLY = 6
    SERVICE = 7
    SAFETY = 8
    OUTSOURCING_NOTICE = 9
    ASSIGNMENT_NOTICE = 10
    VALIDATION_NOTICE = 11
    LEGAL_REMEDY = 12
    ENFORCEMENT = 13
    CONFIRM_END = 14

    @property
    def is_pressing(self) -> bool:
        """Say whether this purpose presses for payment or contact."""
        return self <= Purpose.VISIT_NOTICE


class Direction(Code):
    """Who started the contact."""

    OUTBOUND = 0
    INBOUND = 1


class Disposition(Code):
    """What came of an attempt."""

    RIGHT_PARTY_CONTACT = 0
    THIRD_PARTY_CONTACT = 1
    CONNECTED_SHORT = 2
    VOICEMAIL = 3
    WRONG_PERSON = 4
    NO_ANSWER = 5
    BUSY = 6
    NOT_CONNECTED = 7
    UNKNOWN = 8
    IN_PROGRESS = 9
    DELIVERED = 10
    REPLIED = 11
    NOT_DELIVERED = 12
    POSTED = 13
    RETURNED = 14
    MET_BORROWER = 15
    MET_THIRD_PARTY = 16
    NOBODY_MET = 17
    CANCELLED = 18

    @property
    def reached_borrower(self) -> bool:
        """Say whether the borrower was spoken with, met or answered in writing."""
        return self in _REACHED_BORROWER


_REACHED_BORROWER = frozenset(
    {Disposition.RIGHT_PARTY_CONTACT, Disposition.MET_BORROWER, Disposition.REPLIED}
)


class Treatment(Code):
    """What may be done next for a case; ``NONE`` is always a candidate."""

    NONE = 0
    SMS = 1
    EMAIL = 2
    CALL = 3
    VISIT = 4
    HARDSHIP_OFFER = 5
    LEGAL_REFERRAL = 6


class Verdict(Code):
    """A rule's or the rulebook's answer; a larger number is stricter."""

    ALLOW = 0
    HOLD = 1
    DENY = 2


class Product(Code):
    """Kind of credit, as the law cases name it."""

    OTHER = 0
    CONSUMER_LOAN = 1
    BUSINESS_LOAN = 2
    CARD = 3
    P2P_LOAN = 4


class Provenance(Code):
    """Where a contact point came from; the last four are forbidden sources."""

    UNKNOWN = 0
    CONTRACT = 1
    BORROWER = 2
    COURT = 3
    BOUGHT = 4
    ADDRESS_BOOK = 5
    SOCIAL_MEDIA = 6
    SEEN_ON_PARCEL = 7


class PointKind(Code):
    """Kind of contact point."""

    MOBILE = 0
    LANDLINE = 1
    EMAIL = 2
    MESSENGER = 3
    ADDRESS = 4


class PromiseState(Code):
    """What became of a promise."""

    OPEN = 0
    KEPT = 1
    PARTLY_KEPT = 2
    BROKEN = 3
    WITHDRAWN = 4


class RemarkFlag(Code):
    """What a remark says that stops or limits contact until a person has looked."""

    DECEASED = 0
    REPRESENTED_BY_LAWYER = 1
    HOSPITALISED = 2
    COMPLAINT_OPEN = 3
    ARRANGEMENT_ACTIVE = 4
    NO_WORKPLACE_CONTACT = 5
    CONTACT_REFUSED = 6
