"""C-15 and C-16: each finds, passes, and says when it cannot know."""

from dataclasses import replace
from datetime import date

from contracts.insurance.checks import ContractFacts, CoverFacts, PolicyFacts, check_cover
from contracts.insurance.facts import findings_of_cover
from contracts.models import PublishedFact
from core.checks import Found
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract
from tests.factories.insurance import make_policy

TODAY = date(2026, 11, 23)
POLICY = PolicyFacts(
    pk="1", label="Calder Mutual CY-1", kind="cyber", is_providers=False, starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31), claims_made=True, covers_all_past=True, retroactive_on=None, insured_since=None,
    path="/p/",
)  # fmt: skip
LIABILITY = replace(POLICY, pk="2", label="Insurance of Fairlead IT", kind="tech_eo", is_providers=True)
CONTRACT = ContractFacts(reference="MSA-1", starts_on=date(2025, 1, 1), term_end=date(2026, 12, 31))


def check(*policies: PolicyFacts, contracts: tuple[ContractFacts, ...] = (CONTRACT,)) -> list[Found]:
    facts = CoverFacts(
        customer_id="c",
        customer="Harbour Roast",
        provider="Fairlead IT",
        policies=policies,
        contracts=contracts,
        path="/i/",
    )
    return check_cover(facts, TODAY)


def told(found: list[Found]) -> list[tuple[str, bool, str]]:
    return [(each.check, each.is_unknown, each.message) for each in found]


def test_cover_as_long_as_the_contract_passes() -> None:
    assert check(POLICY, LIABILITY) == []


def test_cover_that_ended_is_found_on_its_last_day() -> None:
    ended = replace(POLICY, ends_on=TODAY)

    assert told(check(ended, LIABILITY)) == [("C-15", False, "Your cover ended on Mon 23 Nov 2026.")]


def test_cover_that_ends_before_the_contract_is_found() -> None:
    longer = replace(CONTRACT, term_end=date(2027, 12, 31))

    assert told(check(POLICY, LIABILITY, contracts=(CONTRACT, longer))) == [
        ("C-15", False,
         "Your cover ends before your contract does: on Thu 31 Dec 2026, and MSA-1 runs to Fri 31 Dec 2027."),
        ("C-15", False,
         "Fairlead IT’s cover ends before your contract does: on Thu 31 Dec 2026, and MSA-1 runs to Fri 31 Dec 2027."),
    ]  # fmt: skip


def test_in_names_it_is_the_customers_cover() -> None:
    ended, unsaid = check(replace(POLICY, ends_on=TODAY), LIABILITY), check(LIABILITY)

    assert [each.in_names().message for each in (*ended, *unsaid)] == [
        "Harbour Roast’s cover ended on Mon 23 Nov 2026.",
        "Whether Harbour Roast’s cover lasts as long as the contract cannot be told: no policy is entered.",
        "Whether Harbour Roast’s cover reaches far enough back cannot be told: no policy is entered.",
    ]


def test_a_renewal_stands_in_for_the_policy_before() -> None:
    renewed = replace(POLICY, pk="3", starts_on=date(2026, 11, 24), ends_on=date(2027, 12, 31))
    ended = replace(POLICY, ends_on=TODAY)

    assert check(ended, renewed, LIABILITY) == []
    assert check(ended, replace(renewed, starts_on=TODAY), LIABILITY) == []


def test_days_between_two_policies_are_found_before_and_while_they_last() -> None:
    after = replace(POLICY, pk="3", starts_on=date(2027, 1, 11), ends_on=date(2027, 12, 31))
    longer = replace(CONTRACT, term_end=date(2027, 12, 31))
    ended = replace(POLICY, ends_on=date(2026, 10, 31))
    liability = replace(LIABILITY, ends_on=date(2027, 12, 31))

    assert told(check(POLICY, after, liability, contracts=(longer,))) == [
        ("C-15", False, "Your cover ends on Thu 31 Dec 2026, and the next begins only on Mon 11 Jan 2027.")
    ]
    assert told(check(ended, after, liability, contracts=(longer,))) == [
        ("C-15", False, "Your cover ended on Sat 31 Oct 2026, and the next begins only on Mon 11 Jan 2027.")
    ]
    assert check(POLICY, after, liability) == []  # the contract ends with the first


def test_a_gap_that_has_been_closed_is_history() -> None:
    old = replace(POLICY, pk="3", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))

    assert check(old, POLICY, LIABILITY) == []


def test_cover_that_has_not_begun_is_none() -> None:
    later = replace(POLICY, starts_on=date(2026, 12, 1), ends_on=date(2027, 11, 30))

    assert told(check(later, LIABILITY)) == [("C-15", False, "Your cover begins only on Tue 1 Dec 2026.")]


