"""Proof that jobs are done: the list of jobs, one job's proof, handing out, removing."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request
from core.paging import page_of, query_without
from core.uploads import send_file
from responsibilities.actions import evidence as actions
from responsibilities.duties import Names, owner_of
from responsibilities.models import Evidence, Row
from responsibilities.permissions import allowed, check_can_remove_evidence
from responsibilities.queries.evidence import (
    Standing,
    job_subject,
    narrowed,
    proof_lines,
    row_of_line,
    standing_of,
    visible_evidence,
)


def _customer(request: Request) -> Customer:
    customer = request.org.customer
    if customer is None:
        raise Http404("There is no customer in the path.")
    return customer


def _names(request: Request) -> Names:
    """The customer reads "You"; staff read the customer's name."""
    return Names(request.org.provider.name, request.actor.you_or(_customer(request).name))


def _find_row(request: Request, line: UUID) -> Row:
    row = row_of_line(request.actor, _customer(request), line)
    if row is None:
        raise Http404("There is no such job.")
    return row


@require_safe
@requires(Permission.MATRIX_VIEW)
def evidence_list(request: Request, customer_slug: str) -> HttpResponse:
    """Every job with its latest proof; those without come first."""
    lines = proof_lines(request.actor, _customer(request), _names(request), timezone.localdate())
    asked = {name: request.GET.get(name, "") for name in ("q", "domain", "standing")}
    context = {
        "page": page_of(narrowed(lines, **asked), request.GET),
        "asked": asked,
        "is_filtered": any(asked.values()),
        "query": query_without(request.GET, "page"),
        "domains": list(dict.fromkeys(line.row.domain for line in sorted(lines, key=lambda each: each.row.position))),
        "standings": [(each.value, each.label, sum(line.standing == each for line in lines)) for each in Standing],
        "has_rows": bool(lines),
        "missing": sum(line.is_missing for line in lines),
        "late": sum(line.is_late for line in lines),
        "may_add": request.actor.may(Permission.EVIDENCE_ADD),
    }
    template = "responsibilities/_evidence_table.html" if request.htmx else "responsibilities/evidence_list.html"
    return render(request, template, context)


@require_safe
@requires(Permission.MATRIX_VIEW)
def evidence_line(request: Request, customer_slug: str, line: UUID) -> HttpResponse:
    """All proof of one job, the latest first."""
    row = _find_row(request, line)
    proofs = list(
        visible_evidence(request.actor, _customer(request))
        .about(Evidence.Kind.JOB, line)
        .select_related("added_by")
        .order_by("-happened_on", "-added_at", "pk")
    )
    context = {
        "row": row,
        "subject": job_subject(row),
        "owner": owner_of(row, _names(request)),
        "proofs": [(proof, allowed(check_can_remove_evidence, request.actor, proof)) for proof in proofs],
        "standing": standing_of(row, proofs[0] if proofs else None, timezone.localdate()),
        "may_add": request.actor.may(Permission.EVIDENCE_ADD),
    }
    return render(request, "responsibilities/evidence_line.html", context)


@require_safe
@requires(Permission.MATRIX_VIEW)
def evidence_file(request: Request, customer_slug: str, pk: UUID) -> FileResponse:
    """The file of a piece of proof, to whoever may see what it is about."""
    proof = get_object_or_404(visible_evidence(request.actor, _customer(request)), pk=pk)
    if not proof.file:
        raise Http404("There is no file with this proof.")
    try:
        file = proof.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404("The file is not in the store.") from missing
    return send_file(file, proof.filename, proof.content_type)


@require_POST
@requires(Permission.EVIDENCE_ADD)
def evidence_remove(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Take proof out of sight; its digest stays in the history."""
    proof = get_object_or_404(visible_evidence(request.actor, _customer(request)), pk=pk)
    actions.remove_evidence(evidence=proof, by=request.actor, at=timezone.now())
    messages.success(request, f"“{proof.title}” is removed. The history keeps that it was there.")
    if proof.kind == Evidence.Kind.JOB:
        return redirect("responsibilities:evidence-line", customer_slug, proof.subject_id)
    return redirect("portfolio:evidence-index", customer_slug)
