"""What both sides said, decided and promised when they sat together, as plain data."""

from dataclasses import dataclass

AMARA, JORY = "amara@harbour-roast.example", "jory@harbour-roast.example"
BRYN = "bryn@tidewell.example"
NELL, IDRIS = "nell@fenwick-shaw.example", "idris@fenwick-shaw.example"
RUTH, TOM, PRIYA = "ruth@fairlead.example", "tom@fairlead.example", "priya@fairlead.example"


@dataclass(frozen=True)
class View:
    """What one person answered about one job: who does it, who pays if it fails, a sentence."""

    person: str
    code: str
    who: str
    pays: str
    note: str = ""


def views(person: str, *answers: str) -> tuple[View, ...]:
    """`CODE who pays` each, with words after a colon."""
    found = []
    for answer in answers:
        said, _, note = answer.partition(": ")
        code, who, pays = said.split()
        found.append(View(person, code, who, pays, note))
    return tuple(found)


# Seven months ago: 5 of 12 alike. Four weeks ago: 9 of 12.
FIRST = (
    *views(TOM, "BAK-01 shared customer", "BAK-03 shared provider", "DET-04 shared customer",
           "INC-08 customer customer_insurer", "PAT-01 provider provider", "EML-03 customer customer_insurer"),
    *views(PRIYA, "BAK-01 shared customer", "BAK-03 shared provider", "DET-04 shared customer",
           "INC-08 customer customer_insurer", "PAT-01 provider provider", "EML-03 customer customer_insurer"),
    *views(AMARA, "BAK-01 provider provider: I thought backing up is what we pay for.", "BAK-03 provider provider",
           "DET-04 provider provider", "INC-08 customer customer_insurer", "PAT-01 provider provider",
           "EML-03 unknown unknown"),
    *views(JORY, "BAK-01 provider provider", "BAK-03 provider unknown", "DET-04 provider provider",
           "INC-08 provider customer_insurer", "PAT-01 provider provider", "EML-03 customer unknown"),
)  # fmt: skip
SECOND = (
    *views(TOM, "BAK-01 shared customer", "BAK-03 shared provider", "DET-02 provider provider",
           "DET-04 shared customer", "INC-08 customer customer_insurer", "EML-03 customer customer_insurer"),
    *views(PRIYA, "BAK-01 shared customer", "BAK-03 shared provider", "DET-02 provider provider",
           "DET-04 shared unknown", "INC-08 customer customer_insurer", "EML-03 customer customer"),
    *views(AMARA, "BAK-01 shared customer", "BAK-03 shared provider",
           "DET-02 provider provider", "DET-04 provider provider: They scan, so they fix. When would I even do that?",
           "INC-08 customer customer_insurer", "EML-03 customer provider"),
    *views(JORY, "BAK-01 shared customer", "BAK-03 shared unknown", "DET-02 provider provider",
           "DET-04 provider provider", "INC-08 provider customer_insurer", "EML-03 customer unknown"),
)  # fmt: skip
FENWICKS = ("BAK-01", "BAK-03", "DET-04", "INC-08")
FENWICKS_TOM = views(TOM, *(f"{code} shared customer" for code in FENWICKS))

# What was said and decided at the first review, by what the topic's title holds.
OWN_TOPIC = ("A fourth shop in spring", "Quay Street opens on 1 March, if the lease is signed in January.")
OWN_NOTES = "Amara wants the same tills. The line takes eight weeks to order, so it is ordered before the lease begins."
OWN_DECISION = "Fairlead IT orders the line for Quay Street by 15 January; Harbour Roast pays the early months."
SAID = "We went through it together. Nobody had a question left."
DECIDED = "Both sides keep it as it is and look again in three months."
# text, side, person, days, cost
PROMISES = (
    ("Try a restore of the payroll files with Jory, not only of the accounts", "provider", PRIYA, 45, "0"),
    ("Tell the bank that changes of payment details are confirmed by telephone", "customer", AMARA, 30, None),
    ("Move the last two tills to the new network", "provider", TOM, 75, "380"),
)
DONE = "Payroll restored in 52 minutes; Jory opened three files."
# person, grade (4 very much), sentence
HELPED = ((AMARA, 4, "First time I left with three things and not thirty."), (JORY, 3, ""))
HELPED_FENWICK = ((NELL, 2, "Too many abbreviations."), (IDRIS, 3, ""))

# What Amara put on the agenda of the coming review herself.
NEWS = (
    "Two more people at Mill Lane since the summer. A stall at the market before Christmas, with one card reader. The "
    "lease of the fourth shop is signed: it opens on 1 March."
)
