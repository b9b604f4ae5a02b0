"""The call list when a vendor or product fails: who is on it, in which order, what it says, who may read it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import slugify

from accounts.models import Assignment, Customer, Provider, User
from contracts.models import Incident
from technology.models import Product
from tests.cast import Cast
from tests.factories.continuity import make_business_model, make_cafe, make_link, make_node, make_takings
from tests.factories.insurance import make_policy, make_section
from tests.factories.plans import make_contact, make_exercise, make_plan
from tests.factories.technology import make_deployment, make_product, make_vendor

SignIn = Callable[[User], Client]


@pytest.fixture
def tills(cast: Cast) -> Product:
    """Tills and card machines of one maker, in the café of domain.md §7.4."""
    product = make_product(cast.provider, make_vendor(cast.provider, name="Brightill"), name="Counter")
    make_deployment(cast.customer, product)
    model = make_cafe(cast.customer, by=cast.customer_owner)
    model.nodes.filter(name__in=["Till tablet", "Card machine"]).update(product=product)
    return product


def make_customer(provider: Provider, *, name: str) -> Customer:
    return Customer.objects.create(provider=provider, name=name, legal_name=name, slug=slugify(name))


def at(cast: Cast) -> str:
    return reverse("portfolio:blast-radius", kwargs={"provider_slug": cast.provider.slug})


def page_of(cast: Cast, client: Client, **query: object) -> str:
    client.force_login(cast.provider_lead)
    return client.get(at(cast), query).content.decode()


def test_one_sentence_answers(cast: Cast, client: Client, tills: Product) -> None:
    count = Customer.objects.filter(provider=cast.provider).count()

    page = page_of(cast, client, what=f"p-{tills.pk}")

    said = "the first falls below its minimum at once, the first stops after 3 h."
    assert f"If Brightill Counter stops, 1 of your {count} customers is hit; {said}" in page


def test_the_row_says_what_stops_and_when_what_it_costs_and_what_goes_on(
    cast: Cast, client: Client, tills: Product
) -> None:
    """Cash lasts for three hours on pad and float; without cards 20 % can pay: below the minimum of 40 % at once."""
    page = page_of(cast, client, what=f"v-{tills.vendor_id}")

    assert "Stops after 3 h, below its minimum at once" in page
    assert "Till tablet at once" in page
    assert "Pad and cash float for Cash, pad and float, until 3 h" in page
    assert "£120" in page


def test_those_that_stop_soonest_are_rung_first_and_the_unknown_before_those_that_carry_on(
    cast: Cast, client: Client
) -> None:
    product = make_product(cast.provider)
    for name, about in (("Slow", {"tolerance_minutes": 240}), ("Fast", {"tolerance_minutes": 30}), ("Calm", None)):
        customer = make_customer(cast.provider, name=name)
        model = make_business_model(customer)
        mail = make_node(model, "Mail", product=product)
        if about:
            make_link(model.nodes.get(kind="service"), mail, **about)
    make_deployment(make_customer(cast.provider, name="Unsaid"), product)
    make_business_model(make_customer(cast.provider, name="Untouched"))

    page = page_of(cast, client, what=f"p-{product.pk}")
    by_name = page_of(cast, client, what=f"p-{product.pk}", sort="customer")

    places = [page.index(f">{name}</a>") for name in ("Fast", "Slow", "Unsaid", "Calm")]
    assert places == sorted(places)
    assert "what it depends on is not written down" in page
    assert "of 1 it is not known" in page
    assert ">Untouched</a>" not in page
    assert by_name.index(">Calm</a>") < by_name.index(">Fast</a>")


def test_search_and_filter(cast: Cast, client: Client, tills: Product) -> None:
    make_deployment(cast.other_customer, tills)

    stops = page_of(cast, client, what=f"p-{tills.pk}", effect="1")
    nobody = page_of(cast, client, what=f"p-{tills.pk}", q="zebra")

    assert f">{cast.customer.name}</a>" in stops
    assert f">{cast.other_customer.name}</a>" not in stops
    assert "No customer fits" in nobody
    assert "2 of your" in nobody


def test_whom_to_ring_whose_policy_and_when_it_was_practised(cast: Cast, client: Client, tills: Product) -> None:
    make_contact(cast.customer, name="Amara Osei", phone="01632 960 111", party="customer", by=cast.provider_lead)
    plan = make_plan(cast.customer, name="Tills are down", by=cast.provider_lead)
    make_exercise(plan, held_on=date(2026, 5, 12), by=cast.provider_lead)
    policy = make_policy(cast.customer, number="CY-77")
    make_section(policy, waiting_hours=8)

    page = page_of(cast, client, what=f"p-{tills.pk}")

    assert 'href="tel:01632960111"' in page
    assert "12 May 2026" in page
    assert "Calder Mutual CY-77" in page
    assert "after 8 waiting hours" in page


def test_what_no_policy_answers_is_said(cast: Cast, client: Client, tills: Product) -> None:
    assert "no policy is entered" in page_of(cast, client, what=f"p-{tills.pk}")
    policy = make_policy(cast.customer, excluded_causes=["dependent_system_failure"])
    make_section(policy)

    assert "not in the policy: ask the broker" in page_of(cast, client, what=f"p-{tills.pk}")


def test_staff_see_only_customers_that_they_look_after(cast: Cast, client: Client) -> None:
    product = make_product(cast.provider)
    for customer in (cast.customer, cast.other_customer):
        make_node(make_business_model(customer), "Mail", product=product)
        make_deployment(customer, product)
    client.force_login(cast.limited_lead)

    page = client.get(at(cast), {"what": f"p-{product.pk}"}).content.decode()

    assert f">{cast.other_customer.name}</a>" in page
    assert f">{cast.customer.name}</a>" not in page
    assert "1 of your 1 customer is hit" in page


def test_staff_who_look_after_nobody_read_that_nobody_is_hit(cast: Cast, client: Client, tills: Product) -> None:
    Assignment.objects.all().delete()
    client.force_login(cast.limited_lead)

    page = client.get(at(cast), {"what": f"p-{tills.pk}"})

    assert page.status_code == 200
    assert "Harbour Roast" not in page.content.decode()


def test_another_providers_product_is_not_offered(cast: Cast, client: Client) -> None:
    strange = make_product(cast.strange_provider, name="Theirs")

    page = page_of(cast, client, what=f"p-{strange.pk}")

    assert "Theirs" not in page
    assert "Choose what fails" in page


def test_an_incident_starts_from_the_row(cast: Cast, client: Client, tills: Product) -> None:
    client.force_login(cast.provider_lead)
    (line,) = client.get(at(cast), {"what": f"p-{tills.pk}"}).context["lines"]

    form = client.get(line.incident_url).context["form"]
    about = {"cause": form.initial["cause"], "aware_at": "2026-11-23T09:00", "personal_data": "no"}
    client.post(line.incident_url, about | {"what": form.initial["what"]})

    assert form.initial["what"] == "Brightill Counter has failed."
    incident = Incident.objects.get(customer=cast.customer)
    assert (incident.cause, incident.is_shared) == ("dependent_system_failure", False)


def test_it_can_be_taken_away_as_a_file(cast: Cast, client: Client, tills: Product) -> None:
    client.force_login(cast.provider_lead)

    text = client.get(at(cast), {"what": f"p-{tills.pk}", "export": "csv"}).content.decode()
    book = client.get(at(cast), {"what": f"p-{tills.pk}", "export": "xlsx"})

    assert f'"1","{cast.customer.name}","Stops","after 3 h, below' in text
    assert book.headers["Content-Type"].endswith("spreadsheetml.sheet")


def test_queries_and_size_stay_small(cast: Cast, client: Client) -> None:
    product = make_product(cast.provider)
    client.force_login(cast.provider_lead)
    counts = []
    for begin, end in ((0, 3), (3, 60)):
        for number in range(begin, end):
            customer = make_customer(cast.provider, name=f"Customer {number}")
            model = make_business_model(customer, minimum=Decimal("0.4"))
            mail = make_node(model, "Mail and documents", product=product)
            around = {"fallback": "Telephone and post", "fallback_capacity": Decimal("0.5"), "fallback_minutes": 240}
            make_link(model.nodes.get(kind="service"), mail, **around)
            make_takings(model)
            make_contact(customer, name="Amara Osei", phone="01632 960 111", party="customer", by=cast.provider_lead)
            make_section(make_policy(customer))
            make_plan(customer, name="Mail is down", by=cast.provider_lead)
            make_deployment(customer, product)
        client.get(at(cast), {"what": f"p-{product.pk}"})  # the first page of a session and of a process asks more
        with CaptureQueriesContext(connection) as seen:
            page = client.get(at(cast), {"what": f"p-{product.pk}", "size": 100})
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[0] <= 12
    assert page.content.decode().count("Start an incident") == 60
    assert len(page.content) <= 60 * 1024


def test_what_is_not_known_says_why_after_a_colon(cast: Cast, client: Client) -> None:
    product = make_product(cast.provider)
    make_deployment(cast.customer, product)

    page = page_of(cast, client, what=f"p-{product.pk}")

    assert "Not known: what it depends on is not written down" in page


def test_the_incident_can_be_noted_at_the_vendor_by_those_who_keep_the_list(cast: Cast, client: Client) -> None:
    product = make_product(cast.provider, make_vendor(cast.provider, name="Brightill"))
    note = reverse("technology:vendor-incident-add", args=[cast.provider.slug, product.vendor_id])

    chosen = page_of(cast, client, what=f"p-{product.pk}")
    nothing = page_of(cast, client)
    client.force_login(cast.provider_auditor)
    reader = client.get(at(cast), {"what": f"v-{product.vendor_id}"}).content.decode()

    assert note in chosen
    assert "Note it at Brightill" in chosen
    assert note not in nothing
    assert note not in reader


def test_a_warning_about_what_fails_is_begun_from_it(cast: Cast, client: Client, tills: Product) -> None:
    client.force_login(cast.provider_lead)
    found = client.get(at(cast), {"what": f"v-{tills.vendor_id}"}).context["advisory_url"]

    form = client.get(found).context["form"]
    client.force_login(cast.provider_auditor)
    reader = client.get(at(cast), {"what": f"v-{tills.vendor_id}"})

    assert form.initial["products"] == [tills.pk]
    assert reader.context["advisory_url"] == ""
    assert "Write an advisory" not in reader.content.decode()


def test_a_warning_about_hundreds_of_products_has_a_short_address(cast: Cast, client: Client, tills: Product) -> None:
    Product.objects.bulk_create(Product(vendor=tills.vendor, name=f"Till {number}") for number in range(200))
    theirs = make_product(cast.strange_provider, make_vendor(cast.strange_provider, name="Theirs"))
    client.force_login(cast.provider_lead)

    found = client.get(at(cast), {"what": f"v-{tills.vendor_id}"}).context["advisory_url"]
    one = client.get(at(cast), {"what": f"p-{tills.pk}"}).context["advisory_url"]
    other = client.get(f"{found}&vendor={theirs.vendor_id}&product={theirs.pk}&product={'9' * 5000}")

    assert len(found) < 200
    assert len(other.context["form"].initial["products"]) == 201
    assert theirs.pk not in other.context["form"].initial["products"]
    assert client.get(one).context["form"].initial["products"] == [tills.pk]


def test_somebody_who_looks_after_no_customer_reads_of_none(cast: Cast, sign_in: SignIn, tills: Product) -> None:
    Assignment.objects.all().delete()

    answer = sign_in(cast.limited_lead).get(at(cast), {"what": f"p-{tills.pk}"})

    assert answer.status_code == 200
    assert cast.customer.name not in answer.content.decode()
