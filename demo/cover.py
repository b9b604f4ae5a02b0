"""The insurance of the made-up provider and its customers, as the worked examples of domain.md §4.4 to §4.6 have it."""

from dataclasses import dataclass, field
from typing import Any

RESPONSE = ["INCIDENT_RESPONSE", "DATA_RESTORATION", "NOTIFICATION"]
BUSINESS = ["EXTRA_EXPENSE", "LOST_GROSS_PROFIT"]
LIABILITY = ["LEGAL_DEFENCE", "THIRD_PARTY_DAMAGES"]
ATTACKS = ["ransomware", "data_breach", "security_failure"]


@dataclass(frozen=True)
class Asked:
    """What an insurer asks for, the job that answers for it, and how it stood: 24 of 24, or not looked at."""

    code: str
    words: str
    effect: str
    job: str
    counted: int | None = None
    counted_of: int | None = None
    evidence: str = ""
    causes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cover:
    """A policy with what stands in it. `began` is how many days ago its year began."""

    began: int
    about: dict[str, Any]
    sections: tuple[dict[str, Any], ...]
    sublimits: tuple[dict[str, Any], ...] = ()
    conditions: tuple[Asked, ...] = ()
    notices: tuple[dict[str, Any], ...] = field(default=())


MFA = "Everybody needs a second proof of identity for e-mail, remote access and administrator accounts."
BACKUPS = "Backups are kept where an attacker cannot reach them, and a restore is tested every six months."
UPDATES = "High-risk security updates are installed within 14 days."
CALLS = "Every change of bank details is checked by telephone before money is sent."
HOTLINE = "By the hotline, before any cost is agreed or fault admitted."
HARBOUR = Cover(
    began=205,
    about={
        "insurer": "Calder Mutual", "number": "CY-20418", "aggregate_limit": "250000", "retention": "1000",
        "bi_retention": "greater_of", "retroactive_on_years": 2, "hotline": "01632 960 911", "notice_rule": HOTLINE,
        "notice_within": 30, "notice_unit": "days", "broker": "Marlow & Pike", "broker_contact": "01632 960 445",
        "excluded_causes": ["utility_failure", "physical_damage"],
        "exclusions": "War and state cyber operations\nSoftware that its maker no longer supports",
    },
    sections=(
        {"name": "Dependent system failure", "causes": ["dependent_system_failure"], "heads": BUSINESS,
         "limit": "25000", "waiting_hours": 8, "indemnity_days": 90},
        {"name": "Response to attacks", "causes": ATTACKS, "heads": RESPONSE},
        {"name": "Business interruption", "causes": ["ransomware", "security_failure"], "heads": BUSINESS,
         "waiting_hours": 8, "indemnity_days": 90},
        {"name": "Liability", "causes": ATTACKS, "heads": LIABILITY},
    ),
    conditions=(
        Asked("MFA", MFA, "void", "IAM-02", 24, 24, "MFA report: 24 of 24 people", (*ATTACKS, "social_engineering")),
        Asked("BACKUP", BACKUPS, "suspend", "BAK-03", evidence="Restore of the accounts, files checked"),
        Asked("CALLBACK", CALLS, "suspend", "EML-03", evidence="Call-back sheet of the last month",
              causes=("social_engineering",)),
    ),
)  # fmt: skip
FENWICK = Cover(
    began=338,
    about={
        "insurer": "Northgate Specialty", "number": "NS/77-0031", "aggregate_limit": "250000", "retention": "2500",
        "bi_retention": "none", "covers_all_past": True, "hotline": "01632 960 733", "notice_rule": HOTLINE,
        "notice_within": 72, "notice_unit": "hours", "broker": "Marlow & Pike", "broker_contact": "01632 960 445",
        "excluded_causes": ["utility_failure"], "allows_subrogation_waiver": False,
    },
    sections=(
        {"name": "Response", "causes": ["ransomware", "data_breach"], "heads": RESPONSE},
        {"name": "Business interruption", "causes": ["ransomware"], "heads": BUSINESS, "waiting_hours": 12,
         "indemnity_days": 180},
        {"name": "Liability", "causes": ["ransomware", "data_breach"], "heads": LIABILITY},
    ),
    sublimits=({"cause": "ransomware", "amount": "30000", "coinsurance": "0.25"},),
    conditions=(
        Asked("MFA", MFA, "void", "IAM-02", 18, 18, "MFA report: 18 of 18 people"),
        Asked("UPDATES", UPDATES, "reduce", "PAT-01"),
    ),
)  # fmt: skip
TIDEWELL = Cover(
    began=120,
    about={
        "insurer": "Calder Mutual", "number": "CY-31907", "aggregate_limit": "100000", "retention": "5000",
        "bi_retention": "none", "hotline": "01632 960 911", "notice_rule": HOTLINE, "broker": "Marlow & Pike",
    },
    sections=(
        {"name": "Response", "causes": ["data_breach"], "heads": ["INCIDENT_RESPONSE", "NOTIFICATION"]},
        {"name": "Liability", "causes": ["data_breach"], "heads": LIABILITY, "limit": "25000"},
    ),
    conditions=(Asked("EDR", "Detection software on every computer, watched day and night.", "suspend", "DET-02"),),
    notices=(
        {"kind": "claim", "what": "Statements of 40 landlords sent to the wrong people", "insurer_reference": "C-8841",
         "notified_ago": 95, "paid_ago": 40, "paid": "30000", "is_closed": True},
    ),
)  # fmt: skip
PROVIDER = Cover(
    began=240,
    about={
        "kind": "tech_eo", "insurer": "Albion Professional", "number": "TE-5520", "aggregate_limit": "1000000",
        "retention": "10000", "retroactive_on_years": 6, "hotline": "01632 960 300", "notice_rule": HOTLINE,
        "notice_within": 30, "notice_unit": "days", "broker": "Pascoe Risk", "broker_contact": "claims@pascoe.example",
        "allows_subrogation_waiver": False, "excluded_causes": ["utility_failure", "fraud"],
    },
    sections=(
        {"name": "Liability to customers", "causes": ["msp_error", "data_breach", "ransomware"], "heads": LIABILITY},
    ),
    conditions=(Asked("MFA", MFA, "void", ""),),
)  # fmt: skip
