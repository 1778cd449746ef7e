"""Which filters and tags do the templates of all doors use?

Filters turn numbers, days and closed words into text of the reader's language; tags draw the
small parts that many pages share. Nothing here asks the database.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from doorstep_desk.documents.printing.picture_code import picture_code
from doorstep_desk.office.presentation import formats, words
from doorstep_desk.office.presentation.board import BoardPage
from doorstep_desk.office.presentation.case import RuleLine, Waterfall
from doorstep_desk.office.presentation.gantt import gantt_of
from doorstep_desk.office.presentation.imports import Finding
from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.parts import Odds, Paging, Reason
from doorstep_desk.office.presentation.refusal_words import borrowers_sentence, refusal_sentence
from doorstep_desk.office.presentation.rule_words import FOREMOST
from doorstep_desk.office.presentation.schematic_map import island_data, map_of
from doorstep_desk.office.presentation.waterfall import drawing_of
from doorstep_desk.plumbing.speech import is_for_borrowers, language

register: Final = template.Library()

_COLOURS: Final = 4
_RULES_SHOWN: Final = 8
_NOT_KEPT: Final = ("", "—")
_DASHES: Final = ("", "7 3", "2 4", "10 3 2 3", "14 4", "3 3", "12 3 3 3", "6 6")
_VERDICT_CLASSES: Final = {
    "allow": "allow", "hold": "ask", "deny": "refuse", "pause": "pause", "paid": "allow",
}  # fmt: skip
_FORCE_CLASSES: Final = {
    "statute": "law", "regulation": "law", "guidance": "std", "standard-recommended": "std",
    "self-regulation": "self", "policy": "house",
}  # fmt: skip


def _language() -> str:
    return get_language() or "zh-hans"


@register.filter
def said(word: str, of: str) -> str:
    """Say a closed word: ``{{ stop.outcome|said:"disposition" }}``."""
    return words.said(word, of)


@register.filter
def leading(rules: Sequence[RuleLine]) -> list[RuleLine]:
    """Return the rules that stand in the way, and those that a reader asks about first."""
    against = [rule for rule in rules if rule.verdict != "allow"]
    named = {rule.rule: rule for rule in rules if rule.verdict == "allow"}
    first = [named[rule] for rule in FOREMOST if rule in named]
    return [*against, *first[: max(0, _RULES_SHOWN - len(against))]]


@register.filter
def trailing(rules: Sequence[RuleLine]) -> list[RuleLine]:
    """Return the other rules, which all allow."""
    shown = leading(rules)
    return [rule for rule in rules if rule not in shown]


@register.filter
def have_values(findings: Sequence[Finding]) -> bool:
    """Say whether the content of any faulty cell was kept; a report may keep none."""
    return any(each.value not in _NOT_KEPT for each in findings)


@register.simple_tag
def refusal_text(code: str, detail: str) -> str:
    """Say a refusal in the reader's language."""
    if language() == "ko":
        return borrowers_sentence(code)
    return refusal_sentence(code, detail, in_chinese=formats.is_chinese(_language()))


@register.filter
def money(fen: int | None, currency: str = "CNY") -> str:
    """Show a sum with its currency."""
    return formats.money(fen, currency)


@register.filter
def amount(fen: int | None) -> str:
    """Show a sum without currency, for columns whose head names it."""
    return formats.amount(fen)


@register.filter
def estimate(fen: int | None) -> str:
    """Show an estimated sum in whole yuan."""
    return formats.rounded(fen)


@register.filter
def cost(fen: int | None) -> str:
    """Show a small cost."""
    return formats.cost(fen)


@register.filter
def percent(share: float) -> str:
    """Show a share in whole percent."""
    return f"{formats.whole_percent(share)}%"


@register.filter
def hundred(share: float) -> str:
    """Show a share times one hundred, as a coordinate."""
    return f"{100 * share:.2f}"


@register.filter
def interval(odds: Odds) -> str:
    """Show the interval of a chance."""
    return formats.interval(odds.low, odds.high)


@register.filter
def between_chances(ends: tuple[float, float]) -> str:
    """Show two chances that may lie close together."""
    return formats.close_interval(*ends)


@register.filter
def band_width(odds: Odds) -> str:
    """Show the width of an interval, as a coordinate."""
    return f"{100 * (odds.high - odds.low):.2f}"


@register.filter
def signed(points: float) -> str:
    """Show points with their sign."""
    return formats.signed(points)


@register.simple_tag
def points_range(low: float, high: float) -> str:
    """Show an interval of points."""
    return formats.points_range(low, high, _language())


@register.filter
def clock(minute: int | None) -> str:
    """Show a minute of the day."""
    return formats.clock(minute)


@register.filter
def hour(at: datetime | None) -> str:
    """Show the clock of an instant."""
    return formats.NOTHING if at is None else formats.clock(at.hour * 60 + at.minute)


@register.simple_tag
def window(first: int, last: int) -> str:
    """Show a window of the day."""
    return formats.clock_range(first, last)


@register.filter
def day(on: date | None) -> str:
    """Show a day of this year."""
    return formats.day(on, _language())


@register.filter
def full_day(on: date | None) -> str:
    """Show a day with its year."""
    return formats.full_day(on, _language())


@register.filter
def weekday(on: date) -> str:
    """Show a day with its weekday."""
    return formats.weekday(on, _language())


@register.filter
def month(on: date) -> str:
    """Show the month of a day."""
    return formats.month(on, _language())


