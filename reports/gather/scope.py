"""What a pack is about: whose, which quarter, up to when, and seen through whose eyes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from core.days import day_begins
from core.quarters import Quarter


@dataclass(frozen=True)
class Scope:
    """`reader` is somebody at the customer: every query goes through what they may see."""

    customer: Customer
    reader: Actor
    quarter: Quarter
    cut_off_at: datetime

    @property
    def starts_at(self) -> datetime:
        """0:00 of the quarter's first day in the site's time zone."""
        return day_begins(self.quarter.start)

    @property
    def is_quarter_over(self) -> bool:
        return timezone.localdate(self.cut_off_at) > self.quarter.end

    @property
    def today(self) -> date:
        """The day the figures are of: the quarter's last, or that of asking."""
        return timezone.localdate(self.cut_off_at - timedelta(microseconds=1))
