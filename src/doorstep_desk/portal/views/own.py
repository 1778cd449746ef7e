"""What does a borrower read and say on their own page?"""

from collections.abc import Mapping
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep_desk.arrangements.actions.links import make_link
from doorstep_desk.arrangements.links import token_of
from doorstep_desk.cases.queries import case_of, people_of_cases
from doorstep_desk.complaints.actions import record_stop_request
from doorstep_desk.notices.actions.decline import agree_to_visit
from doorstep_desk.notices.words import read_stop_token
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.payments.ways import pay_ways_of
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.portal.own.building import account_page, lender_of, spoken
from doorstep_desk.portal.own.copying import copy_of_records
from doorstep_desk.portal.own.pages import SayPage
from doorstep_desk.portal.own.session import own_page
from doorstep_desk.portal.own.wishes import wishes_page
from doorstep_desk.portal.refusals import told
from doorstep_desk.self_service.actions.say import say
from doorstep_desk.self_service.kinds import KINDS, LONGEST
from doorstep_desk.self_service.queries import Visit, borrower_actor, said_of_case

_BAD = 400
_IN_CHINESE: Final = {
    "words-missing": "请用几句话写下来。",
    "kind-unknown": "请选择至少一项。",
}


@require_safe
@own_page
def account(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what is owed, made up of what, and what can be done."""
    answered = request.GET.get("answered") == "1"
    context = {"page": account_page(visit, clock.now()), "answered": answered}
    return _render(request, "own/account.html", context)


@require_safe
@own_page
def pay(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the lender's own ways to pay."""
    case = case_of(visit.actor, visit.case_id)
    ways = pay_ways_of(case.agency_id, case.creditor_id)
    context = {"ways": ways, "lender": lender_of(visit), "reference": case.number}
    return _render(request, "own/pay.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def tell(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """Take what the borrower says; it counts before the page comes back."""
    if kind not in KINDS or not KINDS[kind].is_chosen:
        raise Http404(kind)
    lender = lender_of(visit)
    if request.method != "POST":
        return _said(request, SayPage(kind, lender))
    words = request.POST.get("words", "")[:LONGEST]
    try:
        if kind == "visit" and request.POST.get("suits"):
            agree_to_visit(actor=visit.actor, case_id=visit.case_id, at=clock.now())
            return HttpResponseRedirect(reverse("portal:account"))
        say(
            visit=visit, kind=kind, words=words, at=clock.now(),
            channels=tuple(request.POST.getlist("channel")),
        )  # fmt: skip
    except Refused as refused:
        sentence = told(refused, _IN_CHINESE)
        return _said(request, SayPage(kind, lender, words, sentence), _BAD)
    newest = said_of_case(visit.case_id)[0]
    return _said(request, SayPage(kind, lender, spoken=spoken(newest)))


@require_POST
@own_page
def offers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Go to the household's sheet and its offers, through a personal link of the borrower's own.

    Where nothing on file could tell them from somebody else with the link, a person answers.
    """
    at = clock.now()
    try:
        link = make_link(actor=visit.actor, case_id=visit.case_id, at=at)
    except Refused as refused:
        if refused.code != "link-needs-proof":
            raise
        return HttpResponseRedirect(reverse("portal:say", args=["cannot_pay"]))
    return HttpResponseRedirect(reverse("portal:personal_sheet", args=[token_of(link)]))


@require_safe
@own_page
def wishes(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show by what, when and in which language the borrower may be reached."""
    page = wishes_page(visit, clock.now(), request.GET.get("kept", ""))
    return _render(request, "own/wishes.html", page)


@require_safe
@own_page
def copy(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Hand over every record about the borrower, as one file."""
    answer = JsonResponse(
        copy_of_records(visit, clock.now()),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    answer["Content-Disposition"] = 'attachment; filename="my-records.json"'
    return answer


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def no_more(request: HttpRequest, token: str) -> HttpResponse:
    """Stop all further messages from a link in one of them; mail programs may ask as well.

    The link names nobody and shows nothing; whoever it was forwarded to can only make it quieter.
    """
    read = read_stop_token(token)
    is_done = False
    if read is not None and request.method == "POST":
        agency_id, borrower_id, case_id = read
        borrower = borrower_actor(borrower_id, agency_id)
        with acting_as(borrower):
            owner = people_of_cases([case_id])[case_id]
            record_stop_request(
                actor=borrower, borrower_id=owner.borrower_id, person_key=owner.person_key,
                case_id=case_id, form="link", at=clock.now(),
            )  # fmt: skip
        is_done = True
    return _render(request, "own/no_more.html", {"is_done": is_done, "token": token})


def _said(request: HttpRequest, page: SayPage, status: int = 200) -> HttpResponse:
    return _render(request, "own/say.html", {"page": page}, status)


def _render(
    request: HttpRequest, name: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    return render(request, name, {**context, "is_demo": store_is_demo()}, status=status)