@register.filter
def moment(at: datetime | None) -> str:
    """Show a day with its clock."""
    return formats.moment(at, _language())


@register.filter
def count(value: int | None) -> str:
    """Show a whole number with thousands."""
    return formats.number(value)


@register.filter
def distance(metres: int) -> str:
    """Show a distance on the road."""
    return formats.metres(metres)


@register.filter
def colour(number: int) -> str:
    """Return the class of a pair's colour."""
    return f"route-{(number - 1) % _COLOURS + 1}"


@register.filter
def dash(number: int) -> str:
    """Return the dash pattern of a pair's line; with colour and letter it marks the pair."""
    return _DASHES[(number - 1) % len(_DASHES)]


@register.filter
def typed(values: Mapping[str, str], name: str) -> str:
    """Return what was typed into a field; templates cannot look up by a variable name."""
    return values.get(name, "")


@register.filter
def at(values: Mapping[str, Any], name: str) -> Any:
    """Return an entry of a mapping, or None."""
    return values.get(name)


@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    """Draw a picture of the sprite; it never stands without words."""
    return format_html(
        '<svg class="ic" width="{}" height="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        size, size, static("look/icons.svg"), name,
    )  # fmt: skip


@register.inclusion_tag("parts/verdict.html")
def verdict(word: str, text: str = "", style: str = "") -> dict[str, str]:
    """Draw a verdict: shape, word and colour together.

    Args:
        word: ``allow``, ``hold``, ``deny``, ``pause`` or ``paid``.
        text: Words that replace the usual one.
        style: ``pill`` for a filled badge.
    """
    shown = text or words.said(word, "verdict")
    return {"kind": _VERDICT_CLASSES[word], "text": shown, "style": style}


@register.simple_tag
def force(word: str) -> SafeString:
    """Draw the tag that says how binding a rule is; its border tells it without colour."""
    shown = words.said(word, "force")
    return format_html('<span class="tag {}">{}</span>', _FORCE_CLASSES.get(word, "house"), shown)


@register.inclusion_tag("parts/chip.html")
def chip(reason: Reason) -> dict[str, Reason]:
    """Draw a reason with its origin; what is behind it opens by click or Enter."""
    return {"reason": reason}


@register.inclusion_tag("drawings/probability.html")
def probability(odds: Odds, style: str = "") -> dict[str, Any]:
    """Draw a chance with its interval.

    Args:
        odds: The chance.
        style: ``stacked`` puts the figures above the bar.
    """
    return {"odds": odds, "style": style}


@register.inclusion_tag("drawings/waterfall.html")
def waterfall(steps: Waterfall) -> dict[str, Any]:
    """Draw how a chance came about."""
    return {"drawing": drawing_of(steps)}


@register.inclusion_tag("drawings/gantt.html")
def gantt(page: BoardPage) -> dict[str, Any]:
    """Draw the day of all pairs."""
    return {"gantt": gantt_of(page), "page": page, "selected": page.selected}


@register.inclusion_tag("drawings/map.html")
def schematic_map(page: BoardPage) -> dict[str, Any]:
    """Draw the routes over the schematic region."""
    is_chinese = formats.is_chinese(_language())
    return {"map": map_of(page), "selected": page.selected, "is_chinese": is_chinese}


@register.filter
def map_data(page: BoardPage) -> dict[str, Any]:
    """Return the routes as plain data; ``json_script`` writes them into the page."""
    return island_data(page)


@register.inclusion_tag("parts/pay_code.html")
def pay_code(kind: str, holder: str, place: str) -> dict[str, SafeString | str]:
    """Draw a lender's own link for a phone to read; other ways to pay have nothing to scan."""
    drawn = SafeString(picture_code(place, scales=True)) if kind == "link" else ""
    return {"code": drawn, "holder": holder}


@register.inclusion_tag("parts/error.html")
def field_error(errors: Mapping[str, str], name: str, field_id: str = "") -> dict[str, str]:
    """Show what is wrong with a field, and the remedy, above its control."""
    return {"error": errors.get(name, ""), "field_id": field_id or name}


@register.inclusion_tag("parts/empty.html")
def empty(picture: str, title: str, text: str = "") -> dict[str, str]:
    """Say why a place is empty; the one useful act stands after it."""
    return {"picture": picture, "title": title, "text": text}


@register.inclusion_tag("lists/pill.html")
def pill(filtering: Filter) -> dict[str, Filter]:
    """Draw one filter of a list."""
    return {"filter": filtering}


@register.inclusion_tag("lists/mend.html")
def mend_link(waiting: Mapping[tuple[str, int], int], sheet: str, row: int) -> dict[str, int]:
    """Offer to mend a row that was not taken, if it still waits."""
    return {"row_id": waiting.get((sheet, row), 0)}


@register.inclusion_tag("lists/paging.html")
def paging(place: Paging) -> dict[str, Paging]:
    """Draw where the reader is in a list, with the count."""
    return {"paging": place}


@register.inclusion_tag("parts/languages.html", takes_context=True)
def languages(context: template.Context) -> dict[str, Any]:
    """Draw the switch between the languages of the page; it posts, as every change does."""
    request = context.get("request")
    here = request.get_full_path() if request is not None else "/"
    return {
        "csrf_token": context.get("csrf_token", ""),
        "here": here,
        "has_korean": is_for_borrowers(here),
        "language": language(),
    }
