"""The web process, for gunicorn. It does not start when the installation is insecure."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from msp_portal.refusals import stop_when_insecure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msp_portal.settings")

stop_when_insecure(settings)
application = get_wsgi_application()
