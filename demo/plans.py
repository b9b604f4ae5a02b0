"""Plans, contacts and exercises of the three customers, as plain data."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Told:
    """A plan: its words, its steps (minutes, who, what, where, how) and who rings whom (caller, called)."""

    words: dict[str, str]
    steps: tuple[tuple[int, str, str, str, str], ...]
    calls: tuple[tuple[str, str], ...] = ()
    contacts: tuple[dict[str, str], ...] = field(default=())


def contact(name: str, role: str, party: str, phone: str, **more: str) -> dict[str, Any]:
    return {"name": name, "role": role, "party": party, "phone": phone} | more


HARBOUR = Told(
    words={
        "name": "The power goes",
        "scenario": "Lights, chillers and the coffee machine stop. Tills and card machines run on their batteries for "
        "some hours; the internet box carries on for half an hour.",
        "trigger": "No power for 15 minutes in one shop, or the network says it will be longer.",
        "may_start": "Jory Pascoe, or whoever opens the shop. Amara Osei for more than one shop.",
        "alternatives": "Send people to the shop that has power, and take its takings machine along. Sell what is cold "
        "first. With no prospect by 14:00, close and put a notice on the door.",
        "back_to_normal": "Wait ten minutes after the power is back. Switch on chillers, then internet, then tills, "
        "then the coffee machine. Throw away what was above 8 °C. Enter the paper sales. Recharge every battery.",
    },
    steps=(
        (0, "Whoever opens", "Look whether it is only us", "Fuse box, behind the counter",
         "If a fuse has tripped, switch it on once. If it trips again, leave it."),
        (5, "Whoever opens", "Ring 105 for news, note when they expect it back", "", ""),
        (10, "Jory Pascoe", "Keep chillers shut, no ice, flasks of hot water out", "Kitchen",
         "A shut chiller is safe for four hours."),
        (15, "Jory Pascoe", "Ring Fairlead IT: they stop the alerts and watch the tills", "", ""),
        (20, "Each till", "Turn screens dark, cards on battery, receipts off", "",
         "Settings, battery, save. The card machine keeps sales for an hour without internet."),
        (30, "Jory Pascoe", "Share the shop phone’s internet with the tills", "Office drawer, pin on the lid", ""),
        (90, "Jory Pascoe", "Flasks are empty: sell cold food and drinks only", "", "Change the board outside."),
        (240, "Each till", "Change to pad and cash float", "Safe",
         "Two floats of £80. Write every sale on the pad: time, what, how much."),
        (300, "Amara Osei", "Decide whether to close", "", "Below 40 % of a normal hour it costs more to stay open."),
    ),
    calls=(
        ("", "Jory Pascoe"), ("", "Power network (105)"), ("Jory Pascoe", "Amara Osei"),
        ("Jory Pascoe", "Fairlead IT, emergencies"), ("Amara Osei", "Kit Lanyon"),
        ("Amara Osei", "Calder Mutual, claims"),
        ("Fairlead IT, emergencies", "Till maker, support"),
    ),
    contacts=(
        contact("Amara Osei", "Owner", "customer", "01632 960 201", second_phone="07700 900 201",
                email="amara@harbour-roast.example"),
        contact("Jory Pascoe", "Shop manager", "customer", "07700 900 202", email="jory@harbour-roast.example"),
        contact("Kit Lanyon", "Bookkeeper", "customer", "07700 900 203"),
        contact("Fairlead IT, emergencies", "Duty engineer, day and night", "provider", "01632 960 100"),
        contact("Power network (105)", "News of power cuts", "authority", "105"),
        contact("Till maker, support", "Says how long tills work offline", "vendor", "01632 960 440"),
        contact("Calder Mutual, claims", "Claims line", "insurer", "01632 960 550"),
    ),
)  # fmt: skip
CHANGED = (240, "Each till", "Change to pad and cash float, with the printed price list", "Safe",
           "Two floats of £80, price list in the bag. Write every sale on the pad: time, what, how much.")  # fmt: skip
FENWICK = Told(
    words={
        "name": "Our files cannot be opened",
        "scenario": "Files on the server have strange endings or do not open; a note asks for money.",
        "trigger": "Two people cannot open files that worked an hour ago.",
        "may_start": "Nell Fenwick or Idris Shaw. At night: whoever notices.",
        "alternatives": "Work from the copies of the tax software in the cloud; ask for more time for filings.",
        "back_to_normal": "Fairlead IT says which computers are clean. Restore in the agreed order: payroll, accounts, "
        "the rest. Change every password.",
    },
    steps=(
        (0, "Whoever notices", "Unplug the network cable, leave the computer on", "Every computer with the signs", ""),
        (5, "Idris Shaw", "Ring Fairlead IT", "", "Say: files are encrypted. They cut off the server."),
        (30, "Nell Fenwick", "Ring the insurer before anybody spends money", "", "Policy number is on the card."),
        (60, "Idris Shaw", "Tell staff by telephone: no e-mail, no remote access", "", ""),
        (240, "Nell Fenwick", "Decide whom to tell", "", "Clients, the ICO within 72 hours if personal data was read."),
    ),
    calls=(
        ("", "Idris Shaw"), ("Idris Shaw", "Nell Fenwick"), ("Idris Shaw", "Fairlead IT, emergencies"),
        ("Nell Fenwick", "Insurer’s incident line"),
    ),
    contacts=(
        contact("Nell Fenwick", "Partner", "customer", "07700 900 301", email="nell@fenwick-shaw.example"),
        contact("Idris Shaw", "Office manager", "customer", "07700 900 302"),
        contact("Fairlead IT, emergencies", "Duty engineer, day and night", "provider", "01632 960 100"),
        contact("Insurer’s incident line", "Day and night", "insurer", "01632 960 560"),
    ),
)  # fmt: skip
TIDEWELL = Told(
    words={
        "name": "The internet goes",
        "scenario": "Viewings, e-mail and the telephone system stop together.",
        "trigger": "Nothing loads for ten minutes.",
        "may_start": "Bryn Tidewell.",
    },
    steps=(
        (0, "Whoever notices", "Look whether the box shows a red light", "Under the stairs", ""),
        (10, "Bryn Tidewell", "Ring Fairlead IT", "", ""),
        (30, "Bryn Tidewell", "Send the office telephone to a mobile", "", ""),
    ),
    calls=(("", "Bryn Tidewell"), ("Bryn Tidewell", "Fairlead IT, emergencies")),
    contacts=(
        contact("Bryn Tidewell", "Director", "customer", "07700 900 401"),
        contact("Fairlead IT, emergencies", "Duty engineer, day and night", "provider", "01632 960 100"),
    ),
)  # fmt: skip
SEEN_TRADING = """Prices of the seasonal drinks were known by nobody: 14 minutes lost.
The second float was £25 short.
The pad worked; nobody missed a sale."""
SEEN_READING = """The number of the till maker’s night line is missing.
New staff did not know where the fuse box is; shown now."""
TIMES_TRADING = (("Change from till to pad and float", 10, 24), ("Find the lamps", 5, 3))
TIMES_READING = (("Everybody reached", 30, 22),)
LOGGED = (
    (6, "105 says: cable fault in Quay Street, back by noon."),
    (41, "Tills run over the shop phone; card sales go through."),
    (96, "Board outside changed: cold only."),
)
WENT_WELL = "Everybody knew what to do. Cards worked to the end. The network’s time was right to ten minutes."
WENT_BADLY = (
    "The flasks were not filled that morning, so hot drinks ended at once. The back door does not lock without power."
)
