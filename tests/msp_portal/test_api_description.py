"""The API keeps to its own description: schemathesis sends what the description allows and what it forbids."""

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ninja.throttling import AuthRateThrottle
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.cast import Cast
from tests.factories.accounts import make_api_token

pytestmark = pytest.mark.django_db
DESCRIPTION = "/api/v1/openapi.json"


@pytest.fixture
def api_schema(db: None):
    """The description, while requests leave the test's connection open, as they do with Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(DESCRIPTION, get_wsgi_application())
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def key(cast: Cast, monkeypatch) -> str:
    """A token whose calls are not counted, so that every one of them is answered."""
    cache.clear()
    monkeypatch.setattr(AuthRateThrottle, "allow_request", lambda throttle, request: True)
    return make_api_token(cast.provider)[1]


@pytest.mark.parametrize("mode", GenerationMode)
def test_the_api_keeps_to_its_description(api_schema, key, mode):
    @given(st.data())
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def call(data):
        operation = data.draw(st.sampled_from(operations))
        case = data.draw(operation.as_strategy(generation_mode=mode))
        # The description cannot say that a part must not exceed its head, or that amounts have two decimals.
        case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, excluded_checks=[positive_data_acceptance])

    operations = [found.ok() for found in api_schema.get_all_operations()]
    assert operations
    call()
