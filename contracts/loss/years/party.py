"""Who bears a year's losses."""

from contracts.loss.reasons import Labelled


class Party(Labelled):
    """The five who share every loss, and all of them together."""

    CUSTOMER = "customer", "You"
    CUSTOMER_INSURER = "customer_insurer", "Your insurer"
    MSP = "msp", "Your provider"
    MSP_INSURER = "msp_insurer", "Your provider’s insurer"
    THIRD_PARTY = "third_party", "Others, such as a vendor that refunds"
    TOTAL = "total", "Everybody together"
