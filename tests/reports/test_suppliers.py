"""The pack's suppliers: assessed when and how it ended, as at the cut-off; nothing of what is the provider's own."""

import json
from datetime import date
from typing import Any

import pytest

from core.digest import canonical
from reports.frozen import read
from reports.gather import gather_pack
from reports.pack import PackDocument
from reports.render import pack_html
from reports.suppliers import Supplied, Supplier, Suppliers
from technology.models import Product
from tests.cast import NOW
from tests.factories.technology import (
    decide,
    make_comparison,
    make_deployment,
    make_option,
    make_product,
    make_scores,
    make_vendor,
    make_vendor_incident,
)
from tests.reports.conftest import Story, on


def gathered(story: Story) -> PackDocument:
    return gather_pack(story.customer, story.quarter, at=NOW, edition=1)


def part(pack: PackDocument) -> str:
    return pack_html(pack).partition('id="suppliers"')[2].partition("</section>")[0]


def runs(story: Story, vendor: str, product: str, *, is_critical: bool = True, **about: Any) -> Product:
    maker = make_vendor(story.cast.provider, name=vendor, is_critical=is_critical, supplies="Endpoint protection")
    made = make_product(story.cast.provider, maker, name=product, **about)
    make_deployment(story.customer, made)
    return made


def assess(story: Story, product: Product, month: int, *, keep: bool = True, **about: Any) -> None:
    lead = story.cast.provider_lead
    comparison = make_comparison(story.cast.provider, lead, title="SECRET QUESTION")
    here, rival = make_option(comparison, product, is_current=True), make_option(comparison, name="RIVAL PRODUCT")
    make_scores(here, 3)
    make_scores(rival, 4)
    decide(comparison, here if keep else rival, lead, reason="SECRET REASON", decider="SECRET DECIDER",
           decided_at=on(month, 6), decided_on=date(2026, month, 6), **about)  # fmt: skip


def test_each_supplier_stands_as_at_the_cut_off(story: Story) -> None:
    watch = runs(story, "Sentryfold", "Watch", support_ends_on=date(2026, 9, 29))
    runs(story, "Gannet", "Copies", support_ends_on=date(2026, 9, 30))
    runs(story, "Postern", "Mail Gate", is_critical=False)
    make_deployment(story.customer, make_product(story.cast.provider, name="Begun later"), since=date(2026, 10, 1))
    make_deployment(story.cast.other_customer, make_product(story.cast.provider, name="Theirs"))
    assess(story, watch, 8)
    assess(story, watch, 10, keep=False)
    make_vendor_incident(watch.vendor, story.cast.provider_lead, noted_at=on(10, 2), happened_on=date(2026, 9, 9))

    found = gathered(story).suppliers

    assert found == Suppliers((
        Supplier(
            "Gannet", "Endpoint protection", True, (Supplied("Copies", date(2026, 9, 30), False),),
            None, "", None,
        ),
        Supplier(
            "Sentryfold", "Endpoint protection", True, (Supplied("Watch", date(2026, 9, 29), True),),
            date(2026, 8, 6), "Watch is kept", date(2027, 8, 6),
        ),
        Supplier("Postern", "Endpoint protection", False, (Supplied("Mail Gate", None, False),), None, "", None),
    ))  # fmt: skip


def test_what_was_taken_out_of_use_since_still_stands_in_the_quarter(story: Story) -> None:
    runs(story, "Sentryfold", "Watch")
    story.customer.deployments.update(retired_on=date(2026, 10, 20))

    found = gathered(story).suppliers

    assert found is not None
    assert [each.name for each in found.suppliers] == ["Sentryfold"]


def test_what_is_missing_is_told(story: Story) -> None:
    nothing = "Which products ran at Harbour Roast had not been entered: its suppliers are not known."
    assert nothing in gathered(story).missing
    assert "its suppliers are not known." in part(gathered(story))

    assess(story, runs(story, "Sentryfold", "Watch"), 3, review_on=date(2026, 9, 28))
    for number in range(14):
        runs(story, f"Vendor {number:02}", "Copies")
    runs(story, "Postern", "Mail Gate", is_critical=False)
    missing = gathered(story).missing

    assert nothing not in missing
    (never,) = (each for each in missing if each.startswith("Nobody had assessed"))
    assert never.startswith("Nobody had assessed 14 suppliers that work depends on: Vendor 00; Vendor 01; ")
    assert never.endswith("; Vendor 11 and 2 more.")
    assert "The assessment of 1 supplier was overdue: Sentryfold." in missing


def test_the_page_tells_the_days_and_the_outcome(story: Story) -> None:
    assess(story, runs(story, "Sentryfold", "Watch", support_ends_on=date(2026, 9, 1)), 3, review_on=date(2026, 9, 28))
    runs(story, "Gannet", "Copies")

    html = part(gathered(story))

    for words in (
        "Sentryfold", "Work depends on it", "6 Mar 2026", "Watch is kept", "28 Sep 2026", "2 days late",
        "Out of support since 1 Sep 2026", "End of support not known", '<span class="late">Never</span>',
        "No day set",
    ):  # fmt: skip
        assert words in html


def test_neither_page_nor_data_tell_what_is_the_providers_own(story: Story) -> None:
    watch = runs(story, "Sentryfold", "Watch", notes="SECRET NOTE OF A PRODUCT")
    assess(story, watch, 3)
    assess(story, watch, 8, keep=False)
    make_vendor_incident(watch.vendor, story.cast.provider_lead, noted_at=on(9, 2), happened_on=date(2026, 9, 1),
                         what="SECRET INCIDENT", reassess_by=date(2026, 10, 1))  # fmt: skip
    pack = gathered(story)

    assert pack.suppliers is not None
    assert (pack.suppliers.suppliers[0].outcome, pack.suppliers.suppliers[0].due_on) == (
        "Watch is to be replaced", date(2026, 10, 1),
    )  # fmt: skip
    for text in (pack_html(pack), canonical(pack)):
        for hidden in ("SECRET", "RIVAL", "Data sheet, page 4", "incident_on"):
            assert hidden not in text


def test_it_is_read_again_as_it_was_frozen(story: Story) -> None:
    assess(story, runs(story, "Sentryfold", "Watch", support_ends_on=date(2026, 9, 1)), 3)
    pack = gathered(story)

    assert read(json.loads(canonical(pack))) == pack


@pytest.mark.parametrize("absent", ["missing", "null"])
def test_a_pack_frozen_before_there_were_suppliers_is_printed_without_them(story: Story, absent: str) -> None:
    runs(story, "Sentryfold", "Watch")
    data = json.loads(canonical(gathered(story)))
    if absent == "null":
        data["suppliers"] = None
    else:
        del data["suppliers"]

    pack = read(data)

    assert pack.suppliers is None
    assert 'id="suppliers"' not in pack_html(pack)
    assert "#suppliers" not in pack_html(pack)
