"""What Fairlead IT runs for its customers, as plain data: made-up vendors, products, places and a comparison."""

from dataclasses import dataclass, field
from typing import Any

YES, NO = True, False


@dataclass(frozen=True)
class Made:
    """A product, with its part in the defence."""

    name: str
    kind: str
    does: str
    does_not: str
    if_it_stops: str
    facts: dict[str, Any] = field(default_factory=dict)
    supported_days: int | None = None  # from today


@dataclass(frozen=True)
class Maker:
    """A vendor and what it makes."""

    name: str
    supplies: str
    is_critical: bool
    support_hours: str
    support_phone: str
    status_page: str
    makes: tuple[Made, ...]
    notes: str = ""


def _updates(software: tuple[bool | None, ...], content: tuple[bool | None, ...] | None) -> dict[str, Any]:
    """Automatic, delay, staging, rollback of each sort; None for no content updates."""
    names = ("automatic", "delay", "staging", "rollback")
    found: dict[str, Any] = {f"software_{name}": value for name, value in zip(names, software, strict=True)}
    found["has_content"] = content is not None
    found |= {f"content_{name}": value for name, value in zip(names, content or (None,) * 4, strict=True)}
    return found


MAKERS = (
    Maker(
        "Sentryfold", "Endpoint protection with people who watch it", YES, "Day and night", "01632 960 210",
        "status.sentryfold.example",
        (
            Made(
                "Watch", "endpoint",
                "Watches every computer for harmful behaviour, stops it, and cuts the computer off the network. "
                "Somebody looks at each alarm, day and night.",
                "It does not stop somebody from giving away a password, and it brings no files back.",
                "Computers go on working, but nobody would notice an attack. Fairlead IT is told within the hour.",
                _updates((YES, YES, YES, YES), (YES, NO, NO, NO)) | {"encrypts_transit": YES, "encrypts_rest": YES},
                900,
            ),
        ),
        "Renewal talks in spring. Ask again for control over content updates.",
    ),
    Maker(
        "Gannet", "Backup to its own data centres in the UK", YES, "Monday to Saturday, 8 to 20", "01632 960 220",
        "status.gannet.example",
        (
            Made(
                "Cloud Backup", "backup",
                "Copies your files and mailboxes every night to another place, where nobody changes them for 30 days.",
                "It does not keep you working while something is broken: bringing back a whole computer takes hours.",
                "Nothing is lost at once, but what you write from then on has no copy. Fairlead IT sees it by morning.",
                _updates((YES, YES, NO, YES), None) | {"encrypts_transit": YES, "encrypts_rest": YES},
                1300,
            ),
        ),
    ),
    Maker(
        "Postern", "E-mail security", NO, "Monday to Friday, 9 to 17:30", "01632 960 230", "status.postern.example",
        (
            Made(
                "Mail Gate", "email",
                "Looks at every e-mail before it reaches you, holds back harmful ones, and stops others from writing "
                "in your name.",
                "It does not catch every invented invoice: a change of bank details is still checked by telephone.",
                "E-mail waits outside for up to five days, then goes back to the sender. Nothing gets through unseen.",
                _updates((YES, NO, NO, YES), (YES, NO, NO, YES)) | {"encrypts_transit": YES, "encrypts_rest": NO},
                600,
            ),
        ),
    ),
    Maker(
        "Curlewgate", "Remote monitoring and management", YES, "Day and night", "01632 960 240",
        "status.curlewgate.example",
        (
            Made(
                "Steward", "remote",
                "Lets Fairlead IT see the health of every computer, install updates and help you without coming over.",
                "It does not fix a computer that no longer starts: somebody has to come.",
                "Your computers go on working. Fairlead IT sees nothing, and help takes longer.",
                _updates((YES, YES, YES, NO), None) | {"encrypts_transit": YES, "encrypts_rest": YES},
                700,
            ),
        ),
        "Reaches every customer: a second factor for all of us, no exceptions.",
    ),
    Maker(
        "Wrenlock", "Firewalls and Wi-Fi", NO, "Monday to Friday, 8 to 18", "01632 960 250", "",
        (
            Made(
                "Gatehouse 40", "network",
                "Stands between your shop or office and the internet, and keeps guests’ Wi-Fi apart from tills and "
                "computers.",
                "It does not protect a laptop in a café, nor what people open themselves.",
                "No internet, no card payments, no Wi-Fi until the spare box is plugged in.",
                _updates((NO, YES, YES, YES), (YES, NO, NO, NO)) | {"encrypts_transit": YES, "encrypts_rest": None},
                110,
            ),
        ),
    ),
    Maker(
        "Northlight", "Mail, documents, calls and sign-in", YES, "Day and night", "01632 960 260",
        "status.northlight.example",
        (
            Made(
                "Office", "office",
                "Your mail, documents and calls, and the sign-in to most other things, with a second factor.",
                "It keeps no copy of what somebody deletes on purpose for longer than 30 days.",
                "Nobody can mail, call or open shared documents; copies on the computers can be read.",
                _updates((YES, YES, YES, NO), None) | {"encrypts_transit": YES, "encrypts_rest": YES},
            ),
        ),
    ),
    Maker(
        "Brightill", "Tills and card payments", YES, "Every day, 7 to 22", "01632 960 270", "status.brightill.example",
        (
            Made(
                "Counter", "till",
                "Takes orders and card payments, and knows what has been sold.",
                "It takes no cards without the internet for more than an hour.",
                "Cash only, with the paper price list under the counter. Sales are entered afterwards.",
                _updates((YES, NO, NO, None), None) | {"encrypts_transit": YES},
                420,
            ),
        ),
    ),
    Maker(
        "Ledgerhithe", "Software for accountants", YES, "Monday to Friday, 9 to 17", "01632 960 280", "",
        (
            Made(
                "Practice 9", "business",
                "Clients’ accounts, returns and deadlines, on the server in the office.",
                "It sends nothing to the tax office by itself, and it makes no copies.",
                "Returns cannot be prepared. What has been printed can still be read.",
                _updates((NO, YES, YES, YES), None) | {"encrypts_transit": NO, "encrypts_rest": NO},
                -24,
            ),
        ),
    ),
    Maker(
        "Keyhollow", "Software for letting agents", NO, "Monday to Friday, 9 to 17:30", "01632 960 290", "",
        (
            Made(
                "Lets Online", "business", "Tenants, rents, repairs and keys, in the browser.", "",
                "Work goes on from the paper diary; rents due today are on the bank’s list.",
            ),
        ),
    ),
    Maker(
        "Ironbarque", "Endpoint protection", NO, "Day and night", "01632 960 211", "status.ironbarque.example",
        (
            Made(
                "Guard", "endpoint", "Watches computers and stops what is harmful.",
                "Nobody looks at its alarms at night unless that is bought too.", "Computers go on working, unwatched.",
                _updates((YES, YES, YES, YES), (YES, YES, YES, YES)) | {"encrypts_transit": YES, "encrypts_rest": YES},
                1100,
            ),
        ),
    ),
)  # fmt: skip

