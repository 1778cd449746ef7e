"""A cast for every test of the desk: two agencies, a lender, and somebody in each role."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from tests.desk import prepare

prepare()  # before anything of the desk is imported

# ruff: noqa: E402

from django.utils import translation

from doorstep_desk.organisations.actions import add_organisation
from doorstep_desk.plumbing.actor import SYSTEM, Actor
from doorstep_desk.staff.actions import NewStaff, add_staff
from doorstep_desk.staff.queries import actor_named

PASSWORD = "a-long-enough-password"
CAST_BEGAN_AT = datetime(2026, 11, 1, 1, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who plays; ``stranger`` is an agent, ``rival`` a lead, of the other agency."""

    agency_id: int
    other_agency_id: int
    lender_id: int
    agent: Actor
    partner: Actor
    lead: Actor
    analyst: Actor
    compliance: Actor
    admin: Actor
    stranger: Actor
    rival: Actor

    def everyone(self) -> list[Actor]:
        """Return one actor in each role of the first agency, and the other agency's agent."""
        return [self.agent, self.lead, self.analyst, self.compliance, self.admin, self.stranger]


ROLES = {
    "agent": "agent", "partner": "agent", "lead": "lead", "analyst": "analyst",
    "compliance": "compliance", "admin": "admin", "stranger": "agent", "rival": "lead",
}  # fmt: skip


@pytest.fixture
def cast(db) -> Cast:
    """Return the cast, whose user names are those of the fields and who share PASSWORD."""
    agency, other, lender = (
        add_organisation(actor=SYSTEM, kind=kind, name=name, at=CAST_BEGAN_AT).id
        for kind, name in [("agency", "长白外访"), ("agency", "海兰外访"), ("lender", "北原信贷")]
    )
    actors = {}
    for username, role in ROLES.items():
        is_foreign = username in {"stranger", "rival"}
        actors[username] = member(username, role, other if is_foreign else agency)
    return Cast(agency, other, lender, **actors)


def member(username: str, role: str, organisation_id: int) -> Actor:
    """Add somebody to the staff and return the actor they are."""
    new = NewStaff(
        username=username,
        display_name=f"演员{username}",
        role=role,
        organisation_id=organisation_id,
        password=PASSWORD,
        certificate_valid_until=date(2027, 12, 31),
        trained_on=date(2026, 10, 1),
        record_checked_on=date(2026, 9, 1),
    )
    add_staff(actor=SYSTEM, new=new, at=CAST_BEGAN_AT)
    actor = actor_named(username)
    assert actor is not None
    return actor


@pytest.fixture(autouse=True)
def nobodys_language() -> None:
    """Begin each test in the desk's own language, whatever the page before it was read in."""
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords(django_test_environment) -> None:
    """Hash passwords cheaply: tests make hundreds, and none of them is a secret."""
    from django.conf import settings  # noqa: PLC0415

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
