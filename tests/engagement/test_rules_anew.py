"""Rules that have changed are to be accepted anew: who has not, and how they are asked."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from engagement.actions import education as actions
from engagement.models import Campaign, Course
from engagement.queries.rules import to_accept_anew
from tests.cast import NOW, Cast
from tests.factories.education import make_campaign, make_course, make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def rules(cast: Cast) -> Course:
    """Accepted by two with an account and one without; then they changed."""
    course = make_course(cast.provider, by=cast.provider_lead, kind="policy", title="Fair use")
    campaign = make_campaign(cast.customer, course, by=cast.provider_lead)
    for person in (cast.customer_contributor, cast.customer_reader, None):
        make_participation(campaign, person, **({} if person else {"name": "Nora"}), done_at=NOW, done_version=1)
    lead = cast.actor(cast.provider_lead)
    return actions.edit_course(course=course, edited=actions.token(course), by=lead, at=NOW, words="Think twice.")


def outstanding(cast: Cast, person: User) -> list[tuple[int, tuple[str, ...]]]:
    return [(each.number, each.names) for each in to_accept_anew(cast.actor(person), cast.customer)]


def test_whoever_accepted_an_older_version_is_outstanding(cast: Cast, rules: Course) -> None:
    names = tuple(sorted((cast.customer_contributor.name, cast.customer_reader.name, "Nora")))

    assert outstanding(cast, cast.provider_lead) == outstanding(cast, cast.customer_owner) == [(3, names)]
    assert outstanding(cast, cast.customer_reader) == [(3, ())]  # how many, not who


def test_whoever_is_asked_has_accepted_it_or_has_left_is_not(cast: Cast, rules: Course) -> None:
    again = make_campaign(cast.customer, rules, by=cast.provider_lead)
    make_participation(again, cast.customer_contributor)
    assert outstanding(cast, cast.customer_owner)[0][0] == 2
    make_participation(again, name="Nora", done_at=NOW, done_version=2)
    assert outstanding(cast, cast.customer_owner) == [(1, (cast.customer_reader.name,))]

    cast.customer_reader.memberships.update(ended_at=NOW)
    assert outstanding(cast, cast.customer_owner) == []


def test_rules_that_did_not_change_or_are_out_of_use_ask_for_nothing(cast: Cast, rules: Course) -> None:
    Course.objects.update(version=1)
    assert outstanding(cast, cast.customer_owner) == []
    Course.objects.update(version=2, retired_at=NOW)
    assert outstanding(cast, cast.customer_owner) == []


def test_they_are_asked_from_the_page(cast: Cast, rules: Course, sign_in: Callable[[User], Client]) -> None:
    page = reverse("engagement:teaching", args=[cast.customer.slug])
    ask = f"{reverse('engagement:campaign-add', args=[cast.customer.slug])}?anew={rules.pk}"
    lead = sign_in(cast.provider_lead)

    assert ask in lead.get(page).content.decode()
    reader = sign_in(cast.customer_reader).get(page).content.decode()
    assert "3 people accepted an older version<" in reader
    assert ask not in reader
    form = lead.get(ask).context["form"]
    assert set(form.initial["users"]) == {cast.customer_contributor.pk, cast.customer_reader.pk}
    sent = {name: form[name].value() for name in ("key", "course", "users", "others", "target_percent")}
    sent |= {"opens_on": "2026-11-23", "closes_on": "2026-11-30"}
    assert lead.post(ask, sent).status_code == 302

    campaign = Campaign.objects.exclude(planned_at__lt=NOW).order_by("-course_version").first()
    assert campaign is not None
    assert (campaign.course_version, campaign.people.count()) == (2, 3)
    assert outstanding(cast, cast.customer_owner) == []


def test_another_customers_rules_are_not_told(cast: Cast, rules: Course) -> None:
    assert to_accept_anew(cast.actor(cast.provider_lead), cast.other_customer) == []
