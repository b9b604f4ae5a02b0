"""An outage on paper."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.queries import find_actor
from background.models import Job
from continuity.models import NamedFailure
from core.errors import Conflict
from reports.models import OnePager, PageKind
from reports.onepager.actions import print_one_pager
from reports.onepager.outages import outage_html
from tests.cast import NOW, Cast, make_cast
from tests.factories.continuity import make_cafe
from tests.factories.outages import make_shared_outage


@pytest.fixture
def cast(db: None) -> Cast:
    found = make_cast()
    make_cafe(found.customer, by=found.customer_owner)
    return found


def test_asked_for_it_is_frozen_for_the_side_that_asked(cast: Cast, client: Client) -> None:
    outage = make_shared_outage(cast.customer, by=cast.customer_owner, side="customer")
    client.force_login(cast.customer_owner)

    page = client.post(reverse("reports:outage-copy-ask", args=[cast.customer.slug, outage.pk]), follow=True)

    frozen = OnePager.objects.get()
    assert (frozen.kind, frozen.subject, frozen.is_customers) == (PageKind.OUTAGE, outage.pk, True)
    assert "£586.50" in frozen.html
    assert Job.objects.filter(name="reports.render_one_pager").exists()
    assert "The outage on paper" in page.content.decode()
    assert frozen.filename.startswith(f"{cast.customer.slug}-the-power-fails-outage-")


def test_paper_has_the_answer_its_pictures_and_who_would_pay_on_one_sheet(cast: Cast) -> None:
    outage = make_shared_outage(cast.customer, by=cast.customer_owner, name="<b>Dark</b>")
    owner = find_actor(cast.customer_owner, provider_slug=None, customer_slug=cast.customer.slug)
    assert owner is not None

    html = outage_html(outage, owner[0], NOW)

    for said in (
        "You can trade for 6 hours.",
        "£410.55",
        "7 h 17 min",
        "Minimum, 40\xa0%",
        "single point",
        "stays with",
    ):
        assert said in html
    assert html.count("<title id=") == 4
    assert "<b>Dark" not in html
    assert "style=" not in html
    assert print_one_pager(html).pages == 1


def test_nothing_is_printed_of_an_outage_whose_things_are_gone(cast: Cast) -> None:
    outage = make_shared_outage(cast.customer, by=cast.customer_owner)
    owner = find_actor(cast.customer_owner, provider_slug=None, customer_slug=cast.customer.slug)
    assert owner is not None
    NamedFailure.objects.all().delete()

    with pytest.raises(Conflict):
        outage_html(outage, owner[0], NOW)
