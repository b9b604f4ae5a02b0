"""What findings asks this app: its checks, and who answers them.

Those of vendors and products are answered by `continuity`, which knows what a business relies on.
"""

from core.checks import Source
from technology import check_words
from technology.queries.rollouts.findings import findings_of_updates

SOURCES = (Source("updates", check_words.UPDATES, findings_of_updates),)
