"""The Celery application: carries ids of jobs; the jobs themselves are rows of the database.

Whoever sends an id loads it then: a web process that sends none does without.
"""

from celery import Celery

app = Celery("samesheet", include=["background.messages"])
app.config_from_object("django.conf:settings", namespace="CELERY")
