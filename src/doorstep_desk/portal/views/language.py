"""A borrower chooses the language in which they are spoken with."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from doorstep_desk.cases.actions.language import choose_language
from doorstep_desk.plumbing import clock
from doorstep_desk.portal.own.session import own_page
from doorstep_desk.self_service.queries import Visit


@require_POST
@own_page
def spoken_language(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep the language and show the wishes again, with what holds now."""
    choose_language(
        actor=visit.actor, case_id=visit.case_id, language=request.POST.get("language", ""),
        at=clock.now(),
    )  # fmt: skip
    return HttpResponseRedirect(reverse("portal:wishes") + "?kept=1")
