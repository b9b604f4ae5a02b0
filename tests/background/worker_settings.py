"""Settings of the worker, beat and dispatcher that the services test starts: the real ones, with its own handlers."""

from msp_portal.settings import *  # noqa: F403  # the real settings are what is tested

CELERY_IMPORTS = ["tests.background.effects"]
