"""What is refused about the records of phones and about their reviews."""

from doorstep_desk.plumbing.refusal import Refused


def answers_unreadable(what: str) -> Refused:
    """Return the refusal for the answers of a visit that do not make a record."""
    return Refused("answers-unreadable", f"The answers of this visit cannot be read: {what}.")


def announcement_unreadable(what: str) -> Refused:
    """Return the refusal for evidence that is announced without saying what it is."""
    return Refused("announcement-unreadable", f"This evidence is not described: {what}.")


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
