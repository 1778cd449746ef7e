"""What does the law engine have to be told about planned contacts?

``ContactRequests`` is a table with one row per planned contact. Its columns stand in five groups
(``contact``, ``people``, ``claim``, ``visit``, ``message``), and three small tables of dated facts
are joined by the borrower's ``person_id``. Build one with :meth:`ContactRequests.build`; column
names are unique over the groups, so they are given flat::

    ContactRequests.build(
        2,
        person_id=[7, 8],
        jurisdictions=Jurisdiction.CN,
        zone_sets=BEIJING_ONLY,
        channel=[Channel.VISIT, Channel.CALL],
        at=[...],
        ...
    )

A column that is not given is unknown where unknown is possible, and then the rules that need
it hold: forgetting never allows. Columns hold codes, seconds and day numbers as in
``doorstep.terms``.
"""

from dataclasses import dataclass, fields, replace
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.claim import ClaimFacts
from doorstep.compliance.asked.columns import ColumnGroup, column_types
from doorstep.compliance.asked.contact import PlannedContact
from doorstep.compliance.asked.message import MessageFacts
from doorstep.compliance.asked.people import PeopleFacts
from doorstep.compliance.asked.rows import rows_of
from doorstep.compliance.asked.tables import (
    ConsentColumns,
    OccasionColumns,
    VulnerabilityColumns,
    WishColumns,
)
from doorstep.compliance.asked.visit import VisitFacts
from doorstep.terms.codes import Channel
from doorstep.terms.local_time import NO_INSTANT, Instants

ZoneSets = tuple[tuple[str, ...], ...]

BEIJING_ONLY: Final[ZoneSets] = (("Asia/Shanghai",),)
"""The zone sets of a portfolio whose borrowers are all known to live by Beijing time."""

ZONES_UNKNOWN: Final[ZoneSets] = ((),)
"""Nobody knows in which zone the borrower is: every rule about hours then holds."""

_NEEDED: Final = frozenset({"at", "channel", "person_id", "purpose"})
"""Columns without which nothing can be judged: forgetting one is a mistake of the program."""

_GROUPS: Final[dict[str, type[ColumnGroup]]] = {
    "contact": PlannedContact,
    "people": PeopleFacts,
    "claim": ClaimFacts,
    "visit": VisitFacts,
    "message": MessageFacts,
}


