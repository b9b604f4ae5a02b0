"""The jobs of this app: the calendar's, and letters to people. An e-mail's key is written once: each may run twice."""

from engagement.tasks import advisories, education, meetings, reminders

__all__ = ["advisories", "education", "meetings", "reminders"]
