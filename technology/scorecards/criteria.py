"""What a product is judged by: four groups of criteria, each with a weight and words for every score from 0 to 5.

Weights sum to 100 (domain.md §8.1). The words are checkable: two people with the same evidence reach the same score.
"As for 3, ..." adds to what earns 3.
"""

from dataclasses import dataclass

MOST = 5  # points


@dataclass(frozen=True)
class Criterion:
    """One question. `anchors[n]` says what earns n points; `weight` is the usual one."""

    code: str
    label: str
    term: str
    weight: int
    question: str
    anchors: tuple[str, str, str, str, str, str]

    def words(self, points: int) -> str:
        """What that many points stand for, in words that need no others beside them."""
        anchor = self.anchors[points]
        if not anchor.startswith("As for "):
            return anchor
        before, rest = anchor.removeprefix("As for ").split(", ", 1)
        return f"{self.words(int(before)).removesuffix('.')}; {rest}"


@dataclass(frozen=True)
class Group:
    """Criteria that are judged together, one step of the form."""

    code: str
    label: str
    term: str
    criteria: tuple[Criterion, ...]

    @property
    def weight(self) -> int:
        """The usual weight of the group."""
        return sum(criterion.weight for criterion in self.criteria)


SECURITY = Group(
    "security",
    "Security features",
    "40 of 100",
    (
        Criterion(
            "detection", "Spots attacks as they happen", "Real-time threat detection", 12,
            "How quickly does it notice something harmful, and who has tested that?",
            (
                "It notices nothing by itself.",
                "It compares files with a list of known harm, when they are scanned.",
                "It watches all the time, for known harm only.",
                "It also notices unusual behaviour.",
                "As for 3, and an independent test of the last two years found it sound.",
                "As for 4, and somebody judges its alerts day and night.",
            ),
        ),
        Criterion(
            "response", "Acts by itself", "Automated response", 10,
            "What does it do in the first minutes without anybody?",
            (
                "Nothing: it does not even tell.",
                "It writes to a log that somebody has to read.",
                "It sends an alert to a person.",
                "It blocks the file or message.",
                "It also cuts the device or account off, and that can be undone from afar.",
                "As for 4, by rules that you set for each group of devices, with a record of each step.",
            ),
        ),
        Criterion(
            "encryption", "Keeps data unreadable for others", "Encryption in transit and at rest", 8,
            "Is data encrypted on its way and where it is kept, and who holds the keys?",
            (
                "Neither, or nobody at the vendor can say.",
                "On its way only, with settings that have been called unsafe.",
                "On its way, with TLS 1.2 or later.",
                "On its way and where it is kept.",
                "As for 3, keys kept apart for each customer, and how they are changed is written down.",
                "As for 4, and you can hold the keys yourself.",
            ),
        ),
        Criterion(
            "access", "Knows who does what", "MFA, single sign-on and roles", 5,
            "How do people sign in to it, and can rights be divided?",
            (
                "A shared password.",
                "Each person has a password, nothing more.",
                "A second factor can be turned on.",
                "A second factor can be required of everybody, and there are at least two roles.",
                "As for 3, with single sign-on from your directory.",
                "As for 4, with roles you make yourself, and sign-in keys that cannot be phished.",
            ),
        ),
        Criterion(
            "logs", "Shows what happened", "Logs and export", 5,
            "Can you see and take out what people and the product did?",
            (
                "There is no log.",
                "A log of less than 30 days, to be read on screen only.",
                "90 days, on screen.",
                "90 days, and it can be taken out by hand.",
                "A year, or sent on to a system of yours by itself.",
                "As for 4, and nobody, the vendor’s staff included, can change it.",
            ),
        ),
    ),
)  # fmt: skip
VENDOR = Group(
    "vendor",
    "Vendor reputation and support",
    "35 of 100",
    (
        Criterion(
            "record", "Honest when things went wrong", "Security record", 10,
            "What happened in the last three years, and how did the vendor tell of it?",
            (
                "A serious incident was hidden, or its cause never told.",
                "An incident came out through others first.",
                "It told its customers, late or in part.",
                "It told its customers within days; or nothing is known to have happened, and it publishes nothing.",
                "It tells within 72 hours, with cause and remedy; fixes are published.",
                "As for 4, and it pays people who find faults and publishes what it changed afterwards.",
            ),
        ),
        Criterion(
            "support", "Answers when it matters", "Support hours, response, contact in the UK", 8,
            "When does a person answer, how soon, and from where?",
            (
                "Only a forum, or nobody.",
                "E-mail, no time promised.",
                "Working hours, an answer the next day promised.",
                "Working hours in the UK by telephone, urgent matters within four hours.",
                "Day and night by telephone, urgent matters within an hour.",
                "As for 4, with a named contact in the UK, and you have tried it.",
            ),
        ),
        Criterion(
            "finances", "Will still be there", "Financial stability", 5,
            "Can it go on for as long as you mean to use it?",
            (
                "It is being wound up, or the product has been given up.",
                "Accounts late, or a loss in each of the last three years and no backer.",
                "Accounts show losses; a backer is named.",
                "Filed accounts of three years without warning by the auditor.",
                "As for 3, with a profit in two of the three.",
                "As for 4, and the source code or your data is kept in escrow.",
            ),
        ),
        Criterion(
            "assurance", "Checked by others", "ISO 27001, SOC 2, Cyber Essentials", 6,
            "Which independent certificate covers this very product?",
            (
                "None, and it answers no questions.",
                "It says so itself, on its website.",
                "It has filled in your questionnaire.",
                "Cyber Essentials, in date.",
                "Cyber Essentials Plus, ISO 27001 or SOC 2, in date, and the product is in its scope.",
                "As for 4, and you have read the report and its exceptions.",
            ),
        ),
        Criterion(
            "updates", "Lets you hold back updates", "Update control: software and content", 6,
            "Can content as well as software updates be delayed, staged and rolled back?",
            (
                "Neither: everything goes to everybody at once.",
                "Software can be delayed; content can not.",
                "Software can be delayed and staged; content can not.",
                "Software can be delayed, staged and rolled back; content can be delayed.",
                "Both can be delayed and staged; software can be rolled back.",
                "Both can be delayed, staged and rolled back, and the vendor stages its own releases.",
            ),
        ),
    ),
)  # fmt: skip
FIT = Group(
    "fit",
    "Scalability and customisation",
    "15 of 100",
    (
        Criterion(
            "growth", "Grows with you", "Scalability", 6,
            "What happens at twice the size?",
            (
                "It is full now.",
                "Twice the size needs another product.",
                "Twice the size needs a new contract or days of work.",
                "Twice the size is ordered and there within a week.",
                "Within a day, at a price that is known today.",
                "By itself, up and down, at a price for each that is known today.",
            ),
        ),
        Criterion(
            "configuration", "Fits your work", "Customisation: configuration to needs", 5,
            "Can its settings follow what each customer and each group of devices needs?",
            (
                "One setting for all.",
                "A few switches for all.",
                "Settings for each customer.",
                "Settings for each group of devices.",
                "As for 3, from templates that are kept and compared.",
                "As for 4, and a change is tried on a few before it goes to all.",
            ),
        ),
        Criterion(
            "integration", "Works with the rest", "Integration and API", 4,
            "Does it exchange data with what you have?",
            (
                "Not at all.",
                "Files by hand.",
                "Files by itself.",
                "With the ticket system or monitoring that you have.",
                "An API that is written down, reading and writing.",
                "As for 4, and you use it.",
            ),
        ),
    ),
)  # fmt: skip
COMMERCIAL = Group(
    "commercial",
    "Commercial and exit",
    "10 of 100",
    (
        Criterion(
            "liability", "Pays when it fails", "Liability cap", 3,
            "What is the most it pays in a year?",
            (
                "Nothing at all.",
                "Credits only.",
                "The fees of less than a year.",
                "The fees of a year.",
                "Twice the fees of a year or more.",
                "As for 4, and more for lost or leaked data.",
            ),
        ),
        Criterion(
            "data_return", "Gives your data back", "Data return and deletion", 3,
            "How and when do you get your data, and when is it deleted?",
            (
                "The contract says nothing.",
                "On request, no time named.",
                "Within 90 days, in a form only it can read.",
                "Within 30 days, in a common form.",
                "By yourself at any time, in a common form; deleted when you say so.",
                "As for 4, and you have tried it.",
            ),
        ),
        Criterion(
            "notice", "Lets you go", "Notice and renewal", 2,
            "How soon can you leave?",
            (
                "Not before three years.",
                "Renews for more than a year unless you write in time.",
                "Renews for a year, notice of three months.",
                "Renews for a year, notice of a month.",
                "At any time, with three months’ notice.",
                "At any time, with a month’s notice or less.",
            ),
        ),
        Criterion(
            "price", "Costs what it says", "Price", 2,
            "What does it cost each year beside the others, and can that change?",
            (
                "The price is not named before you sign.",
                "More than half as much again as the cheapest that does the same.",
                "Up to half as much again, and it may rise at will.",
                "Up to half as much again, fixed for the term.",
                "Within a tenth of the cheapest, fixed for the term.",
                "The cheapest that does the same, fixed for the term, rises limited after it.",
            ),
        ),
    ),
)  # fmt: skip
GROUPS = (SECURITY, VENDOR, FIT, COMMERCIAL)
CRITERIA = {criterion.code: criterion for group in GROUPS for criterion in group.criteria}
WEIGHTS = {code: criterion.weight for code, criterion in CRITERIA.items()}
