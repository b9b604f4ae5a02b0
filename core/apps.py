"""What happens once when the product starts."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Helpers of every app."""

    name = "core"

    def ready(self) -> None:
        """Let forms speak in the product's voice."""
        from core.voice import speak

        speak()
