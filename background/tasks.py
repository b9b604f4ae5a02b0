"""The handlers of this app."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from background import mail
from background.jobs import handles
from background.models import Email, Job, JobState

KEPT = timedelta(days=90)  # how long a finished job stays on the Jobs page


@handles("background.deliver_email", prepares=True)
def deliver_email(*, email_id: str, **_newer: Any) -> Callable[[], None] | None:
    """Hand one e-mail over to the mail server: at least once, always under the same Message-ID."""
    return mail.hand_over(Email.objects.get(pk=email_id))


@handles("background.clear_finished")
def clear_finished(**_newer: Any) -> None:
    """Forget jobs that were done long ago; failed ones stay until somebody has seen to them."""
    Job.objects.filter(state=JobState.DONE, finished_at__lt=timezone.now() - KEPT).delete()
