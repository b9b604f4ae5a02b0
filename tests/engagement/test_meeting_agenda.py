"""With which facts an agenda is seeded."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from engagement.actions.meetings import plan_meeting
from engagement.models import Due
from engagement.queries.agenda import seeds_of
from engagement.vocabulary import Source
from responsibilities.models import AskedRow, View
from tests.cast import NOW, Cast
from tests.engagement.facts import make_finding
from tests.factories.advice import make_action, make_advice, make_draft
from tests.factories.meetings import make_meeting
from tests.factories.responsibilities import make_round

NIGHT = "Nobody is doing this: Night watch"


def test_agenda_is_seeded_with_facts_that_the_customer_may_read(cast: Cast) -> None:
    make_finding(cast, "Night watch")
    make_finding(cast, "Secret", is_published=False)
    make_finding(cast, "Unknown", is_unknown=True)
    put_off = {"until_on": NOW.date() + timedelta(days=30), "decided_at": NOW, "decided_by": cast.customer_owner}
    make_finding(cast, "Put off", state="snoozed", decided_side="customer", **put_off)
    make_action(cast.customer, cast.provider_lead, text="Order the line", due_on=NOW.date() - timedelta(days=3))
    make_draft(cast.customer, cast.provider_lead, title="A draft")
    make_advice(cast.customer, cast.provider_lead, title="Buy a new server")
    shown = make_round(cast.customer, revealed_at=NOW)
    AskedRow.objects.filter(pk=shown.asked.all()[0].pk).update(is_topic=True)

    meeting = plan_meeting(
        customer=cast.customer, kind="quarterly", starts_at=NOW + timedelta(days=9), people=[cast.provider_lead.pk],
        by=cast.actor(cast.provider_lead), at=NOW,
    )  # fmt: skip

    found = {(topic.source, topic.title): topic for topic in meeting.topics.all()}
    assert {title for source, title in found if source == Source.FINDING} == {NIGHT}
    late = found[Source.ACTION, "Order the line"]
    assert late.position == 1
    assert "3 days late" in late.fact
    assert found[Source.FINDING, NIGHT].fact == "Harbour Roast lacks it. Choose."
    assert [source for source, _ in found].count("views") == 1
    assert {title for source, title in found if source == Source.ADVICE} == {"Buy a new server"}


def test_what_is_seen_differently_tells_who_says_what(cast: Cast) -> None:
    sides = ((cast.provider_lead, "provider"), (cast.customer_owner, "customer"))
    shown = make_round(cast.customer, *sides, revealed_at=NOW)
    seen, half, *_ = shown.asked.order_by("position")
    AskedRow.objects.filter(pk__in=[seen.pk, half.pk]).update(is_topic=True)
    ours, theirs = (shown.participants.get(side=side) for _, side in sides)
    View.objects.create(asked=seen, participant=ours, who="provider", pays="customer_insurer", given_at=NOW)
    View.objects.create(asked=seen, participant=theirs, who="provider", pays="provider", given_at=NOW)
    View.objects.create(asked=half, participant=ours, who="shared", pays="shared", given_at=NOW)

    found = seeds_of(make_meeting(cast.customer, cast.provider_lead, kind="other"), NOW)

    assert [seed.fact for seed in found if seed.source == Source.VIEWS] == [
        "Who pays if it fails? Fairlead IT says “Harbour Roast’s insurer”, "
        "Harbour Roast says “Fairlead IT or its insurer”.",
        "Who does this? Fairlead IT says “Each does a part”, Harbour Roast did not answer. "
        "Who pays if it fails? Fairlead IT says “Each pays a part”, Harbour Roast did not answer.",
    ]


def test_dates_of_the_calendar_come_onto_the_agenda(cast: Cast) -> None:
    for kind, days in (("notice", 30), ("renewal", 300), ("exercise", 20), ("review", 1)):
        Due.objects.create(
            provider=cast.provider, customer=cast.customer, kind=kind, subject_id=uuid4(), owed_by="both",
            title=f"The {kind}", path="/", due_on=NOW.date() + timedelta(days=days), armed_on=NOW.date(),
        )  # fmt: skip

    found = {
        (seed.source, seed.title)
        for seed in seeds_of(make_meeting(cast.customer, cast.provider_lead, kind="other"), NOW)
    }

    assert found == {(Source.RENEWAL, "The notice"), (Source.EXERCISE, "The exercise")}


def test_agenda_takes_a_constant_number_of_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        make_finding(cast, f"Gap {number}")
        make_action(cast.customer, cast.provider_lead, text=f"Do {number}")

    with django_assert_max_num_queries(16):
        seeds_of(make_meeting(cast.customer, cast.provider_lead, kind="other"), NOW)
