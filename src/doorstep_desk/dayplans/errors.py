"""What is refused about day plans."""

from doorstep_desk.plumbing.refusal import Refused


def stop_unknown() -> Refused:
    """Return the refusal for a stop that is not on this person's plan."""
    return Refused(
        "stop-unknown", "This stop is not on your plan. Open today's list and choose it there."
    )


def stop_over(state: str) -> Refused:
    """Return the refusal for a stop that is finished or withdrawn."""
    return Refused(
        "stop-over",
        f"This stop is {state} already. Open today's list to see what is left.",
    )


def no_plan() -> Refused:
    """Return the refusal for changing a plan that does not exist."""
    return Refused("no-plan", "There is no plan for this day. Run the day first.")


def plan_not_lawful(violations: int) -> Refused:
    """Return the refusal for a plan in which the independent checker found something."""
    return Refused(
        "plan-not-lawful",
        f"The checker found {violations} violations in the plan; it was not published.",
    )


def pair_not_planned() -> Refused:
    """Return the refusal for dropping a pair that is not on shift that day."""
    return Refused("pair-not-planned", "This pair has no shift on that day.")
