"""Who does what about one job, in the reader's words."""

from dataclasses import dataclass

from responsibilities.duties import Duty, Names, duties, owner_of

NAMES = Names("Fairlead IT")


@dataclass
class Facts:
    ownership: str = "shared"
    provider_duty: str = "Watches it."
    customer_duty: str = "Say when something changes."
    provider_person: str = ""
    customer_person: str = "Amara Osei"
    third_party: str = ""
    answers_for: str = ""


def test_a_shared_job_shows_both_parts() -> None:
    assert duties(Facts(), NAMES) == (
        Duty("provider", "Fairlead IT", "Watches it."),
        Duty("customer", "You", "Say when something changes.", "Amara Osei"),
    )


def test_a_shared_job_without_a_part_says_so() -> None:
    missing = duties(Facts(customer_duty=" "), NAMES)[1]

    assert (missing.text, missing.is_missing) == ("Nothing is written down yet.", True)


def test_the_providers_job_says_what_it_needs_from_the_customer() -> None:
    (duty,) = duties(Facts(ownership="provider"), NAMES)

    assert duty.note == "What they need from you: say when something changes."
    assert duties(Facts(ownership="provider", customer_duty=""), NAMES)[0].note == ""


def test_the_customers_job_says_what_the_provider_does_for_it() -> None:
    (duty,) = duties(Facts(ownership="customer", provider_duty="MFA is set up."), NAMES)

    assert (duty.heading, duty.note) == ("You", "What Fairlead IT does for it: MFA is set up.")


def test_staff_read_the_customers_name() -> None:
    (duty,) = duties(Facts(ownership="provider"), Names("Fairlead IT", "Harbour Roast"))

    assert duty.note.startswith("What they need from Harbour Roast:")


def test_somebody_else_is_named_with_who_answers_for_them() -> None:
    facts = Facts(ownership="third_party", third_party="Power network", answers_for="customer")

    outside, provider, customer = duties(facts, NAMES)

    assert (outside.heading, outside.text) == ("Power network", "You answer for what they do.")
    assert (provider.party, customer.party) == ("provider", "customer")


def test_somebody_else_without_anyone_answering_is_missing_something() -> None:
    facts = Facts(ownership="third_party", provider_duty="", customer_duty="")

    (outside,) = duties(facts, NAMES)

    assert (outside.heading, outside.is_missing) == ("Someone else", True)


def test_the_provider_answers_for_its_own_supplier() -> None:
    facts = Facts(ownership="third_party", third_party="Data centre", answers_for="provider")

    assert duties(facts, NAMES)[0].text == "Fairlead IT answers for what they do."


def test_nobodys_job_shows_what_each_side_could_do() -> None:
    assert [duty.party for duty in duties(Facts(ownership="undecided"), NAMES)] == ["provider", "customer"]
    assert duties(Facts(ownership="undecided", provider_duty="", customer_duty=""), NAMES) == ()


def test_owners_by_mark_and_word() -> None:
    assert owner_of(Facts(ownership="undecided"), NAMES).label == "Nobody yet"
    assert owner_of(Facts(ownership="third_party"), NAMES).label == "Someone else"
    assert owner_of(Facts(ownership="third_party", third_party="Power network"), NAMES).label == "Power network"
    assert owner_of(Facts(), NAMES).is_shared
