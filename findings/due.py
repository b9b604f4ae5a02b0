"""What falls due of findings: accepted risks to look at again, snoozed ones that come back."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from core.due import DueDate
from findings.enums import State
from findings.models import Finding


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """Each decision by the day until which it holds, owed by the side that took it. One query.

    What the customer may not read of is the provider's alone. On its day a finding is open again by itself.
    """
    decided = Finding.objects.filter(customer__in=list(customer_ids)).open().exclude(state=State.OPEN)
    rows = decided.select_related("customer").order_by("until_on", "pk")
    return [_due(finding) for finding in rows]


def _due(finding: Finding) -> DueDate:
    is_accepted = finding.state == State.ACCEPTED
    says = "Look again at the risk accepted" if is_accepted else "Look again at what was snoozed"
    return DueDate(
        customer_id=finding.customer_id,
        kind="finding",
        subject_id=finding.pk,
        owed_by=finding.decided_side if finding.is_published else "provider",
        title=f"{says}: {finding.label}",
        path=finding.get_absolute_url(),
        due_on=finding.until_on,  # type: ignore[arg-type]  # what is decided has a day
        person_id=finding.decided_by_id,
    )
