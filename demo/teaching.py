"""What Fairlead IT warned its customers of and taught them, as plain data: two quarters of it."""

from dataclasses import dataclass
from datetime import timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Warned:
    """An advisory, so many days ago; `product` is part of the name of what it is about, "" for everybody."""

    ago: int
    severity: str
    title: str
    what: str
    why: str
    what_to_do: str
    do_within: int
    product: str


@dataclass(frozen=True)
class Answered:
    """What somebody at a customer did about the advisory of that title; "" for having read it."""

    customer: str
    email: str
    title: str
    after: int
    decision: str = ""
    words: str = ""
    days: int = 0


TILLS = "Restart every till after the update"
INVOICE = "False invoices in our name"
WARNED = (
    Warned(
        118, "high", TILLS, "An update of the protection software is only half in place until a computer restarts.",
        "Until then the old version goes on running, with a hole that is already used elsewhere.",
        "Restart each till and each computer once, after closing. It takes four minutes.", 7, "Watch",
    ),
    Warned(
        9, "critical", INVOICE, "Somebody sends invoices that look like ours, with another bank account on them.",
        "Whoever pays one loses the money; banks rarely get it back.",
        "Pay no invoice with a changed account. Ring the number you know, not the one on the invoice.", 5, "",
    ),
)  # fmt: skip
ANSWERED = (
    Answered("Harbour Roast", "jory@harbour-roast.example", TILLS, 1),
    Answered("Harbour Roast", "jory@harbour-roast.example", TILLS, 3, "done", "All nine restarted on Sunday evening"),
    Answered("Fenwick & Shaw Accountants", "idris@fenwick-shaw.example", TILLS, 2, "done", "Restarted overnight"),
    Answered("Harbour Roast", "amara@harbour-roast.example", INVOICE, 1, "done", "Told all three shops at once"),
    Answered("Fenwick & Shaw Accountants", "nell@fenwick-shaw.example", INVOICE, 2, "scheduled", "", 12),
)  # fmt: skip
LESSON = "Notice a false invoice"
RULES = "Using computers and e-mail"
COURSES = (
    (LESSON, "training", 12, "Three things give a false invoice away: a changed account, a hurry, and a sender that is "
     "nearly right. Look at all three, then ring the number you already know."),
    (RULES, "policy", 10, "Lock the screen when you leave it. Use the password keeper. Plug nothing in that you did "
     "not buy. Say at once when something looks odd: nobody is blamed for asking."),
)  # fmt: skip
# Customer, course, days ago it opened, for how many days, others without an account, who finished after how many days.
ASKED = (
    ("Harbour Roast", LESSON, 160, 21, ("Morwenna, Quay Street", "Denzil, Market Hall"), 9),
    ("Harbour Roast", RULES, 33, 45, ("Morwenna, Quay Street", "Denzil, Market Hall"), 0),
    ("Fenwick & Shaw Accountants", LESSON, 90, 30, (), 0),
)
# Customer, days ago, what was sent, then by person: minutes to opening, click, details, report.
TRIED = (
    (
        "Harbour Roast",
        130,
        "A parcel that waits",
        (
            ("Jory Pascoe", "jory@harbour-roast.example", 3, None, None, 14),
            ("Kit Lanyon", "kit@harbour-roast.example", 8, 9, 11, None),
            ("Morwenna Rowe", "morwenna@harbour-roast.example", 25, 26, None, None),
            ("Denzil Tregear", "denzil@harbour-roast.example", None, None, None, None),
        ),
    ),
    (
        "Harbour Roast",
        36,
        "Your till licence runs out",
        (
            ("Jory Pascoe", "jory@harbour-roast.example", 2, None, None, 4),
            ("Kit Lanyon", "kit@harbour-roast.example", 6, None, None, 7),
            ("Morwenna Rowe", "morwenna@harbour-roast.example", 15, 16, None, 19),
            ("Denzil Tregear", "denzil@harbour-roast.example", 30, None, None, None),
        ),
    ),
)
# Customer, days ago, who, what, from whom, verdict, answer; without a verdict nobody has answered yet.
REPORTED = (
    ("Harbour Roast", 24, "kit@harbour-roast.example", "An invoice over £1,840 for beans that nobody ordered.",
     "accounts@harbour-beans.example", "dangerous", "Do not pay it. We have blocked the sender for all three shops."),
    ("Fenwick & Shaw Accountants", 2, "idris@fenwick-shaw.example",
     "A client asks for last year’s tax papers from a new address.", "a private address", "", ""),
)  # fmt: skip
