"""Which tags do the pages about the law draw with?"""

from typing import Any, Final

from django import template

from doorstep_desk.office.presentation.lawbook.day_line import day_line
from doorstep_desk.office.presentation.lawbook.may_i import Answer, ReasonLine
from doorstep_desk.office.presentation.lawbook.register import RulePage
from doorstep_desk.office.presentation.lawbook.years import year_line

register: Final = template.Library()


@register.inclusion_tag("lawbook/day_line.html")
def draw_day(answer: Answer) -> dict[str, Any]:
    """Draw the open and closed stretches of a day, a line for each channel."""
    return {"drawing": day_line(answer), "answer": answer}


@register.inclusion_tag("lawbook/reason.html")
def reason(line: ReasonLine) -> dict[str, ReasonLine]:
    """Say what one rule says, with its source and what may be done instead."""
    return {"line": line}


@register.inclusion_tag("lawbook/year_line.html")
def draw_years(page: RulePage) -> dict[str, Any]:
    """Draw when each source of a rule was in force, with its numbers."""
    return {"drawing": year_line(page)}
