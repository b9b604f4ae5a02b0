"""One month of every customer."""

from django.urls import reverse

from tests.cast import Cast
from tests.contracts.views.levels.common import SignIn, missed, read
from tests.factories.levels import (
    make_claim,
    make_uptime,
)


def test_the_provider_sees_where_promises_were_missed(cast: Cast, sign_in: SignIn) -> None:
    target = missed(cast)
    make_claim(target, by=cast.customer_owner)
    make_uptime(cast.other_customer)
    make_uptime(cast.strange_customer)

    page = read(sign_in(cast.provider_engineer), reverse("contracts:provider-level-list", args=[cast.provider.slug]))

    assert "Service levels in October 2026" in page
    assert "1 promise missed at 1 customer. 1 claim waits for your answer." in page.replace("\n", " ")
    assert page.index("Harbour Roast") < page.index("Tidewell Lettings")
    assert "Bosun Yard" not in page
