"""What pages cost: at most 12 queries, the same for few rows and for many."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from responsibilities.models import Version
from tests.databases import shared
from tests.portfolio import costs
from tests.portfolio.costs import Fill
from tests.portfolio.scene import Scene, make_scene

MOST = 12  # queries of a page, session and signed-in person among them
FEW, MANY = 5, 500  # customers, or things of the page's kind
SHORT, LONG = 5, 600  # rows of a matrix
ROWS, BYTES = 60, 60_000  # a page of so many rows is written in so much, before compression
SignIn = Callable[[User], Client]


@dataclass(frozen=True)
class Listing:
    """A page that lists things, what fills it, and the side that reads it."""

    name: str
    fill: Fill
    side: str = "staff"
    query: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.query} as {self.side}"


LISTINGS = (
    Listing("portfolio:job-list", costs.queue),
    Listing("portfolio:history", costs.happen),
    Listing("portfolio:history", costs.happen, "owner"),
    Listing("portfolio:provider-history", costs.happen),
    Listing("portfolio:home", costs.ask),
    Listing("portfolio:home", costs.ask, "owner"),
    Listing("portfolio:home", costs.remind, "owner"),
    Listing("portfolio:home", costs.depend, "owner"),
    Listing("accounts:customer-people", costs.hire),
    Listing("accounts:customer-people", costs.hire, "owner"),
    Listing("accounts:provider-people", costs.hire),
    Listing("accounts:archived-customer-list", costs.archive),
    Listing("contracts:contract-list", costs.write),
    Listing("contracts:contract-list", costs.write, "owner"),
    Listing("contracts:incident-list", costs.fail),
    Listing("contracts:incident-list", costs.fail, "owner"),
    Listing("contracts:provider-incident-list", costs.fail),
    Listing("portfolio:home", costs.fail, "owner"),
    Listing("responsibilities:question-list", costs.ask),
    Listing("responsibilities:question-list", costs.ask, "owner"),
    Listing("responsibilities:provider-question-list", costs.ask),
    Listing("responsibilities:service-list", costs.stock),
    Listing("responsibilities:activity-list", costs.stock),
    Listing("responsibilities:evidence-list", costs.prove),
    Listing("responsibilities:evidence-list", costs.prove, "owner"),
    Listing("findings:finding-list", costs.find),
    Listing("findings:finding-list", costs.find, "owner"),
    Listing("findings:provider-finding-list", costs.find),
    Listing("engagement:reminder-list", costs.remind),
    Listing("engagement:reminder-list", costs.remind, "owner"),
    Listing("engagement:provider-reminder-list", costs.remind),
    Listing("reports:pack-list", costs.pack),
    Listing("reports:pack-list", costs.pack, "owner"),
    Listing("reports:provider-pack-list", costs.pack),
)
PORTFOLIOS = (
    "portfolio:customer-list",
    "responsibilities:provider-question-list",
    "findings:provider-finding-list",
    "engagement:provider-reminder-list",
    "reports:provider-pack-list",
    "portfolio:job-list",
    "portfolio:provider-history",
)
MATRICES = (
    ("responsibilities:matrix", "agreed", "staff"),
    ("responsibilities:matrix", "agreed", "owner"),
    ("responsibilities:matrix", "draft", "staff"),
    ("responsibilities:version", "proposed", "staff"),
    ("responsibilities:version", "proposed", "owner"),
    ("responsibilities:review", "proposed", "owner"),
    ("responsibilities:changes", "proposed", "owner"),
    ("responsibilities:sign", "proposed", "owner"),
    ("responsibilities:signatures", "agreed", "owner"),
)


def path(name: str, scene: Scene, **more: object) -> str:
    """The address within the scene's customer or provider."""
    side = "provider" if "provider" in name or name in PORTFOLIOS or name in OF_PROVIDER else "customer"
    return reverse(name, kwargs={f"{side}_slug": scene.slugs[f"{side}_slug"]} | more)


OF_PROVIDER = ("responsibilities:service-list", "responsibilities:activity-list", "accounts:archived-customer-list")


def cost(url: str, browser: Client) -> int:
    """Queries of the page, asked a second time so that no cache fills up within."""
    first = browser.get(url)
    assert first.status_code == 200, f"{url} was answered {first.status_code}"
    with CaptureQueriesContext(connection) as captured:
        browser.get(url)
    return len(captured)


