"""Asking for packs, making, keeping and handing them out."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from accounts.models import Membership
from audit.models import Event
from audit.verify import verify
from background.models import Email, Job
from background.runner import drain
from core.digest import sha256
from core.errors import Conflict, NotAllowed
from core.quarters import parse_slug
from reports import actions, tasks
from reports.models import Pack
from reports.pack import PackDocument
from reports.render import RenderFailed
from responsibilities.models import Evidence
from tests.cast import NOW, Cast
from tests.factories.reports import make_pack
from tests.reports.conftest import Q3, Story

RUNNING = parse_slug("2026-q4")
LATER = NOW + timedelta(hours=1)


def ask(story: Story, at: datetime = NOW, quarter: object = Q3) -> Pack:
    actor = story.cast.actor(story.cast.customer_owner)
    return actions.request_pack(customer=story.customer, quarter=quarter, by=actor, at=at)


def test_asking_freezes_the_data_and_prints_later(story: Story, quick_print: list[PackDocument]) -> None:
    pack = ask(story)

    assert pack.is_queued
    assert pack.data_sha256 == actions.read(pack.data).digest
    assert Job.objects.filter(name="reports.render_pack").count() == 1
    drain()
    pack.refresh_from_db()
    assert pack.is_ready
    assert pack.pages == 3
    assert pack.sha256 == sha256(pack.file.open().read())
    assert pack.size == len(pack.file.open().read())
    assert quick_print[0].digest == pack.data_sha256


def test_what_changes_after_asking_is_not_in_the_pack(story: Story, quick_print: list[PackDocument]) -> None:
    ask(story)
    story.now.rows.update(title="Written later")
    drain()

    assert quick_print[0].matrix is not None
    assert "Written later" not in {job.title for job in quick_print[0].matrix.jobs}


def test_a_double_click_gives_one_pack(story: Story, quick_print: list[PackDocument]) -> None:
    assert ask(story).pk == ask(story).pk
    assert Job.objects.filter(name="reports.render_pack").count() == 1
    assert drain() > 0
    assert len(quick_print) == 1


def test_asking_again_without_a_change_gives_the_same(story: Story, quick_print: list[PackDocument]) -> None:
    first = ask(story)
    drain()

    assert ask(story, LATER).pk == first.pk
    assert Pack.objects.of_customer(story.customer).count() == 1


def test_a_change_makes_a_new_edition(story: Story, quick_print: list[PackDocument]) -> None:
    first = ask(story)
    drain()
    Evidence.objects.update(title="A better title")
    second = ask(story, LATER)

    assert (first.number, second.number) == (1, 2)
    assert Pack.objects.get(pk=first.pk).is_ready


def test_a_running_quarter_is_the_same_until_something_changes(story: Story, quick_print: list[PackDocument]) -> None:
    first = ask(story, NOW, RUNNING)
    drain()

    assert ask(story, LATER, RUNNING).pk == first.pk


def test_a_failed_edition_is_made_anew_under_its_number(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(document: PackDocument) -> None:
        raise RenderFailed("The printing process stopped.")

    monkeypatch.setattr(tasks, "render_pack", fails)
    pack = ask(story)
    drain()
    pack.refresh_from_db()
    assert pack.is_failed
    assert pack.reason == "The printing process stopped."
    assert not Email.objects.filter(kind="pack_ready").exists()

    again = ask(story, LATER)
    assert (again.pk, again.number, again.state, again.reason) == (pack.pk, 1, "queued", "")


def test_a_pack_whose_job_was_lost_is_asked_for_again(story: Story, quick_print: list[PackDocument]) -> None:
    ask(story)
    Job.objects.all().delete()
    ask(story)
    drain()

    assert Pack.objects.get().is_ready


def test_owners_and_the_lead_are_told_once(story: Story, quick_print: list[PackDocument]) -> None:
    ask(story)
    drain()
    pack = Pack.objects.get()
    tasks.email_pack_ready(pack_id=str(pack.pk))

    told = Email.objects.filter(kind="pack_ready")
    assert {each.to_name for each in told} == {"Amara Osei", "Tom Hallett"}
    assert all(f"/packs/{pack.pk}/" in each.text for each in told)
    assert "July to September 2026" in told[0].subject
    drain()
    assert len(mail.outbox) == 2


def test_a_lead_who_left_is_not_told(story: Story, quick_print: list[PackDocument]) -> None:
    Membership.objects.filter(user=story.cast.provider_lead).update(ended_at=NOW)
    ask(story)
    drain()

    assert "Tom Hallett" not in {each.to_name for each in Email.objects.filter(kind="pack_ready")}


def test_each_step_is_in_the_history(story: Story, quick_print: list[PackDocument]) -> None:
    pack = ask(story)
    drain()
    pack.refresh_from_db()
    actions.download_pack(pack=pack, by=story.cast.actor(story.cast.customer_reader), at=LATER)

    verbs = list(Event.objects.filter(target_id=pack.pk).order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["pack_requested", "pack_made", "pack_downloaded"]
    assert verify(story.cast.provider.pk) is None


def test_a_quarter_that_has_not_begun_is_refused(story: Story) -> None:
    with pytest.raises(
        NotAllowed, match=r"January to March 2027 has not begun. Ask for its pack from Friday 1 January"
    ):
        ask(story, quarter=parse_slug("2027-q1"))


@pytest.mark.parametrize("person", ["customer_reader", "provider_engineer", "provider_auditor"])
def test_who_may_not_ask(story: Story, person: str) -> None:
    actor = story.cast.actor(getattr(story.cast, person))
    with pytest.raises(NotAllowed):
        actions.request_pack(customer=story.customer, quarter=Q3, by=actor, at=NOW)


def test_finishing_twice_keeps_the_first(story: Story, quick_print: list[PackDocument]) -> None:
    pack = ask(story)
    drain()
    first = Pack.objects.get(pk=pack.pk)
    actions.finish_pack(pack=pack, printed=actions.Printed(b"another", 9), at=LATER)
    actions.fail_pack(pack=pack, reason="late", at=LATER)

    assert Pack.objects.get(pk=pack.pk).sha256 == first.sha256
    assert tasks.render(pack_id=str(pack.pk)) is None


def test_an_altered_file_is_not_handed_out(cast: Cast) -> None:
    pack = make_pack(cast.customer, sha256="0" * 64)
    with pytest.raises(Conflict, match="is not the one that was sealed"):
        actions.download_pack(pack=pack, by=cast.actor(cast.customer_owner), at=NOW)


def test_a_lost_file_is_told_plainly(cast: Cast) -> None:
    pack = make_pack(cast.customer)
    pack.file.storage.delete(pack.file.name)
    with pytest.raises(Conflict, match="cannot be found"):
        actions.download_pack(pack=pack, by=cast.actor(cast.customer_owner), at=NOW)


@pytest.mark.parametrize("state", ["queued", "failed"])
def test_a_pack_without_a_file_is_not_handed_out(cast: Cast, state: str) -> None:
    with pytest.raises(Conflict, match="has no file yet"):
        actions.download_pack(pack=make_pack(cast.customer, state), by=cast.actor(cast.customer_owner), at=NOW)


# Batches


def test_a_batch_acts_for_the_person_who_asked(story: Story, quick_print: list[PackDocument]) -> None:
    cast = story.cast
    actor = cast.actor(cast.provider_lead, provider=cast.provider)
    wanted = [(cast.customer, Q3), (cast.other_customer, Q3)]

    assert actions.request_packs(wanted=wanted, by=actor, at=NOW) == 2
    assert actions.request_packs(wanted=wanted, by=actor, at=NOW) == 2
    drain()
    assert [pack.asked_by for pack in Pack.objects.all()] == [cast.provider_lead] * 2


def test_a_batch_of_somebody_who_has_left_is_not_made(story: Story) -> None:
    cast = story.cast
    actions.request_packs(
        wanted=[(cast.customer, Q3)], by=cast.actor(cast.provider_lead, provider=cast.provider), at=NOW
    )
    Membership.objects.filter(user=cast.provider_lead).update(ended_at=NOW)
    drain()

    assert not Pack.objects.exists()


# What the database refuses


@pytest.mark.parametrize(
    "about",
    [
        {"number": 1},
        {"number": 2, "state": "queued"},
        {"number": 3, "ends_on": "2026-07-01"},
        {"number": 3, "state": "ready"},
        {"number": 3, "state": "lost"},
    ],
    ids=["edition twice", "two in the making", "dates in order", "ready without a file", "unknown state"],
)
def test_the_database_holds_the_rules(cast: Cast, about: dict[str, object]) -> None:
    make_pack(cast.customer)
    make_pack(cast.customer, "queued", number=9)
    values = {"quarter": "2026-q3", "starts_on": "2026-07-01", "ends_on": "2026-09-30", "state": "failed"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Pack.objects.create(customer=cast.customer, asked_at=NOW, cut_off_at=NOW, **values | about)
