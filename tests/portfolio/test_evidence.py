"""The evidence index: what can be proved, what is on file, who sees which of it, on the page and in the export."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from audit.models import Event
from contracts.models import Contract, PolicyCondition, SlaTarget
from portfolio.queries.evidence import State, provable, state_of
from responsibilities.actions.evidence import add_evidence
from responsibilities.models import Evidence
from responsibilities.proof import Subject
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_target
from tests.factories.insurance import make_condition, make_policy
from tests.factories.plans import make_exercise, make_plan
from tests.factories.responsibilities import make_version

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def monday(time_machine) -> None:
    """The day of the cast: policies and contracts hold."""
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def things(cast: Cast) -> dict[str, Subject]:
    """One of each kind that can be proved, by kind."""
    make_version(cast.customer, "agreed", rows=[{"code": "BAK-01", "title": "Back up", "domain": "Backup"}])
    make_target(make_contract(cast.customer, reference="FL-1", published_at=NOW))
    make_condition(make_policy(cast.customer), code="MFA")
    plan = make_plan(cast.customer, by=cast.customer_owner)
    make_exercise(plan, by=cast.customer_owner, held_on=TODAY - timedelta(days=3))
    return {each.kind: each for each in provable(cast.actor(cast.provider_lead), cast.customer, TODAY)}


def url(cast: Cast, name: str = "index", *args: object) -> str:
    return reverse(f"portfolio:evidence-{name}", args=[cast.customer.slug, *args])


def file(cast: Cast, about: Subject, **more: object) -> Evidence:
    given = {"title": f"Report on {about.kind}", "happened_on": TODAY, "at": NOW} | more
    return add_evidence(about=about, by=cast.actor(cast.provider_engineer), **given)


def shown(client: Client, cast: Cast, query: str = "") -> list[str]:
    return [line.proof.title for line, _ in client.get(f"{url(cast)}?{query}").context["lines"]]


def test_jobs_levels_conditions_and_held_exercises_can_be_proved(things: dict[str, Subject]) -> None:
    assert set(things) == {"job", "promise", "condition", "exercise"}
    assert things["promise"].name.endswith("(FL-1)")
    assert things["condition"].name.startswith("MFA (")


def test_whatever_it_is_about_it_is_on_the_index_of_both_sides(cast: Cast, things: dict[str, Subject], sign_in) -> None:
    for about in things.values():
        file(cast, about)

    titles = {f"Report on {kind}" for kind in things}
    assert set(shown(sign_in(cast.customer_reader), cast)) == titles
    assert set(shown(sign_in(cast.provider_auditor), cast)) == titles


def test_what_the_customer_was_not_shown_stays_off_its_page_and_export(cast: Cast, things, sign_in) -> None:
    for kind in ("promise", "job"):
        file(cast, things[kind])
    Contract.objects.update(published_at=None)
    reader = sign_in(cast.customer_reader)

    assert shown(reader, cast) == ["Report on job"]
    assert b"Report on promise" not in reader.get(url(cast, "export", "csv")).content
    assert "Report on promise" in shown(sign_in(cast.provider_lead), cast)


def test_another_customers_people_find_nothing(cast: Cast, things, sign_in) -> None:
    proof = file(cast, things["condition"])
    stranger = sign_in(cast.other_owner)

    assert stranger.get(url(cast)).status_code == 404
    assert stranger.get(url(cast, "export", "csv")).status_code == 404
    own = reverse("portfolio:evidence-index", args=[cast.other_customer.slug])
    assert proof.title not in stranger.get(f"{own}?about={proof.subject_id}").content.decode()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("kind=condition", ["Report on condition"]),
        ("q=report+job", ["Report on job"]),
        ("state=expired", ["Report on exercise"]),
        ("state=soon", ["Report on promise"]),
        ("kind=nonsense&q=MFA", ["Report on condition"]),
        ("about=nonsense&kind=job", ["Report on job"]),
    ],
)
def test_search_and_filters(cast: Cast, things, sign_in, query: str, titles: list[str]) -> None:
    until = {"exercise": TODAY - timedelta(days=1), "promise": TODAY + timedelta(days=30)}
    for kind, about in things.items():
        file(cast, about, happened_on=TODAY - timedelta(days=2), expires_on=until.get(kind))

    assert shown(sign_in(cast.customer_owner), cast, query) == titles


@pytest.mark.parametrize(
    ("expires_on", "state"),
    [
        (None, State.GOOD),
        (TODAY + timedelta(days=31), State.GOOD),
        (TODAY + timedelta(days=30), State.SOON),
        (TODAY, State.SOON),
        (TODAY - timedelta(days=1), State.EXPIRED),
    ],
)
def test_how_long_proof_holds(expires_on: date | None, state: State) -> None:
    assert state_of(Evidence(expires_on=expires_on), TODAY) == state


def test_a_condition_is_proved_by_the_customers_contributor(cast: Cast, things, sign_in) -> None:
    client, about = sign_in(cast.customer_contributor), things["condition"]
    page = client.get(f"{url(cast, 'add')}?about={about.key}")
    assert page.context["form"].initial["about"] == about.key

    form = {"about": about.key, "title": "MFA report", "words": "24 of 24 people", "happened_on": TODAY.isoformat()}
    answer = client.post(url(cast, "add"), form, follow=True)

    assert "24 of 24 people" in answer.content.decode()
    proof = Evidence.objects.get()
    assert (proof.kind, PolicyCondition.objects.get().pk) == ("condition", proof.subject_id)
    assert Event.objects.get(verb="evidence_added").target_id == proof.subject_id


def test_proof_of_far_off_days_is_refused_before_it_stops_the_calendar(cast: Cast, things, sign_in) -> None:
    client = sign_in(cast.customer_contributor)
    form = {"about": things["condition"].key, "title": "MFA report", "happened_on": str(TODAY)}

    for wrong in ({"expires_on": "9999-12-31"}, {"happened_on": "0001-01-01", "expires_on": "0001-01-01"}):
        page = client.post(url(cast, "add"), form | wrong).content.decode()
        assert "Write a day between 1900 and 2199." in page
    assert not Evidence.objects.exists()


def test_nobody_proves_what_they_may_not_see(cast: Cast, things, sign_in) -> None:
    Contract.objects.update(published_at=None)
    form = {"about": f"promise:{SlaTarget.objects.get().pk}", "title": "x", "happened_on": TODAY.isoformat()}

    answer = sign_in(cast.customer_owner).post(url(cast, "add"), form)

    assert answer.status_code == 200
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("persona", ["customer_reader", "provider_auditor"])
def test_readers_are_offered_no_adding(cast: Cast, things, sign_in, persona: str) -> None:
    user: User = getattr(cast, persona)

    assert url(cast, "add") not in sign_in(user).get(url(cast)).content.decode()


def test_the_export_is_what_is_shown_with_cells_that_cannot_compute(cast: Cast, things, sign_in) -> None:
    file(cast, things["job"], title="=1+1")
    file(cast, things["condition"])

    answer = sign_in(cast.customer_reader).get(f"{url(cast, 'export', 'xlsx')}?kind=job")

    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[:3] for row in rows[1:]] == [("A job", "BAK-01 Back up", "'=1+1")]


def test_removed_proof_leaves_the_index(cast: Cast, things, sign_in) -> None:
    proof = file(cast, things["exercise"])
    engineer = sign_in(cast.provider_engineer)

    page = engineer.post(reverse("responsibilities:evidence-remove", args=[cast.customer.slug, proof.pk]), follow=True)

    assert page.redirect_chain[-1][0] == url(cast)
    assert "Nothing on file yet" in page.content.decode()


@pytest.mark.parametrize("number", [5, 300])
def test_the_index_needs_few_queries(cast: Cast, things, sign_in, number: int, django_assert_max_num_queries) -> None:
    Evidence.objects.bulk_create(
        Evidence(
            customer=cast.customer, kind=about.kind, subject_id=about.pk, label=about.label, title=f"{i}",
            happened_on=TODAY, added_at=NOW, added_by=cast.provider_engineer,
        )
        for i in range(number) for about in things.values()
    )  # fmt: skip
    reader = sign_in(cast.customer_reader)
    reader.get(url(cast))

    with django_assert_max_num_queries(14):
        assert len(reader.get(url(cast)).context["lines"]) == min(50, number * 4)
