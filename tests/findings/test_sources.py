"""What one app knows and another one’s check needs."""

from continuity.gaps.relied import findings_of_vendors
from tests.cast import NOW, Cast
from tests.factories.continuity import make_business_model, make_node
from tests.factories.technology import make_product, make_vendor

TODAY = NOW.date()


def test_a_vendor_that_a_business_relies_on_is_checked_though_nothing_of_it_is_entered_as_running(cast: Cast) -> None:
    vendor = make_vendor(cast.provider, name="Brightill", is_critical=True)
    product = make_product(cast.provider, vendor, name="Till", software_automatic=True, software_delay=False)
    model = make_business_model(cast.customer, started_by=cast.customer_owner)
    node = make_node(model, "Till tablet")

    before = {found.check: found for found, _ in findings_of_vendors([cast.customer], TODAY)[cast.customer.pk]}
    node.product = product
    node.save()
    after = {found.check: found for found, _ in findings_of_vendors([cast.customer], TODAY)[cast.customer.pk]}

    assert before["C-30"].is_unknown
    assert (after["C-30"].message, after["C-30"].is_unknown) == ("Nobody has checked Brightill.", False)
    assert after["C-31"].message == "Brightill Till can update itself and cannot be undone quickly."


def test_a_supplier_that_no_product_leads_to_is_not_taken_as_checked(cast: Cast) -> None:
    vendor = make_vendor(cast.provider, name="Brightill", is_critical=False)
    model = make_business_model(cast.customer, started_by=cast.customer_owner)
    make_node(model, "Till maker", kind="vendor", product=make_product(cast.provider, vendor, name="Till"))
    make_node(model, "Card company", kind="vendor")

    ((found, is_published),) = [
        one for one in findings_of_vendors([cast.customer], TODAY)[cast.customer.pk] if one[0].check == "C-30"
    ]

    assert (found.is_unknown, is_published) == (True, True)
    assert found.message.endswith("no product of theirs is named: Card company.")
