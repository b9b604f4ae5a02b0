"""Technology: what runs where, how backup and endpoint protection were chosen, and an incident that asks again."""

from datetime import datetime, timedelta
from typing import Any

from accounts.actor import Actor
from accounts.models import Provider
from demo import technology as told
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import customer_of
from demo.people import actor
from demo.story import CLIENTS, STAFF
from demo.story import PROVIDER as ABOUT
from technology.actions import deployments, products, scorecards, vendors
from technology.actions.scorecards import Given
from technology.models import Comparison, Option, Product, Vendor
from technology.scorecards.comparing import review_on
from technology.scorecards.criteria import GROUPS

ENGINEER, MANAGER = STAFF[2].email, STAFF[1].email


def steps(now: datetime) -> list[Step]:
    """The list of products before the agreements about them; deployments once all three customers are there."""
    return [
        step(morning(now, months=13), lambda at: _list(at, now)),
        step(morning(now, months=10, days=12), _deploy),
        step(morning(now, months=5), _keep_backup),
        step(morning(now, months=4), _choose),
        step(morning(now, days=16), _incident),
        step(morning(now, days=6), _look_again),
    ]


def _list(at: datetime, now: datetime) -> None:
    by = _by(ENGINEER)
    for maker in told.MAKERS:
        names = ("name", "supplies", "is_critical", "support_hours", "support_phone", "status_page", "notes")
        vendor = vendors.add_vendor(by=by, at=at, **{name: getattr(maker, name) for name in names})
        for made in maker.makes:
            ends: dict[str, Any] = {}
            if made.supported_days is not None:
                ends["support_ends_on"] = now.date() + timedelta(days=made.supported_days)
            products.add_product(
                vendor=vendor, name=made.name, kind=made.kind, does=made.does, does_not=made.does_not,
                if_it_stops=made.if_it_stops, by=by, at=at, **made.facts, **ends,
            )  # fmt: skip


def _deploy(at: datetime) -> None:
    known = {product.name: product for product in Product.objects.select_related("vendor")}
    for client in CLIENTS:
        customer = customer_of(client)
        by = actor(ENGINEER, customer)
        for name, where, quantity, counted, version, covered, total in told.RUNS[client.name]:
            deployments.add_deployment(
                customer=customer, product=known[name], where=where, quantity=quantity, counted=counted,
                version=version, covered=covered, total=total, since=at.date(), by=by, at=at,
            )  # fmt: skip


def _keep_backup(at: datetime) -> None:
    """Two options, scored as far as matters for a backup; kept for a year."""
    engineer = _by(ENGINEER)
    comparison = scorecards.start_comparison(
        title=told.BACKUP_TITLE, need=told.BACKUP_NEED, is_critical=True, by=engineer, at=at
    )
    options: tuple[dict[str, Any], ...] = (
        {"product": Product.objects.get(name=told.BACKUP), "is_current": True}, {"name": told.BACKUP_OTHER},
    )  # fmt: skip
    for place, about in enumerate(options):
        option = scorecards.add_option(comparison=comparison, by=engineer, at=at, **about)
        _score_backup(option, place, engineer, at)
    scorecards.decide_comparison(
        comparison=comparison, chosen=comparison.options.get(is_current=True), decider="Tom Hallett",
        reason=told.BACKUP_REASON, decided_on=at.date(), review_on=review_on(at.date(), is_critical=True),
        by=_by(MANAGER), at=at,
    )  # fmt: skip


def _score_backup(option: Option, place: int, by: Actor, at: datetime) -> None:
    for group in GROUPS:
        given = {}
        for code in (each.code for each in group.criteria if each.code in told.BACKUP_POINTS):
            ours, theirs, shown = told.BACKUP_POINTS[code]
            given[code] = Given((ours, theirs)[place], shown)
        scorecards.score_option(option=option, given=given, seen={}, by=by, at=at)
    passed = dict.fromkeys(told.PASSES, Given(True, "Asked in writing"))
    scorecards.answer_knock_outs(option=option, given=passed, seen={}, by=by, at=at)


def _choose(at: datetime) -> None:
    """Three options scored by the engineer; the account manager decides."""
    engineer, manager = _by(ENGINEER), _by(MANAGER)
    comparison = scorecards.start_comparison(title=told.TITLE, need=told.NEED, is_critical=True, by=engineer, at=at)
    for place, about in enumerate(_options()):
        option = scorecards.add_option(comparison=comparison, by=engineer, at=at, **about)
        _score(option, place, engineer, at)
    kept = comparison.options.get(is_current=True)
    scorecards.decide_comparison(
        comparison=comparison, chosen=kept, decider="Tom Hallett", reason=told.REASON, decided_on=at.date(),
        review_on=review_on(at.date(), is_critical=True), by=manager, at=at,
    )  # fmt: skip


def _options() -> tuple[dict[str, Any], ...]:
    keep, other = (Product.objects.get(name=name) for name in (told.KEEP, told.OTHER))
    return {"product": keep, "is_current": True}, {"product": other}, {"name": told.CHEAP}


def _score(option: Option, place: int, by: Actor, at: datetime) -> None:
    for group in GROUPS:
        given = {each.code: _given(told.POINTS[each.code][place], told.EVIDENCE[each.code]) for each in group.criteria}
        scorecards.score_option(option=option, given=given, seen={}, by=by, at=at)
    answers = {code: _given(passes[place], "Asked in writing") for code, passes in told.PASSES.items()}
    scorecards.answer_knock_outs(option=option, given=answers, seen={}, by=by, at=at)


def _given(value: int | None, evidence: str) -> Given | None:
    return None if value is None else Given(value, evidence)


def _incident(at: datetime) -> None:
    vendors.note_vendor_incident(
        vendor=Vendor.objects.get(name="Sentryfold"), happened_on=at.date() - timedelta(days=1), what=told.INCIDENT,
        reassess_by=at.date() + timedelta(days=30), by=_by(ENGINEER), at=at,
    )  # fmt: skip


def _look_again(at: datetime) -> None:
    """Begun, one group of one option scored so far."""
    by = _by(ENGINEER)
    new = scorecards.look_again(comparison=Comparison.objects.get(title=told.TITLE), by=by, at=at)
    group = GROUPS[0]
    given = {each.code: _given(told.POINTS[each.code][0], told.EVIDENCE[each.code]) for each in group.criteria}
    scorecards.score_option(option=new.options.get(is_current=True), given=given, seen={}, by=by, at=at)


def _by(email: str) -> Actor:
    return actor(email, provider=Provider.objects.get(slug=ABOUT["slug"]))
