"""How does somebody stand in each course today?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from doorstep.terms.local_time import beijing_instant
from doorstep.training.reading import courses
from doorstep.training.standing import changed_rules, terms_on
from doorstep_desk.staff.team import CertificateSeen, certificates_by_person, certificates_of
from doorstep_desk.training.facts import ground_on
from doorstep_desk.training.queries import Passed, passes


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands in one kind of certificate.

    Attributes:
        until: Last day of the newest certificate, or None when there never was one.
        is_valid: Whether it counts today.
        changed: Rules that changed since the exam; the course has to be taken again.
    """

    until: date | None
    is_valid: bool
    changed: tuple[str, ...] = ()


NOTHING = Standing(None, is_valid=False)


def own_standings(agency_id: int, staff_id: int, on: date) -> dict[str, Standing]:
    """Return how one of the team stands, by key of the course."""
    held = [each for each in certificates_of(staff_id) if each.revoked_at is None]
    asked = _Asked(agency_id, on, staff_id)
    return {key: asked.standing(key, held) for key in courses()}


def team_standings(agency_id: int, on: date) -> dict[int, dict[str, Standing]]:
    """Return how each of the team who holds any certificate stands, by key of the person."""
    asked = _Asked(agency_id, on)
    return {
        staff_id: {key: asked.standing(key, held) for key in courses()}
        for staff_id, held in certificates_by_person(agency_id).items()
    }


class _Asked:
    """What the rules say today, beside what they said when each certificate was earned."""

    def __init__(self, agency_id: int, on: date, staff_id: int | None = None) -> None:
        since = beijing_instant(on - timedelta(days=terms_on(on).valid_days), 0)
        self.on = on
        self.marks = ground_on(agency_id, on).marks
        self.passes: Mapping[UUID, Passed] = passes(agency_id, since, staff_id)

    def standing(self, key: str, held: Sequence[CertificateSeen]) -> Standing:
        kind = courses()[key].certificate
        begun = [each for each in held if each.kind == kind and each.issued_on <= self.on]
        if not begun:
            return NOTHING
        best = max(begun, key=lambda each: (each.last_day, not self._changed(key, each)))
        return Standing(best.last_day, best.last_day >= self.on, self._changed(key, best))

    def _changed(self, key: str, certificate: CertificateSeen) -> tuple[str, ...]:
        passed = self.passes.get(certificate.certificate_id)
        return () if passed is None else changed_rules(passed.marks, self.marks[key])
