"""How often was a borrower contacted over all channels and agencies, and what is still lawful?"""

from collections.abc import Mapping
from datetime import datetime

from doorstep.compliance.leave.used import LimitUse
from doorstep.terms.codes import PointKind
from doorstep.terms.local_time import local_day
from doorstep_desk.cases.queries import case_of, points_of
from doorstep_desk.office.pages.law import Law, law_of
from doorstep_desk.office.presentation.lawbook.contact_limits import WHAT, LimitLine, LimitsPage
from doorstep_desk.office.presentation.words import said
from doorstep_desk.permits.limits import limits_of_case
from doorstep_desk.plumbing.actor import Actor

_DIALLED = frozenset((PointKind.MOBILE.word, PointKind.LANDLINE.word))


def limits_page(actor: Actor, case_id: int, now: datetime) -> LimitsPage:
    """Return every limit on contacts and how far it is used up, in a constant number of queries.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    case = case_of(actor, case_id)
    law = law_of(case.agency_id, local_day(now))
    points = {row.pk: row.masked for row in points_of(case.borrower_id) if row.kind in _DIALLED}
    used = limits_of_case(actor.agency_id, case_id, list(points), law.rulebook, now)
    lines = [_line(each, points, law) for each in used]
    lines.sort(key=lambda line: (line.left > 0, -(line.made + line.out)))
    return LimitsPage(case_id, case.number, case.borrower.name, tuple(lines), now)


def _line(used: LimitUse, points: Mapping[int, str], law: Law) -> LimitLine:
    what = WHAT.get((used.rule, used.threshold))
    return LimitLine(
        rule=used.rule, what=said(used.rule, "rule") if what is None else str(what),
        point=points.get(used.point_id, ""), days=used.days, made=used.made, out=used.out,
        left=used.left, limit=used.limit, force=law.force_of(used.rule),
        sentence=law.sentence_of(used.rule),
    )  # fmt: skip
