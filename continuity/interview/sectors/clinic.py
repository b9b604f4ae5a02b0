"""A small clinic: dentist, physiotherapist, vet."""

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
from continuity.interview.sectors.things import HOUR, WEEKDAYS, else_by, hard, thing, trading, ways
from continuity.survival.model import Facts, NodeKind, Point, StepCost

MEDICINES = "Medicines thrown away"
NODES = (
    thing("power", "Mains power", NodeKind.UTILITY),
    thing("water", "Running water", NodeKind.UTILITY),
    thing("broadband", "Broadband", NodeKind.UTILITY),
    thing("mobile", "Mobile router"),
    thing("connectivity", "A line to the internet", NodeKind.ANY_OF),
    thing("rooms", "The rooms", NodeKind.PLACE),
    thing("records_maker", "Maker of the patient records", NodeKind.VENDOR),
    thing("records", "Patient records", restart=20),
    thing("diary", "Appointment diary"),
    thing("chair", "Treatment equipment"),
    thing("fridge", "Medicine fridge"),
    thing("clinician", "The lead clinician", NodeKind.PEOPLE),
    thing("second", "Another clinician", NodeKind.PEOPLE),
    thing("clinicians", "Somebody to treat", NodeKind.ANY_OF),
    thing("desk", "Front desk", NodeKind.PEOPLE),
    thing("treatments", "Treatments", NodeKind.LINE),
    thing("consultations", "Consultations", NodeKind.LINE),
    thing("remote", "Consultations by video or telephone", NodeKind.LINE),
    thing("care", "Treatments or consultations", NodeKind.ANY_OF),
    thing("see", "See patients", NodeKind.SERVICE),
)
LINKS = (
    hard("broadband", "power"),
    hard("mobile", "power", 3 * HOUR),
    *ways("connectivity", broadband=100, mobile=60),
    hard("records", "records_maker"),
    hard("records", "connectivity", HOUR),
    else_by("diary", "connectivity", "Printed list of the day", 80, 8 * HOUR),
    hard("chair", "power"),
    hard("fridge", "power", 4 * HOUR),
    hard("rooms", "power", 2 * HOUR),
    *ways("clinicians", clinician=50, second=50),
    else_by("treatments", "records", "Notes on paper", 50, 4 * HOUR),
    hard("treatments", "chair"),
    hard("treatments", "rooms"),
    hard("treatments", "water"),
    hard("treatments", "fridge", 24 * HOUR),
    else_by("consultations", "records", "Notes on paper", 70, 8 * HOUR),
    hard("consultations", "rooms"),
    hard("remote", "connectivity"),
    else_by("remote", "records", "Notes on paper", 70, 8 * HOUR),
    *ways("care", treatments=65, consultations=25, remote=10),
    hard("see", "care"),
    hard("see", "clinicians"),
    hard("see", "diary"),
    else_by("see", "desk", "You answer the door yourself", 60, None),
)
WEEK = your_day(
    "When do you see patients?",
    "What do you take in an ordinary hour, all rooms together?",
    part("treatments_share", "How much of that comes from treatments with equipment?", ("care", "treatments")),
    part("consultations_share", "How much from consultations in the room?", ("care", "consultations")),
    yes_no("remote", "Do you see patients by video or telephone?", "Redundancy, any of several ways", "remote"),
    part("remote_share", "How much of your work could be done that way?", ("care", "remote"),
         term="Capacity of that way", only_if=(("remote", True),)),
)  # fmt: skip
POWER = Section(
    key="power",
    title="If the power goes",
    questions=(
        stops_first((("chair", "Treatment equipment"), ("broadband", "The internet"), ("rooms", "The rooms themselves"),
                     ("fridge", "The medicine fridge"))),
        lasts("rooms_dark", "How long can you use the rooms?", ("rooms", "power"), hint="Light, heating, safety.",
              unless=(("first", "rooms"),)),
        lasts("fridge", "How long does the medicine fridge stay cold?", ("fridge", "power"),
              unless=(("first", "fridge"),)),
        lasts("medicines", "Once it is warm, how long can you treat without what was in it?", ("treatments", "fridge")),
        costs("medicines_cost", "If the medicines spoil, what do you throw away?", MEDICINES, "What they cost you."),
    ),
    lead="Without power you",
    fails=("power",),
)  # fmt: skip
INTERNET = the_internet(
    line="broadband", backup="mobile", group="connectivity",
    backup_text="Have you another way online, such as a mobile router?",
    battery_text="How long does that router run without mains?",
    more=(
        lasts("records_line", "Without a line, how long can you read patient records?", ("records", "connectivity")),
        other_way_lasts("diary", "How long could you run from a printed list of the day?", ("diary", "connectivity"),
                        hint="Printed each morning. Write 0 if nobody prints one."),
        other_way_needs("diary_desk", "To work from that list, do you need somebody at the front desk?",
                        ("diary", "connectivity"), "desk", hint="To let people in and write down who came.",
                        unless=(("diary", 0),)),
    ),
)  # fmt: skip
RECORDS = Section(
    key="records",
    title="Records",
    questions=(
        lasts("records_maker", "If the maker of the records has an outage, how long can you read them?",
              ("records", "records_maker")),
        other_way_lasts("paper", "Without records, how long is it safe to treat with notes on paper?",
                        ("treatments", "records"), hint="Write 0 if it is not."),
        other_way_serves("paper_serves", "How much treatment is safe like that?", ("treatments", "records"),
                         unless=(("paper", 0),)),
        other_way_lasts("paper_talks", "And consultations, with notes on paper?", ("consultations", "records"),
                        hint="Write 0 if they stop."),
    ),
    lead="Without patient records you",
    fails=("records",),
)  # fmt: skip
PEOPLE = Section(
    key="people",
    title="People and place",
    questions=(
        yes_no("second", "Is there another clinician who can take your patients?", "Key person", "second"),
        part("second_share", "How much of all your work could they do alone?", ("clinicians", "second"),
             term="Capacity of that way", only_if=(("second", True),)),
        other_way_serves("desk", "With nobody at the front desk, how much goes on?", ("see", "desk"),
                         hint="If you answer the door yourselves."),
        yes_no("water", "Without running water, do treatments stop?", "Hard dependency", "water"),
    ),
    lead="If you were away, the business",
    fails=("clinician",),
)  # fmt: skip
CLINIC = Starter(
    key="clinic",
    name="A clinic",
    about="Dentist, physiotherapist, vet.",
    can="see patients",
    nodes=NODES,
    links=LINKS,
    facts=Facts(
        gross_profit=Decimal("0.8"),
        minimum=Decimal("0.3"),
        tolerance=Decimal(3000),
        step_costs=(StepCost(name=MEDICINES, amount=Decimal(400), after=8 * HOUR, when="fridge"),),
    ),
    trading=trading(WEEKDAYS, 8, 18, 220),
    sections=(
        WEEK,
        POWER,
        INTERNET,
        RECORDS,
        PEOPLE,
        your_targets(
            "records",
            "How soon must the patient records be back?",
            "How much of what was written in them could you afford to write again?",
        ),
        your_money(ImpactKind.SAFETY, "If you saw nobody for three days, how much harm could come of it?"),
    ),
    targets={"records": Target(4 * HOUR, 4 * HOUR)},
    scores={(ImpactKind.SAFETY, Point.THREE_DAYS): 4},
)
