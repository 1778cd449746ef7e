"""Which steps make one working day, and what did each do?"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from doorstep.facts.pairs import PairShift
from doorstep.facts.places import Coordinates
from doorstep.terms.codes import Channel, Treatment
from doorstep.terms.local_time import beijing_instant, local_day
from doorstep_desk.arrangements.actions import follow_arrangements, settle_promises
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.dayplans.actions.publish import Published, keep_summary, publish_day
from doorstep_desk.dayplans.lists import Run as DayRunSeen
from doorstep_desk.dayplans.queries import latest_run
from doorstep_desk.dayplans.routes import Routed, route_day
from doorstep_desk.decisions.actions.draft import Crew, Draft, draft_day, refused_cases
from doorstep_desk.decisions.facts import DayFacts, day_facts
from doorstep_desk.decisions.practice import team_of
from doorstep_desk.followups.jobs import (
    follow_breaches,
    follow_outcomes,
    follow_paid,
    follow_reminders,
    follow_settlements,
)
from doorstep_desk.intake.jobs import forget_uploads
from doorstep_desk.learning.actions import Learned, learn
from doorstep_desk.notices.actions import deliver_demo_notices
from doorstep_desk.notices.queries import notices_for
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_transaction
from doorstep_desk.policies.facts import rulebook_for_agency
from doorstep_desk.reports.jobs import keep_reports
from doorstep_desk.staff.queries import ShiftSeen, pairs, staff_seen
from doorstep_desk.staff.team import fitness_on, working_shifts
from doorstep_desk.training.actions.reopen import reopen_courses
from doorstep_desk.workdays.announcements import DEMO_GATEWAY, announce_visits
from doorstep_desk.workdays.evaluation import later_evaluation
from doorstep_desk.workdays.roster import with_roster
from doorstep_desk.workdays.unkept import release_unkept

Progress = Callable[[str], None]


@dataclass(slots=True)
class Stopwatch:
    """Seconds that each stage took, and whom to tell when one begins."""

    tell: Progress
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage and say that it began."""
        self.tell(name)
        begun = time.perf_counter()
        yield
        took = time.perf_counter() - begun
        self.seconds[name] = round(self.seconds.get(name, 0.0) + took, 3)


def day_begins(on: date) -> datetime:
    """Return the instant at which a day is judged.

    Six in the morning in Beijing; on the present day now, once that is later, so that what was
    recorded since counts. A past day is judged as its own morning knew it: nothing that became
    known after this instant is read, whatever the store has learned meanwhile. (A past day that
    was run before keeps the instant of that run; see ``run_day``.)
    """
    begins = beijing_instant(on, 6)
    now = clock.now()
    return now if local_day(now) == on and now > begins else begins


def run_day(*, actor: Actor, on: date, watch: Stopwatch, because: str = "") -> dict[str, Any]:
    """Run the working day of one agency and return what it did.

    Settles promises, verifies, scores, decides, plans, publishes and announces. The same day
    again without new input changes nothing. A day that is over and was judged before is judged
    again at the same instant: going back to its morning would forget a pause that the last plan
    knew of, and going on to now would use facts from after the day.

    Raises:
        Refused: Something may not be done; the day is left as it was.
    """
    agency = actor.agency_id
    with transaction.atomic():
        lock_for_transaction("day.run", agency)
        before = latest_run(agency, on)
        at = _judged_at(on, before)
        with watch.stage("settle"):
            if store_is_demo():
                deliver_demo_notices(actor=actor, gateway=DEMO_GATEWAY, at=at)
            followed = follow_arrangements(actor=actor, on=on, at=at)
            follow_outcomes(actor=actor, followed=followed, on=on, at=at)
            follow_paid(actor=actor, on=on, at=at)
            settled = settle_promises(actor=actor, on=on, at=at)
            follow_settlements(actor=actor, settled=settled, on=on, at=at)
            follow_reminders(actor=actor, on=on, at=at)
            follow_breaches(actor=actor, on=on, at=at)
            forget_uploads(at=at)
            if on == clock.today():
                reopen_courses(actor=actor, on=on, at=at)
            keep_reports(actor=actor, today=on)
        with watch.stage("verify"):
            day = day_known(agency, on, at)
        if before is not None and before.input_hash == day.digest:
            return {**before.summary, "changed": False, "seconds": watch.seconds}
        return _run(actor, day, watch, because, at)


