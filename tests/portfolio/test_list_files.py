"""Background jobs and the history: searched, sorted, and exported as they are shown."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.record import record
from background.jobs import enqueue
from background.models import Job
from tests.cast import NOW, Cast

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def jobs(browser: Client, cast: Cast, query: str = "") -> str:
    return browser.get(reverse("portfolio:job-list", args=[cast.provider.slug]) + query).content.decode()


def history(browser: Client, cast: Cast, query: str = "") -> str:
    return browser.get(reverse("portfolio:history", args=[cast.customer.slug]) + query).content.decode()


@pytest.fixture
def queue(cast: Cast) -> None:
    """A pack of Harbour Roast that failed, and e-mails of nobody in particular."""
    enqueue("reports.render_pack", key="a", provider_id=cast.provider.pk, customer_id=cast.customer.pk)
    Job.objects.update(state="failed", reason="The paper ran out.", attempt=5)
    enqueue("engagement.mail_reminders", key="b", provider_id=cast.provider.pk)


@pytest.mark.parametrize("words", ["render", "harbour", "paper", "pack"])
def test_jobs_are_found_by_name_customer_and_reason(cast: Cast, queue: None, sign_in: SignIn, words: str) -> None:
    page = jobs(sign_in(cast.provider_lead), cast, f"?q={words}")

    assert "Render pack" in page
    assert "Put reminders into e-mails" not in page


def test_jobs_are_found_by_what_they_are_called(cast: Cast, queue: None, sign_in: SignIn) -> None:
    page = jobs(sign_in(cast.provider_lead), cast, "?q=into+e-mails")

    assert "Put reminders into e-mails" in page
    assert "Render pack" not in page


def test_jobs_are_sorted_and_exported_as_shown(cast: Cast, queue: None, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_lead)

    by_tries = jobs(browser, cast, "?sort=-tries")
    file = jobs(browser, cast, "?state=failed&export=csv")

    assert by_tries.index("Render pack") < by_tries.index("Put reminders into e-mails")
    assert '"reports.render_pack","Harbour Roast","Failed"' in file
    assert "The paper ran out." in file
    assert "mail_reminders" not in file


def test_the_history_is_exported_without_what_is_internal(cast: Cast, sign_in: SignIn) -> None:
    by, about = cast.actor(cast.provider_lead), {"customer_id": cast.customer.pk, "at": NOW}
    record("a", target=cast.customer, by=by, says="opened the tills", before={"fee": 1}, after={"fee": 2}, **about)
    record("b", target=cast.customer, by=by, says="thought about the fee", is_internal=True, **about)

    ours = history(sign_in(cast.provider_lead), cast, "?export=csv")
    theirs = history(sign_in(cast.customer_reader), cast, "?export=csv")
    found = history(sign_in(cast.provider_lead), cast, "?q=thought&export=csv")

    assert '"opened the tills","Harbour Roast","fee: 1","fee: 2",' in ours
    assert "thought about the fee" in ours
    assert "opened the tills" in theirs
    assert "thought about" not in theirs
    assert "opened the tills" not in found


def test_a_workbook_of_the_history_opens(cast: Cast, sign_in: SignIn) -> None:
    record("a", target=cast.customer, by=cast.actor(cast.provider_lead), says="opened", at=NOW)
    url = reverse("portfolio:provider-history", args=[cast.provider.slug])

    answer = sign_in(cast.provider_lead).get(f"{url}?export=xlsx")

    assert answer.content.startswith(b"PK")
