"""What does the law of an agency say on a day about the rules that courses rest on?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from doorstep.compliance.rulebook import Rulebook
from doorstep.training.course import Course
from doorstep.training.reading import courses
from doorstep.training.standing import marks_on
from doorstep_desk.policies.facts import rulebook_for_agency
from doorstep_desk.training.errors import course_unknown


@dataclass(frozen=True, slots=True)
class Ground:
    """The rules of a day, and their marks by course and rule."""

    rulebook: Rulebook
    marks: Mapping[str, Mapping[str, str]]


def course_of(key: str) -> Course:
    """Return a course.

    Raises:
        Refused: There is none of that key.
    """
    found = courses().get(key)
    if found is None:
        raise course_unknown(key)
    return found


def ground_on(agency_id: int, on: date) -> Ground:
    """Return what the rules of every course say on a day, the agency's own policy included."""
    rulebook = rulebook_for_agency(agency_id, on)
    return Ground(
        rulebook,
        {key: marks_on(rulebook.entries, one.rules, on) for key, one in courses().items()},
    )
