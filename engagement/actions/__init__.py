"""What the review calendar does: gather what falls due, make reminders, mail them."""

from engagement.actions.gathering import gather
from engagement.actions.mailing import mail_reminders
from engagement.actions.reminding import remind

__all__ = ["gather", "mail_reminders", "remind"]
