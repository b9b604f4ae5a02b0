"""What pages of plans share: rows of the path, what stands around a form, the way back."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.requests import Request
from continuity.models import Plan, PlanUse


def find_plan(request: Request, customer_slug: str, pk: UUID) -> Plan:
    """The version of the path."""
    links = ("customer__provider", "current_by", "retired_by")
    return find(request, Plan, {"customer__slug": customer_slug}, pk, *links)


def find_part(request: Request, model: Any, customer_slug: str, pk: UUID) -> Any:
    """A step, call or exercise of one of the customer's plans."""
    return find(request, model, {"plan__customer__slug": customer_slug}, pk, "plan__customer__provider")


def find_use(request: Request, customer_slug: str, pk: UUID) -> PlanUse:
    links = ("plan__customer__provider", "started_by", "stood_down_by", "reported_by")
    return find(request, PlanUse, {"plan__customer__slug": customer_slug}, pk, *links)


def find(request: Request, model: Any, where: dict[str, Any], pk: UUID, *links: str) -> Any:
    rows = model.objects.visible_to(request.actor).filter(**where)
    return get_object_or_404(rows.select_related(*links), pk=pk)


def around(page: Any, title: str, section: str, **more: Any) -> dict[str, Any]:
    """What a form's page says around it."""
    back = f"{page.get_absolute_url()}#{section}"
    return {"title": title, "back": back, "back_text": str(page), "cancel": "Go back"} | more
