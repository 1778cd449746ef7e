"""What is refused about surroundings."""

from doorstep_desk.plumbing.refusal import Refused


def rows_at_fault(number: int) -> Refused:
    """Say that a file with faults is not taken in part."""
    return Refused(
        "rows-at-fault", f"{number} cells cannot be read; mend them and send the file again."
    )


def layer_unknown(number: int) -> Refused:
    """Say that there is no such layer, or that it was withdrawn."""
    return Refused("layer-unknown", f"There is no layer number {number} that holds.")
