"""Keep in store what the checks find: open what is new, keep what stays, close what is gone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.enums import Side
from accounts.models import Customer
from audit.record import record
from background.jobs import enqueue
from core.checks import PLACES, Severity
from core.words import count
from findings.actions.counting import count_again
from findings.enums import Deed, State
from findings.looking import OWN_VERB, Key, Looked, look
from findings.models import Finding, Step, Watch

KEPT = ("severity", "label", "message", "action", "message_in_names", "action_in_names", "facts", "is_published")
DECIDED = ("state", "until_on", "reason", "decided_at", "decided_by", "decided_side")
BATCH = 200


@dataclass
class _Change:
    """What becomes of one customer's findings."""

    watch: Watch
    is_first: bool
    opened: list[Finding] = field(default_factory=list)
    kept: list[Finding] = field(default_factory=list)
    back: list[tuple[Finding, Deed]] = field(default_factory=list)
    closed: list[Finding] = field(default_factory=list)

    @property
    def lost(self) -> list[Finding]:
        """Closed without being fixed: the check cannot tell any more, of this object or of anything of its kind."""
        unknown = [(each.check_id, each.subject) for each in self.opened if each.is_unknown]
        return [
            each
            for each in self.closed
            if not each.is_unknown
            and any(
                check == each.check_id and (subject == each.subject or _kind(subject) != _kind(each.subject))
                for check, subject in unknown
            )
        ]

    @property
    def says(self) -> str:
        """What the history tells of it; empty where nothing happened."""
        lost = len(self.lost)
        parts = (
            f"found {count(len(self.opened), 'new gap')}" if self.opened else "",
            f"saw {count(len(self.closed) - lost, 'gap')} closed" if len(self.closed) > lost else "",
            f"could not tell of {count(lost, 'gap')} any more" if lost else "",
            f"brought back {count(len(self.back), 'gap')} put aside" if self.back else "",
        )
        said = ", ".join(part for part in parts if part)
        return said or ("ran for the first time and found nothing" if self.is_first else "")

    @property
    def is_hidden(self) -> bool:
        """Whether it tells of anything that the customer may not read."""
        told = [*self.opened, *self.closed, *(finding for finding, _ in self.back)]
        return not all(each.is_published for each in told)


def refresh_findings(*, customer: Customer, at: datetime) -> Watch:
    """Work out one customer's findings anew. A second run right after changes nothing."""
    keep(look([customer], at))
    return Watch.objects.get(customer=customer)


@transaction.atomic
def keep(looked: Looked) -> list[Watch]:
    """Store what a look found. Who has been looked at from later facts meanwhile is left as it is.

    Eleven queries and one for each customer with news, whatever the number of findings.
    """
    changes = _changes(looked)
    opened = [each for change in changes for each in change.opened]
    _link(opened)
    closed = [each.pk for change in changes for each in change.closed]
    lost = [each.pk for change in changes for each in change.lost]
    Finding.objects.filter(pk__in=closed).update(closed_at=looked.at)
    Finding.objects.filter(pk__in=lost).update(is_lost=True)
    kept = [each for change in changes for each in change.kept]
    Finding.objects.bulk_update(kept, KEPT, batch_size=BATCH)
    back = [each for change in changes for each in change.back]
    Finding.objects.bulk_update([finding for finding, _ in back], DECIDED, batch_size=BATCH)
    Step.objects.bulk_create(Step(finding=finding, deed=deed, at=looked.at, side=Side.SYSTEM) for finding, deed in back)
    Finding.objects.bulk_create(opened, batch_size=BATCH)
    watches = [change.watch for change in changes]
    told = count_again(watches)
    Watch.objects.bulk_update(watches, ["sequence", "refreshed_on", *Severity], batch_size=BATCH)
    for change in changes:
        _record(change, looked, told[change.watch.customer_id])
    return watches


