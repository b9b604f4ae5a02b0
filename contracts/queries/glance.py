"""What a customer's first page says of money: who would pay, the cover of both sides, what is promised. One query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import DateField, QuerySet, UUIDField
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer
from contracts.insurance.kinds import Fact
from contracts.insurance.queries import listed_one
from contracts.insurance.sheet import ListedPolicy
from contracts.loss.terms import InvalidTerms
from contracts.models import Contract, LossScenario, Policy, SlaTarget
from contracts.scenarios.answer import statement
from contracts.scenarios.case import loss_of
from contracts.scenarios.parties import Share, shares
from contracts.scenarios.queries import OnFile, file_from, wanted_on_file
from contracts.scenarios.sheet import has_pence
from contracts.wording import Sentence
from core.prepared import prepared
from core.together import in_one
from core.words import day, pounds

PROMISES = 3
FELT = (
    SlaTarget.Metric.AVAILABILITY, SlaTarget.Metric.RESPONSE, SlaTarget.Metric.RESTORE, SlaTarget.Metric.RESOLUTION,
    SlaTarget.Metric.BACKUP, SlaTarget.Metric.PATCHING, SlaTarget.Metric.RESTORE_TEST,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Example:
    """An example as the first page tells it; without shares where its facts do not fit the terms of today."""

    name: str
    url: str
    loss: Decimal
    statement: Sentence
    shares: tuple[Share, ...]

    @property
    def in_pence(self) -> bool:
        """Whether any share has pence: then all of them show theirs."""
        return has_pence(share.amount for share in self.shares)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A service level: its words, what it is about, where it stands."""

    words: str
    term: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Glance:
    """`provider_cover` says what the provider lets its customers know of its own policy; empty where nothing."""

    example: Example | None
    policy: ListedPolicy | None
    provider_cover: str
    promises: tuple[Promise, ...]
    promise_count: int
    has_contract: bool


def glance(customer: Customer, actor: Actor, today: date) -> Glance:
    """All of it under the terms of today (the customer's provider loaded beforehand)."""
    examples, promised, *filed = _found(actor, customer=customer.pk, provider=customer.provider_id, today=today)
    file = file_from(customer, actor, today, filed)
    live = filed[0]
    return Glance(
        example=_example(examples[0], customer, file) if examples else None,
        policy=_policy(file, actor, today),
        provider_cover=provider_words(file.cover.provider_row, file.cover.published, customer.provider.name),
        promises=tuple(_promises(promised, live, customer)),
        promise_count=len(promised),
        has_contract=file.contract is not None,
    )


@prepared(customer=UUIDField(), provider=UUIDField(), today=DateField())
def _found(actor: Actor, customer: Any, provider: Any, today: Any) -> QuerySet[Any, Any]:
    """Examples, what is promised, and what is on file."""
    contracts, *more = wanted_on_file(actor, customer, provider, today)
    return in_one(_latest(actor, customer), SlaTarget.objects.filter(contract__in=contracts), contracts, *more)


def _latest(actor: Actor, customer: Any) -> QuerySet[LossScenario]:
    """The example that was kept last of those that are read under the terms of today."""
    rows = LossScenario.objects.visible_to(actor).of_customer(customer).filter(terms_on=None)
    return LossScenario.objects.filter(pk__in=rows.order_by("-added_at", "pk").values("pk")[:1])


def _example(row: LossScenario, customer: Customer, file: OnFile) -> Example:
    row.customer = customer
    about: dict[str, Any] = {"name": row.name, "url": row.get_absolute_url(), "loss": loss_of(row)}
    try:
        allocation = file.work_out(row).case.allocate()
    except InvalidTerms:
        return Example(**about, statement=(), shares=())
    found = shares(allocation, file.reader) if allocation.loss else ()
    return Example(
        **about, statement=statement(allocation.loss, shares(allocation, file.reader), file.reader), shares=found
    )


def _policy(file: OnFile, actor: Actor, today: date) -> ListedPolicy | None:
    policy = file.cover.customer_row
    if policy is None:
        return None
    policy.customer = file.customer
    return listed_one(policy, actor, today)


def provider_words(policy: Policy | None, published: frozenset[str], provider: str) -> str:
    """What the provider shows of its own policy, in a sentence: published facts, and nothing around them."""
    if policy is None or not published & {Fact.INSURER, Fact.PERIOD, Fact.LIMITS, Fact.RETENTION}:
        return ""
    said = f"{provider} is insured"
    if Fact.INSURER in published:
        said += f" with {policy.insurer}"
    if Fact.LIMITS in published:
        said += f" up to {pounds(policy.aggregate_limit)}"
    if Fact.PERIOD in published:
        said += f" until {day(policy.ends_on)}"
    if Fact.RETENTION in published:
        said += f"; it pays the first {pounds(policy.retention)} of each claim itself"
    return f"{said}."


def _promises(targets: list[SlaTarget], live: list[Contract], customer: Customer) -> Iterator[Promise]:
    """Those with a number first, of the main contract before others, in the order in which their misses are felt."""
    places = {contract.pk: place for place, contract in enumerate(live)}
    felt = {str(metric): place for place, metric in enumerate(FELT)}
    targets.sort(
        key=lambda each: (each.value is None, places[each.contract_id], felt[each.metric], each.priority, each.pk)
    )
    for target in targets[:PROMISES]:
        term = ", ".join(filter(None, (target.get_metric_display(), target.priority, target.get_commitment_display())))
        address = {"customer_slug": customer.slug, "pk": target.contract_id}
        yield Promise(
            words=target.words, term=term, url=f"{reverse('contracts:contract', kwargs=address)}#target-{target.pk}"
        )
