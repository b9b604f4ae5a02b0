"""The demo tells its whole story, once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer, Provider
from accounts.queries import find_actor
from advice.models import Action
from audit.verify import verify
from background.models import Job, JobState
from continuity.blast.urgency import Effect
from continuity.models import Exercise, Plan, PlanUse
from continuity.queries.blast import hits_of
from contracts.insurance.lookup import covers_at
from contracts.measuring.effects import effects_of
from contracts.measuring.misses import boards_of_customers
from contracts.measuring.volume import volume_of
from contracts.models import CreditClaim, Incident, LossScenario, LossYears
from contracts.queries.incidents.losses import losses_of
from contracts.queries.liability import entered, resolved
from contracts.scenarios.queries import on_file
from contracts.service_levels.vocabulary import Counted
from contracts.service_levels.windows import quarter_window
from core.quarters import last_complete
from demo import scenarios
from demo.load import load
from engagement.models import Feedback, Meeting
from findings.models import Finding
from reports.models import Pack
from reports.onepager.actions import page_html, print_one_pager
from responsibilities.models import Evidence, Question, Round, Version
from responsibilities.queries.understanding import lines_of
from technology.models import Product


def states(customer: Customer) -> list[str]:
    return list(Version.objects.of_customer(customer).order_by("number").values_list("state", flat=True))


def plans_of(customer: Customer) -> list[str]:
    return [f"{plan.number} {plan.state}" for plan in Plan.objects.of_customer(customer).order_by("number")]


def worked_example(customer: Customer) -> LossScenario:
    """The one of domain.md, beside the smaller ones that happen more often."""
    names = [example.about["name"] for example in (scenarios.HARBOUR, scenarios.FENWICK, scenarios.TIDEWELL)]
    shared = LossScenario.objects.filter(customer=customer, shared_at__isnull=False)
    return shared.select_related("customer__provider").get(name__in=names)


def check_years(customer: Customer) -> None:
    """Years that both sides read, of every example; the checks that rest on them can tell."""
    run = LossYears.objects.get(customer=customer)
    assert (run.is_shared, run.years_done) == (True, scenarios.YEARS)
    assert len(run.inputs["scenarios"]) == LossScenario.objects.filter(customer=customer).count()
    assert run.result
    assert run.result["total"]["mean"] == pytest.approx(sum(form["mean"] for form in run.result["forms"].values()))
    found = Finding.objects.of_customer(customer).open().filter(check_id__in=["C-18", "C-19"])
    assert not found.filter(is_unknown=True).exists()


def worked(customer: Customer) -> list[tuple[Decimal, ...]]:
    """Who pays in the customer's example, as it is on file and under its what-ifs (domain.md §4.4 to §4.6)."""
    file = on_file(customer, Actor.system("Test", customer.provider_id), timezone.localdate())
    row = worked_example(customer)
    terms = [{}, *(each.changes for each in row.what_ifs.order_by("added_at", "name"))]
    return [tuple(share.amount for share in file.answer(row, each).shares) for each in terms]


def sheets_of_paper(customer: Customer) -> list[int]:
    """How many pages the customer's example takes on paper, as either side prints it."""
    row = worked_example(customer)
    owner = customer.memberships.filter(role="owner")[0].user
    staff = customer.provider.memberships.filter(role="owner")[0].user
    found = []
    for person in (owner, staff):
        actor = find_actor(person, customer_slug=customer.slug, provider_slug=None, address="192.0.2.7")
        assert actor is not None
        file = on_file(row.customer, actor[0], timezone.localdate())
        found.append(print_one_pager(page_html(row, file, timezone.now())).pages)
    return found


