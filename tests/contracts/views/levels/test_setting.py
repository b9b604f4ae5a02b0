"""How service levels are measured, and sites, on the page."""

from datetime import date

import pytest

from contracts.models import Contract, Site, TargetTerms
from tests.cast import Cast
from tests.contracts.views.levels.common import SignIn, missed, read, url
from tests.factories.contracts import make_clause, make_contract, make_target
from tests.factories.liability import make_terms


def test_terms_are_entered_by_metric(cast: Cast, sign_in: SignIn) -> None:
    contract, lead = make_contract(cast.customer), sign_in(cast.provider_lead)
    response, uptime = make_target(contract), missed(cast)
    timed = lead.get(url(cast, "target-terms", response.pk))
    assert "pauses" in timed.content.decode()
    assert "recorded_from" not in timed.content.decode()

    saved = lead.post(
        url(cast, "target-terms", response.pk),
        {
            "edited": timed.context["form"].initial["edited"], "required_percent": "95", "pauses": ["customer"],
            "priority_rule": "restart", "below_1": "95", "percent_1": "5", "below_2": "80", "percent_2": "10",
            "nature": "sole", "payout": "fees", "termination": "none", "claim_days": "7",
        },
    )  # fmt: skip

    assert saved.status_code == 302
    terms = TargetTerms.objects.get(target=response)
    assert (terms.bands, terms.pauses, terms.nature) == ([["95", "5"], ["80", "10"]], ["customer"], "sole")
    assert "Only set against future fees, never paid out" in read(lead, url(cast, "level", response.pk))
    wrong = lead.post(
        url(cast, "target-terms", uptime.pk),
        {
            "edited": "", "below_1": "99", "percent_1": "", "maintenance_allowance_minutes": "60",
            "site_rule": "together", "nature": "price", "payout": "silent", "termination": "none",
        },
    )  # fmt: skip
    assert wrong.status_code == 422
    assert "Fill in both, or neither." in wrong.content.decode()
    assert "Say how long before the work must be told." in wrong.content.decode()


def test_of_restore_tests_the_bands_are_days(cast: Cast, sign_in: SignIn) -> None:
    contract, lead = make_contract(cast.customer), sign_in(cast.provider_lead)
    target = make_target(contract, metric="restore_test", value=90, unit="days", calendar="")
    form = lead.get(url(cast, "target-terms", target.pk))
    data = {
        "edited": form.context["form"].initial["edited"], "recorded_from": "2026-01-01", "below_1": "120",
        "percent_1": "10", "below_2": "90", "percent_2": "5", "nature": "price", "payout": "cash",
        "termination": "none",
    }  # fmt: skip

    assert "1. More than, in days" in form.content.decode()
    assert "site_rule" not in form.content.decode()
    assert lead.post(url(cast, "target-terms", target.pk), data | {"below_1": "0"}).status_code == 422
    assert lead.post(url(cast, "target-terms", target.pk), data).status_code == 302

    assert TargetTerms.objects.get().bands == [["90", "5"], ["120", "10"]]
    page = read(lead, url(cast, "level", target.pk))
    assert "More than 90 days: 5\xa0%; more than 120 days: 10\xa0%" in page
    assert "At most 90 days apart" in page
    assert "Thu 1 Jan 2026" in page


def test_of_a_signed_contract_the_terms_stay_as_they_were_signed(cast: Cast, sign_in: SignIn) -> None:
    target, lead = missed(cast, recorded_from=None), sign_in(cast.provider_lead)
    Contract.objects.update(signed_on=date(2026, 1, 1), signed_for_provider="Tom", signed_for_customer="Amara")
    form = lead.get(url(cast, "target-terms", target.pk))
    assert "only since when it is recorded can be said" in form.content.decode()

    saved = lead.post(
        url(cast, "target-terms", target.pk),
        {
            "edited": form.context["form"].initial["edited"], "recorded_from": "2026-02-01", "below_1": "50",
            "percent_1": "1", "claim_days": "99",
        },
    )  # fmt: skip

    assert saved.status_code == 302
    terms = TargetTerms.objects.get()
    assert (terms.recorded_from, terms.claim_days) == (date(2026, 2, 1), 7)
    assert terms.bands == [["99.9", "5"], ["99", "10"]]
    assert "How it is measured</a>" in read(lead, url(cast, "level", target.pk))


@pytest.mark.parametrize(
    ("nature", "is_sole", "words"),
    [
        ("sole", None, "but the contract’s rules of liability do not say so."),
        ("sole", False, "but the contract’s rules of liability do not say so."),
        ("sole", True, ""),
        ("price", True, "the contract’s rules of liability (clause 11.5) say that a credit is all that is due."),
        ("price", False, ""),
        ("price", None, ""),
        ("silent", True, ""),
    ],
)
def test_two_places_that_do_not_agree_are_told(
    cast: Cast, sign_in: SignIn, nature: str, is_sole: bool | None, words: str
) -> None:
    target = missed(cast, nature=nature)
    if is_sole is not None:
        clause = make_clause(target.contract, "11.5")
        make_terms(target.contract, credits_sole_remedy=is_sole, credits_clause=clause)

    page = read(sign_in(cast.customer_reader), url(cast, "level", target.pk))

    assert ("ask which of the two holds" in page) is bool(words)
    assert words in page


def test_a_site_is_kept_with_its_hours(cast: Cast, sign_in: SignIn) -> None:
    owner = sign_in(cast.customer_owner)
    data = {"name": "Quay", "people": "12", "region": "ENG", "opens_0": "07:00", "closes_0": "18:00"}
    assert "business hours are Monday to Friday, 09:00 to 17:30" in read(owner, url(cast, "site-list"))
    assert owner.post(url(cast, "site-add"), data | {"closes_0": ""}).status_code == 422
    assert owner.post(url(cast, "site-add"), data | {"closes_0": "06:00"}).status_code == 422
    assert owner.post(url(cast, "site-add"), {"name": "Quay", "people": "1", "region": "ENG"}).status_code == 422

    owner.post(url(cast, "site-add"), data)

    assert "Monday 07:00 to 18:00" in read(owner, url(cast, "site-list"))
    assert owner.post(url(cast, "site-add"), data).status_code == 409
    address = url(cast, "site-edit", Site.objects.get().pk)
    stale = owner.post(address, data | {"edited": "old"})
    assert stale.status_code == 409
    other = owner.post(address, data | {"edited": "old", "closes_0": "12:00"}).content.decode()
    assert "Monday 07:00 to 18:00" in other
    saved = owner.post(address, data | {"edited": stale.context["form"].data["edited"], "people": "13"})
    assert saved.status_code == 302
    assert Site.objects.get().people == 13
