"""Ask for a one-page answer, print it, keep it, hand it out."""

from datetime import datetime
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Customer
from background.jobs import enqueue
from contracts.models import LossScenario
from contracts.scenarios.declined import origins_for
from contracts.scenarios.queries import OnFile, on_file
from core.charts.waterfall import ON_PAPER
from core.digest import sha256
from core.errors import Conflict, NotAllowed
from reports.models import OnePager, PackState, PageKind
from reports.render import Printed, render_page

WIDTHS = ("one", "one tight", "one tightest")  # classes of the page: looser first
NO_FILE = "The file cannot be found, or is not the one that was made. Ask for the page again."


@transaction.atomic
def request_one_pager(*, scenario: LossScenario, by: Actor, at: datetime) -> OnePager:
    """Freeze the answer as this reader may see it, and ask for its PDF. Raises InvalidTerms where facts do not fit."""
    check_may(by, Permission.REPORT_REQUEST)
    file = on_file(scenario.customer, by, scenario.terms_on or timezone.localdate(at))
    html = page_html(scenario, file, at)
    return freeze(
        customer=scenario.customer, kind=PageKind.WHO_PAYS, subject=scenario.pk, title=scenario.name, html=html, by=by,
        at=at,
    )  # fmt: skip


def freeze(
    *, customer: Customer, kind: PageKind, subject: UUID, title: str, html: str, by: Actor, at: datetime
) -> OnePager:
    """Keep the page as it is now for the asker's side, and ask for its PDF. In the caller's transaction."""
    page = keep(
        customer=customer, is_customers=by.is_customer, kind=kind, subject=subject, title=title, html=html, by=by, at=at
    )
    enqueue(
        "reports.render_one_pager",
        key=f"one-pager:{page.pk}",
        provider_id=customer.provider_id,
        customer_id=customer.pk,
        page_id=page.pk,
    )
    return page


def keep(
    *, customer: Customer, is_customers: bool, kind: PageKind, subject: UUID, title: str, html: str, by: Actor,
    at: datetime, pk: UUID | None = None,
) -> OnePager:  # fmt: skip
    """The page as one side may see it, not printed yet. In the caller's transaction."""
    if by.user_id is None:
        raise NotAllowed("Only a person can ask for this page.")
    return OnePager.objects.create(
        pk=pk or uuid4(), customer=customer, is_customers=is_customers, kind=kind, subject=subject, title=title,
        html=html, asked_at=at, asked_by_id=by.user_id,
    )  # fmt: skip


def page_html(scenario: LossScenario, file: OnFile, at: datetime) -> str:
    """The page that is printed: the same answer as on screen. Every text is escaped."""
    answer = file.answer(scenario, size=ON_PAPER)
    what_ifs = [
        (each, file.answer(scenario, each.changes)) for each in scenario.what_ifs.order_by("added_at", "name", "pk")
    ]
    about = {"scenario": scenario, "file": file, "answer": answer, "what_ifs": what_ifs, "at": at}
    about |= {"origins": origins_for(scenario, file.reader)}
    about |= {"in_pence": any(each.in_pence for each in (answer, *(other for _, other in what_ifs)))}
    return render_to_string("reports/onepager/pdf.html", about)


def print_one_pager(html: str) -> Printed:
    """The PDF on one sheet: as loosely set as fits; what fits on none is set loosely on several."""
    loose = render_page(html)
    if loose.pages == 1:
        return loose
    for width in WIDTHS[1:]:
        printed = render_page(html.replace(f'<body class="{WIDTHS[0]}"', f'<body class="{width}"', 1))
        if printed.pages == 1:
            return printed
    return loose


@transaction.atomic
def finish_one_pager(*, page: OnePager, printed: Printed) -> None:
    """Keep the PDF with its digest."""
    page.file.save(f"{page.pk}.pdf", ContentFile(printed.content), save=False)
    page.state, page.sha256, page.pages = PackState.READY, sha256(printed.content), printed.pages
    page.save(update_fields=["file", "state", "sha256", "pages"])


def fail_one_pager(*, page: OnePager, reason: str) -> None:
    """Say why there is no PDF; it can be asked for again."""
    page.state, page.reason = PackState.FAILED, reason[:300]
    page.save(update_fields=["state", "reason"])


def read_one_pager(page: OnePager) -> bytes:
    """The PDF as it was made. Raises Conflict when it is not there, lost or altered."""
    if not page.is_ready:
        raise Conflict("This page is not ready yet.")
    try:
        with page.file.open("rb") as stored:
            content = bytes(stored.read())
    except OSError as error:
        raise Conflict(NO_FILE) from error
    if sha256(content) != page.sha256:
        raise Conflict(NO_FILE)
    return content
