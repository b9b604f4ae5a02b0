"""What a message starts in a process of Celery. It says which job, never what to do."""

from celery import shared_task

from background import dispatch as dispatcher
from background import runner, ticks


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
