"""How much is there about a team, its days away, papers and exams, in a store of many rows?"""

from datetime import timedelta
from uuid import UUID

from tests.app.conftest import Cast
from tests.app.portfolio import DAY, NOON

from doorstep.training.reading import courses
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.staff.models import Absence, Certificate, PairExclusion, Staff
from doorstep_desk.training.models import Exam


def team_of(cast: Cast, rows: int) -> int:
    """Give the agent days away and certificates, and exclude people of the pairs; return them."""
    agent = cast.agent.staff_id
    noted = {"agency_id": cast.agency_id, "noted_by": "lead", "noted_at": NOON}
    Absence.objects.bulk_create(
        Absence(id=new_id(), staff_id=agent, kind="leave", from_on=day, until_on=day, **noted)
        for day in (DAY + timedelta(days=30 + n) for n in range(rows))
    )
    Certificate.objects.bulk_create(
        Certificate(
            id=new_id(), staff_id=agent, kind=f"course-{n}", issued_on=DAY, expires_on=DAY, **noted
        )
        for n in range(rows)
    )
    others = Staff.objects.filter(organisation_id=cast.agency_id, username__startswith="extra")
    PairExclusion.objects.bulk_create(
        PairExclusion(id=new_id(), first_id=low, second_id=high, because="asked", **noted)
        for low, high in (sorted((agent, other)) for other in others.values_list("pk", flat=True))
    )
    return agent


def exams_of_lead(cast: Cast, rows: int) -> UUID:
    """Let the lead take one exam many times, and pass; return the last of them."""
    course = courses()["calm"]
    made = Exam.objects.bulk_create(
        Exam(
            id=new_id(), agency_id=cast.agency_id, staff_id=cast.lead.staff_id, course=course.key,
            edition=course.edition, answers=[each.right for each in course.questions],
            is_passed=True, rulebook="cn", marks=dict(course.rules), certificate_id=new_id(),
            taken_at=NOON,
        )
        for _ in range(rows)
    )  # fmt: skip
    return made[-1].pk
