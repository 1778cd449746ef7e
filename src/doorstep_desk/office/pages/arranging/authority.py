"""What may each role propose to let off, by which lender's word?"""

from collections.abc import Mapping
from typing import Any

from doorstep.ledger.components import Component
from doorstep_desk.arrangements.limits import ROLES, limits_on_file
from doorstep_desk.office.presentation.arranging.authority import AuthorityPage, AuthorityRow
from doorstep_desk.office.presentation.parts import Option
from doorstep_desk.office.presentation.words import person_of, said
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import display_names

PARTS = tuple(part for part in reversed(Component) if part != Component.COST)


def authority_page(
    actor: Actor, values: Mapping[str, str], errors: Mapping[str, str]
) -> AuthorityPage:
    """Return all limits, in a constant number of queries.

    Args:
        actor: Who reads.
        values: What was typed.
        errors: What was refused.
    """
    names = display_names(actor.agency_id)
    chosen = values.get("lender", "")
    return AuthorityPage(
        rows=tuple(_row(actor, each, names) for each in limits_on_file(actor.agency_id)),
        lenders=tuple(
            Option(str(each.id), say(each.name, each.name_en), is_chosen=str(each.id) == chosen)
            for each in lenders_of(actor.agency_id)
        ),
        roles=tuple(
            Option(role, said(role, "role"), is_chosen=role == values.get("role"))
            for role in ROLES
        ),
        parts=tuple(Option(f"part_{part.word}", said(part.word, "component")) for part in PARTS),
        may_propose=actor.may("authority.propose"), values=values, errors=errors,
    )  # fmt: skip


def _row(actor: Actor, row: Any, names: Mapping[str, str]) -> AuthorityRow:
    shares = [
        f"{said(part.word, 'component')} {row.percent[part]}%"
        for part in PARTS
        if row.percent[part]
    ]
    return AuthorityRow(
        limit_id=str(row.pk), lender=say(row.lender.name, row.lender.name_en or row.lender.name),
        role=row.role, shares=say("，", ", ").join(shares), from_on=row.effective_from,
        source=row.source, proposed_by=person_of(row.proposed_by, names),
        approved_by=person_of(row.approved_by, names),
        may_approve=not row.approved_by and actor.may("authority.approve")
        and row.proposed_by != actor.name,
    )  # fmt: skip
