"""Who may do what with plans: one table."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.actor import Actor
from continuity.models import Plan
from continuity.plans import permissions, policies
from core.errors import NotAllowed
from tests.cast import NOW, Cast
from tests.factories.plans import DAY, make_contact, make_exercise, make_follow_up, make_plan, make_use

WRITERS = {"provider_owner", "provider_lead", "customer_owner", "customer_contributor"}
PRACTISING = WRITERS | {"provider_engineer"}
EVERYBODY = (
    "provider_owner", "provider_lead", "provider_engineer", "provider_auditor", "customer_owner",
    "customer_contributor", "customer_reader",
)  # fmt: skip
Check = Callable[[Any, Plan, Any], None]


def _use(plan: Plan, by: Any, **about: Any) -> Any:
    return make_use(plan, by=by, **about)


def _held(plan: Plan, by: Any) -> Any:
    return make_exercise(plan, by=by, held_on=date(2026, 11, 2))


CHECKS: dict[str, tuple[Check, str, set[str]]] = {
    "write": (lambda a, p, by: permissions.check_can_write(a, p.customer), "current", WRITERS),
    "edit a draft": (lambda a, p, by: permissions.check_can_edit(a, p), "draft", WRITERS),
    "edit what is in force": (lambda a, p, by: permissions.check_can_edit(a, p), "current", set()),
    "put in force": (lambda a, p, by: permissions.check_can_put_in_force(a, p, 1), "draft", WRITERS),
    "put in force without steps": (lambda a, p, by: permissions.check_can_put_in_force(a, p, 0), "draft", set()),
    "revise": (lambda a, p, by: permissions.check_can_revise(a, p), "current", WRITERS),
    "revise a draft": (lambda a, p, by: permissions.check_can_revise(a, p), "draft", set()),
    "send": (lambda a, p, by: permissions.check_can_send(a, p), "current", WRITERS),
    "send a former one": (lambda a, p, by: permissions.check_can_send(a, p), "retired", WRITERS),
    "send a draft": (lambda a, p, by: permissions.check_can_send(a, p), "draft", set()),
    "retire": (lambda a, p, by: permissions.check_can_retire(a, p), "current", WRITERS),
    "retire again": (lambda a, p, by: permissions.check_can_retire(a, p), "retired", set()),
    "keep a contact": (
        lambda a, p, by: permissions.check_can_keep(a, make_contact(p.customer, by=by)), "current", WRITERS,
    ),
    "keep one retired": (
        lambda a, p, by: permissions.check_can_keep(a, make_contact(p.customer, by=by, retired_at=NOW, retired_by=by)),
        "current", set(),
    ),
    "verify": (
        lambda a, p, by: permissions.check_can_verify(a, make_contact(p.customer, by=by)), "current", PRACTISING,
    ),
    "start": (lambda a, p, by: permissions.check_can_start(a, p), "current", WRITERS),
    "start a draft": (lambda a, p, by: permissions.check_can_start(a, p), "draft", set()),
    "log": (lambda a, p, by: permissions.check_can_log(a, _use(p, by)), "current", WRITERS),
    "log afterwards": (lambda a, p, by: permissions.check_can_log(a, _use(p, by, over=True)), "current", set()),
    "report": (lambda a, p, by: permissions.check_can_report(a, _use(p, by, over=True)), "current", WRITERS),
    "report meanwhile": (lambda a, p, by: permissions.check_can_report(a, _use(p, by)), "current", set()),
    "plan an exercise": (lambda a, p, by: permissions.check_can_plan_exercise(a, p), "current", PRACTISING),
    "plan one of a draft": (lambda a, p, by: permissions.check_can_plan_exercise(a, p), "draft", set()),
    "record": (lambda a, p, by: permissions.check_can_record(a, make_exercise(p, by=by)), "current", PRACTISING),
    "record twice": (lambda a, p, by: permissions.check_can_record(a, _held(p, by)), "current", set()),
    "add to": (lambda a, p, by: permissions.check_can_add_to(a, _held(p, by)), "current", PRACTISING),
    "add to one not held": (
        lambda a, p, by: permissions.check_can_add_to(a, make_exercise(p, by=by)), "current", set(),
    ),
    "finish": (
        lambda a, p, by: permissions.check_can_finish(a, make_follow_up(_held(p, by), by=by)), "current", PRACTISING,
    ),
    "finish twice": (
        lambda a, p, by: permissions.check_can_finish(
            a, make_follow_up(_held(p, by), by=by, done_at=NOW, done_by=by)
        ), "current", set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_who_may(cast: Cast, name: str) -> None:
    check, state, expected = CHECKS[name]
    by = cast.provider_lead
    granted = set()
    for persona in EVERYBODY:
        plan = make_plan(cast.customer, by=by, state=state)
        try:
            check(cast.actor(getattr(cast, persona)), plan, by)
        except NotAllowed:
            continue
        granted.add(persona)

    assert granted == expected


def test_neither_other_customers_nor_the_product_itself(cast: Cast) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    elsewhere = cast.actor(cast.provider_lead, cast.other_customer)

    with pytest.raises(NotAllowed, match="not among the customers"):
        permissions.check_can_start(elsewhere, plan)
    with pytest.raises(NotAllowed, match="Only a person"):
        permissions.check_can_start(Actor.system("Same Sheet", cast.provider.pk), plan)


def test_a_plan_without_words_does_not_come_into_force() -> None:
    with pytest.raises(NotAllowed, match="who may start it"):
        policies.check_complete(Plan(trigger=" ", may_start="Anybody"), 1)


def test_nothing_happened_in_the_future() -> None:
    with pytest.raises(NotAllowed, match="not come yet"):
        policies.check_has_happened(NOW + DAY, NOW)
    with pytest.raises(NotAllowed, match="has not come yet"):
        policies.check_day_has_come(date(2026, 11, 24), date(2026, 11, 23))
