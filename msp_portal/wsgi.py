"""The web process, for gunicorn. It does not start when the installation is insecure."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from msp_portal.refusals import stop_when_insecure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msp_portal.settings")
gc.disable()  # all that is loaded here stays

stop_when_insecure(settings)
application = get_wsgi_application()
# All pages are loaded before the first request, and what is loaded is left alone by the collector of garbage: workers
# of one gunicorn (--preload) then share it, and no request waits while it is looked through.
list(get_resolver().url_patterns)
gc.enable()
gc.collect()
gc.freeze()
