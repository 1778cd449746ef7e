"""What is refused about the records of phones and about their reviews."""

from datetime import date, datetime

from doorstep.wording.draft import Objection
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


def answers_unreadable(what: str) -> Refused:
    """Return the refusal for the answers of a visit that do not make a record."""
    return Refused("answers-unreadable", f"The answers of this visit cannot be read: {what}.")


def announcement_unreadable(what: str) -> Refused:
    """Return the refusal for evidence that is announced without saying what it is."""
    return Refused("announcement-unreadable", f"This evidence is not described: {what}.")


def correction_unreadable(what: str) -> Refused:
    """Return the refusal for a correction that says too little or too much."""
    return Refused("correction-unreadable", f"This correction cannot be read: {what}.")


def correction_without_effect() -> Refused:
    """Return the refusal of confirming a correction that no confirmation gives an effect."""
    return Refused(
        "correction-without-effect",
        "This correction can have no effect: it came too late or cannot be read. Decide it as "
        "not counted; what is wrong can be corrected on the page of the case.",
    )


def too_many_tries(until: datetime) -> Refused:
    """Return the refusal of one who tries codes or proofs again and again."""
    return Refused(
        "too-many-tries",
        "Too many tries. Wait a while, then look at what you type once more.",
        next_allowed_at=until,
    )


def visit_nameless() -> Refused:
    """Return the refusal for the end of a visit that does not say which."""
    return Refused("visit-nameless", "This record names neither a visit nor a case.")


def no_pair() -> Refused:
    """Return the refusal for the papers of somebody who is in no pair."""
    return Refused(
        "no_pair",
        "You are in no pair today. Ask your team lead; nobody visits alone.",
        zh="你今天没有编入外访小组。请联系组长；不得单人上门。",
    )


def alert_unknown() -> Refused:
    """Return the refusal for an alert that does not exist for the asker."""
    return Refused("alert-unknown", "There is no such alert. Load the list again.")


def alert_handled(by: str) -> Refused:
    """Return the refusal of handling an alert twice."""
    return Refused("alert-handled", f"{by} has looked after this already. Load the list again.")


def review_unknown() -> Refused:
    """Return the refusal for a review that does not exist for the asker."""
    return Refused("review-unknown", "There is no such review among those you may see.")


def review_over() -> Refused:
    """Return the refusal of a step that the state of a review does not allow."""
    return Refused("review-over", "This review is not open for that any more. Load it again.")


def outcome_unknown() -> Refused:
    """Return the refusal of an outcome that is not on the list."""
    return Refused("outcome-unknown", "Choose what the review came to.")


def words_missing() -> Refused:
    """Return the refusal of a step without a reason."""
    return Refused("words-missing", "Say why, in a sentence; those concerned will read it.")


def decided_by_same() -> Refused:
    """Return the refusal of deciding on one's own work or on one's own decision."""
    return Refused(
        "decided-by-same",
        "Somebody else has to decide this: you were there, or decided it the first time.",
    )


def risk_kind() -> Refused:
    """Return the refusal of a kind of danger that is on no list."""
    return Refused("risk-kind", "Choose what kind of danger it is.")


def risk_source() -> Refused:
    """Return the refusal of a source that is on no list."""
    return Refused("risk-source", "Choose where this is known from.")


def risk_address() -> Refused:
    """Return the refusal of a note about no address of this borrower."""
    return Refused("risk-address", "Choose one of the addresses of this case.")


def risk_text(field: str, longest: int) -> Refused:
    """Return the refusal of a note without its words or its grounds, or with too many."""
    asked = {
        "words": ("写明有什么危险", "Say what is dangerous"),
        "grounds": ("写明怎样得知", "Say how this is known"),
    }
    zh, en = asked[field]
    return Refused(
        f"risk-{field}",
        say(f"请{zh}，不超过 {longest} 字。", f"{en}, in at most {longest} characters."),
    )


def risk_objected(field: str, first: Objection) -> Refused:
    """Return the refusal of words that a note about an address may not say."""
    sentence = say(first.zh, first.en)
    found = f" ({first.found})" if first.found.isprintable() and first.found else ""
    return Refused(f"risk-{field}", f"{sentence}{found}", rule=first.rule)


def risk_day(furthest: date) -> Refused:
    """Return the refusal of a last day that is past, or too far away."""
    until = furthest.isoformat()
    return Refused(
        "risk-day",
        say(
            f"请选择今天至 {until} 之间的一天；之后需重新记录。",
            f"Choose a day from today to {until}; after that it has to be noted anew.",
        ),
    )


def risk_unknown() -> Refused:
    """Return the refusal for a note that does not exist for the asker."""
    return Refused("risk-unknown", "There is no such note. Load the list again.")


def risk_over() -> Refused:
    """Return the refusal of settling a note that was settled or has ended."""
    return Refused("risk-over", "This note was settled or has ended. Load the list again.")


def risk_looked_by_same() -> Refused:
    """Return the refusal of looking again at one's own note."""
    return Refused("risk-looked-by-same", "Somebody else has to look at what you noted.")
