"""The API keeps the pages' rules: nothing answers a stranger, and every operation says what it refuses."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.api import BySession, ByToken
from core.api import REFUSALS
from msp_portal.api import PREFIX, api
from msp_portal.gate import operations

OPEN = {"openapi.json"}  # the description itself


def _operations() -> Iterator[tuple[str, str, Any]]:
    for router in api._get_bound_routers():  # as they answer, with what they inherit
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    yield method, f"{router.prefix}{path}".strip("/"), operation


OPERATIONS = list(_operations())
CLOSED = [found for found in OPERATIONS if found[1] not in OPEN]
CLOSED_NAMES = [f"{method} {path}" for method, path, _ in CLOSED]


def test_the_api_answers_at_the_addresses_of_its_operations_only() -> None:
    served = {str(pattern.pattern) for pattern in operations().url_patterns if pattern.name != "api-root"}

    assert served == {path for _, path, _ in OPERATIONS}


@pytest.mark.parametrize(("method", "path", "operation"), CLOSED, ids=CLOSED_NAMES)
def test_operation_asks_who_calls_and_says_what_it_refuses(method: str, path: str, operation: Any) -> None:
    assert {type(ask) for ask in operation.auth_callbacks} == {BySession, ByToken}
    assert operation.throttle_objects
    assert set(REFUSALS) <= set(operation.response_models)


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path", "operation"), CLOSED, ids=CLOSED_NAMES)
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer samesheet_guess"}, {"Authorization": "Basic eDp5"}])
def test_operation_refuses_strangers(method: str, path: str, operation: Any, headers: dict[str, str]) -> None:
    answer = Client().generic(method, f"{PREFIX}{path}", "{}", content_type="application/json", headers=headers)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["detail"].startswith("Sign in")
