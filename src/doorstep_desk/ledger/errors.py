"""What is refused about the books?"""

from doorstep_desk.plumbing.refusal import Refused


def rate_unknown(fault: str) -> Refused:
    """Return the refusal of rates that no contract has."""
    return Refused("rate-unknown", f"These rates cannot be right: {fault}. Look at the contract.")
