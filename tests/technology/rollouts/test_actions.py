"""What people do with updates: who may, what it needs, what two of them do at once."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import Actor
from audit.models import Event
from core.errors import Conflict, NotAllowed
from core.uploads import check_upload
from technology.actions import rollouts as actions
from technology.models import Rollout, Stage, StageCount, Stop, Update
from technology.rollouts.facts import progress_of, with_facts
from technology.rollouts.progress import Counts
from technology.rollouts.rings import HOUR
from technology.rollouts.rules import left_out
from tests.cast import NOW, Cast
from tests.factories.rollouts import make_rollout, make_update, make_update_under_way
from tests.factories.technology import make_product

GOOD = Counts(20, 20, 20, 0)


def stage(rollout: Rollout, number: int) -> Stage:
    return rollout.stages.get(position=number)


def missed(rollout: Rollout) -> tuple[str, ...]:
    return left_out(progress_of(with_facts(Rollout.objects.all()).get(pk=rollout.pk)))


def test_goes_on_with_its_approver_and_the_count_it_went_on(ready: Rollout, cast: Cast, lead: Actor) -> None:
    actions.promote_rollout(rollout=ready, seen=stage(ready, 1).pk, by=lead, at=NOW)

    assert stage(ready, 1).left_at == NOW
    assert (stage(ready, 2).entered_at, stage(ready, 2).entered_by) == (NOW, cast.provider_lead)
    event = Event.objects.get(verb="rollout_promoted")
    assert event.after["on"] == {"devices": 20, "reporting": 20, "ok": 20, "failed": 0, "not_booting": 0, "tickets": 0}


def test_of_two_who_let_it_go_on_one_is_told_who_was_faster(ready: Rollout, cast: Cast, lead: Actor) -> None:
    seen, owner = stage(ready, 1).pk, cast.actor(cast.provider_owner, provider=cast.provider)
    actions.promote_rollout(rollout=ready, seen=seen, by=lead, at=NOW)

    with pytest.raises(Conflict, match=r"Tom Hallett let .* go on to Early"):
        actions.promote_rollout(rollout=ready, seen=seen, by=owner, at=NOW)
    assert not stage(ready, 3).entered_at


def test_does_not_go_on_early_uncounted_or_by_an_engineer(
    cast: Cast, update: Update, lead: Actor, engineer: Actor
) -> None:
    rollout = make_rollout(update, by=cast.provider_lead, stage=1, hours=71)
    seen = stage(rollout, 1).pk

    with pytest.raises(NotAllowed, match=r"another 1 hour\. Nobody has counted"):
        actions.promote_rollout(rollout=rollout, seen=seen, by=lead, at=NOW)
    with pytest.raises(NotAllowed, match="Your role can’t approve updates"):
        actions.promote_rollout(rollout=rollout, seen=seen, by=engineer, at=NOW)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(20, 20, 19, 1, 1), "1 of 20 devices did not start again in Pilot"),
        (Counts(100, 100, 97, 3), "3 of 100 devices failed in Pilot: more than 2\xa0%"),
    ],
)
def test_count_that_breaks_a_rule_stops_it_once(ready: Rollout, engineer: Actor, counts: Counts, words: str) -> None:
    for later in range(2):
        actions.add_count(stage=stage(ready, 1), counts=counts, by=engineer, at=NOW + later * HOUR)

    ready.refresh_from_db()
    assert ready.state == "stopped"
    assert [str(stop) for stop in Stop.objects.all()] == [words]


def test_good_count_stops_nothing_and_keeps_its_file(ready: Rollout, engineer: Actor) -> None:
    file = SimpleUploadedFile("report.csv", b"device,ok\ntill,yes\n")
    about = {"counts": GOOD, "tickets": 2, "seen": "Calm", "file": file, "checked": check_upload(file, ("csv",))}

    count = actions.add_count(stage=stage(ready, 1), by=engineer, at=NOW, **about)

    ready.refresh_from_db()
    assert (ready.state, count.filename, len(count.sha256)) == ("running", "report.csv", 64)
    assert count.file.read() == b"device,ok\ntill,yes\n"


def test_count_is_kept_once_and_only_of_the_ring_it_is_in(ready: Rollout, engineer: Actor) -> None:
    key = "0b2f6f5e-5f2a-4b53-9f0e-0d3f6a2b7c12"
    for _ in range(2):
        actions.add_count(stage=stage(ready, 1), counts=GOOD, by=engineer, at=NOW, key=key)

    assert StageCount.objects.filter(pk=key).count() == 1
    with pytest.raises(Conflict, match="Pilot"):
        actions.add_count(stage=stage(ready, 0), counts=GOOD, by=engineer, at=NOW)
    with pytest.raises(NotAllowed, match="not come to Early"):
        actions.add_count(stage=stage(ready, 2), counts=GOOD, by=engineer, at=NOW)


def test_engineer_stops_it_and_somebody_who_answers_for_it_lets_it_go_on(
    ready: Rollout, lead: Actor, engineer: Actor
) -> None:
    first, second = (
        actions.stop_rollout(rollout=ready, reason=reason, words="Seen", by=engineer, at=NOW)
        for reason in ("recall", "other")
    )
    with pytest.raises(NotAllowed, match="Your role can’t approve"):
        actions.close_stop(stop=first, closing="Fine", by=engineer, at=NOW)

    actions.close_stop(stop=first, closing="Withdrawn in error", by=lead, at=NOW + HOUR)
    ready.refresh_from_db()
    assert ready.state == "stopped"
    actions.close_stop(stop=second, closing="Mended", by=lead, at=NOW + 2 * HOUR)
    ready.refresh_from_db()
    assert ready.state == "running"
    with pytest.raises(Conflict, match="Tom Hallett has closed"):
        actions.close_stop(stop=first, closing="Again", by=lead, at=NOW)


def test_stopped_does_not_go_on(ready: Rollout, lead: Actor) -> None:
    actions.stop_rollout(rollout=ready, reason="recall", words="Withdrawn", by=lead, at=NOW)

    with pytest.raises(NotAllowed, match=r"You can’t let it go on: .* is stopped"):
        actions.promote_rollout(rollout=ready, seen=None, by=lead, at=NOW)


def test_emergency_path_needs_a_high_risk_fix_and_keeps_who_and_why(
    cast: Cast, update: Update, lead: Actor, engineer: Actor
) -> None:
    rollout = make_rollout(update, by=cast.provider_lead, stage=1, hours=4, well=True)
    with pytest.raises(NotAllowed, match="high or critical"):
        actions.shorten_soak(rollout=rollout, hours=4, reason="Exploited", by=lead, at=NOW)
    Update.objects.update(is_high_risk=True)
    with pytest.raises(NotAllowed, match="Your role"):
        actions.shorten_soak(rollout=rollout, hours=4, reason="Exploited", by=engineer, at=NOW)

    actions.shorten_soak(rollout=rollout, hours=4, reason="Exploited", by=lead, at=NOW)
    actions.promote_rollout(rollout=rollout, seen=None, by=lead, at=NOW)

    assert missed(rollout) == ()
    rollout.refresh_from_db()
    assert (rollout.emergency_by, rollout.emergency_reason) == (cast.provider_lead, "Exploited")
    with pytest.raises(NotAllowed, match="taken already"):
        actions.shorten_soak(rollout=rollout, hours=2, reason="Exploited", by=lead, at=NOW)


def test_what_went_on_without_the_test_is_told_until_somebody_says_what_was_learnt(
    ready: Rollout, engineer: Actor
) -> None:
    with pytest.raises(NotAllowed, match="nothing to look back on"):
        actions.review_rollout(rollout=ready, words="?", by=engineer, at=NOW)

    actions.bypass_rings(rollout=ready, stage=stage(ready, 3), happened_at=NOW, words="A policy", by=engineer, at=NOW)

    assert missed(ready) == ("Early was left out.",)
    actions.review_rollout(rollout=ready, words="The policy is locked now", by=engineer, at=NOW)
    with pytest.raises(NotAllowed, match="has been recorded"):
        actions.review_rollout(rollout=ready, words="Again", by=engineer, at=NOW)


@pytest.mark.parametrize(
    ("number", "hours", "says"),
    [(1, 0, "still to come"), (3, 1, "not come yet"), (3, -99, "had not come to this ring")],
)
def test_bypass_is_of_a_later_ring_at_a_possible_time(
    ready: Rollout, engineer: Actor, number: int, hours: int, says: str
) -> None:
    about = {"happened_at": NOW + hours * HOUR, "words": "Somebody pressed it"}

    with pytest.raises(NotAllowed, match=says):
        actions.bypass_rings(rollout=ready, stage=stage(ready, number), by=engineer, at=NOW, **about)


def test_complete_only_from_the_last_ring(cast: Cast, update: Update, ready: Rollout, lead: Actor) -> None:
    with pytest.raises(NotAllowed, match="not been in every ring"):
        actions.finish_rollout(rollout=ready, seen=None, by=lead, at=NOW)
    other = make_update(make_product(cast.provider), by=cast.provider_lead)
    last = make_rollout(other, by=cast.provider_lead, stage=4, hours=1, well=True)
    with pytest.raises(NotAllowed, match="last ring"):
        actions.promote_rollout(rollout=last, seen=None, by=lead, at=NOW)

    actions.finish_rollout(rollout=last, seen=stage(last, 4).pk, by=lead, at=NOW)

    last.refresh_from_db()
    assert (last.state, last.ended_at) == ("done", NOW)
    with pytest.raises(NotAllowed, match="on every device"):
        actions.start_rollout(update=other, by=lead, at=NOW)


def test_engineer_takes_it_back_with_its_stops_and_it_may_start_again(ready: Rollout, engineer: Actor) -> None:
    stop = actions.stop_rollout(rollout=ready, reason="boot", words="Black screen", by=engineer, at=NOW)

    actions.roll_back(rollout=ready, words="Tills would not start", by=engineer, at=NOW + HOUR)

    stop.refresh_from_db()
    assert stop.closing == "Tills would not start"
    assert actions.start_rollout(update=ready.update, by=engineer, at=NOW + 2 * HOUR).is_under_way


def test_what_a_vendor_sent_to_everybody_is_kept_as_it_was(update: Update, engineer: Actor) -> None:
    about = {"happened_at": NOW - HOUR, "words": "78 minutes later it was withdrawn."}

    rollout = actions.record_unstaged(update=update, by=engineer, at=NOW, **about)

    assert missed(rollout) == (
        "Sandbox was left out.",
        "Pilot was left out.",
        "Early was left out.",
        "Broad was watched for 0 minutes of 24 hours.",
    )
    with pytest.raises(NotAllowed, match="on every device"):
        actions.start_rollout(update=update, by=engineer, at=NOW)


def test_what_has_not_come_yet_was_not_sent_to_everybody(update: Update, engineer: Actor) -> None:
    with pytest.raises(NotAllowed, match="not come yet"):
        actions.record_unstaged(update=update, happened_at=NOW + HOUR, words="?", by=engineer, at=NOW)


@pytest.mark.parametrize("persona", ["provider_auditor", "customer_owner"])
def test_others_change_nothing(cast: Cast, persona: str) -> None:
    rollout = make_update_under_way(cast.provider, by=cast.provider_lead, stage=1, hours=99, well=True)
    place: dict[str, Any] = {} if persona == "customer_owner" else {"provider": cast.provider}
    actor = cast.actor(getattr(cast, persona), **place)

    for act in (
        lambda: actions.promote_rollout(rollout=rollout, seen=None, by=actor, at=NOW),
        lambda: actions.stop_rollout(rollout=rollout, reason="other", words="x", by=actor, at=NOW),
        lambda: actions.roll_back(rollout=rollout, words="x", by=actor, at=NOW),
        lambda: actions.start_rollout(update=rollout.update, by=actor, at=NOW),
        lambda: actions.add_count(stage=stage(rollout, 1), counts=GOOD, by=actor, at=NOW),
    ):
        with pytest.raises(NotAllowed, match="Your role"):
            act()
    assert not Event.objects.exists()


def test_the_product_itself_answers_for_nothing(cast: Cast, ready: Rollout) -> None:
    with pytest.raises(NotAllowed, match="Only a person"):
        actions.promote_rollout(rollout=ready, seen=None, by=Actor.system("Ticks", cast.provider.pk), at=NOW)
