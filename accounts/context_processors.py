"""What the frame of every page shows: the organisation, its brand, the sections this person may open."""

from typing import Any

from django.http import HttpRequest

from accounts.shell import Shell, build_shell, person_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell` and `person` for templates/base.html; no shell outside an organisation."""
    actor = getattr(request, "actor", None)
    org = getattr(request, "org", None)
    built: Shell | None = build_shell(actor, org, request.path) if actor and org else None
    user = getattr(request, "user", None)
    return {"shell": built, "person": person_of(user) if user else None, "actor": actor, "org": org}
