"""Notice that this store was restored to an earlier state, so that phones send again."""

from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.devices.mark import agreed_epoch, tell_epoch
from doorstep_desk.devices.models import ServerEpoch
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.locks import lock_for_transaction


@transaction.atomic
def settle_epoch(*, actor: Actor, at: datetime) -> str:
    """Return the present epoch; a new one begins when the store is not the one it was."""
    if (known := agreed_epoch()) is not None:
        return known
    lock_for_transaction("server epoch")
    if (known := agreed_epoch()) is not None:
        return known
    because = "restored" if ServerEpoch.objects.exists() else "first start"
    row = ServerEpoch.objects.create(id=new_id(), began_at=at, because=because)
    record(at=at, actor=actor, verb="epoch.began", subject="store:1", because=because)
    tell_epoch(row.pk)
    return str(row.pk)
