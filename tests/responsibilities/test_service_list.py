"""The list of services: sorted by its headings, taken away as it is shown."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.models import Service
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_line, make_service


def test_services_are_sorted_and_taken_away(cast: Cast, sign_in: Callable[[User], Client]) -> None:
    cheap, dear = make_service(cast.provider, "Zeta"), make_service(cast.provider, "alpha")
    Service.objects.filter(pk=dear.pk).update(monthly_fee=900, retired_at=NOW)
    make_line(make_contract(cast.customer), cheap)
    url, lead = reverse("responsibilities:service-list", args=[cast.provider.slug]), sign_in(cast.provider_lead)

    def names(sort: str) -> list[str]:
        return [line.service.name for line in lead.get(url, {"sort": sort}).context["services"]]

    assert names("-name") == names("customers")[::-1] == ["Zeta", "alpha"]
    assert names("fee") == ["Zeta", "alpha"]
    assert names("-covers") == names("nonsense") == names("")
    file = lead.get(url, {"export": "csv", "q": "zeta"}).content.decode("utf-8-sig")
    assert "alpha" not in file
    assert f'"Zeta","","0","{cheap.monthly_fee}","{cast.customer.name}",""' in file
    assert '"2026-11-23"' in lead.get(url, {"export": "csv", "q": "alpha"}).content.decode("utf-8-sig")
