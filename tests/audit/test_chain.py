"""The chain holds, and says where it does not."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from audit.models import AppendOnly, ChainHead, Event
from audit.record import record
from audit.verify import verify
from tests.cast import NOW, Cast


def write(cast: Cast, count: int = 3) -> None:
    by = cast.actor(cast.provider_lead)
    for number in range(count):
        record(
            "customer_changed",
            target=cast.customer,
            by=by,
            at=NOW,
            says=f"change {number}",
            after={"n": number},
        )


def tamper(sql: str) -> None:
    """What somebody with the database's own tools could do once the trigger is out of the way."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_event_no_update")
        else:
            cursor.execute("DROP TRIGGER audit_event_no_change ON audit_event")
        cursor.execute(sql)


def test_untouched_chain_holds(cast: Cast) -> None:
    write(cast)

    assert verify(cast.provider.pk) is None
    assert [event.sequence for event in Event.objects.order_by("sequence")] == [1, 2, 3]


def test_changed_event_is_named(cast: Cast) -> None:
    write(cast)
    tamper("UPDATE audit_event SET says = 'nothing happened' WHERE sequence = 2")

    fault = verify(cast.provider.pk)

    assert fault is not None
    assert (fault.sequence, fault.reason) == (2, "its content was changed after it was written")


def test_removed_event_is_named(cast: Cast) -> None:
    write(cast)
    tamper("DELETE FROM audit_event WHERE sequence = 2")

    fault = verify(cast.provider.pk)

    assert fault is not None
    assert fault.sequence == 2


def test_removed_last_event_is_named(cast: Cast) -> None:
    write(cast)
    tamper("DELETE FROM audit_event WHERE sequence = 3")

    fault = verify(cast.provider.pk)

    assert fault is not None
    assert fault.sequence == 3


def test_a_link_to_another_event_is_named(cast: Cast) -> None:
    write(cast)
    tamper("UPDATE audit_event SET previous_hash = 'x' WHERE sequence = 2")

    fault = verify(cast.provider.pk)

    assert fault is not None
    assert (fault.sequence, fault.reason) == (2, "it does not follow the event before it")


def test_a_chain_without_its_end_mark_is_still_checked(cast: Cast) -> None:
    write(cast)
    ChainHead.objects.all().delete()

    fault = verify(cast.provider.pk)

    assert fault is not None
    assert fault.reason == "the mark where the chain ends is missing"
    with pytest.raises(CommandError, match=r"1 chain"):
        call_command("verify_chain")


def test_a_provider_without_events_has_nothing_to_check(cast: Cast) -> None:
    assert verify(cast.provider.pk) is None


def test_command_names_the_broken_event(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    write(cast)
    tamper("UPDATE audit_event SET actor_name = 'Nobody' WHERE sequence = 1")

    with pytest.raises(CommandError, match=r"1 chain"):
        call_command("verify_chain")

    assert "event 1 is broken" in capsys.readouterr().err


def test_command_is_content_with_whole_chains(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    write(cast)

    call_command("verify_chain")

    assert "3 events, every link holds" in capsys.readouterr().out


def test_database_refuses_to_change_an_event(cast: Cast) -> None:
    write(cast)

    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET says = 'x'")


def test_code_refuses_to_change_an_event(cast: Cast) -> None:
    write(cast)
    event = Event.objects.get(sequence=1)

    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()
    with pytest.raises(AppendOnly):
        Event.objects.filter(sequence=1).update(says="x")
    with pytest.raises(AppendOnly):
        Event.objects.filter(sequence=1).delete()


def test_providers_have_chains_of_their_own(cast: Cast) -> None:
    write(cast)
    record(
        "customer_changed",
        target=cast.strange_customer,
        by=cast.actor(cast.stranger, cast.strange_customer),
        at=NOW,
        says="x",
    )

    assert ChainHead.objects.get(provider_id=cast.provider.pk).sequence == 3
    assert ChainHead.objects.get(provider_id=cast.strange_provider.pk).sequence == 1
