"""Why money stays where it stays: reason codes of an allocation, with plain words for them (domain.md §4.3)."""

from enum import StrEnum


class Labelled(StrEnum):
    """A code with the words that people read."""

    label: str

    def __new__(cls, value: str, label: str) -> "Labelled":
        code = str.__new__(cls, value)
        code._value_ = value
        code.label = label
        return code


class Reason(Labelled):
    """Why the customer keeps a part of a head. The names are the interchange's."""

    NOT_COVERED = "not_covered", "Your policy does not cover it"
    WAITING_PERIOD = "waiting_period", "It fell in the waiting period"
    RETENTION = "retention", "The excess: the first part you always pay"
    COINSURANCE = "coinsurance", "The share you keep of every claim"
    CONDITION_REDUCTION = "condition_reduction", "A condition of the policy was not met"
    BEYOND_INDEMNITY_PERIOD = "beyond_indemnity_period", "It came after the longest time the policy pays for"
    SECTION_LIMIT = "section_limit", "The limit for this kind of cover was used up"
    EVENT_SUBLIMIT = "event_sublimit", "The limit for this kind of event was used up"
    POLICY_LIMIT = "policy_limit", "The limit of the policy was used up"


# The customer's own first slice: recovered last (tier 3). The other reasons are loss outside the cover (tier 1).
FIRST_SLICE = frozenset({Reason.WAITING_PERIOD, Reason.RETENTION})


class Exclusion(Labelled):
    """Why the provider owes nothing under a head, although its share is not nought."""

    UNRECOVERABLE = "unrecoverable", "The law does not let it be passed on"
    EXCLUDED_CAUSE = "excluded_cause", "The contract excludes this cause"
    ADVICE_DECLINED = "advice_declined", "The provider's advice was declined"
    CREDITS_SOLE_REMEDY = "credits_sole_remedy", "Service credits are the only remedy for an outage"
    EXCLUDED_HEAD = "excluded_head", "The contract excludes this kind of loss"
    INDIRECT = "indirect", "The contract excludes indirect loss"


class CapClass(Labelled):
    """Which limit of liability a head falls under. Credits are set off in this order."""

    GENERAL = "general", "General cap"
    SUPER = "super", "Super-cap"
    UNCAPPED = "uncapped", "No cap"


class Cut(Labelled):
    """What made the provider pay less in a class than was claimed in it."""

    BASKET = "basket", "Small claims do not count"
    GENERAL_CAP = "general_cap", "The general cap was reached"
    SUPER_CAP = "super_cap", "The super-cap was reached"
    SET_OFF = "credits_set_off", "Service credits are set off"
