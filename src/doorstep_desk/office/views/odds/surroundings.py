"""What lies around borrowers: layers, a file looked at before it is taken, and withdrawing one."""

from dataclasses import replace
from pathlib import PurePath
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.odds.registry import HEADS
from doorstep_desk.office.pages.odds.surroundings import surroundings_page, with_file
from doorstep_desk.office.presentation.odds.surroundings import SurroundingsPage
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.speech import say
from doorstep_desk.surroundings.actions import import_layers, withdraw_layer

LARGEST: Final = 2 * 2**20


@require_safe
def surroundings(request: HttpRequest) -> HttpResponse:
    """Show the layers, and where a file is brought."""
    return _shown(request, surroundings_page(actor_of(request), clock.today()), 200)


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Look at a file; nothing is taken yet."""
    page = surroundings_page(actor_of(request), clock.today())
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > LARGEST:
        error = say("请选择一个不超过 2 MB 的文件。", "Choose a file of at most 2 MB.")
        return _shown(request, replace(page, error=error), 422)
    seen = with_file(page, PurePath(file.name or "").name, file.read())
    return _shown(request, seen, 422 if seen.error or seen.faults else 200)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take a file that was looked at."""
    new = import_layers(
        actor=actor_of(request), content=request.POST.get("text", "").encode("utf-8"),
        name=request.POST.get("name", "")[:80], at=clock.now(),
    )  # fmt: skip
    messages.success(request, say(f"新增 {new} 条。", f"{new} layers were added."))
    return HttpResponseRedirect(reverse("office:surroundings"))


@require_POST
def withdraw(request: HttpRequest, layer_id: int) -> HttpResponse:
    """Withdraw a layer that was wrong."""
    withdraw_layer(actor=actor_of(request), layer_id=layer_id, at=clock.now())
    messages.success(request, say("已撤回。", "Withdrawn."))
    return HttpResponseRedirect(reverse("office:surroundings"))


def _shown(request: HttpRequest, page: SurroundingsPage, status: int) -> HttpResponse:
    context = {
        "frame": frame_of(actor_of(request), "odds"), "page": page,
        "heads": [head.value for head in HEADS],
    }  # fmt: skip
    return render(request, "odds/surroundings.html", context, status=status)