# Customer → product, where, how many, of what, version, have it, should have it.
RUNS: dict[str, tuple[tuple[str, str, int, str, str, int | None, int | None], ...]] = {
    "Harbour Roast": (
        ("Watch", "", 31, "computers", "8.4", 31, 31), ("Cloud Backup", "Back office", 4, "computers", "12.1", 4, 4),
        ("Mail Gate", "", 24, "mailboxes", "", 24, 24), ("Steward", "", 31, "computers", "2026.3", 30, 31),
        ("Gatehouse 40", "All three shops", 3, "boxes", "7.2.1", 3, 3), ("Office", "", 24, "people", "", 24, 24),
        ("Counter", "All three shops", 7, "tills", "5.18", 7, 7),
    ),
    "Fenwick & Shaw Accountants": (
        ("Watch", "", 22, "computers", "8.4", 20, 22), ("Cloud Backup", "Server", 1, "servers", "12.1", 1, 1),
        ("Mail Gate", "", 18, "mailboxes", "", 18, 18), ("Steward", "", 22, "computers", "2026.3", 22, 22),
        ("Gatehouse 40", "Office", 1, "boxes", "7.0.9", 1, 1), ("Office", "", 18, "people", "", 18, 18),
        ("Practice 9", "Server", 18, "people", "9.2", None, None),
    ),
    "Tidewell Lettings": (
        ("Cloud Backup", "Mailboxes", 11, "mailboxes", "12.1", 11, 11), ("Mail Gate", "", 11, "mailboxes", "", 11, 11),
        ("Steward", "", 13, "computers", "2026.2", 12, 13), ("Office", "", 11, "people", "", 11, 11),
        ("Lets Online", "", 9, "people", "", None, None),
    ),
}  # fmt: skip

