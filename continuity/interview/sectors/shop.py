"""A shop that sells over the counter and online."""

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
from continuity.interview.sectors.things import DAY, HOUR, SIX_DAYS, else_by, hard, soft, thing, trading, ways
from continuity.survival.model import Facts, NodeKind, Point, StepCost

REFUNDS = "Refunds for parcels sent late"
NODES = (
    thing("power", "Mains power", NodeKind.UTILITY),
    thing("broadband", "Broadband", NodeKind.UTILITY),
    thing("mobile", "Mobile router"),
    thing("connectivity", "A line to the internet", NodeKind.ANY_OF),
    thing("premises", "The shop itself", NodeKind.PLACE),
    thing("lights", "Lights and doors"),
    thing("till_maker", "Maker of the till", NodeKind.VENDOR),
    thing("card_company", "Card company", NodeKind.VENDOR),
    thing("web_host", "Host of the web shop", NodeKind.VENDOR),
    thing("carrier", "Parcel carrier", NodeKind.VENDOR),
    thing("epos", "Till with stock list", restart=15),
    thing("card_reader", "Card machine"),
    thing("cash_till", "Cash, pad and float"),
    thing("payment", "Cards or cash", NodeKind.ANY_OF),
    thing("staff", "Staff in the shop", NodeKind.PEOPLE),
    thing("counter", "Sales in the shop", NodeKind.LINE),
    thing("online", "Sales online", NodeKind.LINE),
    thing("sales", "Shop or online", NodeKind.ANY_OF),
    thing("sell", "Sell to customers", NodeKind.SERVICE),
)
LINKS = (
    hard("broadband", "power"),
    hard("mobile", "power", 3 * HOUR),
    *ways("connectivity", broadband=100, mobile=60),
    else_by("lights", "power", "Daylight and torches", 60, 4 * HOUR),
    hard("epos", "power", 30),
    hard("epos", "connectivity", 8 * HOUR),
    hard("epos", "till_maker", 8 * HOUR),
    hard("card_reader", "power", 6 * HOUR),
    hard("card_reader", "connectivity"),
    hard("card_reader", "card_company"),
    else_by("cash_till", "epos", "Price list, pad and float", 80, 4 * HOUR),
    *ways("payment", card_reader=100, cash_till=25),
    hard("counter", "premises"),
    hard("counter", "lights"),
    hard("counter", "payment"),
    hard("counter", "staff"),
    soft("counter", "epos", 60),
    hard("online", "web_host"),
    hard("online", "connectivity", 4 * HOUR),
    else_by("online", "carrier", "Parcels by the post office", 60, None, "staff"),
    *ways("sales", counter=80, online=20),
    hard("sell", "sales"),
)
WEEK = your_day(
    "When is the shop open?",
    "What do you take in an ordinary hour, web shop included?",
    yes_no("online", "Do you sell online?", "Product line", "online", "web_host", "carrier"),
    part("counter_share", "Of what you take, how much is taken in the shop?", ("sales", "counter"), "online",
         only_if=(("online", True),)),
)  # fmt: skip
POWER = Section(
    key="power",
    title="If the power goes",
    questions=(
        stops_first((("lights", "Lights and doors"), ("epos", "The till"), ("card_reader", "The card machine"),
                     ("broadband", "The internet"))),
        other_way_lasts("daylight", "How long could you sell without the lights?", ("lights", "power"),
                        hint="By daylight, with the door propped open. Write 0 if you would shut."),
        other_way_serves("daylight_serves", "How much would you still sell like that?", ("lights", "power"),
                         unless=(("daylight", 0),)),
        lasts("till_battery", "How long does the till’s battery last?", ("epos", "power"), term="Battery runtime",
              hint="Write 0 if it has none.", unless=(("first", "epos"),)),
        lasts("card_battery", "How long does the card machine’s battery last?", ("card_reader", "power"),
              term="Battery runtime", unless=(("first", "card_reader"),)),
    ),
    lead="Without power you",
    fails=("power",),
)  # fmt: skip
INTERNET = the_internet(
    line="broadband", backup="mobile", group="connectivity",
    backup_text="Have you another way online, such as a mobile router?",
    battery_text="How long does that router run without mains?",
    more=(
        lasts("till_offline", "Without a line, how long does the till go on?", ("epos", "connectivity"),
              ("epos", "till_maker"), term="Offline limit", hint="Ask its maker. Write 0 if it stops at once."),
        lasts("card_offline", "Without a line, how long does the card machine keep sales?",
              ("card_reader", "connectivity"), ("card_reader", "card_company"), term="Store-and-forward limit",
              hint="And who bears a stored sale that is refused later? Ask its maker."),
        lasts("orders", "How long can online orders wait unseen?", ("online", "connectivity"),
              only_if=(("online", True),)),
    ),
)  # fmt: skip
SELLING = Section(
    key="selling",
    title="Taking money, sending goods",
    questions=(
        yes_no("cash", "Can you take cash?", "Redundancy, any of several ways", "cash_till"),
        part("cash_share", "If cash were all you took, how many of your customers could pay?", ("payment", "cash_till"),
             term="Capacity of that way", only_if=(("cash", True),)),
        other_way_needs("drawer", "Does the cash drawer open only while the till is on?", ("cash_till", "epos"), "epos",
                        hint="Not if it has a key.", only_if=(("cash", True),)),
        other_way_lasts("cash_lasts", "With the till off, how long could you sell from a price list?",
                        ("cash_till", "epos"), hint="Until change or patience runs out.", only_if=(("cash", True),),
                        unless=(("drawer", True),)),
        part("no_till", "Without the till, how much could you sell?", ("counter", "epos"),
             term="Soft dependency, remaining capacity", hint="Prices from memory, cards on the machine alone."),
        other_way_serves("carrier", "If your carrier stops, how many parcels could go by another?",
                         ("online", "carrier"), only_if=(("online", True),)),
    ),
    lead="Without the till you",
    fails=("epos",),
)  # fmt: skip
PEOPLE = Section(
    key="people",
    title="People and place",
    questions=(
        lasts("staff", "If nobody could come in, how long before the shop stops?", ("counter", "staff")),
        lasts("premises", "If you could not use the shop, how soon do its sales stop?", ("counter", "premises"),
              hint="A flood, a fire next door. Write 0 if at once."),
    ),
    lead="Without the shop you",
    fails=("premises",),
)  # fmt: skip
SHOP = Starter(
    key="shop",
    name="A shop",
    about="Goods over the counter, perhaps online too.",
    can="sell",
    nodes=NODES,
    links=LINKS,
    facts=Facts(
        gross_profit=Decimal("0.45"),
        minimum=Decimal("0.3"),
        tolerance=Decimal(1500),
        step_costs=(StepCost(name=REFUNDS, amount=Decimal(150), after=2 * DAY),),
    ),
    trading=trading(SIX_DAYS, 9, 18, 140, (12, 14, 220)),
    sections=(
        WEEK,
        POWER,
        INTERNET,
        SELLING,
        PEOPLE,
        your_targets(
            "epos",
            "How soon must the till be back?",
            "How many hours of sales could you afford to type into the till again?",
        ),
        your_money(
            ImpactKind.REPUTATION,
            "If you were shut for three days, how badly would your name suffer?",
            costs(
                "refunds", "If you could send nothing for two days, what would you refund?", REFUNDS, "0 if nothing."
            ),
        ),
    ),
    targets={"epos": Target(4 * HOUR, 24 * HOUR)},
    scores={(ImpactKind.REPUTATION, Point.THREE_DAYS): 2},
)
