"""What may anybody read without saying who they are?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep.compliance.explain import in_language
from doorstep.terms.local_time import local_day
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.speech import language
from doorstep_desk.portal.education import Article, Part, articles, grounds
from doorstep_desk.portal.presentation import ArticlePage, EducationPage, Entry, Section


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what there is to read, and where to turn."""
    page = EducationPage(tuple(_entry(article) for article in articles().values()))
    return render(request, "portal/education.html", {"page": page, "is_demo": store_is_demo()})


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