TITLE = "Which endpoint protection for the next year?"
NEED = "Every computer of every customer carries it, so a bad update or a missed attack hits all of them at once."
KEEP, OTHER, CHEAP = "Watch", "Guard", "Flintlatch Home Office"
# Criterion → points of what we have, of the other product, of the cheap one; None: not found out.
POINTS: dict[str, tuple[int | None, int | None, int | None]] = {
    "detection": (5, 4, 2), "response": (4, 4, 3), "encryption": (3, 4, 2), "access": (4, 4, 1), "logs": (3, 4, 1),
    "record": (3, 4, None), "support": (5, 4, 1), "finances": (3, 3, None), "assurance": (4, 4, 1),
    "updates": (2, 5, 0), "growth": (4, 3, 2), "configuration": (3, 4, 0), "integration": (5, 3, 0),
    "liability": (3, 3, 0), "data_return": (3, 3, None), "notice": (3, 4, 5), "price": (3, 2, 5),
}  # fmt: skip
EVIDENCE = {
    "detection": "Test by an independent laboratory, spring report", "response": "Tried on the sandbox computer",
    "encryption": "Security paper, section 3", "access": "Settings page, seen with the vendor",
    "logs": "Settings page, seen with the vendor", "record": "Its incident reports of three years",
    "support": "Called on a Sunday at 07:40", "finances": "Accounts at Companies House",
    "assurance": "Certificate and its scope", "updates": "Release policy, and asked in writing",
    "growth": "Price list", "configuration": "Settings page, seen with the vendor",
    "integration": "Tried with the tickets",
    "liability": "Terms of sale, clause 11", "data_return": "Terms of sale, clause 14",
    "notice": "Terms of sale, clause 2",
    "price": "Three offers of the same week",
}  # fmt: skip
# Knock-out → whether each passes.
PASSES: dict[str, tuple[bool | None, bool | None, bool | None]] = {
    "mfa": (YES, YES, NO), "export": (YES, YES, YES), "breach_notice": (YES, YES, None), "supported": (YES, YES, YES),
}  # fmt: skip
REASON = (
    "Guard lets us hold back content updates and scores a little higher. Changing 66 computers in the busy months "
    "costs more than it saves: we keep Watch for a year, ask for control over content, and look again in spring."
)
INCIDENT = "A content update made computers of other providers restart again and again; withdrawn after two hours."

# The backup, looked at in the summer and kept: criterion → points of what we have and of the other, with what shows it.
BACKUP_TITLE = "Is the backup still the right one?"
BACKUP_NEED = "After an attack it is what every customer comes back from."
BACKUP, BACKUP_OTHER = "Cloud Backup", "Stonecrop Vault"
BACKUP_POINTS: dict[str, tuple[int, int, str]] = {
    "encryption": (5, 4, "Security paper, section 2"), "access": (4, 3, "Settings page, seen with the vendor"),
    "record": (4, 3, "Its incident reports of three years"), "support": (4, 2, "Called on a Saturday at 19:30"),
    "assurance": (4, 4, "Certificate and its scope"), "updates": (4, 3, "Release policy"),
    "data_return": (5, 2, "A whole server brought back in a test"), "price": (3, 4, "Two offers of the same week"),
}  # fmt: skip
BACKUP_REASON = "A whole server came back in four hours when we tried it. The other is cheaper and could not show that."
