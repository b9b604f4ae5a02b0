"""The fixed vocabularies of plans, contacts and exercises (domain.md §7.1)."""

from core.enums import Labelled


class State(Labelled):
    """Where one version of a plan stands."""

    DRAFT = "draft", "Being written", "Draft"
    CURRENT = "current", "In force", "Current version"
    RETIRED = "retired", "No longer in force", "Retired"


class Party(Labelled):
    """On whose side a contact stands."""

    CUSTOMER = "customer", "The business", "Customer"
    PROVIDER = "provider", "The IT provider", "Provider"
    VENDOR = "vendor", "A supplier", "Vendor"
    INSURER = "insurer", "The insurer or broker", "Insurer"
    AUTHORITY = "authority", "An authority", "Authority"


class Kind(Labelled):
    """How a plan is practised, from the smallest to the whole thing."""

    CALL_TREE = "call_tree", "Ring everybody on the list", "Call-tree test"
    WALKTHROUGH = "walkthrough", "Read it through together", "Walkthrough"
    TABLETOP = "tabletop", "Talk a bad day through", "Tabletop"
    SIMULATION = "simulation", "Work for an hour as if", "Simulation"
    FULL_SCALE = "full_scale", "Do it for real", "Full-scale"


class Outcome(Labelled):
    """Whether an exercise showed what it was to, the best first."""

    MET = "met", "Met"
    PARTLY = "partly", "Partly met"
    NOT_MET = "not_met", "Not met"


# Months from one to the next. Full-scale is every two to three years: late after three.
CADENCE = {Kind.CALL_TREE: 3, Kind.WALKTHROUGH: 6, Kind.TABLETOP: 12, Kind.SIMULATION: 12, Kind.FULL_SCALE: 36}
USUAL = (Kind.CALL_TREE, Kind.WALKTHROUGH, Kind.TABLETOP)  # offered ticked when a plan comes into force
CHECK_MONTHS = 3  # for so long a telephone number counts as checked
