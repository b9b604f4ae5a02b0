"""The evidence index of a customer, and adding to it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from core.methods import require_form
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import table_file
from portfolio.queries.evidence import State, filed, filed_lines, provable
from responsibilities.actions.evidence import add_evidence
from responsibilities.forms.evidence import EvidenceForm
from responsibilities.models import Evidence
from responsibilities.permissions import allowed, check_can_remove_evidence
from responsibilities.queries.evidence import visible_evidence

COLUMNS = (("about", "What it is about"), ("day", "As at"), ("until", "Good until"), ("by", "Added by"))
HEADINGS = (
    "Kind", "What it is about", "What it shows", "Note", "As at", "Good until", "State", "Added by", "Added on",
    "File", "SHA-256",
)  # fmt: skip


def _asked(request: Request) -> dict[str, str]:
    """What the page was asked for; words that nobody offered are left out."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "kind", "state", "about", "sort")}
    asked["kind"] = asked["kind"] if asked["kind"] in Evidence.Kind.values else ""
    asked["state"] = asked["state"] if asked["state"] in list(State) else ""
    try:
        asked["about"] = str(UUID(asked["about"])) if asked["about"] else ""
    except ValueError:
        asked["about"] = ""
    return asked


@require_safe
@requires(Permission.MATRIX_VIEW)
def evidence_index(request: Request, customer_slug: str) -> HttpResponse:
    """Everything on file, the latest first; search, filter, sort, page."""
    customer, today, asked = customer_of(request), timezone.localdate(), _asked(request)
    page = page_of(filed(request.actor, customer, asked, today), request.GET)
    lines = filed_lines(request.actor, customer, page, today)
    context = {
        "page": page,
        "lines": [(line, allowed(check_can_remove_evidence, request.actor, line.proof)) for line in lines],
        "asked": asked,
        "is_filtered": any(asked[name] for name in ("q", "kind", "state", "about")),
        "is_empty": not lines and not visible_evidence(request.actor, customer).exists(),
        "about": lines[0].about if asked["about"] and lines else "",
        "kinds": Evidence.Kind.choices,
        "states": [(state.value, state.label) for state in State],
        "headings": headings(COLUMNS, asked["sort"] or "-day", is_asked=bool(asked["sort"])),
        "query": query_without(request.GET, "page"),
        "sort_query": query_without(request.GET, "page", "sort"),
        "export_query": request.GET.urlencode(),
        "may_add": request.actor.may(Permission.EVIDENCE_ADD),
        "is_swap": bool(request.htmx),
    }
    template = "portfolio/_evidence_table.html" if request.htmx else "portfolio/evidence_index.html"
    return render(request, template, context)


@require_safe
@requires(Permission.MATRIX_VIEW)
def evidence_export(request: Request, customer_slug: str, kind: str) -> HttpResponse:
    """What the index shows, all pages of it, as CSV or XLSX."""
    customer, today = customer_of(request), timezone.localdate()
    proofs = filed(request.actor, customer, _asked(request), today)
    rows = [
        [
            line.proof.get_kind_display(), line.about, line.proof.title, line.proof.words, line.proof.happened_on,
            line.proof.expires_on, line.state.label, line.proof.added_by.name, timezone.localdate(line.proof.added_at),
            line.proof.filename, line.proof.sha256,
        ]
        for line in filed_lines(request.actor, customer, proofs, today)
    ]  # fmt: skip
    return table_file(kind, HEADINGS, rows, name=f"evidence-{customer.slug}", title="Evidence", on=today)


@require_form
@requires(Permission.EVIDENCE_ADD)
def evidence_add(request: Request, customer_slug: str) -> HttpResponse:
    """Add proof; `?about=` chooses beforehand what it is about."""
    today: date = timezone.localdate()
    subjects = {each.key: each for each in provable(request.actor, customer_of(request), today)}
    chosen = subjects.get(request.GET.get("about", ""))
    initial = {"about": chosen.key if chosen else "", "happened_on": today}
    form = EvidenceForm(
        request.POST or None, request.FILES or None, subjects=subjects.values(), today=today, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        about = subjects[form.cleaned_data["about"]]
        add_evidence(
            about=about,
            **{name: form.cleaned_data[name] for name in ("title", "words", "happened_on", "expires_on", "file")},
            checked=form.checked,
            by=request.actor,
            at=timezone.now(),
        )
        messages.success(request, f"Proof of “{about.name}” is kept.")
        return redirect(about.path if about.kind == Evidence.Kind.JOB else _index_of(customer_slug, about.pk))
    context = {"form": form, "subject": chosen, "has_subjects": bool(subjects)}
    return render(request, "portfolio/evidence_add.html", context)


def _index_of(slug: str, about: UUID) -> str:
    return f"{reverse('portfolio:evidence-index', args=[slug])}?about={about}"