@dataclass(frozen=True, slots=True)
class ContactRequests:
    """Planned contacts, one row each.

    Attributes:
        contact: Who is to be reached how, when, for what, by whom.
        people: The borrower and the person to be reached.
        claim: The claim, its pauses and the mandate.
        visit: Notice, team, place, recording, door.
        message: What will be said or written.
        consents: Consents of the borrowers.
        wishes: Hours that borrowers wish or do not wish.
        vulnerabilities: Notes on vulnerable borrowers.
        occasions: Days in the borrowers' lives, and disasters in their regions.
        zone_sets: Candidate zones; ``contact.zone_set`` says which row a request uses. The first
            zone of a set is the main one; an empty set says that the zone is unknown.
    """

    contact: PlannedContact
    people: PeopleFacts
    claim: ClaimFacts
    visit: VisitFacts
    message: MessageFacts
    consents: ConsentColumns
    wishes: WishColumns
    vulnerabilities: VulnerabilityColumns
    occasions: OccasionColumns
    zone_sets: ZoneSets

    def __post_init__(self) -> None:
        """Refuse groups of different lengths, missing zones, and rows without an instant.

        Raises:
            ValueError: The message names what does not fit.
        """
        sizes = {name: len(getattr(self, name)) for name in _GROUPS}
        if len(set(sizes.values())) > 1:
            raise ValueError(f"groups differ in length: {sizes}")
        if len(self) and int(self.contact.zone_set.max()) >= len(self.zone_sets):
            raise ValueError("zone_set points past the last of zone_sets")
        if np.any(self.contact.at == NO_INSTANT):
            raise ValueError("every planned contact needs its instant: give the column at")

    def __len__(self) -> int:
        """Return the number of planned contacts."""
        return len(self.contact)

    @classmethod
    def build(
        cls,
        n: int,
        *,
        consents: ConsentColumns | None = None,
        wishes: WishColumns | None = None,
        vulnerabilities: VulnerabilityColumns | None = None,
        occasions: OccasionColumns | None = None,
        zone_sets: ZoneSets = ZONES_UNKNOWN,
        **columns: Any,
    ) -> Self:
        """Return ``n`` planned contacts from flat columns; what is not given is unknown.

        Args:
            n: Number of rows.
            consents: Consents; none when not given.
            wishes: Wishes; none when not given.
            vulnerabilities: Notes; none when not given, which counts only where
                ``is_vulnerability_known`` says so.
            occasions: Days and disasters; none when not given.
            zone_sets: Candidate zones.
            **columns: Any column of the five groups: an array of shape ``(n,)`` or one value.

        Raises:
            ValueError: A column does not exist or has another length; the instant, channel,
                purpose or person is missing, or the medium of a third-party contact.
        """
        groups = {name: _group(n, group, columns) for name, group in _GROUPS.items()}
        if columns:
            raise ValueError(f"no such column: {', '.join(sorted(columns))}")
        return cls(
            **groups,  # type: ignore[arg-type]  # one group of each type, by the table above
            consents=consents or ConsentColumns.build(0),
            wishes=wishes or WishColumns.build(0),
            vulnerabilities=vulnerabilities or VulnerabilityColumns.build(0),
            occasions=occasions or OccasionColumns.build(0),
            zone_sets=zone_sets,
        )

    def take(self, rows: NDArray[np.intp] | slice) -> Self:
        """Return these rows, in this order; a row may be taken more than once.

        A slice copies nothing.
        """
        return replace(self, **{name: getattr(self, name).take(rows) for name in _GROUPS})

    def part(self, rows: NDArray[np.intp]) -> Self:
        """Return these rows to look at now; columns that nobody asks for are not copied."""
        part = object.__new__(type(self))
        for name in self.__slots__:
            value = getattr(self, name)
            own = rows_of(value, rows) if name in _GROUPS else value
            object.__setattr__(part, name, own)
        return part

    def tried_at(self, rows: NDArray[np.intp], at: Instants) -> Self:
        """Return these rows, a row as often as it is named, at other instants, to look at now.

        As ``take`` and then ``moved_to``, but a column that nobody asks for is not copied.
        """
        tried = self.part(rows)
        moved = rows_of(self.contact, rows, at=at.astype(np.int64))
        object.__setattr__(tried, "contact", moved)
        return tried

    def moved_to(self, at: Instants) -> Self:
        """Return the same requests at other instants; what is known stays as it was.

        Facts measured "before the contact" do not age; dated facts, consents and the law do.
        """
        return replace(self, contact=replace(self.contact, at=at.astype(np.int64)))


def column_names() -> tuple[str, ...]:
    """Return the names of all columns that ``build`` takes."""
    return tuple(name for group in _GROUPS.values() for name in column_types(group))


def _group(n: int, group: type[ColumnGroup], columns: dict[str, Any]) -> ColumnGroup:
    """Take this group's columns out of ``columns`` and build it."""
    missing = sorted(_NEEDED - set(columns)) if group is PlannedContact and n else []
    if missing:
        raise ValueError(f"a planned contact needs the columns {', '.join(missing)}")
    own = {f.name: columns.pop(f.name) for f in fields(group) if f.name in columns}
    if group is PlannedContact:
        own.setdefault("target_id", own.get("person_id"))
        own.setdefault("known_at", own.get("at"))
        _set_medium(own)
    return group.build(n, **{name: value for name, value in own.items() if value is not None})


def _set_medium(own: dict[str, Any]) -> None:
    channel = np.asarray(own.get("channel", ()), dtype=np.int8)
    if "medium" not in own:
        if np.any(channel == Channel.THIRD_PARTY):
            raise ValueError("a third-party contact needs its medium")
        own["medium"] = own.get("channel")
