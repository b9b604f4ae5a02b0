"""What the three customers depend on, as plain data: the café of domain.md §7.4, an accountancy, a lettings agent.

Times are minutes, shares parts of 1.
"""

from dataclasses import dataclass, field
from datetime import time
from typing import Any

HOUR, DAY = 60, 1440
EVERY_DAY, WORKING_DAYS = tuple(range(6)), tuple(range(5))


@dataclass(frozen=True)
class Thing:
    """Something the business depends on, with what it needs, and the product that it is, where it runs one."""

    name: str
    kind: str = "system"
    needs: tuple["Needs", ...] = ()
    about: dict[str, Any] = field(default_factory=dict)
    product: str = ""


@dataclass(frozen=True)
class Needs:
    """One thing needed: for how long it carries on without it, by which fallback."""

    what: str
    tolerance: int = 0
    kind: str = "hard"
    share: str = "1"
    fallback: str = ""
    serves: str = ""
    longest: int | None = None
    fallback_needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hours:
    """What an hour brings in on these days."""

    days: tuple[int, ...]
    opens: time
    closes: time
    per_hour: str


@dataclass(frozen=True)
class Told:
    """A whole business. The last thing is what customers come for."""

    things: tuple[Thing, ...]
    hours: tuple[Hours, ...]
    gross_profit: str
    minimum: str
    tolerance: str
    costs: tuple[tuple[str, str, int, str], ...] = ()
    scores: dict[tuple[str, str], int] = field(default_factory=dict)


def ways(*several: tuple[str, str] | str) -> tuple[Needs, ...]:
    """The ways of a group, each alone able to carry all or the share named."""
    pairs = [(each, "1") if isinstance(each, str) else each for each in several]
    return tuple(Needs(what, kind="member", share=share) for what, share in pairs)


