"""Who counts which customers of an advisory, and how long it is chased."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Assignment, User
from core.errors import Conflict, NotAllowed
from engagement.actions import advisories as actions
from engagement.models import Advisory, AdvisoryCopy
from tests.cast import NOW, Cast
from tests.factories.advisories import make_advisory, make_copy

SignIn = Callable[[User], Client]
TEXT = {"severity": "high", "title": "Restart", "what": "a", "why": "b", "what_to_do": "c", "chase_days": 7}


@pytest.fixture(autouse=True)
def monday(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def copy(cast: Cast) -> AdvisoryCopy:
    return make_copy(make_advisory(cast.provider, by=cast.provider_lead), cast.customer)


def test_a_limited_lead_counts_their_own_customers_alone(cast: Cast, copy: AdvisoryCopy, sign_in: SignIn) -> None:
    make_copy(copy.advisory, cast.other_customer)
    url = reverse("engagement:provider-advisory-list", args=[cast.provider.slug])

    assert "2 told" in sign_in(cast.provider_lead).get(url).content.decode()
    assert "1 told" in sign_in(cast.limited_lead).get(url).content.decode()
    Assignment.objects.all().delete()
    assert "0 told" in sign_in(cast.limited_lead).get(url).content.decode()


@pytest.mark.parametrize("days", ["0", "-1", "91", "9" * 30])
def test_it_is_chased_within_a_quarter_or_the_form_comes_back(cast: Cast, sign_in: SignIn, days: str) -> None:
    url = reverse("engagement:advisory-add", args=[cast.provider.slug])

    answer = sign_in(cast.provider_lead).post(url, TEXT | {"chase_days": days})

    assert answer.status_code == 422
    assert "Restart" in answer.content.decode()
    assert not Advisory.objects.exists()


def test_what_was_sent_goes_to_others_later_and_to_nobody_twice(cast: Cast, copy: AdvisoryCopy) -> None:
    lead, to = (
        cast.actor(cast.provider_lead, provider=cast.provider),
        {cast.customer.pk: "", cast.other_customer.pk: ""},
    )
    sent_at, seen = copy.advisory.issued_at, actions.token(copy.advisory)

    copies = actions.issue_advisory(advisory=copy.advisory, to=to, seen=seen, by=lead, at=NOW)

    assert [each.customer for each in copies] == [cast.other_customer]
    assert Advisory.objects.get().issued_at == sent_at
    with pytest.raises(NotAllowed, match="has not got it yet"):
        actions.issue_advisory(advisory=copy.advisory, to=to, seen=seen, by=lead, at=NOW)


def test_only_who_looks_after_all_that_got_it_takes_it_back(cast: Cast, copy: AdvisoryCopy) -> None:
    make_copy(copy.advisory, cast.other_customer)
    limited, owner = (cast.actor(user, provider=cast.provider) for user in (cast.limited_lead, cast.provider_owner))

    with pytest.raises(NotAllowed, match="Ask an owner"):
        actions.withdraw_advisory(advisory=copy.advisory, because="A false alarm.", by=limited, at=NOW)
    assert actions.withdraw_advisory(advisory=copy.advisory, because="A false alarm.", by=owner, at=NOW).withdrawn_at


def test_whoever_was_slower_reads_what_was_decided(cast: Cast, copy: AdvisoryCopy, sign_in: SignIn) -> None:
    edited = actions.token(copy)
    contributor = cast.actor(cast.customer_contributor)
    actions.decide_advisory(copy=copy, edited=edited, decision="done", shown_by="All done", by=contributor, at=NOW)

    with pytest.raises(Conflict):
        actions.decide_advisory(copy=copy, edited=edited, decision="done", by=contributor, at=NOW)
    url = reverse("engagement:advisory-decide", args=[cast.customer.slug, copy.pk])
    late = sign_in(cast.customer_owner).post(url, {"decision": "done", "shown_by": "Mine", "edited": edited})
    assert late.status_code == 409
    assert "All done" in late.content.decode()
    assert "Mine" in late.content.decode()


def test_what_the_owner_declined_is_not_turned_round_by_a_contributor(cast: Cast, copy: AdvisoryCopy) -> None:
    day = NOW.date().replace(year=2027)
    owner, contributor = cast.actor(cast.customer_owner), cast.actor(cast.customer_contributor)
    declined = actions.decide_advisory(
        copy=copy, edited=actions.token(copy), decision="declined", reason="No", review_on=day, by=owner, at=NOW
    )

    with pytest.raises(NotAllowed):
        actions.decide_advisory(copy=copy, edited=actions.token(declined), decision="done", by=contributor, at=NOW)


def test_a_draft_is_begun_once_however_often_its_form_is_sent(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("engagement:advisory-add", args=[cast.provider.slug])
    form = {"key": str(uuid4()), "title": "Restart the tills", "severity": "high", "what": "x", "why": "x",
            "what_to_do": "x", "chase_days": "7"}  # fmt: skip
    pages = {sign_in(cast.provider_lead).post(url, form).headers["Location"] for _ in range(2)}

    assert len(pages) == 1
    assert Advisory.objects.get().title == "Restart the tills"
    answer = sign_in(cast.provider_owner).post(url, form)
    assert answer.status_code == 403
    assert "This form belongs to something else" in answer.content.decode()
