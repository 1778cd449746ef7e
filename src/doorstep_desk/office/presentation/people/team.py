"""What do the pages of the team show?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from doorstep_desk.office.presentation.parts import Option


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody did in the last four weeks.

    Attributes:
        stops: Visits made.
        hours: Hours on the way and at doors.
        share: Hours over the longest of the team, 0 to 1, for the bar.
    """

    stops: int
    hours: int
    share: float


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One of the team in the list.

    Attributes:
        staff_id: Key.
        name: For people.
        role: Role word.
        is_active: May sign in.
        languages: Codes.
        skills: Words.
        territories: Counties.
        certificate_until: Last day of the visiting certificate, or None.
        certificate: ``allow`` while good, ``ask`` in its last 30 days, ``refuse`` when over;
            empty where nobody visits or none is known.
        away: Kind of the absence on the day; empty for nobody away.
        work: The last four weeks.
    """

    staff_id: int
    name: str
    role: str
    is_active: bool
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    territories: tuple[str, ...]
    certificate_until: date | None
    certificate: str
    away: str
    work: Work


@dataclass(frozen=True, slots=True)
class PairLine:
    """One pair of the day, as proposed or as typed.

    Attributes:
        number: Counts from 1.
        letter: Of the pair that these two are already; empty for a new one.
        couple: Keys of the two; empty where nobody is chosen.
        first: Who could go, the chosen one marked; empty unless the reader chooses.
        second: Likewise.
        names: Both names; empty for a free line.
        languages: Codes spoken between them.
        skills: Words of what they can between them.
        territories: Counties known between them.
        stops: Visits of both in the last four weeks.
        hours: Hours of both.
        goes_now: These two go that day as things stand.
    """

    number: int
    letter: str
    couple: tuple[str, str]
    first: tuple[Option, ...] = ()
    second: tuple[Option, ...] = ()
    names: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    stops: int = 0
    hours: int = 0
    goes_now: bool = False


@dataclass(frozen=True, slots=True)
class ExclusionLine:
    """Two people who are never sent together."""

    exclusion_id: str
    names: tuple[str, str]
    because: str
    noted_by: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """The whole team on a day.

    Attributes:
        on: The day.
        is_past: It is over.
        people: Everybody, by name.
        pairs: Proposed pairs, and free lines to choose in.
        left_over: Names of those who have nobody to go with.
        standing: Letter and names of the pairs that go as things stand.
        is_standing: The proposal is what stands.
        exclusions: Who never goes with whom.
        choices: People who could be named in an exclusion.
        away_count: How many are away.
        may_approve: The reader says who goes with whom on this day.
        is_choosing: The reader chooses others than proposed.
        may_change: The reader keeps the team.
        may_add: The reader adds people.
        values: What was typed.
        errors: What was refused, by field.
    """

    on: date
    is_past: bool
    people: tuple[PersonLine, ...]
    pairs: tuple[PairLine, ...]
    left_over: tuple[str, ...]
    standing: tuple[tuple[str, str], ...]
    is_standing: bool
    exclusions: tuple[ExclusionLine, ...]
    choices: tuple[Option, ...]
    away_count: int
    may_approve: bool
    is_choosing: bool
    may_change: bool
    may_add: bool
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def pairs_count(self) -> int:
        """Return how many pairs are proposed or typed, free lines left out."""
        return sum(bool(pair.names) for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class AwayLine:
    """Days away."""

    absence_id: str
    kind: str
    from_on: date
    until_on: date
    is_now: bool


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate; ``state`` is ``allow``, ``ask`` in its last 30 days, ``refuse`` or gone."""

    certificate_id: str
    kind: str
    issued_on: date
    expires_on: date
    source: str
    state: str


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One of the team.

    Attributes:
        line: As in the list.
        username: For signing in.
        languages: Choices, those spoken marked.
        skills: Choices, those known marked.
        counties: Counties of the agency's cases and those that are known, to be ticked.
        away: Days away, past ones left out.
        certificates: All, the one that ends last first.
        never_with: Who is never sent with them, and why.
        average: What one of the visiting team did on average.
        pair: Letter of the pair that goes today with them; empty for none.
        today: The day of the page.
        may_change: The reader keeps the team.
        may_certify: The reader writes certificates down.
        may_call_in: The reader takes a sick call.
        values: What was typed.
        errors: What was refused, by field.
    """

    line: PersonLine
    username: str
    languages: tuple[Option, ...]
    skills: tuple[Option, ...]
    counties: tuple[Option, ...]
    away: tuple[AwayLine, ...]
    certificates: tuple[CertificateLine, ...]
    never_with: tuple[ExclusionLine, ...]
    average: Work
    pair: str
    today: date
    may_change: bool
    may_certify: bool
    may_call_in: bool
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
