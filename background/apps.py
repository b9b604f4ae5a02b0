"""Finds the handlers and ticks of every app when the process starts."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BackgroundConfig(AppConfig):
    """Jobs, ticks and e-mail."""

    name = "background"

    def ready(self) -> None:
        """Each app registers its handlers in `tasks.py` and its ticks in `schedules.py`."""
        autodiscover_modules("tasks", "schedules")
