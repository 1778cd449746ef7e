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
from doorstep.compliance.rulebook import Rulebook, rulebook_for, rulebook_on
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


def decide_case(
    case: Mapping[str, Any], bases_file: Mapping[str, Any], *, with_next_allowed: bool = True
) -> Iterator[CaseAnswer]:
    """Answer every step of a case, in order.

    Args:
        case: A case that was found to be in order.
        bases_file: The base situations and calendars.
        with_next_allowed: Also look for the earliest later instant, which takes longer.
    """
    names = new_names()
    facts = facts_of(case, bases_file)
    is_contest = case.get("expect_exactly_one_allow", False)
    for number, step in enumerate(case.get("steps", [case]), start=1):
        if "steps" in case:
            facts = merged(facts, step.get("given"))
        hearing = _heard(case, step["contact"], facts, names)
        answer = _answer(case["id"], number, hearing, with_next_allowed=with_next_allowed)
        yield answer
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
class _Hearing:
    """One step of a case, as the engine is asked about it."""

    requests: ContactRequests
    attempts: Attempts
    rulebook: Rulebook
    calendar: Calendar
    zone: ZoneInfo


def _heard(case: Mapping[str, Any], contact: Row, facts: Row, names: Names) -> _Hearing:
    seen = for_contact(facts, contact)
    rulebook = _rulebook(case, contact, seen)
    return _Hearing(
        requests=requests_of(
            contact, seen, names, case.get("law_date"), _limitation_years(rulebook)
        ),
        attempts=attempts_of(seen, contact["at"], names),
        rulebook=rulebook,
        calendar=calendar_of_case(seen),
        zone=ZoneInfo(contact["zone"]),
    )


def _answer(case_id: str, number: int, heard: _Hearing, *, with_next_allowed: bool) -> CaseAnswer:
    asked = (heard.attempts, heard.rulebook, heard.calendar)
    judgement = judge(heard.requests, *asked)
    later = None
    if with_next_allowed and judgement.verdict(0) is Verdict.DENY:
        later = next_allowed(heard.requests, 0, *asked)
    return CaseAnswer(
        case_id=case_id,
        step=number,
        decision=judgement.verdict(0).word,
        because=judgement.because(0),
        force=_FORCE[judgement.force_of(0)],
        next_allowed=None if later is None else later.astimezone(heard.zone).isoformat(),
        obligations=judgement.obligations(0),
    )


def _rulebook(case: Mapping[str, Any], contact: Row, facts: Row) -> Rulebook:
    """Open the rulebook of the borrower's place; a place without one holds by any other."""
    known = case.get("knowledge_date")
    opened = datetime.fromisoformat(contact["at"].replace("Z", "+00:00")).astimezone(UTC).date()
    place = rulebook_for(jurisdictions_of(facts["borrower"])) or "CN"
    return rulebook_on(opened, place, date.fromisoformat(known) if known else None)


def _limitation_years(rulebook: Rulebook) -> int:
    entry = rulebook.entries.get("CN-PLAN-03")
    return min((leg.values["years"] for leg in entry.legs), default=0) if entry else 0
