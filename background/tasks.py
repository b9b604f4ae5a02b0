"""Celery's side of the job table, and the handlers of this app."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from celery import shared_task
from django.utils import timezone

from background import dispatch as dispatcher
from background import mail, runner, ticks
from background.jobs import handles
from background.models import Email, Job, JobState

KEPT = timedelta(days=90)  # how long a finished job stays on the Jobs page


@shared_task(name="background.run_job", ignore_result=True)
def run_job(job_id: str) -> None:
    """Run the job of this id, unless somebody else has it or it is done."""
    runner.run(job_id)


@shared_task(name="background.dispatch", ignore_result=True)
def dispatch() -> None:
    """Send the ids of jobs that are due."""
    dispatcher.dispatch()


@shared_task(name="background.run_ticks", ignore_result=True)
def run_ticks() -> None:
    """Start what is due by the clock, then send what that asked for."""
    ticks.run_ticks()


class Undelivered(Exception):
    """Why an e-mail could not be handed over, in a sentence."""


@handles("background.deliver_email", prepares=True)
def deliver_email(*, email_id: str, **_newer: Any) -> Callable[[], None] | None:
    """Hand one e-mail over to the mail server: at least once, always under the same Message-ID."""
    email = Email.objects.get(pk=email_id)
    if email.sent_at:
        return None
    try:
        mail.message_of(email).send()
    except SMTPRecipientsRefused as error:
        raise Undelivered(f"The mail server does not accept the address {email.to_address}.") from error
    except (OSError, SMTPException) as error:
        raise Undelivered("The mail server could not be reached or refused the e-mail.") from error
    return lambda: mail.mark_sent(email, at=timezone.now())


@handles("background.clear_finished")
def clear_finished(**_newer: Any) -> None:
    """Forget jobs that were done long ago; failed ones stay until somebody has seen to them."""
    Job.objects.filter(state=JobState.DONE, finished_at__lt=timezone.now() - KEPT).delete()
