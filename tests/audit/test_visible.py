"""Who may read which events."""

import pytest

from audit.models import Event
from audit.record import record
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast: Cast):
    """The verbs that somebody may read."""
    by = cast.actor(cast.provider_owner, provider=cast.provider)
    stranger = cast.actor(cast.stranger, provider=cast.strange_provider)
    record("of_provider", target=cast.provider, by=by, at=NOW, says="changed the settings")
    for customer in (cast.customer, cast.other_customer):
        about = {"target": customer, "customer_id": customer.pk, "at": NOW, "says": "wrote something", "by": by}
        record(f"of_{customer.slug}", **about)
        record(f"note_on_{customer.slug}", **about, is_internal=True)
    record("elsewhere", target=cast.strange_provider, by=stranger, at=NOW, says="changed the settings")
    return lambda actor: set(Event.objects.visible_to(actor).values_list("verb", flat=True))


def test_staff_read_everything_of_their_provider(cast: Cast, told) -> None:
    assert told(cast.actor(cast.provider_auditor, provider=cast.provider)) == {
        "of_provider", "of_harbour-roast", "note_on_harbour-roast", "of_tidewell-lettings", "note_on_tidewell-lettings",
    }  # fmt: skip


def test_staff_in_a_customers_path_read_of_that_customer_alone(cast: Cast, told) -> None:
    assert told(cast.actor(cast.provider_auditor)) == {"of_provider", "of_harbour-roast", "note_on_harbour-roast"}


def test_staff_of_some_customers_read_of_no_other(cast: Cast, told) -> None:
    limited = cast.actor(cast.limited_lead, provider=cast.provider)

    assert told(limited) == {"of_provider", "of_tidewell-lettings", "note_on_tidewell-lettings"}


def test_customers_read_their_own_without_internal_events(cast: Cast, told) -> None:
    assert told(cast.actor(cast.customer_owner)) == {"of_harbour-roast"}


def test_another_provider_reads_its_own(cast: Cast, told) -> None:
    assert told(cast.actor(cast.stranger, provider=cast.strange_provider)) == {"elsewhere"}
