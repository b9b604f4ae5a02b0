"""For whom and when the facts of a meeting are pulled: both sides read them, so as the customer may know them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from core.quarters import Quarter, last_complete
from engagement.models import Meeting
from engagement.queries.promised import last_before

LATELY = timedelta(days=100)  # how far back "since last time" reaches where there was no meeting before
AHEAD = timedelta(days=120)  # how far ahead dates of contracts, policies, exercises and vendors are talked about


@dataclass(frozen=True)
class Asking:
    """`before` is the meeting before this one, if there was any; `since` its moment."""

    meeting: Meeting
    before: Meeting | None
    reader: Actor
    now: datetime
    today: date

    @property
    def customer(self) -> Customer:
        return self.meeting.customer

    @property
    def quarter(self) -> Quarter:
        """The last complete one, on the customer's calendar."""
        return last_complete(self.today, self.customer.fiscal_year_start)

    @property
    def since(self) -> datetime:
        return self.before.starts_at if self.before else self.now - LATELY


def asking_of(meeting: Meeting, now: datetime) -> Asking:
    """One query (customer and provider loaded beforehand)."""
    before = last_before(meeting, now)
    if before is not None:
        before.customer = meeting.customer
    customer = meeting.customer
    reader = Actor.reader("Agenda", provider_id=customer.provider_id, customer_id=customer.pk)
    return Asking(meeting, before, reader, now, timezone.localdate(now))