def check_the_promises(harbour: Customer, fenwick: Customer) -> None:
    """Counts, an incident with what it did to service levels, a promise above its cover: each part has its example."""
    assert {each.kind for each in fenwick.contracts.get(kind="master").endings.all()} >= {"breach", "data", "access"}
    assert {each.metric for each in harbour.tallies.all()} == set(Counted)
    assert {each.metric for each in fenwick.tallies.all()} == {"second_factor", "endpoint", "access"}
    assert any(each.note for each in harbour.tallies.filter(metric="second_factor"))
    outage = Incident.objects.get(customer=harbour)
    assert sorted(str(each).split()[0] for each in outage.results.all()) == ["HR-OUT-1", "HR-TILLS"]
    (board,) = boards_of_customers([harbour.pk], timezone.now()).values()
    shown = effects_of(board, outage.results.select_related("outage", "ticket"), harbour.slug, timezone.localdate())
    assert {each.title for each in shown} >= {"Availability, Till service", "Response time, P1, work stopped"}
    assert any(each.credit and each.credit.state == "Credited" for each in shown)
    claims = CreditClaim.objects.filter(customer=harbour)
    assert sorted(claims.values_list("state", flat=True)) == ["granted", "waived"]
    found = Finding.objects.of_customer(fenwick).open().filter(check_id__in=["C-17", "C-20"], is_unknown=False)
    assert sorted(found.values_list("check_id", "is_published")) == [
        ("C-17", True), ("C-20", False), ("C-20", True), ("C-20", True),
    ]  # fmt: skip


def check_the_tickets(harbour: Customer) -> None:
    """What they came from is noted for most, one thing keeps coming up, and some were opened again."""
    reader, quarter = Actor.system("Test", harbour.provider_id), last_complete(timezone.localdate())
    found = volume_of(reader, harbour, quarter_window(quarter), timezone.now())
    assert found.recurring[0].name == "Updates"
    assert found.recurring[0].number >= 6
    assert 0 < found.unnamed < found.number / 3
    assert 0 < found.reopened < found.told / 3
    assert found.people == 24


def check_decisions(harbour: Customer) -> None:
    """What was accepted and put off, and a risk accepted anew once its day had come."""
    decided = Finding.objects.open().exclude(state="open")
    assert sorted(decided.values_list("customer__name", "check_id", "state")) == [
        ("Fenwick & Shaw Accountants", "C-34", "accepted"), ("Harbour Roast", "C-25", "snoozed"),
        ("Harbour Roast", "C-29", "accepted"), ("Harbour Roast", "C-34", "accepted"),
        ("Tidewell Lettings", "C-30", "snoozed"),
    ]  # fmt: skip
    goodwill = decided.get(customer=harbour, check_id="C-34").steps.order_by("at", "pk")
    assert [step.deed for step in goodwill if step.deed != "seen"] == ["accepted", "lapsed", "accepted"]
    assert Finding.objects.exclude(closed_at=None).filter(is_unknown=False).exists()


def check_both_sides_sat_together(harbour: Customer, fenwick: Customer) -> None:
    """Two checks with a better score each time, one open; minutes approved, a meeting coming; whether they helped."""
    scores = [line.score.percent for line in lines_of(Round.objects.of_customer(harbour).order_by("started_at"))]
    assert scores == [42, 75]
    assert Round.objects.of_customer(fenwick).get().is_open
    assert [meeting.is_approved for meeting in Meeting.objects.of_customer(harbour).order_by("starts_at")] == [
        True,
        False,
    ]
    coming = Meeting.objects.filter(approved_at=None).order_by("customer__name")
    assert [meeting.customer.name for meeting in coming] == [
        "Fenwick & Shaw Accountants", "Harbour Roast", "Tidewell Lettings",
    ]  # fmt: skip
    assert [meeting.topics.get(source="news").fact.endswith("What is planned?") for meeting in coming] == [
        True, False, True,
    ]  # fmt: skip
    assert Meeting.objects.get(customer=harbour, approved_at=None).topics.filter(source="views").count() == 2
    assert (
        Action.objects.of_customer(harbour).from_origin("meeting", harbour.meetings.earliest("starts_at").pk).count()
        == 3
    )
    assert sorted(Feedback.objects.values_list("about", flat=True)) == ["meeting"] * 4 + ["question"] * 2
    assert Question.objects.of_customer(harbour).open().count() == 0


def check_proof(harbour: Customer) -> None:
    """Of jobs by a note, of everything else with a file."""
    filed = Evidence.objects.of_customer(harbour).exclude(file="").values_list("kind", flat=True)
    assert set(filed) == {"promise", "condition", "exercise"}
    assert Evidence.objects.of_customer(harbour).filter(kind="job", file="").exists()


