"""A short way to write a case down: one cause, one section that covers everything, and what differs."""

from contracts.loss.interchange import plain, read_case

ALL = [
    "INCIDENT_RESPONSE", "DATA_RESTORATION", "HARDWARE", "NOTIFICATION", "EXTRA_EXPENSE", "LOST_GROSS_PROFIT",
    "THIRD_PARTY_DAMAGES", "REGULATORY_FINE",
]  # fmt: skip


def allocation(heads, *, cause="ransomware", share=1, hours=100, contract=None, policy=None, msp=None, **scenario):
    """The allocation of a case in the interchange's words. `policy` and `msp` of None are no policy."""
    return read_case(
        {
            "scenario": {"cause": cause, "duration_hours": hours, "msp_share": share, "heads": heads, **scenario},
            "msp_contract": contract,
            "customer_policy": policy,
            "msp_policy": msp,
        }
    ).allocate()


def section(**about):
    return {"causes": ["ransomware"], "heads": ALL, **about}


def policy(*sections, **about):
    return {"sections": list(sections) or [section()], **about}


def shares(result):
    """customer, customer's insurer, MSP, MSP's insurer."""
    return tuple(map(plain, (result.customer, result.customer_insurer, result.msp, result.msp_insurer)))


def why(result, head):
    """What the customer keeps of a head, by reason, in order."""
    return {str(reason): plain(amount) for reason, amount in result.cover.heads[head].why.items()}


def paths(result, head):
    return [part.because_of for part in result.cover.heads[head].kept]
