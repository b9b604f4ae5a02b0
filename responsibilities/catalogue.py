"""The catalogue that ships with the product: 83 jobs in 15 domains (`data/activities.csv`).

The file speaks of the MSP; a provider's own copy calls it by its name. Pure.
"""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from responsibilities.enums import Ownership

FILE = Path(__file__).parent / "data" / "activities.csv"

# Key in the file → plain words, in the order in which a matrix is read.
DOMAINS = {
    "monitoring": "Monitoring",
    "threat_detection": "Threat detection",
    "incident_response": "Incident response",
    "data_backup": "Data backup",
    "identity_access": "Accounts and sign-in",
    "patching_updates": "Updates",
    "endpoint": "Computers and phones",
    "email_security": "E-mail security",
    "network": "Network",
    "vendor_management": "Suppliers",
    "training_reporting": "Training",
    "physical_power": "Power and premises",
    "data_protection": "Personal data",
    "business_continuity": "Carrying on",
    "governance": "Keeping it agreed",
}
# The five technical controls of Cyber Essentials.
THEMES = (
    "Firewalls",
    "Secure configuration",
    "Security update management",
    "User access control",
    "Malware protection",
)
_OWNERS = {"msp": Ownership.PROVIDER, "none": Ownership.UNDECIDED}


@dataclass(frozen=True)
class CatalogueActivity:
    """One job of the shipped catalogue; `domain` in plain words."""

    position: int
    code: str
    domain: str
    title: str
    description: str
    provider_duty: str
    customer_duty: str
    default_ownership: Ownership
    evidence_expected: str
    nist_csf: tuple[str, ...]
    cyber_essentials: tuple[str, ...]
    review_interval_months: int


@lru_cache(maxsize=1)
def activities() -> tuple[CatalogueActivity, ...]:
    """Every job of the file, in its order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_activity(number, line) for number, line in enumerate(csv.DictReader(file), 1))


def named(text: str, provider: str) -> str:
    """The text with the provider called by its name."""
    return re.sub(r"\b(?:[Tt]he )?MSP\b", lambda _match: provider, text)


def _activity(number: int, line: dict[str, str]) -> CatalogueActivity:
    owner = line["default_ownership"]
    return CatalogueActivity(
        position=number,
        code=line["code"],
        domain=DOMAINS[line["domain"]],
        title=line["title"],
        description=line["description"],
        provider_duty=line["msp_duty"],
        customer_duty=line["customer_duty"],
        default_ownership=_OWNERS[owner] if owner in _OWNERS else Ownership(owner),
        evidence_expected=line["evidence_expected"],
        nist_csf=_several(line["nist_csf"]),
        cyber_essentials=_several(line["cyber_essentials"]),
        review_interval_months=int(line["review_interval_months"]),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
