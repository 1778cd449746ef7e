"""Which closed lists do requests and answers of the law engine choose from?

As in ``doorstep.terms.codes`` every list is an ``IntEnum`` whose number fills a column and whose
word is stored. The words are those of the worked law cases. Numbers are only ever appended.
"""

from enum import IntFlag
from typing import Final, Self

from doorstep.terms.codes import Code


class Answer(Code):
    """What one rule says about one request; 0 to 2 are the numbers of ``codes.Verdict``."""

    NOT_EXAMINED = -1
    ALLOW = 0
    HOLD = 1
    DENY = 2
    UNKNOWN = 3


class Force(Code):
    """How a refusal is shown; only sources that were read or published are shown as law."""

    NONE = 0
    POLICY = 1
    LAW = 2
    MIXED = 3


class Relation(Code):
    """How the person to be reached stands to the borrower."""

    SELF = 0
    CO_BORROWER = 1
    GUARANTOR = 2
    HEIR = 3
    GUARDIAN = 4
    ATTORNEY = 5
    SPOUSE = 6
    PARENT = 7
    CHILD = 8
    SIBLING = 9
    RELATIVE = 10
    FRIEND = 11
    NEIGHBOUR = 12
    COLLEAGUE = 13
    EMPLOYER = 14
    VILLAGE_COMMITTEE = 15
    OTHER = 16


class Stage(Code):
    """At which moment the law is asked."""

    PLAN = 0
    DEPARTURE = 1
    AT_DOOR = 2


class OrgKind(Code):
    """What kind of organisation makes the contact."""

    UNKNOWN = -1
    AGENCY = 0
    CREDITOR = 1
    DEBT_BUYER = 2


class CreditorKind(Code):
    """What kind of lender is owed."""

    OTHER = 0
    BANK = 1
    CONSUMER_FINANCE_COMPANY = 2
    MICRO_LOAN_COMPANY = 3
    FINANCE_COMPANY = 4


class PlaceKind(Code):
    """Kind of place where a visit happens."""

    UNKNOWN = -1
    HOME = 0
    WORK = 1
    PUBLIC = 2
    HOTEL = 3
    HOSPITAL = 4
    SCHOOL = 5
    COURT = 6
    FUNERAL = 7
    WEDDING = 8
    EXAM_SITE = 9
    LEISURE = 10
    OTHER = 11


class FoundBy(Code):
    """How the place of a visit was found."""

    UNKNOWN = -1
    CONTRACT = 0
    BORROWER = 1
    COURT = 2
    TRACKING = 3


class Life(Code):
    """Whether the borrower lives."""

    UNKNOWN = -1
    ALIVE = 0
    DECEASED = 1


class Delivery(Code):
    """How a letter or legal notice is delivered."""

    POST = 0
    REGISTERED_POST = 1
    BY_HAND_SEALED = 2
    ELECTRONIC = 3


class ArrangementStatus(Code):
    """Where an agreed change of the loan stands."""

    UNKNOWN = -1
    NONE = 0
    PROPOSED = 1
    GOOD_STANDING = 2
    BROKEN = 3
    COMPLETED = 4


class Moratorium(Code):
    """Which moratorium protects the borrower (United Kingdom)."""

    UNKNOWN = -1
    NONE = 0
    BREATHING_SPACE = 1
    MENTAL_HEALTH_CRISIS = 2


class Objection(Code):
    """How the borrower objected to contact at work."""

    NONE = 0
    ORAL = 1
    WRITTEN = 2


class ReviewState(Code):
    """Where the review of a flagged pattern of contact stands."""

    UNKNOWN = -1
    NONE = 0
    OPEN = 1
    UPHELD = 2
    CLEARED = 3


class ReviewSubject(Code):
    """What a review of contact is about."""

    NONE = 0
    HARASSMENT = 1
    PRIVATE_PEACE = 2
    FREQUENCY = 3
    TIME = 4


class Dress(Code):
    """How the visiting team is dressed."""

    UNKNOWN = -1
    DECENT = 0
    POLICE_LIKE = 1
    MISLEADING = 2


class LeftItem(Code):
    """What is left at the door."""

    NONE = 0
    SEALED_NEUTRAL_ENVELOPE = 1
    BUSINESS_CARD = 2
    OPEN_NOTICE = 3
    OTHER = 4


class PaymentWay(Code):
    """How money is taken at the door."""

    NONE = 0
    CREDITOR_CHANNEL = 1
    CASH = 2
    AGENT_ACCOUNT = 3
    GOODS = 4


class ConsentKind(Code):
    """What a borrower may agree to."""

    QUIET_HOURS = 0
    ENTRY = 1
    RECORDING_INSIDE = 2
    WORK_VISIT = 3
    REMINDERS = 4
    ELECTRONIC_CONTACT = 5
    PRIOR_CALL = 6
    OTHER_TIME = 7
    OTHER_PLACE = 8
    APPOINTMENT = 9


