"""What the lists of tickets and counts say above their first page."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Customer
from accounts.requests import Request
from contracts.measuring.protection import standing_of
from contracts.measuring.volume import volumes_of
from contracts.service_levels.standing import Stand
from contracts.service_levels.volume import Volume, number_words, reopened_words, rest_words
from contracts.service_levels.windows import quarter_window
from core.quarters import previous, quarter_of


@dataclass(frozen=True)
class InShort:
    """The tickets of a quarter, how many in words, and what the bars of their causes leave out."""

    quarter: Volume
    said: str
    rest: str


def quarters(request: Request, customer: Customer) -> list[InShort]:
    """Tickets of the quarter that runs and of the one before, in short and in words, on the customer’s calendar."""
    now = timezone.now()
    running = quarter_of(timezone.localdate(now), customer.fiscal_year_start)
    windows = [quarter_window(each) for each in (running, previous(running))]
    found = volumes_of(request.actor, customer, windows, now)
    return [InShort(each, number_words(each), f"{rest_words(each)} {reopened_words(each)}".strip()) for each in found]


def standing(request: Request, customer: Customer) -> tuple[Stand, ...]:
    """How well protected the customer is today, by what was counted last."""
    return standing_of(request.actor, customer, timezone.localdate())