def test_cover_that_has_not_begun_is_told_of_the_policy_that_begins_first_alone() -> None:
    first = replace(LIABILITY, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 31))
    renewal = replace(LIABILITY, pk="3", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))

    (found,) = check(POLICY, first, renewal)

    assert found.subject == "policy:2"
    assert found.facts == {"path": "/p/", "side": "provider", "begins": "2026-12-01"}


def test_when_the_providers_next_policy_begins_is_not_told() -> None:
    ended, later = (
        replace(LIABILITY, pk=pk, starts_on=begun, ends_on=end)
        for pk, begun, end in (
            ("2", date(2025, 1, 1), date(2026, 10, 31)), ("3", date(2027, 1, 11), date(2027, 12, 31)),
        )
    )  # fmt: skip

    assert told(check(POLICY, ended, later)) == [
        ("C-15", False, "Fairlead IT’s cover ended on Sat 31 Oct 2026, and the next begins only later.")
    ]


def test_without_a_policy_nothing_can_be_told() -> None:
    none = "cannot be told: no policy is entered."
    assert told(check()) == [
        ("C-15", True, f"Whether your cover lasts as long as the contract {none}"),
        ("C-16", True, f"Whether your cover reaches far enough back {none}"),
        ("C-15", True, f"Whether Fairlead IT’s cover lasts as long as the contract {none}"),
        ("C-16", True, f"Whether Fairlead IT’s cover reaches far enough back {none}"),
    ]
    assert check(contracts=()) == []


def test_mistakes_before_the_contract_began_passes_and_fails() -> None:
    late = replace(LIABILITY, covers_all_past=False, retroactive_on=date(2025, 1, 2))
    early = replace(late, retroactive_on=date(2025, 1, 1))

    assert told(check(POLICY, late)) == [("C-16", False, "Mistakes made before Thu 2 Jan 2025 are not insured.")]
    assert check(POLICY, early) == []


def test_a_gap_to_prior_cover_is_found_on_either_side() -> None:
    gap = {"covers_all_past": False, "retroactive_on": date(2024, 1, 1), "insured_since": date(2020, 1, 1)}

    assert [each.check for each in check(replace(POLICY, **gap), replace(LIABILITY, **gap))] == ["C-16", "C-16"]


def test_since_when_the_provider_is_insured_is_no_fact_of_a_finding() -> None:
    gap = {"covers_all_past": False, "retroactive_on": date(2025, 6, 1), "insured_since": date(2020, 1, 1)}

    own, providers = check(replace(POLICY, **gap), replace(LIABILITY, **gap))

    assert own.facts["insured since"] == "2020-01-01"
    assert providers.facts == {
        "path": "/p/", "side": "provider", "insured from": "2025-06-01", "work began": "2025-01-01"
    }  # fmt: skip


def test_an_unknown_retroactive_date_is_not_a_pass() -> None:
    assert told(check(replace(POLICY, covers_all_past=False), LIABILITY)) == [
        ("C-16", True, "From which day on mistakes are insured is not recorded.")
    ]
    assert check(replace(POLICY, covers_all_past=False, claims_made=False), LIABILITY) == []


def test_a_customers_cover_without_its_beginning_is_not_a_pass() -> None:
    unsaid = replace(POLICY, covers_all_past=False, retroactive_on=date(2024, 1, 1))

    assert told(check(unsaid, LIABILITY)) == [
        ("C-16", True,
         "Since when there has been cover without a break is not recorded, so nobody can tell what was lost.")
    ]  # fmt: skip
    assert check(replace(unsaid, insured_since=date(2024, 1, 1)), LIABILITY) == []


def test_what_the_customer_may_read_of_the_providers(cast: Cast) -> None:
    make_contract(cast.customer, effective_from=date(2025, 1, 1))
    make_policy(cast.customer, covers_all_past=True)
    policy = make_policy(cast.provider, insurer="Secret Mutual", ends_on=date(2026, 11, 1))
    PublishedFact.objects.create(policy=policy, fact="limits", published_at=NOW)
    hidden = findings_of_cover([cast.customer], TODAY)[cast.customer.pk]
    PublishedFact.objects.create(policy=policy, fact="period", published_at=NOW)
    shown = findings_of_cover([cast.customer], TODAY)[cast.customer.pk]

    assert [(each.check, is_published) for each, is_published in hidden] == [("C-15", False)]
    assert [is_published for _, is_published in shown] == [True]
    assert "Secret" not in repr(shown)


def test_no_policy_of_the_provider_is_told_to_its_people_only(cast: Cast) -> None:
    make_contract(cast.customer)
    found = findings_of_cover([cast.customer], TODAY)[cast.customer.pk]

    assert [(each.is_unknown, is_published) for each, is_published in found] == [(True, True)] * 2 + [(True, False)] * 2
