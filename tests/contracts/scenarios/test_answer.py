"""The answer in words, figures and a chart, from what is on file."""

import re
from decimal import Decimal

import pytest

from accounts.models import User
from contracts.insurance.kinds import Fact
from contracts.models import Contract, LossScenario, Policy, PublishedFact
from contracts.scenarios.queries import OnFile, on_file
from contracts.scenarios.sheet import WhoPays
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract
from tests.factories.insurance import make_condition
from tests.factories.liability import make_cap, make_higher_cap, make_indemnity, make_payment
from tests.factories.scenarios import TILLS, make_shared, make_terms

TODAY = NOW.date()


def file_for(cast: Cast, person: User) -> OnFile:
    return on_file(cast.customer, cast.actor(person), TODAY)


def said(answer: WhoPays) -> str:
    return "".join(part.text for part in answer.statement)


@pytest.fixture
def tills(cast: Cast) -> LossScenario:
    make_terms(cast.customer)
    return make_shared(cast.customer, by=cast.provider_lead, **TILLS)


def test_worked_example_1a(cast: Cast, tills: LossScenario) -> None:
    answer = file_for(cast, cast.provider_lead).answer(tills)

    assert [share.amount for share in answer.shares] == [5060, 7700, 240, 0]
    assert answer.totals == (5060, 7700, 240)
    assert said(answer) == (
        "Of £13,000, £5,060 stays with Harbour Roast. Harbour Roast’s insurer pays £7,700, Fairlead IT £240."
    )
    assert [(row.loss, *row.cells) for row in answer.rows] == [
        (1800, 1800, 0, 0), (1400, 0, 1400, 0), (7812, 1512, 6300, 0), (900, 900, 0, 0), (1088, 1088, 0, 0),
        (0, -240, 0, 240),
    ]  # fmt: skip


def test_an_unmet_condition_counts_where_it_matters(cast: Cast, tills: LossScenario) -> None:
    condition = make_condition(
        Policy.objects.get(customer=cast.customer), code="MFA", is_met=False, checked_on=TODAY, causes=["ransomware"]
    )
    spared = file_for(cast, cast.provider_lead).answer(tills)
    condition.causes = []
    condition.save()
    struck = file_for(cast, cast.provider_lead).answer(tills)

    assert [each.totals[:2] for each in (spared, struck)] == [(5060, 7700), (12_760, 0)]
    assert "The condition MFA is not met; it has no bearing on this kind of event" in " ".join(spared.assumed)


def test_the_contract_that_says_something_about_liability_counts(cast: Cast, tills: LossScenario) -> None:
    terms = Contract.objects.get(customer=cast.customer)
    terms.kind = "order"
    terms.save()
    silent = make_contract(cast.customer, reference="MSA-NEW")
    file = file_for(cast, cast.provider_lead)

    assert file.contract == terms
    assert file.answer(tills).totals == (5060, 7700, 240)
    make_cap(silent, figure=Decimal(1))
    file = file_for(cast, cast.provider_lead)
    assert file.contract == silent
    assert f"{terms.reference} says something about liability too" in " ".join(file.answer(tills).assumed)


def test_another_currency_is_said(cast: Cast, tills: LossScenario) -> None:
    Contract.objects.update(currency="EUR")

    assert "counts in EUR; its amounts are taken as pounds" in " ".join(
        file_for(cast, cast.provider_lead).answer(tills).assumed
    )


def test_what_was_promised_without_limit_is_outside_the_limits(cast: Cast) -> None:
    contract = make_terms(cast.customer)
    make_indemnity(contract, cap_class="uncapped", causes="data_breach", heads="THIRD_PARTY_DAMAGES")
    make_payment(contract, amount=Decimal(14_400), paid_on=TODAY)
    breach = make_shared(
        cast.customer, by=cast.provider_lead, cause="data_breach", msp_share=Decimal(1),
        heads={"INCIDENT_RESPONSE": "1000", "THIRD_PARTY_DAMAGES": "45000"},
    )  # fmt: skip

    answer = file_for(cast, cast.provider_lead).answer(breach)

    assert [(row.loss, *row.cells) for row in answer.rows] == [(1000, 1000, 0, 0), (45_000, 0, 0, 45_000)]
    assert "whoever is at fault and without limit: £45,000" in str(answer.rows[1].why)


@pytest.mark.parametrize(
    ("higher", "cells"),
    [
        (True, (8100, 0, 36_900)),  # 3 × £12,300 = £36,900; it is for notification, and the promise names it
        (False, (32_700, 0, 12_300)),  # nobody entered a higher limit, so the general one holds
    ],
)
def test_what_was_promised_under_the_higher_limit_counts_there(
    cast: Cast, higher: bool, cells: tuple[int, ...]
) -> None:
    contract = make_contract(cast.customer)
    make_cap(contract, figure=Decimal(12_300))
    make_indemnity(contract, cap_class="super", causes="data_breach", heads="THIRD_PARTY_DAMAGES")
    if higher:
        make_higher_cap(contract, heads="NOTIFICATION")
    breach = make_shared(
        cast.customer, by=cast.provider_lead, cause="data_breach", msp_share=Decimal("0.5"),
        heads={"THIRD_PARTY_DAMAGES": "45000"},
    )  # fmt: skip

    answer = file_for(cast, cast.provider_lead).answer(breach)

    assert answer.rows[0].cells == cells
    assert ("whoever is at fault, under the higher limit: £45,000" in str(answer.rows[0].why)) is higher


