"""What the review calendar does: gather what falls due, make reminders, mail them."""

from engagement.actions.gathering import gather, gather_own
from engagement.actions.mailing import mail_reminders, mail_urgent
from engagement.actions.reminding import remind, remind_own

__all__ = ["gather", "gather_own", "mail_reminders", "mail_urgent", "remind", "remind_own"]
