"""What each side reads of liability, and how it is entered."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from contracts.models import Contract, Indemnity, LiabilityCap, LiabilityPayment, LiabilityRule, LiabilityTerms
from contracts.snapshots import token
from tests.architecture.access.contracts_liability import HIGHER, INDEMNITY, LIMIT, PAYMENT, RULE, TERMS
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract, make_line
from tests.factories.liability import make_cap, make_higher_cap, make_indemnity, make_payment, make_rule, make_terms

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def lead(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.provider_lead)


@pytest.fixture
def contract(cast: Cast) -> Contract:
    return make_contract(cast.customer, reference="MSA-1")


def address(name: str, cast: Any, pk: Any) -> str:
    return reverse(f"contracts:{name}", kwargs={"customer_slug": cast.customer.slug, "pk": pk})


def read(client: Client, contract: Contract, **query: str) -> str:
    response = client.get(address("liability", contract, contract.pk), query)
    assert response.status_code == 200
    return response.content.decode()


def full(contract: Contract) -> None:
    clause = make_clause(contract, "11.1", heading="The limit", summary="A year’s fees.")
    make_line(contract)
    make_cap(contract, clause=clause, form="pct_fees_preceding", figure=Decimal(100))
    make_higher_cap(contract, clause=clause)
    make_rule(contract, clause=clause)
    make_rule(contract, clause=clause, treatment="unlimited", causes="msp_error", words="deliberate default")
    make_indemnity(contract, clause=clause, conditions="prompt notice", third_party_claims_only=True)
    make_payment(contract, clause=clause, amount=Decimal(150))
    make_terms(
        contract, exclude_indirect=True, exclude_profit=True, basket=Decimal(1000), basket_type="tipping",
        advice_rule="excluded", subrogation_waived=True, credits_clause=clause,
    )  # fmt: skip


def test_both_sides_read_the_same_answer_first(cast: Cast, contract: Contract, sign_in: SignIn) -> None:
    full(contract)

    for person in (cast.provider_engineer, cast.customer_reader):
        page = read(sign_in(person), contract)
        assert "What Fairlead IT would pay at most" in page
        assert "<b>£920.97</b> more: the limit is £1,070.97" in page
        assert "10 months and 22 of 31 days × £100 = £1,070.97" in page
        assert "Clause 11.1, The limit" in page
        assert "Death or injury" in page
        assert "deliberate default" in page
        assert "prompt notice" in page
        assert "Would these limits stand as reasonable?" in page
        assert "Change" not in page.split("<main")[1]


def test_customer_does_not_find_what_is_not_published(cast: Cast, sign_in: SignIn) -> None:
    draft = make_contract(cast.customer, published_at=None)

    for person in (cast.customer_owner, cast.other_owner, cast.stranger):
        assert sign_in(person).get(address("liability", cast, draft.pk)).status_code == 404
    assert "Only your own people see this" in read(sign_in(cast.provider_lead), draft)


def test_nothing_entered_says_what_to_do_next(cast: Cast, contract: Contract, sign_in: SignIn) -> None:
    staff, member = read(sign_in(cast.provider_lead), contract), read(sign_in(cast.customer_owner), contract)

    assert "What Fairlead IT would pay at most has not been entered." in staff
    assert "Enter the general limit" in staff
    assert "Ask Fairlead IT to enter them." in member
    assert "Fraud and fraudulent misrepresentation" in member
    assert "Questions worth asking" not in member


def test_a_day_can_be_chosen(contract: Contract, lead: Client) -> None:
    full(contract)

    assert "at most <b>£100</b> for everything together" in read(lead, contract, on="2026-02-01")
    wrong = read(lead, contract, on="soon")
    assert "Write the date as day, month and year" in wrong
    assert "£1,070.97" in wrong
    assert "Write a day between 1900 and 2199." in read(lead, contract, on="1066-10-14")


def test_the_contract_shows_the_answer_and_leads_to_it(cast: Cast, contract: Contract, sign_in: SignIn) -> None:
    full(contract)
    browser = sign_in(cast.customer_owner)

    page = browser.get(contract.get_absolute_url()).content.decode()

    assert "<b>£920.97</b> more" in page
    assert address("liability", cast, contract.pk) in page


@pytest.mark.parametrize(
    ("name", "data", "model", "section"),
    [
        ("limit-add", LIMIT, LiabilityCap, "limits"),
        ("higher-limit-add", HIGHER, LiabilityCap, "limits"),
        ("exclusion-add", RULE, LiabilityRule, "excluded"),
        ("unlimited-add", RULE, LiabilityRule, "unlimited"),
        ("indemnity-add", INDEMNITY, Indemnity, "promises"),
        ("payment-add", PAYMENT, LiabilityPayment, "payments"),
        ("terms-add", TERMS, LiabilityTerms, "reckoning"),
    ],
)
def test_enter_with_javascript_and_without(
    cast: Cast, contract: Contract, lead: Client, name: str, data: dict[str, Any], model: Any, section: str
) -> None:
    other = make_contract(cast.customer)

    plain = lead.post(address(name, cast, contract.pk), data)
    form = lead.get(address(name, cast, other.pk), headers=HTMX)
    htmx = lead.post(address(name, cast, other.pk), data, headers=HTMX)

    assert plain.url == f"{address('liability', cast, contract.pk)}#{section}"
    assert "<html" not in form.content.decode()
    assert (htmx["HX-Retarget"], htmx.status_code) == ("#contract", 200)
    assert "autofocus" in htmx.content.decode()
    assert model.objects.count() == 2
    assert Event.objects.filter(verb="contract_liability_added").count() == 2


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("limit-add", LIMIT | {"figure": ""}, "Write the figure"),
        ("limit-add", LIMIT | {"figure": "-1"}, "Write 0 or more"),
        ("limit-add", LIMIT | {"form": "multiple_general"}, "Choose from the list."),
        ("limit-add", LIMIT | {"combined": "greater_of"}, "Choose the other limit."),
        ("limit-add", LIMIT | {"combined": "greater_of", "second_form": "fixed"}, "Write the figure"),
        ("limit-add", LIMIT | {"form": "insurance_limit"}, "Name the insurance policy."),
        ("higher-limit-add", HIGHER | {"causes": []}, "Tick what has to have gone wrong."),
        ("higher-limit-add", HIGHER | {"heads": []}, "Tick what is paid under it."),
        ("higher-limit-add", HIGHER | {"heads": ["BODILY_INJURY"]}, "Choose from the list."),
        ("higher-limit-add", HIGHER | {"form": "multiple_general"}, "Enter the general limit first."),
        ("exclusion-add", {}, "Tick something"),
        ("exclusion-add", {"heads": ["BODILY_INJURY"]}, "Choose from the list."),
        ("exclusion-add", {"causes": ["fraud"]}, "Choose from the list."),
        ("unlimited-add", {"heads": ["GOODWILL"]}, "Tick something"),
        ("indemnity-add", INDEMNITY | {"heads": []}, "Tick what is made good."),
        ("indemnity-add", INDEMNITY | {"causes": []}, "Tick what it has to come from"),
        ("indemnity-add", INDEMNITY | {"heads": ["OTHER"], "third_party_claims_only": "on"}, "Outsiders claim under"),
        ("indemnity-add", INDEMNITY | {"cap_class": "super"}, "Enter the higher limit first."),
        ("payment-add", PAYMENT | {"amount": "0"}, "more than 0"),
        ("payment-add", PAYMENT | {"paid_on": "2026-11-24"}, "up to today"),
        ("payment-add", PAYMENT | {"paid_on": "2025-12-31"}, "when the contract starts"),
        ("terms-add", {"basket": "1000"}, "Choose what happens"),
        ("terms-add", {"basket_type": "tipping"}, "Write the amount"),
    ],
)
def test_says_what_to_mend(
    cast: Cast, contract: Contract, lead: Client, name: str, data: dict[str, Any], words: str
) -> None:
    response = lead.post(address(name, cast, contract.pk), data)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_what_does_not_matter_is_not_kept(cast: Cast, contract: Contract, lead: Client) -> None:
    about = {
        "form": "unlimited",
        "figure": "5",
        "policy": "PI-7",
        "second_form": "fixed",
        "second_figure": "7",
        "first_year": "pro_rate",
    }

    assert lead.post(address("limit-add", cast, contract.pk), about).status_code == 302

    cap = LiabilityCap.objects.get()
    assert (cap.form, cap.figure, cap.policy) == ("unlimited", None, "")
    assert (cap.second_form, cap.second_figure) == ("", None)


def test_a_contract_has_one_general_limit(cast: Cast, contract: Contract, lead: Client) -> None:
    make_cap(contract)

    response = lead.post(address("limit-add", cast, contract.pk), LIMIT)

    assert response.status_code == 409
    assert "The contract already has this." in response.content.decode()


def test_clauses_of_other_contracts_cannot_be_cited(cast: Cast, contract: Contract, lead: Client) -> None:
    foreign = make_clause(make_contract(cast.other_customer), "66.6")

    page = lead.get(address("limit-add", cast, contract.pk)).content.decode()
    response = lead.post(address("limit-add", cast, contract.pk), LIMIT | {"clause": str(foreign.pk)})

    assert "66.6" not in page
    assert response.status_code == 422


def test_change_and_remove_leave_their_line_in_the_history(cast: Cast, contract: Contract, lead: Client) -> None:
    cap = make_higher_cap(contract)
    edit = address("limit-edit", cast, cap.pk)

    assert 'value="THIRD_PARTY_DAMAGES"' in lead.get(edit).content.decode()
    lead.post(edit, HIGHER | {"edited": token(cap), "figure": "50000"})
    cap.refresh_from_db()
    lead.post(address("limit-remove", cast, cap.pk))

    assert (cap.figure, cap.heads) == (Decimal(50000), "NOTIFICATION")
    assert not LiabilityCap.objects.exists()
    says = list(Event.objects.order_by("sequence").values_list("says", flat=True))
    assert says == [
        "changed the higher limit (how it is worked out, figure, what one limit covers, for what): £50,000 (MSA-1)",
        "removed the higher limit: £50,000 (MSA-1)",
    ]


@pytest.mark.parametrize(
    ("make", "name", "data"),
    [
        (make_cap, "limit", LIMIT),
        (make_rule, "rule", {"heads": ["OTHER"]}),
        (make_indemnity, "indemnity", INDEMNITY),
        (make_payment, "payment", PAYMENT | {"amount": "5"}),
        (make_terms, "terms", TERMS),
    ],
)
def test_nobodys_change_is_lost(
    cast: Cast, contract: Contract, lead: Client, make: Callable[..., Any], name: str, data: dict[str, Any]
) -> None:
    row = make(contract)

    response = lead.post(address(f"{name}-edit", cast, row.pk), data | {"edited": "older"})

    assert response.status_code == 409
    assert "changed this while you were writing" in response.content.decode()


def test_engineer_cannot_change_terms_of_a_contract(cast: Cast, contract: Contract, sign_in: SignIn) -> None:
    engineer = sign_in(cast.provider_engineer)

    assert engineer.post(address("limit-add", cast, contract.pk), LIMIT).status_code == 403
    assert not LiabilityCap.objects.exists()


def test_a_claim_paid_after_the_end_is_still_noted(cast: Cast, contract: Contract, lead: Client) -> None:
    Contract.objects.update(ended_on=NOW.date())

    assert lead.post(address("payment-add", cast, contract.pk), PAYMENT).status_code == 302
    assert lead.post(address("limit-add", cast, contract.pk), LIMIT).status_code == 403


def test_text_of_users_is_never_markup(contract: Contract, lead: Client) -> None:
    hostile = "<script>alert(1)</script>"
    make_rule(contract, words=hostile)
    make_indemnity(contract, trigger=hostile, conditions=hostile)
    make_payment(contract, what_for=hostile, claim=hostile)
    make_cap(contract, form="insurance_limit", policy=hostile)

    assert hostile not in read(lead, contract)


def test_page_stays_light_with_many_rows(cast: Cast, contract: Contract, lead: Client) -> None:
    counts = []
    read(lead, contract)
    for _ in range(2):
        for _ in range(30):
            make_rule(contract, words="strikes")
            make_payment(contract)
        with CaptureQueriesContext(connection) as queries:
            page = read(lead, contract)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12
    assert len(page.encode()) < 120_000, len(page.encode())
