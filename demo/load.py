"""Tell the demo's story from its beginning to today, as it happened, with the actions that people use."""

from collections.abc import Callable
from datetime import datetime

from accounts.models import Provider
from background.runner import drain
from demo import clock
from demo.chapters import (
    advice,
    businesses,
    cover,
    fenwick,
    findings,
    harbour,
    incidents,
    levels,
    notices,
    outages,
    plans,
    proof,
    questions,
    scenarios,
    teaching,
    technology,
    tidewell,
    together,
    updates,
)
from demo.chapters.days import Step, morning, step
from demo.chapters.ticks import packs, reminders
from demo.people import make_provider
from demo.story import PROVIDER


def load(now: datetime, say: Callable[[str], None]) -> Provider:
    """The whole story, unless it has been told already."""
    known = Provider.objects.filter(slug=PROVIDER["slug"]).first()
    if known is not None:
        return known
    steps = [step(morning(now, months=22), make_provider), *reminders(now), *packs(now)]
    told = (
        harbour, fenwick, tidewell, levels, cover, incidents, scenarios, businesses, outages, plans, technology,
        updates, proof, teaching, findings, advice, together, questions, notices,
    )  # fmt: skip
    for chapter in told:
        steps += chapter.steps(now)
    steps.sort(key=lambda one: one.at)
    _play([one for one in steps if one.at <= now], say)
    return Provider.objects.get(slug=PROVIDER["slug"])


def _play(steps: list[Step], say: Callable[[str], None]) -> None:
    """Each step on its day, and the jobs that it asked for."""
    year = 0
    for one in steps:
        if one.at.year != year:
            year = one.at.year
            say(f"Telling what happened in {year}")
        with clock.on(one.at):
            one.do(one.at)
            drain()
