"""The advice that the made-up provider gave its customers, what they decided, and what both agreed to do."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Way:
    """An option: what, in a sentence, pounds once and each month ("" where nobody knows)."""

    title: str
    about: str
    once: str = ""
    monthly: str = ""


@dataclass(frozen=True)
class Agreed:
    """An action: text, side, in how many days from the decision, who (a first name), and what showed that it was done.

    `after` is how many days after it was agreed it was done; 0: it is still open.
    """

    text: str
    owed_by: str
    within: int
    who: str = ""
    cost: str = ""
    after: int = 0
    closing: str = ""


@dataclass(frozen=True)
class Advice:
    """A recommendation: given so many days ago, decided so many days later. The first option is recommended.

    `answer` is "" while nobody has decided; `days` after the decision it is to be done or looked at again.
    """

    given: int
    title: str
    risk: str
    urgency: str
    ways: tuple[Way, ...]
    causes: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    is_draft: bool = False
    answer: str = ""
    after: int = 0
    days: int = 0
    reason: str = ""
    taken_back: str = ""
    actions: tuple[Agreed, ...] = field(default=())


HARBOUR = (
    Advice(
        given=168, title="A second line to the internet at Quay Street", urgency="year",
        risk="Card machines and tills at Quay Street share one line. It was down for half a day twice last year, once "
        "on a Saturday.\n\nWithout it you sell for cash only. Most of your guests carry none, so a day without the "
        "line costs about half of what you would have taken.",
        ways=(
            Way("A mobile line that takes over by itself", "A small box with a SIM card; the tills notice nothing.",
                "180", "22"),
            Way("A second fixed line from another company", "Faster, but dug in along the same street.", "0", "38"),
        ),
        causes=("utility_failure",), heads=("LOST_GROSS_PROFIT",),
        answer="declined", after=9, days=300,
        reason="The new menu came first this year. We use the paper slips and my telephone until then.",
    ),
    Advice(
        given=56, title="Let updates reach one till a day before the others", urgency="now",
        risk="On the day of the outage one faulty update stopped every till in three shops at the same minute. "
        "Whatever its maker sends next can do the same again.",
        ways=(
            Way("One till first, the others a day later", "The till by the door at Quay Street gets everything first.",
                "0", "0"),
        ),
        causes=("dependent_system_failure",), heads=("LOST_GROSS_PROFIT", "STOCK_SPOILAGE"),
        answer="accepted", after=1,
        actions=(
            Agreed("Set the tills up so that one gets updates a day before the others", "provider", 10, "Priya", "",
                   7, "Three tills moved to the second ring; the first is the till by the door. Jory has seen it."),
            Agreed("Tell all shifts whom to ring when the first till misbehaves", "customer", 14, "Jory", "", 12,
                   "Card with the number beside each till, read out at the shift meeting."),
        ),
    ),
    Advice(
        given=38, title="Replace the two oldest tills", urgency="quarter",
        risk="Two tills run a system that its maker stops mending next year. After that a hole in it stays open, and "
        "your insurer pays nothing for software that its maker no longer supports.",
        ways=(
            Way("Two new tills of the kind you know", "Same look, same card machines; an evening to change over.",
                "1240"),
            Way("Two used ones that are still supported", "Cheaper, for three years at most.", "560"),
        ),
        causes=("security_failure", "ransomware"),
        answer="scheduled", after=6, days=110,
        actions=(
            Agreed("Order two tills and agree the evening", "provider", 26, "Tom", "1240"),
            Agreed("Clear the counter at Mill Lane for the new tills", "customer", 60, "Amara"),
        ),
    ),
    Advice(
        given=3, title="Practise bringing back the accounts", urgency="quarter",
        risk="Backups are made every night and tried by us twice a year, but nobody of yours has ever worked from a "
        "restored copy. In the first hours you would learn it while guests are waiting.",
        ways=(
            Way("An hour together in January", "We restore a copy, you open the till day and print a bill.", "0"),
        ),
        causes=("ransomware",), heads=("DATA_RESTORATION",), conditions=("BACKUP",),
    ),
    Advice(
        given=0, title="Passkeys instead of passwords for e-mail", urgency="year", is_draft=True,
        risk="Two of your people typed their password into a false page in the last exercise.",
        ways=(Way("Passkeys for everybody", "On the telephones they carry anyway.", "0", "0"),),
        causes=("social_engineering",),
    ),
)  # fmt: skip
FENWICK = (
    Advice(
        given=140, title="Replace the old server", urgency="now",
        risk="The server in the back room no longer gets security updates. Whoever finds a hole in it can encrypt "
        "everything that it holds: accounts, payroll, twelve years of letters.\n\nThe insurer asks for high-risk "
        "updates within 14 days. For this server there are none.",
        ways=(
            Way("Move everything to the online service", "No server any more; three evenings to move.", "3400", "95"),
            Way("A new server in the same place", "Known, but it has to be looked after.", "5200"),
        ),
        causes=("ransomware", "security_failure"), heads=("DATA_RESTORATION", "EXTRA_EXPENSE"),
        conditions=("UPDATES",),
        answer="declined", after=11, days=90,
        reason="Not before the filing season. The partners want to see the year’s figures first.",
        actions=(
            Agreed("Write down what is on the old server and who uses it", "customer", 100, "", "", 0),
        ),
    ),
    Advice(
        given=47, title="A second person who may release payments", urgency="quarter",
        risk="One partner alone can send any amount. A false invoice that fools one person is paid the same minute.",
        ways=(Way("Two people for amounts above £1,000", "Set in the bank’s own pages; nothing to buy.", "0"),),
        causes=("social_engineering",), heads=("FUNDS_TRANSFER",),
        answer="accepted", after=3,
        actions=(
            Agreed("Set the second release at the bank", "customer", 21, "", "", 18, "Letter of the bank of that day."),
            Agreed("Show both partners what a false invoice looks like", "provider", 34, "Priya"),
        ),
    ),
)  # fmt: skip
TIDEWELL = (
    Advice(
        given=10, title="Detection on every computer, watched day and night", urgency="now",
        risk="Nobody would notice an attacker who is already inside. You keep bank details of 6,000 people, and your "
        "insurer asks for detection on every computer.",
        ways=(
            Way("Detection with people who watch it", "On all 14 computers, watched from outside office hours too.",
                "0", "126"),
            Way("Detection without people", "It stops what it knows; nobody looks at the rest.", "0", "42"),
        ),
        causes=("data_breach", "ransomware"), heads=("NOTIFICATION", "THIRD_PARTY_DAMAGES"), conditions=("EDR",),
        answer="declined", after=4, days=80,
        reason="Too much each month while two desks are empty. We speak about it again in the new year.",
    ),
    Advice(
        given=9, title="Print and scan through the old server", urgency="year",
        risk="The old way of scanning sends pages through the office without a lock.",
        ways=(Way("Scan straight into the online folders", "An hour for each machine.", "160"),),
        taken_back="The machines go back to their owner in December.",
    ),
    Advice(
        given=8, title="A list of who opens the file share", urgency="quarter",
        risk="The share is open to everybody in the office, and to two people who left in spring.",
        ways=(Way("Three groups instead of everybody", "Lettings, accounts, owners.", "240"),),
        causes=("data_breach",), answer="accepted", after=2,
        actions=(
            Agreed("Say who belongs to which group", "customer", 3, ""),
            Agreed("Set up the three groups", "provider", 20, "Priya", "240"),
        ),
    ),
)  # fmt: skip
