"""What a supervisor asks: does the process answer, and can it work?"""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public


@public
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nobody else, so that a slow database never restarts the web server."""
    return HttpResponse("alive\n", content_type="text/plain")


@public
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when database and cache answer, else 503; one line for each, without details for strangers."""
    answers = {"database": _database_answers(), "cache": _cache_answers()}
    lines = [f"{name}: {'ok' if is_ok else 'not answering'}\n" for name, is_ok in answers.items()]
    status = 200 if all(answers.values()) else 503
    return HttpResponse("".join(lines), content_type="text/plain", status=status)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache_answers() -> bool:
    try:
        cache.set("health", 1, timeout=10)
        return bool(cache.get("health") == 1)
    except Exception:  # whatever stops it: the client of Redis raises its own
        return False
