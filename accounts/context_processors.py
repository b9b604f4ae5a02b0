"""What the frame of every page shows: the organisation, its brand, the sections this person may open."""

from typing import Any

from django.http import HttpRequest

from accounts.shell import Shell, build_shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell` for templates/base.html; empty outside an organisation."""
    actor = getattr(request, "actor", None)
    org = getattr(request, "org", None)
    built: Shell | None = build_shell(actor, org, request.path) if actor and org else None
    return {"shell": built, "actor": actor, "org": org}
