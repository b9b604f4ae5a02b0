"""Plans: one practised twice and used once at Harbour Roast, one late at Fenwick & Shaw, a draft at Tidewell."""

from collections.abc import Callable
from datetime import datetime, timedelta

from accounts.actor import Actor
from continuity.actions.plans import contacts, exercises, parts, plans, uses
from continuity.models import Contact, Exercise, Plan, PlanUse
from continuity.plans.kinds import Kind
from continuity.trace import token
from demo import plans as told
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import ENGINEER, customer_of
from demo.people import actor
from demo.plans import Told
from demo.story import FENWICK, HARBOUR, TIDEWELL, Client

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TICKED = ((1, 3), (2, 8), (3, 11), (4, 17), (5, 24), (6, 38), (7, 95))  # step, minutes after the start


def steps(now: datetime) -> list[Step]:
    cut = morning(now, days=39)
    return [
        step(morning(now, months=8), lambda at: _begin(HARBOUR, told.HARBOUR, at, (Kind.WALKTHROUGH, Kind.TABLETOP))),
        step(morning(now, months=8) + MINUTE, _plan_trading),
        step(morning(now, months=5), _trade_an_hour),
        step(morning(now, months=4, days=20), _change),
        step(morning(now, months=3, days=25), _read_through),
        *_power_cut(cut),
        step(cut + DAY, _report),
        step(morning(now, days=32), lambda at: _check(HARBOUR, at, "Till maker, support")),
        step(morning(now, months=8, days=3), lambda at: _begin(FENWICK, told.FENWICK, at, (Kind.CALL_TREE,))),
        step(morning(now, days=45), lambda at: _check(FENWICK, at)),
        step(morning(now, days=6), lambda at: _begin(TIDEWELL, told.TIDEWELL, at, None)),
    ]


def _begin(client: Client, plan: Told, at: datetime, kinds: tuple[Kind, ...] | None) -> None:
    """Contacts, words, steps, calls; in force unless `kinds` is None."""
    customer = customer_of(client)
    by = actor(client.lead, customer)
    today = at.date() if kinds else None
    known = {
        about["name"]: contacts.add_contact(customer=customer, by=by, at=at, verified_on=today, **about)
        for about in plan.contacts
    }
    draft = plans.add_plan(customer=customer, by=by, at=at, outage=None, **plan.words)
    for minutes, who, what, where, how in plan.steps:
        parts.add_step(plan=draft, by=by, at=at, offset_minutes=minutes, who=who, what=what, where=where, how=how)
    for caller, called in plan.calls:
        parts.add_call(plan=draft, caller=known.get(caller), called=known[called], by=by, at=at)
    if kinds is not None:
        plans.put_in_force(plan=draft, kinds=kinds, by=actor(client.people[0].email, customer), at=at)


def _plan_trading(at: datetime) -> None:
    plan = _plan(HARBOUR)
    aim = "An hour of trade without tills, and nobody waits longer than five minutes."
    exercises.plan_exercise(
        plan=plan, kind=Kind.SIMULATION, due_on=at.date() + 92 * DAY, objectives=aim, by=_jory(plan), at=at
    )


def _trade_an_hour(at: datetime) -> None:
    held = _record(
        Kind.SIMULATION, told.SEEN_TRADING, told.TIMES_TRADING, "Jory Pascoe, Kit Lanyon, two of the shop", at
    )
    for what, owner in (("Print the price list and keep it with the float", "Jory Pascoe"),
                        ("Count both floats each Monday", "Kit Lanyon")):  # fmt: skip
        row = exercises.add_follow_up(
            exercise=held,
            what=what,
            owner=owner,
            side="customer",
            due_on=at.date() + 14 * DAY,
            by=_jory(held.plan),
            at=at,
        )
        exercises.finish_follow_up(follow_up=row, by=_jory(held.plan), at=at + 3 * MINUTE)


def _change(at: datetime) -> None:
    """What trading without tills showed goes into version 2."""
    plan = _plan(HARBOUR)
    draft = plans.revise_plan(plan=plan, by=_jory(plan), at=at)
    minutes, who, what, where, how = told.CHANGED
    old = draft.steps.get(offset_minutes=minutes)
    parts.edit_step(
        step=old,
        edited=token(old),
        by=_jory(plan),
        at=at,
        offset_minutes=minutes,
        who=who,
        what=what,
        where=where,
        how=how,
    )
    plans.put_in_force(plan=draft, by=actor(HARBOUR.people[0].email, plan.customer), at=at)


