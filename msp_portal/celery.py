"""Where Celery's own processes begin: celery -A msp_portal worker, or beat."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msp_portal.settings")

from background.broker import app  # its settings are known first

__all__ = ["app"]
