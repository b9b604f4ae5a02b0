"""The first provider of an installation."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Membership, Provider
from audit.models import Event
from tests.cast import Cast

COMMAND = ("add_provider", "Fairlead IT", "--owner", "Ruth Penhale", "--email", "Ruth@fairlead.example")


def test_owner_can_sign_in_with_the_printed_password(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command(*COMMAND)
    password = capsys.readouterr().out.partition("the password ")[2].partition(",")[0]

    browser = Client()
    answer = browser.post("/account/login/", {"login": "ruth@fairlead.example", "password": password})

    assert answer.status_code == 302
    assert browser.get("/providers/fairlead-it/customers/").status_code == 200
    assert Membership.objects.get().role == "owner"
    assert Event.objects.filter(verb="provider_added").count() == 1


def test_second_provider_of_a_name_gets_an_address_of_its_own(cast: Cast) -> None:
    call_command(*COMMAND)

    assert sorted(Provider.objects.filter(name="Fairlead IT").values_list("slug", flat=True)) == [
        "fairlead-it",
        "fairlead-it-2",
    ]


@pytest.mark.parametrize("email", ["amara.osei@example.com", "not an address"])
def test_taken_and_broken_addresses_are_refused(cast: Cast, email: str) -> None:
    with pytest.raises(CommandError):
        call_command(*COMMAND[:-1], email)

    assert Provider.objects.count() == 2