class ConsentState(Code):
    """Whether consent was given."""

    UNKNOWN = -1
    GIVEN = 0
    REFUSED = 1


class VulnerabilityKind(Code):
    """What was said or seen that makes us pause."""

    HOSPITAL = 0
    ILLNESS = 1
    BEREAVEMENT = 2
    PREGNANCY = 3
    DISABILITY = 4
    AGE = 5
    EXAM_WEEK = 6
    SELF_HARM = 7
    MENTAL_HEALTH = 8


class OccasionKind(Code):
    """A day in the borrower's life or region that changes what may be done."""

    WEDDING = 0
    FESTIVAL = 1
    BEREAVEMENT = 2
    CALAMITY = 3
    EXAM = 4
    BIRTH = 5
    DISASTER = 6


class _Mask(IntFlag):
    """A set of words in one number."""

    @classmethod
    def of(cls, *words: str) -> Self:
        """Return the set that holds these words.

        Raises:
            KeyError: A word does not exist.
        """
        total = cls(0)
        for word in words:
            total |= cls[word.upper()]
        return total

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of this set, in alphabetical order."""
        return tuple(sorted(m.name.lower() for m in type(self) if m in self and m.name))


class Jurisdiction(_Mask):
    """Whose rules apply; a request carries the set of its places."""

    CN = 1
    US = 2
    US_MA = 4
    US_NYC = 8
    UK = 16
    EU = 32
    IN = 64
    ID = 128
    PH = 256
    KR = 512
    TH = 1024
    VN = 2048
    SG = 4096
    MY = 8192
    JP = 16384
    BR = 32768
    KE = 65536
    NG = 131072


class Stopped(_Mask):
    """Channels that a live stop request names; bits follow ``codes.Channel``."""

    CALL = 1
    SMS = 2
    EMAIL = 4
    IM = 8
    VISIT = 16
    LETTER = 32
    LEGAL_NOTICE = 64
    ALL = 128


STOP_UNKNOWN: Final = -1
"""Value of a stop column when nobody knows whether a stop request is live."""


class Tactic(_Mask):
    """Means of pressure that a plan may name; nearly all are refused somewhere."""

    BLOCK_DOOR = 1 << 0
    RESTRICT_FREEDOM = 1 << 1
    STAY_AFTER_REFUSAL = 1 << 2
    CROWD = 1 << 3
    FOLLOW_BORROWER = 1 << 4
    THREATEN = 1 << 5
    INSULT = 1 << 6
    BANNER = 1 << 7
    PAINT = 1 << 8
    WREATH = 1 << 9
    LOUDSPEAKER = 1 << 10
    PUBLIC_NOTICE = 1 << 11
    PUBLIC_NAME_LIST = 1 << 12
    GROUP_CHAT_POST = 1 << 13
    EMPLOYER_PRESSURE = 1 << 14
    VILLAGE_COMMITTEE_PRESSURE = 1 << 15
    MASS_MESSAGE_CONTACTS = 1 << 16
    HOLD_PAPERS = 1 << 17
    ESCORT_TO_BANK = 1 << 18
    DETERRENT_SHOW = 1 << 19


class Obligation(_Mask):
    """What must be done with an allowed contact, or about a refused one."""

    RECORD = 1 << 0
    IDENTIFY_INSTITUTION = 1 << 1
    SHOW_AUTHORITY = 1 << 2
    TWO_COLLECTORS = 1 << 3
    STAY_OUTSIDE = 1 << 4
    CHECK_WHO_IS_PRESENT = 1 << 5
    MASK_RECORDING = 1 << 6
    OUT_OF_CHILDS_HEARING = 1 << 7
    VIDEO_OFF_INSIDE = 1 << 8
    END_VISIT = 1 << 9
    LEAVE_WHEN_ASKED = 1 << 10
    CREDITOR_CHANNEL_ONLY = 1 << 11
    NO_DEBT_DISCLOSURE = 1 << 12
    ASK_CALLBACK_ONLY = 1 << 13
    LOCATION_INFORMATION_ONLY = 1 << 14
    SINGLE_REPLY_ONLY = 1 << 15
    OPT_OUT_NOTICE = 1 << 16
    SEND_VALIDATION_NOTICE = 1 << 17
    EXPLAIN_PURPOSE = 1 << 18
    IDENTITY_CHECK_FIRST = 1 << 19
    PRIVATE_ENVELOPE = 1 << 20
    BILINGUAL_LETTER = 1 << 21
    HUMAN_REVIEW = 1 << 22
    SUPPORT_REFERRAL = 1 << 23
    SAFETY_SCRIPT = 1 << 24
    LIMIT_TO_ESTATE = 1 << 25
    LAWYER_REVIEW = 1 << 26
    NO_ACKNOWLEDGEMENT_WORDING = 1 << 27
    OFFER_FORBEARANCE = 1 << 28
    FORBEARANCE_RECORD = 1 << 29
    DRAFT_RULE_NOTICE = 1 << 30
    QUARANTINE_DATA = 1 << 31