def day_known(agency_id: int, on: date, at: datetime) -> DayFacts:
    """Return what is known of an agency's day at an instant, roster and law in its digest."""
    return with_roster(day_facts(agency_id, on, at, notices_for(agency_id, on, at)), agency_id)


def _judged_at(on: date, before: DayRunSeen | None) -> datetime:
    begins = day_begins(on)
    if before is None or before.assessment is None or on == clock.today():
        return begins
    return max(begins, before.assessment.created_at)


def _run(
    actor: Actor, day: DayFacts, watch: Stopwatch, because: str, at: datetime
) -> dict[str, Any]:
    with watch.stage("score"):
        learned = learn(actor=actor, facts=day.facts, on=day.on, input_hash=day.digest, at=at)
        model = later_evaluation(actor.agency_id, day.on, learned)
    with watch.stage("decide"):
        rulebook = rulebook_for_agency(actor.agency_id, day.on)
        calendar, crew = calendar_for_agency(actor.agency_id), crew_on(actor.agency_id, day.on, at)
        draft = draft_day(day, crew, learned.heads, rulebook, calendar)
    with watch.stage("plan"):
        routed = route_day(draft)
        published = publish_day(
            actor=actor, draft=draft, routed=routed, heads=learned.heads, because=because, at=at
        )
    with watch.stage("notices"):
        unkept = release_unkept(actor=actor, on=day.on, at=at)
        announced = announce_visits(actor=actor, draft=draft, chosen=published.decided, at=at)
    summary = _summary(draft, routed, published, learned, model) | {
        "announced": announced, "unkept": unkept,
    }  # fmt: skip
    keep_summary(actor=actor, run_id=published.run_id, summary=summary, at=at)
    return {**summary, "seconds": watch.seconds}


def crew_on(agency_id: int, on: date, at: datetime) -> Crew:
    """Return who works on a day from an instant on: pairs, what the law asks, and callers.

    A day that has begun is planned for what is left of each shift.
    """
    minute = int((at - beijing_instant(on, 0)).total_seconds() // 60)
    shifts = working_shifts(on, agency_id)
    fit = fitness_on(agency_id, on)
    on_shift = {member.id for shift in shifts for member in (shift.pair.first, shift.pair.second)}
    callers = [
        person
        for person in staff_seen(agency_id, "agent")
        if person.is_active
        and person.id not in on_shift
        and person.id not in fit.away
        and not fit.lacks(person.id, Channel.CALL.word)
    ]
    left = tuple(_pair(shift, minute) for shift in shifts if minute < shift.ends_minute)
    members = [member for s in shifts for member in (s.pair.first, s.pair.second)]
    if not members:  # nobody goes today; the law is asked about the pairs that there are
        known = [pair for pair in pairs(agency_id) if pair.active]
        members = [member for pair in known for member in (pair.first, pair.second)]
    return Crew(left, team_of(members), len(callers))


def _pair(shift: ShiftSeen, minute: int) -> PairShift:
    return PairShift(
        pair_id=shift.pair.id,
        letter=shift.pair.letter,
        starts_minute=max(shift.starts_minute, minute),
        ends_minute=shift.ends_minute,
        start=Coordinates(shift.latitude, shift.longitude),
        max_visits=shift.max_visits,
        languages=shift.pair.first.languages | shift.pair.second.languages,
    )


def _summary(
    draft: Draft,
    routed: Routed,
    published: Published,
    learned: Learned,
    model: dict[str, Any] | None,
) -> dict[str, Any]:
    chosen: dict[str, int] = {}
    for treatment in published.decided.allocation.chosen.tolist():
        word = Treatment(treatment).word
        chosen[word] = chosen.get(word, 0) + 1
    plan = routed.plan
    return {
        "date": draft.day.on.isoformat(),
        "cases": len(draft.day.cases),
        "refused": refused_cases(draft),
        "chosen": chosen,
        "plan": {
            "pairs": len(draft.crew.shifts),
            "visits": plan.visits,
            "kilometres": round(plan.kilometres, 1),
            "minutes": plan.minutes,
            "value_fen": plan.value_fen,
            "checker": len(routed.violations),
        },
        "model": model,
        "version": published.version,
        "gap": round(published.decided.allocation.gap, 6),
        "changed": True,
    }
