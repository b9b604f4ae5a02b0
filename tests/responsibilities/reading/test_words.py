"""Who does a job, in every vocabulary that people bring."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibilities.enums import Ownership
from responsibilities.reading.words import Scope, inherited_means, read_marks, read_ownership

PROVIDER, CUSTOMER, SHARED = Ownership.PROVIDER, Ownership.CUSTOMER, Ownership.SHARED
THIRD_PARTY, UNDECIDED = Ownership.THIRD_PARTY, Ownership.UNDECIDED


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("msp", PROVIDER),
        ("none", UNDECIDED),
        ("", UNDECIDED),
        ("third party", THIRD_PARTY),
        ("third_party", THIRD_PARTY),
        (" N/A ", Scope.OUT),
        ("Not applicable", Scope.OUT),
        # CAIQ
        ("CSP-owned", PROVIDER),
        ("CSC-owned", CUSTOMER),
        ("Shared CSP and CSC", SHARED),
        ("3rd-party outsourced", THIRD_PARTY),
        ("Third-party outsourced", THIRD_PARTY),
        ("Shared CSP and 3rd-party", THIRD_PARTY),
        # OSCAL and FedRAMP
        ("organization", PROVIDER),
        ("system-specific", PROVIDER),
        ("customer-configured", SHARED),
        ("customer-provided", CUSTOMER),
        ("sp-corporate", PROVIDER),
        ("sp-system", PROVIDER),
        ("Service Provider Corporate", PROVIDER),
        ("Service Provider Hybrid (Corporate and System Specific)", PROVIDER),
        ("Configured by Customer (Customer System Specific)", SHARED),
        ("Provided by Customer (Customer System Specific)", CUSTOMER),
        ("Shared (Service Provider and Customer Responsibility)", SHARED),
        # PCI DSS
        ("TPSP", PROVIDER),
        ("Entity", CUSTOMER),
        ("Shared between the TPSP and the entity", SHARED),
        # CMMC
        ("Customer-owned", CUSTOMER),
        ("Not inherited", CUSTOMER),
        ("Partially inherited", SHARED),
        ("Fully inherited", PROVIDER),
        # Cyber Essentials
        ("Your organisation", CUSTOMER),
        ("The cloud provider", PROVIDER),
        ("Both your organisation and the cloud provider", SHARED),
        ("The cloud provider and sometimes also your organisation", SHARED),
        # none of them
        ("Bob", None),
        ("hybrid", None),
    ],
)
def test_words_of_the_vocabularies(text, meaning):
    assert read_ownership(text) == meaning


@pytest.mark.parametrize("ownership", Ownership)
def test_our_own_values_are_understood(ownership):
    assert read_ownership(ownership.value) == ownership


def test_inherited_is_the_providers_in_a_customers_matrix():
    assert inherited_means(["Inherited", "Shared", "Customer-owned"]) == PROVIDER
    assert read_ownership("Inherited") == PROVIDER


def test_inherited_is_a_third_partys_in_a_security_plan():
    meaning = inherited_means(["inherited", "sp-system"])

    assert meaning == THIRD_PARTY
    assert read_ownership("inherited", inherited=meaning) == THIRD_PARTY


@pytest.mark.parametrize(
    ("provider", "customer", "meaning"),
    [
        ("R", "", PROVIDER),
        ("R/A", "C", PROVIDER),
        ("RA", "I", PROVIDER),
        ("C, I", "R; A", CUSTOMER),
        ("R", "R", SHARED),
        ("R", "A", PROVIDER),
        ("A", "I", PROVIDER),
        ("C", "A", CUSTOMER),
        ("✓", "x", SHARED),
        ("Responsible", "Informed", PROVIDER),
        ("-", "–", UNDECIDED),
        ("I", "C", UNDECIDED),
        ("Alice", "", None),
        ("R", "perhaps", None),
    ],
)
def test_marks_for_each_side(provider, customer, meaning):
    assert read_marks(provider, customer) == meaning


@given(st.text(alphabet="racixRACIX/ ,-", max_size=6), st.text(alphabet="racixRACIX/ ,-", max_size=6))
def test_marks_are_the_same_from_either_side(provider, customer):
    mirrored = {PROVIDER: CUSTOMER, CUSTOMER: PROVIDER}
    meaning = read_marks(provider, customer)

    assert read_marks(customer, provider) == mirrored.get(meaning, meaning)


@given(st.text())
def test_any_text_is_understood_or_refused(text):
    assert read_ownership(text) in {*Ownership, Scope.OUT, None}
