"""Advice and actions of a quarter, through the eyes of the customer, as they stood at the cut-off."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from advice.enums import Answer, Owner, Progress
from advice.models import Action, Decision, Option, Recommendation
from advice.wording import costs, decided
from core.models import not_by
from core.words import day
from reports.advice import Advised, Agreed
from reports.gather.scope import Scope

LASTING = (Answer.DECLINED, Answer.SCHEDULED)  # what was accepted is told in the quarter in which it was decided


def advice_of(scope: Scope) -> tuple[Advised, ...]:
    """Given or decided in the quarter, or waiting, put off or declined at its end. Three queries."""
    end = scope.cut_off_at
    given = Recommendation.objects.visible_to(scope.reader).of_customer(scope.customer).filter(given_at__lte=end)
    given = given.filter(not_by("withdrawn_at", scope.starts_at))
    made = Decision.objects.filter(decided_at__lte=end).select_related("option").order_by("-decided_at", "-pk")
    loaded = given.prefetch_related(
        Prefetch("decisions", made, to_attr="made"), Prefetch("options", Option.objects.filter(is_recommended=True))
    )
    return tuple(told for row in loaded.order_by("number") for told in _advised(scope, row))


def actions_of(scope: Scope) -> tuple[Agreed, ...]:
    """Agreed by the cut-off, and open then or closed in the quarter; the nearest day first. One query."""
    agreed = Action.objects.visible_to(scope.reader).of_customer(scope.customer).filter(added_at__lte=scope.cut_off_at)
    agreed = agreed.filter(Q(closed_at=None) | Q(closed_at__gte=scope.starts_at)).select_related("person")
    return tuple(_agreed(scope, row) for row in agreed.order_by("due_on", "text", "pk"))


def _advised(scope: Scope, row: Any) -> Iterator[Advised]:
    held: Decision | None = row.made[0] if row.made else None
    in_quarter = row.given_at >= scope.starts_at or any(each.decided_at >= scope.starts_at for each in row.made)
    if not in_quarter and held is not None and held.answer not in LASTING:
        return
    recommended = next(iter(row.options.all()), None)
    option = held.option if held and held.option else recommended
    yield Advised(
        reference=row.reference,
        title=row.title,
        risk=row.risk,
        given_on=timezone.localdate(row.given_at),
        option=f"{option.title}: {costs(option)}" if option else "",
        decision=_stands(scope, row, held),
        reason=held.reason if held else "",
        review_on=held.review_on if held else None,
        is_declined=held is not None and held.is_declined,
        sha256=held.sha256 if held else row.sha256,
    )


def _stands(scope: Scope, row: Any, held: Decision | None) -> str:
    if row.withdrawn_at and row.withdrawn_at <= scope.cut_off_at:
        return f"Taken back on {day(timezone.localdate(row.withdrawn_at))}: {row.withdrawn_because}"
    return decided(held, who=scope.customer.name) if held else "Waiting for a decision"


def _agreed(scope: Scope, row: Action) -> Agreed:
    names = {Owner.PROVIDER: scope.customer.provider.name, Owner.CUSTOMER: scope.customer.name}
    who = names[Owner(row.owed_by)]
    is_closed = row.closed_at is not None and row.closed_at <= scope.cut_off_at
    is_late = not is_closed and row.due_on < scope.today
    return Agreed(
        text=row.text,
        who=f"{who}, {row.person.name}" if row.person else who,
        due_on=row.due_on,
        stands=_how(row) if is_closed else "Overdue" if is_late else "To do",
        is_late=is_late,
        closing=row.closing if is_closed else "",
        origin=row.origin_words,
        filename=row.filename if is_closed else "",
        sha256=row.sha256 if is_closed else "",
    )


def _how(row: Action) -> str:
    did = "Done" if row.state == Progress.DONE else "No longer needed"
    return f"{did} on {day(timezone.localdate(row.closed_at))}" if row.closed_at else did