def _portfolio(customers: int) -> Scene:
    """Something of everything that lists of customers show."""
    scene = make_scene(customers=customers, rows=2)
    for fill in (costs.ask, costs.find, costs.remind, costs.pack, costs.queue, costs.happen):
        fill(scene, customers)
    return scene


def _matrices(rows: int) -> dict[str, Scene]:
    """A matrix of each state, with questions, findings and evidence on its rows."""
    scene = make_scene(customers=4, rows=rows)
    costs.find(scene, rows)
    scenes = {state: scene.of_state(state) for state in ("agreed", "proposed", "draft")}
    for each in scenes.values():
        costs.ask(each, rows // 5)
        costs.prove(each, rows)
    return scenes


@pytest.fixture(scope="module")
def empty(django_db_setup: None, django_db_blocker: object) -> Iterator[list[Scene]]:
    """Two providers of four customers; each test fills in what its page lists."""
    with shared(lambda: [make_scene(customers=4, rows=10) for _ in (FEW, MANY)], django_db_blocker) as scenes:
        yield scenes


@pytest.fixture(scope="module")
def portfolios(django_db_setup: None, django_db_blocker: object) -> Iterator[list[Scene]]:
    with shared(lambda: [_portfolio(number) for number in (FEW, MANY)], django_db_blocker) as scenes:
        yield scenes


@pytest.fixture(scope="module")
def matrices(django_db_setup: None, django_db_blocker: object) -> Iterator[list[dict[str, Scene]]]:
    with shared(lambda: [_matrices(number) for number in (SHORT, LONG)], django_db_blocker) as scenes:
        yield scenes


@pytest.mark.parametrize("listing", LISTINGS, ids=str)
def test_list_costs_the_same_for_few_and_many_things(
    listing: Listing, db: None, empty: list[Scene], sign_in: SignIn
) -> None:
    found = []
    for scene, number in zip(empty, (FEW, MANY), strict=True):
        listing.fill(scene, number)
        browser = sign_in(getattr(scene, listing.side))
        found.append(cost(path(listing.name, scene) + listing.query, browser))

    few, many = found
    assert few == many, f"{few} queries for few rows, {many} for many"
    assert many <= MOST, f"{many} queries"


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_list_costs_the_same_for_few_and_many_customers(
    name: str, db: None, portfolios: list[Scene], sign_in: SignIn
) -> None:
    few, many = (cost(path(name, scene), sign_in(scene.staff)) for scene in portfolios)

    assert few == many, f"{few} queries for few rows, {many} for many"
    assert many <= MOST, f"{many} queries"


@pytest.mark.parametrize(
    ("name", "fill", "customers"),
    [
        ("portfolio:customer-list", costs.insure, ROWS),
        ("portfolio:job-list", costs.queue, ROWS),
        ("responsibilities:activity-list", costs.catalogue, ROWS),
        ("findings:provider-finding-list", costs.find, ROWS),
        ("engagement:provider-reminder-list", costs.remind, ROWS // 3),  # each has a notice and a review already
    ],
)
def test_list_is_written_briefly(name: str, fill: Fill, customers: int, db: None, sign_in: SignIn) -> None:
    scene = make_scene(customers=customers, rows=2)
    fill(scene, customers)

    page = sign_in(scene.staff).get(path(name, scene), {"size": "100"})

    assert len(page.context["page"].object_list) == ROWS
    assert len(page.content) <= BYTES, f"{len(page.content)} bytes for {ROWS} rows"


def test_a_filter_costs_no_query_beyond_the_limit(db: None, sign_in: SignIn) -> None:
    scene = make_scene(customers=FEW, rows=2)
    url = path("portfolio:customer-list", scene)

    for sort in ("name", "agreement", "-notice", "reviews"):
        query = f"?q=a&agreement=signed&findings=high&lead={scene.staff.pk}&sort={sort}"
        assert cost(url + query, sign_in(scene.staff)) <= MOST


@pytest.mark.parametrize(("name", "state", "side"), MATRICES)
def test_matrix_costs_the_same_for_few_and_many_rows(
    name: str, state: str, side: str, db: None, matrices: list[dict[str, Scene]], sign_in: SignIn
) -> None:
    found = []
    for scene in (each[state] for each in matrices):
        version = Version.objects.get(customer=scene.customer)
        more = {} if name.endswith(":matrix") else {"number": version.number}
        found.append(cost(path(name, scene, **more), sign_in(getattr(scene, side))))

    few, many = found
    assert few == many, f"{few} queries for few rows, {many} for many"
    assert many <= MOST, f"{many} queries"
