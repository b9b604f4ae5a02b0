"""Updates: one complete, one ready, one being watched, one stopped, and one that nobody could hold back."""

from datetime import datetime, timedelta
from functools import partial

from demo import rollouts as tell
from demo.chapters.days import Step, faulty_update, morning, step
from demo.story import FENWICK, HARBOUR, TIDEWELL
from technology.actions import rollouts as actions
from technology.rollouts.progress import Counts

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SENSOR, WINDOWS, TILLS = "Watch", "Windows", "Counter"
CONTENT, LAST_MONTH, THIS_MONTH = "Rules 118", "October update", "November update"
NEXT_SENSOR, NEXT_TILLS = "8.5", "5.19"
STORY = (
    "Sentryfold sent new detection rules to every device at once, at night. Our rings hold back its versions, not its "
    "rules: nobody could test them. Tills and laptops that took them restarted without end. Sentryfold withdrew the "
    "rules 78 minutes later, but what could not start could not take the cure either: each device was mended by hand."
)
LEARNT = (
    "A test of versions does not protect from content. We asked Sentryfold to let us stage its rules as well; until it "
    "does, we plan for repair without remote access: recovery keys are printed and in each shop’s safe, a start-up "
    "stick lies beside them, and we have practised mending a till that does not start."
)


def steps(now: datetime) -> list[Step]:
    now = now.replace(second=0, microsecond=0)
    outage = faulty_update(now) + 2 * HOUR
    return [
        step(morning(now, months=3), _enter),
        step(outage + 3 * HOUR, lambda at: _unstaged(at, outage - 2 * HOUR)),
        step(outage + 21 * DAY, _learnt),
        step(outage + 22 * DAY, _tried),
        *_complete(now - 33 * DAY),
        *_ready(now - 8 * DAY),
        *_watched(now - 3 * DAY),
        *_stopped(now - 4 * DAY),
    ]


def _enter(at: datetime) -> None:
    """Products, where they run, the rings, and the ways back."""
    tell.add_windows(at)
    for client, quantity in ((HARBOUR, 24), (FENWICK, 22), (TIDEWELL, 13)):
        tell.runs_at(client.name, WINDOWS, at, quantity)
    tell.plan_rings((FENWICK.name,), at)
    tell.write_way_back(
        WINDOWS, at, method="Settings, Update, uninstall the update; then hold it back for all. A device that does not "
        "start: recovery console from the start-up stick.", who="The engineer on duty", minutes=25, needs_keys=True,
        needs_media=True, needs_hands=False, prerequisites="", test_months=6,
    )  # fmt: skip
    tell.try_way_back(WINDOWS, at + HOUR, worked=True, minutes=22, what="Last month’s update on two test laptops")
    tell.write_way_back(
        SENSOR, at, method="Uninstall with the maintenance token, install the version before.", who="Priya Nair",
        minutes=20, needs_keys=None, needs_media=None, needs_hands=False, prerequisites="Maintenance token",
        test_months=6,
    )  # fmt: skip


def _unstaged(at: datetime, came_at: datetime) -> None:
    about = {"version": CONTENT, "kind": "content", "released_on": came_at.date(), "is_high_risk": False}
    update = tell.record(SENSOR, at, what="New rules for spotting attacks", **about)
    actions.record_unstaged(update=update, happened_at=came_at, words=STORY, by=tell.engineer(), at=at)


def _learnt(at: datetime) -> None:
    actions.review_rollout(rollout=tell.rollout_of(CONTENT), words=LEARNT, by=tell.engineer(), at=at)


def _tried(at: datetime) -> None:
    what = "A till that did not start: stick, recovery key, rules removed by hand"
    tell.try_way_back(SENSOR, at, worked=True, minutes=35, what=what)