def _read_through(at: datetime) -> None:
    held = _record(Kind.WALKTHROUGH, told.SEEN_READING, told.TIMES_READING, "Amara Osei, Jory Pascoe, Priya Nair", at)
    row = exercises.add_follow_up(
        exercise=held, what="Ask the till maker for its night line", owner="Priya Nair", side="provider",
        due_on=at.date() + 21 * DAY, by=actor(ENGINEER, held.plan.customer), at=at,
    )  # fmt: skip
    exercises.finish_follow_up(follow_up=row, by=actor(ENGINEER, held.plan.customer), at=at + 3 * MINUTE)
    exercises.plan_exercise(
        plan=_plan(HARBOUR), kind=Kind.CALL_TREE, due_on=at.date() + 150 * DAY, by=_jory(held.plan), at=at
    )


def _power_cut(cut: datetime) -> list[Step]:
    """A real one: started, ticked as the morning went on, stood down before noon."""
    return [
        step(cut, _start),
        *(step(cut + minutes * MINUTE, _tick(number)) for number, minutes in TICKED),
        *(step(cut + minutes * MINUTE, _log(text)) for minutes, text in told.LOGGED),
        step(cut + 162 * MINUTE, _stand_down),
    ]  # fmt: skip


def _start(at: datetime) -> None:
    plan = _plan(HARBOUR)
    uses.start_use(plan=plan, reason="Power cut in Quay Street", by=_jory(plan), at=at)


def _tick(number: int) -> Callable[[datetime], object]:
    def tick(at: datetime) -> object:
        use = _use()
        return uses.tick_step(use=use, step=use.plan.steps.get(position=number), by=_jory(use.plan), at=at)

    return tick


def _log(text: str) -> Callable[[datetime], object]:
    def log(at: datetime) -> object:
        use = _use()
        return uses.write_log(use=use, text=text, happened_at=at, by=_jory(use.plan), at=at)

    return log


def _stand_down(at: datetime) -> None:
    use = _use()
    uses.stand_down(use=use, ended_at=at, by=actor(HARBOUR.people[0].email, use.plan.customer), at=at)


def _report(at: datetime) -> None:
    use = _use()
    by = actor(HARBOUR.people[0].email, use.plan.customer)
    words = {"went_well": told.WENT_WELL, "went_badly": told.WENT_BADLY}
    uses.write_report(use=use, edited=token(use), by=by, at=at, **words)
    for what, owner, side, days, is_done in (
        ("Fill the flasks every morning; put it on the opening list", "Jory Pascoe", "customer", 14, True),
        ("Have a lock fitted that works without power", "Amara Osei", "customer", 60, False),
        ("Tell us when a till has been on battery for an hour", "Priya Nair", "provider", 55, False),
    ):
        row = uses.add_follow_up_to_use(
            use=use, what=what, owner=owner, side=side, due_on=at.date() + days * DAY, by=by, at=at
        )
        if is_done:
            exercises.finish_follow_up(follow_up=row, by=by, at=at + 5 * MINUTE)


def _record(kind: Kind, findings: str, times: tuple[tuple[str, int, int], ...], people: str, at: datetime) -> Exercise:
    planned = Exercise.objects.planned().select_related("plan__customer__provider")
    exercise = planned.get(kind=kind, plan__customer=customer_of(HARBOUR))
    return exercises.record_exercise(
        exercise=exercise, held_on=at.date(), participants=people, findings=findings, times=times,
        by=actor(ENGINEER, exercise.plan.customer), at=at,
    )  # fmt: skip


def _check(client: Client, at: datetime, left_out: str = "") -> None:
    customer = customer_of(client)
    for contact in Contact.objects.of_customer(customer).live().exclude(name=left_out).order_by("name"):
        contacts.verify_contact(contact=contact, by=actor(client.people[1].email, customer), at=at)


def _plan(client: Client) -> Plan:
    return Plan.objects.select_related("customer__provider").current().get(customer=customer_of(client))


def _use() -> PlanUse:
    return PlanUse.objects.select_related("plan__customer__provider").get(plan__customer=customer_of(HARBOUR))


def _jory(plan: Plan) -> Actor:
    return actor(HARBOUR.people[1].email, plan.customer)
