"""What the checks find is opened, kept and closed; who is looked at again, and when."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Customer
from audit.models import Event
from audit.record import record
from background.models import Job
from background.runner import drain
from core.checks import Found, Severity, Source, Told
from findings import looking
from findings.actions import refresh_findings
from findings.models import Finding, Watch
from findings.queries.story import story_of
from findings.schedules import look_again
from responsibilities.models import Version
from tests.cast import NOW, Cast
from tests.factories.continuity import make_business_model
from tests.factories.contracts import make_contract
from tests.factories.insurance import make_condition, make_policy
from tests.factories.responsibilities import make_row, make_version

LATER = NOW + timedelta(hours=1)


def finds(monkeypatch: pytest.MonkeyPatch, *found: Found) -> None:
    """One source alone, which finds the same at every customer."""

    def find(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
        return {customer.pk: [(each, True) for each in found] for customer in customers}

    monkeypatch.setattr(looking, "sources", lambda: (Source("made up", (), find),))


def make_gap(cast: Cast, state: str = "draft") -> Version:
    """A version with one job that nobody does."""
    return make_version(cast.customer, state, rows=[{"code": "DET-06", "ownership": "undecided"}])


def open_checks(cast: Cast) -> set[str]:
    return set(Finding.objects.of_customer(cast.customer).open().values_list("check_id", flat=True))


def test_a_gap_is_opened_kept_and_closed(cast: Cast) -> None:
    version = make_gap(cast)
    refresh_findings(customer=cast.customer, at=NOW)
    found = Finding.objects.get(check_id="C-01")
    refresh_findings(customer=cast.customer, at=LATER)
    assert Finding.objects.open().get(check_id="C-01").pk == found.pk
    assert found.opened_at == NOW

    version.rows.update(ownership="customer", customer_person="Amara Osei")
    refresh_findings(customer=cast.customer, at=LATER)
    found.refresh_from_db()
    assert found.closed_at == LATER
    assert "C-01" not in open_checks(cast)


def test_a_gap_that_comes_back_is_a_new_one(cast: Cast) -> None:
    version = make_gap(cast)
    for ownership in ("undecided", "customer", "undecided"):
        version.rows.update(ownership=ownership)
        refresh_findings(customer=cast.customer, at=NOW)

    assert Finding.objects.filter(check_id="C-01").count() == 2
    assert Finding.objects.filter(check_id="C-01").open().count() == 1


def test_what_could_not_be_checked_is_not_counted_as_high(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Found("C-01", Severity.HIGH, "row:1", "DET-06", "Nobody does it.", "Name somebody.")
    unknown = Found("C-05", Severity.HIGH, "row:1", "DET-06", "Not checked.", "Name the service.", is_unknown=True)
    finds(monkeypatch, known, unknown)

    watch = refresh_findings(customer=cast.customer, at=NOW)

    assert (watch.high, Finding.objects.count()) == (1, 2)


def test_words_that_changed_are_kept_up_to_date(cast: Cast) -> None:
    version = make_gap(cast)
    refresh_findings(customer=cast.customer, at=NOW)
    version.rows.update(title="Renamed")
    refresh_findings(customer=cast.customer, at=LATER)

    found = Finding.objects.get(check_id="C-01")
    assert "Renamed" in found.label
    assert found.opened_at == NOW


def test_findings_of_a_draft_are_the_providers_until_it_is_proposed(cast: Cast) -> None:
    make_gap(cast)
    refresh_findings(customer=cast.customer, at=NOW)
    owner = cast.actor(cast.customer_owner)
    assert not Finding.objects.visible_to(owner).filter(check_id__in=["C-01", "C-05"]).exists()
    assert not Finding.objects.visible_to(owner).filter(is_unknown=False).exists()
    assert Event.objects.get(verb="findings_refreshed").is_internal

    Version.objects.all().delete()
    make_gap(cast, "proposed")
    refresh_findings(customer=cast.customer, at=LATER)
    assert Finding.objects.visible_to(owner).open().filter(check_id="C-01").exists()


def test_counts_by_severity_are_kept(cast: Cast) -> None:
    make_gap(cast)
    watch = refresh_findings(customer=cast.customer, at=NOW)
    severities = list(Finding.objects.waiting().filter(is_unknown=False).values_list("severity", flat=True))

    assert (watch.high, watch.medium, watch.low) == tuple(severities.count(s) for s in ("high", "medium", "low"))
    assert watch.refreshed_on == timezone.localdate(NOW)


def test_figures_in_the_customers_history_count_what_it_may_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Found("C-01", Severity.HIGH, f"row:{n}", "A", "Nobody does it.", "Name somebody.") for n in range(3)]
    several = [(each, number == 2) for number, each in enumerate(found)]  # the last alone is published
    look = [several[:2], several]

    def find(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
        return {customer.pk: look[0] for customer in customers}

    monkeypatch.setattr(looking, "sources", lambda: (Source("made up", (), find),))
    refresh_findings(customer=cast.customer, at=NOW)
    look.pop(0)
    watch = refresh_findings(customer=cast.customer, at=LATER)

    hidden, shown = Event.objects.filter(verb="findings_refreshed").order_by("sequence")
    assert (hidden.is_internal, hidden.after["high"], watch.high) == (True, 2, 3)
    assert (shown.is_internal, shown.after) == (False, {"high": 1, "medium": 0, "low": 0})


def test_a_check_that_fires_twice_on_a_row_gives_two_findings(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, *(Found("C-42", Severity.MEDIUM, "row:1", "A", words * 400, "Mend.") for words in ("ab", "cd")))
    refresh_findings(customer=cast.customer, at=NOW)
    refresh_findings(customer=cast.customer, at=LATER)

    assert sorted(Finding.objects.values_list("subject", flat=True)) == ["row:1", "row:1:2"]


def test_a_customer_without_a_matrix_was_checked_all_the_same(cast: Cast) -> None:
    watch = refresh_findings(customer=cast.customer, at=NOW)

    assert watch.refreshed_on is not None
    assert (watch.high, watch.medium, watch.low) == (0, 0, 0)
    found = Finding.objects.of_customer(cast.customer)
    assert set(found.values_list("is_unknown", flat=True)) == {True}
    assert {"C-01", "C-09", "C-29", "C-39", "C-41", "C-42"} <= set(found.values_list("check_id", flat=True))


def test_a_first_run_that_finds_nothing_is_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch)
    refresh_findings(customer=cast.customer, at=NOW)

    assert Event.objects.get(verb="findings_refreshed").says == "ran for the first time and found nothing"


def test_what_was_found_is_in_the_history(cast: Cast) -> None:
    version = make_gap(cast)
    refresh_findings(customer=cast.customer, at=NOW)
    refresh_findings(customer=cast.customer, at=NOW)
    version.rows.update(is_out_of_scope=True, out_of_scope_reason="Not here.")
    refresh_findings(customer=cast.customer, at=LATER)

    says = list(Event.objects.filter(verb="findings_refreshed").order_by("sequence").values_list("says", flat=True))
    assert len(says) == 2
    assert says[0].startswith("found ")
    assert "closed" in says[1]


def test_the_tick_looks_at_everybody_once_then_only_at_what_was_written(cast: Cast) -> None:
    now = timezone.now()
    look_again(now)
    assert Job.objects.filter(name="findings.refresh").count() == Customer.objects.count()
    look_again(now)
    assert Job.objects.filter(name="findings.refresh").count() == Customer.objects.count()
    drain()
    look_again(now)
    drain()
    Job.objects.all().delete()

    look_again(now)
    assert not Job.objects.exists()
    actor = cast.actor(cast.provider_lead)
    record("x", target=cast.customer, by=actor, at=now, says="wrote", customer_id=cast.customer.pk)
    look_again(now)
    assert [job.customer_id for job in Job.objects.all()] == [cast.customer.pk]


def test_the_next_day_everybody_is_looked_at_again(cast: Cast) -> None:
    now = timezone.now()
    for customer in Customer.objects.all():
        refresh_findings(customer=customer, at=now)
        Watch.objects.update(sequence=99)
    look_again(now + timedelta(days=1))

    assert Job.objects.filter(name="findings.refresh").count() == Customer.objects.count()


def test_an_archived_customer_is_left_alone(cast: Cast) -> None:
    look_again(timezone.now())
    Customer.objects.update(archived_at=NOW)
    drain()

    assert not Finding.objects.exists()
    assert not Watch.objects.exists()


def test_a_refresh_costs_the_same_for_many_rows(cast: Cast, django_assert_max_num_queries: object) -> None:
    version = make_version(cast.customer, rows=1)
    for number in range(80):
        make_row(version, code=f"Z-{number}", ownership="undecided")
    with django_assert_max_num_queries(62):  # type: ignore[operator]  # pytest-django's fixture
        refresh_findings(customer=cast.customer, at=NOW)


def test_a_look_costs_the_same_for_many_customers(cast: Cast) -> None:
    def cost(customers: list[Customer]) -> int:
        for customer in customers:
            make_version(customer, "agreed", rows=3)
            make_policy(customer)
            make_contract(customer, published_at=NOW)
            make_business_model(customer)
        everybody = Customer.objects.filter(provider=cast.provider).select_related("provider")
        looking.look(everybody, NOW)
        with CaptureQueriesContext(connection) as asked:
            looking.look(everybody, NOW)
        return len(asked)

    first = cost([cast.customer, cast.other_customer])
    more = [
        Customer.objects.create(provider=cast.provider, name=f"C {n}", legal_name=f"C {n} Ltd", slug=f"c-{n}")
        for n in range(5)
    ]

    assert cost(more) == first <= 56


@pytest.mark.parametrize("about", [{}, {"subject": "y", "severity": "awful"}], ids=["open twice", "unknown severity"])
def test_the_database_holds_the_rules(cast: Cast, about: dict[str, str]) -> None:
    values = {"check_id": "C-01", "severity": "high", "subject": "x", "label": "A", "message": "m", "action": "a"}
    Finding.objects.create(customer=cast.customer, opened_at=NOW, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(customer=cast.customer, opened_at=NOW, **values | about)


def test_insurance_is_checked_beside_the_matrix(cast: Cast) -> None:
    make_contract(cast.customer)
    policy = make_policy(cast.customer, ends_on=NOW.date(), covers_all_past=True)
    make_condition(policy, code="MFA", counted=22, counted_of=24)
    refresh_findings(customer=cast.customer, at=NOW)

    found = {each.check_id: each for each in Finding.objects.of_customer(cast.customer).filter(is_unknown=False)}
    assert set(found) == {"C-13", "C-14", "C-15"}
    assert found["C-14"].message == "You may not meet your insurer’s condition: 22 of 24."
    assert all(each.is_published for each in found.values())
    story = story_of(found["C-13"], cast.actor(cast.customer_owner), NOW.date())
    assert story.where == f"{policy.get_absolute_url()}#conditions"
    assert story.line.check_title == "Nobody is in charge of what the insurer requires"


def test_what_is_not_published_of_the_providers_policy_stays_with_its_people(cast: Cast) -> None:
    make_contract(cast.customer)
    make_policy(cast.customer, covers_all_past=True)
    make_policy(cast.provider, ends_on=NOW.date(), covers_all_past=True)
    refresh_findings(customer=cast.customer, at=NOW)

    assert not Finding.objects.get(check_id="C-15", subject__startswith="policy", is_unknown=False).is_published
