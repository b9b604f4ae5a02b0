"""The product under measurement, seen from inside: addresses, sessions and queries."""

from dataclasses import dataclass
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

django.setup()

from accounts.enums import Role  # noqa: E402  # models only after setup
from accounts.models import Customer, Membership, Provider, User  # noqa: E402
from contracts.models import Contract  # noqa: E402
from responsibilities.models import Version  # noqa: E402


@dataclass(frozen=True)
class Product:
    """Two seeded providers: one with many customers, one whose customers have full matrices."""

    crowd: Provider
    measured: Provider

    @classmethod
    def standing(cls) -> "Product":
        """The providers in the order in which they were seeded."""
        crowd, measured = Provider.objects.order_by("created_at")
        return cls(crowd, measured)

    def provider(self, state: str) -> Provider:
        return self.crowd if state == "crowd" else self.measured

    def slug(self, state: str) -> str:
        """A customer whose matrix is in this state."""
        versions = Version.objects.filter(customer__provider=self.provider(state))
        if state != "crowd":
            versions = versions.filter(state=state)
        return versions.order_by("customer__name").values_list("customer__slug", flat=True)[0]

    def path(self, sample: Any) -> str | None:
        """The address of the page, or None where the product has no such page."""
        slug = self.slug(sample.state)
        extra = dict(sample.extra)
        if extra.get("pk") == "contract":
            extra["pk"] = Contract.objects.get(customer__slug=slug, kind="master").pk
        for place in ({"customer_slug": slug}, {"provider_slug": self.provider(sample.state).slug}):
            try:
                return reverse(sample.name, kwargs=place | extra) + sample.query
            except NoReverseMatch:
                continue
        return None

    def browser(self, sample: Any) -> Client:
        """Somebody of that side, signed in."""
        client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        client.force_login(self._person(sample), backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    def _person(self, sample: Any) -> User:
        if sample.side == "provider":
            return self.provider(sample.state).memberships.get().user
        slug = self.slug(sample.state)
        user = User.objects.filter(email=f"{slug}@example.com").first()
        if user is None:
            user = User.objects.create_user(f"{slug}@example.com", "Alex Owner", "unused password of a bench")
            Membership.objects.create(user=user, customer=Customer.objects.get(slug=slug), role=Role.OWNER)
        return user

    def cookie(self, sample: Any) -> str:
        return "; ".join(f"{name}={value.value}" for name, value in self.browser(sample).cookies.items())

    def queries(self, sample: Any, path: str) -> int:
        """Queries of the page the second time, when caches are warm."""
        browser = self.browser(sample)
        browser.get(path)
        with CaptureQueriesContext(connection) as captured:
            browser.get(path)
        return len(captured)
