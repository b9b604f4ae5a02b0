"""The pages of understanding checks: blind until shown, resumable, the same for page and file."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from background.models import Email
from responsibilities.actions.understanding import close_round, give_view
from responsibilities.models import Round, View
from responsibilities.tasks import email_views_asked
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract
from tests.factories.liability import make_cap
from tests.factories.responsibilities import make_round, make_version

SignIn = Callable[[User], Client]
SECRET = "Told so in spring"


@pytest.fixture
def round_(cast: Cast) -> Round:
    version = make_version(cast.customer, "agreed", rows=[{"title": "Watch the line"}, {"title": "Make copies"}])
    people = ((cast.provider_lead, "provider"), (cast.customer_owner, "customer"))
    return make_round(cast.customer, *people, version=version)


def url(name: str, round_: Round | None = None, **about: Any) -> str:
    place = {"customer_slug": "harbour-roast"} | ({"pk": round_.pk} if round_ else {}) | about
    return reverse(f"responsibilities:understanding-{name}", kwargs=place)


def everything(cast: Cast, round_: Round, person: User, **said: str) -> None:
    for asked in round_.asked.order_by("position"):
        give_view(asked=asked, by=cast.actor(person), at=NOW, **{"who": "shared", "pays": "customer"} | said)


def test_owner_answers_stops_and_goes_on(cast: Cast, round_: Round, sign_in: SignIn) -> None:
    owner = sign_in(cast.customer_owner)
    first = owner.get(url("answer", round_, place=1))
    assert "Watch the line" in first.content.decode()

    went = owner.post(url("answer", round_, place=1), {"who": "customer", "pays": "unknown"})

    assert went.url == url("answer", round_, place=2)
    later = owner.get(url("round", round_)).content.decode()
    assert url("answer", round_, place=2) in later
    assert "1 of 2" in later
    done = owner.post(url("answer", round_, place=2), {"who": "shared", "pays": "shared"}, follow=True)
    assert done.redirect_chain == [(url("round", round_), 302)]
    assert "that was all" in done.content.decode()


def test_what_was_ticked_stays_when_something_is_missing(cast: Cast, round_: Round, sign_in: SignIn) -> None:
    answer = sign_in(cast.customer_owner).post(url("answer", round_, place=1), {"who": "customer", "note": SECRET})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose one; “I don’t know” is an answer too." in page
    assert SECRET in page
    assert 'value="customer"' in page
    assert "checked" in page
    assert not View.objects.exists()


def test_own_answer_is_shown_again_to_its_writer_alone(cast: Cast, round_: Round, sign_in: SignIn) -> None:
    everything(cast, round_, cast.customer_owner, note=SECRET)

    assert SECRET in sign_in(cast.customer_owner).get(url("answer", round_, place=1)).content.decode()
    assert SECRET not in sign_in(cast.provider_lead).get(url("answer", round_, place=1)).content.decode()


@pytest.mark.parametrize("person", ["provider_owner", "provider_lead", "provider_auditor", "customer_reader"])
def test_no_page_or_file_tells_an_answer_before_all_are_shown(
    cast: Cast, round_: Round, sign_in: SignIn, person: str
) -> None:
    everything(cast, round_, cast.customer_owner, note=SECRET)
    client = sign_in(getattr(cast, person))

    pages = [url("list"), url("round", round_), f"{url('round', round_)}?export=csv"]
    pages += [reverse("portfolio:history", args=["harbour-roast"]), reverse("portfolio:home", args=["harbour-roast"])]

    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert SECRET not in answer.content.decode()
        assert answer["Content-Type"].startswith("text/html"), page


def test_results_stand_beside_what_was_signed_and_the_limit(cast: Cast, round_: Round, sign_in: SignIn) -> None:
    make_cap(make_contract(cast.customer, published_at=NOW))
    everything(cast, round_, cast.customer_owner, note=SECRET)
    everything(cast, round_, cast.provider_lead, who="provider")

    page = sign_in(cast.customer_reader).get(url("round", round_)).content.decode()

    assert "2 of 4" in page
    assert SECRET in page
    assert "What both signed" in page
    assert "What the contract says about paying" in page
    assert "You, uninsured" in page


def test_file_escapes_what_people_wrote(cast: Cast, round_: Round, sign_in: SignIn) -> None:
    round_.asked.get(position=1).row.__class__.objects.filter(title="Watch the line").update(title="=1+1")
    everything(cast, round_, cast.customer_owner)
    everything(cast, round_, cast.provider_lead)

    answer = sign_in(cast.provider_lead).get(f"{url('round', round_)}?export=csv")

    text = b"".join(answer).decode()
    assert "'=1+1" in text
    assert "Harbour Roast, uninsured" in text


def test_starting_one_from_the_suggestions(cast: Cast, sign_in: SignIn) -> None:
    version = make_version(cast.customer, "agreed", rows=8)
    staff = sign_in(cast.provider_lead)
    page = staff.get(url("start")).content.decode()
    assert "Worth asking about" in page
    form = {
        "suggested": [str(pk) for pk in version.rows.order_by("position").values_list("pk", flat=True)[:6]],
        "customer": [str(cast.customer_owner.pk)],
        "provider": [str(cast.provider_lead.pk)],
        "due_on": str(timezone.localdate() + timedelta(days=3)),
    }

    refused = staff.post(url("start"), form | {"customer": [], "due_on": "2020-01-01"})
    made = staff.post(url("start"), form)

    assert refused.status_code == 422
    assert "Choose at least one person of each side." in refused.content.decode()
    assert "This day is over." in refused.content.decode()
    assert made.url == Round.objects.get().get_absolute_url()
    assert Round.objects.get().asked.count() == 6


def test_list_shows_the_score_over_time(cast: Cast, round_: Round, sign_in: SignIn) -> None:
    for days, who in ((90, "provider"), (0, "shared")):
        one = round_ if days else make_round(
            cast.customer, (cast.provider_lead, "provider"), (cast.customer_owner, "customer"), version=round_.version
        )  # fmt: skip
        everything(cast, one, cast.customer_owner)
        everything(cast, one, cast.provider_lead, who=who)
        Round.objects.filter(pk=one.pk).update(revealed_at=NOW - timedelta(days=days))

    page = sign_in(cast.customer_owner).get(url("list")).content.decode()

    assert "How far both sides agreed" in page
    table = page[page.index("<tbody>") :]
    assert table.index("100\xa0%") < table.index("50\xa0%")


def test_closing_shows_who_has_not_answered(cast: Cast, round_: Round, sign_in: SignIn) -> None:
    everything(cast, round_, cast.customer_owner)
    staff = sign_in(cast.provider_lead)

    page = staff.post(url("close", round_), follow=True).content.decode()

    assert "closed it before Tom Hallett had answered everything" in page
    assert "Nobody answered" in page


def test_topic_is_put_and_taken(cast: Cast, round_: Round, sign_in: SignIn) -> None:
    close_round(round_=round_, by=cast.actor(cast.provider_lead), at=NOW)
    asked, staff = round_.asked.get(position=2), sign_in(cast.provider_lead)

    for value in ("1", "0"):
        answer = staff.post(url("topic", pk=asked.pk), {"topic": value})
        asked.refresh_from_db()
        assert answer.url.endswith("#job-2")
        assert asked.is_topic is (value == "1")


def test_somebody_whose_place_is_gone_is_not_written_to(cast: Cast, round_: Round) -> None:
    cast.customer_owner.memberships.update(ended_at=NOW)

    email_views_asked(round_id=str(round_.pk))

    assert list(Email.objects.values_list("to_address", flat=True)) == [cast.provider_lead.email]