def _changes(looked: Looked) -> list[_Change]:
    ids = [customer.pk for customer in looked.customers]
    known = set(Watch.objects.filter(customer__in=ids).values_list("customer_id", flat=True))
    Watch.objects.bulk_create((Watch(customer_id=pk) for pk in ids if pk not in known), ignore_conflicts=True)
    watches = {each.pk: each for each in Watch.objects.select_for_update().filter(customer__in=ids).order_by("pk")}
    standing: dict[UUID, dict[Key, Finding]] = {pk: {} for pk in ids}
    for finding in Finding.objects.filter(customer__in=ids).open():
        standing[finding.customer_id][finding.check_id, finding.subject, finding.is_unknown] = finding
    changes = []
    for customer in looked.customers:
        watch, sequence = watches[customer.pk], looked.sequences.get(customer.pk, 0)
        if watch.sequence > sequence:
            continue  # somebody has looked since, from later facts
        watch.customer, watch.sequence, watch.refreshed_on = customer, sequence, timezone.localdate(looked.at)
        change = _Change(watch, is_first=customer.pk not in known)
        _compare(change, standing[customer.pk], looked.found[customer.pk], looked.at)
        changes.append(change)
    return changes


def _compare(change: _Change, known: dict[Key, Finding], found: dict[Key, dict[str, Any]], at: datetime) -> None:
    for key, values in found.items():
        finding = known.pop(key, None)
        if finding is None:
            check, subject, is_unknown = key
            about = {"check_id": check, "subject": subject, "is_unknown": is_unknown} | values
            change.opened.append(Finding(customer=change.watch.customer, opened_at=at, **about))
            continue
        is_worse = PLACES[values["severity"]] < PLACES[finding.severity]
        if any(getattr(finding, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(finding, name, value)
            change.kept.append(finding)
        if finding.state != State.OPEN and (deed := _comes_back(finding, at, is_worse=is_worse)):
            undecide(finding)
            change.back.append((finding, deed))
    change.closed = list(known.values())


def _kind(subject: str) -> str:
    """What sort of object a check looked at."""
    return subject.partition(":")[0]


def _comes_back(finding: Finding, at: datetime, *, is_worse: bool) -> Deed | None:
    """Whether what was put aside is open again: its day has come, or it has become graver than what was decided on."""
    if is_worse:
        return Deed.WORSE
    return Deed.LAPSED if finding.until_on and finding.until_on <= timezone.localdate(at) else None


def undecide(finding: Finding) -> None:
    """Open, as if nobody had decided; the steps remember."""
    finding.state, finding.until_on, finding.reason = State.OPEN, None, ""
    finding.decided_at, finding.decided_by, finding.decided_side = None, None, ""


def _link(opened: Iterable[Finding]) -> None:
    """What comes back knows the finding before it. One query."""
    new = {(each.customer_id, each.check_id, each.subject): each for each in opened}
    if not new:
        return
    former = Finding.objects.filter(
        customer__in={customer for customer, _, _ in new}, subject__in={subject for _, _, subject in new}
    )
    for pk, *key in former.order_by("opened_at", "pk").values_list("pk", "customer_id", "check_id", "subject"):
        if finding := new.get(tuple(key)):  # type: ignore[arg-type]  # three values, as above
            finding.before_id = pk


def _record(change: _Change, looked: Looked, told: dict[str, int]) -> None:
    """With the figures after it: what the customer reads counts only what it may read (`told`)."""
    if not change.says:
        return
    watch, customer = change.watch, change.watch.customer
    record(
        OWN_VERB,
        target=customer,
        by=Actor.system("The checks", customer.provider_id),
        at=looked.at,
        says=change.says,
        customer_id=customer.pk,
        after=watch.counted if change.is_hidden else told,
        is_internal=change.is_hidden,
    )


def enqueue_refresh(customer_id: Any, provider_id: Any) -> None:
    """One job for a customer at a time."""
    enqueue(
        "findings.refresh",
        key=f"findings:{customer_id}",
        provider_id=provider_id,
        customer_id=customer_id,
        of_customer=customer_id,
    )


def enqueue_share(provider_id: Any, share: int, of: int) -> None:
    """One job for a share of a provider's customers at a time: the nightly look at all of them."""
    enqueue(
        "findings.refresh_share",
        key=f"findings:{provider_id}:{share}/{of}",
        provider_id=provider_id,
        of_provider=provider_id,
        share=share,
        of=of,
    )
