"""The made-up provider and its three customers: what the demo tells, as plain data."""

from dataclasses import dataclass, field

from accounts.enums import Role

PASSWORD = "try same sheet"  # printed by bin/demo, for made-up people on this machine
PROVIDER = {
    "name": "Fairlead IT",
    "legal_name": "Fairlead IT Ltd",
    "slug": "fairlead-it",
    "emergency_phone": "01632 960 100",
    "contact_email": "help@fairlead.example",
}


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in."""

    name: str
    email: str
    job_title: str
    role: Role


@dataclass(frozen=True)
class Sold:
    """A service of the catalogue and the activities it covers."""

    code: str
    name: str
    summary: str
    fee: str
    covers: str
    touches_personal_data: bool = False


@dataclass(frozen=True)
class Client:
    """A customer, its people and its contract."""

    name: str
    legal_name: str
    about: str
    lead: str
    people: tuple[Person, ...]
    reference: str
    title: str
    months_ago: int
    bundle: str
    notice_period: int
    notice_unit: str
    delivery: str
    clauses: tuple[tuple[str, str, str, str, str], ...] = ()
    targets: tuple[dict[str, str], ...] = ()
    fees: dict[str, str] = field(default_factory=dict)


STAFF = (
    Person("Ruth Penhale", "ruth@fairlead.example", "Managing director", Role.OWNER),
    Person("Tom Hallett", "tom@fairlead.example", "Account manager", Role.MANAGER),
    Person("Priya Nair", "priya@fairlead.example", "Security engineer", Role.ENGINEER),
    Person("Colin Audley", "colin@fairlead.example", "Quality auditor", Role.AUDITOR),
)
SERVICES = (
    Sold("DESK", "Monitoring and help desk", "Somebody watches your computers and answers when you call.", "220.00",
         "MON-01 MON-03 MON-05 END-05 BCM-04", touches_personal_data=True),
    Sold("DETECT", "Threat detection, day and night", "Attacks are spotted, judged by a person and stopped.", "310.00",
         "DET-01 DET-02 DET-03 DET-04 DET-05 INC-02 INC-03 INC-04 INC-05 INC-06 INC-10 MON-04 MON-06",
         touches_personal_data=True),
    Sold("BACKUP", "Backup and recovery", "Your data is copied every day and brought back when it is needed.", "180.00",
         "BAK-01 BAK-02 BAK-03 BAK-04 BAK-05 BAK-06 BAK-07", touches_personal_data=True),
    Sold("CARE", "Updates and device care", "Computers and phones are set up safely and kept up to date.", "160.00",
         "PAT-01 PAT-02 PAT-03 PAT-04 PAT-05 END-01 END-02 END-03 END-04 PHY-04"),
    Sold("MAIL", "E-mail security", "Harmful e-mail is stopped, and nobody else writes in your name.", "70.00",
         "EML-01 EML-02", touches_personal_data=True),
    Sold("ACCESS", "Accounts and sign-in", "People get the access they need, and lose it the day they leave.", "90.00",
         "IAM-01 IAM-02 IAM-03 IAM-04 IAM-06", touches_personal_data=True),
    Sold("NET", "Managed network", "Firewall, Wi-Fi and the internet line are looked after.", "110.00",
         "MON-02 NET-01 NET-02 NET-03 NET-04 PAT-06 PHY-02"),
    Sold("ADVICE", "Reviews and advice", "A review each quarter, plans, training and choices of technology.", "60.00",
         "VEN-01 VEN-02 VEN-03 VEN-04 VEN-05 TRN-01 TRN-02 TRN-04 "
         "GOV-01 GOV-02 GOV-03 GOV-04 INC-01 BCM-03 DPR-02 DPR-05"),
)  # fmt: skip
BUNDLES = {
    "Complete": "DESK DETECT BACKUP CARE MAIL ACCESS NET ADVICE",
    "Essential": "DESK BACKUP CARE MAIL",
}
# number, heading, plain words, who it makes responsible, activities that cite it
CLAUSES = (
    ("2.1", "Monitoring",
     "Fairlead IT watches computers, servers and online services around the clock.", "provider", "MON-01"),
    ("2.2", "Watching together",
     "You tell Fairlead IT what to watch; Fairlead IT watches it.", "shared", "MON-02 MON-03 MON-05"),
    ("3.1", "Detection",
     "Every computer carries detection software, kept healthy by Fairlead IT.", "provider", "DET-01"),
    ("3.2", "People on duty", "An analyst looks at each alert, day and night.", "provider", "DET-02"),
    ("3.4", "Known weaknesses", "Fairlead IT scans each month; you allow a time for the fixes.", "shared", "DET-04"),
    ("4.1", "Incidents",
     "Fairlead IT contains an attack and rebuilds what was harmed.", "provider", "INC-03 INC-04 INC-05"),
    ("4.3", "Telling others",
     "You tell your insurer, the regulator and your customers.", "customer", "INC-07 INC-08 INC-09"),
    ("5.1", "What is backed up", "The list of data and how often it is copied is agreed by both.", "shared", "BAK-01"),
    ("5.2", "Running backups", "Fairlead IT checks every backup each working day.", "provider", "BAK-02 BAK-04 BAK-07"),
    ("5.4", "Proving restores",
     "Fairlead IT restores a system every six months; you check the files.", "shared", "BAK-03"),
    ("6.1", "Updates", "High-risk updates are installed within 14 days.", "provider", "PAT-01 PAT-02 PAT-04"),
    ("9.1", "Payment changes", "You check every change of bank details by telephone.", "customer", "EML-03"),
)  # fmt: skip
TARGETS = (
    {"metric": "response", "priority": "P1, work stopped", "words": "A person answers within one hour, day and night.",
     "value": "1", "unit": "hours", "calendar": "always", "window": "month", "commitment": "firm"},
    {"metric": "response", "priority": "P2, work slowed", "words": "A person answers within four business hours.",
     "value": "4", "unit": "hours", "calendar": "business", "window": "month", "commitment": "firm"},
    {"metric": "availability", "priority": "Till service", "words": "Available 99.9 % of each calendar month.",
     "value": "99.9", "unit": "percent", "calendar": "always", "window": "month", "commitment": "firm"},
    {"metric": "backup", "priority": "All backups", "words": "Backups are checked daily and repaired promptly.",
     "value": "", "unit": "", "calendar": "", "window": "", "commitment": "efforts"},
)  # fmt: skip
COUNTED = (
    {"metric": "backup", "priority": "All backups", "words": "Each month 99 of 100 backups succeed.",
     "value": "99", "unit": "percent", "calendar": "", "window": "month", "commitment": "firm"},
    {"metric": "patching", "priority": "High-risk updates",
     "words": "Each month 95 of 100 devices have their high-risk updates within 14 days.",
     "value": "95", "unit": "percent", "calendar": "", "window": "month", "commitment": "firm"},
)  # fmt: skip
TESTED = {
    "metric": "restore_test", "priority": "One system", "words": "A system is restored as a test every six months.",
    "value": "183", "unit": "days", "calendar": "", "window": "month", "commitment": "firm",
}  # fmt: skip
RESTORE = {
    "metric": "restore", "priority": "P1, work stopped", "words": "Work can go on within eight hours, day and night.",
    "value": "8", "unit": "hours", "calendar": "always", "window": "month", "commitment": "firm",
}  # fmt: skip
CLIENTS = (
    Client(
        "Harbour Roast", "Harbour Roast Ltd", "Three coffee shops, 24 people", "tom@fairlead.example",
        (
            Person("Amara Osei", "amara@harbour-roast.example", "Owner", Role.OWNER),
            Person("Jory Pascoe", "jory@harbour-roast.example", "Shop manager", Role.CONTRIBUTOR),
            Person("Kit Lanyon", "kit@harbour-roast.example", "Bookkeeper", Role.READER),
        ),
        "HR-2024-01", "Managed services for three shops", 21, "Complete", 3, "months", "email", CLAUSES,
        (*TARGETS[:3], *COUNTED, TESTED, RESTORE),
    ),
    Client(
        "Fenwick & Shaw Accountants", "Fenwick & Shaw LLP", "Accountants, 18 people", "tom@fairlead.example",
        (
            Person("Nell Fenwick", "nell@fenwick-shaw.example", "Partner", Role.OWNER),
            Person("Idris Shaw", "idris@fenwick-shaw.example", "Office manager", Role.CONTRIBUTOR),
        ),
        "FS-2025-03", "Managed services", 14, "Complete", 90, "days", "post", CLAUSES, TARGETS[:2],
        {"DETECT": "500.00", "BACKUP": "290.00"},
    ),
    Client(
        "Tidewell Lettings", "Tidewell Lettings Ltd", "Letting agent, 11 people", "ruth@fairlead.example",
        (Person("Bryn Tidewell", "bryn@tidewell.example", "Director", Role.OWNER),),
        "TL-2026-02", "Essential care", 11, "Essential", 30, "days", "email",
        CLAUSES[:2] + CLAUSES[7:11], TARGETS[1:2] + TARGETS[3:],
    ),
)  # fmt: skip
HARBOUR, FENWICK, TIDEWELL = CLIENTS
# Jobs of third parties: who they are, and which side answers for them.
SETTLED = {
    "PHY-01": ("third_party", "National Grid", "customer"),
    "PHY-05": ("third_party", "Openreach", "provider"),
    "VEN-06": ("third_party", "The till maker", "provider"),
}
PROOF = (
    ("MON-01", "Device health report", 20), ("BAK-02", "Backup log: 1,104 of 1,107 jobs", 12),
    ("BAK-03", "Restore of the accounts, 47 minutes, files checked", 75), ("DET-01", "Coverage: 31 of 31 devices", 25),
    ("PAT-01", "High-risk updates: 100 % within 14 days", 18), ("PHY-03", "Card-reader log", 130),
    ("IAM-02", "MFA report: 24 of 24 people", 40), ("TRN-01", "Training completed by 22 of 24 people", 60),
)  # fmt: skip
UNPROVED = ("DET-05", "INC-10", "BCM-03", "VEN-05", "GOV-04")  # jobs for which nobody has brought proof
QUESTIONS = (
    ("DET-04", "If you find a hole on a Friday, do you close it before the weekend? Month's end is our busiest time.",
     "The serious ones the same day, after closing. The rest wait for Tuesday, inside the 14 days."),
    ("BAK-03", "Does the restore test include our payroll files, or only the accounts?", ""),
    ("INC-08", "Who writes the letter to the regulator? We have never done that.", ""),
)  # fmt: skip
