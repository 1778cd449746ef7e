"""What does one pill of a filter bar offer, and which choice is made?"""

from collections.abc import Iterable, Mapping

from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.parts import Option
from doorstep_desk.plumbing.speech import say


def filter_pill(
    name: str, choices: Iterable[tuple[str, str]], chosen: Mapping[str, str], all_: str = ""
) -> Filter:
    """Return a pill; its first option takes the filter away.

    Args:
        name: Name of the filter in the address.
        choices: Value and label of each option.
        chosen: The filters as they stand in the address.
        all_: Label of the first option; "all" when empty.
    """
    now = chosen.get(name, "")
    options = [Option("", all_ or say("全部", "All"), is_chosen=not now)]
    options += [Option(value, label, is_chosen=value == now) for value, label in choices]
    return Filter(name, tuple(options), bool(now), query(chosen, **{name: ""}))
