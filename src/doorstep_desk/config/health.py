"""Is the desk alive, and can it work?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def livez(_request: HttpRequest) -> HttpResponse:
    """Answer that the process runs."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer whether the database works and compares Chinese text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(show_trgm('建国路')) > 0")
        row = cursor.fetchone()
    is_ready = bool(row and row[0])
    return JsonResponse({"ready": is_ready}, status=200 if is_ready else 503)