@pytest.mark.parametrize(
    ("changes", "shares"),
    [
        ({"without_sections": ["Dependent system failure"]}, [12760, 0, 240, 0]),
        ({"waiting_mode": "qualifying", "bi_retention": "cumulative"}, [4548, 8212, 240, 0]),
        ({"event_sublimit": "5000"}, [7760, 5000, 240, 0]),
        ({"coinsurance": "0.1"}, [5830, 6930, 240, 0]),
        ({"without_exclusions": ["cause", "heads", "credits"]}, [3166, 3334, 5240, 1260]),
        ({"waiting_hours": 0, "bi_retention": "none"}, [3548, 9212, 240, 0]),
        ({"aggregate_limit": "5000"}, [7760, 5000, 240, 0]),
    ],
)
def test_what_if_the_terms_were_others(
    cast: Cast, tills: LossScenario, changes: dict[str, object], shares: list[int]
) -> None:
    answer = file_for(cast, cast.provider_lead).answer(tills, changes)

    assert [share.amount for share in answer.shares] == shares


def test_every_pound_says_why_and_where_that_stands(cast: Cast, tills: LossScenario) -> None:
    answer = file_for(cast, cast.customer_owner).answer(tills)

    reasons = {row.label: row.why for row in answer.rows}
    assert all(reasons.values())
    profit = " ".join(f"{why.text} [{why.cite.text if why.cite else ''}]" for why in reasons["Lost profit"])
    assert "£1,512: it fell in the first 8 hours, which the policy leaves with you." in profit
    assert "[Calder Mutual CY-20418, “Dependent system failure”]" in profit
    assert "[Clause 11.4" in profit
    assert [question.found for question in answer.questions][1] == (
        "The first 8 hours cost you £1,512 before the insurer starts."
    )


def test_chart_has_a_title_text_and_fills_for_print(cast: Cast, tills: LossScenario) -> None:
    chart = file_for(cast, cast.customer_owner).answer(tills).chart

    assert all(part in chart for part in ("<title", "<desc", "£13,000"))
    assert "style=" not in chart
    widths = [float(width) for width in re.findall(r'width="([\d.]+)%" height="26"', chart)]
    assert sum(widths[1:]) == pytest.approx(100, abs=0.01)
    assert 'fill="#86306f"' in chart


def test_customer_sees_the_provider_and_its_insurer_as_one(cast: Cast, tills: LossScenario) -> None:
    mistake = make_shared(
        cast.customer, by=cast.provider_lead, cause="msp_error", msp_share=Decimal(1),
        heads={"DATA_RESTORATION": "9000"},
    )  # fmt: skip

    ours = file_for(cast, cast.provider_lead).answer(mistake)
    theirs = file_for(cast, cast.customer_owner).answer(mistake)

    assert [share.amount for share in ours.shares] == [0, 0, 5000, 4000]
    assert [why.text for why in ours.cover] == [
        "Fairlead IT owes £9,000; its insurer pays £4,000 of that.",
        "£5,000 is its excess and stays with Fairlead IT.",
    ]
    assert [share.amount for share in theirs.shares] == [0, 0, 9000]
    assert theirs.shares[2].party.label == "Fairlead IT and its insurer"
    assert theirs.cover == ()
    assert not re.search(r"5,000|4,000|Albion|TE-5520", repr(theirs))


@pytest.mark.parametrize(
    ("facts", "parties"), [([Fact.LIMITS], 3), ([Fact.RETENTION], 3), ([Fact.LIMITS, Fact.RETENTION], 4)]
)
def test_both_amounts_published_tell_them_apart(
    cast: Cast, tills: LossScenario, facts: list[Fact], parties: int
) -> None:
    policy = Policy.objects.of_provider(cast.provider).get()
    for fact in facts:
        PublishedFact.objects.create(policy=policy, fact=fact, published_at=NOW)

    assert len(file_for(cast, cast.customer_reader).answer(tills).shares) == parties


def test_a_contract_not_yet_published_does_not_count_for_the_customer(cast: Cast, tills: LossScenario) -> None:
    contract = cast.customer.contracts.get()
    contract.published_at = None
    contract.save()

    assert file_for(cast, cast.customer_owner).contract is None
    assert file_for(cast, cast.provider_lead).contract == contract


def test_what_is_not_on_file_is_said(cast: Cast) -> None:
    alone = make_shared(cast.customer, by=cast.provider_lead)

    answer = file_for(cast, cast.customer_owner).answer(alone)

    assert answer.assumed == (
        "No contract with Fairlead IT is on file: its share is counted without limit or exclusion.",
        "No policy of yours is on file: no such insurer pays anything.",
    )
