"""What did borrowers answer about contacts? Never by agent, and not where it would tell whose."""

from collections.abc import Mapping
from datetime import date

from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.presentation.formats import NOTHING
from doorstep_desk.office.presentation.reporting.report import Definition, Number
from doorstep_desk.plumbing.speech import say
from doorstep_desk.reports.measures import FELT
from doorstep_desk.reports.queries import Figure
from doorstep_desk.reports.shares import share_of
from doorstep_desk.self_service.opinions import fewest_answers_on


def felt_numbers(
    found: Mapping[str, Figure], said: Mapping[str, Definition], chosen: Mapping[str, str],
    on: date,
) -> tuple[Number, ...]:  # fmt: skip
    """Return how contacts were found, out of the answers, and how many answered at all."""
    given, reached = found["felt"].count, found["right_party"].count
    is_shown = is_enough(given, on)
    out_of = say("{n} 个回答中", "of {n} answers").format(n=f"{given:,}")
    contacts = say("{n} 次触达中", "of {n} contacts that reached somebody")
    bottoms = {
        key: (reached, contacts.format(n=f"{reached:,}")) if key == "felt" else (given, out_of)
        for key in FELT
    }
    if not is_shown:
        return tuple(Number(key, said[key], NOTHING, "", _too_few(on), 0, "") for key in FELT)
    return tuple(_share(said[key], key, found[key], bottoms[key], chosen) for key in FELT)


def is_enough(answers: int, on: date) -> bool:
    """Say whether so many answers may be shown together."""
    return answers >= fewest_answers_on(on)


def _too_few(on: date) -> str:
    text = say("少于 {n} 个回答，不显示", "fewer than {n} answers, so not shown")
    return text.format(n=fewest_answers_on(on))


def _share(
    definition: Definition, key: str, figure: Figure, bottom: tuple[int, str],
    chosen: Mapping[str, str],
) -> Number:  # fmt: skip
    whole, note = bottom
    share = share_of(min(figure.count, whole), whole)
    value, beside = f"{figure.count:,}", ""
    if share is not None:
        beside = f"{100 * share.value:.0f}%, {100 * share.low:.0f}–{100 * share.high:.0f}"
    opened = query(chosen, measure=key) if figure.cases else ""
    return Number(key, definition, value, beside, note, figure.cases, opened)
