"""Who may call the pages of the review calendar."""

from accounts.enums import Permission as P
from tests.architecture.entries import PUBLIC, SIGNED_IN, Entry, Place
from tests.factories.engagement import make_email

CHOICES = {
    "weekday": "2", "duty": "weekly", "reminder": "off", "question": "now", "matrix": "now", "views": "now",
    "incident": "now", "scenario": "now", "pack": "weekly", "advice": "now", "meeting": "now", "advisory": "now",
    "training": "now", "invitation": "now",
}  # fmt: skip


def _secret(place: Place) -> dict[str, object]:
    return {"secret": "not-a-secret"}


def _place(place: Place) -> dict[str, object]:
    return {"secret": "not-a-secret", "place": place.customer.slug}


def _notice(place: Place) -> dict[str, object]:
    """Told to the customer's owner, so nobody else's."""
    return {"pk": make_email(place.member or place.staff, place.customer).pk}


ENTRIES = {
    "engagement:calendar": Entry(P.CALENDAR_VIEW),
    "engagement:calendar-export": Entry(P.CALENDAR_VIEW),
    "engagement:provider-calendar": Entry(P.CALENDAR_VIEW),
    "engagement:provider-calendar-export": Entry(P.CALENDAR_VIEW),
    "engagement:feed": Entry(SIGNED_IN, methods={"GET": 200, "POST": 200}),
    "engagement:feed-revoke": Entry(SIGNED_IN, methods={"POST": 302}),
    # A secret in the address is the key; what it opens is held to account in tests/engagement/test_feeds.py.
    "engagement:feed-file": Entry(PUBLIC, _secret, methods={"GET": 404}),
    "engagement:feed-place-file": Entry(PUBLIC, _place, methods={"GET": 404}),
    "engagement:notice-list": Entry(SIGNED_IN),
    "engagement:notices-read": Entry(SIGNED_IN, methods={"POST": 302}),
    "engagement:notice-open": Entry(SIGNED_IN, _notice, methods={"POST": 404}, but={"customer_owner": {"POST": 302}}),
    "engagement:notice-choices": Entry(SIGNED_IN, methods={"GET": 200, "POST": 302}, data=CHOICES),
    "engagement:reminder-list": Entry(P.REMINDER_VIEW),
    "engagement:reminder-export": Entry(P.REMINDER_VIEW),
    "engagement:provider-reminder-list": Entry(P.REMINDER_VIEW),
    "engagement:provider-reminder-export": Entry(P.REMINDER_VIEW),
}
