"""Templates in the catalogue, and what is begun from them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from contracts.models import Contract, ContractTemplate
from tests.cast import Cast
from tests.factories.agreements import make_template
from tests.factories.contracts import make_clause, make_contract, make_service, make_target

SignIn = Callable[[User], Client]


@pytest.fixture
def lead(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.provider_lead)


def at(cast: Cast, name: str, **kwargs: object) -> str:
    return reverse(f"contracts:{name}", kwargs={"provider_slug": cast.provider.slug, **kwargs})


def test_a_contract_is_kept_as_a_template_and_begun_from_it(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer)
    make_clause(contract, "4.2", heading="Response")

    lead.post(at(cast, "template-from-contract", pk=contract.pk), {"name": "Shops"})
    template = ContractTemplate.objects.get()
    begin = reverse("contracts:contract-from-template", kwargs={"customer_slug": cast.other_customer.slug})
    form = {"template": str(template.pk), "reference": "T-1", "starts_on": "2027-01-01"}
    answer = lead.post(begin, form)

    begun = Contract.objects.get(reference="T-1")
    assert answer.url == begun.get_absolute_url()
    assert begun.clauses.get().heading == "Response"
    assert "T-1" in lead.post(begin, form).content.decode()  # a second time: the reference is taken


def test_a_template_hands_on_when_a_notice_counts_as_received(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer, notice_days=3)
    lead.post(at(cast, "template-from-contract", pk=contract.pk), {"name": "Slow post"})

    template = ContractTemplate.objects.get()
    assert template.notice_days == 3
    assert "E-mail, received after 3 working days" in lead.get(template.get_absolute_url()).content.decode()


def test_a_template_says_what_is_measured_in_plain_words(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer)
    make_target(contract, metric="restore_test", priority="One system", words="A system is restored as a test.")
    lead.post(at(cast, "template-from-contract", pk=contract.pk), {"name": "Shops"})

    page = lead.get(ContractTemplate.objects.get().get_absolute_url()).content.decode()

    assert "Time between restore tests, One system" in page
    assert "restore_test" not in page.lower()


def test_clauses_are_added_in_their_order_and_removed(cast: Cast, lead: Client) -> None:
    template = make_template(cast.provider, targets=[])
    for number in ("10", "2"):
        lead.post(at(cast, "template-clause-add", pk=template.pk), {"number": number, "heading": f"No. {number}"})
    taken = lead.post(at(cast, "template-clause-add", pk=template.pk), {"number": "2", "heading": "Again"})

    template.refresh_from_db()
    assert [clause["number"] for clause in template.clauses] == ["2", "10"]
    assert taken.status_code == 422

    lead.post(at(cast, "template-clause-remove", pk=template.pk), {"number": "2"})
    template.refresh_from_db()
    assert [clause["number"] for clause in template.clauses] == ["10"]


def test_a_retired_template_is_not_offered(cast: Cast, lead: Client) -> None:
    template = make_template(cast.provider, make_service(cast.provider), name="Old shops")

    lead.post(at(cast, "template-retire", pk=template.pk))

    begin = reverse("contracts:contract-from-template", kwargs={"customer_slug": cast.customer.slug})
    assert template not in lead.get(begin).context["form"].fields["template"].queryset
    assert "Retired" in lead.get(at(cast, "template-list")).content.decode()


def test_a_contract_is_duplicated_for_another_customer(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer)
    form = {"customer": str(cast.other_customer.pk), "reference": "C-1", "starts_on": "2027-01-01"}

    lead.post(at(cast, "contract-duplicate", pk=contract.pk), form)
    foreign = lead.post(
        at(cast, "contract-duplicate", pk=contract.pk), form | {"customer": str(cast.strange_customer.pk)}
    )

    assert Contract.objects.get(reference="C-1").customer == cast.other_customer
    assert foreign.status_code == 422


def test_the_list_takes_the_same_queries_whatever_its_size(cast: Cast, lead: Client) -> None:
    counts = []
    lead.get(at(cast, "template-list"))
    for size in (1, 30):
        for _ in range(size):
            make_template(cast.provider, make_service(cast.provider))
        with CaptureQueriesContext(connection) as queries:
            lead.get(at(cast, "template-list"))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 10
