"""At which address does each door stand?"""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from doorstep_desk.config.capabilities import doors
from doorstep_desk.config.health import livez, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("language", set_language, name="set_language"),
    path("r/", include("doorstep_desk.portal.record_urls")),
    path("verify/", include("doorstep_desk.portal.verify_urls")),
    *(path(prefix, include(module)) for prefix, module in doors().items()),
]

handler400 = "doorstep_desk.config.answers.bad_request"
handler403 = "doorstep_desk.config.answers.forbidden"
handler404 = "doorstep_desk.config.answers.not_found"
handler500 = "doorstep_desk.config.answers.broken"
