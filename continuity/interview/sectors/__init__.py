"""One starter for each kind of business."""

from continuity.interview.question import Starter
from continuity.interview.sectors.accountant import ACCOUNTANT
from continuity.interview.sectors.cafe import CAFE
from continuity.interview.sectors.clinic import CLINIC
from continuity.interview.sectors.lettings import LETTINGS
from continuity.interview.sectors.shop import SHOP

STARTERS: dict[str, Starter] = {each.key: each for each in (CAFE, ACCOUNTANT, LETTINGS, SHOP, CLINIC)}
