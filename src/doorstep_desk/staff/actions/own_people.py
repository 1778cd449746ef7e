"""Which person of one's own organisation does a change mean?"""

from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.staff.errors import staff_unknown
from doorstep_desk.staff.models import Staff


def held(actor: Actor, staff_id: int) -> Staff:
    """Lock a member of the actor's organisation until the transaction ends.

    Raises:
        Refused: There is nobody of that key here.
    """
    rows = Staff.objects.select_for_update().filter(pk=staff_id)
    if not actor.is_system:
        rows = rows.filter(organisation_id=actor.agency_id)
    row = rows.first()
    if row is None:
        raise staff_unknown(staff_id)
    return row
