"""Ways back: which products have one, and when it was last tried with success."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Prefetch

from core.recurrence import advance
from core.searching import with_words
from core.words import day, upper_first
from technology.models import Product, RollbackPlan, RollbackTest
from technology.models.products import ProductQuerySet
from technology.rollouts.sheet import WayBack

FIRST_TEST = timedelta(days=30)
NEEDS = (("needs_keys", "recovery keys"), ("needs_media", "boot media"), ("needs_hands", "hands on site"))


def rollback_tested_on(product_ids: Any) -> dict[UUID, date]:
    """The day of the last test of a way back that worked, by product; a product without one is not there. One query."""
    tests = RollbackTest.objects.worked().filter(plan__product__in=product_ids)
    found = tests.values_list("plan__product").annotate(last=Max("tested_on"))
    return {product: last for product, last in found if last is not None}


def next_test_on(plan: RollbackPlan, tested_on: date | None) -> date:
    """When the way back is to be tried next: within a month of being written where nobody has with success."""
    if tested_on is None:
        return plan.written_on + FIRST_TEST
    return advance(tested_on, months=plan.test_months, done_on=tested_on)


def narrowed(products: ProductQuerySet, chosen: Mapping[str, Any]) -> ProductQuerySet:
    """Those that fit the filters: words; with or without a way back, or one that never worked."""
    products = with_words(products, chosen.get("q", ""), "name", "vendor__name")
    tested = RollbackTest.objects.worked().values("plan__product")
    match chosen.get("state"):
        case "none":
            return products.filter(rollback_plan=None)
        case "untested":
            return products.exclude(rollback_plan=None).exclude(pk__in=tested)
        case "tested":
            return products.filter(pk__in=tested)
    return products


def loaded(products: ProductQuerySet) -> ProductQuerySet:
    """With what a row shows. Two more queries, however many rows."""
    tests = RollbackTest.objects.order_by("-tested_on", "-recorded_at")
    links = products.select_related("vendor", "rollback_plan")
    return links.prefetch_related(Prefetch("rollback_plan__tests", tests))


def rows_of(products: Iterable[Product], today: date) -> list[WayBack]:
    """The rows of a page of `loaded` products."""
    return [_row(product, today) for product in products]


def _row(product: Product, today: date) -> WayBack:
    plan: RollbackPlan | None = getattr(product, "rollback_plan", None)
    tests = list(plan.tests.all()) if plan else []
    worked = next((test.tested_on for test in tests if test.has_worked), None)
    due_on = next_test_on(plan, worked) if plan else None
    tone, icon, tested = _tested(plan, tests, worked, due_on, today)
    return WayBack(
        product=product.pk,
        name=product.name,
        vendor=product.vendor.name,
        method=plan.method if plan else "",
        who=plan.who if plan else "",
        minutes=plan.minutes if plan else None,
        needs=needs_words(plan) if plan else "",
        tone=tone,
        icon=icon,
        tested=tested,
        due_on=due_on,
        plan=plan.pk if plan else None,
    )


def needs_words(plan: RollbackPlan) -> str:
    """`Recovery keys, hands on site`; what nobody has said is not claimed either way."""
    needed = [words for name, words in NEEDS if getattr(plan, name)]
    if plan.prerequisites:
        needed.append(plan.prerequisites)
    if not needed:
        known = all(getattr(plan, name) is not None for name, _ in NEEDS)
        return "Nothing special" if known else "Nobody has said what it needs"
    return upper_first(", ".join(needed))


def _tested(
    plan: RollbackPlan | None, tests: list[RollbackTest], worked: date | None, due_on: date | None, today: date
) -> tuple[str, str, str]:
    """A chip's tone, icon and words."""
    if plan is None:
        return "danger", "late", "No way back written down"
    if tests and not tests[0].has_worked:
        return "danger", "late", f"Did not work on {day(tests[0].tested_on)}"
    if worked is None or due_on is None:
        return "warn", "late", "Never tried"
    late = due_on < today
    return ("warn", "late", f"Last worked {day(worked)}") if late else ("ok", "tick", f"Worked {day(worked)}")