def check_what_a_faulty_update_hits(provider: Provider, fenwick: Customer) -> None:
    """Windows runs at all three; of the file server it is known what depends on it."""
    lead = find_actor(fenwick.lead, provider_slug=provider.slug, customer_slug=None)  # type: ignore[arg-type]  # it has one
    assert lead is not None
    hits = hits_of(list(Product.objects.filter(name="Windows").values_list("pk", flat=True)), lead[0])
    assert [(hit.name, hit.effect) for hit in hits if hit.strike] == [(fenwick.name, Effect.SLOWED)]
    assert len(hits) == 3


def check_cover(harbour: Customer, fenwick: Customer, tidewell: Customer) -> None:
    """All three are insured, one of them has claimed; so is their provider."""
    several = (harbour, fenwick, tidewell)
    covered = covers_at(several, timezone.localdate())
    covers = [covered[each.pk].customer for each in several]
    assert [cover.data["aggregate_used"] for cover in covers if cover] == ["0", "0", "30000"]
    assert covered[harbour.pk].provider


@pytest.mark.timeout(900)  # two years of a provider's life, packs printed included
def test_three_customers_stand_at_three_stages(db: None) -> None:
    provider = load(timezone.now(), lambda line: None)

    harbour, fenwick, tidewell = (provider.customers.get(name__startswith=n) for n in ("Harbour", "Fenwick", "Tide"))
    assert states(harbour) == ["superseded", "agreed"]
    assert states(fenwick) == ["agreed", "proposed"]
    assert states(tidewell) == ["draft"]
    assert Question.objects.of_customer(fenwick).open().count() == 3
    assert Finding.objects.of_customer(tidewell).open().filter(check_id="C-01").exists()
    check_cover(harbour, fenwick, tidewell)
    assert Finding.objects.of_customer(tidewell).open().filter(check_id="C-13").exists()
    assert Pack.objects.ready().count() == Pack.objects.count() == 6
    assert not Job.objects.filter(state=JobState.FAILED).exists()
    outage, mailbox = Incident.objects.order_by("aware_at")
    assert (outage.is_open, losses_of(outage).total, outage.lasted) == (False, 13000, timedelta(hours=36))
    assert set(mailbox.notifications.waiting().values_list("whom", flat=True)) == {"ico", "insurer"}
    limits = [
        resolved(entered(each.contracts.get(kind="master")), timezone.localdate())
        for each in (harbour, fenwick, tidewell)
    ]
    figures = [(each.general_cap, each.general_used, each.super_cap) for each in limits if each]
    assert figures == [(14400, 0, None), (18000, 2000, None), (20000, 0, 60000)]
    assert {name: worked(customer) for name, customer in (("1", harbour), ("2", fenwick), ("3", tidewell))} == {
        "1": [(5060, 7700, 240, 0), (12760, 0, 240, 0), (4548, 8212, 240, 0)],
        "2": [(11585, 25375, 10000, 6000), (36960, 0, 10000, 6000)],
        "3": [(24000, 11000, 10000, 50000), (19000, 0, 10000, 66000)],
    }
    assert [sheets_of_paper(customer) for customer in (harbour, fenwick, tidewell)] == [[1, 1]] * 3
    assert [plans_of(each) for each in (harbour, fenwick, tidewell)] == [
        ["1 retired", "2 current"], ["1 current"], ["1 draft"],
    ]  # fmt: skip
    assert Exercise.objects.of_customer(harbour).held().count() == 2
    assert PlanUse.objects.of_customer(harbour).exclude(reported_at=None).get().follow_ups.open().count() == 2
    late = Finding.objects.open().filter(check_id__in=["C-39", "C-41"], is_unknown=False)
    assert sorted(late.values_list("customer__name", "check_id")) == [
        ("Fenwick & Shaw Accountants", "C-39"), ("Harbour Roast", "C-41"),
    ]  # fmt: skip
    for each in (harbour, fenwick, tidewell):
        check_years(each)
    check_the_promises(harbour, fenwick)
    check_the_tickets(harbour)
    check_decisions(harbour)
    check_what_a_faulty_update_hits(provider, fenwick)
    check_both_sides_sat_together(harbour, fenwick)
    check_proof(harbour)
    assert verify(provider.pk) is None
    assert load(timezone.now(), lambda line: None) == provider
    assert Provider.objects.count() == 1


@override_settings(DEMO=False)
def test_known_passwords_never_reach_a_real_installation(db: None) -> None:
    with pytest.raises(CommandError, match="passwords are public"):
        call_command("load_demo")

    assert not Provider.objects.exists()
