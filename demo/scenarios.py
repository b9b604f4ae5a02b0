"""The worked examples of domain.md §4.4 to §4.6 as the demo's people kept them, and smaller ones that happen more
often: made-up events with made-up amounts."""

from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from contracts.scenarios import trade


@dataclass(frozen=True)
class Example:
    """An example with its what-ifs."""

    about: dict[str, Any]
    what_ifs: dict[str, dict[str, Any]] = field(default_factory=dict)


HARBOUR = Example(
    about={
        "name": "A faulty update stops every till for 36 hours",
        "story": "Friday 05:00 to Saturday 17:00, all three shops, as on 19 July 2024. Nobody attacked you and "
        "Fairlead IT did nothing wrong: the maker of a security product did.",
        "cause": "dependent_system_failure",
        "duration_hours": Decimal(36),
        "availability_failure": True,
        "heads": {
            "INCIDENT_RESPONSE": "1800", "EXTRA_EXPENSE": "1400", "STOCK_SPOILAGE": "900", "GOODWILL": "1088",
        },
        "trade": trade.to_json(
            trade.Trade(
                started_at=datetime(2024, 7, 19, 5), revenue=Decimal(600), gross_profit=Decimal("0.7"),
                opens=time(7), closes=time(18), kept=Decimal("0.4"), kept_hours=Decimal(6),
            )
        ),
        "often": ["0.05", "0.2", "0.5"],
        "spread": ["50", "200"],
    },
    what_ifs={
        "If the policy had no part for it": {"without_sections": ["Dependent system failure"]},
        "If the wait only had to pass": {"waiting_mode": "qualifying", "bi_retention": "cumulative"},
    },
)  # fmt: skip
FENWICK = Example(
    about={
        "name": "Ransomware in the week before the filing day",
        "story": "Monday 00:00 to Friday 24:00. The VPN had not been updated and backups had not been tested, "
        "which was Fairlead IT’s job; the partners had declined to replace an old server.",
        "cause": "ransomware",
        "duration_hours": Decimal(120),
        "msp_share": Decimal("0.5"),
        "heads": {
            "INCIDENT_RESPONSE": "17000", "DATA_RESTORATION": "8000", "NOTIFICATION": "4000", "EXTRA_EXPENSE": "3000",
            "THIRD_PARTY_DAMAGES": "8000",
        },
        "trade": trade.to_json(
            trade.Trade(
                started_at=datetime(2026, 1, 19), revenue=Decimal(450), gross_profit=Decimal("0.9"),
                days=(0, 1, 2, 3, 4), kept=Decimal("0.2"),
            )
        ),
        "often": ["0.02", "0.1", "0.3"],
        "spread": ["40", "250"],
    },
    what_ifs={"If a second proof of identity were missing": {"unmet": ["MFA"]}},
)  # fmt: skip
TIDEWELL = Example(
    about={
        "name": "A file share is left open to the world",
        "story": "Names, addresses and bank details of 6,000 tenants and landlords could be read by anybody. "
        "Fairlead IT had opened the share.",
        "cause": "data_breach",
        "msp_share": Decimal(1),
        "heads": {
            "INCIDENT_RESPONSE": "12000", "NOTIFICATION": "9000", "LEGAL_DEFENCE": "10000",
            "THIRD_PARTY_DAMAGES": "45000", "REGULATORY_FINE": "5000", "GOODWILL": "14000",
        },
        "often": ["0.01", "0.05", "0.2"],
        "spread": ["30", "200"],
    },
    what_ifs={"If the higher limit were £100,000": {"super_cap": "100000"}},
)  # fmt: skip
MORNING = Example(
    about={
        "name": "The internet is out for a morning",
        "story": "One shop takes cash and paper slips until the line is mended.",
        "cause": "utility_failure",
        "duration_hours": Decimal(4),
        "heads": {"LOST_GROSS_PROFIT": "420", "EXTRA_EXPENSE": "80"},
        "often": ["0.5", "2", "4"],
        "spread": ["25", "300"],
    },
)
INVOICE = Example(
    about={
        "name": "A supplier’s invoice is paid to a fraudster",
        "story": "The bank details on a real invoice had been changed. Nobody rang the supplier before paying.",
        "cause": "social_engineering",
        "heads": {"FUNDS_TRANSFER": "6400", "INCIDENT_RESPONSE": "600"},
        "often": ["0.05", "0.15", "0.4"],
        "spread": ["20", "300"],
    },
)
MAILBOXES = Example(
    about={
        "name": "A wrong setting loses a morning’s e-mail",
        "story": "Fairlead IT changes a rule in working hours; messages are fetched back from the archive by hand.",
        "cause": "msp_error",
        "msp_share": Decimal(1),
        "duration_hours": Decimal(4),
        "heads": {"DATA_RESTORATION": "900", "EXTRA_EXPENSE": "350"},
        "often": ["0.2", "0.5", "1.5"],
        "spread": ["30", "300"],
    },
)
LAPTOP = Example(
    about={
        "name": "A laptop with tenants’ papers is stolen",
        "story": "Taken from a car at a viewing. The disk was encrypted; the tenants are told all the same.",
        "cause": "physical_damage",
        "heads": {"HARDWARE": "1100", "NOTIFICATION": "300", "GOODWILL": "500"},
        "often": ["0.1", "0.3", "1"],
        "spread": ["50", "200"],
    },
)  # fmt: skip
# Fewer years than the page asks for, so that loading stays short; their number and seed stand on the page.
YEARS, SEED = 20_000, 20_240_719
