"""The page on which a customer reads a version: what it shows, to whom, and in how many queries."""

from django.test import Client
from django.urls import reverse

from responsibilities.models import Version
from tests.cast import Cast
from tests.factories.responsibilities import make_row, make_version


def page_of(client: Client, version: Version, query: str = "") -> str:
    response = client.get(reverse("responsibilities:review", args=[version.customer.slug, version.number]) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_customer_reads_the_jobs_in_plain_words(cast: Cast, sign_in) -> None:
    version = make_version(cast.customer, "proposed", by=cast.provider_lead, rows=[{"title": "Spot odd sign-ins"}])

    page = page_of(sign_in(cast.customer_owner), version)

    assert "Spot odd sign-ins" in page
    assert "0 of 1 agreed" in page
