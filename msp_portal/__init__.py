"""Same Sheet: settings, URLs and the processes that wire the apps together. Nothing imports it."""

from msp_portal.celery import app as celery_app

__all__ = ["celery_app"]  # every process that sends to Celery has it configured
