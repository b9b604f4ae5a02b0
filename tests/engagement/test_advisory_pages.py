"""What the customer's page of an advisory says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from engagement.actions.advisories import decide_advisory, token
from tests.cast import NOW, Cast
from tests.factories.advisories import make_advisory, make_copy

pytestmark = pytest.mark.django_db


def test_what_is_done_is_not_called_late(cast: Cast, sign_in: Callable[[User], Client], time_machine) -> None:
    time_machine.move_to(NOW, tick=False)
    advisory = make_advisory(cast.provider, by=cast.provider_lead, do_by=NOW.date() - timedelta(days=4))
    copy = make_copy(advisory, cast.customer)
    url, owner = reverse("engagement:advisory", args=[cast.customer.slug, copy.pk]), sign_in(cast.customer_owner)
    waiting = owner.get(url).content.decode()

    decide_advisory(copy=copy, edited=token(copy), decision="done", by=cast.actor(cast.customer_owner), at=NOW)

    assert "4 days late" in waiting
    assert "4 days late" not in owner.get(url).content.decode()


def test_both_lists_find_a_word_of_what_is_to_be_done(cast: Cast, sign_in: Callable[[User], Client]) -> None:
    make_copy(make_advisory(cast.provider, by=cast.provider_lead), cast.customer)
    lists = (
        (cast.provider_lead, reverse("engagement:provider-advisory-list", args=[cast.provider.slug])),
        (cast.customer_owner, reverse("engagement:advisory-list", args=[cast.customer.slug])),
    )
    for person, url in lists:
        client = sign_in(person)
        for words, is_found in (("each till", True), ("yours update", True), ("printer", False)):
            answer = client.get(url, {"q": words})
            assert answer.status_code == 200
            assert ("Restart the tills" in answer.content.decode()) is is_found, (person, words)
