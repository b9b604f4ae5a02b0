"""Every address, for every kind of person, with own, foreign and missing ids."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.enums import Permission
from accounts.models import User
from audit.models import Event
from tests.architecture.access import gather
from tests.architecture.entries import (
    CUSTOMER_PERSONAS,
    PROVIDER_PERSONAS,
    PUBLIC,
    SIGNED_IN,
    World,
    missing,
    names_an_object,
    rights_of,
)
from tests.architecture.routes import routes
from tests.cast import Cast, make_cast, sign_in
from tests.databases import shared

ENTRIES = gather()
OURS = {route.name: route for route in routes() if route.is_ours}
SLUGS = {"customer_slug", "provider_slug"}
METHODS = ("GET", "HEAD", "POST")

in_customer = [n for n, r in OURS.items() if "customer_slug" in r.parameters and n in ENTRIES]
in_provider = [n for n, r in OURS.items() if "provider_slug" in r.parameters and n in ENTRIES]
elsewhere = [n for n, r in OURS.items() if not r.parameters & SLUGS and n in ENTRIES]


@dataclass(frozen=True)
class Everybody:
    """The cast with the cookie and the rights of each, who signed in and looked at a page before."""

    cast: Cast
    cookies: dict[str, str]
    rights: dict[str, frozenset[Permission]]


def make_everybody() -> Everybody:
    cast = make_cast()
    cookies, rights = {}, {}
    for persona, user in vars(cast).items():
        if isinstance(user, User):
            browser = sign_in(user)
            browser.get(reverse("home"))
            cookies[persona] = browser.cookies[settings.SESSION_COOKIE_NAME].value
            rights[persona] = rights_of(user)
    return Everybody(cast, cookies, rights)


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: object) -> Iterator[Everybody]:
    with shared(make_everybody, django_db_blocker) as made:
        yield made


def test_every_address_has_an_entry_and_no_entry_is_left_over() -> None:
    assert sorted(OURS) == sorted(ENTRIES)


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_view_declares_the_access_that_the_table_expects(name: str) -> None:
    assert getattr(OURS[name].view, "access", None) == ENTRIES[name].access


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_right_needs_an_organisation_in_the_path(name: str) -> None:
    if isinstance(ENTRIES[name].access, Permission):
        assert OURS[name].parameters & SLUGS


@pytest.mark.parametrize("name", in_customer)
def test_address_of_a_customer(name: str, db: None, everybody: Everybody) -> None:
    visit = Visit(name, everybody, side="customer")
    visit.expect_login()
    for outsider in ("stranger", "other_owner", "limited_lead"):
        visit.expect_not_found(outsider)
    for persona in (*PROVIDER_PERSONAS, *CUSTOMER_PERSONAS):
        visit.expect_answer(persona)
    visit.expect_foreign_hidden()


@pytest.mark.parametrize("name", in_provider)
def test_address_of_a_provider(name: str, db: None, everybody: Everybody) -> None:
    visit = Visit(name, everybody, side="provider")
    visit.expect_login()
    for outsider in ("stranger", "other_owner", *CUSTOMER_PERSONAS):
        visit.expect_not_found(outsider)
    for persona in (*PROVIDER_PERSONAS, "limited_lead"):
        visit.expect_answer(persona)
    visit.expect_foreign_hidden()


@pytest.mark.parametrize("name", elsewhere)
def test_address_without_an_organisation(name: str, db: None, everybody: Everybody) -> None:
    entry = ENTRIES[name]
    visit = Visit(name, everybody)
    if entry.access == SIGNED_IN:
        visit.expect_login()
    else:
        assert entry.access == PUBLIC
        visit.expect_answer("anonymous")
    for persona in (*PROVIDER_PERSONAS, *CUSTOMER_PERSONAS, "stranger"):
        visit.expect_answer(persona)


class Visit:
    """One address, called as different people. Whatever a call writes is rolled back after it."""

    def __init__(self, name: str, everybody: Everybody, side: str = "") -> None:
        self.name, self.entry = name, ENTRIES[name]
        self.cookies, self.rights = everybody.cookies, everybody.rights
        self.cast = deepcopy(everybody.cast)  # what an entry changes in these objects stays here
        self.world = World(self.cast)
        self.slug = {f"{side}_slug": getattr(self.cast, side).slug} if side else {}
        self.browsers: dict[str, Client] = {}

    def expect_login(self) -> None:
        for method in METHODS:
            with self.call(Client(), method) as response:
                assert response.status_code == 302, self.said("anonymous", method, response)
                assert response.url.startswith(reverse("account_login")), response.url

    def expect_not_found(self, persona: str) -> None:
        for method in METHODS:
            with self.call(self.browser(persona), method) as response:
                assert response.status_code == 404, self.said(persona, method, response)
                self.expect_nothing_written()

    def expect_answer(self, persona: str) -> None:
        """What the role allows, or 403 with a sentence."""
        for method in METHODS:
            if self.is_granted(persona):
                if method == "HEAD" and self.was_shown_to_the_like_of(persona):
                    continue
                with self.call(self.browser(persona), method) as response:
                    expected = self.entry.expected(persona, method)
                    assert response.status_code == expected, self.said(persona, method, response)
                    if method == "HEAD" or (method == "GET" and not self.entry.leaves_event):
                        self.expect_nothing_written()
            else:
                with self.call(self.browser(persona), method) as response:
                    assert response.status_code == 403, self.said(persona, method, response)
                    assert method == "HEAD" or "Your role can’t" in response.content.decode()
                    self.expect_nothing_written()

    def expect_foreign_hidden(self) -> None:
        """Somebody with every right of the place is told nothing of other places' objects."""
        persona = self.best_persona()
        browser = self.browser(persona)
        makers = [self.stranger, self.absent]
        if "customer_slug" in self.slug:
            # Another customer's object under this customer's slug is not there, even for staff of both.
            makers.append(self.neighbour)
        for method in self.entry.methods:
            for make in makers:
                with transaction.atomic():
                    kwargs = make()
                    if names_an_object(kwargs):
                        response = self.send(browser, method, kwargs)
                        assert response.status_code == 404, self.said(persona, method, response)
                    transaction.set_rollback(True)

    @cached_property
    def own(self) -> dict[str, Any]:
        """Made once, so first asked for outside of what is rolled back."""
        return dict(self.entry.kwargs(self.world.own))

    @cached_property
    def events_before(self) -> int:
        return Event.objects.count()

    def stranger(self) -> dict[str, Any]:
        return dict(self.entry.kwargs(self.world.stranger))

    def neighbour(self) -> dict[str, Any]:
        return dict(self.entry.kwargs(self.world.neighbour))

    def absent(self) -> dict[str, Any]:
        return missing(self.own)

    def best_persona(self) -> str:
        for persona in ("provider_owner", "customer_owner", "customer_contributor"):
            wanted = [method for method in self.entry.methods if self.entry.expected(persona, method) < 400]
            if self.is_granted(persona) and wanted:
                return persona
        raise AssertionError(f"nobody may call {self.name}")

    def was_shown_to_the_like_of(self, persona: str) -> bool:
        """HEAD is answered as GET, so one of each side who may read the page is enough for it."""
        side = next(names for names in (PROVIDER_PERSONAS, CUSTOMER_PERSONAS, (persona,)) if persona in names)
        answer = self.entry.expected(persona, "GET")
        before = (each for each in side[: side.index(persona)] if self.is_granted(each))
        return answer == 200 and any(self.entry.expected(each, "GET") == answer for each in before)

    def is_granted(self, persona: str) -> bool:
        return self.entry.access in (PUBLIC, SIGNED_IN) or self.entry.access in self.rights[persona]

    def browser(self, persona: str) -> Client:
        if persona not in self.browsers:
            self.browsers[persona] = Client()
            if persona in self.cookies:
                self.browsers[persona].cookies[settings.SESSION_COOKIE_NAME] = self.cookies[persona]
        return self.browsers[persona]

    @contextmanager
    def call(self, browser: Client, method: str) -> Iterator[HttpResponse]:
        kwargs, _ = self.own, self.events_before
        with transaction.atomic():
            yield self.send(browser, method, kwargs)
            transaction.set_rollback(True)

    def expect_nothing_written(self) -> None:
        """Nothing for somebody who is refused, and nothing by reading."""
        assert Event.objects.count() == self.events_before, f"{self.name} wrote an event"

    def send(self, browser: Client, method: str, kwargs: dict[str, Any]) -> HttpResponse:
        url = reverse(self.name, kwargs=self.slug | kwargs)
        if method != "POST":
            return browser.generic(method, url)
        return browser.post(url, dict(self.entry.payload(self.world.own)))

    def said(self, persona: str, method: str, response: HttpResponse) -> str:
        detail = "" if response.streaming else response.content.decode(errors="replace")[-600:]
        return f"{self.name}: {persona} {method} was answered {response.status_code}\n{detail}"