def _complete(begun: datetime) -> list[Step]:
    """Last month’s Windows update, through all five rings."""
    well = (Counts(4, 4, 4, 0), Counts(6, 6, 6, 0), Counts(14, 14, 14, 0), Counts(54, 53, 52, 1), Counts(7, 7, 7, 0))
    hours = (25, 73, 73, 25)
    found, at = [step(begun, partial(_begin_windows, LAST_MONTH, high_risk=True))], begun
    for number, counts in enumerate(well):
        wait = hours[number] if number < len(hours) else 3
        found.append(step(at + (wait - 1) * HOUR, partial(_count, LAST_MONTH, counts)))
        at += wait * HOUR
        then = tell.go_on if number < len(hours) else tell.finish
        found.append(step(at, partial(then, LAST_MONTH)))
    return found


def _ready(begun: datetime) -> list[Step]:
    """This month’s: watched long enough in the early ring, and well."""
    return [
        step(begun, partial(_begin_windows, THIS_MONTH, high_risk=True)),
        step(begun + 24 * HOUR, partial(_count, THIS_MONTH, Counts(4, 4, 4, 0))),
        step(begun + 25 * HOUR, partial(tell.go_on, THIS_MONTH)),
        step(begun + 97 * HOUR, partial(_count, THIS_MONTH, Counts(6, 6, 6, 0))),
        step(begun + 98 * HOUR, partial(tell.go_on, THIS_MONTH)),
        step(begun + 172 * HOUR, partial(_count, THIS_MONTH, Counts(14, 14, 14, 0), tickets=1)),
    ]


def _watched(begun: datetime) -> list[Step]:
    """The tills’ next version, two days into its pilot."""
    about = {"version": NEXT_TILLS, "kind": "software", "is_high_risk": False, "what": "Tips on card payments"}
    released_on = (begun - 6 * DAY).date()
    return [
        step(begun, lambda at: tell.start(TILLS, at, released_on=released_on, **about)),
        step(begun + 25 * HOUR, partial(_count, NEXT_TILLS, Counts(1, 1, 1, 0))),
        step(begun + 26 * HOUR, partial(tell.go_on, NEXT_TILLS)),
        step(begun + 50 * HOUR, partial(_count, NEXT_TILLS, Counts(1, 1, 1, 0), seen="A day of sales, all booked.")),
    ]


def _stopped(begun: datetime) -> list[Step]:
    """The sensor’s next version: one laptop of the pilot did not start again, so nothing goes on."""
    about = {"version": NEXT_SENSOR, "kind": "software", "is_high_risk": False, "what": "Less work for old laptops"}
    released_on = (begun - 2 * DAY).date()
    seen = "A laptop at Fenwick & Shaw restarts without end since the update. Taken back there by hand in 20 minutes."
    return [
        step(begun, lambda at: tell.start(SENSOR, at, released_on=released_on, **about)),
        step(begun + 25 * HOUR, partial(_count, NEXT_SENSOR, Counts(4, 4, 4, 0))),
        step(begun + 26 * HOUR, partial(tell.go_on, NEXT_SENSOR)),
        step(begun + 31 * HOUR, partial(_count, NEXT_SENSOR, Counts(6, 6, 5, 1, 1), tickets=1, seen=seen)),
        step(begun + 33 * HOUR, _ask_vendor),
    ]


def _ask_vendor(at: datetime) -> None:
    words = "Sentryfold confirms a fault with one model of disk. No new version before next week: nobody goes on."
    rollout = tell.rollout_of(NEXT_SENSOR)
    actions.stop_rollout(rollout=rollout, reason="recall", words=words, by=tell.engineer(), at=at)


def _begin_windows(version: str, at: datetime, *, high_risk: bool) -> None:
    about = {"kind": "software", "is_high_risk": high_risk, "what": "Mends weaknesses, two of them critical"}
    tell.start(WINDOWS, at, version=version, released_on=(at - DAY).date(), **about)


def _count(version: str, counts: Counts, at: datetime, *, tickets: int = 0, seen: str = "") -> None:
    tell.count(version, at, counts, tickets=tickets, seen=seen)
