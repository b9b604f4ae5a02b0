"""What a column of a table of deployments can hold, and the headings it goes by."""

from collections.abc import Mapping
from enum import StrEnum

from core.importing.columns import Layout


class Field(StrEnum):
    """What a column holds; the names are those of the model."""

    CUSTOMER = "customer"
    PRODUCT = "product"
    VENDOR = "vendor"
    WHERE = "where"
    QUANTITY = "quantity"
    COUNTED = "counted"
    VERSION = "version"
    COVERED = "covered"
    TOTAL = "total"
    SINCE = "since"
    RETIRED_ON = "retired_on"


F = Field
NAMES: Mapping[str, str] = {
    F.CUSTOMER: "Customer", F.PRODUCT: "Product", F.VENDOR: "Vendor", F.WHERE: "Where", F.QUANTITY: "How many",
    F.COUNTED: "Of what", F.VERSION: "Version", F.COVERED: "Have it", F.TOTAL: "Should have it",
    F.SINCE: "In use since", F.RETIRED_ON: "Taken out of use",
}  # fmt: skip
MEANINGS: Mapping[str, str] = {
    F.CUSTOMER: "The customer’s name as it stands in your list.",
    F.PRODUCT: "A product on your list: its name, with or without its vendor’s.",
    F.VENDOR: "Where two vendors have a product of that name.",
    F.WHERE: "For example: tills of all shops. Empty: everywhere.",
    F.QUANTITY: "A whole number.",
    F.COUNTED: "For example: computers, mailboxes, tills. Empty: devices.",
    F.VERSION: "As its maker writes it.",
    F.COVERED: "How many devices have it. Needs “Should have it” beside it.",
    F.TOTAL: "How many devices should have it.",
    F.SINCE: "A day, like 2026-05-31 or 31/05/2026.",
    F.RETIRED_ON: "A day. Empty: still in use.",
}
HEADINGS: Mapping[str, tuple[str, ...]] = {
    F.CUSTOMER: ("customer", "client", "company", "company name", "client name", "account", "organisation", "tenant"),
    F.PRODUCT: ("product", "software", "application", "product name", "software name", "name", "title", "agent"),
    F.VENDOR: ("vendor", "manufacturer", "publisher", "maker", "supplier"),
    F.WHERE: ("where", "site", "location", "group", "device group", "office"),
    F.QUANTITY: (
        "how many", "quantity", "qty", "count", "number", "devices", "installs", "installations", "installed",
        "licences", "licenses", "seats", "agents",
    ),
    F.COUNTED: ("of what", "unit", "counted", "device type", "type"),
    F.VERSION: ("version", "product version", "software version", "agent version"),
    F.COVERED: ("have it", "covered", "protected", "active", "deployed"),
    F.TOTAL: ("should have it", "total", "in scope", "all devices", "total devices"),
    F.SINCE: ("in use since", "since", "installed on", "install date", "start date", "start", "from"),
    F.RETIRED_ON: ("taken out of use", "retired", "retired on", "removed on", "end date", "uninstalled", "until"),
}  # fmt: skip
EVERYWHERE = Layout(tuple(Field), (F.CUSTOMER, F.PRODUCT), NAMES, HEADINGS)
AT_ONE = Layout(tuple(each for each in Field if each != F.CUSTOMER), (F.PRODUCT,), NAMES, HEADINGS)


def layout_of(*, is_everywhere: bool) -> Layout:
    """Of a table for the whole portfolio, or for one customer: then it needs no column for the customer."""
    return EVERYWHERE if is_everywhere else AT_ONE
