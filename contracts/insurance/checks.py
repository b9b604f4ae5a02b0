"""The checks of cover against contract: C-15 and C-16 of domain.md chapter 6. Pure.

A check whose facts are missing answers *unknown*, never nothing. What is said of the provider's policy names
neither insurer nor amount: customers read findings.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.checks import Found, Severity
from core.words import day, upper_first, whose

TITLES = {"C-15": "Cover ends before the contract", "C-16": "Earlier mistakes are not insured"}
HIGH = Severity.HIGH
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class PolicyFacts:
    """What the checks need to know of one policy. `label` is how the customer may read of it."""

    pk: str
    label: str
    kind: str
    is_providers: bool
    starts_on: date
    ends_on: date
    claims_made: bool
    covers_all_past: bool
    retroactive_on: date | None
    insured_since: date | None
    path: str


@dataclass(frozen=True, kw_only=True)
class ContractFacts:
    """A live contract: when it began, and the last day of its term."""

    reference: str
    starts_on: date
    term_end: date


@dataclass(frozen=True, kw_only=True)
class CoverFacts:
    """The policies of a customer and its provider, and the contracts between them."""

    customer_id: str
    customer: str
    provider: str
    policies: tuple[PolicyFacts, ...]
    contracts: tuple[ContractFacts, ...]
    path: str


@dataclass(frozen=True)
class _Stretch:
    """Cover of one kind without a break: the policies with which it begins and ends, the next one after a break."""

    first: PolicyFacts
    last: PolicyFacts
    following: PolicyFacts | None = None


def check_cover(facts: CoverFacts, today: date) -> list[Found]:
    """Every finding about how long cover lasts and how far back it reaches."""
    found: list[Found] = []
    for is_providers in (False, True):
        own = [policy for policy in facts.policies if policy.is_providers == is_providers]
        found += _no_policy(facts, is_providers) if facts.contracts and not own else ()
        for stretch in _lasting(own, today):
            found += _ends(facts, stretch, today)
        for policy in (each for each in own if each.ends_on >= today):
            found += _past(facts, policy)
    return found


def _lasting(policies: Iterable[PolicyFacts], today: date) -> Iterator[_Stretch]:
    """Of each kind the cover of now, else what there was last; gaps long closed are history.

    A renewal that begins the day after, or before, stands in for the policy before it.
    """
    kinds: dict[str, list[PolicyFacts]] = {}
    for policy in sorted(policies, key=lambda each: (each.starts_on, each.ends_on)):
        kinds.setdefault(policy.kind, []).append(policy)
    for first, *others in kinds.values():
        last, following = first, None
        for policy in others:
            is_gap = policy.starts_on > last.ends_on + DAY
            if is_gap and (last.ends_on >= today or policy.starts_on > today):
                following = policy
                break
            last = max(last, policy, key=lambda each: each.ends_on)
        yield _Stretch(first, last, following)


def _no_policy(facts: CoverFacts, is_providers: bool) -> Iterator[Found]:
    cover, named = _cover(facts, is_providers), _cover(facts, is_providers, is_named=True)
    side = "provider" if is_providers else "customer"
    about = {"path": facts.path}
    subject, label = f"cover:{facts.customer_id}:{side}", "Insurance"
    for check, what in (("C-15", "lasts as long as the contract"), ("C-16", "reaches far enough back")):
        message, other = (f"Whether {who} {what} cannot be told: no policy is entered." for who in (cover, named))
        yield Found(
            check, HIGH, subject, label, message, "Enter the policy.", about, is_unknown=True, message_in_names=other
        )


def _ends(facts: CoverFacts, stretch: _Stretch, today: date) -> Iterator[Found]:
    if stretch.first.starts_on > today and facts.contracts:
        yield _not_begun(facts, stretch.first)
        return
    policy, gap = stretch.last, _gap(stretch)
    longer = [contract for contract in facts.contracts if contract.term_end > policy.ends_on]
    last = max(longer, key=lambda contract: contract.term_end, default=None)
    if policy.ends_on <= today:
        yours = named = f"ended on {day(policy.ends_on)}{gap}."
    elif last and gap:
        yours = named = f"ends on {day(policy.ends_on)}{gap}."
    elif last:
        rest = f"contract does: on {day(policy.ends_on)}, and {last.reference} runs to {day(last.term_end)}."
        yours, named = f"ends before your {rest}", f"ends before the {rest}"
    else:
        return
    message = f"{_cover(facts, policy.is_providers)} {yours}"
    in_names = f"{_cover(facts, policy.is_providers, is_named=True)} {named}"
    about = {"ends": policy.ends_on.isoformat()}
    about |= {"agreement": last.reference, "runs to": last.term_end.isoformat()} if last else {}
    yield _found("C-15", policy, upper_first(message), "Renew or plan.", about, in_names=in_names)


def _not_begun(facts: CoverFacts, policy: PolicyFacts) -> Found:
    """About the policy that begins first: the day on which another one ends may not be published."""
    begins = f"begins only on {day(policy.starts_on)}."
    message, named = (f"{_cover(facts, policy.is_providers, is_named=each)} {begins}" for each in (False, True))
    about = {"begins": policy.starts_on.isoformat()}
    return _found("C-15", policy, upper_first(message), "Renew or plan.", about, in_names=named)


def _gap(stretch: _Stretch) -> str:
    """Days without cover. When the provider's next policy begins is not told: that day may not be published."""
    if stretch.following is None:
        return ""
    on = f"on {day(stretch.following.starts_on)}"
    return f", and the next begins only {'later' if stretch.last.is_providers else on}"


def _past(facts: CoverFacts, policy: PolicyFacts) -> Iterator[Found]:
    """Only a claims-made policy has a day before which mistakes do not count."""
    if not policy.claims_made or policy.covers_all_past:
        return
    if policy.retroactive_on is None:
        message = "From which day on mistakes are insured is not recorded."
        yield _found("C-16", policy, message, "Look for the retroactive date in the policy.", is_unknown=True)
        return
    begun = min((contract.starts_on for contract in facts.contracts), default=None)
    is_late = policy.is_providers and begun is not None and policy.retroactive_on > begun
    if is_late or (policy.insured_since and policy.retroactive_on > policy.insured_since):
        message = f"Mistakes made before {day(policy.retroactive_on)} are not insured."
        # Since when the provider is insured is nothing that it publishes.
        other = ("work began", begun) if policy.is_providers else ("insured since", policy.insured_since)
        known = dict((("insured from", policy.retroactive_on), other))
        about = {name: on.isoformat() for name, on in known.items() if on}
        yield _found("C-16", policy, message, "Ask the broker.", about)
    elif not policy.is_providers and policy.insured_since is None:
        message = "Since when there has been cover without a break is not recorded, so nobody can tell what was lost."
        yield _found("C-16", policy, message, "Enter it in the policy.", is_unknown=True)


def _found(
    check: str,
    policy: PolicyFacts,
    message: str,
    action: str,
    facts: dict[str, str] | None = None,
    *,
    is_unknown: bool = False,
    in_names: str = "",
) -> Found:
    about = {"path": policy.path, "side": "provider" if policy.is_providers else "customer"} | (facts or {})
    return Found(
        check, HIGH, f"policy:{policy.pk}", policy.label, message, action, about, is_unknown=is_unknown,
        message_in_names=in_names,
    )  # fmt: skip


def _cover(facts: CoverFacts, is_providers: bool, *, is_named: bool = False) -> str:
    if is_providers:
        return f"{whose(facts.provider)} cover"
    return f"{whose(facts.customer)} cover" if is_named else "your cover"
