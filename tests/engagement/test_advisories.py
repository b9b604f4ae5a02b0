"""Advisories: whom they concern, who has read them, what is decided, when they fall due."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from audit.models import Event
from background.runner import drain
from core.errors import Conflict, NotAllowed
from engagement.actions import advisories as actions
from engagement.advisories import Chased, Standing, due_on, is_unread_too_long
from engagement.models import Advisory, AdvisoryCopy
from engagement.queries.advisories import due_dates, matches
from tests.cast import NOW, Cast
from tests.factories.advisories import make_advisory, make_copy
from tests.factories.continuity import make_business_model, make_node
from tests.factories.technology import make_deployment, make_product

TODAY = NOW.date()
WEEK = timedelta(days=7)
SignIn = Callable[[User], Client]
TEXT = {"severity": "high", "title": "Restart", "what": "a", "why": "b", "what_to_do": "c", "chase_days": 7}


@pytest.fixture(autouse=True)
def monday(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def copy(cast: Cast) -> AdvisoryCopy:
    """Sent to the customer yesterday; nobody has read it."""
    return make_copy(make_advisory(cast.provider, by=cast.provider_lead), cast.customer)


def decide(cast: Cast, copy: AdvisoryCopy, decision: str, by: User | None = None, **more: object) -> AdvisoryCopy:
    actor = cast.actor(by or cast.customer_owner)
    edited = actions.token(AdvisoryCopy.objects.get(pk=copy.pk))
    return actions.decide_advisory(copy=copy, edited=edited, decision=decision, by=actor, at=NOW, **more)


@pytest.mark.parametrize(
    ("about", "day"),
    [
        ({}, TODAY + WEEK),
        ({"do_by": TODAY + timedelta(days=2)}, TODAY + timedelta(days=2)),
        ({"do_by": TODAY + timedelta(days=60)}, TODAY + WEEK),
        ({"decision": "scheduled", "scheduled_for": TODAY + timedelta(days=9)}, TODAY + timedelta(days=9)),
        ({"decision": "declined", "review_on": TODAY + timedelta(days=90)}, TODAY + timedelta(days=90)),
        ({"decision": "done", "do_by": TODAY}, None),
    ],
)
def test_when_an_advisory_falls_due(about: dict, day: date | None) -> None:
    assert due_on(Chased(told_on=TODAY, chase_days=7, **({"do_by": None} | about))) == day


@given(days=st.integers(1, 90), later=st.integers(0, 400))
def test_what_was_read_is_never_unread_too_long(days: int, later: int) -> None:
    today = TODAY + timedelta(days=later)

    assert not is_unread_too_long(told_on=TODAY, is_read=True, chase_days=days, today=today)
    assert is_unread_too_long(told_on=TODAY, is_read=False, chase_days=days, today=today) == (later > days)


def test_customers_are_found_by_what_runs_there_and_what_depends_on_it(cast: Cast) -> None:
    product = make_product(cast.provider, name="Till 9")
    make_deployment(cast.customer, product, where="Head office")
    make_node(make_business_model(cast.other_customer), "Tills", product=product)
    advisory = make_advisory(cast.provider, by=cast.provider_lead, issued=False)
    advisory.products.add(product)

    found = {
        each.customer: each.because
        for each in matches(cast.actor(cast.provider_lead, provider=cast.provider), advisory)
    }

    assert found[cast.customer] == f"{product.full_name} runs there (Head office)"
    assert found[cast.other_customer] == "“Tills” depends on it"


def test_a_limited_lead_finds_and_sends_to_their_own_customers_alone(cast: Cast) -> None:
    advisory = make_advisory(cast.provider, by=cast.provider_lead, issued=False)
    lead = cast.actor(cast.limited_lead, provider=cast.provider)
    own = {each.customer.pk for each in matches(lead, advisory)}
    everybody = {cast.customer.pk: "", cast.other_customer.pk: "", cast.strange_customer.pk: ""}

    copies = actions.issue_advisory(advisory=advisory, to=everybody, seen=actions.token(advisory), by=lead, at=NOW)

    assert {each.customer_id for each in copies} == own
    assert cast.strange_customer.pk not in own


def test_sending_tells_owners_and_contributors_once(cast: Cast) -> None:
    advisory = make_advisory(cast.provider, by=cast.provider_lead, issued=False, title="Restart <b>now</b>")
    to, lead = {cast.customer.pk: "A till runs there"}, cast.actor(cast.provider_lead, provider=cast.provider)
    seen = actions.token(advisory)

    actions.issue_advisory(advisory=advisory, to=to, seen=seen, by=lead, at=NOW)
    with pytest.raises(NotAllowed, match="has not got it yet"):
        actions.issue_advisory(advisory=advisory, to=to, seen=seen, by=lead, at=NOW)
    drain()

    told = {message.to[0].partition("<")[2].rstrip(">") or message.to[0] for message in mail.outbox}
    assert told == {cast.customer_owner.email, cast.customer_contributor.email}
    html = mail.outbox[0].alternatives[0][0]
    assert "<b>now</b>" not in html
    assert "Restart &lt;b&gt;now&lt;/b&gt;" in html


def test_what_was_changed_since_it_was_read_is_not_sent(cast: Cast) -> None:
    advisory = make_advisory(cast.provider, by=cast.provider_lead, issued=False)
    seen, lead = actions.token(advisory), cast.actor(cast.provider_lead, provider=cast.provider)
    Advisory.objects.update(what_to_do="Something else")

    with pytest.raises(Conflict, match="Read it again"):
        actions.issue_advisory(advisory=advisory, to={cast.customer.pk: ""}, seen=seen, by=lead, at=NOW)


def test_what_was_sent_is_not_changed(cast: Cast, copy: AdvisoryCopy) -> None:
    lead = cast.actor(cast.provider_lead, provider=cast.provider)

    with pytest.raises(NotAllowed, match="has been sent"):
        actions.edit_advisory(advisory=copy.advisory, products=[], edited="", by=lead, at=NOW, title="Else")


def test_read_is_not_acted_on(cast: Cast, copy: AdvisoryCopy) -> None:
    read = actions.acknowledge_advisory(copy=copy, by=cast.actor(cast.customer_contributor), at=NOW)

    assert read.standing == Standing.READ
    assert [each.due_on for each in due_dates([cast.customer.pk], TODAY)] == [TODAY - timedelta(days=1) + WEEK]


def test_the_first_who_read_it_stays_the_one_who_did(cast: Cast, copy: AdvisoryCopy) -> None:
    for user in (cast.customer_contributor, cast.customer_owner):
        actions.acknowledge_advisory(copy=copy, by=cast.actor(user), at=NOW)

    copy.refresh_from_db()
    assert copy.acknowledged_by == cast.customer_contributor
    assert Event.objects.filter(verb="advisory_read").count() == 1


def test_done_planned_and_declined(cast: Cast, copy: AdvisoryCopy) -> None:
    planned = decide(cast, copy, "scheduled", scheduled_for=TODAY + WEEK)
    assert (planned.standing, planned.acknowledged_by) == (Standing.SCHEDULED, cast.customer_owner)

    declined = decide(cast, copy, "declined", reason="We close in a month", review_on=TODAY + WEEK)
    assert (declined.scheduled_for, declined.reason) == (None, "We close in a month")

    done = decide(cast, copy, "done", shown_by="All three restarted")
    assert (done.review_on, done.reason, done.shown_by) == (None, "", "All three restarted")
    assert not due_dates([cast.customer.pk], TODAY)
    assert Event.objects.filter(verb="advisory_decided").count() == 3


def test_only_the_owner_decides_against_it(cast: Cast, copy: AdvisoryCopy) -> None:
    with pytest.raises(NotAllowed):
        decide(cast, copy, "declined", cast.customer_contributor, reason="No", review_on=TODAY + WEEK)


@pytest.mark.parametrize("persona", ["provider_owner", "provider_lead", "customer_reader"])
def test_nobody_else_answers_for_the_customer(cast: Cast, copy: AdvisoryCopy, persona: str) -> None:
    with pytest.raises(NotAllowed):
        actions.acknowledge_advisory(copy=copy, by=cast.actor(getattr(cast, persona)), at=NOW)


def test_a_plan_is_for_a_day_to_come(cast: Cast, copy: AdvisoryCopy) -> None:
    with pytest.raises(NotAllowed, match="still to come"):
        decide(cast, copy, "scheduled", scheduled_for=TODAY)


def test_taken_back_nobody_has_to_do_anything(cast: Cast, copy: AdvisoryCopy) -> None:
    lead = cast.actor(cast.provider_lead, provider=cast.provider)
    actions.withdraw_advisory(advisory=copy.advisory, because="A false alarm.", by=lead, at=NOW)
    drain()

    assert not due_dates([cast.customer.pk], TODAY)
    assert "A false alarm." in mail.outbox[0].body
    with pytest.raises(NotAllowed, match="taken back"):
        decide(cast, AdvisoryCopy.objects.select_related("advisory", "customer").get(), "done")


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"decision": "maybe", "decided_at": NOW, "acknowledged_at": NOW}, "decision_known"),
        ({"decision": "done", "decided_at": NOW}, "read_before_decided"),
        ({"scheduled_for": TODAY}, "scheduled_for_a_day"),
        ({"reason": "No"}, "declined_because"),
        ({"acknowledged_at": NOW}, "acknowledged_paired"),
    ],
)
def test_copies_that_cannot_be_are_refused(cast: Cast, copy: AdvisoryCopy, wrong: dict, rule: str) -> None:
    if "decided_at" in wrong:
        wrong = wrong | {"decided_by": cast.customer_owner}
    if "decided_at" in wrong and "acknowledged_at" in wrong:
        wrong = wrong | {"acknowledged_by": cast.customer_owner}

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        AdvisoryCopy.objects.update(**wrong)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"severity": "odd"}, "severity_known"),
        ({"title": ""}, "titled"),
        ({"chase_days": 0}, "chased"),
        ({"issued_at": None}, "issued_paired"),
        ({"withdrawn_because": "x"}, "withdrawn_because"),
    ],
)
def test_advisories_that_cannot_be_are_refused(cast: Cast, copy: AdvisoryCopy, wrong: dict, rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Advisory.objects.update(**wrong)


def test_one_copy_for_a_customer_and_one_number_for_a_provider(cast: Cast, copy: AdvisoryCopy) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_copy(copy.advisory, cast.customer)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_advisory(cast.provider, by=cast.provider_lead, number=copy.advisory.number)


def test_from_a_draft_to_an_answer_in_the_browser(cast: Cast, sign_in: SignIn) -> None:
    product = make_product(cast.provider)
    make_deployment(cast.customer, product)
    lead, owner = sign_in(cast.provider_lead), sign_in(cast.customer_owner)
    add = reverse("engagement:advisory-add", args=[cast.provider.slug])
    form = lead.get(f"{add}?product={product.pk}&product=nonsense").context["form"]
    assert form.initial["products"] == [product.pk]

    page = lead.post(add, TEXT | {"products": [str(product.pk)]}, follow=True)
    advisory = Advisory.objects.get()
    assert "No customer sees it until you send it" in page.content.decode()
    assert (
        owner.get(reverse("engagement:advisory-list", args=[cast.customer.slug])).context["page"].paginator.count == 0
    )

    send = reverse("engagement:advisory-send", args=[cast.provider.slug, advisory.pk])
    form = lead.get(send).context["form"]
    assert form.initial["to"] == [str(cast.customer.pk)]
    page = lead.post(send, {"to": form.initial["to"], "seen": form.initial["seen"]}, follow=True)
    assert "One customer is told by e-mail." in page.content.decode()

    copy = AdvisoryCopy.objects.get()
    page = owner.post(reverse("engagement:advisory-acknowledge", args=[cast.customer.slug, copy.pk]), follow=True)
    assert "Read, not decided" in page.content.decode()
    decide_url = reverse("engagement:advisory-decide", args=[cast.customer.slug, copy.pk])
    edited = {"edited": actions.token(AdvisoryCopy.objects.get())}
    refused = owner.post(decide_url, edited | {"decision": "declined"})
    assert refused.status_code == 422
    assert "Write down why" in refused.content.decode()
    page = owner.post(decide_url, edited | {"decision": "scheduled", "scheduled_for": str(TODAY + WEEK)}, follow=True)
    assert "Planned for a day." in page.content.decode()


def test_a_contributor_is_not_offered_to_decide_against_it(cast: Cast, copy: AdvisoryCopy, sign_in: SignIn) -> None:
    client = sign_in(cast.customer_contributor)

    page = client.get(reverse("engagement:advisory", args=[cast.customer.slug, copy.pk]))

    assert "declined" not in dict(page.context["form"].fields["decision"].choices)
    answer = {"decision": "declined", "reason": "No", "review_on": str(TODAY + WEEK)}
    url = reverse("engagement:advisory-decide", args=[cast.customer.slug, copy.pk])
    assert client.post(url, answer).status_code == 422


def test_the_export_is_what_is_shown(cast: Cast, copy: AdvisoryCopy, sign_in: SignIn) -> None:
    make_copy(make_advisory(cast.provider, by=cast.provider_lead, title="=cmd()", severity="low"), cast.customer)
    url = reverse("engagement:advisory-list", args=[cast.customer.slug])

    text = sign_in(cast.customer_reader).get(f"{url}?severity=low&export=csv").content.decode()

    assert "'=cmd()" in text
    assert copy.advisory.title not in text


@pytest.mark.parametrize("number", [3, 60])
def test_lists_need_few_queries(
    cast: Cast, sign_in: SignIn, number: int, django_assert_max_num_queries: Callable
) -> None:
    for _ in range(number):
        make_copy(make_advisory(cast.provider, by=cast.provider_lead), cast.customer)
    lists = (
        (sign_in(cast.provider_lead), reverse("engagement:provider-advisory-list", args=[cast.provider.slug])),
        (sign_in(cast.customer_owner), reverse("engagement:advisory-list", args=[cast.customer.slug])),
    )
    for client, url in lists:
        client.get(url)
        with django_assert_max_num_queries(12):
            assert len(client.get(url).context["page"].object_list) == min(number, 50)
