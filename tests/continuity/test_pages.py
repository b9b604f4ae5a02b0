"""The first answer and the tables behind it."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from continuity import actions
from continuity.models import Link, Node, StepCost
from core.errors import Conflict
from tests.cast import NOW, Cast, make_cast
from tests.factories.continuity import make_business_model, make_cafe, make_link, make_node
from tests.factories.responsibilities import make_version
from tests.factories.technology import make_deployment, make_product


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def owner(cast: Cast, client: Client) -> Client:
    client.force_login(cast.customer_owner)
    return client


def at(cast: Cast, name: str, **more: object) -> str:
    return reverse(f"continuity:{name}", kwargs={"customer_slug": cast.customer.slug, **more})


def test_one_sentence_answers(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    page = owner.get(at(cast, "overview")).content.decode()

    assert "If Mains power fails at 09:00, you can trade for <b>6 hours.</b>" in page
    assert "Card machine" in page
    assert "Broadband or hotspot" in page


def test_a_stop_at_once_is_said_so(cast: Cast, owner: Client) -> None:
    model = make_cafe(cast.customer, by=cast.customer_owner)
    make_link(model.nodes.get(kind="service"), make_node(model, name="Running water"))

    page = owner.get(at(cast, "overview")).content.decode()

    assert "If Running water fails at 09:00, trade stops <b>at once.</b>" in page


def test_trade_that_goes_on_below_the_minimum_is_told_with_the_time(cast: Cast, owner: Client) -> None:
    """Cards carry all, cash a fifth; both need the power, the cash for six hours more."""
    model = make_business_model(cast.customer, minimum=Decimal("0.4"))
    power, cards, cash = (make_node(model, name=name) for name in ("Power", "Card machine", "Cash"))
    paying = make_node(model, name="Cards or cash", kind="any_of")
    make_link(paying, cards, kind="member")
    make_link(paying, cash, kind="member", share=Decimal("0.2"))
    make_link(model.nodes.get(kind="service"), paying)

    alone = owner.get(at(cast, "overview")).content.decode()
    make_link(cards, power)
    make_link(cash, power, tolerance_minutes=360)
    both = owner.get(at(cast, "overview")).content.decode()

    assert "No single failure stops you. Without Card machine it is <b>below 40\xa0% of normal at once.</b>" in alone
    assert "you can trade for <b>6 hours.</b> It is below 40\xa0% of normal at once." in both


@pytest.mark.parametrize("form", ["node-add", "link-add", "step-cost-add"])
def test_choices_are_empty_in_words(cast: Cast, owner: Client, form: str) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    assert "---------" not in owner.get(at(cast, form)).content.decode()


def test_empty_page_says_what_to_do_next(cast: Cast, owner: Client) -> None:
    assert "Ten minutes are enough" in owner.get(at(cast, "overview")).content.decode()

    page = owner.post(at(cast, "begin"), follow=True).content.decode()

    assert "Serve customers" in page


def test_reader_may_look_and_is_offered_no_change(cast: Cast, client: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    client.force_login(cast.customer_reader)

    page = client.get(at(cast, "model")).content.decode()

    assert "Flasks filled in time at 50\xa0% for 1 h 30 min" in page
    assert "/edit/" not in page


def test_queries_and_size_stay_small(cast: Cast, owner: Client) -> None:
    model = make_business_model(cast.customer)
    owner.get(at(cast, "model"))  # the first page of a session asks more
    counts = []
    for begin, end in ((0, 5), (5, 60)):
        for number in range(begin, end):
            needs = make_node(model, f"Thing {number}")
            around = {"fallback": "Pad", "fallback_capacity": Decimal("0.5")}
            make_link(model.nodes.get(kind="service"), needs, **around).fallback_needs.set([needs])
        for name in ("model", "overview"):
            with CaptureQueriesContext(
                connection,
            ) as seen:
                page = owner.get(at(cast, name))
            counts.append(len(seen))
            assert len(page.content) <= 60_000

    assert counts[:2] == counts[2:]
    assert max(counts) <= 12


def test_circle_is_told_beside_what_was_written(cast: Cast, owner: Client) -> None:
    model = make_business_model(cast.customer)
    till, power = make_node(model, "Till"), make_node(model)
    make_link(till, power)

    sent = {"node": power.pk, "needs": till.pk, "kind": "hard", "tolerance_minutes": "2 h"}
    page = owner.post(at(cast, "link-add"), sent)

    assert page.status_code == 409
    assert "in a circle" in page.content.decode()
    assert 'value="2 h"' in page.content.decode()


def test_link_with_a_fallback_is_kept_as_written(cast: Cast, owner: Client) -> None:
    model = make_business_model(cast.customer)
    till, power = make_node(model, "Till"), make_node(model)

    sent = {
        "node": till.pk, "needs": power.pk, "kind": "hard", "tolerance_minutes": "30 min", "fallback": "Pad",
        "fallback_capacity": "50", "fallback_minutes": "1.5 h",
    }  # fmt: skip
    owner.post(at(cast, "link-add"), sent)

    link = Link.objects.get()
    assert (link.tolerance_minutes, link.fallback_minutes) == (30, 90)
    assert (link.share, link.fallback_capacity) == (1, Decimal("0.5"))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"kind": "soft", "tolerance_minutes": "2 h"}, "Only what it can’t do without"),
        ({"kind": "hard", "fallback": "Pad"}, "Write how much of the normal it serves."),
        ({"kind": "hard", "fallback_capacity": "50"}, "Say what the other way is."),
        ({"kind": "hard", "tolerance_minutes": "soon"}, "Write a time, such as 90 min, 4 h or 2 days."),
    ],
)
def test_link_that_makes_no_sense_is_refused(cast: Cast, owner: Client, sent: dict[str, str], words: str) -> None:
    model = make_business_model(cast.customer)
    both = {"node": make_node(model, "Till").pk, "needs": make_node(model).pk}

    page = owner.post(at(cast, "link-add"), sent | both)

    assert page.status_code == 422
    assert words in page.content.decode()


def test_removal_says_what_goes_with_it(cast: Cast, owner: Client) -> None:
    model = make_cafe(cast.customer, by=cast.customer_owner)
    chiller = model.nodes.get(name="Chiller")

    assert "Cold food needs Chiller" in owner.get(at(cast, "node-edit", pk=chiller.pk)).content.decode()
    owner.post(at(cast, "node-remove", pk=chiller.pk))

    assert not Node.objects.filter(name="Chiller").exists()


def test_things_of_other_businesses_are_not_offered(cast: Cast, owner: Client) -> None:
    make_business_model(cast.customer)
    foreign = make_node(make_business_model(cast.other_customer), "Foreign oven")

    assert "Foreign oven" not in owner.get(at(cast, "link-add")).content.decode()
    sent = {"name": "Milk", "amount": "5", "when": foreign.pk}
    assert owner.post(at(cast, "step-cost-add"), sent).status_code == 422
    assert not StepCost.objects.exists()


def test_facts_and_scores_are_kept(cast: Cast, owner: Client) -> None:
    model = make_business_model(cast.customer)
    edited = owner.get(at(cast, "facts-edit")).context["form"].initial["edited"]

    sent = {"edited": edited, "gross_profit": "70", "minimum": "40", "tolerance": "350", "legal_1d": "4"}
    owner.post(at(cast, "facts-edit"), sent)

    model.refresh_from_db()
    assert (model.gross_profit, model.minimum, model.tolerance) == (Decimal("0.7"), Decimal("0.4"), 350)
    assert [(row.kind, row.point, row.score) for row in model.scores.all()] == [("legal", "1d", 4)]


def test_a_thing_is_a_product_that_runs_here_and_names_the_job_that_restores_it(cast: Cast, owner: Client) -> None:
    model = make_business_model(cast.customer)
    tills, elsewhere = make_product(cast.provider), make_product(cast.provider)
    make_deployment(cast.customer, tills)
    make_deployment(cast.other_customer, elsewhere)
    row = make_version(cast.customer, "proposed", rows=[{"code": "BAK-01", "title": "Restore the till"}]).rows.get()
    url = at(cast, "node-add")

    page = owner.get(url).content.decode()
    owner.post(url, {"name": "Till", "kind": "system", "product": tills.pk, "line": row.line})
    refused = owner.post(url, {"name": "Pump", "kind": "system", "product": elsewhere.pk})

    assert tills.full_name in page
    assert elsewhere.full_name not in page
    assert "BAK-01 Restore the till" in page
    assert refused.status_code == 422
    till = Node.objects.get(model=model, name="Till")
    assert (till.product, till.line) == (tills, row.line)


def test_what_is_chosen_stays_when_it_runs_no_longer(cast: Cast, owner: Client) -> None:
    gone = make_product(cast.provider)
    node = make_node(make_business_model(cast.customer), "Till", product=gone)
    url = at(cast, "node-edit", pk=node.pk)

    form = owner.get(url).context["form"]
    owner.post(url, {"name": "Till 2", "kind": "system", "product": gone.pk, "edited": form.initial["edited"]})

    node.refresh_from_db()
    assert (node.name, node.product) == ("Till 2", gone)


def test_another_providers_product_is_refused(cast: Cast) -> None:
    model = make_business_model(cast.customer)
    product, by = make_product(cast.strange_provider), cast.actor(cast.customer_owner)
    with pytest.raises(Conflict, match="another provider"):
        actions.add_part(model=model, of=Node, by=by, at=NOW, name="Till", kind="system", product=product)


def test_a_box_of_the_map_leads_to_its_thing_and_from_there_to_what_it_needs(cast: Cast, owner: Client) -> None:
    model = make_cafe(cast.customer, by=cast.customer_owner)
    till = model.nodes.get(name="Till tablet")
    link = till.needs.get(needs__name="Mains power")

    overview = owner.get(at(cast, "overview")).content.decode()
    thing = owner.get(at(cast, "node-edit", pk=till.pk)).content.decode()

    assert f'<a href="things/{till.pk}/edit/" aria-label="Till tablet">' in overview
    assert overview.count('<a href="things/') == 2 * model.nodes.count()
    assert f'href="{at(cast, "link-edit", pk=link.pk)}"' in thing
    assert f'href="{at(cast, "link-add")}?of={till.pk}"' in thing


def test_the_map_leads_nowhere_for_who_may_not_change_it(cast: Cast, client: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    client.force_login(cast.customer_reader)

    page = client.get(at(cast, "overview")).content.decode()

    assert 'class="chart chart--graph"' in page
    assert "g-open" not in page
    assert "Say what needs what" not in page
