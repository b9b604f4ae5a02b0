"""A café or coffee shop (domain.md §7.4, with what most of them have)."""

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
from continuity.interview.sectors.things import HOUR, SIX_DAYS, else_by, hard, soft, thing, trading, ways
from continuity.survival.model import Facts, NodeKind, Point, StepCost

SPOILED = "Food thrown away"
NODES = (
    thing("power", "Mains power", NodeKind.UTILITY),
    thing("water", "Running water", NodeKind.UTILITY),
    thing("broadband", "Broadband", NodeKind.UTILITY),
    thing("hotspot", "Shop phone as hotspot"),
    thing("connectivity", "Broadband or hotspot", NodeKind.ANY_OF),
    thing("till_maker", "Maker of the till", NodeKind.VENDOR),
    thing("card_company", "Card company", NodeKind.VENDOR),
    thing("epos", "Till tablet"),
    thing("card_reader", "Card machine"),
    thing("cash_till", "Cash, pad and float"),
    thing("payment", "Cards or cash", NodeKind.ANY_OF),
    thing("hot_drinks", "Hot drinks", NodeKind.LINE),
    thing("chiller", "Chiller"),
    thing("food", "Cold food", NodeKind.LINE),
    thing("product", "Drinks or food", NodeKind.ANY_OF),
    thing("owner", "The owner", NodeKind.PEOPLE),
    thing("second", "A second key holder", NodeKind.PEOPLE),
    thing("opener", "Somebody to open up", NodeKind.ANY_OF),
    thing("serve", "Serve customers", NodeKind.SERVICE),
)
LINKS = (
    hard("broadband", "power"),
    hard("hotspot", "power", 4 * HOUR),
    *ways("connectivity", broadband=100, hotspot=100),
    hard("epos", "power", 4 * HOUR),
    hard("epos", "connectivity", 2 * HOUR),
    hard("epos", "till_maker", 2 * HOUR),
    hard("card_reader", "power", 6 * HOUR),
    hard("card_reader", "connectivity"),
    hard("card_reader", "card_company"),
    soft("card_reader", "epos", 100),
    else_by("cash_till", "epos", "Pad and cash float", 100, 3 * HOUR),
    *ways("payment", card_reader=100, cash_till=20),
    else_by("hot_drinks", "power", "Flasks filled in time", 50, HOUR),
    hard("chiller", "power", 4 * HOUR),
    hard("food", "chiller", 2 * HOUR),
    *ways("product", hot_drinks=60, food=40),
    *ways("opener", owner=100, second=100),
    hard("serve", "payment"),
    hard("serve", "product"),
    hard("serve", "opener"),
    hard("serve", "water"),
)
DAY = your_day(
    "When are you open?",
    "What do you take in an ordinary hour?",
    part("drinks", "Of what you take, how much is hot drinks?", ("product", "hot_drinks"), "food"),
)
POWER = Section(
    key="power",
    title="If the power goes",
    questions=(
        stops_first(
            (("hot_drinks", "Hot drinks"), ("epos", "The till"), ("card_reader", "The card machine"),
             ("chiller", "The chiller"), ("broadband", "The internet")),
        ),
        other_way_lasts("flasks", "How long could you sell hot drinks from flasks?", ("hot_drinks", "power"),
                        hint="Filled before the water cools. Write 0 if you have none."),
        other_way_serves("flasks_serve", "How much of your usual hot drinks would the flasks cover?",
                         ("hot_drinks", "power"), unless=(("flasks", 0),)),
        lasts("chiller", "How long does the chiller stay cold with the door shut?", ("chiller", "power"),
              unless=(("first", "chiller"),)),
        lasts("food", "Once it is too warm, how long can you still sell the food?", ("food", "chiller"),
              hint="If your food-safety plan says less, use that."),
        costs("spoiled", "If the food spoils, what do you throw away?", SPOILED, "What it cost you. 0 if nothing."),
        lasts("till_battery", "How long does the till’s battery last?", ("epos", "power"), term="Battery runtime",
              hint="Write 0 if it has none.", unless=(("first", "epos"),)),
        lasts("card_battery", "How long does the card machine’s battery last?", ("card_reader", "power"),
              term="Battery runtime", unless=(("first", "card_reader"),)),
    ),
    lead="Without power you",
    fails=("power",),
)  # fmt: skip
INTERNET = the_internet(
    line="broadband", backup="hotspot", group="connectivity",
    backup_text="Can a phone bring till and card machine online?",
    battery_text="How long does that phone’s battery last?",
    more=(
        lasts("till_offline", "Without a line, how long does the till go on?", ("epos", "connectivity"),
              ("epos", "till_maker"), term="Offline limit", hint="Ask its maker. Write 0 if you don’t sell offline."),
        lasts("card_offline", "Without a line, how long does the card machine keep sales?",
              ("card_reader", "connectivity"), ("card_reader", "card_company"), term="Store-and-forward limit",
              hint="And who bears a stored sale that is refused later? Ask its maker."),
    ),
)  # fmt: skip
PAYING = Section(
    key="paying",
    title="Taking money",
    questions=(
        yes_no("cash", "Can you take cash?", "Redundancy, any of several ways", "cash_till"),
        part("cash_share", "If cash were all you took, how many of your customers could pay?", ("payment", "cash_till"),
             term="Capacity of that way", only_if=(("cash", True),)),
        other_way_needs("drawer", "Does the cash drawer open only while the till is on?", ("cash_till", "epos"), "epos",
                        hint="Not if it has a key.", only_if=(("cash", True),)),
        other_way_lasts("cash_lasts", "With the till off, how long could you go on with pad and float?",
                        ("cash_till", "epos"), hint="Until change or patience runs out.", only_if=(("cash", True),),
                        unless=(("drawer", True),)),
    ),
    lead="Without the card machine you",
    fails=("card_reader",),
)  # fmt: skip
PEOPLE = Section(
    key="people",
    title="People and place",
    questions=(
        yes_no("second", "Is there somebody besides you who can open up and run the day?", "Key person", "second"),
        yes_no("water", "Without running water, do you have to stop?", "Hard dependency", "water",
               hint="Most places that make drinks have to."),
    ),
    lead="If you were away, the business",
    fails=("owner",),
)  # fmt: skip
CAFE = Starter(
    key="cafe",
    name="A café or coffee shop",
    about="Drinks and food over the counter.",
    can="serve customers",
    nodes=NODES,
    links=LINKS,
    facts=Facts(
        gross_profit=Decimal("0.68"),
        minimum=Decimal("0.4"),
        tolerance=Decimal(500),
        step_costs=(StepCost(name=SPOILED, amount=Decimal(120), after=2 * HOUR, when="chiller"),),
    ),
    trading=trading(SIX_DAYS, 7, 17, 90, (8, 10, 150)),
    sections=(
        DAY,
        POWER,
        INTERNET,
        PAYING,
        PEOPLE,
        your_targets(
            "epos",
            "How soon must the till be back?",
            "How many hours of sales could you afford to type into the till again?",
        ),
        your_money(ImpactKind.REPUTATION, "If you were shut for three days, how badly would your name suffer?"),
    ),
    targets={"epos": Target(4 * HOUR, 24 * HOUR)},
    scores={(ImpactKind.REPUTATION, Point.THREE_DAYS): 3},
)
