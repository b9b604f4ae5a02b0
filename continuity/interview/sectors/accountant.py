"""An accountancy practice."""

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

PENALTIES = "Late-filing penalties made good"
NODES = (
    thing("power", "Mains power", NodeKind.UTILITY),
    thing("broadband", "Office broadband", NodeKind.UTILITY),
    thing("mobile", "4G router"),
    thing("connectivity", "A line to the internet", NodeKind.ANY_OF),
    thing("office", "Office", NodeKind.PLACE),
    thing("homes", "People’s homes", NodeKind.PLACE),
    thing("workplace", "Somewhere to work", NodeKind.ANY_OF),
    thing("mail_host", "Host of the e-mail", NodeKind.VENDOR),
    thing("maker", "Maker of the practice software", NodeKind.VENDOR),
    thing("server", "File server", restart=45),
    thing("practice", "Practice software"),
    thing("email", "E-mail"),
    thing("preparers", "Preparers", NodeKind.PEOPLE),
    thing("partner", "The partner who signs", NodeKind.PEOPLE),
    thing("deputy", "Another partner", NodeKind.PEOPLE),
    thing("signer", "A partner to sign", NodeKind.ANY_OF),
    thing("returns", "Accounts and tax returns", NodeKind.LINE),
    thing("payroll", "Payroll", NodeKind.LINE),
    thing("advice", "Advice", NodeKind.LINE),
    thing("billed", "Work that is billed", NodeKind.ANY_OF),
    thing("work", "Work for clients", NodeKind.SERVICE),
)
LINKS = (
    hard("broadband", "power"),
    hard("mobile", "power", 4 * HOUR),
    *ways("connectivity", broadband=100, mobile=60),
    hard("office", "power", 4 * HOUR),
    *ways("workplace", office=100, homes=80),
    hard("server", "power", 20),
    hard("server", "office", DAY),
    hard("practice", "maker"),
    else_by("practice", "connectivity", "Working papers on the laptops", 30, 8 * HOUR),
    else_by("email", "mail_host", "Telephone and post", 40, 2 * DAY),
    else_by("email", "connectivity", "Mail on people’s phones", 50, None),
    hard("preparers", "workplace"),
    *ways("signer", partner=100, deputy=70),
    hard("returns", "practice"),
    hard("returns", "preparers"),
    hard("returns", "signer", DAY),
    else_by("returns", "server", "Copies on the laptops", 50, DAY),
    hard("payroll", "practice", 4 * HOUR),
    hard("payroll", "preparers"),
    hard("advice", "email"),
    hard("advice", "signer"),
    *ways("billed", returns=55, payroll=15, advice=30),
    hard("work", "billed"),
    soft("work", "email", 80),
)
WEEK = your_day(
    "When do you work for clients?",
    "What do you bill in an ordinary hour, all of you together?",
    yes_no("payroll", "Do you run payroll for clients?", "Product line", "payroll"),
    part("returns_share", "How much of that is accounts and tax returns?", ("billed", "returns"), hint="Roughly."),
    part("advice_share", "How much of it is advice?", ("billed", "advice"), hint="Roughly."),
)  # fmt: skip
POWER = Section(
    key="power",
    title="If the power goes",
    questions=(
        stops_first((("broadband", "The internet"), ("server", "The file server"), ("office", "The office itself"))),
        lasts("server_battery", "How long does the file server’s battery last?", ("server", "power"),
              term="UPS runtime", hint="Write 0 if it has none.", unless=(("first", "server"),)),
        lasts("office_dark", "How long can people stay in the office?", ("office", "power"),
              hint="Light, heating, alarm, laptops’ batteries.", unless=(("first", "office"),)),
        yes_no("homes", "Can your people work from home?", "Redundancy, any of several ways", "homes"),
        part("homes_share", "How much of the work gets done from home?", ("workplace", "homes"),
             term="Capacity of that way", only_if=(("homes", True),)),
    ),
    lead="Without power in the office you",
    fails=("power",),
)  # fmt: skip
INTERNET = the_internet(
    line="broadband", backup="mobile", group="connectivity",
    backup_text="Have you another way online, such as a 4G router?",
    battery_text="How long does that router run without mains?",
    more=(
        other_way_lasts("papers", "Without a line, how long can people go on with papers on their laptops?",
                        ("practice", "connectivity"), hint="Write 0 if the work stops at once."),
        other_way_serves("papers_serve", "How much gets done like that?", ("practice", "connectivity"),
                         unless=(("papers", 0),)),
        other_way_serves("phone_mail", "How much of your mail can be answered on phones?", ("email", "connectivity")),
        other_way_needs("phone_line", "Do those phones get their mail over the office’s own line?",
                        ("email", "connectivity"), "broadband", hint="Not if they have a mobile network of their own.",
                        unless=(("phone_mail", 0),)),
    ),
)  # fmt: skip
SYSTEMS = Section(
    key="systems",
    title="What you work with",
    questions=(
        lasts("maker", "If the practice software’s maker has an outage, how long do you go on?", ("practice", "maker"),
              hint="Write 0 if it runs in their cloud only."),
        lasts("payroll_waits", "How long can a payroll wait?", ("payroll", "practice"), only_if=(("payroll", True),),
              hint="On the worst day of the month."),
        yes_no("server", "Do you keep files on a server of your own?", "Hard dependency", "server"),
        other_way_lasts("copies", "Without the file server, how long can you work with copies?", ("returns", "server"),
                        hint="Write 0 if nobody has any.", only_if=(("server", True),)),
        other_way_lasts("no_mail", "If e-mail is down at its host, how long do telephone and post do?",
                        ("email", "mail_host"), hint="Before clients stop getting answers."),
        part("mail_soft", "With no e-mail at all, how much of your work goes on?", ("work", "email"),
             term="Soft dependency, remaining capacity"),
    ),
    lead="Without the practice software’s maker you",
    fails=("maker",),
)  # fmt: skip
PEOPLE = Section(
    key="people",
    title="People",
    questions=(
        yes_no("deputy", "Can somebody else sign when you are away?", "Key person", "deputy"),
        part("deputy_share", "How much of your signing could they take on?", ("signer", "deputy"),
             term="Capacity of that way", only_if=(("deputy", True),)),
        lasts("unsigned", "How long can accounts wait for a signature?", ("returns", "signer")),
        lasts("preparers", "If nobody could work anywhere, how soon does work stop?", ("preparers", "workplace")),
    ),
    lead="If you were away, the business",
    fails=("partner",),
)  # fmt: skip
ACCOUNTANT = Starter(
    key="accountant",
    name="An accountant",
    about="Accounts, tax, payroll, advice.",
    can="work for clients",
    nodes=NODES,
    links=LINKS,
    facts=Facts(
        gross_profit=Decimal("0.9"),
        minimum=Decimal("0.3"),
        tolerance=Decimal(8000),
        step_costs=(StepCost(name=PENALTIES, amount=Decimal(1200), after=3 * DAY, when="practice"),),
    ),
    trading=trading(WEEKDAYS, 9, 17, 400),
    sections=(
        WEEK,
        POWER,
        INTERNET,
        SYSTEMS,
        PEOPLE,
        your_targets(
            "practice", "How soon must the practice software be back?",
            "How much work in it could you afford to do again?",
        ),
        your_money(
            ImpactKind.LEGAL,
            "If you could not file for three days, how much trouble would it be?",
            costs("penalties", "After three days without the software, what penalties would you make good?", PENALTIES,
                  "In your busiest month. 0 if none."),
        ),
    ),
    targets={"practice": Target(24 * HOUR, 4 * HOUR)},
    scores={(ImpactKind.LEGAL, Point.THREE_DAYS): 3},
)  # fmt: skip
