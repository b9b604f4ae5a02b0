"""What findings asks this app: its checks, and who answers them."""

from continuity import check_words
from continuity.gaps.facts import findings_of_model
from continuity.gaps.relied import findings_of_vendors
from continuity.plans.facts import findings_of_plans
from core.checks import Source
from technology.check_words import VENDORS

SOURCES = (
    Source("technology", VENDORS, findings_of_vendors),
    Source("model", check_words.MODEL, findings_of_model),
    Source("plans", (*check_words.PRACTICE, *check_words.NUMBERS), findings_of_plans),
)
