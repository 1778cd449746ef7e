"""What does the engine answer to a worked case?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.cases.attempts import Names, attempts_of, new_names
from doorstep.compliance.cases.merge import facts_of, for_contact, merged
from doorstep.compliance.cases.requests import calendar_of_case, requests_of
from doorstep.compliance.cases.words import jurisdictions_of
from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.later import next_allowed
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook, rulebook_for
from doorstep.compliance.ruleset import SHIPPED, Ruleset
from doorstep.compliance.words import Force
from doorstep.terms.codes import Verdict

Row = dict[str, Any]

_FORCE: Final = {Force.NONE: None, Force.POLICY: "policy", Force.LAW: "law", Force.MIXED: "mixed"}


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """The answer to one step of a case.

    Attributes:
        case_id: The case.
        step: Counted from 1.
        decision: allow, hold or deny.
        because: Rules that carry the decision.
        force: law, policy, mixed, or None.
        next_allowed: Earliest instant at which the same request would be allowed, or None.
        obligations: What must be done.
    """

    case_id: str
    step: int
    decision: str
    because: tuple[str, ...]
    force: str | None
    next_allowed: str | None
    obligations: tuple[str, ...]

    def as_json(self) -> Row:
        """Return the answer as the object that is printed."""
        return {
            "id": self.case_id,
            "step": self.step,
            "decision": self.decision,
            "because": list(self.because),
            "force": self.force,
            "next_allowed": self.next_allowed,
            "obligations": list(self.obligations),
        }


@dataclass(frozen=True, slots=True)
class Hearing:
    """One step of a case, as the engine is asked about it.

    Attributes:
        step: Counted from 1.
        requests: The planned contact: one row.
        attempts: The history, what is not yet known included.
        rulebook: The rules of the borrower's place.
        calendar: The holidays of the case.
        zone: Zone in which the caller writes times.
    """

    step: int
    requests: ContactRequests
    attempts: Attempts
    rulebook: Rulebook
    calendar: Calendar
    zone: ZoneInfo


def decide_case(
    case: Mapping[str, Any],
    bases_file: Mapping[str, Any],
    *,
    ruleset: Ruleset = SHIPPED,
    with_next_allowed: bool = True,
) -> Iterator[CaseAnswer]:
    """Answer every step of a case, in order.

    Args:
        case: A case that was found to be in order.
        bases_file: The base situations and calendars.
        ruleset: The rules; a day that the case itself fixes goes before the ruleset's.
        with_next_allowed: Also look for the earliest later instant, which takes longer.
    """
    heard = hear_case(case, bases_file, ruleset=ruleset, with_next_allowed=with_next_allowed)
    return (answer for _, answer in heard)


def hear_case(
    case: Mapping[str, Any],
    bases_file: Mapping[str, Any],
    *,
    ruleset: Ruleset = SHIPPED,
    with_next_allowed: bool = True,
) -> Iterator[tuple[Hearing, CaseAnswer]]:
    """Answer every step of a case and keep what the engine was asked; see ``decide_case``."""
    names = new_names()
    facts = facts_of(case, bases_file)
    is_contest = case.get("expect_exactly_one_allow", False)
    for number, step in enumerate(case.get("steps", [case]), start=1):
        if "steps" in case:
            facts = merged(facts, step.get("given"))
        asked = _Asked(case, step["contact"], facts, names, ruleset)
        hearing = _heard(asked, number)
        answer = _answer(case["id"], hearing, with_next_allowed=with_next_allowed)
        yield hearing, answer
        happened = step.get("then") if "steps" in case else None
        if is_contest and answer.decision == "allow":
            happened = [_slot(step["contact"], facts)]
        facts = merged(facts, {"history": happened or []})


def _slot(contact: Row, facts: Row) -> Row:
    """Return the attempt by which an allowed request takes its place at once."""
    target = contact.get("target", {}).get("person", facts["borrower"]["id"])
    slot = {key: contact[key] for key in ("at", "channel", "purpose")}
    slot |= {key: contact[key] for key in ("account", "contact_point") if key in contact}
    return {**slot, "person": target, "disposition": "in_progress"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one step is asked with."""

    case: Mapping[str, Any]
    contact: Row
    facts: Row
    names: Names
    ruleset: Ruleset

    @property
    def law_date(self) -> str | None:
        """The day whose law applies, if the case or the ruleset fixes it."""
        fixed: str | None = self.case.get("law_date")
        own = self.ruleset.law_on
        return fixed or (own.isoformat() if own else None)


def _heard(asked: _Asked, number: int) -> Hearing:
    contact, names = asked.contact, asked.names
    seen = for_contact(asked.facts, contact)
    rulebook = _rulebook(asked, seen)
    years = _limitation_years(rulebook)
    return Hearing(
        step=number,
        requests=requests_of(contact, seen, names, asked.law_date, years),
        attempts=attempts_of(seen, contact["at"], names),
        rulebook=rulebook,
        calendar=calendar_of_case(seen),
        zone=ZoneInfo(contact["zone"]),
    )


def _answer(case_id: str, heard: Hearing, *, with_next_allowed: bool) -> CaseAnswer:
    asked = (heard.attempts, heard.rulebook, heard.calendar)
    judgement = judge(heard.requests, *asked)
    later = None
    if with_next_allowed and judgement.verdict(0) is Verdict.DENY:
        later = next_allowed(heard.requests, 0, *asked)
    return CaseAnswer(
        case_id=case_id,
        step=heard.step,
        decision=judgement.verdict(0).word,
        because=judgement.because(0),
        force=_FORCE[judgement.force_of(0)],
        next_allowed=None if later is None else later.astimezone(heard.zone).isoformat(),
        obligations=judgement.obligations(0),
    )


def _rulebook(asked: _Asked, facts: Row) -> Rulebook:
    """Open the rulebook of the borrower's place; a place without one holds by any other."""
    known = asked.case.get("knowledge_date")
    at = datetime.fromisoformat(asked.contact["at"].replace("Z", "+00:00"))
    place = rulebook_for(jurisdictions_of(facts["borrower"])) or "CN"
    known_on = date.fromisoformat(known) if known else None
    return asked.ruleset.rulebook(place, at.astimezone(UTC).date(), known_on)


def _limitation_years(rulebook: Rulebook) -> int:
    entry = rulebook.entries.get("CN-PLAN-03")
    return min((leg.values["years"] for leg in entry.legs), default=0) if entry else 0
