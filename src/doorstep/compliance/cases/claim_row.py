"""How do the claim, its pauses and the mandate of a case become columns?"""

from datetime import date
from typing import Any

from doorstep.compliance.cases.words import UNKNOWN, day, number, truth, truth_of
from doorstep.compliance.readings.limitation import last_start
from doorstep.compliance.words import (
    ArrangementStatus,
    CreditorKind,
    Moratorium,
    ReviewState,
    ReviewSubject,
)
from doorstep.terms.codes import Known, Product

Row = dict[str, Any]


def claim_row(contact: Row, facts: Row, limitation_years: int) -> Row:
    """Return the columns of ``ClaimFacts``."""
    account, placement = facts["account"], facts["placement"]
    review = facts["conduct_review"]
    return {
        "product": Product.of(account["product"]),
        "creditor_kind": CreditorKind.of(account["creditor_kind"]),
        "days_past_due": number(account["days_past_due"]),
        "is_lawful": truth_of(account["legality"], ["lawful"], ["illegal"]),
        "arrangement": ArrangementStatus.of(facts["arrangement"]["status"]),
        "has_open_complaint": _complaint(contact, facts),
        "has_open_dispute": truth_of(
            facts["dispute"]["state"], ["open", "deadlocked"], ["none", "answered"]
        ),
        "is_dispute_written": facts["dispute"]["form"] == "written",
        "is_visit_agreed": facts["dispute"]["visit_agreed"],
        "first_communication_day": day(facts["validation"]["first_communication_on"]),
        "validation_sent_day": day(facts["validation"]["sent_on"]),
        **_pauses_abroad(facts),
        "is_in_hardship": truth_of(facts["hardship"]["state"], ["declared"], ["none"]),
        "is_paused": Known.NO,
        "review": ReviewState.of(review["state"]),
        "review_subject": ReviewSubject.of(review["about"] or "none"),
        "has_no_contact_order": truth_of(
            facts["no_contact_order"]["state"], ["in_force"], ["none"]
        ),
        "previous_cycle_ended_day": day(placement["previous_cycle_ended_on"]),
        "is_new_placement": placement["state"] == "new",
        "has_outsourcing_notice": truth_of(
            placement["outsourcing_notice"], ["sent"], ["not_sent"]
        ),
        "is_reported_product": truth(account["bureau"]["reports_product"]),
        "was_forbearance_considered": truth_of(
            placement["forbearance"], ["considered"], ["not_considered"]
        ),
        "is_agent_named": truth(placement["agent_named"]),
        **_limitation(account["limitation"], limitation_years),
        **_assignment(account["assignment"]),
        **_agency(facts["agency"]),
    }


def _pauses_abroad(facts: Row) -> Row:
    moratorium, plan = facts["moratorium"], facts["advice_plan"]
    return {
        "is_suspended": truth_of(facts["suspension"]["state"], ["agreed"], ["none"]),
        "suspension_last_day": day(facts["suspension"]["last_day_on"]),
        "is_expired": truth(facts["account"]["limitation"]["expired"]),
        "moratorium": Moratorium.of(moratorium["kind"]),
        "moratorium_last_day": day(moratorium["last_day_on"]),
        "treatment_ended_day": day(moratorium["treatment_ended_on"]),
        "is_plan_in_preparation": truth_of(plan["state"], ["preparing"], ["none"]),
        "preparation_started_day": day(plan["started_on"]),
        "is_preparation_extended": plan["extended"],
    }


def _complaint(contact: Row, facts: Row) -> Known:
    complaint = facts["complaint"]
    if complaint["account"] != contact.get("account", facts["account"]["id"]):
        return Known.NO
    return truth_of(complaint["state"], ["open"], ["none", "closed"])


def _limitation(limitation: Row, years: int) -> Row:
    start = limitation["runs_from_on"]
    if start in (None, UNKNOWN):
        return {"limitation_from_day": day(start)}
    restarts = tuple(
        (date.fromisoformat(entry["day"]), truth(entry["provable"]))
        for entry in limitation["restarts"]
    )
    first = date.fromisoformat(start)
    proven = last_start(first, restarts, years, count_doubtful=False)
    perhaps = last_start(first, restarts, years, count_doubtful=True)
    return {
        "limitation_from_day": day(start),
        "limitation_restarts_day": day(proven.isoformat() if proven else None),
        "limitation_maybe_day": day(perhaps.isoformat() if perhaps else None),
    }


def _assignment(assignment: Row) -> Row:
    return {
        "is_assigned": assignment["state"] == "assigned",
        "has_assignment_notice": truth_of(assignment["notice"], ["delivered"], ["not_sent"]),
        "has_transfer_basis": truth_of(
            assignment["transfer_basis"], ["separate_consent", "other_basis"], ["none"]
        ),
    }


def _agency(agency: Row) -> Row:
    return {
        "is_listed_agency": truth(agency["on_public_list"]),
        "is_standalone_agency": agency["kind"] == "standalone",
        "has_legal_opinion": truth_of(agency["legal_opinion"], ["on_file"], ["missing"]),
        "agency_tier": number(agency["tier"]),
        "may_subcontract": truth(agency["second_tier_consent"]),
        "evaluated_days_before": number(agency["last_evaluation_days_before"]),
        "inspected_days_before": number(agency["last_inspection_days_before"]),
        "has_violent_record": truth(agency["violent_record"]),
        "is_licensed_agency": truth(agency["licensed"]),
        "is_authorised_servicer": truth(agency["authorised_servicer"]),
    }
