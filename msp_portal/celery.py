"""The Celery application: carries ids of jobs; the jobs themselves are rows of the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msp_portal.settings")

app = Celery("samesheet")
app.config_from_object("django.conf:settings", namespace="CELERY")
