"""Lists of advice and of actions: narrowed, sorted, their rows worked out a page at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from accounts.actor import Actor
from advice.enums import Progress, State, Urgency
from advice.models import Action, Decision, Option, Recommendation
from advice.wording import ORIGIN_PAGES, Chip, action_chip, advice_chip, amount, costs, decision_day, party
from core.addresses import address
from core.models import in_order
from core.searching import with_words
from core.words import ago_or_left

SOONEST = in_order("urgency", Urgency)
ADVICE_SORTS: dict[str, tuple[Any, ...]] = {
    "title": ("title",),
    "customer": ("customer__name", "number"),
    "urgency": (SOONEST, "-given_at"),
    "given": (F("given_at").asc(nulls_last=True), "number"),
    "state": ("state", "given_at"),
}
ACTION_SORTS: dict[str, tuple[Any, ...]] = {
    "text": ("text",),
    "customer": ("customer__name", "due_on"),
    "owner": ("owed_by", "due_on"),
    "due": ("due_on", "text"),
    "state": ("state", "due_on"),
}


@dataclass(frozen=True, kw_only=True)
class ListedAdvice:
    """A recommendation as a row. `when` is what happens next, `is_late` whether that day has passed."""

    recommendation: Recommendation
    url: str
    customer: str
    customer_url: str
    urgency: str
    option: str
    cost: str
    chip: Chip
    when: str
    is_late: bool
    decision: Decision | None


@dataclass(frozen=True, kw_only=True)
class ListedAction:
    """An action as a row. `origin_url` is "" where what it came out of has no page that is known here."""

    action: Action
    url: str
    customer: str
    customer_url: str
    party: str
    person: str
    cost: str
    chip: Chip
    left: str
    is_overdue: bool
    origin_url: str


def narrowed_advice(rows: QuerySet[Recommendation], chosen: Mapping[str, Any], today: date) -> QuerySet[Recommendation]:
    """Recommendations that fit the filters."""
    rows = with_words(rows, chosen.get("q", ""), "title", "risk", "customer__name")
    again = Decision.objects.current().declined().filter(review_on__lt=today)
    shows = {str(state): Q(state=state) for state in State}
    shows["again"] = Q(state=State.DECLINED, pk__in=again.values("recommendation"))
    show = chosen.get("show")
    return rows.filter(shows[show]) if show in shows else rows


def with_decisions(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """With customer, options, and the decision that holds as `held`: two queries more, however many rows."""
    current = Decision.objects.current().select_related("option", "decided_by")
    return rows.select_related("customer__provider", "given_by").prefetch_related(
        Prefetch("options", queryset=Option.objects.order_by("position", "title")),
        Prefetch("decisions", queryset=current, to_attr="held"),
    )


def advice_rows(rows: Iterable[Any], today: date) -> list[ListedAdvice]:
    """The rows of a page of `with_decisions`; no query of its own."""
    return [_advice(row, today) for row in rows]


def _advice(row: Any, today: date) -> ListedAdvice:
    current = row.held[0] if row.held else None
    option = chosen_option(row, current)
    when, is_late = decision_day(row, current, today)
    return ListedAdvice(
        recommendation=row,
        url=f"{address('advice:advice-list', row.customer.slug)}{row.pk}/",
        customer=row.customer.name,
        customer_url=address("advice:advice-list", row.customer.slug),
        urgency=Urgency(row.urgency).label,
        option=option.title if option else "",
        cost=costs(option) if option else "",
        chip=advice_chip(row),
        when=when,
        is_late=is_late,
        decision=current,
    )


def chosen_option(row: Any, current: Decision | None) -> Option | None:
    """The option that was decided on; else the recommended one, from options that are prefetched."""
    if current is not None and current.option is not None:
        return current.option
    return next((each for each in row.options.all() if each.is_recommended), None)


def narrowed_actions(rows: QuerySet[Action], chosen: Mapping[str, Any], today: date) -> QuerySet[Action]:
    """Actions that fit the filters; those still to do unless something else is asked for."""
    rows = with_words(rows, chosen.get("q", ""), "text", "customer__name", "person__name", "origin_words")
    if owed_by := chosen.get("owed_by"):
        rows = rows.filter(owed_by=owed_by)
    to_do = Q(state=Progress.OPEN)
    shows = {
        "overdue": Q(state=Progress.OPEN, due_on__lt=today),
        "done": Q(state=Progress.DONE),
        "dropped": Q(state=Progress.DROPPED),
        "all": Q(),
    }
    return rows.filter(shows.get(chosen.get("show", ""), to_do))


def action_rows(rows: Iterable[Action], actor: Actor, today: date) -> list[ListedAction]:
    """The rows of a page of actions, loaded with customer, provider and person; no query."""
    return [_action(row, actor, today) for row in rows]


def _action(row: Action, actor: Actor, today: date) -> ListedAction:
    customer = row.customer
    own = address("advice:action-list", customer.slug)
    page = ORIGIN_PAGES.get(row.origin_kind)
    return ListedAction(
        action=row,
        url=f"{own}{row.pk}/",
        customer=customer.name,
        customer_url=own,
        party=party(row.owed_by, provider=customer.provider.name, customer=customer.name, reader=actor),
        person=row.person.name if row.person else "",
        cost=amount(row.cost, row.currency),
        chip=action_chip(row, today),
        left=ago_or_left(row.due_on, today) if row.is_open else "",
        is_overdue=row.is_overdue(today),
        origin_url=address(page, customer.slug, row.origin_id) if page else "",
    )
