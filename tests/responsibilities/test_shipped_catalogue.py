"""The catalogue that ships with the product."""

from collections import Counter

from responsibilities import catalogue


def test_it_holds_83_jobs_in_15_domains() -> None:
    domains = Counter(activity.domain for activity in catalogue.activities())

    assert len(catalogue.activities()) == 83
    assert list(domains) == list(catalogue.DOMAINS.values())
    assert list(domains.values()) == [6, 6, 10, 7, 6, 6, 5, 3, 4, 6, 4, 5, 5, 5, 5]


def test_its_usual_owners() -> None:
    owners = Counter(str(activity.default_ownership) for activity in catalogue.activities())

    assert owners == {"shared": 43, "provider": 23, "customer": 14, "third_party": 3}


def test_lists_in_a_cell_become_lists() -> None:
    first = catalogue.activities()[0]

    assert first.nist_csf == ("DE.CM-09", "ID.AM-01")
    assert first.cyber_essentials == ()


def test_a_provider_is_called_by_its_name() -> None:
    assert catalogue.named("Tell the MSP or MSP staff. The MSP's duty.", "Fairlead IT") == (
        "Tell Fairlead IT or Fairlead IT staff. Fairlead IT's duty."
    )
    assert catalogue.named("the MSP", r"A\1") == r"A\1"
