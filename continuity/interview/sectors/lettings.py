"""A lettings agent."""

from decimal import Decimal

from continuity.enums import ImpactKind
from continuity.interview.draft import Target
from continuity.interview.question import Section, Starter
from continuity.interview.sectors.common import (
    costs,
    lasts,
    other_way_lasts,
    other_way_needs,
    other_way_serves,
    part,
    stops_first,
    the_internet,
    yes_no,
    your_day,
    your_money,
    your_targets,
)
from continuity.interview.sectors.things import DAY, HOUR, WEEKDAYS, else_by, hard, soft, thing, trading, ways
from continuity.survival.model import Facts, NodeKind, Point, StepCost

REPAIRS = "Emergency repairs arranged by hand"
NODES = (
    thing("power", "Mains power", NodeKind.UTILITY),
    thing("broadband", "Office broadband", NodeKind.UTILITY),
    thing("phones", "Mobile phones online"),
    thing("connectivity", "A line to the internet", NodeKind.ANY_OF),
    thing("maker", "Maker of the lettings software", NodeKind.VENDOR),
    thing("mail_host", "Host of e-mail and files", NodeKind.VENDOR),
    thing("bank", "Client account at the bank", NodeKind.VENDOR),
    thing("software", "Lettings software"),
    thing("email", "E-mail and files"),
    thing("telephone", "Telephones"),
    thing("office", "Office", NodeKind.PLACE),
    thing("keys", "Keys"),
    thing("team", "Lettings team", NodeKind.PEOPLE),
    thing("rent", "Rent collection", NodeKind.LINE),
    thing("lets", "New lets", NodeKind.LINE),
    thing("repairs", "Repairs", NodeKind.LINE),
    thing("fees", "Fees earned", NodeKind.ANY_OF),
    thing("serve", "Look after landlords and tenants", NodeKind.SERVICE),
)
LINKS = (
    hard("broadband", "power"),
    hard("phones", "power", 8 * HOUR),
    *ways("connectivity", broadband=100, phones=50),
    hard("telephone", "power", 8 * HOUR),
    hard("office", "power", 6 * HOUR),
    else_by("software", "maker", "Last week’s printed list", 30, DAY),
    hard("software", "connectivity"),
    hard("email", "mail_host"),
    hard("email", "connectivity", 2 * HOUR),
    else_by("keys", "office", "Spare set elsewhere", 50, None),
    hard("rent", "software", DAY),
    hard("rent", "bank", DAY),
    hard("lets", "software"),
    hard("lets", "email", 4 * HOUR),
    hard("lets", "keys"),
    hard("lets", "team"),
    hard("repairs", "telephone"),
    hard("repairs", "team"),
    soft("repairs", "email", 70),
    *ways("fees", rent=50, lets=35, repairs=15),
    hard("serve", "fees"),
)
WEEK = your_day(
    "When is the office open?",
    "What do you earn in fees in an ordinary hour?",
    part("rent_share", "How much of your fees comes from collecting rent?", ("fees", "rent"), hint="Roughly."),
    part("lets_share", "How much comes from new lets?", ("fees", "lets"), hint="Roughly."),
    yes_no("repairs", "Do you look after repairs?", "Product line", "repairs", "telephone"),
)
POWER = Section(
    key="power",
    title="If the power goes",
    questions=(
        stops_first((("broadband", "The internet"), ("office", "The office itself"), ("telephone", "The telephones"))),
        lasts("office_dark", "How long can people stay in the office?", ("office", "power"),
              hint="Light, heating, alarm.", unless=(("first", "office"),)),
        lasts("telephone", "How long can tenants still reach you by telephone?", ("telephone", "power"),
              only_if=(("repairs", True),), unless=(("first", "telephone"),)),
        other_way_serves("keys", "If you cannot get into the office, for how many homes are keys elsewhere?",
                         ("keys", "office"), hint="0 if all keys are in the office."),
    ),
    lead="Without power you",
    fails=("power",),
)  # fmt: skip
INTERNET = the_internet(
    line="broadband", backup="phones", group="connectivity",
    backup_text="Can mobile phones bring the office online?",
    battery_text="How long do those phones last without mains?",
    more=(
        lasts("software_line", "Without a line, how long does the lettings software go on?",
              ("software", "connectivity")),
        lasts("email_line", "Without a line, how long can you work on files and mail you have open?",
              ("email", "connectivity")),
    ),
)  # fmt: skip
SYSTEMS = Section(
    key="systems",
    title="What you work with",
    questions=(
        other_way_lasts("list", "If the software’s maker has an outage, how long do printed lists do?",
                        ("software", "maker"), hint="Tenants, landlords, viewings on paper. Write 0 if you have none."),
        other_way_serves("list_serves", "How much gets done from those lists?", ("software", "maker"),
                         unless=(("list", 0),)),
        other_way_needs("list_calls", "To work from those lists, do you need the telephones?", ("software", "maker"),
                        "telephone", hint="To ring landlords, tenants and trades.", only_if=(("repairs", True),),
                        unless=(("list", 0),)),
        lasts("rent_waits", "How long can rent wait to be booked?", ("rent", "software"), hint="On the first."),
        lasts("bank", "And if the bank’s service is down?", ("rent", "bank"), hint="Before landlords are paid late."),
        lasts("mail_host", "If mail and files are down at their host, how long do you go on?", ("email", "mail_host")),
        lasts("lets_mail", "How long can a new let wait for mail?", ("lets", "email")),
        part("repairs_mail", "Without mail, how much of the repairs can you arrange?", ("repairs", "email"),
             term="Soft dependency, remaining capacity", only_if=(("repairs", True),)),
    ),
    lead="Without the lettings software’s maker you",
    fails=("maker",),
)  # fmt: skip
PEOPLE = Section(
    key="people",
    title="People",
    questions=(
        lasts("team", "If your team could not come in, how soon do viewings and repairs stop?", ("lets", "team"),
              ("repairs", "team")),
    ),
    lead="Without the team you",
    fails=("team",),
)  # fmt: skip
LETTINGS = Starter(
    key="lettings",
    name="A lettings agent",
    about="Rent, new lets, repairs.",
    can="look after landlords and tenants",
    nodes=NODES,
    links=LINKS,
    facts=Facts(
        gross_profit=Decimal("0.85"),
        minimum=Decimal("0.4"),
        tolerance=Decimal(4000),
        step_costs=(StepCost(name=REPAIRS, amount=Decimal(250), after=DAY, when="email"),),
    ),
    trading=trading(WEEKDAYS, 9, 17, 160),
    sections=(
        WEEK,
        POWER,
        INTERNET,
        SYSTEMS,
        PEOPLE,
        your_targets(
            "software",
            "How soon must the lettings software be back?",
            "How much work in it could you afford to type again?",
        ),
        your_money(
            ImpactKind.SAFETY,
            "If no tenant reached you for three days, how much harm could come of it?",
            costs(
                "by_hand", "After a day without mail and files, what do repairs cost extra?", REPAIRS, "0 if nothing."
            ),
        ),
    ),
    targets={"software": Target(24 * HOUR, 24 * HOUR)},
    scores={(ImpactKind.SAFETY, Point.THREE_DAYS): 4},
)
