"""What evidence did phones bring of the visits to a case?"""

from typing import Final

from django.urls import reverse

from doorstep.terms.local_time import BEIJING
from doorstep_desk.evidence.queries import PartSeen, parts_of_case
from doorstep_desk.office.pages.oversight.words import ROLES
from doorstep_desk.office.presentation.oversight.field import EvidenceLine
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say

MOST: Final = 30


def evidence_of_case(actor: Actor, case_id: int) -> tuple[EvidenceLine, ...]:
    """Return the newest evidence of a case, in one query; nothing for whoever may not see it."""
    if not actor.may("evidence.read"):
        return ()
    return tuple(_line(part) for part in parts_of_case(actor, case_id, MOST))


def _line(part: PartSeen) -> EvidenceLine:
    is_seen = part.is_complete and part.role == "photo"
    url = reverse("office:evidence_photo", args=[part.part_id]) if is_seen else ""
    title = say(*ROLES.get(part.role, ROLES["other"]))
    return EvidenceLine(title, part.is_complete, url, part.said_at.astimezone(BEIJING))
