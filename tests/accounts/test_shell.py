"""The frame of a page: what is offered to whom."""

import pytest

from accounts.models import Provider, User
from accounts.queries import find_actor
from accounts.shell import Shell, build_shell
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def frame(user: User, path: str, **slug: str) -> Shell:
    found = find_actor(user, **{"customer_slug": None, "provider_slug": None} | slug)
    assert found is not None
    return build_shell(*found, path)


def labels(shell: Shell) -> list[str]:
    return [section.label for section in shell.nav.sections]


def test_reader_is_offered_what_a_reader_may_open(cast: Cast) -> None:
    shell = frame(cast.customer_reader, "/", customer_slug=cast.customer.slug)

    assert "Your sheet" in labels(shell)
    assert not {"People", "Settings", "Reminders"} & set(labels(shell))
    assert not shell.is_wide


def test_staff_read_whose_sheet_it_is(cast: Cast) -> None:
    shell = frame(cast.provider_lead, "/", customer_slug=cast.customer.slug)

    assert labels(shell)[0] == "Harbour Roast’s sheet"
    assert shell.is_wide


def test_owner_alone_is_offered_the_providers_settings(cast: Cast) -> None:
    slug = {"provider_slug": cast.provider.slug}

    assert "Settings" in labels(frame(cast.provider_owner, "/", **slug))
    assert "Settings" not in labels(frame(cast.provider_lead, "/", **slug))


@pytest.mark.parametrize(("end", "label"), [("", "Your sheet"), ("people/", "People"), ("people/x/end/", "People")])
def test_deepest_section_is_the_open_one(cast: Cast, end: str, label: str) -> None:
    shell = frame(cast.customer_owner, f"/customers/{cast.customer.slug}/{end}", customer_slug=cast.customer.slug)

    assert [section.label for section in shell.nav.sections if section.is_here] == [label]


def test_open_group_shows_its_pages(cast: Cast) -> None:
    path = f"/customers/{cast.customer.slug}/history/"
    shell = frame(cast.customer_owner, path, customer_slug=cast.customer.slug)

    assert shell.nav.inside is not None
    assert [s.label for s in shell.nav.inside.sections] == [
        "Findings",
        "Calendar",
        "Reminders",
        "Audit packs",
        "History",
    ]
    assert [group.current for group in shell.nav.groups if group.current] == ["true"]


def test_group_of_one_page_is_the_page(cast: Cast) -> None:
    shell = frame(cast.customer_owner, f"/customers/{cast.customer.slug}/", customer_slug=cast.customer.slug)

    assert shell.nav.inside is None
    assert (shell.nav.groups[0].label, shell.nav.groups[0].current) == ("Your sheet", "page")


def test_page_outside_every_section_marks_none(cast: Cast) -> None:
    path = f"/customers/{cast.customer.slug}/archive/"

    assert not any(s.is_here for s in frame(cast.provider_lead, path, customer_slug=cast.customer.slug).nav.sections)


def test_logo_comes_from_a_view_that_checks_who_asks(cast: Cast) -> None:
    Provider.objects.filter(pk=cast.provider.pk).update(logo="logos/x.png")

    of_customer = frame(cast.customer_reader, "/", customer_slug=cast.customer.slug)
    of_staff = frame(cast.provider_lead, "/", provider_slug=cast.provider.slug)

    assert of_customer.bar.logo_url == f"/customers/{cast.customer.slug}/provider-logo/"
    assert of_staff.bar.logo_url == f"/providers/{cast.provider.slug}/logo/"