HARBOUR = Told(
    things=(
        Thing("Mains power", "utility"),
        Thing(
            "Broadband", "utility", (Needs("Mains power", 30),), {"note": "A battery unit keeps the router on."},
            product="Gatehouse 40",
        ),
        Thing("Shop phone as hotspot", "system", (Needs("Mains power", 5 * HOUR),), {"note": "On its own battery."}),
        Thing("Broadband or hotspot", "any_of", ways("Broadband", "Shop phone as hotspot")),
        Thing(
            "Till tablet", "system", (Needs("Mains power", 4 * HOUR), Needs("Broadband or hotspot", 2 * HOUR)),
            {"note": "Own battery; sells offline for two hours.", "rto_minutes": 6 * HOUR, "rpo_minutes": DAY,
             "backup_minutes": HOUR, "notice_minutes": DAY, "priority": "p1"},
            product="Counter",
        ),
        Thing(
            "Card machine", "system",
            (Needs("Mains power", 6 * HOUR), Needs("Broadband or hotspot", HOUR), Needs("Till tablet", kind="soft")),
            {"note": "Keeps sales for an hour without a line. Who bears a stored sale that fails? Ask its maker."},
            product="Counter",
        ),
        Thing(
            "Cash, pad and float", "system",
            (Needs("Till tablet", fallback="Pad and cash float", serves="1", longest=3 * HOUR),),
        ),
        Thing("Cards or cash", "any_of", ways("Card machine", ("Cash, pad and float", "0.2"))),
        Thing(
            "Hot drinks", "line",
            (Needs("Mains power", fallback="Flasks filled in time", serves="0.5", longest=90),),
        ),
        Thing("Chiller", "system", (Needs("Mains power", 4 * HOUR),), {"note": "Stays cold with the door shut."}),
        Thing("Cold food", "line", (Needs("Chiller", 2 * HOUR),)),
        Thing("Drinks or food", "any_of", ways(("Hot drinks", "0.55"), ("Cold food", "0.45"))),
        Thing("Serve customers", "service", (Needs("Cards or cash"), Needs("Drinks or food"))),
    ),
    hours=(Hours(EVERY_DAY, time(7), time(18), "120"),),
    gross_profit="0.7",
    minimum="0.4",
    tolerance="350",
)  # fmt: skip
FENWICK = Told(
    things=(
        Thing("Mains power", "utility"),
        Thing(
            "Office broadband", "utility", (Needs("Mains power", 20),), {"note": "On the small battery unit."},
            product="Gatehouse 40",
        ),
        Thing("4G router", "system", (Needs("Mains power", 4 * HOUR),)),
        Thing("A line to the internet", "any_of", ways("Office broadband", ("4G router", "0.6"))),
        Thing("Office", "place", (Needs("Mains power", 4 * HOUR),), {"note": "Light until dark, no heating."}),
        Thing("People’s homes", "place"),
        Thing("Somewhere to work", "any_of", ways("Office", ("People’s homes", "0.8"))),
        Thing("Northlight Office", "vendor", product="Office"),
        Thing("Maker of the practice software", "vendor", product="Practice 9"),
        Thing(
            "File server", "system", (Needs("Mains power", 20), Needs("Office", DAY)),
            {"restart_minutes": 45, "rto_minutes": 8 * HOUR, "rpo_minutes": 4 * HOUR, "backup_minutes": DAY,
             "notice_minutes": DAY, "priority": "p1"},
            product="Windows",
        ),
        Thing(
            "Practice software", "system",
            (
                Needs("Maker of the practice software"),
                Needs("A line to the internet", fallback="Working papers on the laptops", serves="0.3",
                      longest=8 * HOUR),
            ),
            {"rto_minutes": DAY, "rpo_minutes": 4 * HOUR, "priority": "p1"},
        ),
        Thing(
            "E-mail", "system",
            (
                Needs("Northlight Office", fallback="Telephone and post", serves="0.4", longest=2 * DAY),
                Needs("A line to the internet", fallback="Mail on the partners’ phones", serves="0.5"),
            ),
            {"rto_minutes": 8 * HOUR, "rpo_minutes": HOUR},
        ),
        Thing("Preparers", "people", (Needs("Somewhere to work"),), {"note": "Six people, two needed for payroll."}),
        Thing("Nell Fenwick", "people"),
        Thing("The other partner", "people"),
        Thing("A partner to sign", "any_of", ways("Nell Fenwick", ("The other partner", "0.7"))),
        Thing(
            "Accounts and tax returns", "line",
            (
                Needs("Practice software"), Needs("Preparers"), Needs("A partner to sign", DAY),
                Needs("File server", fallback="Copies on the laptops", serves="0.5", longest=DAY),
            ),
        ),
        Thing("Payroll", "line", (Needs("Practice software", 4 * HOUR), Needs("Preparers"))),
        Thing("Advice", "line", (Needs("E-mail"), Needs("A partner to sign"))),
        Thing(
            "Work that is billed", "any_of",
            ways(("Accounts and tax returns", "0.55"), ("Payroll", "0.15"), ("Advice", "0.3")),
        ),
        Thing("Work for clients", "service", (Needs("Work that is billed"), Needs("E-mail", kind="soft", share="0.8"))),
    ),
    hours=(Hours(WORKING_DAYS, time(9), time(17), "450"),),
    gross_profit="0.9",
    minimum="0.3",
    tolerance="9000",
    costs=(("Penalties for late filing that we make good", "1500", 3 * DAY, "Practice software"),),
    scores={("reputation", "1d"): 3, ("reputation", "3d"): 4, ("legal", "3d"): 3, ("legal", "1w"): 5},
)  # fmt: skip
TIDEWELL = Told(
    things=(
        Thing("Mains power", "utility"),
        Thing("Office broadband", "utility", (Needs("Mains power"),)),
        Thing("Mobile phones", "system", (Needs("Mains power", 8 * HOUR),)),
        Thing("A line to the internet", "any_of", ways("Office broadband", ("Mobile phones", "0.5"))),
        Thing("Maker of the lettings software", "vendor", product="Lets Online"),
        Thing("Northlight Office", "vendor", product="Office"),
        Thing(
            "Lettings software", "system",
            (
                Needs("Maker of the lettings software", fallback="Last week’s printed list", serves="0.3", longest=DAY),
                Needs("A line to the internet"),
            ),
            {"rto_minutes": DAY, "rpo_minutes": DAY, "priority": "p2"},
        ),
        Thing(
            "E-mail and files", "system",
            (Needs("Northlight Office"), Needs("A line to the internet", 2 * HOUR)),
            {"rto_minutes": 8 * HOUR, "rpo_minutes": 4 * HOUR, "backup_minutes": 12 * HOUR, "notice_minutes": DAY,
             "priority": "p1"},
        ),
        Thing("Office", "place"),
        Thing("Keys", "system", (Needs("Office", fallback="Spare set at the director’s", serves="0.5"),)),
        Thing("Lettings team", "people"),
        Thing("Client account at the bank", "vendor"),
        Thing("Rent collection", "line", (Needs("Lettings software", DAY), Needs("Client account at the bank", DAY))),
        Thing(
            "New lets", "line",
            (Needs("Lettings software"), Needs("E-mail and files", 4 * HOUR), Needs("Keys"), Needs("Lettings team")),
        ),
        Thing(
            "Repairs", "line",
            (Needs("Mobile phones"), Needs("Lettings team"), Needs("E-mail and files", kind="soft", share="0.7")),
        ),
        Thing("Fees earned", "any_of", ways(("Rent collection", "0.5"), ("New lets", "0.35"), ("Repairs", "0.15"))),
        Thing("Look after landlords and tenants", "service", (Needs("Fees earned"),)),
    ),
    hours=(Hours(WORKING_DAYS, time(9), time(17, 30), "160"), Hours((5,), time(10), time(14), "220")),
    gross_profit="0.85",
    minimum="0.5",
    tolerance="4000",
    costs=(("Emergency repairs arranged by hand", "300", DAY, "E-mail and files"),),
    scores={("legal", "3d"): 4, ("safety", "1d"): 4, ("reputation", "1w"): 4},
)  # fmt: skip
