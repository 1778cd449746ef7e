"""Whose staff are they, when a command names an organisation or leaves it out?"""

from datetime import datetime

from doorstep.cli.failure import CommandFailed
from doorstep_desk.organisations.actions import add_organisation
from doorstep_desk.organisations.queries import organisation_named, organisations
from doorstep_desk.plumbing.actor import SYSTEM


def organisation_for(name: str | None, *, is_lender: bool, at: datetime) -> int:
    """Return the key of the organisation, adding one that is named and unknown.

    Raises:
        CommandFailed: No name was given and there is not exactly one agency.
    """
    if name is not None:
        known = organisation_named(name)
        if known is not None:
            return known.id
        kind = "lender" if is_lender else "agency"
        return add_organisation(actor=SYSTEM, kind=kind, name=name, at=at).id
    agencies = organisations("agency")
    if len(agencies) != 1:
        raise CommandFailed(
            f"This store has {len(agencies)} agencies; say which one by --organisation NAME."
        )
    return agencies[0].id
