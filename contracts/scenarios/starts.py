"""Where somebody begins who has no example yet: five things that go wrong, with the costs they usually bring.

No amounts: every figure is the person's own. No database.
"""

from dataclasses import dataclass

from contracts.loss.vocabulary import Cause, Head


@dataclass(frozen=True, kw_only=True)
class Start:
    """A kind of event with the questions it raises. `asks` are the heads that it usually costs."""

    key: str
    title: str
    about: str
    cause: Cause
    asks: tuple[Head, ...]
    is_outage: bool = False
    share_hint: str = ""


STARTS = (
    Start(
        key="vendor-outage",
        title="Something you rely on stops working",
        about="A maker’s faulty update, or an online service that is down. Nobody attacked you.",
        cause=Cause.DEPENDENT_SYSTEM_FAILURE,
        asks=(Head.INCIDENT_RESPONSE, Head.EXTRA_EXPENSE, Head.LOST_GROSS_PROFIT, Head.STOCK_SPOILAGE, Head.GOODWILL),
        is_outage=True,
        share_hint="Usually 0 when only the maker was at fault.",
    ),
    Start(
        key="ransomware",
        title="Ransomware",
        about="Files are encrypted, work stops, somebody asks for money.",
        cause=Cause.RANSOMWARE,
        asks=(
            Head.INCIDENT_RESPONSE,
            Head.DATA_RESTORATION,
            Head.EXTORTION,
            Head.NOTIFICATION,
            Head.EXTRA_EXPENSE,
            Head.LOST_GROSS_PROFIT,
            Head.THIRD_PARTY_DAMAGES,
        ),
        share_hint="Look at who was to install updates, watch for attacks and test backups.",
    ),
    Start(
        key="breach",
        title="Personal data gets out",
        about="A file share left open, a lost laptop, a stolen mailbox.",
        cause=Cause.DATA_BREACH,
        asks=(
            Head.INCIDENT_RESPONSE,
            Head.NOTIFICATION,
            Head.LEGAL_DEFENCE,
            Head.THIRD_PARTY_DAMAGES,
            Head.REGULATORY_FINE,
            Head.GOODWILL,
        ),
        share_hint="100 if the provider alone left it open, 0 if it had nothing to do with it.",
    ),
    Start(
        key="power-cut",
        title="The power fails",
        about="Electricity, telephone or internet is gone for a day.",
        cause=Cause.UTILITY_FAILURE,
        asks=(Head.HARDWARE, Head.EXTRA_EXPENSE, Head.LOST_GROSS_PROFIT, Head.STOCK_SPOILAGE),
        share_hint="Usually 0: nobody at your provider can switch it on again.",
    ),
    Start(
        key="provider-mistake",
        title="Your provider makes a mistake",
        about="A wrong setting, a deleted mailbox, a change in the middle of the day.",
        cause=Cause.MSP_ERROR,
        asks=(
            Head.INCIDENT_RESPONSE,
            Head.DATA_RESTORATION,
            Head.EXTRA_EXPENSE,
            Head.LOST_GROSS_PROFIT,
            Head.WASTED_FEES,
        ),
        share_hint="Usually 100, less what your own people added to it.",
    ),
)
BY_KEY = {start.key: start for start in STARTS}


def start_of(key: str) -> Start | None:
    return BY_KEY.get(key)
