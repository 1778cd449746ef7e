"""Sign-in, sign-out and change of password."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from doorstep_desk.office.pages.frame import home_of
from doorstep_desk.office.pages.refusals import reader_sentence
from doorstep_desk.office.presentation.access import DemoAccount, PasswordPage, SignInPage
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import ANONYMOUS
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff import actions
from doorstep_desk.staff.demo import DEMO_PASSWORD, DEMO_READERS, DEMO_STAFF
from doorstep_desk.staff.queries import actor_with_id
from doorstep_desk.staff.sessions import close_session, keep_session, open_session


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the sign-in page, or open a session for whoever knows the password."""
    if request.method != "POST":
        if actor_of(request) is not ANONYMOUS and "next" not in request.GET:
            return HttpResponseRedirect(home_of(actor_of(request)))
        return _sign_in_page(request, FormState(), request.GET.get("next", ""))
    username, target = request.POST.get("username", ""), request.POST.get("next", "")
    found = actions.sign_in(
        username=username,
        password=request.POST.get("password", ""),
        address=request.META.get("REMOTE_ADDR", ""),
        at=clock.now(),
    )
    if isinstance(found, Refused):
        state = FormState(values={"username": username}, errors={"": _sign_in_sentence(found)})
        return _sign_in_page(request, state, target, status=403)
    open_session(request, found.id)
    actor = actor_with_id(found.id)
    return HttpResponseRedirect(_safe(request, target) or home_of(actor or ANONYMOUS))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    actions.sign_out(actor=actor_of(request), at=clock.now())
    close_session(request)
    return HttpResponseRedirect(reverse("office:sign_in") + "?left=yes")


@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Show the form, or give the reader a new password and end their other sessions."""
    actor = actor_of(request)
    is_first = bool(getattr(request.user, "must_change_password", False))
    if request.method != "POST":
        return _password_page(request, FormState(), is_first=is_first)
    old, new = request.POST.get("old_password", ""), request.POST.get("new_password", "")
    if new != request.POST.get("again", ""):
        wrong = say("两次输入不一致，请重新输入。", "The two do not agree; type them again.")
        return _password_page(request, FormState(errors={"again": wrong}), is_first=is_first)
    try:
        actions.change_password(actor=actor, old=old, new=new, at=clock.now())
    except Refused as refused:
        errors = {"old_password": _password_sentence(refused)}
        return _password_page(request, FormState(errors=errors), is_first=is_first)
    except Malformed as malformed:
        errors = {"new_password": " ".join(malformed.problems)}
        return _password_page(request, FormState(errors=errors), is_first=is_first)
    keep_session(request, actor.staff_id or 0)
    return _password_page(request, FormState(), is_done=True)


def _sign_in_page(
    request: HttpRequest, state: FormState, target: str, status: int = 200
) -> HttpResponse:
    is_demo = store_is_demo()
    roles: dict[str, DemoAccount] = {}
    for username, name, role, *_ in (*DEMO_STAFF, *DEMO_READERS) if is_demo else ():
        roles.setdefault(role, DemoAccount(username, DEMO_PASSWORD, role, name))
    page = SignInPage(
        state=state,
        next_url=_safe(request, target),
        is_demo=is_demo,
        accounts=tuple(roles.values()),
        has_signed_out="left" in request.GET,
    )
    return render(request, "office/sign_in.html", {"page": page}, status=status)


def _password_page(
    request: HttpRequest, state: FormState, *, is_first: bool = False, is_done: bool = False
) -> HttpResponse:
    page = PasswordPage(state, is_first, is_done)
    status = 400 if state.errors else 200
    return render(request, "office/password.html", {"page": page}, status=status)


def _safe(request: HttpRequest, target: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours and target.startswith("/") else ""


def _sign_in_sentence(refused: Refused) -> str:
    words = {
        "sign-in-failed": say("用户名和密码不相符，请检查后再试。", refused.message),
        "sign-in-wait": say("失败次数过多，请稍候再试，或请管理员协助。", refused.message),
    }
    return words.get(refused.code, reader_sentence(refused))


def _password_sentence(refused: Refused) -> str:
    if refused.code == "password-wrong":
        return say("现用密码不对，未作任何更改。", refused.message)
    return reader_sentence(refused)
