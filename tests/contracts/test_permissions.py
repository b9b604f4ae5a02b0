"""Who may do what with a contract: one table."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from contracts import permissions
from contracts.models import Contract
from core.errors import NotAllowed
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_document

TODAY = NOW.date()
KEEPERS = {"provider_owner", "provider_lead"}
EVERYBODY = {
    "provider_owner", "provider_lead", "provider_engineer", "provider_auditor", "customer_owner",
    "customer_contributor", "customer_reader",
}  # fmt: skip


def _document(cast: Cast, contract: Contract, by: User) -> Any:
    document = make_document(contract, added_by=by)
    document.contract = contract
    return document


CHECKS: dict[str, tuple[Callable[[Any, Any, Contract], None], dict[str, Any], set[str]]] = {
    "add": (lambda c, a, k: permissions.check_can_add(a, c.customer), {}, KEEPERS),
    "edit": (lambda c, a, k: permissions.check_can_edit(a, k), {}, KEEPERS),
    "edit ended": (lambda c, a, k: permissions.check_can_edit(a, k), {"ended_on": TODAY}, set()),
    "note payment": (lambda c, a, k: permissions.check_can_note_payment(a, k), {}, KEEPERS),
    "note late payment": (
        lambda c, a, k: permissions.check_can_note_payment(a, k), {"ended_on": TODAY}, KEEPERS,
    ),
    "publish": (lambda c, a, k: permissions.check_can_publish(a, k), {"published_at": None}, KEEPERS),
    "publish again": (lambda c, a, k: permissions.check_can_publish(a, k), {}, set()),
    "end": (lambda c, a, k: permissions.check_can_end(a, k, TODAY), {}, KEEPERS),
    "end again": (lambda c, a, k: permissions.check_can_end(a, k, TODAY), {"ended_on": TODAY}, set()),
    "end too early": (lambda c, a, k: permissions.check_can_end(a, k, TODAY.replace(year=2020)), {}, set()),
    "resume": (lambda c, a, k: permissions.check_can_resume(a, k), {"ended_on": TODAY}, KEEPERS),
    "resume running": (lambda c, a, k: permissions.check_can_resume(a, k), {}, set()),
    "add document": (
        lambda c, a, k: permissions.check_can_add_document(a, k), {}, KEEPERS | {"customer_owner"},
    ),
    "add document unpublished": (
        lambda c, a, k: permissions.check_can_add_document(a, k), {"published_at": None}, KEEPERS,
    ),
    "remove provider's": (
        lambda c, a, k: permissions.check_can_remove_document(a, _document(c, k, c.provider_lead)), {}, KEEPERS,
    ),
    "remove customer's": (
        lambda c, a, k: permissions.check_can_remove_document(a, _document(c, k, c.customer_owner)),
        {},
        KEEPERS | {"customer_owner"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("persona", sorted(EVERYBODY))
@pytest.mark.parametrize("name", CHECKS)
def test_table(cast: Cast, name: str, persona: str) -> None:
    check, about, may = CHECKS[name]
    contract = make_contract(cast.customer, **about)
    actor = cast.actor(getattr(cast, persona))

    if persona in may:
        check(cast, actor, contract)
    else:
        with pytest.raises(NotAllowed):
            check(cast, actor, contract)


@pytest.mark.parametrize("name", ["add", "edit", "end", "add document"])
def test_keepers_of_other_customers_may_not(cast: Cast, name: str) -> None:
    check, about, _ = CHECKS[name]
    contract = make_contract(cast.customer, **about)

    for actor in (
        cast.actor(cast.limited_lead, cast.other_customer),
        cast.actor(cast.stranger, cast.strange_customer),
    ):
        with pytest.raises(NotAllowed, match="Harbour Roast is not among"):
            check(cast, actor, contract)


def test_a_document_is_removed_once(cast: Cast) -> None:
    document = make_document(make_contract(cast.customer), added_by=cast.provider_lead, removed_at=NOW)

    with pytest.raises(NotAllowed, match="already been removed"):
        permissions.check_can_remove_document(cast.actor(cast.provider_lead), document)
