"""What every page of outages needs: the business, the outage of the path, the page itself."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.enums import Permission
from accounts.requests import Request, customer_of
from continuity import permissions
from continuity.forms.outages import NameForm, OutageForm, as_fields, query_of
from continuity.models import NamedFailure, NamedOutage, Plan
from continuity.outages.answer import Answer, tell
from continuity.outages.practice import objectives, targets
from continuity.plans.kinds import Kind
from continuity.queries.model import business_of
from continuity.queries.outages import Facts, checks_of, kept_facts, outage_sheet, reader_of
from continuity.queries.paying import paying
from continuity.survival.checking import ModelRefused
from continuity.survival.model import Business
from core.errors import allowed
from core.together import with_children


def find_outage(request: Request, pk: UUID) -> NamedOutage:
    """The outage of the path, if this reader may know of it, with what fails in it. One query."""
    return _found(request, pk, _seen(request).filter(pk=pk))[0]


def find_with_others(request: Request, pk: UUID) -> tuple[NamedOutage, list[NamedOutage]]:
    """The same, and the others that are kept, by name. One query: a side thinks few outages through."""
    found, seen = _found(request, pk, _seen(request))
    others = [each for each in seen if each.pk != pk and not each.is_archived]
    return found, sorted(others, key=lambda each: (each.name, str(each.pk)))


def _seen(request: Request) -> QuerySet[NamedOutage]:
    rows = NamedOutage.objects.visible_to(request.actor).of_customer(customer_of(request))
    return rows.select_related("added_by", "shared_by")


def _found(request: Request, pk: UUID, rows: QuerySet[NamedOutage]) -> tuple[NamedOutage, list[NamedOutage]]:
    seen: list[NamedOutage] = with_children(rows, "failures")
    found = next((each for each in seen if each.pk == pk), None)
    if found is None:
        raise Http404
    found.customer = customer_of(request)
    return found, seen


def facts_of(outage: NamedOutage) -> Facts:
    failures: Any = outage.failures.all()
    return kept_facts(outage, sorted(failures, key=_place))


def show_outage(
    request: Request, business: Business, form: OutageForm, facts: Facts | None, *, status: int = 200, **about: Any
) -> HttpResponse:
    """The page: the form and, once something fails, the answer."""
    customer, actor, sheet, problem = customer_of(request), request.actor, None, ""
    if facts is not None and facts.failures:
        try:
            sheet = outage_sheet(customer, actor, business, facts, timezone.localdate())
        except ModelRefused as refusal:
            problem = str(refusal)
    pays = None
    if sheet is not None and actor.may(Permission.SCENARIO_VIEW):
        pays = paying(customer, actor, business, sheet.answer, sheet.failed_jobs)
    context: dict[str, Any] = {
        "form": form,
        "sheet": sheet,
        "pays": pays,
        "problem": problem,
        "outage": None,
        "query": query_of(facts) if facts else "",
        "may_keep": allowed(permissions.check_can_keep_outage, actor),
        "name_form": NameForm(initial={"name": sheet.answer.title[:120] if sheet else ""}),
        "hidden": as_fields(facts).items() if facts else (),
    }
    return render(request, "continuity/outage.html", context | about, status=status)


def asked_for(request: Request) -> tuple[NamedOutage, Answer] | None:
    """The outage in `?outage=` with its answer, where it can be told; None without one."""
    try:
        pk = UUID(request.GET.get("outage", ""))
    except ValueError:
        return None
    customer = customer_of(request)
    outage, business = find_outage(request, pk), business_of(customer)
    facts = facts_of(outage)
    if business is None or not facts.failures:
        return None
    try:
        return outage, tell(business, facts.failures, facts.start, reader_of(customer, request.actor))
    except ModelRefused:
        return None


def practised(request: Request) -> dict[str, Any]:
    """How a form begins that plans an exercise of the outage in `?outage=`: its plan, what it is to show, how long
    things should take. Nothing without one."""
    found = asked_for(request)
    if found is None:
        return {}
    (outage, answer), customer, actor = found, customer_of(request), request.actor
    checks = checks_of(customer, actor, answer, timezone.localdate())
    about: dict[str, Any] = {"kind": str(Kind.TABLETOP), "objectives": objectives(answer, checks)}
    about["times"] = targets(checks)
    if outage.plan_line is None:
        return about
    plan = Plan.objects.visible_to(actor).of_customer(customer).current().filter(line=outage.plan_line).first()
    return about | ({"plan": str(plan.pk)} if plan else {})


def _place(failure: NamedFailure) -> str:
    return str(failure.node_id)
