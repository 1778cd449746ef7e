"""Who reads, and which pages are offered to them?"""

from datetime import date, datetime
from typing import Final

from django.urls import reverse

from doorstep.terms.local_time import BEIJING
from doorstep_desk.arrangements.queries import count_to_decide
from doorstep_desk.dayplans.queries import newest_day
from doorstep_desk.followups.queries import open_followups
from doorstep_desk.office.presentation.frame import Frame, NavItem
from doorstep_desk.organisations.queries import organisations_by_id, store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import pair_of_agent, staff_by_id

_PLAIN: Final = (
    ("promises", "promise.read", "office:promises"),
    ("payments", "payment.read", "office:payments"),
    ("work", "work.read", "office:work"),
    ("senders", "sender.manage", "office:senders"),
    ("pay_ways", "pay_way.propose", "office:pay_ways"),
    ("devices", "device.read", "office:devices"),
    ("reviews", "review.read", "office:reviews"),
    ("verification", "verification.read", "office:verification"),
    ("team", "team.read", "office:team"),
    ("training", "training.take", "office:training"),
    ("imports", "placement.import", "office:imports"),
    ("odds", "odds.read", "office:odds"),
    ("practice", "practice.read", "office:practice"),
    ("law", "law.read", "office:may_i"),
    ("report", "report.read", "office:report"),
    ("oversight", "oversight.read", "office:log"),
    ("said", "said.read", "office:said"),
    ("complaints", "complaint.read", "office:complaints"),
)
"""Entries without a count: key, the permission that offers it, its page."""


def frame_of(actor: Actor, section: str) -> Frame:
    """Return what stands around a page, in a constant number of queries."""
    agency = actor.organisation_id or 0
    organisation = organisations_by_id([agency]).get(agency)
    person = staff_by_id([actor.staff_id or 0]).get(actor.staff_id or 0)
    name = "" if organisation is None else say(organisation.name, organisation.name_en)
    return Frame(
        section=section,
        items=_navigation(actor),
        organisation=name,
        person=actor.name if person is None else person.display_name,
        role=actor.role,
        rulebook_on=newest_day(agency),
        now=local_now(),
        is_demo=store_is_demo(),
        has_field_day=_visits(actor),
        may_search=actor.may("case.read"),
        may_read_policy=actor.may("policy.read"),
    )


def local_now() -> datetime:
    """Return the present instant in the zone of the cases."""
    return clock.now().astimezone(BEIJING)


def home_of(actor: Actor) -> str:
    """Return the first page of somebody: the board, the phone page, the cases or the figures."""
    if actor.may("day.read"):
        return reverse("office:today")
    if actor.may("day.read_own"):
        return reverse("field:day")
    return reverse("office:cases" if actor.may("case.read") else "office:report")


def due_followups(actor: Actor, on: date) -> int:
    """Return how many follow-ups wait by a day."""
    return open_followups(actor.agency_id).filter(due_on__lte=on).count()


def _visits(actor: Actor) -> bool:
    return actor.may("day.read_own") and pair_of_agent(actor.staff_id or 0) is not None


def _navigation(actor: Actor) -> tuple[NavItem, ...]:
    items = []
    if actor.may("day.read"):
        items.append(NavItem("today", reverse("office:today")))
    if actor.may("case.read"):
        items.append(NavItem("cases", reverse("office:cases")))
    if actor.may("followup.read"):
        waiting = due_followups(actor, clock.today())
        items.append(NavItem("followups", reverse("office:followups"), waiting or None))
    if actor.may("arrangement.approve"):
        deciding = count_to_decide(actor.agency_id)
        items.append(NavItem("approvals", reverse("office:approvals"), deciding or None))
    items += [NavItem(key, reverse(route)) for key, word, route in _PLAIN if actor.may(word)]
    return tuple(items)
