"""Something suspicious, reported by anybody at a customer and answered by the provider."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from background.jobs import enqueue
from core.uploads import CheckedFile
from engagement.models import Suspicion
from engagement.permissions.suspicions import check_can_answer, check_can_report

DOUBLE_CLICK = timedelta(seconds=30)  # the same again within that time is the same
WINDOW = timedelta(hours=1)
LEAVING = timedelta(minutes=1)  # what comes so shortly before an e-mail leaves could miss it: it goes with the next
# Reports within that time that have an e-mail each; what comes after them is told in one, and kept like any other.
MOST_OF_A_PERSON, MOST_OF_A_CUSTOMER = 5, 20


@transaction.atomic
def report_suspicion(
    *, customer: Customer, what: str, came_from: str, did: str, by: Actor, at: datetime,
    file: UploadedFile | None = None, checked: CheckedFile | None = None,
) -> Suspicion:  # fmt: skip
    """Tell the provider and the customer's lead at once, or with others where many came. A second click is no other."""
    check_can_report(by)
    Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    same = Suspicion.objects.of_customer(customer).filter(reported_by=by.user_id, what=what)
    if (twin := same.filter(reported_at__gte=at - DOUBLE_CLICK).first()) is not None:
        return twin
    suspicion = Suspicion(
        customer=customer,
        what=what,
        came_from=came_from,
        did=did,
        reported_at=at,
        reported_by_id=by.user_id,
        told_later_at=_later(customer, by, at),
    )  # type: ignore[misc]  # check_can_report has seen a person
    if file is not None and checked is not None:
        suspicion.filename, suspicion.content_type = checked.filename, checked.content_type
        suspicion.file.save(f"{suspicion.pk.hex}.{checked.filename.rpartition('.')[2].lower()}", file, save=False)
    suspicion.save(force_insert=True)
    record("suspicion_reported", target=suspicion, by=by, at=at, says="reported something suspicious",
           customer_id=customer.pk)  # fmt: skip
    _tell(suspicion)
    return suspicion


@transaction.atomic
def answer_suspicion(*, suspicion: Suspicion, verdict: str, answer: str, by: Actor, at: datetime) -> Suspicion:
    """What it was and what to do now; whoever reported it is told."""
    suspicion = Suspicion.objects.select_for_update(of=("self",)).select_related("customer").get(pk=suspicion.pk)
    check_can_answer(by, suspicion)
    suspicion.verdict, suspicion.answer = verdict, answer
    suspicion.answered_at, suspicion.answered_by_id = at, by.user_id
    suspicion.save(update_fields=["verdict", "answer", "answered_at", "answered_by"])
    record("suspicion_answered", target=suspicion, by=by, at=at, says="answered what was reported as suspicious",
           customer_id=suspicion.customer_id)  # fmt: skip
    enqueue(
        "engagement.email_suspicion_answered", key=f"suspicion-answered:{suspicion.pk}",
        provider_id=suspicion.customer.provider_id, customer_id=suspicion.customer_id, suspicion_id=str(suspicion.pk),
    )  # fmt: skip
    return suspicion


def _later(customer: Customer, by: Actor, at: datetime) -> datetime | None:
    """When what is reported now is told with others; None: at once. The caller holds the customer."""
    lately = Suspicion.objects.of_customer(customer).filter(reported_at__gt=at - WINDOW)
    if lately.count() < MOST_OF_A_CUSTOMER and lately.filter(reported_by=by.user_id).count() < MOST_OF_A_PERSON:
        return None
    waiting = lately.filter(told_later_at__gt=at + LEAVING).values_list("told_later_at", flat=True).first()
    return waiting or at + WINDOW


def _tell(suspicion: Suspicion) -> None:
    about: dict[str, Any] = {"provider_id": suspicion.customer.provider_id, "customer_id": suspicion.customer_id}
    if (later_at := suspicion.told_later_at) is None:
        enqueue("engagement.email_suspicion", key=f"suspicion:{suspicion.pk}", suspicion_id=suspicion.pk, **about)
    else:
        enqueue(
            "engagement.email_suspicions", key=f"suspicions:{suspicion.customer_id}:{later_at.timestamp()}",
            run_after=later_at, of_customer=suspicion.customer_id, told_at=later_at, **about,
        )  # fmt: skip
