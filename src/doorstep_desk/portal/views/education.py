"""What may anybody read without saying who they are?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.compliance.explain import in_language
from doorstep.terms.local_time import local_day
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.speech import language
from doorstep_desk.portal.education import Article, Part, articles, grounds
from doorstep_desk.portal.planner import empty_planner, planned
from doorstep_desk.portal.presentation import ArticlePage, EducationPage, Entry, Section

_BAD = 400


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what there is to read, and where to turn."""
    page = EducationPage(tuple(_entry(article) for article in articles().values()))
    return render(request, "portal/education.html", {"page": page, "is_demo": store_is_demo()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def planner(request: HttpRequest) -> HttpResponse:
    """Add up anybody's month and show which plans would be possible; nothing of it is kept."""
    is_sent = request.method == "POST"
    page = planned(request.POST.dict(), local_day(clock.now())) if is_sent else empty_planner()
    context = {"page": page, "is_demo": store_is_demo()}
    return render(request, "portal/planner.html", context, status=_BAD if page.errors else 200)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one article with what it rests on today."""
    found = articles().get(slug)
    if found is None:
        raise Http404(slug)
    page = ArticlePage(
        entry=_entry(found),
        sections=tuple(_section(part) for part in found.parts),
        verified_on=found.verified_on,
        others=tuple(_entry(other) for other in articles().values() if other is not found),
    )
    return render(request, "portal/article.html", {"page": page, "is_demo": store_is_demo()})


def _entry(found: Article) -> Entry:
    title, lead = in_language(found.title, language()), in_language(found.lead, language())
    return Entry(found.slug, found.icon, title, lead)


def _section(part: Part) -> Section:
    return Section(
        heading=in_language(part.heading, language()),
        paragraphs=part.paragraphs[language()],
        grounds=grounds(part, local_day(clock.now()), language()),
    )
