"""C-30 and C-31: when they fire, when they do not, when nobody can tell."""

from datetime import date, timedelta

import pytest

from technology.assessments import Standing
from technology.checks import ProductFacts, TechnologyFacts, VendorFacts, check_technology
from technology.updates import UpdateControl
from tests.cast import NOW

TODAY = NOW.date()
A_YEAR_AGO = date(2025, 11, 23)
HELD = UpdateControl(automatic=True, delay=True)
LOOSE = UpdateControl(automatic=True, delay=False)
BY_HAND = UpdateControl(automatic=False)
UNKNOWN = UpdateControl()


def facts(*things: VendorFacts | ProductFacts, is_recorded: bool = True) -> TechnologyFacts:
    vendors = tuple(each for each in things if isinstance(each, VendorFacts))
    products = tuple(each for each in things if isinstance(each, ProductFacts))
    return TechnologyFacts(
        customer_id="c", vendors=vendors, products=products, is_recorded=is_recorded, path="/protection/"
    )


def vendor(**standing: object) -> VendorFacts:
    about: dict[str, object] = {"is_critical": True} | standing
    return VendorFacts(key="v", name="Sentryfold", standing=Standing(**about), path="/protection/")  # type: ignore[arg-type]


def product(software: UpdateControl, content: UpdateControl | None = None, tested: date | None = None) -> ProductFacts:
    return ProductFacts(
        key="p", name="Sentryfold Watch", software=software, content=content, rollback_tested_on=tested, path="/x/"
    )


def test_a_critical_vendor_that_nobody_checked_is_found() -> None:
    found = check_technology(facts(vendor()), TODAY)

    assert [(each.check, each.severity, each.is_unknown) for each in found] == [("C-30", "medium", False)]
    assert (found[0].message, found[0].action) == ("Nobody has checked Sentryfold.", "Ask for it to be assessed.")


@pytest.mark.parametrize(("assessed_on", "fires"), [(A_YEAR_AGO, False), (A_YEAR_AGO - timedelta(days=1), True)])
def test_an_assessment_lasts_twelve_months(assessed_on: date, fires: bool) -> None:
    found = check_technology(facts(vendor(assessed_on=assessed_on)), TODAY)

    assert bool(found) is fires
    if fires:
        assert found[0].message == "Nobody has checked Sentryfold since Sat 22 Nov 2025."


def test_an_incident_asks_again_and_the_customer_does_not_read_of_it() -> None:
    (found,) = check_technology(facts(vendor(assessed_on=TODAY, incident_on=TODAY)), TODAY)

    assert "incident" not in found.message
    assert "had an incident on Mon 23 Nov 2026" in found.in_names().message


def test_other_vendors_need_no_assessment() -> None:
    assert not check_technology(facts(vendor(is_critical=False)), TODAY)


@pytest.mark.parametrize(
    ("software", "content", "fires"),
    [
        (LOOSE, None, True),
        (HELD, LOOSE, True),
        (LOOSE, UNKNOWN, True),
        (HELD, None, False),
        (HELD, HELD, False),
        (BY_HAND, None, False),
        (BY_HAND, BY_HAND, False),
    ],
)
def test_updates_that_come_at_once_and_were_never_undone(
    software: UpdateControl, content: UpdateControl | None, fires: bool
) -> None:
    found = check_technology(facts(product(software, content)), TODAY)

    assert [(each.check, each.is_unknown) for each in found] == ([("C-31", False)] if fires else [])
    assert all(each.message == "Sentryfold Watch can update itself and cannot be undone quickly." for each in found)


@pytest.mark.parametrize(
    ("software", "content"),
    [(UNKNOWN, None), (UpdateControl(automatic=True), None), (UpdateControl(delay=False), None), (HELD, UNKNOWN)],
)
def test_updates_of_which_a_fact_is_missing_are_unknown(software: UpdateControl, content: UpdateControl | None) -> None:
    (found,) = check_technology(facts(product(software, content)), TODAY)

    assert (found.check, found.is_unknown) == ("C-31", True)


@pytest.mark.parametrize("software", [LOOSE, UNKNOWN])
def test_a_rollback_test_on_file_settles_it(software: UpdateControl) -> None:
    assert not check_technology(facts(product(software, LOOSE, tested=TODAY)), TODAY)


def test_nothing_recorded_is_unknown_and_never_a_pass() -> None:
    found = check_technology(facts(is_recorded=False), TODAY)

    assert [(each.check, each.is_unknown) for each in found] == [("C-30", True), ("C-31", True)]
    assert "no product is entered for you" in found[0].message
    assert "no product is entered for this customer" in found[0].in_names().message
