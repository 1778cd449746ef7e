"""The one question about a contact, answered by a borrower who came with a code."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from doorstep_desk.plumbing import clock
from doorstep_desk.portal.own.session import own_page
from doorstep_desk.self_service.actions.rate import Rating, rate_contact
from doorstep_desk.self_service.opinions import parsed_contact
from doorstep_desk.self_service.queries import Visit


@require_POST
@own_page
def opinion(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep the answer, or that none is wanted; the page then shows no question any more."""
    rate_contact(
        actor=visit.actor, case_id=visit.case_id, rating=rating_of(request), at=clock.now()
    )
    return HttpResponseRedirect(reverse("portal:account") + "?answered=1")


def rating_of(request: HttpRequest) -> Rating:
    """Return what the form says."""
    posted = request.POST
    return Rating(
        parsed_contact(posted.get("contact", "")), posted.get("answer", ""),
        posted.get("words", ""),
    )  # fmt: skip
