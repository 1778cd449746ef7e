"""How does a test come in through a door, and count what that costs?"""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from doorstep_desk.audit.queries import entries_for
from doorstep_desk.decisions.queries import decisions_of, latest_assessment
from doorstep_desk.office.presentation.board import BoardStop
from doorstep_desk.staff.models import Staff


def signed_in(username: str, language: str = "en") -> Client:
    """Return a browser in which somebody has signed in and chosen a language."""
    client = Client()
    client.cookies["django_language"] = "en" if language == "en" else "zh-hans"
    client.force_login(Staff.objects.get(username=username))
    return client


def stranger() -> Client:
    """Return a browser in which nobody has signed in, reading English."""
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def text_of(answer) -> str:
    """Return a page as text."""
    return answer.content.decode()


def verbs_of(subject: str) -> list[str]:
    """Return what was written about a subject, newest first."""
    return [entry.verb for entry in entries_for(subject)]


def queries_of(ask: Callable[[], object]) -> int:
    """Return how many queries something takes."""
    with CaptureQueriesContext(connection) as caught:
        ask()
    return len(caught)


@dataclass(frozen=True, slots=True)
class PairOut:
    """The first pair that goes out in the synthetic store.

    Attributes:
        letter: Its letter.
        agent: User name of one member.
        partner: User name of the other.
        elsewhere: User name of an agent in another pair.
        stops: Its stops as the board shows them.
    """

    letter: str
    agent: str
    partner: str
    elsewhere: str
    stops: tuple[BoardStop, ...]


def pair_out() -> PairOut:
    """Return the first pair with a stop today."""
    pairs = signed_in("lead").get("/").context["page"].pairs
    out = next(pair for pair in pairs if pair.stops)
    names = dict(Staff.objects.values_list("pk", "username"))
    other = next(pair for pair in pairs if pair.letter != out.letter)
    return PairOut(
        out.letter, names[out.first_id], names[out.second_id], names[other.first_id], out.stops
    )


def case_with(agency_id: int, on, **wanted) -> int:
    """Return a case whose decision fits."""
    assessment = latest_assessment(agency_id, on)
    row = decisions_of(assessment.pk).filter(**wanted).order_by("case_id").first()
    assert row is not None, wanted
    return row.case_id


@contextmanager
def nothing_written(subject: str):
    """Fail when anything is written about a subject inside the block."""
    before = len(entries_for(subject))
    yield
    assert len(entries_for(subject)) == before


def local(at: datetime) -> str:
    """Return an instant as a date-and-time field sends it."""
    return f"{at:%Y-%m-%dT%H:%M}"
