"""`POST /api/v1/loss-allocations`: who may call it, what it answers, what it refuses."""

import json
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.actions import revoke_token
from accounts.models import ApiToken, Membership
from audit.models import Event
from msp_portal.gate import MOST_BYTES
from tests.cast import NOW, Cast
from tests.factories.accounts import make_api_token

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/loss-allocations"
EXAMPLES = json.loads((Path(__file__).parent / "loss/data/worked_examples.json").read_text())["examples"]
CASE = {key: value for key, value in EXAMPLES[3].items() if key not in ("name", "expected")}


@pytest.fixture(autouse=True)
def _no_calls_yet():
    cache.clear()


@pytest.fixture
def call(cast: Cast):
    """A program with a token of the provider's owner; answers what came back."""
    _, key = make_api_token(cast.provider)

    def post(body, **more):
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        about = {"content_type": "application/json", "headers": {"Authorization": f"Bearer {key}"}} | more
        return Client(enforce_csrf_checks=True).post(ADDRESS, data, **about)

    return post


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_a_program_gets_the_worked_examples(call, example):
    answer = call(example)

    assert answer.status_code == 200
    assert answer.json() == {**example["expected"], "third_party": "0"}


def test_a_call_is_noted_on_the_token_and_writes_no_event(call):
    events = Event.objects.count()

    call(CASE)

    assert ApiToken.objects.get().last_used_at
    assert Event.objects.count() == events


@pytest.mark.parametrize("person", ["provider_auditor", "customer_reader"])
def test_anybody_signed_in_may_ask(cast: Cast, sign_in, person):
    answer = sign_in(getattr(cast, person)).post(ADDRESS, CASE, content_type="application/json")

    assert answer.json()["msp_insurer"] == "6000"


def test_a_session_needs_its_csrf_token(cast: Cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.customer_owner, backend="accounts.recognition.SignInBackend")
    browser.get("/profile/")
    secret = browser.cookies["csrftoken"].value

    without = browser.post(ADDRESS, CASE, content_type="application/json")
    with_it = browser.post(ADDRESS, CASE, content_type="application/json", headers={"X-CSRFToken": secret})

    assert (without.status_code, with_it.status_code) == (403, 200)


def test_who_belongs_nowhere_any_more_is_refused(cast: Cast, sign_in):
    browser = sign_in(cast.customer_owner)
    Membership.objects.filter(user=cast.customer_owner).update(ended_at=NOW)

    answer = browser.post(ADDRESS, CASE, content_type="application/json")

    assert answer.status_code == 403
    assert "no organisation" in answer.json()["detail"]


def test_a_token_taken_back_is_refused(cast: Cast, call):
    revoke_token(token=ApiToken.objects.get(), by=cast.actor(cast.provider_owner, provider=cast.provider), at=NOW)

    assert call(CASE).status_code == 401


@pytest.mark.parametrize(
    ("body", "field", "detail"),
    [
        ({}, "scenario", "This is missing and has no default."),
        ({"scenario": CASE["scenario"], "extra": 1}, "extra", "Unknown key"),
        (
            {**CASE, "customer_policy": {"sections": [{"causes": ["fraud"], "heads": ["OTHER"], "limit": -1}]}},
            "customer_policy.sections[0].limit",
            "This must not be negative.",
        ),
        ([], "", "This must be an object."),
        ("{", "", "This is not JSON"),
        (b"\xff", "", "This is not JSON"),
        ("[" * 50_000, "", "This JSON is nested too deeply."),
        ('{"scenario": NaN}', "scenario", "This must be an object."),
    ],
)
def test_a_wrong_field_is_named_with_a_sentence(call, body, field, detail):
    answer = call(body)

    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert answer.json()["detail"].startswith(detail)


def test_a_body_may_have_256_kib_and_no_more(call):
    blank = b" " * (MOST_BYTES - len(json.dumps(CASE)))

    assert call(json.dumps(CASE).encode() + blank).status_code == 200
    too_large = call(json.dumps(CASE).encode() + blank + b" ")
    assert (too_large.status_code, too_large.json()["detail"]) == (413, "Send at most 256 KiB.")
    assert call(b" " * 6 * 1024 * 1024).status_code == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_body_must_say_that_it_is_json(call, kind):
    assert call(b"{}", content_type=kind).status_code == 415


def test_other_methods_and_addresses(cast: Cast):
    assert Client().get(ADDRESS).status_code == 405
    answer = Client().get("/api/v1/nothing")
    assert (answer.status_code, answer.json()) == (404, {"detail": "The API has no such address."})


def test_calls_are_limited_for_each_token(call):
    codes = [call({}).status_code for _ in range(121)]

    assert codes == [422] * 120 + [429]
