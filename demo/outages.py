"""The outages of the demo as plain data: what fails, when, and after how many minutes it is back."""

from dataclasses import dataclass, field
from datetime import time

from demo.businesses import DAY, HOUR


@dataclass(frozen=True)
class Told:
    """An outage under its name. `restored_by`: the code of the job that looks after a thing;
    `plan`: the name of the plan for it."""

    name: str
    begins: time
    failures: dict[str, int | None]
    restored_by: dict[str, str] = field(default_factory=dict)
    plan: str = ""


HARBOUR = Told(
    name="The power goes from nine to five",
    begins=time(9),
    failures={"Mains power": 8 * HOUR},
    restored_by={
        "Mains power": "PHY-01", "Broadband": "PHY-05", "Shop phone as hotspot": "NET-03", "Till tablet": "BAK-06",
        "Cash, pad and float": "BCM-02",
    },
    plan="The power goes",
)  # fmt: skip
FENWICK = Told(
    name="The practice software is down for two days",
    begins=time(9),
    failures={"Maker of the practice software": 2 * DAY},
    restored_by={
        "Mains power": "PHY-01", "Office broadband": "PHY-05", "4G router": "NET-03", "File server": "BAK-06",
        "Maker of the practice software": "VEN-06", "Practice software": "BAK-06",
    },
)  # fmt: skip
TIDEWELL = Told(
    name="The lettings software is down for two days",
    begins=time(9, 30),
    failures={"Maker of the lettings software": 2 * DAY},
    restored_by={
        "Mains power": "PHY-01", "Office broadband": "PHY-05", "E-mail and files": "BAK-06",
        "Maker of the lettings software": "VEN-06", "Lettings software": "BAK-06",
    },
)  # fmt: skip
