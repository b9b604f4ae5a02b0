"""What the first hours of an outage cost the insured of a policy, as far as the reader may know."""

from accounts.actor import Actor
from contracts.insurance.kinds import BiRetention, WaitingMode
from contracts.insurance.waiting import FirstHours, Hourly, Wait, first_hours
from contracts.models import LossScenario, Policy
from contracts.scenarios.trade import from_json


def hourly_profit(policy: Policy, actor: Actor) -> Hourly | None:
    """What an hour of the insured's trade brings in, by the newest example this reader knows; one query at most."""
    if policy.customer is None:
        return None
    examples = LossScenario.objects.visible_to(actor).of_customer(policy.customer).exclude(trade={})
    example = examples.order_by("-added_at", "pk").first()
    trade = from_json(example.trade) if example else None
    return Hourly(amount=trade.an_hour, source=example.name) if example and trade else None


def first_hours_of(policy: Policy, hourly: Hourly | None) -> tuple[FirstHours, ...]:
    """What the first hours of an outage cost under its waiting periods (sections loaded beforehand)."""
    sections = sorted(policy.sections.all(), key=lambda section: (section.position, section.name))
    waits = (
        Wait(section=each.name, hours=each.waiting_hours, mode=WaitingMode(each.waiting_mode)) for each in sections
    )
    return first_hours(waits, retention=policy.retention, bi_retention=BiRetention(policy.bi_retention), hourly=hourly)
