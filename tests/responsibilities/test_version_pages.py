"""The staff's pages about versions: begun, proposed, withdrawn, taken up again, listed."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.models import User
from responsibilities.models import Version
from tests.cast import Cast
from tests.factories.responsibilities import make_version, seed_catalogue
from tests.responsibilities.addresses import address, of_version

SignIn = Callable[[User], Client]


def test_a_list_is_begun_from_the_catalogue(cast: Cast, staff: Client) -> None:
    seed_catalogue(cast.provider)
    url = reverse("responsibilities:draft", args=[cast.customer.slug])

    assert "83 jobs added to version 1." in staff.post(url, follow=True).text
    assert "on the list already" in staff.post(url, follow=True).text


def test_proposing_with_high_findings_lists_them_and_asks(staff: Client, version: Version) -> None:
    page = staff.get(of_version("version-propose", version)).text
    assert "Nobody is doing this" in page

    refused = staff.post(of_version("version-propose", version), {"sign_by": "2099-01-01"})
    assert refused.status_code == 422
    assert "Tick that you propose it" in refused.text

    staff.post(of_version("version-propose", version), {"sign_by": "2099-01-01", "knows_gaps": "on"})
    version.refresh_from_db()
    assert version.state == "proposed"
    assert staff.get(of_version("version-propose", version)).status_code == 403


def test_the_day_to_sign_by_lies_ahead(staff: Client, version: Version) -> None:
    answer = staff.post(of_version("version-propose", version), {"sign_by": "2020-01-01", "knows_gaps": "on"})

    assert "This day has passed" in answer.text


def test_the_day_to_sign_by_is_not_so_far_off_that_no_reminder_can_follow(staff: Client, version: Version) -> None:
    answer = staff.post(of_version("version-propose", version), {"sign_by": "9999-12-31", "knows_gaps": "on"})
    assert "Write a day between 1900 and 2199." in answer.content.decode()


def test_withdrawing_asks_first(staff: Client, version: Version) -> None:
    assert "Withdraw version 1?" in staff.get(of_version("version-withdraw", version)).text

    staff.post(of_version("version-withdraw", version))
    version.refresh_from_db()
    assert version.state == "withdrawn"


def test_revising_leads_to_the_new_draft(staff: Client, cast: Cast) -> None:
    version = make_version(cast.customer, "agreed")

    answer = staff.post(of_version("version-revise", version), follow=True)

    assert "Version 2, a draft after version 1" in " ".join(answer.text.split())


def test_the_list_of_versions(staff: Client, cast: Cast, sign_in: SignIn) -> None:
    for state in ("superseded", "withdrawn", "agreed", "draft"):
        version = make_version(cast.customer, state)
    url = address("version-list", version)

    page = staff.get(url).text
    assert [f"Version {n}" in page for n in (1, 2, 3, 4)] == [True] * 4
    assert "Version 4" not in sign_in(cast.customer_reader).get(url).text
